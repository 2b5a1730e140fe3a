"""By keyboard alone: no test here touches a pointer."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.api import Api, Thread
from tests.browser.conftest import Demo, Readers, shoot
from tests.browser.hosts import STRICTEST, address, element

pytestmark = pytest.mark.browser

# More controls than any of these pages has.
ENOUGH = 400


def tab_to(page: Page, wanted: Locator, *, key: str = "Tab") -> None:
    """Press Tab until the focus is there."""
    for _ in range(ENOUGH):
        page.keyboard.press(key)
        if wanted.count() and wanted.evaluate("one => one.matches(':focus')"):
            return
    raise AssertionError(f"the focus never comes to {wanted}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    tab_to(page, wanted)
    page.keyboard.press(key)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True).first


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def field(page: Page, name: str = "Your comment") -> Locator:
    return page.get_by_role("textbox", name=name)


def thread(demo: Demo, article: str) -> Thread:
    """Seed an article that Ann has begun, with more replies than are shown."""
    found = Thread(Api(demo.app), "demo", article)
    first = found.write("The first word", author={"name": "Ann"})
    for number in range(5):
        found.reply(first, f"Answer {number}", author={"name": f"Bo {number}"})
    found.write("A second one", author={"name": "Cleo"})
    return found


def test_reading_by_keyboard(demo: Demo, reader: Readers) -> None:
    thread(demo, "keys-reading")
    page = reader().open(address(demo, element("keys-reading"), policy=STRICTEST))
    expect(link(page, "Oldest")).to_be_visible()

    press(page, link(page, "Oldest"))
    expect(link(page, "Oldest")).to_have_attribute("aria-current", "true")
    expect(link(page, "Oldest")).to_be_focused()

    press(page, page.get_by_role("link", name="Show 2 more replies"))
    expect(page.get_by_role("article").filter(has_text="Answer 3")).to_be_focused()


def test_voting_by_keyboard(demo: Demo, reader: Readers) -> None:
    thread(demo, "keys-voting")
    page = reader().open(address(demo, element("keys-voting"), policy=STRICTEST))
    # Its figure is part of its name.
    like = page.get_by_role("button", name="Like the comment by Cleo").first
    dislike = page.get_by_role("button", name="Dislike the comment by Cleo")
    expect(like).to_be_enabled()

    press(page, like, "Space")
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_have_accessible_name("Like the comment by Cleo 1")
    press(page, dislike)
    expect(dislike).to_have_attribute("aria-pressed", "true")
    expect(like).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Space")
    expect(dislike).to_have_attribute("aria-pressed", "false")
    expect(dislike).to_be_focused()


def test_writing_by_keyboard(demo: Demo, reader: Readers) -> None:
    thread(demo, "keys-writing")
    page = reader().open(address(demo, element("keys-writing"), policy=STRICTEST))
    expect(link(page, "Write a comment")).to_be_visible()

    press(page, link(page, "Write a comment"))
    expect(field(page)).to_be_focused()
    press(page, button(page, "Cancel"))
    expect(link(page, "Write a comment")).to_be_focused()

    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type("By keys alone")
    tab_to(page, field(page, "Your name"))
    page.keyboard.type("Dora")
    press(page, button(page, "Post"), "Space")
    mine = page.get_by_role("article").filter(has_text="By keys alone")
    expect(mine).to_be_focused()

    press(page, button(page, "Edit your comment"))
    expect(field(page)).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(", changed")
    press(page, button(page, "Save"))
    expect(page.get_by_text("By keys alone, changed")).to_be_visible()
    expect(mine).to_be_focused()

    press(page, link(page, "Reply to Ann"))
    expect(field(page)).to_be_focused()
    page.keyboard.type("An answer by keys")
    press(page, button(page, "Post"))
    expect(page.get_by_role("article").filter(has_text="An answer by keys")).to_be_focused()
    shoot(page, "keyboard")


def test_reporting_and_deleting_by_keyboard(demo: Demo, reader: Readers) -> None:
    thread(demo, "keys-deleting")
    page = reader().open(address(demo, element("keys-deleting"), policy=STRICTEST))
    expect(link(page, "Write a comment")).to_be_visible()

    press(page, link(page, "Report the comment by Cleo"))
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", checked=True)).to_be_focused()
    press(page, button(page, "Send report"))
    thanks = page.get_by_text("Thank you. A moderator will look at it.").last
    expect(thanks).to_be_focused()

    tab_to(page, link(page, "Write a comment"), key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type("A slip")
    press(page, button(page, "Post"))
    expect(page.get_by_role("article").filter(has_text="A slip")).to_be_focused()

    press(page, button(page, "Delete"))
    press(page, button(page, "No, keep it"))
    expect(button(page, "Delete")).to_be_focused()
    page.keyboard.press("Enter")
    press(page, button(page, "Yes, delete it"))
    expect(page.get_by_text("A slip")).to_have_count(0)


def test_the_focus_passes_through_and_is_seen_everywhere(demo: Demo, reader: Readers) -> None:
    """No control keeps it, and none hides that it has it."""
    thread(demo, "keys-passing")
    footer = '<p><a href="/next">The next article</a></p>'
    page = reader().open(address(demo, element("keys-passing"), footer))
    expect(link(page, "Write a comment")).to_be_visible()

    passed: dict[str, str] = {}
    while "The next article" not in passed and len(passed) < ENOUGH:
        page.keyboard.press("Tab")
        name, outline = page.evaluate(FOCUSED)
        passed[name] = outline

    assert "The next article" in passed
    assert [name for name, outline in passed.items() if outline == "none"] == []


FOCUSED = """
() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return [one.ariaLabel || one.innerText, getComputedStyle(one).outlineStyle];
}
"""
