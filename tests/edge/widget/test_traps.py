"""Forms tell people from programs: by a field that nobody sees, and by how soon they are sent."""

from datetime import timedelta

import pytest

from comments_service.actions import clock
from tests.edge.widget.conftest import Make, Outline, Page

LINK = "See https://watches.example.org/"


def form(ours: Page) -> Outline:
    return Outline(ours.get("/t", write=1).text)


def send(ours: Page, found: Outline, text: str, **more: str) -> str:
    """Send a form without a script, and tell whether its comment is published."""
    sent = ours.send(
        "comments", text=text, form=found.hidden("form"), back=found.hidden("back"), **more
    )
    assert sent.status_code == 303, sent.text
    return "published" if text in Outline(ours.get("/t").text).text else "held"


def test_the_trap_is_seen_by_nobody(ours: Page) -> None:
    found = form(ours)

    assert found.all("input", name="website") == [
        {"name": "website", "tabindex": "-1", "autocomplete": "off"}
    ]
    assert '<p hidden><input name="website"' in ours.get("/t", write=1).text


def test_who_fills_the_trap_in_is_held_and_not_told(ours: Page) -> None:
    assert send(ours, form(ours), "Hello", website="https://watches.example.org/") == "held"


def test_the_trap_stands_for_scripts_too(page: Page) -> None:
    assert page.send("comments", text="Hello", website="x").status_code == 202
    assert page.send("comments", text="Hello").status_code == 201


@pytest.mark.parametrize(
    ("text", "age", "status"),
    [(LINK, 0.5, "held"), (LINK, 3, "published"), ("A word", 0.5, "published")],
)
def test_a_link_that_is_sent_sooner_than_anybody_types_is_held(
    ours: Page, monkeypatch: pytest.MonkeyPatch, text: str, age: float, status: str
) -> None:
    begun = clock.now().replace(microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: begun)
    found = form(ours)
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(seconds=age))

    assert send(ours, found, text) == status


def test_how_soon_is_the_sites_to_say(
    ours: Page, site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(form_seconds="0")

    assert send(ours, form(ours), LINK) == "published"


def test_a_form_may_be_thought_over_for_a_day(ours: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    found = form(ours)
    later = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert send(ours, found, LINK) == "published"
