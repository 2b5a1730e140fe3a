"""The desk by keyboard: decide and go on, take back, and be told what colleagues do."""

import json
from itertools import cycle, islice

import pytest
from playwright.sync_api import Page, Route, expect

from comments_service.actions import loading, verifying
from tests import corpora
from tests.browser.conftest import shoot, violations
from tests.browser.desk.rooms import Room
from tests.edge.moderator.test_batches import worked
from tests.waiting import hold_everything

pytestmark = pytest.mark.browser

MANY, CLEARED = 10_000, 100


def opened(room: Room, path: str = "/desk?site=daily", *, name: str = "Dana") -> Page:
    page = room.signed_in(name=name, script=True)
    page.goto(path)
    page.get_by_role("button", name="Next", exact=True).wait_for()
    return page


def posted(room: Room, *names: str) -> list[int]:
    return [room.world.post(f"{name} writes.", author={"name": name})[0] for name in names]


def current(page: Page) -> str:
    return page.locator("[data-comment][aria-current] h2").inner_text()


def statuses(room: Room) -> dict[str, list[int]]:
    return {name: room.world.ids(name) for name in ("approved", "rejected", "spam", "held")}


def test_each_key_decides_and_goes_on(room: Room) -> None:
    first, second, third, fourth, fifth = posted(room, "Ann", "Ben", "Cleo", "Dov", "Eve")
    page = opened(room)

    for keys in ("j", "a", "s", "r", "3", "n"):
        page.keyboard.press(keys)
    assert current(page) == "Eve"
    page.keyboard.press("k")
    page.keyboard.press("h")
    page.keyboard.type("Ask the editor")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Held: it waits")).to_have_count(2)

    found = statuses(room)
    assert (found["approved"], found["spam"], found["rejected"]) == ([first], [second], [third])
    assert found["held"] == [fourth, fifth]
    log = room.world.call("GET", "/moderation/decisions", query_string={"site": "daily"}).get_json()
    assert log["decisions"][0]["reason"] == "Ask the editor"
    assert [one["rule"] for one in log["decisions"] if one["action"] == "reject"] == ["off_topic"]
    assert room.seen.wrong == []


def test_what_is_below_does_not_jump_when_something_is_decided(room: Room) -> None:
    posted(room, "Ann", "Ben", "Cleo")
    page = opened(room)
    places = "[...document.querySelectorAll('[data-comment]')].map((one) => one.offsetTop)"
    page.keyboard.press("j")
    before = page.evaluate(places)

    page.keyboard.press("r")
    page.keyboard.press("1")
    expect(page.get_by_text("Rejected: readers")).to_have_count(2)

    assert page.evaluate(places) == before
    assert current(page) == "Ben"


def test_a_decision_is_taken_back_by_key_and_from_the_message(room: Room) -> None:
    first, second = posted(room, "Ann", "Ben")
    page = opened(room)
    for keys in ("j", "a", "s"):
        page.keyboard.press(keys)
    expect(page.get_by_role("status").get_by_text("Ben: Marked as spam")).to_be_visible()

    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").get_by_text("Ben: Taken back")).to_be_visible()
    assert current(page) == "Ben"
    page.keyboard.press("z")
    expect(page.get_by_role("status").get_by_text("Ann: Taken back")).to_be_visible()

    assert statuses(room)["held"] == [first, second]
    page.keyboard.press("a")
    expect(page.get_by_role("status").get_by_text("Ann: Approved")).to_be_visible()
    assert room.seen.wrong == []


def test_what_was_decided_last_is_said_last_however_late_an_answer_comes(room: Room) -> None:
    first, second = posted(room, "Ann", "Ben")
    page = opened(room)
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route(f"**/desk/comments/{first}/decision", hold)

    for keys in ("j", "a", "s"):
        page.keyboard.press(keys)
    message = page.get_by_role("status")
    expect(message.get_by_text("Ben: Marked as spam")).to_be_visible()
    late[0].continue_()
    expect(page.get_by_role("article", name="Ann").get_by_text("Approved")).to_be_visible()

    expect(message.get_by_text("Ben: Marked as spam")).to_be_visible()
    page.keyboard.press("z")
    expect(message.get_by_text("Ben: Taken back")).to_be_visible()
    assert statuses(room)["held"] == [second]


def test_all_about_a_comment_is_looked_at_without_leaving(room: Room) -> None:
    posted(room, "Ann", "Ben")
    page = opened(room)
    page.keyboard.press("j")

    page.keyboard.press("o")
    about = page.get_by_role("complementary", name="About the comment of Ann")
    expect(about.get_by_text("budget-2026")).to_be_visible()
    shoot(page, "desk-more")
    assert violations(page) == []
    page.keyboard.press("o")

    expect(about).to_have_count(0)
    assert current(page) == "Ann"
    assert room.seen.wrong == []


def test_a_key_leads_to_a_ban(room: Room) -> None:
    posted(room, "Ann")
    page = opened(room)

    page.keyboard.press("j")
    page.keyboard.press("b")

    expect(page.get_by_role("heading", name="Ban Ann")).to_be_visible()


def test_keys_rest_in_fields_and_with_modifiers(room: Room) -> None:
    posted(room, "Ann")
    page = opened(room)
    page.keyboard.press("j")

    for keys in ("Control+a", "Alt+a", "Meta+s"):
        page.keyboard.press(keys)
    page.get_by_label("Reason").first.focus()
    page.keyboard.type("as nasty as zebras")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")

    assert current(page) == "Ann"
    assert len(statuses(room)["held"]) == 1
    assert page.get_by_label("Reason").first.input_value() == "as nasty as zebras"


