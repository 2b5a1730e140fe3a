"""A curve of precision over recall as a picture: where its lines and its words stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from comments_service.domain.precision import Point

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 80, 40, 16, 64
# In percent.
TICKS = (0, 25, 50, 75, 100)
MARKED = (95, 75, 50)
APART = 24


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Picture:
    line: str
    marks: Sequence[Mark]
    across: Sequence[Mark]
    up: Sequence[Mark]


def picture(curve: Sequence[Point]) -> Picture:
    points = [point for point in curve if point.held]
    return Picture(
        " ".join(f"{x(point.recall)},{y(point.precision)}" for point in points),
        marks(points, MARKED),
        [Mark(x(tick / 100), HEIGHT - BOTTOM + 24, f"{tick} %") for tick in TICKS],
        [Mark(LEFT - 8, y(tick / 100), f"{tick} %") for tick in TICKS],
    )


def marks(points: Sequence[Point], thresholds: Collection[int]) -> list[Mark]:
    """Mark some thresholds, but none that would stand on another."""
    found: list[Mark] = []
    for point in points:
        here = Mark(x(point.recall), y(point.precision), str(point.threshold))
        if point.threshold in thresholds and all(abs(here.x - one.x) > APART for one in found):
            found.append(here)
    return found


def x(recall: float) -> float:
    return round(LEFT + recall * (WIDTH - LEFT - RIGHT), 1)


def y(precision: float) -> float:
    return round(TOP + (1 - precision) * (HEIGHT - TOP - BOTTOM), 1)
