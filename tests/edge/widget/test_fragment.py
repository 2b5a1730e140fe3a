import re

import pytest
from flask.testing import FlaskClient

from tests.edge.widget.conftest import Make, Outline, Page
from tests.queries import queries

SORTS = ("newest", "oldest", "top")


def test_an_article_that_nobody_has_posted_on_says_so(page: Page) -> None:
    response = page.get("/embed/v1/thread")

    assert response.status_code == 200
    assert "No comments yet" in Outline(response.text).text


def test_the_fragment_is_a_section_that_says_what_it_is_of(page: Page) -> None:
    section = Outline(page.get("/embed/v1/thread").text).tags[0]

    assert section[0] == "section"
    assert (section[1]["data-site"], section[1]["data-article"]) == ("paper", "a/1")


def test_a_comment_has_its_text_its_time_and_its_place(page: Page) -> None:
    first = page.post("*Hello*", name="Ann")["id"]
    reply = page.post("Hello Ann", name="Bob", parent_id=first)["id"]

    outline = Outline(page.get("/embed/v1/thread").text)

    assert outline.all("li", id=f"c-{first}")
    assert outline.all("li", id=f"c-{reply}") == [{"id": f"c-{reply}", "data-under": first}]
    assert [len(str(time["datetime"])) for time in outline.all("time")] == [20, 20]
    assert "in reply to Ann" in outline.text
    assert "2 comments" in outline.text


def test_there_is_no_form_in_other_peoples_pages(page: Page) -> None:
    page.post("Hello")

    outline = Outline(page.get("/embed/v1/thread").text)

    assert not outline.all("form")
    assert not [attrs for _, attrs in outline.tags if "style" in attrs]
    assert {"script", "style", "link", "iframe"}.isdisjoint(tag for tag, _ in outline.tags)


def test_every_link_is_absolute_and_leads_to_a_page_of_ours(page: Page) -> None:
    page.post("Hello")

    links = [str(link["href"]) for link in Outline(page.get("/embed/v1/thread").text).all("a")]

    assert links
    ours = tuple(f"http://localhost/{path}" for path in ("t?", "c/", "notice"))
    assert all(link.startswith(ours) for link in links)


def test_lists_are_lists_although_styled_as_none(page: Page) -> None:
    page.post("reply", parent_id=page.post("top")["id"])

    assert all(
        one["role"] == "list" for one in Outline(page.get("/embed/v1/thread").text).all("ol")
    )


def test_one_place_alone_speaks_by_itself_and_it_is_no_comment(page: Page) -> None:
    page.post("Hello")

    html = page.get("/embed/v1/thread").text

    assert len(Outline(html).all("p", role="status")) == 1
    assert html.index('role="status"') < html.index("<ol")
    assert not re.search(r'aria-live|role="(feed|log|tree)"', html)


@pytest.mark.parametrize("sort", SORTS)
def test_the_chosen_order_is_marked(page: Page, sort: str) -> None:
    page.post("one")
    page.post("two")

    outline = Outline(page.get("/embed/v1/thread", sort=sort).text)

    (chosen,) = outline.all("a", **{"aria-current": "true"})
    # The usual order has the address of the page itself.
    assert re.findall(r"sort=(\w+)", str(chosen["href"])) == [sort] * (sort != "newest")


def test_the_next_page_is_a_link_and_holds_the_rest(page: Page) -> None:
    for number in range(27):
        page.post(f"number {number}")

    first = Outline(page.get("/embed/v1/thread").text)
    more = str(first.all("a", **{"data-do": "more"})[0]["href"])
    second = Outline(page.client.get(more.replace("/t?", "/embed/v1/thread?")).text)

    assert "number 26" in first.text
    assert "number 1" not in first.text.split()
    assert "number 0" in second.text
    assert second.tags[0][1]["data-say"] == "2 more comments are shown"


def test_a_page_is_as_large_as_it_is_asked_for(page: Page) -> None:
    for number in range(3):
        page.post(f"number {number}")

    outline = Outline(page.get("/embed/v1/thread", limit=2).text)

    assert len(outline.all("li")) == 2
    assert "limit=2" in str(outline.all("a", **{"data-do": "more"})[0]["href"])


def test_a_branch_says_under_what_each_reply_is_shown(page: Page) -> None:
    top = page.post("top")["id"]
    replies = [page.post(f"reply {number}", parent_id=top)["id"] for number in range(5)]

    first = Outline(page.get("/embed/v1/thread").text)
    more = str(first.all("a", **{"data-do": "branch"})[0]["href"])
    branch = Outline(page.client.get(more.replace("/t?", "/embed/v1/thread?")).text)

    assert "Show 2 more replies" in first.text
    shown = [one["data-under"] for one in branch.all("li") if one.get("id") in under(replies[3:])]
    assert shown == [top, top]
    assert branch.tags[0][1]["data-say"] == "2 more comments are shown"


