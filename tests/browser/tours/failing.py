"""What a reader is told when a comment cannot be sent."""

from collections.abc import Iterator

from tests.browser.tours.walk import Walk
from tests.browser.tours.writing import WRITE


def failing(walk: Walk) -> Iterator[str]:
    walk.host(walk.articles.rich)
    walk.press("reply")
    walk.shows(WRITE).get_by_role("textbox").first.fill("An answer that nobody gets")
    walk.refused("comments", 409)
    walk.press("send")
    walk.shows(".ct-alert")
    yield "refused"
    walk.page.route("**/embed/v1/comments", lambda route: route.abort())
    walk.press("send")
    walk.page.get_by_text("sent by itself").first.wait_for()
    yield "offline"
    walk.refused("comments", 429, **{"Retry-After": "60"})
    # It is sent by itself as well: whichever comes first is the one that is refused.
    walk.page.evaluate("dispatchEvent(new Event('online'))")
    walk.shows(f"{WRITE} .ct-go:disabled")
    yield "asked to wait"
