"""Everybody who may knock at a door, and two publishers whose things they knock at."""

import itertools
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from comments_service.actions import administering
from comments_service.edge.moderator.desk import session
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Inquiry
from tests.api import Api, Thread, new_network, told

OURS = "http://localhost"
SCOPES = ("read", "post", "moderate", "admin")
# Nothing that only moderators of the site may read is without it.
CANARY = "canary-of-the-daily"

NOTICE = {
    "ground": "illegal",
    "explanation": CANARY,
    "name": "Ines Example",
    "email": "ines@example.org",
    "good_faith": True,
}
READERS = {"author", "reader"}
DESKS = {"desk moderator", "desk admin", "desk elsewhere", "desk everywhere"}
KEYS = {*(f"key {scope}" for scope in SCOPES), "key elsewhere", "key everywhere"}
ROLES = frozenset({"anonymous", "stranger", *READERS, *DESKS, *KEYS})
# The API takes no cookie: who is signed in at the desk is nobody there.
UNKNOWN = {"anonymous", *DESKS}
POSTERS = {"key post", "key admin", "key everywhere"}
MODERATORS = {"key moderate", "key admin", "key everywhere"}
ADMINS = {"key admin", "key everywhere"}
OPERATORS = {"key everywhere"}
AT_DESK = {"desk moderator", "desk admin", "desk everywhere"}
DESK_ADMINS = {"desk admin", "desk everywhere"}


