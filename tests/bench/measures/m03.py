import json
import re
import statistics
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from http import HTTPStatus

from tests.bench import desks
from tests.bench.bench import Bench
from tests.bench.desks import Desk
from tests.bench.figures import Figure, at_most, kept
from tests.bench.seeding import SITE
from tests.bench.wire import Wire

TITLE = "a moderator's decision"
GOAL = 50
ACTIONS = ("approve", "reject", "spam")
ITEM = re.compile(r'/desk/comments/(\d+)/decision".*?name="version" value="(\d+)"', re.DOTALL)


def measure(bench: Bench) -> Generator[Figure]:
    with desks.opened(bench) as desk, closing(Wire(desk.service.port)) as wire:
        answers = list(decided(desk, wire, bench.sizes.decisions))
        taken, refused = [each for each, _ in answers], [code for _, code in answers if code]
    what = f"of {len(taken):,} in turn, {bench.sizes.held:,} held"
    yield kept(f"{what}, taken", [f"{len(refused)} were refused: {refused[0]}"] if refused else [])
    worst = statistics.quantiles(taken, n=100)
    spread = f"p50 {statistics.median(taken):.3g} ms, p99 {worst[98]:.3g} ms"
    yield at_most(f"{what}, p95", worst[94], GOAL, " ms", spread)


def decided(desk: Desk, wire: Wire, most: int) -> Iterator[tuple[float, str]]:
    """Decide about one after the other, page by page; yield milliseconds and refusals."""
    done = 0
    while done < most:
        _, page = wire.ask(desk.page(f"/desk?site={SITE}&queue=held"))
        for comment_id, version in ITEM.findall(page.decode()):
            request = desk.form(
                f"/desk/comments/{comment_id}/decision",
                action=ACTIONS[done % len(ACTIONS)],
                version=version,
                seen=0,
                reason="By the rules",
            )
            begun = time.perf_counter()
            status, answer = wire.ask(request)
            taken = 1_000 * (time.perf_counter() - begun)
            yield taken, "" if status == HTTPStatus.OK else json.loads(answer)["code"]
            done += 1
