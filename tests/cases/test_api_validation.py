from urllib.parse import urlencode

import pytest

from tests.api import Api, Thread, refusal, told


def test_c193_an_article_that_was_never_seen_is_empty_and_counts_nothing(thread: Thread) -> None:
    thread.of("known").write()
    query = [("site", thread.site), *(("article", key) for key in ("new", "known", "newer"))]

    counts = told(thread.api.ask("GET", f"/counts?{urlencode(query)}"), 200)["counts"]

    assert thread.of("new").page()["comments"] == []
    assert list(counts.items()) == [("new", 0), ("known", 1), ("newer", 0)]
    many = urlencode([("site", thread.site), *(("article", str(one)) for one in range(500))])
    assert refusal(thread.api.ask("GET", f"/counts?{many}"), 400) == ("invalid", ["article"])


@pytest.mark.parametrize("text", ["0", "false", "null"])
def test_c194_what_is_false_elsewhere_is_a_text_here(thread: Thread, text: str) -> None:
    comment = thread.write(text, author={"name": "0"})

    assert (comment["html"], comment["author"]["name"]) == (f"<p>{text}</p>", "0")


def test_c194_a_blank_name_is_refused(thread: Thread) -> None:
    assert refusal(thread.send(author={"name": " "}), 400) == ("invalid", ["author.name"])


@pytest.mark.parametrize("parent", [True, 1.0, "1", 1.5])
def test_c196_a_parent_is_a_whole_number_and_true_is_none(thread: Thread, parent: object) -> None:
    assert refusal(thread.send(parent_id=parent), 400) == ("invalid", ["parent_id"])


def test_c200_the_server_keeps_its_limits_itself(api: Api) -> None:
    thread = api.site()

    assert refusal(thread.send("x" * 10_001), 400) == ("text_too_long", ["text"])
    assert refusal(thread.send(author={"name": "x" * 1_000}), 400) == ("invalid", ["author.name"])
    links = " ".join(f"https://example.org/{number}" for number in range(200))
    assert thread.send(links).status_code in {201, 202, 400}
    thread.rules(guests="refused")
    assert refusal(thread.send(), 401) == ("guests_refused", [])


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        *((body, "application/json", 400) for body in ("[]", '"x"', "1", "null", "", b"\xff")),
        *(
            (body, "application/json", 400)
            for body in ('{"text": ["a"]}', '{"text": {"$gt": ""}}', '{"author": {"toString": 1}}')
        ),
        ('{"text": "a", "text": "b"}', "application/json", 400),
        ('{"__proto__": {"x": 1}, "text": "a b c"}', "application/json", 400),
        ('{"text": "x"}'.encode("utf-16"), "application/json", 400),
        ('{"text": "x"}', "text/plain", 415),
    ],
)
def test_c201_a_body_of_any_other_shape_is_refused(
    api: Api, body: str | bytes, media_type: str, status: int
) -> None:
    refusal(api.ask("POST", "/comments", data=body, content_type=media_type), status)
