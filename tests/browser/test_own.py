"""What a reader does with their own comments and votes, where two things happen at once."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import votes
from tests.browser.conftest import Demo, Readers, post, shoot, violations, write

pytestmark = pytest.mark.browser


def edit(page: Page, text: str, to: str) -> Locator:
    """Open one's comment and type something else."""
    comment = page.get_by_role("article").filter(has_text=text)
    comment.get_by_role("button", name="Edit your comment").click()
    editor = page.get_by_role("group", name="Edit your comment")
    editor.get_by_role("textbox").fill(to)
    return editor


def test_what_was_changed_in_another_tab_is_shown_beside_what_was_typed(
    demo: Demo, reader: Readers
) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    here = somebody.open(demo.thread("two-tabs"))
    post(here, "In the beginning")
    there = somebody.open(demo.thread("two-tabs"))

    editor = edit(here, "In the beginning", "What this tab has")
    edit(there, "In the beginning", "What *that* tab has")
    there.get_by_role("button", name="Save").click()
    expect(there.get_by_text("What that tab has")).to_be_visible()
    editor.get_by_role("button", name="Save").click()

    expect(editor.get_by_role("alert")).to_contain_text("This comment was changed elsewhere.")
    expect(editor.get_by_text("What that tab has")).to_be_visible()
    expect(editor.get_by_role("textbox")).to_have_value("What this tab has")
    expect(editor.get_by_role("textbox")).to_be_focused()
    shoot(here, "conflict")
    assert violations(here) == []

    editor.get_by_role("button", name="Save").click()
    expect(here.get_by_role("article").filter(has_text="What this tab has")).to_be_visible()
    there.reload()
    expect(there.get_by_text("What this tab has")).to_be_visible()


def test_a_preview_is_the_servers_and_goes_when_the_text_changes(
    demo: Demo, reader: Readers
) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(demo.thread("preview"))
    page.get_by_role("link", name="Write a comment").click()
    text = page.get_by_role("textbox", name="Your comment")
    text.fill("*Slowly*, <b>please</b>")

    page.get_by_role("button", name="Preview").click()

    preview = page.get_by_role("group", name="Preview")
    expect(preview.locator("em")).to_have_text("Slowly")
    expect(preview).to_contain_text("<b>please</b>")
    expect(preview).to_be_focused()
    shoot(page, "preview")
    assert violations(page) == []
    text.press("End")
    text.press_sequentially("!")
    expect(preview).to_be_hidden()
    text.fill(" ")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_have_text("Please write something first.")


def test_a_held_reply_is_shown_to_its_author_where_the_page_lacks_what_it_answers(
    demo: Demo, reader: Readers
) -> None:
    page = reader().open(f"{demo.url}/t?site=careful&article=school-meals&sort=oldest&limit=1")
    page.get_by_role("link", name="Reply to").first.click()
    write(page, "Pears, in my time")
    note = page.get_by_text("A moderator reads it next").first
    expect(note).to_be_visible()

    page.goto(f"{demo.url}/t?site=careful&article=school-meals&limit=1")

    expect(page.get_by_text("Pears, in my time")).to_be_visible()
    expect(note).to_be_visible()


def test_of_quick_votes_the_last_one_counts(demo: Demo, reader: Readers) -> None:
    page = votes.opened(demo, reader, "quick-votes")
    like, dislike = votes.like(page), votes.dislike(page)

    with page.expect_response("**/embed/v1/act"):
        like.click()
        like.click()
        dislike.click()
    expect(like).to_have_attribute("aria-pressed", "false")
    expect(dislike).to_have_attribute("aria-pressed", "true")
    page.wait_for_load_state("networkidle")
    page.reload()

    expect(dislike).to_have_attribute("aria-pressed", "true")
    expect(dislike).to_contain_text("1")
    expect(like).not_to_contain_text("1")


@pytest.mark.parametrize("pressed", [1, 2])
def test_of_votes_that_fail_none_is_left(demo: Demo, reader: Readers, pressed: int) -> None:
    page = votes.opened(demo, reader, f"failing-votes-{pressed}", reached=False)
    buttons = (votes.like(page), votes.dislike(page))

    for button in buttons[:pressed]:
        button.click()

    expect(page.get_by_role("status")).to_contain_text("The connection failed")
    for button in buttons:
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(button).not_to_contain_text("1")
