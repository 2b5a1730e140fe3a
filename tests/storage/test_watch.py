"""When a replica may be read: while it is known to have what was acknowledged a moment ago."""

import os
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from comments_service.storage import replicas
from comments_service.storage.replicas import FOLLOWS, MOST_BEHIND, WRITTEN, Watch


@dataclass
class Servers:
    """A primary and a replica that answer as a test says, in a time of its own."""

    now: float = 100.0
    primary: bool = True
    replica: bool = True
    follows: bool = True
    # How many seconds the replica is behind, and how long a question takes.
    lag: float = 0.0
    written_at: float = 0.0
    pauses: list[float] = field(default_factory=list)

    def asked(self, _engine: object, question: object, **_: Any) -> object:
        self.now += 0.001
        if not (self.primary if question is WRITTEN else self.replica):
            raise OperationalError("", {}, OSError("nobody is there"))
        if question is WRITTEN:
            self.written_at = self.now
            return "0/1"
        if question is FOLLOWS:
            return self.follows
        return self.follows and self.now - self.lag >= self.written_at

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Servers:
    made = Servers()
    monkeypatch.setattr(replicas, "asked", made.asked)
    return made


@pytest.fixture
def watch(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A watch that looks when it is told to, and waits in the servers' time."""
    nowhere = create_engine("sqlite://")
    made = Watch(nowhere, nowhere, clock=lambda: servers.now)
    made.pid = os.getpid()
    monkeypatch.setattr(made.stopping, "wait", servers.wait)
    return made


def test_before_the_first_look_the_primary_is_read(watch: Watch) -> None:
    assert (watch.usable(), watch.state) == (False, "unknown")


def test_a_replica_that_has_everything_is_read_for_less_than_a_second(
    watch: Watch, servers: Servers
) -> None:
    began = servers.now
    watch.look()
    assert (watch.usable(), watch.state) == (True, "ok")

    servers.now = began + MOST_BEHIND

    assert not watch.usable()


def test_a_replica_a_little_behind_is_waited_for_and_then_is_as_old_as_the_question(
    watch: Watch, servers: Servers
) -> None:
    servers.lag = 0.3
    began = servers.now

    watch.look()

    assert watch.usable()
    assert watch.good_until == began + MOST_BEHIND


def test_a_replica_far_behind_is_not_read(watch: Watch, servers: Servers) -> None:
    watch.look()
    servers.lag = 60

    watch.look()

    assert (watch.usable(), watch.state) == (False, "behind")


def test_a_replica_that_is_away_is_not_read(watch: Watch, servers: Servers) -> None:
    watch.look()
    servers.replica = False

    watch.look()

    assert (watch.usable(), watch.state) == (False, "away")


def test_a_replica_that_was_promoted_is_none(watch: Watch, servers: Servers) -> None:
    servers.follows = False
    watch.look()
    assert not watch.usable()

    servers.primary = False
    watch.look()

    assert (watch.usable(), watch.state) == (False, "away")


def test_without_a_primary_the_replica_goes_on(watch: Watch, servers: Servers) -> None:
    servers.primary = False

    watch.look()

    assert (watch.usable(), watch.state) == (True, "alone")


def test_without_both_nothing_is_usable(watch: Watch, servers: Servers) -> None:
    servers.primary = servers.replica = False

    watch.look()

    assert (watch.usable(), watch.state) == (False, "away")


def test_what_has_failed_is_read_again_after_another_look(watch: Watch) -> None:
    watch.look()
    watch.distrust()
    assert not watch.usable()

    watch.look()

    assert watch.usable()
