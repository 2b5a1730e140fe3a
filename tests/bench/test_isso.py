"""A peer is given the same comments, in the form that it would have given them."""

from tests.bench import conversations
from tests.bench.peers import isso


def test_replies_to_replies_stand_beside_them_as_isso_has_it() -> None:
    threads: dict[str, int] = {}

    rows = list(isso.rows(conversations.nested("nested", 3), threads))

    assert threads == {"/nested": 1}
    assert [(number, parent) for _, number, parent, *_ in rows] == [
        (1, None),
        (2, 1),
        (3, 1),
        (4, 1),
    ]


def test_every_article_is_a_thread_of_its_own() -> None:
    threads: dict[str, int] = {}

    rows = list(isso.rows(conversations.ordinary(200), threads))

    assert len(rows) == 200
    assert {row[0] for row in rows} == set(threads.values())
    assert next(iter(threads)) == isso.uri(conversations.article(1))
