"""What docs/theming.md shows is how it looks. With COMMENTS_PICTURES=1 its pictures are kept."""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from html import escape

import pytest
from playwright.sync_api import Page, expect

from tests.api import Api, Thread
from tests.browser.conftest import Demo, Readers
from tests.browser.hosts import address, element, script
from tests.browser.patience import news
from tests.browser.talk import say_all
from tests.docs.theming import sections

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTICLE = "themed"
VIEW = {"width": 480, "height": 340}
READING = ("title", "start", "comment", "name", "text", "fold", "--ct-gap")
WRITING = ("--ct-accent", "--ct-on-accent", "--ct-radius", "composer", "field", "button")
LISTED = ("item", "link", "facts")
# A header that stays is there when a test wants it.
PAGE = """
<style>
body { margin: 1rem; font: 16px/1.4 system-ui, sans-serif }
h1 { display: none }
header {
  position: fixed; inset: 0 0 auto; padding: 0.75rem 1rem;
  background: #1d4e89; color: #fff; font-weight: 700; z-index: 2;
}
footer { height: 100vh }
</style>
<header hidden>The Paper</header>
"""
STAY = "document.querySelector('header').hidden = false; scrollTo(0, 90)"
ADD = """
rule => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [sheet];
}
"""


# The browser packs a picture of words into a third of what its screenshots weigh.
PACK = """
async png => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: picture.width, height: picture.height });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}
"""


def test_every_rule_changes_what_is_seen(demo: Demo, reader: Readers) -> None:
    page = reader(viewport=VIEW, reduced_motion="reduce").blank()
    page.clock.install()
    shown = sections()
    seen: list[str] = []

    for names in scenes(page, demo):
        before = page.screenshot()
        for name in names:
            page.evaluate(ADD, shown[name].rule)
            picture = page.screenshot()
            assert picture != before, name
            seen.append(name)
            if os.environ.get("COMMENTS_PICTURES"):
                shown[name].picture.write_bytes(webp(page, picture))
        page.evaluate(ADD, "")

    assert sorted(seen) == sorted(shown)


def scenes(page: Page, demo: Demo) -> Iterator[Sequence[str]]:
    """Show what the widget can look like, each with the names that are seen there."""
    talk(demo)
    page.goto(address(demo, PAGE, element(ARTICLE), "<footer></footer>"))
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    yield READING
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("button", name="Post", exact=True).scroll_into_view_if_needed()
    yield WRITING
    page.get_by_role("button", name="Cancel").click()
    say_all(demo, ARTICLE, ["They were mended today.", "All of them?"])
    news(page)
    yield ("news",)
    page.evaluate(STAY)
    yield ("--ct-top",)
    named = escape('["lighthouse", "bread"]')
    listed = f'<comment-list site="demo" articles="{named}"></comment-list>'
    page.goto(address(demo, PAGE, script(demo, "list.js"), listed))
    expect(page.get_by_role("heading", name="Related articles")).to_be_visible()
    yield LISTED


def webp(page: Page, png: bytes) -> bytes:
    return b64decode(page.evaluate(PACK, b64encode(png).decode()))


def talk(demo: Demo) -> None:
    thread = Thread(Api(demo.app), "demo", ARTICLE)
    thread.write("Two of them, since *Tuesday*.", author={"name": "Ruth"})
    first = thread.write("The lamps along the quay are out again.", author={"name": "Maja"})
    thread.reply(first, "Reported: https://example.org/lamps", author={"name": "Piet"})
