"""A recorded session is answered the same on every database.

The requests stand here, with `{step.path}` for what an earlier step was answered, and the
answers in session.json. To record a change that is meant: COMMENTS_TEST_RECORD=1, and read
the difference.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from tests.api import Api, Thread

RECORDED = Path(__file__).with_name("session.json")
KEPT_HEADERS = ("Cache-Control", "Location", "Idempotent-Replay", "Vary")
PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.\w+)+)\}")
PLACE = {"site": "{thread.site}", "article": "/a/story?id=7"}
ASKED = "site={thread.site}&article=/a/story?id=7"
ONCE = {"Idempotency-Key": "once"}

Step = tuple[str, str, str, dict[str, Any]]
SESSION: list[Step] = [
    ("empty", "GET", f"/comments?{ASKED}", {}),
    ("guest", "POST", "/guests", {"json": {"site": "{thread.site}", "name": "Ada"}}),
    ("first", "POST", "/comments", {"json": {**PLACE, "text": "*One*"}, "token": "{guest.token}"}),
    ("reply", "POST", "/comments", {
        "json": {**PLACE, "text": "Two 😀", "parent_id": "{first.comment.id}"},
        "headers": ONCE,
    }),
    ("again", "POST", "/comments", {
        "json": {**PLACE, "text": "Two 😀", "parent_id": "{first.comment.id}"},
        "headers": ONCE,
    }),
    ("reused", "POST", "/comments", {"json": {**PLACE, "text": "Three"}, "headers": ONCE}),
    ("deeper", "POST", "/comments", {
        "json": {**PLACE, "text": "> Two\n\nNo.", "parent_id": "{reply.comment.id}"},
    }),
    ("second", "POST", "/comments", {"json": {**PLACE, "text": "https://example.org/?a&b"}}),
    ("third", "POST", "/comments", {"json": {**PLACE, "text": "Last"}}),
    ("vote", "PUT", "/comments/{second.comment.id}/vote", {"json": {"value": 1}}),
    ("own", "PUT", "/comments/{first.comment.id}/vote", {
        "json": {"value": 1}, "token": "{guest.token}",
    }),
    ("report", "POST", "/comments/{third.comment.id}/reports", {"json": {"reason": "spam"}}),
    *(
        (f"page_{sort}", "GET", f"/comments?{ASKED}&sort={sort}&limit=2&replies=1", {})
        for sort in ("newest", "oldest", "top")
    ),
    ("next", "GET", f"/comments?{ASKED}&limit=2&cursor={{page_newest.next_cursor}}", {}),
    ("wrong", "GET", f"/comments?{ASKED}&sort=top&cursor={{page_newest.next_cursor}}", {}),
    ("branch", "GET", "/comments/{first.comment.id}/replies?limit=1", {}),
    ("rest", "GET", "/comments/{first.comment.id}/replies?cursor={branch.next_cursor}", {}),
    ("edit", "PATCH", "/comments/{first.comment.id}", {
        "json": {"text": "Changed", "version": 1}, "token": "{guest.token}",
    }),
    ("stale", "PATCH", "/comments/{first.comment.id}", {
        "json": {"text": "Changed", "version": 1}, "token": "{guest.token}",
    }),
    ("text", "GET", "/comments/{first.comment.id}/text", {"token": "{guest.token}"}),
    ("mine", "GET", f"/me?{ASKED}", {"token": "{guest.token}"}),
    ("deleted", "DELETE", "/comments/{first.comment.id}", {"token": "{guest.token}"}),
    ("gone", "GET", f"/me?{ASKED}", {"token": "{guest.token}"}),
    ("single", "GET", "/comments/{deeper.comment.id}", {}),
    ("parent_gone", "POST", "/comments", {
        "json": {**PLACE, "text": "Late", "parent_id": "{first.comment.id}"},
    }),
    ("counts", "GET", f"/counts?{ASKED}&article=unknown", {}),
    ("head", "GET", f"/head?{ASKED}", {}),
    ("invalid", "POST", "/comments", {"json": {**PLACE, "text": 1, "parent_id": 1.5, "x": None}}),
    ("blank", "POST", "/comments", {"json": {**PLACE, "text": " "}}),
    ("nobody", "GET", f"/me?{ASKED}", {}),
    ("nowhere", "GET", "/comments?site=nobodys&article=a", {}),
    ("end", "GET", f"/comments?{ASKED}&sort=oldest&replies=20", {}),
]  # fmt: skip


def test_a_recorded_session_is_answered_as_it_was_recorded(api: Api) -> None:
    played = list(play(api.site()))

    if os.environ.get("COMMENTS_TEST_RECORD") == "1":
        written = json.dumps(played, indent=1, ensure_ascii=False)
        RECORDED.write_text(f"{written}\n", "utf-8")
    recorded = json.loads(RECORDED.read_text("utf-8"))
    assert [step["step"] for step in played] == [step["step"] for step in recorded]
    for step, before in zip(played, recorded, strict=True):
        assert step == before


def play(thread: Thread) -> Iterator[dict[str, Any]]:
    answers: dict[str, Any] = {"thread": {"site": thread.site}}
    names = Names()
    for name, method, path, more in SESSION:
        answer = thread.api.ask(method, filled(path, answers), **filled(more, answers))
        answers[name] = answer.get_json(silent=True)
        headers = {each: answer.headers[each] for each in KEPT_HEADERS if each in answer.headers}
        yield {
            "step": name,
            "status": answer.status_code,
            "headers": names.of(headers),
            "body": names.of(answers[name]),
        }


def filled(given: Any, answers: Mapping[str, Any]) -> Any:
    """Put in place of each placeholder what an earlier step was answered."""
    if isinstance(given, Mapping):
        return {name: filled(value, answers) for name, value in given.items()}
    if not isinstance(given, str):
        return given
    whole = PLACEHOLDER.fullmatch(given)
    if whole:
        return found(whole[1], answers)
    return PLACEHOLDER.sub(lambda each: str(found(each[1], answers)), given)


def found(path: str, answers: Mapping[str, Any]) -> Any:
    return reduce(lambda value, name: value[name], path.split("."), answers)


class Names:
    """Gives what differs from run to run (ids, moments, tokens) a name that does not."""

    PATTERNS = (
        (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"), "a moment"),
        (re.compile(r"cg1\.[\w-]+"), "token"),
        (re.compile(r"[\w-]{40,}"), "cursor"),
    )

    def __init__(self) -> None:
        self.given: dict[tuple[str, Any], str] = {}

    def name(self, kind: str, value: Any) -> str:
        count = sum(known == kind for known, _ in self.given) + 1
        return self.given.setdefault((kind, value), f"{kind} {count}")

    def of(self, value: Any, place: str = "") -> Any:
        if isinstance(value, dict):
            kind = "author" if "badge" in value else place
            return {
                self.key(name, place): self.of(each, f"{kind}.{name}")
                for name, each in value.items()
            }
        if isinstance(value, list):
            return [self.of(each, place) for each in value]
        if isinstance(value, str):
            return self.text(value)
        return self.number(value, place)

    def key(self, name: str, place: str) -> str:
        return (
            self.name("comment", int(name)) if place.endswith(".votes") and name.isdigit() else name
        )

    def number(self, value: Any, place: str) -> Any:
        if type(value) is not int or not place.endswith(("id", ".gone")):
            return value
        return self.name("author" if place == "author.id" else "comment", value)

    def text(self, value: str) -> str:
        for pattern, kind in self.PATTERNS:
            if pattern.fullmatch(value):
                return kind if kind == "a moment" else self.name(kind, value)
        comment = re.fullmatch(r"(http://localhost/api/v1/comments/)(\d+)", value)
        return comment[1] + self.name("comment", int(comment[2])) if comment else value
