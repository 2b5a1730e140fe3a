"""Names and texts as JSON has them, by every way in."""

from comments_service.actions import administering
from tests.api import Thread, refusal, told

NAME = "Guest</a><img src=x onerror=alert(1)>"
QUOTED = "'onmouseover='alert(1)'x='"


def test_c025_every_way_in_makes_the_same_of_a_quoted_attribute(thread: Thread) -> None:
    site = {"website": f"http://x.example/?{QUOTED}"}
    refused = thread.send(author={"name": "A", **site})
    assert refusal(refused, 400) == ("invalid", ["author.website"])
    text = f"[x](http://x.example/?{QUOTED}) <script>alert(1)</script>"
    written = thread.guest(text)
    path, key = f"/comments/{written.id}", key_of(thread)

    found = [written.comment["html"]]
    for version, (prefix, token) in enumerate((("", written.token), ("/moderation", key)), 1):
        for change in ({"text": "between", "version": 2 * version - 1}, {"text": text}):
            body = {"version": 2 * version, **change}
            told(thread.api.ask("PATCH", prefix + path, json=body, token=token), 200)
        found.append(told(thread.api.ask("GET", path), 200)["comment"]["html"])

    assert found == [written.comment["html"]] * 3
    assert "<script" not in found[0]
    assert "'onmouseover" not in found[0]


def key_of(thread: Thread) -> str:
    with thread.api.app.app_context():
        return administering.create_key(thread.site, "Desk", ["moderate"])


def test_c026_a_name_is_plain_text_and_there_is_no_link_beside_it(thread: Thread) -> None:
    refused = thread.send(author={"name": "A", "website": '" ></a><img src=x>'})

    shown = thread.write(author={"name": NAME})

    assert refusal(refused, 400) == ("invalid", ["author.website"])
    assert shown["author"]["name"] == NAME
    assert set(shown["author"]) == {"id", "name", "kind", "badge"}
