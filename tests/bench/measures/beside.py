"""Isso beside the service, in the same run; where it cannot be had the others go on."""

from collections.abc import Callable

from tests.bench import driving
from tests.bench.bench import Bench
from tests.bench.driving import Ask
from tests.bench.figures import Figure, at_least, missing
from tests.services.errors import Unavailable

# Its slowest answers take as long.
SECONDS = 3.0


def isso(
    bench: Bench, goal: float, ours: Ask, theirs: Callable[[int], Ask], *, comments: int
) -> Figure:
    """Compare answers a second; `theirs` asks the port of an Isso with so many comments."""
    try:
        with bench.isso(comments) as port:
            asks = {"service": ours, "Isso": theirs(port)}
            found = driving.compared(asks, seconds=max(SECONDS, bench.sizes.seconds))
    except Unavailable as error:
        return missing("of Isso", str(error))
    service, peer = found["service"], found["Isso"]
    behind = f"{service.rate:,.0f}/s, Isso {peer.rate:,.0f}/s"
    return at_least("of Isso", service.rate / peer.rate, goal, " ×", behind)
