"""Muting an author: for oneself, on this site, until one takes it back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Readers, post, shoot, violations
from tests.browser.talk import say

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def quarrel(demo: Demo) -> str:
    say(demo, "quarrel", "Loud words", name="Loud")
    say(demo, "quarrel", "Quiet words", name="Quiet")
    return demo.thread("quarrel")


def mute(page: Page) -> None:
    button = page.get_by_role("button", name="Mute Loud", exact=True)
    button.focus()
    page.keyboard.press("Enter")


def test_a_muted_author_is_not_read_and_can_be_heard_again(reader: Readers, quarrel: str) -> None:
    page = reader().open(quarrel)

    mute(page)

    back = page.get_by_role("button", name="Unmute Loud")
    expect(back).to_be_focused()
    expect(page.get_by_text("Loud words")).to_be_hidden()
    expect(page.get_by_text("Quiet words")).to_be_visible()
    shoot(page, "muted")
    assert violations(page) == []

    page.keyboard.press("Enter")
    expect(page.get_by_text("Loud words")).to_be_visible()
    expect(page.get_by_role("button", name="Mute Loud", exact=True)).to_be_focused()


def test_a_muted_author_stays_so(reader: Readers, quarrel: str) -> None:
    page = reader().open(quarrel)
    mute(page)

    page.reload()

    expect(page.get_by_role("button", name="Unmute Loud")).to_be_visible()
    expect(page.get_by_text("Loud words")).to_be_hidden()


def test_nobody_mutes_themselves(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("own-words"))

    mine = post(page, "My own words")

    expect(mine.get_by_role("button", name="Edit your comment")).to_be_visible()
    expect(mine.get_by_role("button", name="Mute")).to_have_count(0)


def test_muting_needs_no_storage(reader: Readers, quarrel: str) -> None:
    somebody = reader()
    somebody.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
    )
    page = somebody.open(quarrel)

    mute(page)
    expect(page.get_by_text("Loud words")).to_be_hidden()
    page.get_by_role("link", name="Oldest").click()

    expect(page.get_by_role("link", name="Oldest")).to_be_focused()
    expect(page.get_by_text("Loud words")).to_be_hidden()
