"""Reads at full load while comments arrive: what every reader and every author is promised.

`check` drives it and answers a `Result`; `Result.wrong` names every promise that was broken.
"""

import statistics
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench import readers
from tests.bench.posters import Posted, Posters
from tests.bench.readers import PAGE_SIZE, Seen, Shown
from tests.services import api

RATE = 50.0
POSTERS = 8
# Between reading a clock here and a server's doing, on a machine that is wholly busy.
TOLERANCE = 0.1
TICK = 0.05
# Whoever shows a credential is answered from what is so now.
PAST_CACHES = {"Authorization": "Bearer of-nobody"}


@dataclass(frozen=True)
class Load:
    """Whom to ask, and how hard. `reads` and `writes` are ports of loopback."""

    reads: Sequence[int]
    writes: Sequence[int]
    thread: Mapping[str, str]
    seconds: float
    rate: float = RATE
    processes: int = 2
    threads: int = 2
    # How old a page may be for another reader, in seconds.
    oldest: float = 1.0
    repeat: bool = False


@dataclass(frozen=True)
class Result:
    load: Load
    seconds: float
    reads: int
    not_modified: int
    posts: int
    repeated: int
    versions: int
    read_ms: tuple[float, float]
    post_ms: tuple[float, float]
    # The oldest page that was shown, in seconds behind what was acknowledged when it was asked for.
    age: float
    read_errors: Sequence[str]
    post_errors: Sequence[str]
    unseen_by_author: Sequence[int]
    two_bodies_of_a_tag: Sequence[str]
    lost: Sequence[int]
    doubled: Sequence[str]
    count: int
    total: int
    # Bytes of memory, one sample a second.
    memory: Sequence[int]

    @property
    def growth(self) -> float:
        """Say by how much memory grew from the second to the last quarter, as a share."""
        quarter = len(self.memory) // 4
        if quarter < 1:
            return 0.0
        before = statistics.median(self.memory[quarter : 2 * quarter])
        return statistics.median(self.memory[-quarter:]) / before - 1

    def wrong(self) -> list[str]:
        """Name every promise that was not kept, with examples; nothing when all were."""
        found = {
            "reads failed": self.read_errors,
            "posts failed": self.post_errors,
            "authors did not see their own": self.unseen_by_author,
            "tags had two bodies": self.two_bodies_of_a_tag,
            "acknowledged comments are not there": self.lost,
            "comments are there twice": self.doubled,
        }
        told = [f"{len(these)} {what}: {these[:3]}" for what, these in found.items() if these]
        if self.age > self.load.oldest + TOLERANCE:
            told.append(f"a page was {self.age:.2f} s old, {self.load.oldest:g} s are allowed")
        if self.count != self.total:
            told.append(f"the count says {self.count}, there are {self.total}")
        return told

    def __str__(self) -> str:
        return (
            f"{self.reads / self.seconds:,.0f} reads/s, {self.not_modified / self.reads:.0%} with"
            f" 304, {shown(self.read_ms)}; {self.posts / self.seconds:.1f} posts/s,"
            f" {shown(self.post_ms)}, {self.repeated} repeated; {self.versions} pages, the oldest"
            f" {self.age:.2f} s{self.grown}"
        )

    @property
    def grown(self) -> str:
        return f"; memory {self.growth:+.1%}" if self.memory else ""


def shown(milliseconds: tuple[float, float]) -> str:
    return f"p50 {milliseconds[0]:.1f} ms, p99 {milliseconds[1]:.1f} ms"


def check(
    load: Load,
    *,
    memory: Callable[[], int] | None = None,
    during: Callable[[float], None] = lambda _elapsed: None,
) -> Result:
    """Read and post for a while, then look whether everything is there.

    `memory` tells how many bytes the servers hold; `during` is called all the while with the
    seconds that have passed, and may kill and start what it likes.
    """
    before = total(load)
    posters = Posters(load.writes, load.thread, load.rate, repeat=load.repeat)
    began = time.monotonic()
    pool, asked = readers.start(
        load.reads,
        load.thread,
        until=began + load.seconds,
        processes=load.processes,
        threads=load.threads,
    )
    with pool:
        posting = posters.run(load.seconds, POSTERS)
        samples = list(sampled(began, load.seconds, memory, during))
        for thread in posting:
            thread.join()
        seen = [one.result() for one in asked]
        seconds = time.monotonic() - began
    return judged(load, posters, seen, seconds=seconds, memory=samples, before=before)


