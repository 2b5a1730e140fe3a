"""What is being written survives a reload for a week, wherever there is storage or not."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Demo, Readers, post, shoot, violations
from tests.services import waiting

pytestmark = pytest.mark.browser

NOTE = "Your unsent text is back."
DRAFTS = "Object.keys(localStorage).filter(name => name.startsWith('ct:draft:'))"
# As if everything had been written eight days ago.
AGE = f"""{DRAFTS}.forEach(name => {{
  const draft = JSON.parse(localStorage[name]);
  localStorage[name] = JSON.stringify({{ ...draft, at: draft.at - 8 * 86400e3 }});
}})"""


def text_in(place: Page | Locator) -> Locator:
    return place.get_by_role("textbox", name="Your comment")


def test_a_comment_and_a_reply_come_back_after_a_reload(demo: Demo, reader: Readers) -> None:
    article = demo.thread("drafts")
    post(reader().open(article), "What do you think?", "Ann")
    page = reader().open(article)
    page.get_by_role("link", name="Write a comment").click()
    text_in(page).fill("A beginning")
    page.get_by_role("textbox", name="Your name").fill("Bo")
    page.get_by_role("link", name="Reply to Ann").click()
    text_in(page.get_by_role("group", name="Reply to Ann")).fill("That it is late")

    page.reload()

    composer = page.get_by_role("group", name="Write a comment")
    answer = page.get_by_role("group", name="Reply to Ann")
    expect(text_in(composer)).to_have_value("A beginning")
    expect(composer.get_by_role("textbox", name="Your name")).to_have_value("Bo")
    expect(composer.get_by_text(NOTE)).to_be_visible()
    expect(text_in(answer)).to_have_value("That it is late")
    assert page.evaluate("document.activeElement === document.body")
    shoot(page, "drafts")
    assert violations(page) == []

    answer.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("article").filter(has_text="That it is late")).to_be_visible()
    text_in(composer).fill("")
    assert page.evaluate(DRAFTS) == []


def test_what_is_cancelled_waits_and_another_article_knows_nothing_of_it(
    demo: Demo, reader: Readers
) -> None:
    somebody = reader()
    page = somebody.open(demo.thread("drafts-cancelled"))
    page.get_by_role("link", name="Write a comment").click()
    text_in(page).fill("Not yet")
    page.get_by_role("button", name="Cancel").click()

    page.get_by_role("link", name="Write a comment").click()
    expect(text_in(page)).to_have_value("Not yet")
    expect(page.get_by_role("status")).to_have_text(NOTE)
    other = somebody.open(demo.thread("drafts-elsewhere"))
    other.get_by_role("link", name="Write a comment").click()
    expect(text_in(other)).to_have_value("")
    expect(other.get_by_text(NOTE)).to_have_count(0)


def test_after_a_week_a_draft_is_gone(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.open(demo.thread("drafts-old"))
    page.get_by_role("link", name="Write a comment").click()
    text_in(page).fill("Of last week")
    page.evaluate(AGE)

    later = somebody.open(demo.thread("drafts-later"))
    later.get_by_role("link", name="Write a comment").click()

    waiting.until(lambda: later.evaluate(DRAFTS) == [], "the old draft is removed")
    page.reload()
    page.get_by_role("link", name="Write a comment").click()
    expect(text_in(page)).to_have_value("")


def test_a_change_comes_back_too_until_it_is_given_up(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("drafts-edit"))
    edit = post(page, "As it was").get_by_role("button", name="Edit your comment")
    edit.click()
    text_in(page).fill("As it will be")

    page.reload()
    edit.click()
    expect(text_in(page)).to_have_value("As it will be")
    expect(page.get_by_text(NOTE).last).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    edit.click()

    expect(text_in(page)).to_have_value("As it was")


def test_c105_storage_that_throws_costs_neither_a_text_nor_the_way_back(
    demo: Demo, reader: Readers
) -> None:
    """It throws in strict browsers, and in frames without storage: the memory has it then."""
    # Without the animation of what is new, which would be looked at half faded in.
    somebody = reader(reduced_motion="reduce")
    somebody.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no') } });"
        "Object.defineProperty(document, 'cookie', { get() { throw new DOMException('no') } })"
    )
    page = somebody.open(demo.thread("no-storage"))
    page.get_by_role("link", name="Write a comment").click()
    text_in(page).fill("Kept in memory")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("link", name="Write a comment").click()
    expect(text_in(page)).to_have_value("Kept in memory")

    page.get_by_role("button", name="Post", exact=True).click()

    comment = page.get_by_role("article").filter(has_text="Kept in memory")
    expect(comment.get_by_role("button", name="Edit your comment")).to_be_visible()
    panel = page.get_by_role("group", name="Manage my comments")
    code = panel.get_by_role("textbox", name="Your code").input_value()
    shoot(page, "no-storage")
    assert violations(page) == []
    with somebody.context.expect_page() as opened:
        panel.get_by_role("link", name="Manage my comments").click()
    opened.value.get_by_role("textbox", name="Your code").fill(code)
    opened.value.get_by_role("button", name="Open").click()
    expect(opened.value.get_by_text("Kept in memory").first).to_be_visible()
