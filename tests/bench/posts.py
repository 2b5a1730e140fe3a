"""What a post costs beside the least that one can cost, in turn (s7, s11).

python -m tests.bench.posts [--database postgresql] [--clients 8] [--articles 8]
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.bench import posting
from tests.bench.posting import Figures, Post, Target
from tests.bench.servers import starting
from tests.corpus import place
from tests.services import api, gunicorn, postgresql

# What is measured is the cost of a post, not the limit that keeps it from being measured.
UNLIMITED = {"COMMENTS_POSTING_LIMIT": "1000000 per minute", "COMMENTS_LIMITS_FACTOR": "1000"}
NOTHING: Mapping[str, str] = MappingProxyType({})


@contextmanager
def served(
    folder: Path, database: str, *, guests: int, articles: int, more: Mapping[str, str] = NOTHING
) -> Iterator[Target]:
    """Start the service on a new database: each client is a guest with a token of its own."""
    settings = {"COMMENTS_HOME": str(folder / "home"), **UNLIMITED, **more}
    if database:
        settings |= {"COMMENTS_DATABASE_URL": database, "COMMENTS_SECRET": place.SECRET}
    place.prepare(settings)
    with gunicorn.service(settings, folder / "log") as running:
        tokens = [guest(running.port) for _ in range(guests)]
        yield Target(
            running.port,
            f"{api.PREFIX}/comments",
            lambda post: body(post, articles),
            lambda client: {"Authorization": f"Bearer {tokens[client]}"},
            lambda answer: int(answer["comment"]["id"]),
        )


def guest(port: int) -> str:
    token: str = api.call(port, "POST", "/guests", {"site": place.SLUG}).json["token"]
    return token


def body(post: Post, articles: int) -> Mapping[str, Any]:
    named = f"an-article-{post.client % articles}"
    return {
        "site": place.SLUG,
        "article": named,
        "text": post.text,
        "parent_id": post.parent,
    }


@contextmanager
def inserting(folder: Path) -> Iterator[Target]:
    """Start what does no more than insert a row and commit it."""
    with starting.started("inserting:app", folder) as port:
        yield Target(port, "/", lambda post: {"text": post.text})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="sqlite", choices=("sqlite", "postgresql"))
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--articles", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--runs", type=int, default=3)
    told = parser.parse_args()
    with ExitStack() as stack:
        targets = list(started(stack, told))
        for clients in told.clients:
            for name, target in targets * told.runs:
                found = posting.measure(target, clients=clients, seconds=told.seconds)
                sys.stdout.write(line(name, clients, found))
                sys.stdout.flush()


def started(stack: ExitStack, told: argparse.Namespace) -> Iterator[tuple[str, Target]]:
    most = {"guests": max(told.clients), "articles": told.articles}
    enter = stack.enter_context
    yield "insert", enter(inserting(Path(enter(tempfile.TemporaryDirectory(prefix="bench-")))))
    folder = Path(enter(tempfile.TemporaryDirectory(prefix="bench-")))
    yield "sqlite", enter(served(folder, "", **most))
    if told.database == "postgresql":
        folder = Path(enter(tempfile.TemporaryDirectory(prefix="bench-")))
        database = enter(postgresql.server(durable=True)).create("posts")
        yield "postgresql", enter(served(folder, database, **most))


def line(name: str, clients: int, found: Figures) -> str:
    return (
        f"{name:12}{clients:3} clients {found.rate:8.0f}/s"
        f"   p50 {found.p50:6.2f} ms   p99 {found.p99:6.2f} ms   refused {found.refused}\n"
    )


if __name__ == "__main__":
    main()