def sampled(
    began: float,
    seconds: float,
    memory: Callable[[], int] | None,
    during: Callable[[float], None],
) -> Iterator[int]:
    due = 0.0
    while (elapsed := time.monotonic() - began) < seconds:
        during(elapsed)
        if memory is not None and elapsed >= due:
            yield memory()
            due += 1.0
        time.sleep(TICK)


def judged(
    load: Load,
    posters: Posters,
    seen: Sequence[Seen],
    *,
    seconds: float,
    memory: Sequence[int],
    before: int,
) -> Result:
    there = [(one["id"], one["html"]) for one in every(load)]
    ids, words = Counter(one for one, _ in there), Counter(html for _, html in there)
    pages = [page for one in seen for page in one.pages.values()]
    reads = sorted(second for one in seen for second in one.seconds)
    return Result(
        load=load,
        seconds=seconds,
        reads=len(reads),
        not_modified=sum(one.not_modified for one in seen),
        posts=len(posters.posted),
        repeated=posters.repeated,
        versions=len({digest for one in seen for digest in one.pages}),
        read_ms=quantiles(reads),
        post_ms=quantiles(sorted(posters.seconds)),
        age=oldest(pages, posters.posted, before),
        read_errors=[error for one in seen for error in one.errors],
        post_errors=posters.errors,
        unseen_by_author=posters.unseen,
        two_bodies_of_a_tag=two_bodies(seen),
        lost=[one.id for one in posters.posted if ids[one.id] != 1],
        doubled=[one.text for one in posters.posted if words[f"<p>{one.text}</p>"] != 1],
        count=total(load),
        total=len(there),
        memory=memory,
    )


def oldest(pages: Sequence[Shown], posted: Sequence[Posted], before: int) -> float:
    """Say how long the slowest comment was acknowledged and yet not shown, in seconds."""
    by_id = sorted(posted, key=lambda one: one.id)
    by_time = sorted(one.at for one in posted)
    ages = [max(missing(page, by_id), behind(page, by_time, before)) for page in pages]
    return max(0.0, *ages)


def missing(page: Shown, by_id: Sequence[Posted]) -> float:
    """Say the same of one page, by the comments that should stand on it.

    Those who wrote at the same moment may stand in another order than their ids: so the last
    few places of a full page prove nothing.
    """
    full = len(page.ids) >= PAGE_SIZE
    least = sorted(page.ids)[POSTERS] if full else 0
    first = bisect_right(by_id, least, key=lambda one: one.id)
    here = set(page.ids)
    return max((page.began - one.at for one in by_id[first:] if one.id not in here), default=0.0)


def behind(page: Shown, by_time: Sequence[float], before: int) -> float:
    """Say the same by the number of comments that the page tells."""
    known = len(by_time) if page.count is None else page.count - before
    return page.began - by_time[known] if known < len(by_time) else 0.0


def two_bodies(seen: Sequence[Seen]) -> list[str]:
    tags: dict[str, set[str]] = {}
    for one in seen:
        for tag, bodies in one.tags.items():
            tags.setdefault(tag, set()).update(bodies)
    return [tag for tag, bodies in tags.items() if len(bodies) > 1]


def quantiles(ordered: Sequence[float]) -> tuple[float, float]:
    """Return median and 99th percentile in milliseconds."""
    if not ordered:
        return 0.0, 0.0
    return 1000 * ordered[len(ordered) // 2], 1000 * ordered[len(ordered) * 99 // 100]


def total(load: Load) -> int:
    """Ask for the number of comments, past every cache."""
    query = {**load.thread, "limit": "1"}
    answer = api.call(load.writes[0], "GET", "/comments", query=query, headers=PAST_CACHES)
    number: int = answer.json["count"]
    return number


def every(load: Load) -> Iterator[Any]:
    """Walk through the whole thread."""
    cursor: dict[str, str] = {}
    while True:
        query = {**load.thread, "limit": "100", **cursor}
        page = api.call(load.writes[0], "GET", "/comments", query=query, headers=PAST_CACHES).json
        yield from page["comments"]
        if page["next_cursor"] is None:
            return
        cursor = {"cursor": page["next_cursor"]}
