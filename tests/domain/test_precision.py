import pytest

from comments_service.domain import precision
from comments_service.domain.precision import Point

JUDGED = [(100, True), (90, True), (90, False), (50, True), (10, False), (0, False)]


@pytest.mark.parametrize(
    ("threshold", "held", "right", "shares"),
    [
        (100, 1, 1, (1, 1 / 3, 1 / 2)),
        (91, 1, 1, (1, 1 / 3, 1 / 2)),
        (90, 3, 2, (2 / 3, 2 / 3, 2 / 3)),
        (50, 4, 3, (3 / 4, 1, 6 / 7)),
        (0, 6, 3, (1 / 2, 1, 2 / 3)),
    ],
)
def test_a_threshold_holds_what_has_reached_it(
    threshold: int, held: int, right: int, shares: tuple[float, float, float]
) -> None:
    found = {point.threshold: point for point in precision.curve(JUDGED)}

    point = found[threshold]

    assert (point.held, point.right, point.spam) == (held, right, 3)
    assert (point.precision, point.recall, point.f1) == pytest.approx(shares)


def test_a_curve_runs_from_none_held_to_all() -> None:
    points = precision.curve(JUDGED)

    assert [point.threshold for point in points] == list(range(100, -1, -1))
    assert [point.held for point in points] == sorted(point.held for point in points)


def test_of_nothing_nothing_is_wrong() -> None:
    assert precision.curve([])[-1] == Point(0, 0, 0, 0)
    assert (Point(0, 0, 0, 0).precision, Point(0, 0, 0, 0).recall, Point(0, 0, 0, 0).f1) == (
        1,
        0,
        0,
    )
