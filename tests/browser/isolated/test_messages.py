"""Who is heard: the frame by the page around it, the page by its own frame, and nobody else."""

import re

import pytest
from playwright.sync_api import Frame, Route

from tests.browser.isolated.world import LISTEN, World, fits, given, hears, of_thread, shown, theme
from tests.services import waiting

pytestmark = pytest.mark.browser

NO_HEIGHTS = ("-1", "200001", "NaN", "Infinity", "'100'", "null", "[300]", "undefined")
# Comes after whatever else listens: when it has seen a message, all have.
WITNESS = "window.seen = null; addEventListener('message', ({ data }) => { seen = data.number })"
# Answered when the browser has laid out the change, and so told it to whoever observes it.
TALLER = (
    "document.body.append('taller'); "
    "new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"
)


def test_t26_only_a_fitting_number_is_a_height(world: World) -> None:
    page = world.reader().open(world.publish(world.paper, world.element("numbers")))
    before = fits(page, "numbers")
    page.evaluate(LISTEN)
    frame = of_thread(page, "numbers")

    for told in NO_HEIGHTS:
        frame.evaluate(f"parent.postMessage({{ ct: 'height', height: {told} }}, '*')")
    frame.evaluate("parent.postMessage('told', '*')")
    hears(page, "told")
    assert given(page) <= {f"{before:g}px"}

    frame.evaluate("parent.postMessage({ ct: 'height', height: 200000 }, '*')")
    hears(page, 200_000)
    assert "200000px" in given(page)


def test_t26_messages_from_a_sibling_frame_have_no_effect_on_the_page(world: World) -> None:
    """A stranger's frame beside ours, and another one of ours."""
    stranger = world.publish(world.stranger, "<p>An advertisement</p>")
    frames = f"<iframe src='{stranger}'></iframe>{world.frame('own')}"
    body = f"{world.element('beside')}{frames}"
    page = world.reader().open(world.publish(world.paper, body))
    before = fits(page, "beside")
    page.evaluate(LISTEN)
    siblings = [of_thread(page, "own"), shown(page, stranger)]

    for told, sibling in enumerate(siblings, start=7):
        sibling.evaluate(f"parent.postMessage({{ ct: 'height', height: {told} }}, '*')")
        hears(page, told)
    assert given(page) <= {f"{before:g}px"}


def test_t26_a_frame_that_was_led_elsewhere_is_no_longer_ours(world: World) -> None:
    page = world.reader().open(world.publish(world.paper, world.element("led")))
    before = fits(page, "led")
    page.evaluate(LISTEN)
    frame = of_thread(page, "led")

    frame.goto(world.publish(world.stranger, "<p>An advertisement</p>"))
    frame.evaluate("parent.postMessage({ ct: 'height', height: 7 }, '*')")

    hears(page, 7)
    assert given(page) <= {f"{before:g}px"}


def test_t26_messages_from_a_sibling_frame_have_no_effect_on_a_frame(world: World) -> None:
    """A stranger's, and one of the same origin as the page around both."""
    siblings = [
        world.publish(origin, "<p>An advertisement</p>") for origin in (world.stranger, world.paper)
    ]
    frames = "".join(f"<iframe src='{one}'></iframe>" for one in siblings)
    page = world.reader().open(world.publish(world.paper, world.frame("dressing") + frames))
    frame = of_thread(page, "dressing")
    frame.evaluate(WITNESS)

    for number, sibling in enumerate(siblings):
        told = f"{{ ct: 'theme', theme: 'dark', number: {number} }}"
        shown(page, sibling).evaluate(f"parent.frames[0].postMessage({told}, '*')")
        sees(frame, number)
    assert theme(frame) is None

    page.evaluate("frames[0].postMessage({ ct: 'theme', theme: 'light', number: 2 }, '*')")
    sees(frame, 2)
    assert theme(frame) == "light"


def sees(frame: Frame, number: int) -> None:
    waiting.until(lambda: frame.evaluate("seen") == number, "the frame gets the message")


def test_t26_a_foreign_parent_is_told_nothing_and_not_obeyed(world: World) -> None:
    """Its browser would show no frame at all: so the policy is taken away on the line."""
    page = world.reader().blank()
    page.route(re.compile("/embed/v1/frame"), without_policy)
    claiming = world.frame("abroad", f"&origin={world.paper}")
    page.goto(world.publish(world.stranger, f"<script>{LISTEN}</script>{claiming}"))
    frame = of_thread(page, "abroad")
    frame.evaluate(WITNESS)

    page.evaluate("frames[0].postMessage({ ct: 'theme', theme: 'dark', number: 1 }, '*')")
    sees(frame, 1)
    frame.evaluate(TALLER)
    frame.evaluate("parent.postMessage('last', '*')")
    hears(page, "last")

    assert page.evaluate("heard") == ["last"]
    assert theme(frame) is None


def without_policy(route: Route) -> None:
    answer = route.fetch()
    kept = {name: said for name, said in answer.headers.items() if "policy" not in name}
    route.fulfill(response=answer, headers=kept)
