import json
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Comment
from tests.api import Thread, refusal, told


def test_c152_a_nul_is_refused_in_every_place(thread: Thread) -> None:
    assert refusal(thread.send("x\0y"), 400) == ("invalid", ["text"])
    assert refusal(thread.send(author={"name": "a\0b"}), 400) == ("invalid", ["author.name"])
    assert refusal(thread.of("a\0b").get("/comments"), 400) == ("invalid", ["article"])
    assert refusal(thread.get("/comments", q="\0"), 400) == ("invalid", ["q"])


def test_c153_half_a_surrogate_pair_is_refused_and_a_whole_one_is_not(thread: Thread) -> None:
    for field, broken in (
        ("text", {"text": "broken \ud83d emoji"}),
        ("author.name", {"text": "x", "author": {"name": "\udc00"}}),
    ):
        body = json.dumps({**thread.place, **broken})
        answer = thread.api.ask("POST", "/comments", data=body, content_type="application/json")
        assert refusal(answer, 400) == ("invalid", [field])
    assert thread.write("whole \U0001f600")["html"] == "<p>whole \U0001f600</p>"


def test_c154_rare_scripts_come_back_as_they_were_sent(thread: Thread) -> None:
    text = (
        "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
        " \U0001f937\U0001f3fd\u200d\u2640\ufe0f \U0001d4b3 中文"
    )
    thread.write(text, author={"name": "Zoë \U0001f1ed\U0001f1fa"})

    (shown,) = thread.page()["comments"]

    assert shown["html"] == f"<p>{text}</p>"
    assert shown["author"]["name"] == "Zoë \U0001f1ed\U0001f1fa"


def test_c156_nothing_is_ever_cut(thread: Thread) -> None:
    long = "<a title='x onmouseover=alert(1) " + "A" * 66_000 + "'></a>"

    assert refusal(thread.send(long), 400) == ("text_too_long", ["text"])
    assert thread.page()["count"] == 0


def test_c160_many_write_at_once_beside_a_slow_reader(thread: Thread) -> None:
    with thread.api.app.app_context(), snapshot():
        before = db.session.scalars(select(Comment.id)).all()
        with ThreadPoolExecutor(8) as crowd:
            statuses = list(crowd.map(lambda _: thread.send().status_code, range(50)))
        unmoved = db.session.scalars(select(Comment.id)).all()

    assert set(statuses) == {201}
    assert unmoved == before
    assert told(thread.get("/comments", limit=100), 200)["count"] == 50


def test_c162_every_way_to_write_an_address_may_post(thread: Thread) -> None:
    for address in (
        *("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "fe80::1%eth0", "::ffff:192.0.2.1", ""),
    ):
        told(thread.send(network=address or "unknown"), 201)
