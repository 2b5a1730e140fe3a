"""Post a log through the batch call, and read its thread back through the public cursors."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.corpus.client import Client
from tests.corpus.logs import Log, Message, handle

BATCH = 500
PAGE = 100
REPLIES = 20
TAKEN = {200, 201, 202}


@dataclass
class Thread:
    """What became of a log: which comment each message is, and what was refused."""

    log: Log
    ids: dict[int, int] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    found: int = 0
    differing: list[str] = field(default_factory=list)

    @property
    def blank(self) -> int:
        return sum(code == "text_blank" for code in self.refused.values())


def post(client: Client, site: str, log: Log) -> Thread:
    thread = Thread(log)
    for start in range(0, len(log), BATCH):
        messages = log[start : start + BATCH]
        for message, result in zip(messages, results(client, site, messages), strict=True):
            if result["status"] in TAKEN:
                thread.ids[message.number] = result["comment"]["id"]
            else:
                thread.refused[message.number] = result["problem"]["code"]
    return thread


def results(client: Client, site: str, messages: Log) -> list[dict[str, Any]]:
    """Post a batch again while the service was too busy for some of it: nothing doubles."""
    body = {"items": [message.item(site) for message in messages]}
    while True:
        found: list[dict[str, Any]] = client.post("/comments/batch", body)["results"]
        if all(each["status"] != 503 for each in found):
            return found


def compare(client: Client, site: str, thread: Thread) -> None:
    """Note what is not there once, as it was posted, and under its parent."""
    key = thread.log[0].log
    shown = {comment["id"]: comment for comment in walk(client, site, key, thread)}
    by_number = {message.number: message for message in thread.log}
    for number, comment_id in thread.ids.items():
        comment = shown.pop(comment_id, None)
        if comment is None:
            thread.differing.append(f"{key}/{number} is not there")
        else:
            thread.found += 1
            note(thread, by_number[number], comment)
    thread.differing += [f"comment {each} is nobody's message" for each in shown]
    counts = client.get("/counts", {"site": site, "article": [key]})["counts"]
    check(thread, "/counts", counts[key], len(thread.ids))


def note(thread: Thread, message: Message, comment: dict[str, Any]) -> None:
    parent = thread.ids.get(message.parent) if message.parent is not None else None
    check(thread, f"{message.source_id} parent", comment["parent_id"], parent)
    name = comment["author"] and comment["author"]["name"]
    check(thread, f"{message.source_id} author", name, handle(message.nick))
    told = message.created_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    check(thread, f"{message.source_id} time", comment["created_at"], told)


def check(thread: Thread, what: str, found: object, expected: object) -> None:
    if found != expected:
        thread.differing.append(f"{what} is {found}, not {expected}")


def walk(client: Client, site: str, key: str, thread: Thread) -> Iterator[dict[str, Any]]:
    """Follow every cursor of a thread, and note what is met twice."""
    met: Counter[int] = Counter()
    query = {"site": site, "article": key, "limit": PAGE, "replies": REPLIES}
    while query:
        page = client.get("/comments", query)
        check(thread, f"{key} count", page["count"], len(thread.ids))
        for root in page["comments"]:
            for comment in branch(client, root):
                met[comment["id"]] += 1
                yield comment
        query = {**query, "cursor": page["next_cursor"]} if page["next_cursor"] else {}
    thread.differing += [
        f"comment {each} is met {times} times" for each, times in met.items() if times > 1
    ]


def branch(client: Client, root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from flat(root)
    cursor = root["more_replies"] and root["more_replies"]["cursor"]
    while cursor:
        rest = client.get(f"/comments/{root['id']}/replies", {"limit": PAGE, "cursor": cursor})
        yield from rest["comments"]
        cursor = rest["next_cursor"]


def flat(comment: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield comment
    for reply in comment["replies"]:
        yield from flat(reply)
