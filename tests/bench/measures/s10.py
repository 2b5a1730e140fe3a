import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager

from tests.bench import driving, targets
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_least, at_most, kept, missing
from tests.bench.seeding import SITE
from tests.bench.sizes import USUAL
from tests.services import api, nginx, ports, waiting
from tests.services.errors import Unavailable

TITLE = "behind the shipped proxy, its micro-cache on"
THREAD = {"site": SITE, "article": targets.thread(USUAL)}
STATIC = "/a-static-file"
# The proxy's own file of the same size, in the same server.
BESIDE = f"""location = {STATIC} {{
            root files;
            default_type application/json;
        }}
        location = /readyz {{"""
TRIES = 5


def measure(bench: Bench) -> Generator[Figure]:
    try:
        with proxied(bench) as port:
            yield from speed(bench, port)
            yield from freshness(port)
    except Unavailable as error:
        yield missing("nginx", str(error))


@contextmanager
def proxied(bench: Bench) -> Iterator[int]:
    home = bench.library.ordinary(bench.sizes.databases[0])
    with bench.open_service(home, {"COMMENTS_TRUSTED_PROXIES": "1"}) as service:
        size = len(bench.page(service.port, targets.HUNDRED).body)
        changes = {**nginx.UNLIMITED, "location = /readyz {": BESIDE}
        port = ports.free()
        shipped = nginx.SHIPPED.read_text()
        written = nginx.configuration(shipped, [service.port, service.port], port, changes)
        files = {f"files{STATIC}": "x" * size}
        with nginx.running(written, port, bench.log("nginx"), files) as running:
            yield running.port


def speed(bench: Bench, port: int) -> Iterator[Figure]:
    found = bench.compared(
        {"page": driving.get(port, [targets.HUNDRED]), "file": driving.get(port, [STATIC])}
    )
    page, file = found["page"].rate, found["file"].rate
    behind = f"{page:,.0f}/s, {file:,.0f}/s; p99 {found['page'].p99:.3g} ms"
    yield at_least("of the proxy's own static file", page / file, 0.8, " ×", behind)


def freshness(port: int) -> Iterator[Figure]:
    found = [seen(port, f"new words, number {turn}") for turn in range(TRIES)]
    slowest = max(seconds for seconds, _ in found)
    yield at_most("a new comment visible to others", slowest, 5, " s", f"slowest of {TRIES}")
    unseen = [f"try {turn}" for turn, (_, own) in enumerate(found, 1) if not own]
    yield kept("a new comment visible to its author at once", unseen)


def seen(port: int, text: str) -> tuple[float, bool]:
    """Post, and say after how many seconds others saw it, and whether its author did at once."""
    shown(port, "/comments", "comments")
    posted = api.call(port, "POST", "/comments", {**THREAD, "text": text}).json
    begun = time.monotonic()
    id_, credential = posted["comment"]["id"], {"Authorization": f"Bearer {posted['token']}"}
    own = id_ in shown(port, "/me", "mine", credential)
    waiting.until(lambda: id_ in shown(port, "/comments", "comments"), "others see a new comment")
    return time.monotonic() - begun, own


def shown(port: int, path: str, where: str, headers: Mapping[str, str] | None = None) -> set[int]:
    answer = api.call(port, "GET", path, query=THREAD, headers=headers).json
    return {comment["id"] for comment in answer[where]}
