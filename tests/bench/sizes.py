"""How much is measured: the whole, or so little that it takes some minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

# The thread that most is measured on, and the number of its comments.
USUAL = 100


@dataclass(frozen=True)
class Sizes:
    name: str
    # After so long nothing more is begun: the rest is told as not measured.
    minutes: float
    # Of one run; each server has three.
    seconds: float
    # Comments in the databases that are compared, small to large.
    databases: Sequence[int]
    # Comments in the database of s6.
    counted: int
    # Top-level comments of single threads.
    threads: Sequence[int]
    # Replies under one comment: each to the one before, and all to the first.
    nested: int
    wide: int
    # How long reads and posts are checked while they go on together.
    consistency: float
    # Comments that wait for a moderator, and how many of them are decided about.
    held: int
    decisions: int
    # MiB of finished pages that a worker may keep while its memory is measured.
    cache: int
    # Longest thread, and largest database, that Isso is asked for.
    isso_thread: int
    isso_database: int

    @property
    def largest(self) -> int:
        return self.databases[-1]


FULL = Sizes(
    name="FULL",
    minutes=36,
    seconds=5,
    databases=(1_000, 10_000, 100_000, 1_000_000),
    counted=200_000,
    threads=(10, 100, 1_000, 10_000, 100_000, 1_000_000),
    nested=10_000,
    wide=100_000,
    consistency=60,
    held=100_000,
    decisions=1_000,
    cache=64,
    isso_thread=10_000,
    isso_database=1_000_000,
)
QUICK = Sizes(
    name="QUICK",
    minutes=4.5,
    seconds=1,
    databases=(1_000, 10_000),
    counted=10_000,
    threads=(10, 100, 1_000, 10_000),
    nested=1_000,
    wide=2_000,
    consistency=6,
    held=10_000,
    decisions=200,
    cache=8,
    isso_thread=1_000,
    isso_database=10_000,
)
