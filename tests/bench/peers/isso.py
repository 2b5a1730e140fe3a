"""Isso from PyPI, with the same comments: put straight into its SQLite file, and served."""

import itertools
import os
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from tests.bench.conversations import Record
from tests.bench.peers import environments
from tests.services import ports, processes, waiting
from tests.services.errors import Unavailable

WORKERS = 4
CONFIGURATION = """\
[general]
dbpath = {database}
host = http://127.0.0.1/
[guard]
enabled = false
[server]
listen = http://127.0.0.1/
"""
# Where new comments go. It is there before: of a new thread Isso asks the page for its title.
POSTS = "/posts"
# As long as the one that Isso keeps of who has voted.
VOTERS = bytes(256)
THREAD = "INSERT OR IGNORE INTO threads (id, uri, title) VALUES (?, ?, '')"
COMMENT = (
    "INSERT INTO comments (tid, id, parent, created, mode, remote_addr, text, author, voters)"
    " VALUES (?, ?, ?, ?, 1, '127.0.0.0', ?, ?, ?)"
)


@contextmanager
def served(folder: Path, records: Iterable[Record]) -> Iterator[int]:
    """Start it with these comments and answer its port; raise Unavailable without it."""
    python = environments.python("isso")
    settings, database = folder / "isso.cfg", folder / "isso.db"
    settings.write_text(CONFIGURATION.format(database=database))
    env = {**os.environ, "ISSO_SETTINGS": str(settings)}
    prepare(python, env)
    fill(database, records)
    port, log = ports.free(), folder / "isso.log"
    command: list[str | Path] = [
        *(python, "-m", "gunicorn", "--workers", str(WORKERS), "--timeout", "120"),
        *("--no-control-socket", "--bind", f"127.0.0.1:{port}", "isso.run"),
    ]
    with processes.running(command, log, env=env) as process:

        def listens() -> bool:
            processes.alive(process, log)
            return ports.answers(port)

        waiting.until(listens, "Isso listens")
        yield port


def prepare(python: Path, env: Mapping[str, str]) -> None:
    """Let Isso make its own tables."""
    made = subprocess.run(
        [python, "-c", "import isso.run"], env=env, check=False, capture_output=True
    )
    if made.returncode != 0:
        raise Unavailable("Isso could not make its tables")


def fill(database: Path, records: Iterable[Record]) -> None:
    threads: dict[str, int] = {POSTS: 1}
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.executemany(COMMENT, rows(records, threads))
        connection.executemany(THREAD, ((id_, uri) for uri, id_ in threads.items()))


Row = tuple[int, int, int | None, float, str, str, bytes]


def rows(records: Iterable[Record], threads: dict[str, int]) -> Iterator[Row]:
    """Number the comments; `threads` learns the articles. A reply to a reply stands beside it."""
    numbers = itertools.count(1)
    roots: dict[str, int] = {}
    for record in records:
        number = next(numbers)
        parent = roots.get(record.get("parent_source_id", ""))
        roots[record["source_id"]] = parent or number
        yield (
            threads.setdefault(uri(record["article"]), len(threads) + 1),
            number,
            parent,
            datetime.fromisoformat(record["created_at"]).timestamp(),
            record["text"],
            record["author"]["name"],
            VOTERS,
        )


def uri(article: str) -> str:
    """Return the path that Isso knows an article by."""
    return "/" + article.rpartition("/")[2]
