"""A thread as it is read, on a page of our own that shows few comments at once."""

from collections.abc import Iterator

from tests.browser.tours.walk import Walk


def reading(walk: Walk) -> Iterator[str]:
    walk.visit(walk.articles.rich, limit="4")
    yield "thread"
    walk.press("more")
    walk.shows(".ct-list > li > article:focus")
    yield "more comments"
    walk.press("branch")
    walk.shows(".ct-replies article:focus")
    yield "more replies"
    walk.press("fold")
    walk.shows(".ct-fold[aria-expanded=false]")
    yield "folded"
    walk.press("mute")
    walk.shows(".ct-muted")
    yield "muted"
    walk.press("vote")
    walk.shows(".ct-vote[aria-pressed=true]")
    yield "voted"
    walk.page.evaluate(f"location.hash = 'c-{walk.articles.target}'")
    walk.shows(".ct-target")
    yield "linked to"
    yield from reporting(walk)
    walk.press("sort")
    walk.shows(".ct-sort :focus[aria-current]")
    yield "sorted"


def reporting(walk: Walk) -> Iterator[str]:
    walk.press("report")
    panel = walk.shows("[data-kit=report]")
    yield "reporting"
    walk.refused("act", 429, **{"Retry-After": "60"})
    panel.get_by_role("radio").first.check()
    walk.press("send-report")
    walk.shows(".ct-alert")
    yield "report refused"
    walk.press("cancel")
    walk.press("report")
    walk.shows("[data-kit=report]").get_by_role("radio").first.check()
    walk.press("send-report")
    walk.shows(".ct-note:focus")
    yield "report thanked"
