"""Notices, statements, appeals and figures: readable by everybody, and whole without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from comments_service.actions import moderating
from comments_service.actions.moderating import Ruling
from comments_service.storage.authors import Subject
from tests.browser.conftest import Demo, Readers, adopted, post, shoot, violations
from tests.browser.talk import say

pytestmark = pytest.mark.browser

DANA = Subject("moderator", "desk", "dana", "Dana")
WIDE, NARROW = ViewportSize(width=1000, height=900), ViewportSize(width=320, height=640)


def reject(demo: Demo, comment_id: str) -> None:
    with demo.app.app_context():
        wanted = Ruling("reject", "It names a private person.", 1, "personal_data")
        moderating.decide(int(comment_id), DANA, wanted, charge=lambda _name: None)


def looked_at(page: Page, name: str) -> None:
    """Look at a page in every light, and on the narrowest of phones."""
    for scheme, size in (("light", WIDE), ("dark", NARROW), ("light", NARROW), ("dark", WIDE)):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert violations(page) == [], (name, scheme, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        shoot(page, f"{name}-{scheme}-{size['width']}")


def test_a_reader_notifies_of_what_is_against_the_law(demo: Demo, reader: Readers) -> None:
    say(demo, "notified", "He lives at 5 Mill Lane")
    page = reader().open(demo.thread("notified"))
    adopted(page)
    page.get_by_role("link", name="Report the comment by Ann").click()

    panel = page.get_by_role("group", name="Report the comment by Ann")
    with page.expect_popup() as opened:
        panel.get_by_role("link", name="Report illegal content").click()
    form = opened.value
    expect(form.get_by_text("He lives at 5 Mill Lane")).to_be_visible()
    looked_at(form, "notice")
    form.get_by_role("radio", name="Someone’s private details").check()
    form.get_by_label("Why is it against the law?").fill("That is my address.")
    form.get_by_label("Your name").fill("Ines Example")
    form.get_by_label("Your e-mail address").fill("ines@example.org")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send report").click()

    expect(form.get_by_text("Keep the address of this page")).to_be_visible()
    looked_at(form, "receipt")


def test_an_author_reads_why_and_appeals(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("appealed"))
    comment = post(page, "He lives at 5 Mill Lane", "Ann")
    reject(demo, comment.get_attribute("data-id") or "")

    page.reload()
    expect(page.get_by_text("It names a private person.")).to_be_visible()
    assert violations(page) == []
    shoot(page, "statement")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Ask for another decision").click()
    looked_at(opened.value, "appeal")
    opened.value.get_by_role("textbox").fill("It is the town hall.")
    opened.value.get_by_role("button", name="Ask for another decision").click()

    expect(opened.value.get_by_text("Another moderator takes it.")).to_be_visible()
    shoot(opened.value, "appealed")


@pytest.fixture
def desk(demo: Demo, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo.url)
    page = context.new_page()
    page.goto(demo.sign_in_link())
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    yield page
    context.close()


@pytest.mark.parametrize("name", ["appeals", "figures", "notices", "year"])
def test_the_desk_shows_them(demo: Demo, desk: Page, name: str) -> None:
    desk.goto(f"/desk/{name}?site=demo")

    if name == "figures":
        desk.get_by_text("The same as a table").click()
    looked_at(desk, f"desk-{name}")
