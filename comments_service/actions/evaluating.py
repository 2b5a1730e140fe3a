"""Try the filter on texts of which it is known whether they are spam.

It learns the first half of them, in their order, and judges the other, which it has never seen.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from comments_service.domain import precision, text
from comments_service.domain.errors import BodyInvalid, Invalid
from comments_service.domain.learning import Counts, Filter
from comments_service.domain.precision import Point
from comments_service.domain.reading import Reading

# As likely spam as not.
EVEN = 50


@dataclass(frozen=True)
class Known:
    html: str
    spam: bool


@dataclass(frozen=True)
class Evaluated:
    learned: int
    judged: int
    point: Point
    # Of one score, in the middle of all; what was shown is read anew each time.
    milliseconds: float


def evaluate(lines: Iterable[tuple[int, bytes]]) -> Evaluated:
    """Refuses (`Invalid`) a line that is no text with whether it is spam, and too few of them."""
    texts = [known(number, line) for number, line in lines]
    half = len(texts) // 2
    learned, rest = texts[:half], texts[half:]
    ready = trained(learned)
    times, judged = [], []
    for each in rest:
        begun = perf_counter()
        score = ready.score(Reading(each.html))
        times.append(perf_counter() - begun)
        if score is None:
            raise Invalid("There are too few texts to learn from")
        judged.append((score, each.spam))
    point = next(each for each in precision.curve(judged) if each.threshold == EVEN)
    return Evaluated(len(learned), len(rest), point, 1000 * median(times))


def trained(texts: Sequence[Known]) -> Filter:
    counts = Counts.none()
    found = Filter(counts, Counts.none())
    for each in texts:
        found.learn(Reading(each.html), spam=each.spam)
    return found


def known(number: int, line: bytes) -> Known:
    found = parsed(number, line)
    said, spam = found.get("text"), found.get("spam")
    if not isinstance(said, str) or spam not in {0, 1}:
        raise Invalid(f"Line {number} needs text, and spam: true or false")
    return Known(text.to_html(said), bool(spam))


def parsed(number: int, line: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise BodyInvalid(f"Line {number} is not JSON in UTF-8") from error
    if not isinstance(found, dict):
        raise BodyInvalid(f"Line {number} is not a JSON object")
    return found
