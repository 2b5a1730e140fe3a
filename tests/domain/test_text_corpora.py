"""Real attacks and naughty strings: harmless and readable."""

from collections.abc import Callable, Iterable, Iterator
from html import unescape

import pytest

from comments_service.domain import characters, text
from comments_service.domain.errors import TextRefused
from tests import corpora
from tests.domain import reading

pytestmark = pytest.mark.corpus


def h5sc_items() -> Iterator[str]:
    placeholders = corpora.load("xss/h5sc_placeholders.json")
    for item in corpora.load("xss/h5sc_items.json"):
        vector = item["data"]
        for name, value in placeholders.items():
            vector = vector.replace(f"%{name}%", value)
        yield vector


def lines(name: str) -> list[str]:
    return corpora.path(name).read_text("utf-8").splitlines()


def bleach() -> Iterator[str]:
    for path in sorted(corpora.path("xss/bleach_tests").glob("*.test")):
        yield path.read_text("utf-8").partition("\n--\n")[0]


def trees() -> Iterator[str]:
    for path in sorted(corpora.path("html5lib/tree-construction").glob("*.dat")):
        for case in path.read_text("utf-8").split("#data\n")[1:]:
            yield case.partition("\n#errors")[0]


ATTACKS: dict[str, Callable[[], Iterable[str]]] = {
    "h5sc": h5sc_items,
    "h5sc lines": lambda: lines("xss/h5sc_vectors.txt"),
    "dompurify": lambda: (each["payload"] for each in corpora.load("xss/dompurify_expect.json")),
    "payloadbox": lambda: lines("xss/payloadbox_xss.txt"),
    "bleach": bleach,
    "sanitizer": lambda: (each["input"] for each in corpora.load("html5lib/sanitizer_tests1.dat")),
    "trees": trees,
    "naughty": lambda: corpora.load("text/blns.json"),
    "commonmark": lambda: (
        each["markdown"] for each in corpora.load("markdown/commonmark_0.31_examples.json")
    ),
}


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
