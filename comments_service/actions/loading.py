"""Load very many comments from elsewhere, by the rules of a batch.

Texts are rendered in processes of their own, and this one writes: article by article, as a
batch does, so that readers and other writers are let in between. What was loaded before is
known by its source, so a load that was broken off is simply run again.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from comments_service.actions import batching, processes, records
from comments_service.actions.batching import Item, Made, Outcome, Ready
from comments_service.actions.records import Record
from comments_service.domain import text
from comments_service.domain.errors import Busy, Refused, Unavailable
from comments_service.domain.text import Rendered
from comments_service.storage import sites
from comments_service.storage.crowds import Source
from comments_service.storage.db import snapshot

# Rendered at once by a process: some dozens of milliseconds of work.
PIECE = 200
# Looked at together, so that records of an article share transactions if they lie near.
WINDOW = 2_000
ATTEMPTS = 20

Numbered = tuple[int, Record]
Prepared = tuple[int, Ready | Refused]
Render = Callable[[str], Rendered]


@dataclass(frozen=True)
class Progress:
    """What became of some records: `known` were there already, `refused` are told by number."""

    made: int = 0
    known: int = 0
    refused: Sequence[tuple[int, Refused]] = ()

    @property
    def done(self) -> int:
        return self.made + self.known + len(self.refused)


def load(
    slug: str,
    given: Iterable[Numbered],
    *,
    depth: int,
    cores: int = 0,
    render: Render = text.render,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[Progress]:
    """Load numbered records, and answer after each transaction; every record is in one answer.

    A reply comes behind its parent; records of one article are taken in their order. An author
    is known by the name of whichever of their records was written last. `cores`: how many
    processes render (`render` is pickled); with none of them, this one. Raises `Busy` or
    `Unavailable` when the database could not be had for long.
    """
    with snapshot():
        site_id = sites.by_slug(slug).id
    work = partial(prepare, site_id, render)
    prepared = processes.in_order(work, pieces(given), processes=cores)
    for window in windows(chain.from_iterable(prepared)):
        refused = [(number, each) for number, each in window if isinstance(each, Refused)]
        if refused:
            yield Progress(refused=refused)
        for run in runs(window):
            outcomes = settled([each for _, each in run], depth, wait)
            yield tally([number for number, _ in run], outcomes)


def pieces(given: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    left = iter(given)
    while piece := list(islice(left, PIECE)):
        yield piece


def prepare(site_id: int, render: Render, piece: Sequence[Numbered]) -> list[Prepared]:
    return [(number, prepared(site_id, render, record)) for number, record in piece]


def prepared(site_id: int, render: Render, record: Record) -> Ready | Refused:
    try:
        return batching.prepare(Item(records.draft(site_id, record)), render)
    except Refused as error:
        return error


def windows(prepared: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Cut into parts in which each article may be taken by itself, and nothing comes out else.

    So a source is named under one article alone: the first comment that bears it must stay
    the first, and a reply behind its parent, also where two keys name one article.
    """
    window: list[Prepared] = []
    articles: dict[Source, str] = {}
    for number, each in prepared:
        named = name_sources(each)
        if len(window) == WINDOW or any(articles.get(pair, key) != key for pair, key in named):
            yield window
            window, articles = [], {}
        window.append((number, each))
        articles.update(named)
    if window:
        yield window


def name_sources(each: Ready | Refused) -> list[tuple[Source, str]]:
    if isinstance(each, Refused):
        return []
    return [(pair, each.draft.article) for pair in batching.sources_of([each])]


def runs(window: Iterable[Prepared]) -> Iterator[list[tuple[int, Ready]]]:
    """Put together what lies apart, and cut where a transaction would grow long.

    Small articles share one, which locks them together: else most of the time would go into
    beginning and ending transactions.
    """
    articles: dict[str, list[tuple[int, Ready]]] = {}
    for number, each in window:
        if isinstance(each, Ready):
            articles.setdefault(each.draft.article, []).append((number, each))
    together = list(chain.from_iterable(articles.values()))
    for start in range(0, len(together), batching.MOST_AT_ONCE):
        yield together[start : start + batching.MOST_AT_ONCE]


def settled(run: Sequence[Ready], depth: int, wait: Callable[[float], None]) -> list[Outcome]:
    """Write a run, however long it takes until the database may be had."""
    for _ in range(ATTEMPTS):
        try:
            return batching.settle(run, depth=depth)
        except (Busy, Unavailable) as error:
            wait(error.retry_after or 1)
    return batching.settle(run, depth=depth)


def tally(numbers: Sequence[int], outcomes: Sequence[Outcome]) -> Progress:
    made = [each for each in outcomes if isinstance(each, Made)]
    known = sum(each.repeated for each in made)
    told = zip(numbers, outcomes, strict=True)
    refused = [(number, each) for number, each in told if isinstance(each, Refused)]
    return Progress(len(made) - known, known, refused)
