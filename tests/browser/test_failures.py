"""What a reader has typed is never lost, whatever fails, and they are told what happens next."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import Demo, Readers, post, shoot, violations

pytestmark = pytest.mark.browser

TEXT = "An hour of thinking"
COMMENTS = "**/embed/v1/comments"
# What a proxy says by itself, in its own way.
PROXY = ("text/html", "<h1>Bad Gateway</h1>")
JSON = ("application/problem+json", '{"status": 429}')

Answer = Callable[[Route], None]


def answering(
    status: int, said: tuple[str, str] = ("text/html", ""), code: str = "x", **headers: str
) -> Answer:
    media, body = said
    ours = f"<section data-ct data-code='{code}'><p>said by {status}</p></section>"

    def answer(route: Route) -> None:
        route.fulfill(status=status, headers=headers, content_type=media, body=body or ours)

    return answer


def begin(page: Page, text: str = TEXT) -> None:
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill(text)
    send(page)


def send(page: Page) -> None:
    page.get_by_role("button", name="Post", exact=True).click()


def problem(page: Page, words: str) -> None:
    """See that the alert says so, and that the text stays and can be sent."""
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    expect(page.get_by_role("textbox", name="Your comment")).to_have_value(TEXT)
    expect(page.get_by_role("button", name="Post", exact=True)).to_be_enabled()


def arrived(page: Page) -> None:
    expect(page.get_by_role("article").filter(has_text=TEXT)).to_have_count(1)
    expect(page.get_by_role("heading", name="1 comment")).to_be_visible()


@pytest.fixture
def page(demo: Demo, reader: Readers, request: pytest.FixtureRequest) -> Page:
    somebody = reader()
    somebody.expect("Failed to load resource")
    return somebody.open(demo.thread(re.sub(r"\W+", "-", request.node.name)))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(answering(403, code="banned"), "said by 403", id="banned"),
        pytest.param(answering(409, code="article_closed"), "said by 409", id="closed"),
        pytest.param(answering(413), "said by 413", id="too large"),
        pytest.param(answering(500), "said by 500", id="broken"),
        pytest.param(answering(413, PROXY), "10,000 characters at most", id="proxy: too large"),
        pytest.param(answering(502, PROXY), "The service is busy", id="proxy: no answer"),
        pytest.param(answering(503, JSON), "The service is busy", id="proxy: away"),
        pytest.param(answering(200, PROXY), "The connection failed", id="proxy: somebody else"),
    ],
)
def test_a_refusal_is_said_in_its_own_words_and_the_text_stays(
    page: Page, answer: Answer, words: str
) -> None:
    page.route(COMMENTS, answer, times=1)

    begin(page)
    problem(page, words)
    expect(page.get_by_text("Bad Gateway")).to_have_count(0)

    send(page)
    arrived(page)


@pytest.mark.parametrize("said", [("text/html", ""), JSON], ids=["ours", "a proxy's"])
def test_too_many_counts_down_and_then_sends(page: Page, said: tuple[str, str]) -> None:
    page.route(COMMENTS, answering(429, said, **{"Retry-After": "2"}), times=1)
    button = page.get_by_role("button", name="Post", exact=True)

    begin(page)

    expect(page.get_by_text("You can send again in")).to_be_visible()
    expect(button).to_be_disabled()
    shoot(page, "too-many")
    expect(button).to_be_enabled()
    send(page)
    arrived(page)


def test_without_a_connection_a_comment_is_sent_when_there_is_one_again(page: Page) -> None:
    sent: list[Request] = []
    page.on("request", lambda asked: sent.append(asked) if asked.method == "POST" else None)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill(TEXT)
    page.context.set_offline(offline=True)

    send(page)
    problem(page, "sent by itself as soon as the connection is back")
    shoot(page, "offline")
    page.context.set_offline(offline=False)

    arrived(page)
    keys = {parse_qs(str(asked.post_data))["key"][0] for asked in sent}
    assert (len(sent) > 1, len(keys)) == (True, 1)


def test_what_is_changed_meanwhile_is_not_sent_by_itself(page: Page) -> None:
    tries: list[str] = []
    page.on("requestfailed", lambda asked: tries.append(asked.url))
    page.route(COMMENTS, lambda route: route.abort())
    begin(page)
    problem(page, "sent by itself")

    page.get_by_role("textbox", name="Your comment").fill("Half a se")

    expect(page.get_by_role("alert").filter(has_text="sent by itself")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_load_state("networkidle")
    assert len(tries) == 1


def test_c118_two_presses_and_a_lost_answer_make_one_comment(page: Page) -> None:
    """Also when the page was loaded again in between: the draft has its key."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(COMMENTS, lose, times=1)
    begin(page)
    problem(page, "No connection")

    page.reload()
    expect(page.get_by_role("textbox", name="Your comment")).to_have_value(TEXT)
    page.get_by_role("button", name="Post", exact=True).dblclick()

    arrived(page)


