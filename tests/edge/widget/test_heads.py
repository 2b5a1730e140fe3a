"""What a page of ours says of itself: one address for many views, and a card for who shares it."""

import pytest

from comments_service.storage import comments
from tests.api import Thread
from tests.edge.widget.conftest import Outline

HERE = "http://comments.example.org"


def outline(thread: Thread, path: str, **query: object) -> Outline:
    asked = {} if path.startswith("/c/") else {**thread.place, **query}
    return Outline(thread.api.ask("GET", HERE + path, query_string=asked).text)


def named(found: Outline) -> dict[str | None, str | None]:
    """Return what the page's `<meta>` say, by name or property."""
    return {one.get("property") or one.get("name"): one.get("content") for one in found.all("meta")}


def canonical(found: Outline) -> list[str | None]:
    return [one["href"] for one in found.all("link", rel="canonical")]


def titled(thread: Thread, comment: dict[str, int]) -> None:
    with thread.api.writing():
        article = comments.lock(comment["id"]).article
        article.title = 'Trams & "trains"'
        article.version += 1


@pytest.mark.parametrize(
    "view", [{}, {"sort": "top"}, {"lang": "de"}, {"theme": "dark"}, {"limit": 2}]
)
def test_all_views_of_a_thread_name_one_address(paper: Thread, view: dict[str, object]) -> None:
    paper.write()

    found = outline(paper, "/t", **view)

    address = f"{HERE}/t?site={paper.site}&article=an-article"
    assert canonical(found) == [address]
    assert named(found)["og:url"] == address


def test_a_permalink_is_part_of_its_thread_and_is_shared_as_itself(paper: Thread) -> None:
    comment = paper.write("The *tram* was late.", author={"name": "Ann"})
    titled(paper, comment)

    found = outline(paper, f"/c/{comment['id']}")

    assert canonical(found) == [f"{HERE}/t?site={paper.site}&article=an-article"]
    said = named(found)
    assert said["og:url"] == f"{HERE}/c/{comment['id']}"
    assert said["og:title"] == f'Ann · Trams & "trains" · Comments on The site {paper.site}'
    assert said["og:description"] == said["description"] == "The tram was late."


def test_a_thread_is_shared_with_its_title_and_how_many_have_written(paper: Thread) -> None:
    titled(paper, paper.write())
    paper.write()

    said = named(outline(paper, "/t"))

    assert said["og:title"] == f'Trams & "trains" · Comments on The site {paper.site}'
    assert said["og:description"] == "2 comments"
    assert said["og:site_name"] == f"The site {paper.site}"
    assert said["og:type"] == "website"


@pytest.mark.parametrize("length", [200, 201])
def test_a_long_comment_is_shared_by_its_beginning(paper: Thread, length: int) -> None:
    comment = paper.write("x" * length)

    said = named(outline(paper, f"/c/{comment['id']}"))["og:description"] or ""

    assert len(said) == 200
    assert said.endswith("…") is (length > 200)


def test_a_comment_that_is_gone_describes_no_page(paper: Thread) -> None:
    comment = paper.write("To be removed", author={"name": "Ann"})
    paper.reply(comment)
    paper.move(comment, "deleted")

    found = outline(paper, f"/c/{comment['id']}")

    assert "Ann" not in str(found.tags)
    assert named(found)["og:description"] == "1 comment"


def test_what_passes_is_in_no_index(paper: Thread) -> None:
    root = paper.write()
    for _ in range(5):
        paper.reply(root)
    paper.write()
    cursor = paper.page(limit=1)["next_cursor"]

    def robots(**query: object) -> str | None:
        answer = paper.api.ask("GET", f"{HERE}/t", query_string={**paper.place, **query})
        return answer.headers.get("X-Robots-Tag")

    assert robots() is robots(sort="top") is robots(comment=root["id"]) is None
    for passing in ({"cursor": cursor}, {"branch": root["id"]}, {"write": 1}, {"said": "saved"}):
        assert robots(**passing) == "noindex"


def test_a_frame_has_no_address_of_its_own(paper: Thread) -> None:
    paper.write()

    found = outline(paper, "/embed/v1/frame")

    assert canonical(found) == []
    assert not [name for name in named(found) if name and name.startswith("og:")]
