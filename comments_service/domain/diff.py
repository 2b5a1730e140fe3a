"""What was changed from one text to the next, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

# Beyond so many words a comparison of words may take seconds; of lines it does not.
MOST_WORDS = 1000
WORDS, LINES = re.compile(r"\w+|\s+|[^\w\s]"), re.compile(r"[^\n]*\n|[^\n]+")


class Piece(NamedTuple):
    """A piece of text: `same`, `gone` or `come`."""

    kind: str
    text: str


def between(before: str, after: str) -> list[Piece]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = LINES.findall(before), LINES.findall(after)
    return list(pieces(old, new))


def pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new).get_opcodes():
        gone, come = "".join(old[from_old:to_old]), "".join(new[from_new:to_new])
        if kind == "equal":
            yield Piece("same", gone)
            continue
        if gone:
            yield Piece("gone", gone)
        if come:
            yield Piece("come", come)