def test_c118_enter_sends_nothing(page: Page) -> None:
    """Enter also ends a word in an input method, and a line."""
    page.get_by_role("link", name="Write a comment").click()
    for field in ("Your comment", "Your name"):
        page.get_by_role("textbox", name=field).press_sequentially("mo")
        page.keyboard.press("Enter")

    expect(page.get_by_role("textbox", name="Your comment")).to_have_value("mo\n")
    expect(page.get_by_role("article")).to_have_count(0)


def test_a_guest_who_is_no_longer_known_becomes_a_new_one(page: Page) -> None:
    tokens: list[str] = []

    def unknown(route: Route) -> None:
        tokens.append(parse_qs(str(route.request.post_data)).get("token", [""])[0])
        answering(401)(route) if tokens[-1] == "worn" else route.continue_()

    page.evaluate("localStorage['ct:guest:demo'] = 'worn'")
    page.route("**/embed/v1/me", answering(503))
    page.route(COMMENTS, unknown)

    begin(page)

    arrived(page)
    assert tokens == ["worn", ""]


def test_a_page_that_signs_its_readers_in_is_asked_again(page: Page) -> None:
    asked = "document.querySelector('comment-thread').asked"
    page.evaluate(
        f"() => {{ {asked} = 0; document.querySelector('comment-thread').tokenProvider ="
        f" async () => `token-${{++{asked}}}` }}"
    )
    page.route("**/embed/v1/me", answering(503))
    page.route(COMMENTS, answering(401, code="token_expired"))

    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill(TEXT)
    before = page.evaluate(asked)
    send(page)

    problem(page, "said by 401")
    assert page.evaluate(asked) == before + 2
    assert page.evaluate("localStorage['ct:guest:demo']") is None


def test_a_sign_in_that_fails_is_said_and_nobody_posts_as_a_guest(page: Page) -> None:
    page.evaluate(
        "() => { document.querySelector('comment-thread').tokenProvider ="
        " async () => { throw new Error('signed out') } }"
    )

    begin(page)

    problem(page, "We could not recognise you.")
    expect(page.get_by_role("article")).to_have_count(0)


def test_an_answer_to_what_is_gone_may_stand_by_itself(demo: Demo, reader: Readers) -> None:
    article = demo.thread("parent-gone")
    other = reader().open(article)
    first = post(other, "Soon gone", "Ann")
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(article)
    page.get_by_role("link", name="Reply to Ann").click()
    page.get_by_role("textbox", name="Your comment").fill(TEXT)
    first.get_by_role("button", name="Delete").click()
    other.get_by_role("button", name="Yes, delete it").click()
    expect(other.get_by_text("No comments yet")).to_be_visible()

    send(page)
    problem(page, "The comment that you answer is no longer there. Your text is still here.")
    expect(page.get_by_role("group", name="Write a comment")).to_be_visible()
    shoot(page, "parent-gone")
    assert violations(page) == []
    send(page)

    arrived(page)


def test_a_thread_that_does_not_load_can_be_tried_again(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.blank()
    page.route("**/embed/v1/thread*", lambda route: route.abort(), times=1)

    page.goto(f"{demo.url}/demo/lighthouse")
    expect(page.get_by_text("The comments could not be loaded.")).to_be_visible()
    expect(page.get_by_role("link", name="Read the comments")).to_be_visible()
    shoot(page, "failed")
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


def test_a_part_of_the_script_that_is_refused_leaves_the_link(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(demo.thread("refused-part"))
    page.route("**/embed/v1/write.*", lambda route: route.abort())

    page.get_by_role("link", name="Write a comment").click()

    page.wait_for_url("**/t?site=demo&article=refused-part&write=1#write")
    page.get_by_role("textbox", name="Your comment").fill("Rye, mostly")
    send(page)

    expect(page.get_by_text("Rye, mostly").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Your code")).to_be_visible()
