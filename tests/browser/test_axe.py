"""Whether everybody can use it: axe in every state of the widget, in every look."""

from typing import Any

import pytest

from tests.api import Api, Thread, told
from tests.browser.conftest import Demo, Readers, shoot, violations
from tests.browser.looks import LOOKS, put_on
from tests.browser.tours import TOURS
from tests.browser.tours.walk import Articles, Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What the others look like follows from these.
SHOT = ("light", "320px")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TEXTS = (
    "> What was said before\n\nA quote, *emphasis*, `code` and https://example.org/a/page",
    "- first\n- second\n\n```\nlet width = 320;\n```",
    "من اليمين إلى اليسار",
    "W" * 300,
    "One of a few\n\nand one more paragraph",
)


@pytest.fixture(scope="module")
def articles(demo: Demo) -> Articles:
    """An article with all that comments can be, one that is closed, and one that always was."""
    rich = Thread(Api(demo.app), "demo", "look-rich")
    tops = [rich.write(text, author={"name": f"Ann {at}"}) for at, text in enumerate(TEXTS)]
    talk(rich, tops[0])
    rich.reply(tops[1], "What it answers is gone")
    rich.move(tops[1], "rejected")
    rich.pin(tops[2])
    answered_by_staff(rich, edited(rich))
    closed, silent = rich.of("look-closed"), rich.of("look-silent")
    closed.write("The last word")
    rich.move(silent.write("Never shown"), "rejected")
    closed.lock()
    silent.lock()
    return Articles(rich.article, closed.article, silent.article, tops[3]["id"], tops[0]["id"])


def talk(thread: Thread, below: Any) -> None:
    """Answer deeper than is shown, and more often than is sent at once."""
    for depth in range(9):
        below = thread.reply(below, f"Answer {depth}", author={"name": f"Bo {depth}"})


def edited(thread: Thread) -> int:
    written = thread.guest("Frist", author={"name": "Cleo"})
    change = {"text": "First", "version": written.comment["version"]}
    path = f"/comments/{written.id}"
    told(thread.api.ask("PATCH", path, json=change, token=written.token), 200)
    return written.id


def answered_by_staff(thread: Thread, comment: int) -> None:
    path = f"/moderation/comments/{comment}/replies"
    said = {"text": "Said by the paper", "name": "The editors"}
    key = thread.api.key(thread.site, "moderate")
    told(thread.api.ask("POST", path, json=said, token=key), 201)


@pytest.mark.parametrize("tour", TOURS)
def test_axe_finds_nothing(demo: Demo, reader: Readers, articles: Articles, tour: str) -> None:
    # What fades in is read when it is there.
    somebody = reader(reduced_motion="reduce")
    somebody.expect("Failed to load resource")
    walk = Walk(somebody, demo, articles)

    found = {}
    for state in TOURS[tour](walk):
        for name, look in LOOKS.items():
            put_on(walk.page, look)
            problems = violations(walk.page, walk.inside, without=look.without)
            found[state, name] = [*problems, *wider(walk)]
            if name in SHOT:
                shoot(walk.page, f"{tour} {state} {name}".replace(" ", "-"))
        put_on(walk.page, LOOKS["light"])

    assert {where: problems for where, problems in found.items() if problems} == {}
    assert found


def wider(walk: Walk) -> list[str]:
    more: int = walk.page.evaluate(WIDER)
    return [f"{more} px wider than the view"] if more > 0 else []
