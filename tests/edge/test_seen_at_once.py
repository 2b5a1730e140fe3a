"""Whatever a reader can see of a thread is seen changed at once, at every worker."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from comments_service.actions import administering, rerendering
from comments_service.domain import text
from tests.api import Thread, Written, told
from tests.edge.readers import Reader

pytestmark = pytest.mark.slow  # three services go through every change


@dataclass(frozen=True)
class Newsroom:
    """Whoever can change what readers see."""

    thread: Thread
    written: Written
    key: str

    @property
    def path(self) -> str:
        return f"/comments/{self.written.id}"

    @property
    def version(self) -> int:
        comment = told(self.thread.api.ask("GET", self.path), 200)["comment"]
        number: int = comment["version"]
        return number

    def author(self, method: str, body: Any = None) -> None:
        token = self.written.token
        told(self.thread.api.ask(method, self.path, token=token, json=body), 200, 204)

    def staff(self, method: str, path: str, body: Any = None, **query: str) -> None:
        path = f"/moderation{path}"
        told(
            self.thread.api.ask(method, path, token=self.key, json=body, query_string=query),
            *(200, 201, 204),
        )

    def vote(self, method: str, body: Any = None) -> None:
        told(self.thread.api.ask(method, f"{self.path}/vote", token=self.voter, json=body), 200)

    @property
    def voter(self) -> str:
        made = {"site": self.thread.site}
        token: str = told(self.thread.api.ask("POST", "/guests", json=made), 201)["token"]
        return token

    def decide(self, action: str) -> None:
        body = {"action": action, "reason": "", "version": self.version}
        self.staff("PUT", f"{self.path}/decision", body)

    def site(self, **more: Any) -> None:
        with self.thread.api.app.app_context():
            known = {"name": None, "origins": None, "rules": {}, **more}
            administering.set_site(self.thread.site, **known)

    def rerender(self) -> None:
        with self.thread.api.app.app_context(), pytest.MonkeyPatch.context() as patched:
            patched.setattr(text, "POLICY", text.POLICY + 1)
            patched.setattr(text, "to_html", lambda raw: f"<p>again: {raw}</p>")
            assert sum(one.changed for one in rerendering.rerender()) > 0

    def batch(self) -> None:
        items = [{**self.thread.place, "text": "From elsewhere", "title": "The river"}]
        sent = self.thread.api.ask("POST", "/comments/batch", token=self.key, json={"items": items})
        assert told(sent, 200)["results"][0]["status"] == 201


CHANGES: dict[str, Callable[[Newsroom], object]] = {
    "post": lambda room: room.thread.write("Another"),
    "reply": lambda room: room.thread.reply(room.written.comment, "No"),
    "edit": lambda room: room.author("PATCH", {"text": "Changed", "version": 1}),
    "vote": lambda room: room.vote("PUT", {"value": 1}),
    "pin": lambda room: room.staff("PUT", f"{room.path}/pin"),
    "unpin": lambda room: room.staff("DELETE", f"{room.path}/pin"),
    "redact": lambda room: room.staff(
        "PATCH", room.path, {"text": "Less", "version": room.version}
    ),
    "staff's reply": lambda room: room.staff("POST", f"{room.path}/replies", {"text": "Thanks"}),
    "lock": lambda room: room.staff("PUT", "/articles/lock", **room.thread.place),
    "unlock": lambda room: room.staff("DELETE", "/articles/lock", **room.thread.place),
    "rejection": lambda room: room.decide("reject"),
    "undo": lambda room: room.staff("DELETE", f"{room.path}/decision"),
    "batch": Newsroom.batch,
    "retitle": lambda room: room.thread.write("Me too", title="The flood", token=room.key),
    "policy": lambda room: room.site(rules={"posting": "closed"}),
    "name": lambda room: room.site(name="The Renamed"),
    "origins": lambda room: room.site(origins=["https://elsewhere.example.org"]),
    "new text policy": Newsroom.rerender,
    "deletion": lambda room: room.author("DELETE"),
}


def test_whatever_changes_is_seen_at_once(
    paper: Thread, reader: Reader, other: Reader, forgetful: Reader
) -> None:
    with paper.api.app.app_context():
        key = administering.create_key(paper.site, "The newsroom", ["admin"])
    room = Newsroom(paper, paper.guest(), key)
    before = reader.all()

    for name, change in CHANGES.items():
        assert reader.all() == other.all() == before, name
        change(room)
        now = forgetful.all()
        assert now != before, name
        assert reader.all() == now, name
        assert other.all() == now, name
        before = now


def test_a_vote_that_is_taken_back_is_seen_at_once(reader: Reader, forgetful: Reader) -> None:
    thread, comment = reader.thread, reader.thread.write()
    token = thread.guest().token
    path = f"/comments/{comment['id']}/vote"
    told(thread.api.ask("PUT", path, token=token, json={"value": 1}), 200)
    before = reader.all()

    told(thread.api.ask("DELETE", path, token=token), 200)

    assert reader.all() == forgetful.all() != before
