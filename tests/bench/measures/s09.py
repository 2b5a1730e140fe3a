from collections.abc import Generator

from tests.bench import text
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_most

TITLE = "the text pipeline, 300 characters"


def measure(_bench: Bench) -> Generator[Figure]:
    yield at_most("with a link and an emphasis", text.median(text.MARKED, times=300), 1.2, " ms")
    yield at_most("plain", text.median(text.PLAIN, times=300), 0.4, " ms")
