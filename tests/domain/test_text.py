from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments_service.domain import characters, cleaning, markdown, text
from comments_service.domain.errors import TextBlank, TextRefused, TextTooLong
from tests.domain import reading

MARKUP = (
    *("*", "**", "_", "~~", "`", "```\n", "> ", "- ", "1. ", "2. ", "    ", "\n", "\n\n", "  \n"),
    *("[", "](", ")", "![", "<", ">", "</", "&", ";", "&lt;", "&#58;", "&Tab;", "\\", "#", "---\n"),
    *(
        "http://a.example/",
        "https://",
        "javascript:",
        "data:text/html,",
        "//",
        "mailto:a@b.example",
    ),
    *("script", "img src=x onerror=alert(1)", "svg", "style", "a href=", '"', "'", "=", "x", " "),
    *("\u202e", "&#x202e;", "\u200d", "\u0301", "&#x301;", "\u0338", "\x05", "\uffff", "\r\n", "é"),
)
marked_up = st.lists(st.sampled_from(MARKUP), max_size=40).map("".join)
anything = st.text() | st.text(st.characters(codec="utf-8")) | marked_up
# Longer than the name of a programming language, which is not shown.
words = st.integers(10, 99).map(lambda number: f"{'word' * 6}{number}")
no_address = [sign for sign in MARKUP if not sign.startswith(("http", "mailto"))]


def html_of(raw: str) -> str | None:
    try:
        return text.render(raw).html
    except TextRefused:
        return None


@given(anything)
def test_whatever_is_typed_only_what_is_allowed_comes_out(raw: str) -> None:
    html = html_of(raw)

    assert html is None or reading.faults(html) == []


@given(anything)
def test_what_is_shown_can_be_seen(raw: str) -> None:
    html = html_of(raw)

    assert html is None or characters.visible(text.plain(html))


@given(anything)
def test_what_was_typed_comes_back_for_editing_to_the_last_byte(raw: str) -> None:
    if html_of(raw) is not None:
        assert text.render(raw).text == raw


@given(anything)
def test_clean_html_stays_as_it_is_when_cleaned_again(raw: str) -> None:
    html = html_of(raw)

    assert html is None or cleaning.clean(html) == html


@given(st.lists(words, min_size=1, max_size=8), st.lists(st.sampled_from(no_address), max_size=9))
def test_no_word_is_lost_whatever_stands_around_it(typed: list[str], signs: list[str]) -> None:
    between = [*signs, *[" "] * len(typed)]
    raw = "".join(sign + word for sign, word in zip(between, typed, strict=False))

    plain = text.plain(text.render(raw).html)

    assert [word for word in typed if word not in plain] == []


@given(st.text(st.sampled_from("<>/=\"'() abcXYZéñ中.,;?$%^|"), max_size=300))
def test_brackets_that_a_person_types_stay_readable(line: str) -> None:
    raw = f"x {line}"

    assert reading.text(text.render(raw).html).split() == raw.split()


@given(anything)
def test_an_excerpt_is_one_line_without_markup(raw: str) -> None:
    html = html_of(raw)

    assert html is None or text.plain(html) == " ".join(text.plain(html).split())


def test_an_excerpt_keeps_words_apart() -> None:
    html = text.render("one\n\n> two\n\n- three\n- four\n\nfi*v*e\nsix").html

    assert text.plain(html) == "one two three four five six"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " \n\t",
        "\u00a0\u3000",
        "\u200b\u200d\ufeff",
        "\u0301\u0302",
        "\x05\x0b",
        "\u202e",
        "\u3164\u2800",
    ],
)
def test_a_text_that_nobody_could_see_is_blank(raw: str) -> None:
    with pytest.raises(TextBlank) as refused:
        text.render(raw)

    assert refused.value.code == "text_blank"
    assert list(refused.value.errors) == ["text"]


def test_the_length_is_counted_in_code_points() -> None:
    assert text.render("\U0001f469" * text.LONGEST).html

    with pytest.raises(TextTooLong) as refused:
        text.render("a" * (text.LONGEST + 1))

    assert refused.value.code == "text_too_long"


@pytest.mark.parametrize("raw", ["x\0y", "broken \ud83d emoji", "\udc00"])
def test_what_no_database_can_hold_is_refused(raw: str) -> None:
    with pytest.raises(TextRefused) as refused:
        text.render(raw)

    assert list(refused.value.errors) == ["text"]


@pytest.mark.parametrize("raw", ["---", ">", "-", "```", "&nbsp;", "**\u200b**", "> >\n> -"])
def test_markup_around_nothing_is_shown_as_typed(raw: str) -> None:
    assert reading.text(text.render(raw).html).split() == raw.split()


@pytest.mark.parametrize(
    "raw", ["> " * 40 + "deep", "\n\n".join(["*a*"] * 400), "[" * 5_000 + "end"]
)
def test_more_markup_than_a_comment_needs_is_shown_as_typed(raw: str) -> None:
    html = text.render(raw).html

    assert reading.text(html).split() == raw.split()
    assert {event[1] for event in reading.events(html) if event[0] == "start"} <= {"p", "br"}


def test_a_text_that_breaks_the_renderer_is_shown_as_typed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(text: str) -> str:
        raise RuntimeError(text)

    monkeypatch.setattr(markdown, "to_html", broken)

    assert text.render("a *secret*\nword").html == "<p>a *secret*<br>\nword</p>"
    assert caplog.messages == ["A text could not be rendered: RuntimeError"]
    assert "secret" not in caplog.text


def test_a_cleaner_that_lets_something_pass_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "clean", lambda html: f"{html}<img src=x onerror=alert(1)>")

    assert text.render("*hello*").html == "<p>*hello*</p>"


def test_threads_do_not_mix_their_texts() -> None:
    texts = [f"*{n}* and `{n}` at https://{n}.example/ & <{n}>" for n in range(400)]
    alone = [text.render(each).html for each in texts]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: text.render(each).html, texts))

    assert together == alone
