"""Pages of our own, as they come from the server: the whole of them is ours to answer for."""

from collections.abc import Iterator

from tests.browser.tours.walk import Walk

FRAME = "/embed/v1/frame"


def pages(walk: Walk) -> Iterator[str]:
    walk.inside = ""
    walk.visit(walk.articles.rich)
    yield "stand-alone page"
    walk.visit(walk.articles.rich, FRAME)
    yield "frame"
    walk.visit(walk.articles.closed)
    yield "closed"
    walk.page.goto(walk.demo.thread(walk.articles.silent))
    yield "closed and empty"
    walk.page.goto(f"{walk.demo.url}/t?site=careful&article=school-meals")
    yield "read before it is shown"
    walk.page.goto(f"{walk.demo.url}/c/{walk.articles.answered}")
    yield "one comment"
    walk.page.goto(f"{walk.demo.url}/t?site=nowhere&article=x")
    yield "nothing there"
    walk.page.goto(f"{walk.demo.url}/embed/doctor?site=demo&origin=https://paper.example.org")
    yield "doctor"
    walk.page.goto(f"{walk.demo.url}/demo")
    for each in walk.page.locator("comment-list").all():
        each.scroll_into_view_if_needed()
        each.get_by_role("heading").wait_for()
    yield "demo with its lists"


def forms(walk: Walk) -> Iterator[str]:
    """Written on without a script."""
    walk.inside = ""
    walk.page.route("**/*.js", lambda route: route.abort())
    walk.form(walk.articles.rich, reply=str(walk.articles.target))
    yield "reply form"
    walk.form(walk.articles.rich, report=str(walk.articles.target))
    yield "report form"
    walk.form("look-forms", write="1")
    walk.page.get_by_role("textbox").first.fill(" ")
    walk.page.locator("form").first.evaluate("one => { one.noValidate = true }")
    walk.press("send")
    walk.shows(".ct-alert")
    yield "form refused"
    walk.page.get_by_role("textbox").first.fill("Without a script")
    walk.press("send")
    for each in walk.page.locator("summary").all():
        each.click()
    yield "own comment and its forms"
    code = walk.page.get_by_role("textbox", name="Your code").input_value()
    walk.page.goto(f"{walk.demo.url}/mine")
    yield "code asked for"
    walk.page.get_by_role("textbox").first.fill("nothing like a code")
    walk.page.locator(".ct-go").click()
    walk.shows(".ct-alert")
    yield "code refused"
    walk.page.get_by_role("textbox").first.fill(code)
    walk.page.locator(".ct-go").click()
    walk.shows(".ct-own")
    yield "comments of a code"
