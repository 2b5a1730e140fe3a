"""Branches and long threads: folded, shown further, and one comment far down that is linked to."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Demo, Readers, post, shoot, violations
from tests.browser.embedding import address, element, script
from tests.browser.talk import say, say_all

pytestmark = pytest.mark.browser

PAGE = 25
DEEP = "deep-thread"


@pytest.fixture(scope="module")
def wanted(demo: Demo) -> int:
    """A reply that nobody sees at first: the ninth below the oldest of thirty comments."""
    first = say(demo, DEEP, "The very first", name="Root")
    replies = say_all(demo, DEEP, [f"reply {at}" for at in range(12)], name="Bea", parent=first)
    say_all(demo, DEEP, [f"later {at}" for at in range(29)], name="Cem")
    return replies[8]


def within_shadow(page: Page, what: str) -> Locator:
    return page.locator(f"comment-thread {what}")


def test_a_comment_far_from_the_first_page_is_brought_and_held(
    demo: Demo, reader: Readers, wanted: int
) -> None:
    page = reader().open(demo.thread(DEEP) + f"#c-{wanted}")

    marked = within_shadow(page, ".ct-target")
    expect(marked).to_contain_text("reply 8")
    expect(marked).to_be_in_viewport()
    expect(page.get_by_text("The very first")).to_be_visible()
    shoot(page, "permalink-far")


def test_what_stands_around_a_brought_comment_can_be_shown(
    demo: Demo, reader: Readers, wanted: int
) -> None:
    page = reader().open(demo.thread(DEEP) + f"#c-{wanted}")

    page.get_by_role("link", name="Show 11 more replies").click()

    expect(page.get_by_text("reply 11")).to_be_visible()
    below = within_shadow(page, "li:has(> article:has-text('The very first')) .ct-replies > li")
    texts = [one.strip() for one in below.locator(".ct-text").all_inner_texts()]
    assert texts == [f"reply {at}" for at in range(12)]
    expect(page.get_by_role("link", name="more replies")).to_have_count(0)


def test_the_address_leads_from_one_comment_to_another(
    demo: Demo, reader: Readers, wanted: int
) -> None:
    page = reader().open(demo.thread(DEEP) + f"#c-{wanted}")
    marked = within_shadow(page, ".ct-target")
    expect(marked).to_contain_text("reply 8")
    later = page.get_by_role("article").filter(has_text="later 10").get_attribute("data-id")

    page.evaluate(f"location.hash = 'c-{later}'")
    expect(marked).to_contain_text("later 10")
    expect(marked).to_be_focused()
    expect(marked).to_be_in_viewport()

    page.go_back()
    expect(marked).to_contain_text("reply 8")
    expect(marked).to_be_in_viewport()


def test_a_comment_of_another_thread_on_the_page_stays_there(
    demo: Demo, reader: Readers, wanted: int
) -> None:
    """Both threads hear of the address, and the service finds the comment whoever asks."""
    say(demo, "beside-the-deep", "on its own")
    both = address(demo, script(demo), element("beside-the-deep"), element(DEEP))

    page = reader().open(f"{both}#c-{wanted}")

    other, own = page.locator("comment-thread").all()
    expect(own.locator(".ct-target")).to_contain_text("reply 8")
    expect(other.get_by_role("article")).to_have_count(1)


def test_a_branch_folds_and_says_how_much_it_hides(demo: Demo, reader: Readers) -> None:
    first = say(demo, "folding", "Question", name="Root")
    below = say_all(demo, "folding", [f"answer {at}" for at in range(5)], parent=first)
    page = reader().open(demo.thread("folding"))
    button = page.get_by_role("button", name="5 replies")
    expect(button).to_have_attribute("aria-expanded", "true")

    button.focus()
    page.keyboard.press("Enter")

    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    expect(page.get_by_text("answer 0")).to_be_hidden()
    expect(page.get_by_role("link", name="Show 2 more replies")).to_be_hidden()
    shoot(page, "folded")
    assert violations(page) == []

    page.evaluate(f"location.hash = 'c-{below[1]}'")
    expect(page.get_by_text("answer 1")).to_be_in_viewport()
    expect(button).to_have_attribute("aria-expanded", "true")


def test_what_one_answers_in_a_folded_branch_is_seen(demo: Demo, reader: Readers) -> None:
    first = say(demo, "folded-answer", "Question", name="Root")
    answer = say(demo, "folded-answer", "an answer", parent=first)
    say(demo, "folded-answer", "an answer to that", parent=answer)
    page = reader().open(demo.thread("folded-answer"))
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    page.get_by_role("button", name="2 replies").click()

    page.get_by_role("link", name="Reply to Root").click()
    page.get_by_role("textbox", name="Your comment").fill("mine as well")
    page.get_by_role("button", name="Post", exact=True).click()

    expect(page.get_by_text("mine as well")).to_be_visible()
    expect(page.get_by_role("button", name="3 replies")).to_have_attribute("aria-expanded", "true")


def test_a_page_further_begins_at_its_first_comment(
    demo: Demo, reader: Readers, wanted: int
) -> None:
    page = reader().open(demo.thread(DEEP))
    expect(within_shadow(page, ".ct-list > li")).to_have_count(PAGE)

    page.get_by_role("link", name="Show more comments").click()

    expect(page.locator("article:focus")).to_contain_text("later 3")
    expect(page.get_by_role("status")).to_contain_text("8 more comments are shown")
    expect(page.get_by_role("link", name="Show more comments")).to_have_count(0)


def test_what_stands_below_a_removed_comment_folds_too(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("removed-above"))
    mine = post(page, "I take it back", "Ann")
    top = mine.get_attribute("data-id")
    say(demo, "removed-above", "But I answer", parent=int(top or 0))
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_text("This comment was removed")).to_be_visible()

    page.reload()
    page.get_by_role("button", name="1 reply").click()

    expect(page.get_by_text("But I answer")).to_be_hidden()
    shoot(page, "folded-below-removed")
    assert violations(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_text("1 reply")).to_be_hidden()


def test_a_branch_goes_on_page_by_page(demo: Demo, reader: Readers) -> None:
    first = say(demo, "long-branch", "Question", name="Root")
    say_all(demo, "long-branch", [f"answer {at}!" for at in range(30)], parent=first)
    page = reader().open(demo.thread("long-branch"))

    page.get_by_role("link", name="Show 27 more replies").click()
    expect(page.locator("article:focus")).to_contain_text("answer 3!")
    expect(page.get_by_role("status")).to_contain_text("25 more comments are shown")
    expect(page.get_by_role("button", name="30 replies")).to_be_visible()
    page.get_by_role("link", name="Show more comments").click()

    expect(page.locator("article:focus")).to_contain_text("answer 28!")
    expect(within_shadow(page, ".ct-replies > li")).to_have_count(30)
    expect(page.get_by_role("link", name="Show more comments")).to_have_count(0)
