"""A reader's way through a thread, in a real browser, as a guest."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import votes
from tests.browser.conftest import Demo, Readers, post, shoot, write
from tests.services import waiting

pytestmark = pytest.mark.browser

HAS_TOKEN = "Object.keys(localStorage).some(name => name.startsWith('ct:guest:'))"


def test_a_guest_posts_replies_edits_reloads_and_still_owns_it(demo: Demo, reader: Readers) -> None:
    page = reader().open(f"{demo.url}/demo/quiet-library")
    expect(page.get_by_text("No comments yet").first).to_be_visible()

    first = post(page, "The bell of the tram", "Maja")
    expect(page.get_by_role("heading", name="1 comment")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your comment")).to_have_count(0)

    first.get_by_role("link", name="Reply to Maja").click()
    composer = page.get_by_role("group", name="Reply to Maja")
    expect(composer.get_by_role("textbox", name="Your comment")).to_be_focused()
    write(composer, "And the pause before it")
    expect(page.get_by_role("heading", name="Maja in reply to Maja")).to_be_visible()

    first.get_by_role("button", name="Edit your comment").click()
    editor = page.get_by_role("group", name="Edit your comment")
    expect(editor.get_by_role("textbox")).to_have_value("The bell of the tram")
    editor.get_by_role("textbox").fill("The bell of line 4")
    editor.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The bell of line 4")).to_be_visible()

    page.reload()
    mine = page.get_by_role("article").filter(has_text="The bell of line 4")
    expect(mine.get_by_text("edited")).to_be_visible()
    expect(mine.get_by_role("button", name="Edit your comment")).to_be_visible()
    expect(mine.get_by_text("Can be changed for")).to_be_visible()
    shoot(page, "own-comments")


def test_what_one_deletes_is_asked_about_and_goes(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("deleting"))
    comment = post(page, "A slip")

    comment.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="No, keep it").click()
    expect(comment).to_be_visible()
    expect(comment.get_by_role("button", name="Delete")).to_be_focused()

    comment.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_text("A slip")).to_have_count(0)
    expect(page.get_by_text("No comments yet")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Your comment is deleted.")


def test_a_held_comment_is_its_authors_alone(demo: Demo, reader: Readers) -> None:
    page = reader().open(f"{demo.url}/demo/school-meals")
    post(page, "Onions first, then fractions")
    note = page.get_by_text("A moderator reads it next").first
    expect(note).to_be_visible()

    page.reload()

    expect(page.get_by_text("Onions first, then fractions")).to_be_visible()
    expect(note).to_be_visible()
    shoot(page, "held")
    other = reader().open(f"{demo.url}/demo/school-meals")
    expect(other.get_by_text("worked out the onions").first).to_be_visible()
    expect(other.get_by_text("Onions first, then fractions")).to_have_count(0)


def test_a_held_comment_is_approved_at_the_desk_and_others_see_it(
    demo: Demo, reader: Readers, chromium: Browser
) -> None:
    author = reader().open(f"{demo.url}/demo/school-meals")
    post(author, "Who peels the potatoes?", "Ruth")

    with chromium.new_context() as office:
        desk = office.new_page()
        desk.goto(demo.sign_in_link())
        desk.get_by_role("button", name="Sign in").click()
        desk.get_by_role("article", name="Ruth").get_by_role("button", name="Approve").click()
        expect(desk.get_by_role("status")).to_contain_text("Approved")

    other = reader().open(f"{demo.url}/demo/school-meals")
    expect(other.get_by_text("Who peels the potatoes?")).to_be_visible()


def test_a_vote_shows_at_once_and_stays(demo: Demo, reader: Readers) -> None:
    page = votes.opened(demo, reader, "voting")
    like, dislike = votes.like(page), votes.dislike(page)

    with page.expect_response("**/embed/v1/act"):
        like.click()
        expect(like).to_have_attribute("aria-pressed", "true")
        expect(like).to_contain_text("1")
    waiting.until(lambda: page.evaluate(HAS_TOKEN), "the new guest's token is kept")
    page.reload()
    expect(like).to_have_attribute("aria-pressed", "true")

    dislike.click()
    expect(like).to_have_attribute("aria-pressed", "false")
    expect(dislike).to_contain_text("1")


def test_one_does_not_vote_on_ones_own(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("own-vote"))

    comment = post(page, "Mine", "Ann")

    expect(votes.like(comment)).to_be_disabled()


def test_a_report_asks_why_and_thanks(demo: Demo, reader: Readers) -> None:
    article = demo.thread("reporting")
    post(reader().open(article), "Buy my watches", "Seller")
    page = reader().open(article)

    page.get_by_role("link", name="Report the comment by Seller").click()
    panel = page.get_by_role("group", name="Report the comment by Seller")
    panel.get_by_role("radio", name="Spam or advertising").check()
    shoot(page, "report")
    panel.get_by_role("button", name="Send report").click()

    expect(page.get_by_text("Thank you. A moderator will look at it.").last).to_be_visible()
    expect(panel).to_have_count(0)


def test_cancel_leads_back_to_where_one_was(demo: Demo, reader: Readers) -> None:
    article = demo.thread("cancelling")
    post(reader().open(article), "Hello", "Ann")
    page = reader().open(article)

    for opener in ("Write a comment", "Reply to Ann", "Report the comment by Ann"):
        link = page.get_by_role("link", name=opener)
        link.click()
        page.get_by_role("group", name=opener).get_by_role("button", name="Cancel").click()

        expect(link).to_be_focused()
        expect(page.get_by_role("group", name=opener)).to_have_count(0)


def test_the_language_is_the_pages(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("arabisch", lang="ar"))

    page.get_by_role("link", name="اكتب تعليقًا").click()
    page.get_by_role("textbox", name="تعليقك").fill("مرحبا")
    page.get_by_role("button", name="نشر").click()

    expect(page.get_by_role("heading", name="تعليق واحد")).to_be_visible()
    expect(page.get_by_text("الآن")).to_be_visible()
    shoot(page, "arabic")
