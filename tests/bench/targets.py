"""What is asked for, in the one spelling that the service keeps a page under."""

from collections.abc import Iterable

from comments_service.edge import spelling
from tests.bench.seeding import SITE
from tests.bench.sizes import USUAL

API = "/api/v1"


def page(article: str, *more: tuple[str, object]) -> str:
    asked = [("site", SITE), ("article", article), *more]
    return f"{API}/comments?{spelling.written(asked)}"


def thread(comments: int) -> str:
    """Name the article that has so many top-level comments."""
    return f"thread-{comments}"


# One hundred comments, all of the usual thread.
HUNDRED = page(thread(USUAL), ("limit", USUAL))


def counts(articles: Iterable[str]) -> str:
    asked = [("site", SITE), *(("article", article) for article in articles)]
    return f"{API}/counts?{spelling.written(asked)}"


def head(article: str) -> str:
    return f"{API}/head?{spelling.written([('site', SITE), ('article', article)])}"


def fragment(article: str) -> str:
    return f"/embed/v1/thread?{spelling.written([('site', SITE), ('article', article)])}"


def comment(id_: int) -> str:
    return f"{API}/comments/{id_}"


def branch(id_: int) -> str:
    return f"{API}/comments/{id_}/replies"
