from collections.abc import Callable, Generator

from tests.bench import driving, embedded
from tests.bench.bench import Bench
from tests.bench.embedded import SHOWN, SLOWER, Stage
from tests.bench.figures import Figure, at_most

TITLE = f"main-thread work to show {SHOWN} comments, at {SLOWER} × CPU slowdown"
GOAL = 50
RUNS = 5
# Milliseconds after the page's own load.
ENOUGH = 1_500


def measure(bench: Bench) -> Generator[Figure]:
    """Compare a page with the script and the same without: the rest is not the widget's work."""
    with embedded.stage(bench) as stage:
        for what, inside in (("fetched", ""), ("included", stage.fragment)):
            found = driving.in_turn(
                {
                    "with": loading(stage, inside, script=True),
                    "without": loading(stage, inside, script=False),
                },
                runs=RUNS,
            )
            # The least of the runs: what else the machine does can only add to it.
            whole, bare = (min(map(sum, found[name])) for name in ("with", "without"))
            behind = f"the page {bare:.0f} ms without it, least of {RUNS}"
            yield at_most(what, whole - bare, GOAL, " ms", behind)
            longest = min(map(max, found["with"]))
            yield at_most(f"{what}, longest task of the page", longest, GOAL, " ms")


def loading(stage: Stage, inside: str, *, script: bool) -> Callable[[], list[float]]:
    address = stage.publish(inside=inside, script=script)
    return lambda: tasks(stage, address, script=script)


def tasks(stage: Stage, address: str, *, script: bool) -> list[float]:
    """Load the page once in a browser that knows nothing of it.

    Nothing is asked of the page before it is over: to look would be work of the same thread.
    """
    with stage.page() as page, stage.session(page) as browser:
        browser.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        with embedded.traced(page) as traces:
            page.goto(address)
            page.wait_for_timeout(ENOUGH)
        if script and not embedded.standing(page):
            raise RuntimeError(f"the comments did not stand after {ENOUGH} ms")
    return traces[0].tasks
