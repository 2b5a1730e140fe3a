"""What reading weighs: script, style, words of one language and 25 comments, compressed.

gzip is what the standard library has; brotli, which the budget is in, is lighter.
"""

import gzip

from comments_service import frontend, words
from tests.edge.widget.conftest import Page

READING = 15_000
WRITING = 25_000
# What people write: about three hundred characters, no two alike.
WORDS = ("the", "tram", "was", "late", "and", "nobody", "on", "platform", "four", "knew", "why")


def text(number: int) -> str:
    return " ".join(WORDS[(number * 7 + at * (number + 3)) % len(WORDS)] for at in range(60))


def packed(contents: bytes) -> int:
    return len(gzip.compress(contents, 9))


def test_25_comments_and_writing_stay_within_their_budgets_in_every_language(page: Page) -> None:
    for number in range(25):
        page.post(text(number), name=f"Reader {number}")
    threads = [page.get("/embed/v1/thread", lang=lang).data for lang in words.NAMES.values()]
    writing = next(name for name in frontend.assets() if name.startswith("write."))

    reading = max(map(packed, threads)) + packed(frontend.asset("embed.js"))

    assert reading <= READING
    assert reading + packed(frontend.asset(writing)) <= WRITING
