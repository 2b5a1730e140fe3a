"""Unicode as readers type it, and what of it may be shown.

Joiners (U+200C, U+200D) stay: Persian, Malayalam and half of all emoji are spelt with them.
"""

import re
from unicodedata import category, normalize

# Left out when shown: what XML forbids (one such character stops every feed reader), the
# other controls, and the overrides and isolates of writing direction, which leak out of a
# comment and turn the page around it.
UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
NEWLINES = re.compile("\r\n?")

# A Hebrew letter carries up to four marks, a Tibetan one may carry more; a tower that
# covers the neighbouring comments starts well above that.
MOST_MARKS = 6
MARKS = frozenset({"Mn", "Me"})
MAYBE_TOWER = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")

INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me", "Mc"})
# Letters and symbols by category, and yet nothing to be seen.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def normalise(text: str) -> str:
    """Return the text as it is shown: NFC, one kind of newline, nothing that harms."""
    lines = NEWLINES.sub("\n", text)
    return lower_towers(normalize("NFC", UNSHOWN.sub("", lines)))


def restrain(html: str) -> str:
    """Take out of finished HTML what came in as `&#8238;` and the like.

    Nothing is composed here: NFC would make one character of a tag's `>` and a mark after it.
    """
    return lower_towers(UNSHOWN.sub("", html))


def lower_towers(text: str) -> str:
    return MAYBE_TOWER.sub(lambda found: _lowered(found[0]), text)


def _lowered(tower: str) -> str:
    kept, marks = [], 0
    for character in tower:
        kind = category(character)
        # A joiner does not end the tower: what follows it still stands on the same letter.
        marks = marks + 1 if kind in MARKS else marks if kind == "Cf" else 0
        if marks <= MOST_MARKS or kind not in MARKS:
            kept.append(character)
    return "".join(kept)


def visible(text: str) -> bool:
    """Tell whether there is anything to be seen."""
    return any(category(c) not in INVISIBLE and c not in FILLERS for c in text)


def storable(text: str) -> bool:
    """Tell whether both databases and UTF-8 can hold it: no NUL, no half of a surrogate pair."""
    return UNSTORABLE.search(text) is None
