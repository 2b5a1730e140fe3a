from collections.abc import Generator

from tests.bench import embedded
from tests.bench.bench import Bench
from tests.bench.embedded import DOOR, Stage
from tests.bench.figures import Figure, at_most, kept

TITLE = "requests of a reader whom nobody knows"


def measure(bench: Bench) -> Generator[Figure]:
    with embedded.stage(bench) as stage:
        fetched = requests(stage, "")
        ours = stage.asked(fetched)
        told = ", ".join(url.partition(DOOR)[2].partition("?")[0] for url in ours)
        yield at_most("to the first comment, fetched", first_comment(ours), 2, behind=told)
        yield at_most("to the first comment, included", unanswered(stage), 0)
        yield at_most("in all, fetched", len(ours), 3)
        yield at_most("in all, included", len(stage.asked(requests(stage, stage.fragment))), 3)
        own = (stage.service, stage.paper.origin)
        yield kept("of other origins", [url for url in fetched if not url.startswith(own)])


def requests(stage: Stage, inside: str) -> list[str]:
    """Load the page, read for a moment, and say what was asked of anybody."""
    asked: list[str] = []
    with stage.page() as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(stage.publish(inside=inside))
        embedded.stands(page)
    return asked


def first_comment(asked: list[str]) -> int:
    """Count the requests up to the one whose answer has the comments."""
    return next(at for at, url in enumerate(asked, 1) if f"{DOOR}thread?" in url)


def unanswered(stage: Stage) -> int:
    """Count how many answers of the service it took for a comment to be seen."""
    answered: list[str] = []
    with stage.page() as page:
        page.route(f"{stage.service}/**", lambda route: route.abort())
        page.on("requestfinished", lambda request: answered.append(request.url))
        page.goto(stage.publish(inside=stage.fragment))
        page.locator("comment-thread article").first.wait_for()
    return len(stage.asked(answered))
