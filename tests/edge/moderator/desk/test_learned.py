import re

import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.school import OFFER, TALK, School

pytestmark = pytest.mark.slow


def test_before_anything_was_decided_the_page_says_so(desk: Desk) -> None:
    page = desk.get("/desk/filter")

    assert "Nobody has decided yet about a comment that had a score" in page
    assert "<svg" not in page
    assert 'href="/desk/rules/new?site=daily&amp;kind=learned"' in page


def test_how_right_it_was_is_a_picture_and_the_same_figures_a_table(
    school: School, desk: Desk
) -> None:
    school.lessons()
    school.decide(f"{OFFER}!", "spam")
    school.decide(f"{OFFER} again", "approve")
    school.decide(f"{TALK}!", "approve")
    school.teach()

    page = desk.get("/desk/filter")

    (line,) = re.findall(r'<polyline class="curve" points="([^"]+)"', page)
    points = [tuple(map(float, point.split(","))) for point in line.split()]
    assert points == sorted(points, key=lambda point: point[0])
    # All spam is held and half of what is held is spam, so it ends on the right, halfway down.
    assert (600.0, 176.0) in points
    (row,) = re.findall(r'<th scope="row">50 %</th>(.*?)</tr>', page)
    assert re.findall(r"<td>(.*?)</td>", row) == ["2", "1 of 1", "50.0 %", "100.0 %", "0.67"]
    assert "The last 3 comments" in page


def test_the_page_of_a_comment_says_what_weighs_in_it(school: School, desk: Desk) -> None:
    school.lessons()
    posted, _ = school.world.post("Visit my channel")

    page = desk.get(f"/desk/comments/{posted}")

    assert "Reads like spam: " in page
    assert re.search(r'<b>channel</b> <span class="soft">speaks for spam, \d+\.\d</span>', page)


def test_the_filter_of_another_site_is_not_there(desk: Desk) -> None:
    assert desk.client.get("/desk/filter?site=weekly").status_code == 404
