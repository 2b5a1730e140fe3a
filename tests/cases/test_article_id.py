import pytest

from comments_service.storage import articles
from comments_service.storage.db import snapshot
from tests.api import Api, Thread, refusal


def test_c078_another_query_is_another_article(thread: Thread) -> None:
    thread.of("https://site.example/?p=1").write()

    assert thread.of("https://site.example/?p=2").page()["count"] == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("posts/kubecon-2023", "posts/kubecon-2023-sampling"),
        ("a_b", "aXb"),
        ("100%", "1000"),
        ("%2F", "/"),
        ("A", "a"),
    ],
)
def test_c082_an_article_id_matches_exactly(thread: Thread, one: str, other: str) -> None:
    thread.of(one).write()

    assert (thread.of(one).count(), thread.of(other).count()) == (1, 0)
    assert thread.of(other).page()["comments"] == []


@pytest.mark.parametrize("key", ["", "null", "undefined", "[object Object]"])
def test_c084_what_a_broken_template_writes_is_refused_loudly(thread: Thread, key: str) -> None:
    assert refusal(thread.of(key).send(), 400) == ("invalid", ["article"])
    assert refusal(thread.of(key).get("/comments"), 400) == ("invalid", ["article"])


def test_c087_a_site_decides_who_may_begin_a_thread(api: Api) -> None:
    thread = api.site(articles="registered")

    refused = thread.of("zzz-not-there").send("x y z", title="Crap")

    assert refusal(refused, 404) == ("article_unknown", [])


def test_c087_a_network_begins_twenty_threads_an_hour(thread: Thread) -> None:
    for number in range(20):
        assert thread.of(f"new-{number}").send(network="203.0.113.8").status_code == 201

    refused = thread.of("one-too-many").send(network="203.0.113.8")

    assert refusal(refused, 429) == ("rate_limited", [])
    assert thread.of("new-0").send(network="203.0.113.8").status_code == 201


def test_c088_a_page_of_elsewhere_is_not_believed(thread: Thread) -> None:
    thread.write("see", url="https://evil.example/login", title="<b>Your bank</b>")

    with thread.api.app.app_context(), snapshot():
        article = articles.find(thread.site_id, thread.article)

    assert article is not None
    assert (article.url, article.hinted_url, article.title) == (None, None, None)
    assert thread.page()["article"]["title"] is None
