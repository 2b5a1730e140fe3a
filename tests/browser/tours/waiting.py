"""While the comments come, when they do not, and when there are new ones."""

from collections.abc import Iterator

from tests.browser.patience import held, news
from tests.browser.talk import say
from tests.browser.tours.walk import Walk

THREAD = "**/embed/v1/thread*"
WONDER = 6_500  # ms, more than a reader waits without a word


def waiting(walk: Walk) -> Iterator[str]:
    walk.page.clock.install()
    asked = held(walk.page, THREAD)
    with walk.page.expect_request(THREAD):
        walk.host("look-waiting")
    yield "loading"
    walk.page.clock.run_for(WONDER)
    walk.shows("[data-do=retry]")
    yield "slow"
    asked.pop().abort()
    walk.page.get_by_text("could not be loaded").wait_for()
    yield "failed"
    walk.page.unroute(THREAD)
    walk.press("retry")
    walk.shows(".ct-empty")
    say(walk.demo, "look-waiting", "Meanwhile")
    news(walk.page)
    yield "news"
