"""What is asked of a store of counters, and what it answers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class Claim(NamedTuple):
    """One counter that is to be charged, what its window holds, and for how many seconds."""

    key: str
    most: int
    seconds: int


class Standing(NamedTuple):
    """How far one counter has come, and the seconds until it begins again."""

    used: int
    left: float


class Taken(NamedTuple):
    granted: bool
    standings: list[Standing]


class Counters(Protocol):
    """What every store of counters can do, beside what `limits` wants of it."""

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]: ...

    def take(self, claims: Sequence[Claim], amount: int) -> Taken:
        """Add `amount` to every counter, or to none when one of them cannot hold it."""

    def give_back(self, claims: Sequence[Claim], amount: int) -> None:
        """Undo what `take` has granted; a window that is over meanwhile stays as it is."""

    def standings(self, claims: Sequence[Claim]) -> list[Standing]: ...

    def purge(self) -> int:
        """Forget the counters whose window is over; answers how many."""

    def add(self, totals: Mapping[str, int]) -> None:
        """Add to running totals, which never expire (the figures of `/metrics`)."""

    def totals(self) -> dict[str, int]: ...


def fits(claims: Sequence[Claim], found: Sequence[Standing], amount: int) -> bool:
    """Say whether every counter can hold `amount` more."""
    pairs = zip(claims, found, strict=True)
    return all(standing.used + amount <= claim.most for claim, standing in pairs)
