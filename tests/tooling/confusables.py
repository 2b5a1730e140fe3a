"""Make the table of letters that look like Latin ones, from Unicode's confusables.

    python -m tests.tooling.confusables confusables.json > comments_service/domain/confusables.py

The file names for each character those that are confusable with it, as the package
confusable_homoglyphs has them from Unicode's own data. What normalisation makes a Latin letter
of by itself (full width, mathematical, circled) needs no table.
"""

import json
import string
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

LETTERS = string.ascii_lowercase
PLAIN = frozenset(string.ascii_letters + string.digits)
HEAD = '''"""Letters of other scripts that look like a Latin one, by Unicode's data.

Made by tests/tooling/confusables.py; what stands here is read by `names` alone.
"""

ALIKE = {
'''

Confusables = Mapping[str, Iterable[Mapping[str, Any]]]


def alike(confusables: Confusables, letter: str) -> str:
    """Return the single letters that look like this one, small or capital."""
    found = {
        other["c"]
        for form in (letter, letter.upper())
        for other in confusables.get(form, ())
        if len(other["c"]) == 1 and other["c"] not in PLAIN
    }
    return "".join(sorted(one for one in found if category(one)[0] in "LN" and is_own(one)))


def is_own(character: str) -> bool:
    """Whether normalisation leaves it as it is; else the table is asked for what it becomes."""
    return normalize("NFKD", character) == character


def written(confusables: Confusables) -> str:
    rows = (f'    "{letter}": "{alike(confusables, letter)}",\n' for letter in LETTERS)
    return f"{HEAD}{''.join(rows)}}}\n"


if __name__ == "__main__":
    sys.stdout.write(written(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
