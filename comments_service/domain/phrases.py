"""Words and phrases, however many, found in one walk over a text.

A phrase stands for whole words: `ass` is not in `class`. A star behind a single word stands
for any ending of it. In scripts that put no space between words a phrase may stand anywhere.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from comments_service.domain.reading import Reading, Word, words_of

# Han, kana, Thai, Lao, Khmer and Burmese.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Listed(NamedTuple):
    phrase: str
    words: tuple[Word, ...]


class Phrases:
    def __init__(self, phrases: Iterable[str]) -> None:
        self.anywhere: dict[str, str] = {}
        self.starts: dict[str, str] = {}
        self.whole: dict[str, list[Listed]] = {}
        for phrase in phrases:
            self.add(phrase, normalize("NFKC", phrase).casefold())
        self.lengths = sorted({len(start) for start in self.starts})

    def add(self, phrase: str, folded: str) -> None:
        words = tuple(words_of(folded))
        if UNSPACED.search(folded):
            self.anywhere[folded] = phrase
        elif folded.endswith("*"):
            self.starts[words[0].seen] = phrase
        else:
            self.whole.setdefault(words[0].seen, []).append(Listed(phrase, words))

    def find(self, reading: Reading) -> str | None:
        """Return the first phrase that a text holds, as it was listed."""
        for folded, phrase in self.anywhere.items():
            if folded in reading.folded:
                return phrase
        for at, one in enumerate(reading.words):
            found = self.begins(one) or self.stands(reading.words, at)
            if found:
                return found
        return None

    def begins(self, one: Word) -> str | None:
        starts = (self.starts.get(one.seen[:length]) for length in self.lengths)
        return next(filter(None, starts), None)

    def stands(self, words: Sequence[Word], at: int) -> str | None:
        for listed in self.whole.get(words[at].seen, ()):
            here = words[at : at + len(listed.words)]
            if len(here) == len(listed.words) and all(map(is_same, here, listed.words)):
                return listed.phrase
        return None


def is_same(one: Word, listed: Word) -> bool:
    """Say whether a word is the one that is listed, or passes for it at a glance.

    An honest word is compared as it is written: `ail` is not `all`.
    """
    return one.written == listed.written or (one.disguised and one.seen == listed.seen)


def is_phrase(given: str) -> bool:
    """Say whether it can be listed: some word, and a star only behind a single one."""
    words = words_of(given)
    return bool(words) and (given.count("*") == 0 or (len(words) == 1 and given.endswith("*")))
