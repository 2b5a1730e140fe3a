"""The check itself finds what it is there to find."""

import pytest

from tests.bench import consistency
from tests.bench.consistency import POSTERS, TOLERANCE, Load, Result
from tests.bench.posters import Posted
from tests.bench.readers import PAGE_SIZE, Seen, Shown, look

LOAD = Load([], [], {}, 10.0)
# One comment each tenth of a second, numbered from 1.
POSTED = [Posted(number, f"comment {number}", number / 10) for number in range(1, 101)]


def page(*ids: int, began: float, count: int | None = None) -> Shown:
    return Shown(ids, count, began)


def newest(last: int) -> tuple[int, ...]:
    return tuple(range(last, last - PAGE_SIZE, -1))


def age(shown: Shown) -> float:
    return consistency.oldest([shown], POSTED, 0)


def test_a_page_with_all_that_was_acknowledged_has_no_age() -> None:
    assert age(page(*newest(50), began=5.05)) == 0
    assert age(page(*newest(50), began=5.05, count=50)) == 0


def test_a_page_is_as_old_as_the_first_comment_that_it_lacks() -> None:
    assert age(page(*newest(50), began=7.1)) == pytest.approx(2.0)
    assert age(page(3, 2, 1, began=7.4)) == pytest.approx(7.0)


def test_a_count_tells_the_same_of_a_page_that_shows_none_of_them() -> None:
    assert age(page(*newest(200), began=7.1, count=50)) == pytest.approx(2.0)


def test_a_comment_that_is_left_out_in_the_middle_is_missed() -> None:
    left_out = tuple(number for number in newest(50) if number != 45)
    assert age(page(*left_out, 25, began=5.05)) == pytest.approx(5.05 - 4.5)


def test_those_who_wrote_at_the_same_moment_may_stand_in_any_order() -> None:
    ids = list(newest(50))
    ids[-1] -= POSTERS - 1
    assert age(page(*ids, began=5.05)) == 0


def test_a_tag_of_two_bodies_is_found_over_processes() -> None:
    one, other = Seen(tags={"a": {"1"}, "b": {"2"}}), Seen(tags={"a": {"1"}, "b": {"3"}})
    assert consistency.two_bodies([one, other]) == ["b"]


def test_both_forms_of_a_page_name_their_comments() -> None:
    json = b'{"count": 9, "comments": [{"id": 9}, {"id": 4}]}'
    html = b'<li id="c-9" data-by="c-1"><p>c-2</p></li><li id="c-4"></li>'

    assert look(json, "application/json", 1.0) == page(9, 4, began=1.0, count=9)
    assert look(html, "text/html; charset=utf-8", 1.0) == page(9, 4, began=1.0)


def result(**found: object) -> Result:
    known = {
        name: () for name in Result.__dataclass_fields__ if name not in {"load", "count", "total"}
    }
    return Result(**{**known, "load": LOAD, "count": 1, "total": 1, "age": 1.0, **found})  # type: ignore[arg-type]


def test_what_was_kept_is_not_wrong() -> None:
    assert result().wrong() == []


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"read_errors": ["503"]}, "1 reads failed: ['503']"),
        ({"unseen_by_author": [7]}, "1 authors did not see their own: [7]"),
        ({"lost": [1, 2, 3, 4]}, "4 acknowledged comments are not there: [1, 2, 3]"),
        ({"age": 1.2 + TOLERANCE}, "a page was 1.30 s old, 1 s are allowed"),
        ({"count": 2}, "the count says 2, there are 1"),
    ],
)
def test_what_was_not_kept_is_named(found: dict[str, object], told: str) -> None:
    assert result(**found).wrong() == [told]


def test_growth_is_told_from_a_start_that_is_over() -> None:
    assert result(memory=[9, 50, 50, 50]).growth == 0
    assert result(memory=[9, 50, 60, 75]).growth == 0.5
