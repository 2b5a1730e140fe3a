"""The databases that are measured on, each filled once in a run and kept as it was filled."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from tests.bench import conversations, seeding
from tests.bench.conversations import Record
from tests.bench.memory import resident
from tests.bench.seeding import Seeded
from tests.bench.sizes import USUAL, Sizes
from tests.services import processes
from tests.services.gunicorn import ROOT


@dataclass(frozen=True)
class Loading:
    """What loading a file cost: the bytes of memory held, one sample a second."""

    comments: int
    seconds: float
    memory: list[int]
    said: str


class Library:
    def __init__(self, folder: Path, sizes: Sizes) -> None:
        self.folder, self.sizes = folder, sizes

    def ordinary(self, comments: int) -> Path:
        """Return a home with so many comments under ordinary articles, and the usual thread."""
        home = self.folder / f"ordinary-{comments}"
        if not home.exists():
            seed(home, comments, lengths=(USUAL,))
        return home

    def largest(self) -> Path:
        """Return the largest: loaded by the command that operators have (s14)."""
        _ = self.loading
        return self.ordinary(self.sizes.largest)

    @cached_property
    def loading(self) -> Loading:
        home = self.folder / f"ordinary-{self.sizes.largest}"
        found = load(home, conversations.ordinary(self.sizes.largest), self.folder)
        seed(home, self.sizes.largest, lengths=(USUAL,))
        return found

    @cached_property
    def special(self) -> tuple[Path, Seeded]:
        """Return a home with threads of all lengths, and the two of s5."""
        home, sizes = self.folder / "special", self.sizes
        return home, seed(home, 1_000, lengths=sizes.threads, nested=sizes.nested, wide=sizes.wide)

    @contextmanager
    def copy(self, home: Path) -> Iterator[Path]:
        """Lend one that may be written to."""
        lent = self.folder / f"copy-{time.monotonic_ns()}"
        shutil.copytree(home, lent)
        try:
            yield lent
        finally:
            shutil.rmtree(lent)


def seed(
    home: Path, comments: int, *, lengths: Iterable[int] = (), nested: int = 0, wide: int = 0
) -> Seeded:
    home.mkdir(exist_ok=True)
    return seeding.seed(
        f"sqlite:///{home / 'comments.db'}",
        home,
        comments=comments,
        lengths=tuple(lengths),
        nested=nested,
        wide=wide,
    )


def same_records(comments: int, lengths: Iterable[int] = (USUAL,)) -> Iterator[Record]:
    """Return for a peer what `seed` puts into ours."""
    threads = (conversations.flat(f"thread-{most}", most) for most in lengths)
    return chain(conversations.ordinary(comments), *threads)


def load(home: Path, records: Iterable[Record], folder: Path) -> Loading:
    """Make a home and load these into it, as an operator would."""
    home.mkdir()
    with seeding.application(f"sqlite:///{home / 'comments.db'}", home):
        seeding.prepare()
    file = folder / "records.jsonl"
    with file.open("w") as lines:
        comments = sum(1 for record in records if lines.write(json.dumps(record) + "\n"))
    try:
        return run(home, file, comments)
    finally:
        file.unlink()


def run(home: Path, file: Path, comments: int) -> Loading:
    flask = [sys.executable, "-m", "flask", "--app", "wsgi", "comments"]
    command = [*flask, "import", "--site", seeding.SITE, str(file)]
    env = {**os.environ, "COMMENTS_HOME": str(home), "COMMENTS_SECRET": seeding.SECRET}
    log, begun = home / "import.log", time.monotonic()
    with processes.running(command, log, env={**env, "PYTHONPATH": str(ROOT)}) as process:
        memory: list[int] = []
        over = threading.Event()
        watch = threading.Thread(target=sample, args=(process.pid, memory, over))
        watch.start()
        try:
            code = process.wait()
        finally:
            over.set()
            watch.join()
    if code != 0:
        raise subprocess.CalledProcessError(code, command, log.read_text()[-2000:])
    return Loading(comments, time.monotonic() - begun, memory, log.read_text())


def sample(pid: int, memory: list[int], over: threading.Event) -> None:
    while not over.wait(1.0):
        memory.append(resident([pid, *processes.children(pid)]))
