from collections.abc import Callable, Generator, Mapping

from playwright.sync_api import Page

from tests.bench import embedded
from tests.bench.bench import Bench
from tests.bench.embedded import RESERVED, STORY, Stage
from tests.bench.figures import Figure, at_most, figure

TITLE = "layout shift, by the browser's own trace, on a slow line"
GOAL = 0.01

# To the thread's neighbourhood, where it is fetched, and then through all of it as one reads.
NEAR = """
document.querySelector('comment-thread').getBoundingClientRect().top + scrollY - innerHeight - 800
"""
THROUGH = """
() => new Promise(done => {
  const step = () => {
    scrollBy(0, 300);
    if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) setTimeout(step, 60);
    else setTimeout(done, 200);
  };
  step();
})
"""


def measure(bench: Bench) -> Generator[Figure]:
    with embedded.stage(bench) as stage:
        for what, (address, read) in pages(stage).items():
            yield at_most(what, shift(stage, address, read), GOAL)
        bare = shift(stage, stage.publish(above=""), embedded.stands)
        yield figure("fetched in view, without reserved height", bare)


Reading = Callable[[Page], None]


def pages(stage: Stage) -> Mapping[str, tuple[str, Reading]]:
    return {
        "25 included, in view": (
            stage.publish(above="", inside=stage.fragment),
            embedded.stands,
        ),
        "fetched below the fold, read to the end": (stage.publish(above=STORY * 12), read_on),
        "fetched in view, with reserved height": (stage.publish(above=RESERVED), embedded.stands),
    }


def read_on(page: Page) -> None:
    page.evaluate(f"scrollTo(0, {NEAR})")
    embedded.stands(page)
    page.evaluate(THROUGH)


def shift(stage: Stage, address: str, read: Reading) -> float:
    with stage.page() as page, stage.session(page) as browser:
        browser.send("Network.enable")
        browser.send("Network.emulateNetworkConditions", embedded.LINE)
        with embedded.traced(page) as traces:
            page.goto(address)
            read(page)
    return traces[0].shift
