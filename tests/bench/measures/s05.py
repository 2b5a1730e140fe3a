from collections.abc import Generator

from tests.bench import targets
from tests.bench.bench import MADE_NEW, Bench
from tests.bench.figures import Figure, at_most, missing
from tests.bench.measures import made_new
from tests.services import api

TITLE = "very deep and very wide conversations, made new"


def measure(bench: Bench) -> Generator[Figure]:
    home, seeded = bench.library.special
    with bench.service(home, MADE_NEW) as service:
        hundred = len(api.send(service.port, "GET", targets.HUNDRED).body)
        for thread in (seeded.nested, seeded.wide):
            if thread is None:
                yield missing("a thread", "was not seeded")
                continue
            what = f"{thread.comments:,} {thread.article}"
            asked = (
                targets.page(thread.article),
                targets.fragment(thread.article),
                targets.comment(thread.first),
                targets.branch(thread.first),
            )
            slowest = max(made_new.milliseconds(service.port, target) for target in asked)
            yield at_most(f"{what}, the slowest of four pages", slowest, 20, " ms")
            longest = max(len(api.send(service.port, "GET", target).body) for target in asked)
            yield at_most(
                f"{what}, bytes of the longest, of a page of 100", longest / hundred, 1, " ×"
            )
