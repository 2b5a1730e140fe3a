from collections.abc import Generator, Mapping

from playwright.sync_api import Request

from tests.bench import embedded
from tests.bench.bench import Bench
from tests.bench.embedded import SHOWN, Stage
from tests.bench.figures import Figure, at_most

TITLE = f"bytes of script, style, words and {SHOWN} comments, as the browser got them"
KB = 1_000


def measure(bench: Bench) -> Generator[Figure]:
    with embedded.stage(bench) as stage, stage.page() as page:
        came: dict[str, Request] = {}
        page.on("requestfinished", lambda one: came.update({one.url: one}))
        page.goto(stage.publish())
        embedded.stands(page)
        yield at_most("to read", weight(stage, came), 15, " KB")
        page.get_by_role("link", name="Write a comment").click()
        page.get_by_role("textbox", name="Your comment").wait_for()
        yield at_most("to read and write", weight(stage, came), 25, " KB")


def weight(stage: Stage, came: Mapping[str, Request]) -> float:
    """Add up the bodies, compressed as they were sent."""
    ours = [request for url, request in came.items() if url.startswith(stage.service)]
    return sum(request.sizes()["responseBodySize"] for request in ours) / KB
