from collections.abc import Iterator

import pytest

from comments_service import demo
from comments_service.demo import Said, Story

SITES = {"demo", "careful"}


def walk(said: Said) -> Iterator[tuple[Said, Said]]:
    for reply in said.replies:
        yield said, reply
        yield from walk(reply)


def test_an_article_is_told_on_each_site_and_one_has_no_comments() -> None:
    assert {story.site for story in demo.stories()} == SITES
    assert any(not story.comments for story in demo.stories())


def test_articles_are_found_by_their_slug() -> None:
    assert demo.story("night-trams") == demo.stories()[0]
    assert demo.story("of-tomorrow") is None


@pytest.mark.parametrize("story", demo.stories(), ids=lambda story: story.slug)
def test_what_is_said_comes_after_the_article_and_after_what_it_answers(story: Story) -> None:
    for said in story.comments:
        assert 0 < said.minutes < story.minutes
        assert all(0 < reply.minutes < parent.minutes for parent, reply in walk(said))
