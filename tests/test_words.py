import re
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from comments_service import words

ENGLISH = words.of("en")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "1,234 comments"),
        ("de", "1.234 Kommentare"),
        ("fr", "1\u202f234 commentaires"),
        ("pl", "1\u00a0234 komentarze"),
        ("ja", "1,234件のコメント"),
    ],
)
def test_a_count_is_said_in_the_language(lang: str, said: str) -> None:
    assert words.of(lang)("count", 1234) == said


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("FR_ca", "fr"),
        ("de-Latn-AT-1996", "de"),
        ("pt-PT", "pt"),
        ("pt-AO", "pt"),
        ("pt-br", "pt-BR"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK-x-own", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hans-TW", "zh-Hans"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("iw-IL", "he"),
        ("bs-Latn", "hr"),
        ("sr", "en"),
        ("tlh", "en"),
        ("../../etc/passwd", "en"),
    ],
)
def test_a_tag_finds_the_nearest_language_and_an_unknown_one_is_english(
    asked: str | None, lang: str
) -> None:
    assert words.of(asked).lang == lang


def test_a_tag_as_long_as_a_request_costs_no_more_than_a_short_one() -> None:
    assert {len(shorter) for shorter in words.shorter("de" + "-x" * 3)} == {8, 6, 4, 2}
    assert words.of("de" + "-x" * 100_000).lang == "de"


def test_what_is_filled_into_html_is_escaped_unless_it_is_markup() -> None:
    typed = ENGLISH.html("in_reply_to", name="<b>Bob</b>")
    marked = ENGLISH.html("in_reply_to", name=Markup("<bdi>Bob</bdi>"))

    assert typed == "in reply to &lt;b&gt;Bob&lt;/b&gt;"
    assert marked == "in reply to <bdi>Bob</bdi>"


def test_a_date_says_its_zone() -> None:
    moment = datetime(2026, 3, 5, 7, 9, tzinfo=UTC)

    assert words.of("de").date(moment) == "5. März 2026, 07:09 UTC"
    assert words.of("ja").date(moment) == "2026年3月5日 07:09 UTC"
    assert words.of("hu").date(moment) == "2026. márc. 5., 07:09 UTC"
    assert re.fullmatch(r"5 Mar 2026, 07:09 UTC", ENGLISH.date(moment))
