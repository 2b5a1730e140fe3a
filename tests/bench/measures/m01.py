import time
from collections.abc import Generator, Mapping
from typing import Any

from comments_service.actions import rehearsing, working
from comments_service.storage import jobs, sites
from comments_service.storage.db import snapshot
from tests.bench import seeding
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_least, at_most

TITLE = "a rule rehearsed on what was written"
MOST = 100_000
# All of it, however long ago it was written.
DAYS = 36_500
LEAST_TOLD = 5
RULES: Mapping[str, Mapping[str, Any]] = {
    "words": {"phrases": ["ubuntu", "install*", "for the", *(f"word {at}" for at in range(500))]},
    "links": {"hosts": ["paste.ubuntu.com"], "most": 3},
    "personal_data": {},
    "duplicates": {},
}


def measure(bench: Bench) -> Generator[Figure]:
    home = bench.library.ordinary(min(MOST, bench.sizes.largest))
    with (
        bench.library.copy(home) as copy,
        seeding.application(f"sqlite:///{copy / 'comments.db'}", copy),
    ):
        for kind, settings in RULES.items():
            yield from rehearsed(kind, settings)


def rehearsed(kind: str, settings: Mapping[str, Any]) -> Generator[Figure]:
    with snapshot():
        site_id = sites.by_slug(seeding.SITE).id
    job = rehearsing.ask(site_id, kind, settings, days=DAYS)
    begun = time.monotonic()
    told = sum(1 for _ in working.steps(job.id))
    seconds = time.monotonic() - begun
    with snapshot():
        found = jobs.existing(job.id).result or {}
    behind = f"{found['held']:,} held"
    yield at_most(f"{kind}, {found['looked_at']:,} comments", seconds, 10, " s", behind)
    yield at_least(f"{kind}, told how far it is", told, LEAST_TOLD, " times")
