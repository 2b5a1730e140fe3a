import pytest

from comments_service.domain.diff import MOST_WORDS, Piece, between


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Buy bread", "Buy bread", [("same", "Buy bread")]),
        ("Buy bread", "Buy milk", [("same", "Buy "), ("gone", "bread"), ("come", "milk")]),
        ("", "Buy", [("come", "Buy")]),
        ("Buy", "", [("gone", "Buy")]),
        ("No.", "No!", [("same", "No"), ("gone", "."), ("come", "!")]),
    ],
)
def test_what_was_changed_is_told_word_by_word(
    before: str, after: str, pieces: list[tuple[str, str]]
) -> None:
    assert between(before, after) == [Piece(*each) for each in pieces]


@pytest.mark.parametrize("line", ["word " * 20 + "\n", "a\n", "x y\n"])
def test_both_texts_can_be_put_together_again(line: str) -> None:
    before, after = line * MOST_WORDS, line * 3 + "more\n" + line * (MOST_WORDS - 7)

    found = between(before, after)

    assert "".join(each.text for each in found if each.kind != "come") == before
    assert "".join(each.text for each in found if each.kind != "gone") == after