class World:
    """The site `daily`, whose things are asked for, and the site `elsewhere`."""

    def __init__(self, app: Flask) -> None:
        self.app, self.api = app, Api(app)
        self.numbers = itertools.count(1)
        with app.app_context():
            for slug in ("daily", "elsewhere"):
                administering.create_site(slug, slug.title(), [], {})
        self.thread = Thread(self.api, "daily")
        self.first = self.thread.guest("Seen by all")
        self.colleague = self.api.key("daily", "moderate")
        self.tokens = {
            "author": self.first.token,
            "reader": self.thread.guest("Another").token,
            "stranger": Thread(self.api, "elsewhere").guest("Foreign").token,
            **{f"key {scope}": self.api.key("daily", scope) for scope in SCOPES},
            "key elsewhere": self.api.key("elsewhere", *SCOPES),
            "key everywhere": self.api.key(None, *SCOPES),
        }
        self.desks = {
            f"desk {name}": self.signed_in(name, site, role)
            for name, site, role in (
                ("moderator", "daily", "moderator"),
                ("admin", "daily", "admin"),
                ("elsewhere", "elsewhere", "admin"),
                ("everywhere", None, "admin"),
            )
        }
        self.thread.of("doomed").write("Goes with its thread")
        self.keep_a_secret()

    def signed_in(self, name: str, site: str | None, role: str) -> FlaskClient:
        with self.app.app_context():
            administering.invite(f"Dana of {name}", site, role)
            link = administering.sign_in_token(f"Dana of {name}")
        client = self.app.test_client()
        headers = {"Origin": OURS}
        told(client.post("/desk/sign-in", data={"link": link}, headers=headers), 303)
        return client

    def keep_a_secret(self) -> None:
        """Have what only moderators may read on every page about the first comment."""
        comment = self.first.comment
        author = comment["author"]["id"]
        self.moderate("POST", f"/people/{author}/notes", text=CANARY)
        reported = {"reason": "other", "detail": CANARY}
        self.api.ask("POST", f"/comments/{comment['id']}/reports", json=reported)
        decision = {"action": "approve", "reason": CANARY, "version": 1}
        self.moderate("PUT", f"/comments/{comment['id']}/decision", **decision)

    def moderate(self, method: str, path: str, **body: Any) -> Any:
        answer = self.api.ask(
            method, f"/moderation{path}", json=body, token=self.tokens["key moderate"]
        )
        return told(answer, 200, 201, 202)

    def ask(self, role: str, method: str, path: str, line: Mapping[str, Any]) -> TestResponse:
        """Ask as somebody would who is in this role, and who knows what to send."""
        client = self.desks.get(role) or self.app.test_client(use_cookies=False)
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else {}
        sent = dict(line)
        if "data" in sent:
            headers["Origin"] = OURS
            # Who signs in has no session yet that a token could be of.
            if path != "/desk/sign-in":
                sent["data"] = {"token": self.form_token(role), **sent["data"]}
        network = {"REMOTE_ADDR": new_network()}
        return client.open(path, method=method, headers=headers, environ_overrides=network, **sent)

    def form_token(self, role: str) -> str:
        return self.form_tokens.get(role, "")

    @cached_property
    def form_tokens(self) -> dict[str, str]:
        return {role: self.token_of(client) for role, client in self.desks.items()}

    def token_of(self, client: FlaskClient) -> str:
        with client, self.app.app_context():
            client.get("/desk")
            with snapshot():
                return session.current().form_token

    @cached_property
    def makers(self) -> Mapping[str, Callable[[], Any]]:
        """By the name that it has in a path: what makes one more of the site `daily`."""
        return {
            "comment_id": lambda: self.thread.write("One more", token=self.first.token)["id"],
            "author_id": lambda: self.thread.guest("Somebody").comment["author"]["id"],
            "ban_id": self.ban,
            "note_id": self.note,
            "rule_id": self.rule,
            "hook_id": self.hook,
            "inquiry_id": self.inquiry,
            "batch_id": self.batch,
            "receipt": self.receipt,
            "appeal_id": self.appeal,
            "job_id": self.job,
            "slug": lambda: "daily",
        }

    def ban(self) -> int:
        cidr = f"10.{next(self.numbers)}.0.0/16"
        wanted = {
            "kind": "range",
            "cidr": cidr,
            "reason": "Spam",
            "ends_at": "2030-01-01T00:00:00Z",
        }
        number: int = self.moderate("POST", "/bans", site="daily", **wanted)["ban"]["id"]
        return number

    def note(self) -> int:
        author = self.first.comment["author"]["id"]
        number: int = self.moderate("POST", f"/people/{author}/notes", text=CANARY)["note"]["id"]
        return number

    def rule(self) -> int:
        rule = {"kind": "words", "name": "Tried", "settings": {"phrases": ["watches"]}}
        number: int = self.moderate("POST", "/rules", site="daily", **rule)["rule"]["id"]
        return number

    def hook(self, state: str = "off") -> int:
        asked = {"kind": "hook", "name": "Judge", "settings": {"url": "https://judge.example.org/"}}
        body = {"site": "daily", "state": state, **asked}
        answer = self.api.ask(
            "POST", "/moderation/rules", json=body, token=self.tokens["key admin"]
        )
        number: int = told(answer, 201)["rule"]["id"]
        return number

    def inquiry(self) -> int:
        """Post what a hook is asked about, which then goes on asking nobody."""
        rule = self.hook("on")
        self.thread.write("Is asked about", token=self.first.token)
        path = f"/moderation/rules/{rule}"
        told(self.api.ask("DELETE", path, token=self.tokens["key admin"]), 204)
        with self.app.app_context(), snapshot():
            return db.session.scalars(select(func.max(Inquiry.id))).one() or 0

    def batch(self) -> int:
        chosen = {"action": "approve", "ids": [self.first.id]}
        number: int = self.moderate("POST", "/batches", site="daily", **chosen)["batch"]["id"]
        return number

    def receipt(self) -> str:
        notice = {**NOTICE, "url": f"{OURS}/c/{self.first.id}"}
        found: str = told(self.api.ask("POST", "/notices", json=notice), 201)["receipt"]
        return found

    def appeal(self) -> int:
        """Have an author appeal against the decision of somebody who has no other part here."""
        comment = self.thread.write("Put away", token=self.first.token)["id"]
        ask = self.api.ask
        ruling = {"action": "reject", "version": 1}
        path = f"/moderation/comments/{comment}/decision"
        told(ask("PUT", path, json=ruling, token=self.colleague), 200)
        path = f"/comments/{comment}/statement"
        decision = told(ask("GET", path, token=self.first.token), 200)["decision"]["id"]
        words = {"decision": decision, "text": CANARY}
        told(ask("POST", f"/comments/{comment}/appeals", json=words, token=self.first.token), 201)
        path = "/moderation/appeals?site=daily&limit=100"
        found = told(ask("GET", path, token=self.colleague), 200)["appeals"]
        numbers: list[int] = [each["id"] for each in found]
        return max(numbers)

    def job(self) -> int:
        tried = {"kind": "words", "settings": {"phrases": ["watches"]}, "days": 1}
        number: int = self.moderate("POST", "/rehearsals", site="daily", **tried)["job"]["id"]
        return number
