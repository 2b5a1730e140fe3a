"""GET /counts and GET /head."""

import unicodedata
from urllib.parse import urlencode

import pytest

from tests.api import Api, Thread, refusal, told


def counts(thread: Thread, *articles: str) -> object:
    query = urlencode([("site", thread.site), *(("article", each) for each in articles)])
    return told(thread.api.ask("GET", f"/counts?{query}"), 200)


def test_counts_are_told_under_the_keys_that_were_asked_for(thread: Thread) -> None:
    root = thread.of("a").write()
    thread.of("a").reply(root)
    thread.of("b").write()

    found = counts(thread, "b", "never posted on", "a")

    assert found == {"counts": {"b": 1, "never posted on": 0, "a": 2}}


def test_a_key_is_told_in_the_spelling_in_which_it_was_asked_for(thread: Thread) -> None:
    composed, apart = (unicodedata.normalize(form, "/café/") for form in ("NFC", "NFD"))
    thread.of(composed).write()

    assert counts(thread, apart, composed) == {"counts": {apart: 1, composed: 1}}


def test_counts_leave_out_what_is_not_published(thread: Thread) -> None:
    for status in ("held", "rejected", "spam", "deleted"):
        thread.move(thread.write(), status)
    thread.write()

    assert counts(thread, "an-article") == {"counts": {"an-article": 1}}


def test_up_to_a_hundred_keys_are_counted(thread: Thread) -> None:
    keys = [f"a{number}" for number in range(101)]
    query = [("site", thread.site), *(("article", key) for key in keys)]

    refused = thread.api.ask("GET", f"/counts?{urlencode(query)}")

    assert refusal(refused, 400) == ("invalid", ["article"])
    assert counts(thread, *keys[:100]) == {"counts": dict.fromkeys(keys[:100], 0)}


@pytest.mark.parametrize("keys", [300, 500])
def test_hundreds_of_keys_are_refused_by_their_field(thread: Thread, keys: int) -> None:
    query = [("site", thread.site), *(("article", str(number)) for number in range(keys))]

    refused = thread.api.ask("GET", f"/counts?{urlencode(query)}")

    assert refusal(refused, 400) == ("invalid", ["article"])


def test_a_query_of_more_than_eight_thousand_bytes_is_refused(thread: Thread) -> None:
    query = [("site", thread.site), *(("article", "x" * 90 + str(one)) for one in range(90))]

    refused = thread.api.ask("GET", f"/counts?{urlencode(query)}")

    assert refusal(refused, 400) == ("invalid", ["article"])


def test_counting_needs_a_site_and_an_article(thread: Thread) -> None:
    without = thread.api.ask("GET", f"/counts?site={thread.site}")

    assert refusal(without, 400) == ("invalid", ["article"])
    assert refusal(thread.api.ask("GET", "/counts?site=x&article=a"), 404)[0] == "site_unknown"


def test_the_head_of_an_untouched_thread_is_empty(thread: Thread) -> None:
    assert thread.head() == {"version": 0, "count": 0, "newest": None}


def test_the_head_tells_when_the_newest_was_published(thread: Thread) -> None:
    thread.write()
    reply = thread.reply(thread.write())

    head = thread.head()

    page = thread.page()
    assert head == {
        "version": page["version"],
        "count": page["count"],
        "newest": reply["published_at"],
    }


def test_the_head_follows_what_is_put_away(api: Api) -> None:
    thread = api.site()
    first, second = thread.write(), thread.write()

    thread.move(second, "held")

    assert (thread.head()["count"], thread.head()["newest"]) == (1, first["published_at"])


def test_an_article_is_named_once(thread: Thread) -> None:
    answer = thread.api.ask("GET", f"/head?site={thread.site}&article=a&article=b")

    assert refusal(answer, 400) == ("invalid", ["article"])
