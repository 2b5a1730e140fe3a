"""The doctor's own knowledge; what it finds inside a page is tested in a browser."""

import pytest
from werkzeug.test import TestResponse

from tests.api import ORIGIN, Thread
from tests.edge.widget.conftest import Outline
from tests.queries import queries

HERE = "https://comments.example.org"


def ask(thread: Thread, here: str = HERE, **query: str) -> TestResponse:
    asked = {**thread.place, "origin": ORIGIN, **query}
    answer = thread.api.ask("GET", f"{here}/embed/doctor", query_string=asked)
    assert answer.status_code == 200
    return answer


def found(thread: Thread, here: str = HERE, **query: str) -> dict[str, str]:
    """Return the level of each finding."""
    lines = Outline(ask(thread, here, **query).text).all("li")
    return {str(one["data-code"]): str(one["data-level"]) for one in lines}


def test_a_page_where_all_is_well_is_told_so(paper: Thread) -> None:
    paper.write()

    assert found(paper, origin=f"{ORIGIN}/2026/trams?a=b") == {
        "site_known": "fine",
        "origin_registered": "fine",
        "article_known": "fine",
    }


@pytest.mark.parametrize(
    ("query", "code", "level"),
    [
        ({"site": "nowhere"}, "site_unknown", "wrong"),
        ({"origin": "https://stranger.example.com"}, "origin_unregistered", "wrong"),
        ({"origin": "http://news.example.org"}, "origin_near", "wrong"),
        ({"origin": "null"}, "origin_opaque", "wrong"),
        ({"origin": "file:///home/page.html"}, "origin_opaque", "wrong"),
        ({"article": "undefined"}, "article_mistaken", "wrong"),
        ({"article": "x" * 513}, "article_mistaken", "wrong"),
        ({"article": "never-seen"}, "article_new", "note"),
    ],
)
def test_what_is_wrong_is_told(paper: Thread, query: dict[str, str], code: str, level: str) -> None:
    assert found(paper, **query)[code] == level


@pytest.mark.parametrize(
    ("rule", "code", "level"),
    [
        ({"posting": "closed"}, "posting_closed", "wrong"),
        ({"posting": "held"}, "moderated_first", "note"),
        ({"moderation": "pre"}, "moderated_first", "note"),
        ({"guests": "refused"}, "guests_refused", "note"),
        ({"articles": "registered"}, "article_unknown", "wrong"),
    ],
)
def test_what_the_site_has_decided_is_told(
    paper: Thread, rule: dict[str, str], code: str, level: str
) -> None:
    assert code not in found(paper)

    paper.rules(**rule)

    assert found(paper)[code] == level


def test_a_closed_thread_is_told(paper: Thread) -> None:
    paper.write()
    paper.lock()

    assert found(paper)["article_closed"] == "note"


def test_a_near_miss_comes_with_the_command_that_mends_it(paper: Thread) -> None:
    said = Outline(ask(paper, origin="https://www.news.example.org/trams").text).text

    assert f"{ORIGIN} is registered. It differs in “www.”." in said
    # The command replaces a site's origins, so it names those that stand too.
    command = f"sites set {paper.site} --origin {ORIGIN} --origin https://www.news.example.org"
    assert command in said


def test_a_page_of_https_takes_nothing_from_a_service_of_http(paper: Thread) -> None:
    assert found(paper, "http://comments.example.org")["mixed_content"] == "wrong"
    assert "mixed_content" not in found(paper)


def test_what_to_paste_has_the_services_own_address(paper: Thread) -> None:
    said = Outline(ask(paper).text).text

    assert f'src="{HERE}/embed/v1/doctor.js"' in said
    assert f"script-src {HERE}/embed/v1/; connect-src {HERE}\n" in said


def test_without_a_question_there_is_a_form(paper: Thread) -> None:
    answer = paper.api.ask("GET", f"{HERE}/embed/doctor")

    outline = Outline(answer.text)
    assert [one["name"] for one in outline.all("input")] == ["site", "origin", "article"]
    assert not outline.all("li")


def test_what_is_asked_is_never_written_as_markup(paper: Thread) -> None:
    hostile = '"><img src=x onerror=alert(1)>'

    for name in ("site", "origin", "article"):
        assert Outline(ask(paper, **{name: hostile}).text).all("img") == []


def test_every_page_may_read_it_and_nobody_keeps_it(paper: Thread) -> None:
    headers = ask(paper).headers

    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_it_takes_two_statements(paper: Thread) -> None:
    with queries() as sent:
        ask(paper)

    assert len(sent) == 2, sent
