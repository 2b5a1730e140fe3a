import statistics
import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from tests.bench import driving, posting, posts
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_least, at_most, kept, missing
from tests.bench.peers import isso
from tests.bench.posting import Figures, Target
from tests.services.errors import Unavailable

TITLE = "posts on SQLite, FULL"
CLIENTS = (1, 8)


def measure(bench: Bench) -> Generator[Figure]:
    with ExitStack() as stack:
        targets = {
            "insert": stack.enter_context(posts.inserting(folder(stack, bench))),
            "service": stack.enter_context(
                posts.served(folder(stack, bench), "", guests=max(CLIENTS), articles=1)
            ),
        }
        try:
            port = stack.enter_context(bench.isso(bench.sizes.databases[0]))
            targets["Isso"] = to_isso(port)
        except Unavailable as error:
            yield missing("of Isso", str(error))
        for clients in CLIENTS:
            found = compared(bench, targets, clients)
            yield from judged(found, clients)


def folder(stack: ExitStack, bench: Bench) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(dir=bench.folder)))


def to_isso(port: int) -> Target:
    return Target(
        port,
        f"/new?uri={isso.POSTS}",
        lambda post: {"text": post.text, "author": "Reader", "parent": post.parent},
    )


def compared(bench: Bench, targets: Mapping[str, Target], clients: int) -> Mapping[str, Figures]:
    """Post to each in turn, and return the medians."""
    seconds = bench.sizes.seconds

    def posted(target: Target) -> Figures:
        return posting.measure(target, clients=clients, seconds=seconds)

    work = {name: (lambda target=target: posted(target)) for name, target in targets.items()}
    return {name: median(runs) for name, runs in driving.in_turn(work).items()}


def median(runs: list[Figures]) -> Figures:
    return Figures(
        statistics.median(run.rate for run in runs),
        statistics.median(run.p50 for run in runs),
        statistics.median(run.p99 for run in runs),
        sum(run.refused for run in runs),
    )


def judged(found: Mapping[str, Figures], clients: int) -> Iterator[Figure]:
    service, insert = found["service"], found["insert"]
    who = f"{clients} client{'s' * (clients > 1)}"
    behind = f"{service.rate:,.0f}/s, insert {insert.rate:,.0f}/s"
    yield at_least(f"{who}, of INSERT and COMMIT", service.rate / insert.rate, 0.5, " ×", behind)
    if service.refused:
        yield kept(who, [f"{service.refused} posts were refused"])
    if clients == max(CLIENTS):
        if "Isso" in found:
            peer = found["Isso"].rate
            yield at_least(f"{who}, of Isso", service.rate / peer, 1.5, " ×", f"Isso {peer:,.0f}/s")
        spread = f"p50 {service.p50:.3g} ms, p99 {service.p99:.3g} ms"
        yield at_most(f"{who}, p99 of p50", service.p99 / service.p50, 6, " ×", spread)
