"""Real attacks and naughty strings: harmless and readable."""

from collections.abc import Iterable, Iterator
from html import unescape

import pytest

from comments_service.domain import characters, text
from comments_service.domain.errors import TextRefused
from tests import corpora
from tests.attacks import ATTACKS
from tests.domain import reading

pytestmark = pytest.mark.corpus


def taken(raws: Iterable[str]) -> Iterator[tuple[str, str]]:
    for raw in raws:
        try:
            yield raw, text.render(raw[: text.LONGEST]).html
        except TextRefused:
            assert not characters.visible(characters.normalise(raw)) or not characters.storable(raw)


def wrapped(raw: str) -> Iterator[str]:
    """Put an attack by itself, and then where Markdown might build a tag around it."""
    yield raw
    yield f"[x]({raw}) ![{raw}](<{raw}>) *{raw}*\n\n> `{raw}`\n\n```{raw}\n{raw}\n```"
    yield f'[x](https://a.example/{raw} "{raw}")'


@pytest.mark.parametrize("name", ATTACKS)
def test_t01_no_attack_comes_through(name: str) -> None:
    seen = [
        (variant, reading.faults(html))
        for raw in ATTACKS[name]()
        for variant, html in taken(wrapped(raw))
    ]

    assert len(seen) > 50
    assert [each for each in seen if each[1]] == []


@pytest.mark.parametrize("name", [name for name in ATTACKS if name != "commonmark"])
def test_what_has_no_markdown_in_it_is_shown_letter_by_letter(name: str) -> None:
    quiet = [raw for raw in ATTACKS[name]() if not set(raw) & set("*_`~[]\\&#>+-\n\r\t")]

    for raw, html in taken(quiet):
        assert reading.text(html).split() == characters.normalise(raw).split()


def test_naughty_strings_stay_readable() -> None:
    for raw, html in taken(corpora.load("text/blns.json")):
        letters = [c for c in unescape(characters.normalise(raw)) if c.isalnum()]
        assert sum(c.isalnum() for c in text.plain(html)) >= 0.9 * len(letters), raw