def under(ids: list[str]) -> set[str]:
    return {f"c-{one}" for one in ids}


def test_a_comment_far_down_is_shown_below_what_it_answers(page: Page) -> None:
    top = page.post("top")["id"]
    middle = page.post("middle", parent_id=top)["id"]
    wanted = page.post("wanted", parent_id=middle)["id"]

    outline = Outline(page.get("/embed/v1/thread", comment=wanted).text)

    assert [one["id"] for one in outline.all("li")] == [f"c-{one}" for one in (top, middle, wanted)]


def test_a_comment_in_its_place_leads_to_what_stands_around_it(page: Page) -> None:
    top = page.post("top")["id"]
    replies = [page.post(f"reply {number}", parent_id=top)["id"] for number in range(4)]

    outline = Outline(page.get("/embed/v1/thread", comment=replies[2]).text)
    (more,) = outline.all("a", **{"data-do": "branch"})
    around = Outline(page.client.get(str(more["href"]).replace("/t?", "/embed/v1/thread?")).text)

    assert (more["data-left"], "Show 3 more replies" in outline.text) == ("3", True)
    assert under(replies) <= {str(one["id"]) for one in around.all("li")}


def test_a_comment_with_all_that_stands_around_it_leads_nowhere(page: Page) -> None:
    top = page.post("top")["id"]
    reply = page.post("reply", parent_id=top)["id"]

    for comment in (top, reply):
        outline = Outline(page.get("/embed/v1/thread", comment=comment).text)
        assert not outline.all("a", **{"data-do": "branch"})


def test_a_comment_of_another_site_is_not_there(page: Page) -> None:
    elsewhere = Page(page.client, site="other", headers={"Origin": "https://other.example.org"})
    foreign = elsewhere.post("elsewhere")["id"]

    for part in ("comment", "branch"):
        assert page.get("/embed/v1/thread", **{part: foreign}).status_code == 404


def test_a_closed_thread_says_so_and_offers_no_reply(page: Page, site: Make) -> None:
    page.post("Hello")
    site(posting="closed")

    outline = Outline(page.get("/embed/v1/thread").text)

    assert "New comments are switched off" in outline.text
    assert not outline.all("a", **{"data-do": "reply"})
    assert not outline.all("a", **{"data-do": "write"})


def test_the_words_are_the_readers(page: Page) -> None:
    page.post("Hello")

    outline = Outline(page.get("/embed/v1/thread", lang="ar").text)

    assert outline.tags[0][1]["dir"] == "rtl"
    assert "تعليق واحد" in outline.text


def test_the_language_of_the_browser_changes_nothing(page: Page, client: FlaskClient) -> None:
    plain = page.get("/embed/v1/thread")

    asked = client.get("/embed/v1/thread?site=paper&article=a/1", headers={"Accept-Language": "de"})

    assert asked.data == plain.data


def test_an_unchanged_thread_is_not_sent_again(page: Page, client: FlaskClient) -> None:
    url = "/embed/v1/thread?site=paper&article=a/1"
    page.post("Hello")
    first = client.get(url)

    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"].startswith("public, max-age=0")


def test_unknown_parameters_change_nothing(page: Page) -> None:
    plain = page.get("/embed/v1/thread")

    assert page.get("/embed/v1/thread", utm_source="mail").data == plain.data


def test_what_is_typed_as_an_id_is_escaped(page: Page) -> None:
    page.article = '"><img src=x onerror=alert(1)>'

    outline = Outline(page.get("/embed/v1/thread").text)

    assert not outline.all("img")
    assert outline.tags[0][1]["data-article"] == page.article


def test_a_page_of_a_thread_costs_three_queries(page: Page) -> None:
    page.post("reply", parent_id=page.post("top")["id"])

    with queries() as sent:
        page.get("/embed/v1/thread")

    assert len(sent) == 3


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"sort": "best"}, 400),
        ({"site": "nowhere"}, 404),
        ({"article": ""}, 400),
        ({"cursor": "x"}, 400),
    ],
)
def test_a_refusal_is_html_that_every_page_may_read(
    page: Page, query: dict[str, str], status: int
) -> None:
    response = page.get("/embed/v1/thread", **query)

    assert (response.status_code, response.mimetype) == (status, "text/html")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert Outline(response.text).all("section")[0]["data-code"]
