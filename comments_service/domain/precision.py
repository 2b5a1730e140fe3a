"""How right a score is: what it would hold at each threshold, and how much of it was spam."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from comments_service.domain.learning import WHOLE

# The score of a text, and whether it was spam.
Judged = tuple[int, bool]


@dataclass(frozen=True)
class Point:
    """At a threshold: how many it would hold, how many of these were spam, and of how many."""

    threshold: int
    held: int
    right: int
    spam: int

    @property
    def precision(self) -> float:
        """Return what share of the held was spam; of none held, none was wrong."""
        return self.right / self.held if self.held else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.spam if self.spam else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        return 2 * self.right / ((self.held + self.spam) or 1)


def curve(judged: Iterable[Judged]) -> list[Point]:
    """Return a point for each threshold, from the one that holds least to that which holds all."""
    held, right = [0] * (WHOLE + 1), [0] * (WHOLE + 1)
    for score, spam in judged:
        held[WHOLE - score] += 1
        right[WHOLE - score] += spam
    of = sum(right)
    totals = zip(accumulate(held), accumulate(right), strict=True)
    return [Point(WHOLE - at, many, true, of) for at, (many, true) in enumerate(totals)]
