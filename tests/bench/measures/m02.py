from collections.abc import Generator

from comments_service.actions import evaluating, records
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_least, at_most, missing
from tests.corpora import CORPORA

TITLE = "the learned score, on texts that it has not seen"
SPAM = CORPORA / "spam" / "youtube_spam_collection.jsonl"


def measure(_bench: Bench) -> Generator[Figure]:
    if not SPAM.exists():
        yield missing("all of it", f"no {SPAM.name} beside the project")
        return
    with SPAM.open("rb") as file:
        found = evaluating.evaluate(records.lines(file))
    point = found.point
    behind = f"precision {point.precision:.3f}, recall {point.recall:.3f}, {found.judged:,} texts"
    yield at_least("F1", point.f1, 0.9, "", behind)
    yield at_most("one score, its text read", found.milliseconds, 0.2, " ms")
