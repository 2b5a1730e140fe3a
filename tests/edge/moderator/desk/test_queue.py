import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.world import World
from tests.queries import queries

pytestmark = pytest.mark.slow


def test_the_queue_shows_what_waits_and_why(careful: World, desk: Desk) -> None:
    careful.post("Is *this* so?", author={"name": "Ines"}, title="The budget")

    page = desk.get()

    assert "<p>Is <em>this</em> so?</p>" in page
    assert "Ines" in page
    assert "The budget" in page
    assert "This site looks at every comment first" in page


def test_reports_are_told(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    world.report(posted, "personal_data", "She gives <b>my</b> number")

    page = desk.get(queue="reported")

    assert "Someone’s private details" in page
    assert "She gives &lt;b&gt;my&lt;/b&gt; number" in page


def test_an_empty_queue_says_so(desk: Desk) -> None:
    assert "Nothing waits here" in desk.get()
    assert "There is nothing here yet" in desk.get(queue="spam")


@pytest.mark.parametrize("queue", ["held", "reported", "approved", "rejected", "spam"])
def test_each_queue_has_a_tab(desk: Desk, queue: str) -> None:
    page = desk.get(queue=queue)

    assert f'href="/desk?site=daily&amp;queue={queue}" aria-current="page"' in page


def test_a_link_is_shown_and_not_to_be_clicked(world: World, desk: Desk) -> None:
    posted, _ = world.post("[A gift](https://evil.example.org/gift)")
    world.report(posted)

    page = desk.get()

    assert "https://evil.example.org/gift" in page
    assert 'href="https://evil' not in page


def test_a_link_can_be_asked_for(world: World, desk: Desk) -> None:
    posted, _ = world.post("[A gift](https://evil.example.org/gift)")

    page = desk.get(f"/desk/comments/{posted}")

    opened = page.split("<details>")[1]
    assert 'href="https://evil.example.org/gift" target="_blank" rel="noopener noreferrer' in opened
    assert 'href="https://evil' not in page.split("<details>")[0]


def test_an_admin_chooses_among_the_sites(world: World, admin: Desk) -> None:
    body = {"site": "weekly", "article": "a", "text": "Elsewhere"}
    world.client.post("/api/v1/comments", json=body)

    page = admin.get(site="weekly", queue="approved")

    assert "Elsewhere" in page
    assert '<option value="daily">' in page


def test_the_next_page_goes_on(world: World, desk: Desk) -> None:
    for number in range(26):
        posted, _ = world.post(f"Text {number}.")
        world.report(posted)

    page = desk.get()
    cursor = page.split("cursor=")[1].split('"')[0]

    assert "Text 24." in page
    assert "Text 25." not in page
    assert "Text 25." in desk.get(cursor=cursor)


def test_a_queue_costs_the_same_however_much_is_on_it(world: World, desk: Desk) -> None:
    for number in range(5):
        posted, _ = world.post(f"Text {number}")
        world.report(posted)

    with queries() as sent:
        desk.get()

    assert len(sent) == 12
