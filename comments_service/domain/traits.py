"""What a filter looks at in a text: its words, pairs of them, pieces of words, and its hosts.

Each is known by the place that a hash gives it, so that what was learned holds no text.
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from comments_service.domain.reading import Reading, Word

PLACES = 1 << 16
# Who writes more than this has said what they are.
MOST_WORDS = 300
LONGEST_WORD = 24
PIECES = (3, 4)
# Words repeat: those of a day's comments need not be cut again for each of them.
WORDS_KEPT = 8_192
# How a text begins and ends is a pair as well.
START, END = Word("…", "^"), Word("…", "$")


class Trait(NamedTuple):
    """A part of a text as a moderator may read it, with its places."""

    shown: str
    places: Sequence[int]


def of(reading: Reading) -> Iterator[Trait]:
    words = reading.words[:MOST_WORDS]
    for word in words:
        yield Trait(word.written, of_word(word.seen))
    for one, two in pairwise((START, *words, END)):
        yield Trait(f"{one.written} {two.written}", (place(f"{one.seen} {two.seen}"),))
    for host in reading.hosts:
        yield Trait(host, (place(f"//{host}"),))


def places(reading: Reading) -> set[int]:
    return set().union(*(trait.places for trait in of(reading)))


@lru_cache(WORDS_KEPT)
def of_word(seen: str) -> Sequence[int]:
    """Return the places of a word and of its pieces, whose edges are marked."""
    edged = f"<{seen[:LONGEST_WORD]}>"
    starts = ((size, start) for size in PIECES for start in range(len(edged) - size + 1))
    pieces = {edged, *(edged[start : start + size] for size, start in starts)}
    return array("H", sorted(map(place, pieces)))


def place(sign: str) -> int:
    return crc32(sign.encode()) % PLACES
