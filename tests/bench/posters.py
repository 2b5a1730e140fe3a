"""Guests who post at a steady rate, and look at once whether they can see what they wrote."""

import itertools
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from tests.services import api

# So many comments and another guest goes on, as a thread has many authors.
COMMENTS_EACH = 20
PATIENCE = 30.0
# What may or may not have happened, and what is happening still.
BROKEN_OFF = {409, 502, 503, 504}


@dataclass(frozen=True)
class Posted:
    """A comment that was acknowledged at this moment of the monotonic clock."""

    id: int
    text: str
    at: float


@dataclass
class Posters:
    ports: Sequence[int]
    thread: Mapping[str, str]
    rate: float
    # Where nodes are killed, a post that was broken off is sent again with its key.
    repeat: bool = False
    posted: list[Posted] = field(default_factory=list)
    repeated: int = 0
    unseen: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def run(self, seconds: float, threads: int) -> list[threading.Thread]:
        """Begin to post in threads, which end after `seconds`."""
        turns = itertools.count()
        began = time.monotonic()

        def work() -> None:
            guest = Guest(self)
            # `next` of a count is one step for the interpreter: two threads never share a turn.
            while (due := next(turns) / self.rate) < seconds:
                time.sleep(max(0.0, began + due - time.monotonic()))
                guest.post()

        started = [threading.Thread(target=work) for _ in range(threads)]
        for thread in started:
            thread.start()
        return started


class Guest:
    """One thread of posting, by one guest after the other."""

    def __init__(self, posters: Posters) -> None:
        self.posters = posters
        self.token: str | None = None
        self.written = 0

    def post(self) -> None:
        if self.written % COMMENTS_EACH == 0:
            self.token = None
        self.written += 1
        key = str(uuid4())
        text = f"comment {key}"
        began = time.monotonic()
        answer = self.sent({**self.posters.thread, "text": text}, key)
        if answer is None:
            return
        told = answer.json
        self.token = told.get("token", self.token)
        done = Posted(told["comment"]["id"], text, time.monotonic())
        self.posters.seconds.append(done.at - began)
        self.posters.posted.append(done)
        self.look(done)

    def sent(self, body: Mapping[str, str], key: str) -> api.Answer | None:
        """Send a comment until it is acknowledged; nothing when it was refused."""
        headers = {"Idempotency-Key": key, **self.credential}
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer = api.call(self.port, "POST", "/comments", body, headers=headers)
                if answer.status == 201:
                    return answer
                wrong = f"POST: {answer.status} {answer.body[:200]!r}"
            except api.Unanswered as error:
                answer, wrong = None, f"POST: {error.__cause__!r}"
            again = self.posters.repeat and (answer is None or answer.status in BROKEN_OFF)
            if not again or time.monotonic() > end:
                self.posters.errors.append(wrong)
                return None
            self.posters.repeated += 1
            time.sleep(0.05)

    def look(self, done: Posted) -> None:
        """Whoever has written finds it among their own at once."""
        try:
            answer = api.call(
                self.port, "GET", "/me", query=self.posters.thread, headers=self.credential
            )
        except api.Unanswered as error:
            self.posters.errors.append(f"GET /me: {error.__cause__!r}")
            return
        if answer.status != 200:
            self.posters.errors.append(f"GET /me: {answer.status} {answer.body[:200]!r}")
        elif done.id not in {one["id"] for one in answer.json["mine"]}:
            self.posters.unseen.append(done.id)

    @property
    def credential(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    @property
    def port(self) -> int:
        return self.posters.ports[self.written % len(self.posters.ports)]
