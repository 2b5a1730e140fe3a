"""Keys of other services: made, listed and ended by the operator."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.edge.service.door import Door

Run = Callable[..., list[str]]


def test_the_last_line_printed_is_the_key_alone(run: Run, site: str) -> None:
    printed = run("keys", "create", "--site", site, "--scopes", "read,post")

    assert re.fullmatch(r"cs_\d+_[\w-]{43}", printed[-1])


def test_a_list_of_keys_shows_their_scopes_and_nothing_secret(
    run: Run, site: str, key: str
) -> None:
    listed = run("keys", "list")

    assert listed == ["1\tservice\tgazette\tread,post\tactive"]
    assert key.split("_", 2)[2] not in "".join(listed)


def test_a_revoked_key_works_nowhere_from_that_moment(run: Run, door: Door) -> None:
    assert door.post().status_code == 201

    run("keys", "revoke", "1")

    refused = [door.post("Again"), door.batch([door.item("Again")])]
    assert [(each.status_code, each.get_json()["code"]) for each in refused] == [
        (401, "token_invalid")
    ] * 2
    assert run("keys", "list")[0].split("\t")[-1].startswith("revoked")


@pytest.mark.parametrize("wrong", ["cs_1_wrong", "cs_99_x", "cs_", f"cs_{10**30}_x", "cs_1e3_x"])
def test_a_wrong_key_is_refused(door: Door, wrong: str) -> None:
    guessing = replace(door, key=wrong)

    assert guessing.post().status_code == 401
    assert guessing.batch([]).status_code == 401


def test_a_key_without_the_scope_is_told_so(run: Run, door: Door) -> None:
    reading = replace(door, key=run("keys", "create", "--site", door.site, "--scopes", "read")[-1])

    refused = [reading.post(), reading.batch([reading.item()])]

    assert [(each.status_code, each.get_json()["code"]) for each in refused] == [
        (403, "scope_missing")
    ] * 2
    assert door.count() == 0


def test_another_sites_key_finds_nothing_there(run: Run, door: Door) -> None:
    run("sites", "create", "other", "--name", "Another")
    stranger = replace(door, key=run("keys", "create", "--site", "other")[-1])

    alone = stranger.post()
    ours, theirs = stranger.results([door.item(), {**door.item(), "site": "other"}])

    assert (alone.status_code, alone.get_json()["code"]) == (404, "not_found")
    assert (ours["status"], ours["problem"]["code"]) == (404, "not_found")
    assert theirs["status"] == 201
    assert door.count() == 0


def test_a_key_of_all_sites_reaches_each_of_them(run: Run, door: Door) -> None:
    run("sites", "create", "other", "--name", "Another")
    wide = replace(door, key=run("keys", "create", "--scopes", "post")[-1])

    results = wide.results([{**door.item(), "site": site} for site in ("gazette", "other", "none")])

    assert [each["status"] for each in results] == [201, 201, 404]
    assert results[2]["problem"]["code"] == "site_unknown"


@pytest.mark.parametrize("scopes", ["", "post,everything"])
def test_a_scope_that_does_not_exist_makes_no_key(run: Run, site: str, scopes: str) -> None:
    with pytest.raises(AssertionError, match="must be of: read, post, moderate, admin"):
        run("keys", "create", "--site", site, "--scopes", scopes)

    assert run("keys", "list") == []
