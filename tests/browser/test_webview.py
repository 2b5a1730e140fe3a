"""The page's side of docs/embedding.md's ways into an app, run as it is written there."""

import re

import pytest
from playwright.sync_api import expect

from tests.api import Api, told
from tests.browser.conftest import Demo, Readers, adopted, post
from tests.docs.examples import BLOCK, ROOT
from tests.services import api

pytestmark = pytest.mark.browser

WORDS = (ROOT / "docs/embedding.md").read_text()
# What the app's side does, for a page that asks.
APPS = {
    "swift": """
    window.webkit = { messageHandlers: { commentsToken: { postMessage: async () => TOKEN } } };
    """,
    "kotlin": """
    window.commentsToken = { postMessage: () => commentsToken.onmessage({ data: TOKEN }) };
    """,
}


def script(language: str) -> str:
    """Return the script that stands in the app's code."""
    block = re.search(rf'^```{language}$.*?"""(.*?)"""', WORDS, re.MULTILINE | re.DOTALL)
    assert block is not None
    return block[1]


def guest(demo: Demo, name: str) -> str:
    asked = {"site": "demo", "name": name}
    token: str = told(Api(demo.app).ask("POST", "/guests", json=asked), 201)["token"]
    return token


@pytest.mark.parametrize("language", APPS)
def test_the_app_says_who_writes(demo: Demo, reader: Readers, language: str) -> None:
    token = guest(demo, f"Reader of {language}")
    somebody = reader()
    somebody.context.add_init_script(f"const TOKEN = '{token}'; {APPS[language]}")
    somebody.context.add_init_script(script(language))
    page = somebody.open(demo.thread(f"app-{language}"))

    comment = post(page, "From an app")

    expect(comment.get_by_role("heading", name=f"Reader of {language}")).to_be_visible()
    expect(comment.get_by_role("button", name="Edit your comment")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_a_token_behind_the_address_is_taken_out_of_it(demo: Demo, reader: Readers) -> None:
    token = guest(demo, "Reader of a hash")
    recipe = next(text for _, text in BLOCK.findall(WORDS) if "location.hash" in text)
    for said, ours in {"https://comments.example": demo.url, "daily": "demo"}.items():
        recipe = recipe.replace(said, ours)
    page = reader().open(f"{demo.publisher.publish(recipe)}#token={token}")

    comment = post(page, "From an app")

    expect(comment.get_by_role("heading", name="Reader of a hash")).to_be_visible()
    assert page.evaluate("[location.hash, localStorage.length]") == ["", 0]


def test_a_page_may_say_late_who_reads(demo: Demo, reader: Readers) -> None:
    """Frameworks set the property when the comments stand already."""
    token = guest(demo, "Latecomer")
    draft = {"site": "demo", "article": "late-token", "text": "Here before"}
    sent = api.call(
        demo.port, "POST", "/comments", draft, headers={"Authorization": f"Bearer {token}"}
    )
    assert sent.status == 201
    page = reader().open(demo.thread("late-token"))
    adopted(page)

    page.locator("comment-thread").evaluate(
        "(thread, token) => { thread.tokenProvider = async () => token }", token
    )

    expect(page.get_by_role("button", name="Edit your comment")).to_be_visible()
