"""A filter that learns from moderators what spam is: naive Bayes, by its counts alone.

A site's own counts stand over those of all sites: what it has seen itself counts for more the
more it has seen. Taking a lesson back leaves the counts as they were before.
"""

from array import array
from collections.abc import Collection
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

from comments_service.domain import traits
from comments_service.domain.reading import Reading

# Before so many texts of each kind, no score is better than one of chance.
LEAST_LESSONS = 10
# Each trait counts as if it had been met in so many more texts of either kind.
UNMET = 1.0
# As many traits that others have met weigh as much as one's own: about two hundred texts of them.
OF_ALL = 20_000
# How sure a score is: with a larger one, more of them stand in the middle.
CALM = 2.0
MOST_TELLING = 5
WHOLE = 100


class Weighed(NamedTuple):
    """A part of a text, and how much it speaks for spam; below zero, against it."""

    shown: str
    weight: float


@dataclass
class Met:
    """The texts of one kind that were met, and in how many of them each trait stood."""

    counts: "array[int]"  # subscriptable only from Python 3.12 on
    texts: int = 0
    traits: int = 0

    @classmethod
    def none(cls) -> "Met":
        return cls(array("I", bytes(4 * traits.PLACES)))

    def meet(self, places: Collection[int], by: int) -> None:
        for place in places:
            self.counts[place] = max(0, self.counts[place] + by)
        self.texts += by
        self.traits += by * len(places)

    def share(self, place: int) -> float:
        """Return how much of all that was met in these texts is this trait."""
        return (self.counts[place] + UNMET) / (self.traits + UNMET * traits.PLACES)

    def share_over(self, place: int, everywhere: "Met") -> float:
        """Return the same, leaning on what was met everywhere."""
        leant = OF_ALL * everywhere.share(place)
        return (self.counts[place] + leant) / (self.traits + OF_ALL)


@dataclass
class Counts:
    spam: Met
    honest: Met

    @classmethod
    def none(cls) -> "Counts":
        return cls(Met.none(), Met.none())

    def learn(self, places: Collection[int], *, spam: bool, by: int) -> None:
        (self.spam if spam else self.honest).meet(places, by)


@dataclass
class Filter:
    own: Counts
    everywhere: Counts

    @property
    def is_ripe(self) -> bool:
        known = self.everywhere
        return min(known.spam.texts, known.honest.texts) >= LEAST_LESSONS

    def learn(self, reading: Reading, *, spam: bool, by: int = 1) -> None:
        """Count a text; `by` -1 takes that back."""
        places = traits.places(reading)
        for counts in (self.own, self.everywhere):
            counts.learn(places, spam=spam, by=by)

    def score(self, reading: Reading) -> int | None:
        """Return how much a text reads like spam, from 0 to 100; `None` before it can be told."""
        if not self.is_ripe:
            return None
        weights = list(map(self.weight, traits.places(reading)))
        # Traits of one text are no independent witnesses: their sum alone would always be sure.
        sure = sum(weights) / (CALM * sqrt(len(weights) or 1))
        return round(WHOLE / (1 + exp(-sure)))

    def weight(self, place: int) -> float:
        """Return the logarithm of how much larger a share of spam this trait has."""
        own, known = self.own, self.everywhere
        spam = own.spam.share_over(place, known.spam)
        return log(spam / own.honest.share_over(place, known.honest))

    def telling(self, reading: Reading) -> list[Weighed]:
        """Return what weighed most for spam and most against it, the heaviest first."""
        met: set[int] = set()
        found: dict[str, float] = {}
        for trait in traits.of(reading):
            fresh = set(trait.places) - met
            met |= fresh
            found[trait.shown] = found.get(trait.shown, 0) + sum(map(self.weight, fresh))
        heaviest = sorted(found.items(), key=lambda each: -abs(each[1]))
        return [Weighed(*each) for each in heaviest[:MOST_TELLING]]