def test_a_key_is_given_another_deed_and_all_are_switched_off(room: Room) -> None:
    first, second = posted(room, "Ann", "Ben")
    page = opened(room)

    page.keyboard.press("?")
    shoot(page, "desk-keys")
    page.get_by_label("Approve", exact=True).fill("y")
    page.get_by_role("button", name="Close").click()
    page.reload()
    for keys in ("j", "a", "y"):
        page.keyboard.press(keys)
    expect(page.get_by_role("status").get_by_text("Ann: Approved")).to_be_visible()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("y")

    assert (statuses(room)["approved"], statuses(room)["held"]) == ([first], [second])
    assert (
        page.get_by_role("button", name="Approve").last.get_attribute("aria-keyshortcuts") is None
    )


def test_who_is_second_is_told_who_was_first(room: Room) -> None:
    (first, second) = posted(room, "Ann", "Ben")
    page = opened(room)
    room.world.decide(first, "reject", key=room.world.new_key(None, name="Robin"))

    page.keyboard.press("j")
    page.keyboard.press("a")

    told = page.locator(f"[data-comment='{first}']").get_by_text("Robin has decided")
    expect(told).to_be_visible()
    assert current(page) == "Ben"
    assert statuses(room)["approved"] == []
    assert second in statuses(room)["held"]


def test_one_sees_where_a_colleague_looks_and_what_is_new(room: Room) -> None:
    posted(room, "Ann", "Ben")
    dana, robin = opened(room), opened(room, name="Robin")

    with dana.expect_response("**/desk/looking"):
        dana.keyboard.press("j")
        dana.keyboard.press("j")
    posted(room, "Cleo")
    robin.keyboard.press("j")

    looking = robin.get_by_role("article", name="Ben").get_by_text("Dana is looking")
    expect(looking).to_be_visible()
    expect(robin.get_by_role("link", name="1 new")).to_be_visible()
    shoot(robin, "desk-queue-with-a-colleague")
    robin.get_by_role("link", name="1 new").click()
    expect(robin.get_by_role("article", name="Cleo")).to_be_visible()


def test_many_are_decided_about_as_one_and_taken_back_as_one(room: Room) -> None:
    ids = posted(room, "Ann", "Ben", "Cleo")
    page = opened(room)
    for keys in ("j", "x", "j", "j", "x"):
        page.keyboard.press(keys)

    page.get_by_role("button", name="Decide about the selected").click()
    shoot(page, "desk-bulk")
    assert page.locator("dl").first.inner_text().split() == [
        *("Comments", "2", "Authors", "2", "Already", "approved", "0")
    ]
    page.get_by_label("Reason").fill("A raid")
    page.get_by_role("button", name="Spam").click()
    worked(room.world)
    page.get_by_role("link", name="Look again").click()
    shoot(page, "desk-batch")
    spam = sorted(room.world.ids("spam"))
    page.get_by_role("button", name="Undo all of it").click()
    worked(room.world)
    page.get_by_role("link", name="Look again").click()

    assert spam == [ids[0], ids[2]]
    assert statuses(room)["held"] == ids
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible()
    assert room.seen.wrong == []


@pytest.mark.slow
@pytest.mark.corpus
def test_by_keyboard_alone_a_hundred_of_ten_thousand_are_cleared(room: Room) -> None:
    fill(room)
    page = opened(room)

    page.keyboard.press("j")
    for keys in islice(cycle(("a", "s", "r1", "r4", "a", "hLook", "a")), CLEARED):
        expect(page.locator("[data-comment][aria-current]:not(.done)")).to_have_count(1)
        page.keyboard.press(keys[0])
        page.keyboard.type(keys[1:])
        if keys[0] == "h":
            page.keyboard.press("Enter")
    expect(page.locator("[data-comment].done")).to_have_count(CLEARED)
    expect(page.get_by_text("Sending …")).to_have_count(0)
    shoot(page, "desk-a-hundred-cleared")

    with room.world.app.app_context():
        found = verifying.verify("daily")
    assert (found.head.number, found.flaw) == (CLEARED, None)
    assert room.seen.wrong == []


def fill(room: Room) -> None:
    """Let ten thousand wait, as spam and as what people say."""
    said = [
        *spoken("spam/youtube_spam_collection.jsonl"),
        *spoken("threads/irc_disentangled.jsonl"),
    ]
    records = (
        (number, record(number, words))
        for number, words in enumerate(islice(said[:: len(said) // MANY], MANY))
    )
    with room.world.app.app_context():
        for _ in loading.load("daily", records, depth=8, cores=1):
            pass
    with room.world.app.extensions["comments_engines"]["write"].begin() as connection:
        hold_everything(connection)


def spoken(corpus: str) -> list[str]:
    lines = corpora.path(corpus).read_text("utf-8").splitlines()
    texts = (json.loads(line)["text"] for line in lines)
    return [words for words in texts if words.strip() and words.isprintable()]


def record(number: int, words: str) -> dict[str, object]:
    reader = number % 500
    return {
        "article": f"article-{number % 97}",
        "text": words,
        "author": {"subject": f"reader-{reader}", "name": f"Reader {reader}"},
        "source": "queue",
        "source_id": str(number),
    }
