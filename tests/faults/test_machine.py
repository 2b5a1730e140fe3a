"""Whatever readers and moderators do, in whatever order, the thread stays true (t12)."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from comments_service.actions import administering
from tests.services import api, ports
from tests.services.gunicorn import Service, service

pytestmark = pytest.mark.faults

AUTHORS = 3
# A restart takes seconds, so it comes with every so many comments.
RESTART_AT = 7
STATUS_AFTER = {"approve": "published", "reject": "rejected", "spam": "spam", "hold": "held"}
SORTS = ("newest", "oldest", "top")
numbers = count()
any_author = strategies.integers(0, AUTHORS - 1)
any_comment = strategies.integers(0, 1000)


@dataclass(frozen=True)
class Decided:
    action: str
    before: str
    version: int
    answered: frozenset[int]


@dataclass
class Known:
    """What the model knows of a comment."""

    id: int
    author: int
    parent: int | None
    text: str
    status: str = "published"
    version: int = 1
    votes: dict[int, int] = field(default_factory=dict)
    reporters: set[int] = field(default_factory=set)
    open_reports: frozenset[int] = frozenset()
    decisions: list[Decided] = field(default_factory=list)

    def stands(self, action: str) -> bool:
        """Whether this very decision, about this very text, stands and has nothing to answer."""
        last = self.decisions[-1] if self.decisions else None
        if last is None or self.open_reports:
            return False
        standing = (last.action, last.version, STATUS_AFTER[last.action])
        return standing == (action, self.version, self.status)


@dataclass
class Running:
    """The real service, which can be killed and started again where it was."""

    stack: ExitStack
    env: dict[str, str]
    folder: Path
    port: int
    key: str
    process: Service | None = None

    def start(self) -> None:
        log = self.folder / f"service-{next(numbers)}.log"
        started = service(self.env, log, port=self.port)
        self.process = self.stack.enter_context(started)

    def restart(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.start()


class Thread(RuleBasedStateMachine):
    running: Running

    def __init__(self) -> None:
        super().__init__()
        self.number = next(numbers)
        self.article = f"article {self.number}"
        self.comments: dict[int, Known] = {}
        self.tokens: dict[int, str] = {}
        self.last: tuple[dict[str, Any], dict[str, str], int] | None = None
        self.locked = False
        self.bytes_of: dict[str, bytes] = {}
        self.log: list[int] = []

    # What anyone may do.

    @initialize()
    def begin(self) -> None:
        for author in range(AUTHORS):
            self.post(author)

    @rule(author=any_author)
    def post(self, author: int) -> None:
        self.send(author, None)

    @precondition(lambda self: self.comments)
    @rule(author=any_author, at=any_comment)
    def reply(self, author: int, at: int) -> None:
        self.send(author, self.pick(at))

    @precondition(lambda self: self.last)
    @rule()
    def retry(self) -> None:
        assert self.last is not None
        body, headers, first = self.last

        answer = self.call("POST", "/comments", body, headers=headers)

        assert answer.headers["Idempotent-Replay"] == "true"
        assert answer.json["comment"]["id"] == first

    @precondition(lambda self: self.comments)
    @rule(at=any_comment, author=any_author, stale=strategies.booleans())
    def edit(self, at: int, author: int, stale: bool) -> None:  # noqa: FBT001  # drawn by Hypothesis
        known = self.pick(at)
        text = f"edited {next(numbers)}"
        body = {"text": text, "version": known.version + stale}

        answer = self.call("PATCH", f"/comments/{known.id}", body, headers=self.as_(author))

        if author != known.author:
            assert answer.status == (403 if known.status == "published" else 404)
        elif known.status == "deleted":
            assert answer.status == 410
        elif stale:
            assert answer.status == 409
        else:
            assert answer.status == 200
            known.text, known.version = text, known.version + 1

    @precondition(lambda self: self.comments)
    @rule(at=any_comment, author=any_author)
    def delete(self, at: int, author: int) -> None:
        known = self.pick(at)

        answer = self.call("DELETE", f"/comments/{known.id}", headers=self.as_(author))

        if author == known.author:
            assert answer.status == 204
            known.status = "deleted"
        else:
            assert answer.status == (403 if known.status == "published" else 404)

    @precondition(lambda self: self.comments)
    @rule(at=any_comment, author=any_author, value=strategies.sampled_from([1, -1, None]))
    def vote(self, at: int, author: int, value: int | None) -> None:
        known = self.pick(at)
        path = f"/comments/{known.id}/vote"

        if value is None:
            answer = self.call("DELETE", path, headers=self.as_(author))
        else:
            answer = self.call("PUT", path, {"value": value}, headers=self.as_(author))

        if known.status != "published":
            assert answer.status == 404
        elif value is not None and author == known.author:
            assert answer.status == 403
        elif value is None:
            assert answer.status == 200
            known.votes.pop(author, None)
        else:
            assert answer.status == 200
            known.votes[author] = value

    @precondition(lambda self: self.comments)
    @rule(at=any_comment, author=any_author)
    def report(self, at: int, author: int) -> None:
        known = self.pick(at)
        path = f"/comments/{known.id}/reports"

        answer = self.call("POST", path, {"reason": "abuse"}, headers=self.as_(author))

        assert answer.status == (201 if known.status == "published" else 404)
        if known.status == "published" and author not in known.reporters:
            known.reporters.add(author)
            known.open_reports |= {author}

    # What moderators may do.

    @precondition(lambda self: self.comments)
    @rule(at=any_comment, action=strategies.sampled_from(sorted(STATUS_AFTER)))
    def decide(self, at: int, action: str) -> None:
        known = self.pick(at)
        body = {"action": action, "reason": "as the model says", "version": known.version}

        answer = self.moderate("PUT", f"/comments/{known.id}/decision", body)

        if known.status == "deleted":
            assert answer.status == 410
            return
        assert answer.status == 200
        if not known.stands(action):
            decided = Decided(action, known.status, known.version, known.open_reports)
            known.decisions.append(decided)
            known.status, known.open_reports = STATUS_AFTER[action], frozenset()

    @precondition(lambda self: self.comments)
    @rule(at=any_comment)
    def undo(self, at: int) -> None:
        known = self.pick(at)

        answer = self.moderate("DELETE", f"/comments/{known.id}/decision")

        if known.status == "deleted":
            assert answer.status in {409, 410}
        elif not known.decisions:
            assert answer.status == 409
        else:
            assert answer.status == 200
            last = known.decisions.pop()
            unseen = last.before == "published" and last.version != known.version
            known.status = "held" if unseen else last.before
            known.open_reports |= last.answered

    @rule(locked=strategies.booleans())
    def lock(self, locked: bool) -> None:  # noqa: FBT001  # drawn by Hypothesis
        query = {"site": "daily", "article": self.article}
        answer = self.moderate("PUT" if locked else "DELETE", "/articles/lock", query=query)
        assert answer.status in {200, 204}
        self.locked = locked

    @precondition(lambda self: len(self.comments) % RESTART_AT == 0)
    @rule()
    def restart(self) -> None:
        self.running.restart()

    # What holds at all times: looked at now and then, and in the end.

    @rule()
    def look(self) -> None:
        self.every_walk_meets_what_is_shown_once_and_nothing_else()
        self.counts_are_what_is_published()
        self.the_log_never_shrinks()

    def teardown(self) -> None:
        if sys.exc_info()[0] is None:
            self.look()

    def every_walk_meets_what_is_shown_once_and_nothing_else(self) -> None:
        shown = {known.id for known in self.comments.values() if self.shown(known)}
        for sort in SORTS:
            walked = list(self.walk(sort))
            assert sorted(one["id"] for one in walked) == sorted(shown)
            for one in walked:
                self.assert_true(one)

    def counts_are_what_is_published(self) -> None:
        published = sum(known.status == "published" for known in self.comments.values())
        query = {"site": "daily", "article": self.article}
        assert self.get("/counts", **query)["counts"] == {self.article: published}
        assert self.get("/head", **query)["count"] == published

    def the_log_never_shrinks(self) -> None:
        answer = self.moderate("GET", "/decisions", query={"site": "daily", "limit": 100})
        log = [one["id"] for one in answer.json["decisions"]]
        assert set(self.log[:50]) <= set(log)
        self.log = log

    # How it is done.

    def send(self, author: int, parent: Known | None) -> None:
        body: dict[str, Any] = {"site": "daily", "article": self.article}
        body["text"] = f"text {next(numbers)}"
        if parent:
            body["parent_id"] = parent.id
        headers = {**self.as_(author), "Idempotency-Key": f"key {next(numbers)}".replace(" ", "-")}

        answer = self.call("POST", "/comments", body, headers=headers)

        if self.locked:
            assert (answer.status, answer.json["code"]) == (409, "article_closed")
        elif parent and parent.status != "published":
            assert (answer.status, answer.json["code"]) == (409, "parent_gone")
        else:
            assert answer.status == 201
            made = answer.json["comment"]
            self.tokens.setdefault(author, answer.json.get("token", ""))
            above = parent.id if parent else None
            self.comments[made["id"]] = Known(made["id"], author, above, body["text"])
            if "Authorization" in headers:
                self.last = (body, headers, made["id"])

    def pick(self, at: int) -> Known:
        return list(self.comments.values())[at % len(self.comments)]

    def as_(self, author: int) -> dict[str, str]:
        # Each author has a network of their own, since a guest's vote counts once in each.
        network = {"X-Forwarded-For": f"2001:db8:{self.number:x}:{author}::1"}
        token = self.tokens.get(author)
        return {**network, "Authorization": f"Bearer {token}"} if token else network

    def shown(self, known: Known) -> bool:
        """Published, or with something published below: by the real parents, up to the depth."""
        below = [one for one in self.comments.values() if one.parent == known.id]
        return known.status == "published" or any(self.shown(one) for one in below)

    def assert_true(self, one: dict[str, Any]) -> None:
        known = self.comments[one["id"]]
        assert one["parent_id"] == known.parent
        if known.status == "published":
            assert known.text in one["html"]
            up = sum(value > 0 for value in known.votes.values())
            down = sum(value < 0 for value in known.votes.values())
            assert one["votes"] == {"up": up, "down": down}
            assert one["version"] == known.version
        else:
            assert (one["status"], one["html"], one["author"]) == ("deleted", None, None)

    def walk(self, sort: str) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            query = {"site": "daily", "article": self.article, "sort": sort}
            more = {"cursor": cursor} if cursor else {}
            page = self.get("/comments", **query, limit=3, replies=2, **more)
            for root in page["comments"]:
                yield from self.tree(root)
                yield from self.rest(root)
            cursor = page["next_cursor"]
            if cursor is None:
                return

    def tree(self, top: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield top
        for reply in top["replies"]:
            yield from self.tree(reply)

    def rest(self, root: dict[str, Any]) -> Iterator[dict[str, Any]]:
        cursor = root["more_replies"] and root["more_replies"]["cursor"]
        while cursor:
            branch = self.get(f"/comments/{root['id']}/replies", cursor=cursor, limit=2)
            yield from branch["comments"]
            cursor = branch["next_cursor"]

    def get(self, path: str, **query: Any) -> Any:
        answer = self.call("GET", path, query=query)
        assert answer.status == 200
        etag = answer.headers["ETag"]
        assert self.bytes_of.setdefault(f"{path} {etag}", answer.body) == answer.body
        return answer.json

    def moderate(
        self, method: str, path: str, body: Any = None, *, query: dict[str, Any] | None = None
    ) -> api.Answer:
        headers = {"Authorization": f"Bearer {self.running.key}"}
        return self.call(method, f"/moderation{path}", body, query=query, headers=headers)

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> api.Answer:
        answer = api.call(self.running.port, method, path, body, **more)
        assert answer.status < 500, answer.body
        return answer


@contextmanager
def running(app: Flask, env: dict[str, str], folder: Path) -> Iterator[Running]:
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
        key = administering.create_key("daily", "the model", ["moderate"])
    env["COMMENTS_POSTING_LIMIT"] = "1000000 per minute"
    env["COMMENTS_TRUSTED_PROXIES"] = "1"
    env["COMMENTS_LIMITS_FACTOR"] = "1000"
    with ExitStack() as stack:
        started = Running(stack, env, folder, ports.free(), key)
        started.start()
        yield started


def test_t12_the_thread_stays_true(app: Flask, settings: dict[str, str], tmp_path: Path) -> None:
    with running(app, settings, tmp_path) as started:
        machine = type("Machine", (Thread,), {"running": started})
        run_state_machine_as_test(machine, settings=BOUNDS)


BOUNDS = settings(
    max_examples=6,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],
)
