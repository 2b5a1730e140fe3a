"""Post the corpus through the service door, read it back through the public one, compare.

Run again, it posts nothing twice: every message says by its source which one it is.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.corpora import CORPORA
from tests.corpus import conversing, logs, place
from tests.corpus.client import Client
from tests.corpus.conversing import Thread
from tests.corpus.logs import Log
from tests.corpus.place import Place
from tests.corpus.progress import Progress

FILE = CORPORA / "threads" / "irc_disentangled.jsonl"
# Each lane has a log at a time, so that parents come before their replies.
LANES = 4
TOLD = 20

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True)
class Report:
    threads: Sequence[Thread]
    posting: float
    reading: float

    @property
    def read(self) -> int:
        return sum(len(thread.log) for thread in self.threads)

    @property
    def posted(self) -> int:
        return sum(len(thread.ids) for thread in self.threads)

    @property
    def blank(self) -> int:
        return sum(thread.blank for thread in self.threads)

    @property
    def found(self) -> int:
        return sum(thread.found for thread in self.threads)

    @property
    def differing(self) -> list[str]:
        return [words for thread in self.threads for words in thread.differing]

    @property
    def good(self) -> bool:
        expected = sum(message.blank for thread in self.threads for message in thread.log)
        taken = (self.posted, self.blank) == (self.read - expected, expected)
        return taken and self.found == self.posted and not self.differing

    def line(self) -> str:
        posting = f"{self.read} read, {self.posted} posted, {self.blank} refused (blank)"
        return f"{posting}, {self.found} found, {len(self.differing)} differ"


def load(where: Place, conversations: Sequence[Log]) -> Report:
    """Post, read back, compare."""
    total = sum(map(len, conversations))
    posting = Progress("posting", total)

    def post(log: Log) -> Thread:
        with closing(Client(where.base, where.key)) as client:
            thread = conversing.post(client, where.site, log)
        posting.add(len(log))
        return thread

    threads = in_lanes(post, conversations)
    posted, reading = posting.rate, Progress("reading", total)

    def compare(thread: Thread) -> None:
        with closing(Client(where.base)) as client:
            conversing.compare(client, where.site, thread)
        reading.add(len(thread.log))

    in_lanes(compare, threads)
    return Report(threads, posted, reading.rate)


def in_lanes(do: Callable[[S], T], all_of: Iterable[S]) -> list[T]:
    with ThreadPoolExecutor(LANES) as lanes:
        return list(lanes.map(do, all_of))


def main(arguments: Sequence[str]) -> int:
    chosen = options(arguments)
    if not chosen.file.exists():
        sys.stderr.write(f"NOTHING LOADED: {chosen.file} is not there. The corpus is no part of\n")
        sys.stderr.write("this project; it lies in ../shared, or give another with --file.\n")
        return 2
    with place_of(chosen) as where:
        report = load(where, logs.read(chosen.file))
    tell(report)
    return 0 if report.good else 1


def options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.corpus.load", description=__doc__)
    parser.add_argument("--file", type=Path, default=FILE)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--base", help="a service that runs already, with --key and --site")
    parser.add_argument("--key")
    parser.add_argument("--site")
    chosen = parser.parse_args(arguments)
    if any((chosen.base, chosen.key, chosen.site)) != all((chosen.base, chosen.key, chosen.site)):
        parser.error("--base, --key and --site go together")
    return chosen


def place_of(chosen: argparse.Namespace) -> AbstractContextManager[Place]:
    if chosen.base:
        return nullcontext(Place(chosen.base, chosen.site, chosen.key))
    return place.started(chosen.database)


def tell(report: Report) -> None:
    refused = [code for thread in report.threads for code in thread.refused.values()]
    wrong = [f"refused as {code}" for code in refused if code != "text_blank"]
    for words in (wrong + report.differing)[:TOLD]:
        sys.stderr.write(f"{words}\n")
    rates = f"{report.posting:,.0f} posted a second, {report.reading:,.0f} read back a second"
    sys.stdout.write(f"{rates}\n{report.line()}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
