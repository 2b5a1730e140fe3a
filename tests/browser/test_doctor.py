"""The doctor inside a page: one wrong page for each thing that it finds."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from comments_service.actions import administering
from tests.browser.conftest import Demo, Reader, Readers, adopted, shoot, violations

pytestmark = pytest.mark.browser

ELEMENT = '<comment-thread site="demo" article="night-trams"></comment-thread>'
SCRIPT = '<script type="module" async src="{service}/embed/v1/embed.js"></script>'
DOCTOR = '<script type="module" src="{service}/embed/v1/doctor.js"></script>'
ALL = "default-src 'none'; script-src {service}/embed/v1/; connect-src {service}"


@dataclass(frozen=True)
class Wrong:
    """A page with something wrong, what is found, and what the browser's console says of it."""

    found: str
    body: str = ELEMENT + SCRIPT
    policy: str = ALL
    logged: tuple[str, ...] = ()


PAGES = [
    Wrong("element_missing", SCRIPT),
    Wrong("attributes_missing", "<comment-thread></comment-thread>" + SCRIPT, logged=("needs",)),
    Wrong("script_missing", ELEMENT),
    # It ends at the first word that a classic script may not say, whichever that is.
    Wrong("script_classic", ELEMENT + SCRIPT.replace('type="module" ', ""), logged=("",)),
    Wrong(
        "script_elsewhere",
        ELEMENT + '<script type="module" src="{paper}/embed/v1/embed.js"></script>',
        policy="",
        logged=("404", "MIME"),
    ),
    Wrong("script_refused", policy=ALL.replace("/v1/;", "/v1/doctor.js;"), logged=("Policy",)),
    Wrong("policy_script", policy=ALL.replace("/v1/;", "/v1/doctor.js;"), logged=("Policy",)),
    Wrong("policy_connect", policy=ALL.split("; connect", maxsplit=1)[0], logged=("Policy",)),
    Wrong(
        "article_mistaken",
        ELEMENT.replace("night-trams", "undefined") + SCRIPT,
        logged=("400",),
    ),
    Wrong("site_unknown", ELEMENT.replace("demo", "nowhere") + SCRIPT, logged=("404",)),
    Wrong("origin_opaque", policy="sandbox allow-scripts"),
    Wrong("storage_blocked", policy="sandbox allow-scripts"),
]


def published(somebody: Reader, demo: Demo, wrong: Wrong) -> Page:
    somebody.expect(*wrong.logged)
    names = {"service": demo.url, "paper": demo.publisher.origin}
    body = (wrong.body + DOCTOR).format(**names)
    return somebody.open(demo.publisher.publish(body, policy=wrong.policy.format(**names)))


@pytest.mark.parametrize("wrong", PAGES, ids=lambda wrong: wrong.found)
def test_what_is_wrong_with_a_page_is_told_on_it(demo: Demo, reader: Readers, wrong: Wrong) -> None:
    page = published(reader(), demo, wrong)

    expect(page.locator(f'[data-code="{wrong.found}"]').first).to_be_visible()


def test_a_page_where_all_is_well_is_told_so(demo: Demo, reader: Readers) -> None:
    page = published(reader(), demo, Wrong(""))

    panel = page.get_by_role("region", name="The comments on this page")
    expect(panel.get_by_role("listitem")).to_have_count(3)
    expect(panel.locator('[data-level="fine"]')).to_have_count(3)
    adopted(page)
    shoot(page, "doctor-fine")


def test_several_wrongs_are_told_together_the_worst_first(demo: Demo, reader: Readers) -> None:
    with demo.app.app_context():
        administering.create_site(
            "shut",
            "Shut",
            ["https://daily.example.org"],
            {"posting": "closed", "guests": "refused"},
        )
    page = published(reader(), demo, Wrong("", ELEMENT.replace("demo", "shut") + SCRIPT))

    lines = page.get_by_role("region", name="The comments on this page").get_by_role("listitem")
    expect(lines.filter(has_text="switched off")).to_be_visible()
    expect(lines.filter(has_text="is not registered")).to_be_visible()
    levels = [str(line.get_attribute("data-level")) for line in lines.all()]
    assert levels == sorted(levels, key=["wrong", "note", "fine"].index)
    shoot(page, "doctor-wrong")
    # The publisher's page has its own faults.
    theirs = ("landmark-one-main", "region")
    assert [one for one in violations(page) if not one.startswith(theirs)] == []


@pytest.mark.parametrize(
    ("kept_away", "found"),
    [("**/embed/doctor*", "unreachable"), ("**/embed/v1/write.*", "parts_unreachable")],
)
def test_what_a_blocker_keeps_away_is_told(
    demo: Demo, reader: Readers, kept_away: str, found: str
) -> None:
    somebody = reader()
    somebody.expect("ERR_FAILED")
    page = somebody.blank()
    page.route(kept_away, lambda route: route.abort())
    body = (ELEMENT + SCRIPT + DOCTOR).format(service=demo.url)

    page.goto(demo.publisher.publish(body, policy=""))

    expect(page.locator(f'[data-code="{found}"]')).to_be_visible()


@pytest.mark.parametrize("width", [1000, 320])
def test_the_doctors_own_page_is_for_everybody(demo: Demo, reader: Readers, width: int) -> None:
    somebody = reader(viewport={"width": width, "height": 900}, java_script_enabled=True)
    page = somebody.open(f"{demo.url}/embed/doctor?site=demo&origin=https://stranger.example.org")

    expect(page.get_by_text("is not registered")).to_be_visible()
    page.get_by_label("Address of the page").fill(demo.publisher.origin)
    page.get_by_role("button", name="Look").click()

    expect(page.get_by_text("may show and write comments")).to_be_visible()
    shoot(page, f"doctor-page-{width}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_readers_pay_nothing_for_it(demo: Demo, reader: Readers) -> None:
    somebody = reader()

    page = somebody.open(demo.thread("night-trams"))
    page.get_by_role("article").first.wait_for()

    assert "GET doctor.js" not in somebody.embedded()
