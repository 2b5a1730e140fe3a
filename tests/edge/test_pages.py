"""The public pages as they are answered: kept, and yet as true as if they were made anew."""

import gzip
from collections.abc import Callable
from typing import Any

import brotli
import pytest

from comments_service import create_app
from tests import databases
from tests.api import ORIGIN, told
from tests.edge.readers import FORMS, Reader, said
from tests.queries import queries

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "identity": bytes,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_hit_takes_one_statement(reader: Reader, form: str) -> None:
    reader.thread.reply(reader.thread.write())
    made = reader.get(form)

    with queries() as sent:
        hit = reader.get(form)

    assert len(sent) == 1, sent
    assert (hit.data, said(hit)) == (made.data, said(made))


@pytest.mark.parametrize("form", FORMS)
def test_an_unchanged_page_takes_one_statement_too(reader: Reader, form: str) -> None:
    reader.thread.write()
    tag = reader.get(form, "br").headers["ETag"]

    with queries() as sent:
        unchanged = reader.ask("GET", form, {"Accept-Encoding": "br", "If-None-Match": tag})

    assert len(sent) == 1
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["ETag"] == tag
    assert unchanged.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("form", FORMS)
def test_a_young_page_takes_no_statement(reader: Reader, form: str) -> None:
    pages = reader.app.extensions["comments_pages"]
    pages.min_age, pages.clock = 0.25, lambda: 0.0
    reader.thread.write()
    made = reader.get(form)
    reader.thread.write("Another")

    pages.clock = lambda: 0.249
    with queries() as sent:
        young = reader.get(form)
    pages.clock = lambda: 0.25
    old = reader.get(form)

    assert sent == []
    assert young.data == made.data != old.data


def test_the_setting_says_how_young_a_page_may_be(settings: dict[str, str]) -> None:
    app = create_app({**settings, "COMMENTS_PAGE_MIN_AGE": "250 ms"})

    assert app.extensions["comments_pages"].min_age == 0.25
    databases.let_go(app)


@pytest.mark.parametrize("form", FORMS)
def test_each_coding_holds_the_same_page_under_a_tag_of_its_own(reader: Reader, form: str) -> None:
    for number in range(5):
        reader.thread.write(f"Comment {number}")

    answers = {coding: reader.get(form, coding) for coding in UNPACK}

    plain = answers["identity"]
    assert "Content-Encoding" not in plain.headers
    for coding, answer in answers.items():
        assert answer.headers.get("Content-Encoding", "identity") == coding
        assert UNPACK[coding](answer.data) == plain.data
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Length"] == str(len(answer.data))
    assert len({answer.headers["ETag"] for answer in answers.values()}) == len(UNPACK)


def test_the_same_bytes_have_the_same_tag_on_every_worker(reader: Reader, other: Reader) -> None:
    seen: dict[str, bytes] = {}
    tags: dict[bytes, str] = {}

    for words in ("One", "Two", "Three"):
        reader.thread.write(words)
        for form in FORMS:
            for coding in ("br", "gzip", "identity"):
                for worker in (reader, other, reader):
                    answer = worker.get(form, coding)
                    tag = answer.headers["ETag"]
                    assert seen.setdefault(tag, answer.data) == answer.data
                    assert tags.setdefault(answer.data, tag) == tag

    assert len(seen) == len(tags) == 3 * 3 * len(FORMS)


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("form", FORMS)
def test_head_is_answered_as_get_without_a_body(reader: Reader, form: str, coding: str) -> None:
    reader.thread.write("Hello " * 100)

    got, head = (
        reader.ask(method, form, {"Accept-Encoding": coding}) for method in ("GET", "HEAD")
    )

    assert head.data == b""
    assert said(head) == said(got)


@pytest.mark.parametrize("form", FORMS)
def test_an_article_that_nobody_has_posted_on_is_not_kept(reader: Reader, form: str) -> None:
    for _ in range(3):
        reader.get(form)
    assert reader.kept == 0

    reader.thread.write()

    assert b"Hello" in reader.get(form).data
    assert reader.kept == 1


def test_first_pages_are_kept_at_once_and_others_from_the_second_time_on(reader: Reader) -> None:
    for _ in range(3):
        reader.thread.write()
    usual: list[dict[str, Any]] = [{}, {"sort": "top"}, {"sort": "oldest"}]

    for number, query in enumerate(usual, start=1):
        reader.get(FORMS[0], **query)
        assert reader.kept == number
    cursor = told(reader.get(FORMS[0], limit=2), 200)["next_cursor"]
    reader.get(FORMS[0], limit=2, cursor=cursor)
    assert reader.kept == len(usual)

    reader.get(FORMS[0], limit=2, cursor=cursor)
    assert reader.kept == len(usual) + 1


def test_one_article_under_two_spellings_is_one_page(reader: Reader) -> None:
    composed, apart = "caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}"
    reader.thread.of(composed).write()

    for article in (composed, apart):
        reader.get(FORMS[0], article=article)

    assert reader.kept == 1


@pytest.mark.parametrize("name", ["write", "said", "t", "reply", "report"])
@pytest.mark.parametrize("form", FORMS[2:])
def test_what_is_one_readers_own_is_not_kept(reader: Reader, form: str, name: str) -> None:
    number = str(reader.thread.write()["id"])
    asked = {"said": "saved", "write": "1", "t": "x"}.get(name, number)

    for _ in range(3):
        answer = reader.get(form, "br", **{name: asked})
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "Content-Encoding" not in answer.headers

    assert reader.kept == 0


@pytest.mark.parametrize("query", [{"sort": "best"}, {"cursor": "x"}, {"site": "nowhere"}], ids=str)
@pytest.mark.parametrize("form", FORMS)
def test_a_refusal_is_not_kept(reader: Reader, form: str, query: dict[str, str]) -> None:
    reader.thread.write()
    asked = {**reader.thread.place, **query}

    for _ in range(3):
        refused = reader.app.test_client().get(form, query_string=asked)
        assert refused.status_code in {400, 404}

    assert reader.kept == 0


def test_a_comment_of_another_article_is_never_older_than_its_own(reader: Reader) -> None:
    elsewhere = reader.thread.of("elsewhere").write("Before")
    reader.thread.write()
    asked = {"comment": elsewhere["id"]}
    for _ in range(3):
        reader.get("/t", **asked)

    reader.thread.of("elsewhere").reply(elsewhere, "Behind it")

    assert b"Behind it" in reader.get("/t", **asked).data


def test_links_lead_to_where_the_page_was_asked_for(reader: Reader) -> None:
    reader.thread.write()

    for host in ("one.example.org", "two.example.org", "one.example.org"):
        page = reader.ask("GET", "/t", {"Host": host}).text
        assert f"http://{host}/embed/v1/embed.js" in page


def test_every_page_lets_everybody_read_it(reader: Reader) -> None:
    reader.thread.write()

    for form in FORMS[:3]:
        made, hit = (reader.ask("GET", form, {"Origin": ORIGIN}) for _ in range(2))
        assert made.headers["Access-Control-Allow-Origin"] == "*"
        assert said(hit) == said(made)


def test_what_is_made_is_counted(reader: Reader) -> None:
    reader.thread.write()
    for _ in range(3):
        reader.get("/t")

    measured = reader.app.test_client().get("/metrics").text

    assert 'comments_pages_made_total{route="/t"} 1\n' in measured
