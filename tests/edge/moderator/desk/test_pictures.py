import pytest

from comments_service.edge.moderator.desk import pictures


@pytest.mark.parametrize(
    ("value", "above"), [(0, 1), (1, 1), (3, 5), (6, 10), (11, 20), (50, 50), (51, 100)]
)
def test_a_scale_ends_with_a_round_number(value: int, above: int) -> None:
    assert pictures.ceiling(value) == above


def test_kinds_stand_one_on_the_other() -> None:
    drawn = pictures.stacked([{"a": 1, "b": 1}, {"a": 0, "b": 2}])

    assert drawn.most == 2
    assert drawn.paths == {
        "a": "M0 160v-80h288v80z",
        "b": "M0 80v-80h288v80zM360 160v-160h288v160z",
    }


def test_a_line_breaks_where_there_is_nothing() -> None:
    drawn = pictures.lines({"median": [1, None, 2, 1]})

    assert drawn.paths == {"median": "M72 80h.01M432 0h.01L612 80"}


def test_nothing_can_be_drawn() -> None:
    assert pictures.stacked([]).paths == {}
    assert pictures.lines({"median": [None]}).paths == {"median": ""}


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "—"), (0, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (90_000, "1 d 1 h"), (3600, "1 h")],
)
def test_time_is_said_in_its_largest_units(seconds: int | None, said: str) -> None:
    assert pictures.spoken(seconds) == said


def test_a_share_is_said_in_percent() -> None:
    assert [pictures.percent(share) for share in (None, 0.0, 0.666, 1.0)] == [
        *("—", "0 %", "67 %", "100 %")
    ]
