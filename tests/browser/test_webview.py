"""The page's side of docs/embedding.md's bridges, run as it is written there."""

import re

import pytest
from playwright.sync_api import expect

from tests.api import Api, told
from tests.browser.conftest import Demo, Readers, post
from tests.docs.examples import ROOT

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
