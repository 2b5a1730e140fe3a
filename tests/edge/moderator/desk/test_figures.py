"""Figures as pictures with the same as tables, and CSV whose cells do nothing."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest

from comments_service.actions import clock
from comments_service.storage import decisions
from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.desk.conftest import invited
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow

DAYS = {"since": "2026-03-09", "until": "2026-03-11"}


@pytest.fixture
def rejected(world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    """A comment that Dana has rejected, with a reason that a spreadsheet would reckon with."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 10, 12, tzinfo=UTC))
    posted, _ = world.post("Text", title="=1+1")
    world.report(posted)
    fields = {"action": "reject", "reason": "=HYPERLINK(1)", "version": "1", "seen": "0"}
    assert desk.send(f"/desk/comments/{posted}/decision", **fields).status_code == 303
    return posted


def table(desk: Desk, name: str, **query: str) -> list[dict[str, str]]:
    answer = desk.client.get(f"/desk/{name}.csv", query_string=query)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    return list(csv.DictReader(StringIO(answer.text, newline="")))


def test_a_picture_has_its_figures_beside_it(desk: Desk, rejected: int) -> None:
    page = desk.get("/desk/figures", **DAYS)

    assert 'role="img"' in page
    assert '<path class="is-rejected" d="M' in page
    row = page.split('<th scope="row">2026-03-10</th>')[1].split("</tr>")[0]
    assert row.startswith("<td>0</td><td>0</td><td>1</td><td>0</td><td>0</td>")
    assert "By a report or a notice" in page
    assert "Dana" in page


def test_nothing_is_a_page_too(desk: Desk) -> None:
    page = desk.get("/desk/figures", **DAYS)

    assert "Nothing was removed." in page
    assert "Nobody has decided anything." in page


def test_days_that_make_no_sense_are_refused_in_words(desk: Desk) -> None:
    answer = desk.client.get("/desk/figures?since=2026-03-09&until=2026-03-01")

    assert answer.status_code == 400
    assert "days before until" in answer.text


def test_a_year_is_a_page(desk: Desk, rejected: int) -> None:
    page = desk.get("/desk/year", year="2026")

    assert "What to report for 2026" in page
    assert "Something else" in page
    assert 'href="/desk/year?site=daily&amp;year=2025"' in page


def test_figures_are_a_table_by_day(desk: Desk, rejected: int) -> None:
    rows = table(desk, "figures", **DAYS)

    assert [row["day"] for row in rows] == ["2026-03-09", "2026-03-10", "2026-03-11"]
    assert (rows[1]["rejected"], rows[1]["decided"], rows[1]["median_seconds"]) == ("1", "1", "0")


def test_a_year_is_a_table_by_ground(desk: Desk, rejected: int) -> None:
    rows = table(desk, "year", year="2026")

    first = {"kind": "restriction", "ground": "terms", "rule": "other", "how": "report"}
    assert rows[0] == {**first, "count": "1", "overturned": "0"}


def test_the_log_is_a_table_whose_cells_do_nothing(desk: Desk, rejected: int) -> None:
    (row,) = table(desk, "log", **DAYS)

    assert row["reason"] == "'=HYPERLINK(1)"
    assert (row["number"], row["moderator"], row["comment_id"]) == ("1", "Dana", str(rejected))
    assert row["created_at"] == "2026-03-10T12:00:00Z"


def test_a_long_log_is_read_piece_by_piece(
    world: World, desk: Desk, rejected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "AT_ONCE", 2)
    for action in ("approve", "spam", "hold", "reject"):
        world.decide(rejected, action)

    assert [row["number"] for row in table(desk, "log", **DAYS)] == list("12345")


@pytest.mark.parametrize("name", ["figures", "year", "log"])
def test_another_sites_figures_are_out_of_reach(world: World, rejected: int, name: str) -> None:
    eva = invited(world, "Eva", "weekly", "moderator")

    assert eva.client.get(f"/desk/{name}.csv?site=daily").status_code == 404
    assert "Dana" not in eva.client.get(f"/desk/{name}.csv").text
