"""Decisions are a record (t38): whole, chained, reversible, and kept by the database itself."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from comments_service.actions import verifying
from comments_service.domain import chain
from comments_service.storage.models import kept
from tests.edge.moderator.world import ARTICLE, World, problem

pytestmark = pytest.mark.slow

THREAD = {"site": "daily", "article": ARTICLE}
TRIGGERS = {
    "sqlite": ["decision_kept_update", "decision_kept_delete"],
    "postgresql": ["decision_kept", "decision_kept_whole"],
}


def decided(action: str) -> Callable[[World, int], Any]:
    return lambda world, posted: world.decide(posted, action, reason="By the rules")


def called(method: str, path: str, **more: Any) -> Callable[[World, int], Any]:
    return lambda world, posted: world.call(method, path.format(posted), **more)


PIN, LOCK = "/moderation/comments/{}/pin", "/moderation/articles/lock"
ACTS: dict[str, tuple[Callable[[World, int], Any], Callable[[World, int], Any]]] = {
    **{
        action: (decided(action), lambda world, posted: world.undo(posted))
        for action in ("approve", "reject", "spam", "hold")
    },
    "pin": (called("PUT", PIN), called("DELETE", PIN)),
    "lock": (called("PUT", LOCK, query_string=THREAD), called("DELETE", LOCK, query_string=THREAD)),
    "redact": (
        called("PATCH", "/moderation/comments/{}", json={"text": "Said.", "version": 1}),
        called("PATCH", "/moderation/comments/{}", json={"text": "Well said.", "version": 2}),
    ),
}


def log(world: World) -> Any:
    answer = world.call("GET", "/moderation/decisions", query_string={"site": "daily"})
    return answer.get_json()["decisions"]


def verified(world: World) -> verifying.Verified:
    with world.app.app_context():
        return verifying.verify("daily")


@contextmanager
def tampering(app: Flask) -> Iterator[Connection]:
    """Write to the database as its owner, who can drop what it refuses by."""
    with app.extensions["comments_engines"]["write"].begin() as connection:
        on = " ON decision" if connection.dialect.name == "postgresql" else ""
        for name in TRIGGERS[connection.dialect.name]:
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        yield connection


def three(world: World) -> list[int]:
    """Take three decisions; return their ids."""
    for number in range(3):
        world.decide(world.post(f"Text {number}")[0], "reject", reason=f"Reason {number}")
    return [entry["id"] for entry in reversed(log(world))]


@pytest.mark.parametrize("act", sorted(ACTS))
def test_t38_every_act_is_one_decision_and_its_reverse_another(world: World, act: str) -> None:
    posted, _ = world.post()
    do, undo = ACTS[act]

    assert do(world, posted).status_code == 200
    (done,) = log(world)
    assert undo(world, posted).status_code == 200
    reverse, first = log(world)

    assert (done["action"], done["number"]) == (act, 1)
    assert (reverse["reverses"], first["reversed_by"]) == (done["id"], reverse["id"])
    found = verified(world)
    assert (found.head.number, found.flaw) == (2, None)


def test_t38_a_decision_has_all_its_fields(world: World) -> None:
    posted, _ = world.post()
    world.report(posted, "illegal")
    world.report(posted, "abuse")

    world.decide(posted, "reject", reason="A threat", rule="illegal")

    (entry,) = log(world)
    assert entry.pop("created_at")
    assert entry.pop("moderator")["name"] == "Newsroom"
    assert entry == {
        "id": 1,
        "number": 1,
        "scope": "comment",
        "comment_id": posted,
        "version": 1,
        "article": None,
        "author_id": None,
        "action": "reject",
        "status_before": "published",
        "status_after": "rejected",
        "ground": "law",
        "rule": "illegal",
        "reason": "A threat",
        "facts": "reported: abuse 1, illegal 1",
        "source": "notice",
        "automated": {"detection": False, "decision": False},
        "ends_at": None,
        "redress": "complaint",
        "reverses": None,
        "reversed_by": None,
    }


def test_t38_what_held_a_comment_is_among_the_facts(careful: World) -> None:
    posted, _ = careful.post()

    careful.decide(posted, "approve")

    (entry,) = log(careful)
    assert (entry["facts"], entry["source"]) == ("held: pre_moderation", "own")
    assert (entry["ground"], entry["rule"], entry["redress"]) == (None, None, None)


@pytest.mark.parametrize(
    "statement", ["UPDATE decision SET action = 'approve'", "DELETE FROM decision"]
)
def test_t38_the_database_refuses_to_change_or_remove_one(world: World, statement: str) -> None:
    three(world)

    with (
        world.app.extensions["comments_engines"]["write"].begin() as connection,
        pytest.raises(DBAPIError, match=kept.WORDS),
    ):
        connection.execute(text(statement))

    assert verified(world).head.number == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decision SET status_after = 'published'",
        "UPDATE decision SET created_at = (SELECT max(created_at) FROM comment)",
        "UPDATE decision SET digest = previous",
        "DELETE FROM decision",
    ],
)
def test_t38_a_row_that_was_tampered_with_is_found_and_named(world: World, change: str) -> None:
    ids = three(world)
    with tampering(world.app) as connection:
        connection.execute(
            text("DELETE FROM decision_detail WHERE decision_id = :id"), {"id": ids[1]}
        )
        connection.execute(text(change + " WHERE id = :id"), {"id": ids[1]})

    flaw = verified(world).flaw

    assert flaw is not None
    assert (flaw.number, flaw.id) == (2, None if "DELETE" in change else ids[1])


@pytest.mark.parametrize(
    "change", ["UPDATE decision_detail SET reason = 'x'", "DELETE FROM decision_detail"]
)
def test_t38_other_words_are_found_and_named(world: World, change: str) -> None:
    ids = three(world)
    with world.app.extensions["comments_engines"]["write"].begin() as connection:
        connection.execute(text(change + " WHERE decision_id = :id"), {"id": ids[1]})

    flaw = verified(world).flaw

    assert flaw is not None
    assert (flaw.number, flaw.id) == (2, ids[1])


def test_t38_an_emptied_detail_leaves_the_chain_whole(world: World) -> None:
    posted, _ = world.post()
    world.decide(posted, "reject", reason="She lives at 5 Mill Lane")
    runner = world.app.test_cli_runner()

    emptied = runner.invoke(args=["comments", "empty-words", str(posted)])

    assert emptied.output == "1 decisions have no words any more\n"
    assert log(world)[0]["reason"] == ""
    assert verified(world).flaw is None
    with world.app.extensions["comments_engines"]["read"].connect() as connection:
        rows = connection.execute(text("SELECT reason, facts, salt FROM decision_detail")).all()
    assert [tuple(row) for row in rows] == [("", "", "")]


def test_t38_no_personal_data_is_in_the_chain(careful: World) -> None:
    posted, _ = careful.post("My secret", author={"name": "Ines Canary"})
    careful.decide(posted, "reject", reason="Canary words")

    with careful.app.extensions["comments_engines"]["read"].connect() as connection:
        row = connection.execute(text("SELECT * FROM decision")).one()

    assert "anary" not in str(row)
    assert "Newsroom" not in str(row)


def test_the_command_says_where_each_record_ends(world: World) -> None:
    three(world)
    runner = world.app.test_cli_runner()

    told = runner.invoke(args=["comments", "verify-log"])

    head = verified(world).head.digest
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        f"daily: 3 decisions, whole, to {head}",
        f"weekly: 0 decisions, whole, to {chain.BEGINNING}",
    ]


def test_the_command_names_the_first_that_was_tampered_with(world: World) -> None:
    ids = three(world)
    with tampering(world.app) as connection:
        connection.execute(text("UPDATE decision SET action = 'hold' WHERE number > 1"))

    told = world.app.test_cli_runner().invoke(args=["comments", "verify-log", "--site", "daily"])

    assert told.exit_code == 1
    assert told.output == f"daily: number 2 (decision {ids[1]}) was changed\n"


def test_each_site_has_a_chain_of_its_own(world: World) -> None:
    three(world)
    weekly = {"site": "weekly", "article": "a"}
    key = world.new_key("weekly")

    world.call("PUT", LOCK, key=key, query_string=weekly)

    answer = world.call("GET", "/moderation/decisions", key=key, query_string={"site": "weekly"})
    (entry,) = answer.get_json()["decisions"]
    assert (entry["number"], entry["scope"], entry["article"]) == (1, "thread", "a")


def test_of_two_who_race_one_decides_and_the_other_is_told_who_was_first(world: World) -> None:
    posted = [world.post(f"Text {number}")[0] for number in range(12)]
    keys = {name: world.new_key("daily", name=name) for name in ("Ann", "Ben")}

    def decide(name: str, comment_id: int) -> tuple[int, str]:
        racer = World(world.app, world.app.test_client(), keys[name])
        answer = racer.decide(comment_id, "reject", seen=0)
        return answer.status_code, answer.get_json().get("detail", "")

    with ThreadPoolExecutor(2) as pool:
        raced = [list(pool.map(decide, keys, [one, one])) for one in posted]

    for pair in map(sorted, raced):
        assert [status for status, _ in pair] == [200, 409]
        assert pair[1][1].endswith("has decided: the comment is rejected now")
    assert len(log(world)) == len(posted)
    assert verified(world).flaw is None


def test_who_decides_the_same_again_is_not_taken_for_another(world: World) -> None:
    posted, _ = world.post()

    first = world.decide(posted, "reject", seen=0)
    again = world.decide(posted, "reject", seen=0)
    other = world.decide(posted, "reject", seen=0, key=world.new_key("daily", name="Ben"))

    assert again.get_json() == first.get_json()
    assert problem(other) == (409, "decided_meanwhile")
