"""The same with JavaScript off: read, page, sort, reply, post, edit, delete and report."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Demo, Readers, shoot, violations, write

pytestmark = pytest.mark.browser

PLACES = ("/embed/v1/frame", "/t")


@pytest.mark.parametrize("place", PLACES)
def test_a_guest_posts_edits_and_deletes(demo: Demo, reader: Readers, place: str) -> None:
    somebody = reader(java_script_enabled=False)
    page = somebody.open(demo.thread(f"no-script{len(place)}", place))

    page.get_by_role("link", name="Write a comment").click()
    write(page, "Without a scirpt", "Ann")
    own = page.locator(".ct-own")
    expect(own.get_by_text("Without a scirpt").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Your code")).to_be_visible()

    page.locator("summary", has_text="Edit").click()
    page.get_by_role("textbox", name="Your comment").fill("Without a script")
    page.get_by_role("button", name="Save").click()
    expect(own.get_by_text("Without a script").first).to_be_visible()
    shoot(page, f"no-script{place.replace('/', '-')}")

    page.locator("summary", has_text="Delete").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_text("Your comment is deleted.")).to_be_visible()
    expect(page.get_by_text("No comments yet")).to_be_visible()


def test_a_reply_says_whom_it_answers(demo: Demo, reader: Readers) -> None:
    page = reader(java_script_enabled=False).open(demo.thread("night-trams", PLACES[0]))

    page.get_by_role("link", name="Reply to Rosa Lindqvist").click()
    expect(page.get_by_text("Reply to Rosa Lindqvist")).to_be_visible()
    write(page, "The ramp at Sandgate is planned for May.", "Bo")

    expect(page.get_by_role("heading", name="Bo in reply to Rosa Lindqvist").first).to_be_visible()


def test_the_rest_of_a_branch_and_of_the_thread_are_links(demo: Demo, reader: Readers) -> None:
    page = reader(java_script_enabled=False).open(demo.thread("night-trams"))

    page.get_by_role("link", name="Show 2 more replies").click()
    expect(page.get_by_text("A door counter is all the surveillance")).to_be_visible()
    page.get_by_role("link", name="Read the whole thread").click()
    page.get_by_role("link", name="Oldest").click()

    expect(page.get_by_role("article").first).to_contain_text("Ines Calder")


def test_a_report_from_a_later_page_says_why(demo: Demo, reader: Readers) -> None:
    page = reader(java_script_enabled=False).open(demo.thread("bread", PLACES[0], limit="1"))

    page.get_by_role("link", name="Show more comments").click()
    page.get_by_role("link", name="Report the comment by").first.click()
    page.get_by_role("radio", name="Off topic").check()
    shoot(page, "no-script-report")
    page.get_by_role("button", name="Send report").click()

    expect(page.get_by_text("Thank you. A moderator will look at it.")).to_be_visible()


def test_the_code_leads_back(demo: Demo, reader: Readers) -> None:
    somebody = reader(java_script_enabled=False)
    page = somebody.open(demo.thread("code"))
    page.get_by_role("link", name="Write a comment").click()
    write(page, "To be found again", "Ann")
    code = page.get_by_role("textbox", name="Your code").input_value()

    with somebody.context.expect_page() as opened:
        page.get_by_role("button", name="Manage my comments").click()
    expect(opened.value.get_by_text("To be found again").first).to_be_visible()

    later = reader(java_script_enabled=False).open(f"{demo.url}/mine")
    later.get_by_role("textbox", name="Your code").fill(code)
    later.get_by_role("button", name="Open").click()
    expect(later.get_by_text("To be found again").first).to_be_visible()
    shoot(later, "mine")


def test_every_form_is_accessible(demo: Demo, reader: Readers) -> None:
    """axe needs scripts, so the pages are looked at with them, as they come from the server."""
    somebody = reader()
    for asked in ({"write": "1"}, {"said": "saved"}):
        page = somebody.open(demo.thread("night-trams", "/t", **asked))
        assert violations(page) == []
    assert violations(somebody.open(f"{demo.url}/mine")) == []
