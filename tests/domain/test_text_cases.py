"""Bug reports of other systems, by the numbers that they carry in ../shared/cases."""

import json
import unicodedata
from xml.etree import ElementTree as ET

import pytest

from comments_service.domain import text
from comments_service.domain.errors import TextRefused, TextTooLong
from tests.domain.reading import events, faults, links
from tests.domain.reading import text as shown


def html_of(raw: str) -> str:
    html = text.render(raw).html
    assert faults(html) == []
    return html


def tags(html: str) -> set[str]:
    return {event[1] for event in events(html) if event[0] == "start"}


def test_c001_an_address_in_code_is_no_link() -> None:
    fence = "```\nhttp://example.com/a\n```"

    html = html_of(f"{fence}\n\n`http://example.com/b` and http://example.com/c")

    assert links(html) == ["http://example.com/c"]
    assert "<code>http://example.com/a\n</code>" in html
    assert "<code>http://example.com/b</code>" in html


def test_c002_entities_are_escaped_once() -> None:
    html = html_of("[Some&nbsp;entity&rsquo;s](https://example.com/) and More&nbsp;entity&rsquo;s")

    assert shown(html) == "Some\u00a0entity\u2019s and More\u00a0entity\u2019s"
    assert "&amp;" not in html


def test_c004_an_address_with_an_ampersand_is_one_link() -> None:
    address = "https://video.example/watch?v=abc&feature=share.example"

    assert links(html_of(address)) == [address]


def test_c006_junk_before_a_text_does_not_eat_it() -> None:
    html = html_of('""><iframe/onload=alert(1)\nHello world, second line <div>x</div>')

    assert "Hello world, second line <div>x</div>" in shown(html)
    assert tags(html) == {"p", "br"}


def test_c007_a_smaller_than_sign_loses_nothing() -> None:
    raw = "if a <b and c> d or x <3 you & 1<2 <"

    assert shown(html_of(raw)) == raw


def test_c008_a_bracket_after_an_address_in_code_hides_nothing() -> None:
    code = "http://example.com\n<everything after this\nstays visible\n"

    html = html_of(f"```\n{code}```\nafter")

    assert shown(html) == f"{code}\nafter"


def test_c010_escapes_that_are_no_characters_stay_escaped() -> None:
    html = html_of("https://host.invalid/%F0%9F%91%A9 and https://host.invalid/%ED%A0%BD")

    assert links(html)[1] == "https://host.invalid/%ED%A0%BD"
    assert html.encode("utf-8").decode("utf-8") == html


def test_c012_underscores_do_not_cut_an_address() -> None:
    address = "http://example.org/foo._bar_-_baz"

    assert links(html_of(f"This {address} works, also {address}")) == [address, address]


def test_c014_joiners_do_not_cut_an_address() -> None:
    address = (
        "http://lyrics.example/en/\u0d28\u0d3f\u0d28\u0d4d\u0d28\u0d46-\u0d33\u0d4d\u200d.html"
    )

    html = html_of(f"{address} done")

    assert [link.endswith("%E2%80%8D.html") for link in links(html)] == [True]
    assert shown(html) == f"{address} done"


def test_c015_names_of_files_are_no_links() -> None:
    raw = "edit ld.so and /usr/lib/x/libc/memcpy-preload.so, main.rs, setup.py, user@host"

    assert links(html_of(raw)) == []


def test_c016_two_slashes_are_no_link() -> None:
    assert links(html_of("C++ uses // for comments; and //cdn.example/x")) == []


def test_c017_typed_entities_come_back_as_typed() -> None:
    raw = "use `&lt;script&gt;` or &lt;b&gt; here"

    first = text.render(raw)

    assert first.text == raw
    assert text.render(first.text) == first
    assert shown(first.html) == "use &lt;script&gt; or <b> here"


def test_c018_typed_brackets_come_back_as_typed() -> None:
    raw = "`foo<bar>` and List<String>"

    rendered = text.render(raw)

    assert rendered.text == raw
    assert shown(rendered.html) == "foo<bar> and List<String>"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("<noscript><style></noscript><img src=x onerror=alert(1)>", id="c019"),
        pytest.param(
            "<svg><style><img src=x onerror=alert(1)></style></svg>"
            '<math><style><a title="</style><img src=x onerror=alert(1)>">',
            id="c020",
        ),
        pytest.param('<a style="' + "\"'-" * 30 + '">x</a>', id="c169"),
        pytest.param("<details open ontoggle=alert(1)>x</details>", id="c033"),
        pytest.param("<img src=x onerror=alert(1)>", id="c034"),
    ],
)
def test_typed_html_is_text(raw: str) -> None:
    html = html_of(raw)

    assert tags(html) == {"p"}
    assert shown(html) == raw


def test_c023_entities_hide_no_scheme() -> None:
    raw = (
        '<a href="javascript&#58;alert(1)">x</a> [y](java&Tab;script&colon;alert(1)) '
        '<a href="&#1;javascript:alert(1)">z</a>'
    )

    assert links(html_of(raw)) == []


def test_c024_data_is_no_address() -> None:
    raw = (
        "[open](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) "
        "![p](data:image/svg+xml,%3Csvg/onload=alert(1)%3E)"
    )

    html = html_of(raw)

    assert tags(html) == {"p"}
    assert shown(html) == raw


@pytest.mark.parametrize("override", ["\u202e", "&#x202e;", "&#8238;", "\u2066"])
def test_c028_a_text_cannot_turn_the_page_around(override: str) -> None:
    assert shown(html_of(f"text {override} reversed")) == "text  reversed"


def test_c035_an_excerpt_keeps_words_apart() -> None:
    raw = "<p>one</p><p>two</p><ul><li>three</li><li>four</li></ul>"

    assert text.plain("<p>one</p>\n<p>two</p><ul><li>three</li><li>four</li></ul>").split() == [
        *("one", "two", "three", "four"),
    ]
    assert text.plain(html_of(raw)) == raw


def test_c036_a_text_is_fit_for_xml() -> None:
    html = html_of("a\u0005b\u000bc\uffff d ]]> e &#5; &#xffff;")

    entry = ET.fromstring(f"<entry>{html}</entry>")  # noqa: S314  # it is our own

    assert "".join(entry.itertext()).startswith("abc d ]]> e")


@pytest.mark.parametrize(
    "raw", ["x\0y", json.loads(r'"broken \ud83d emoji"')], ids=["c152", "c153"]
)
def test_what_a_database_cannot_hold_is_refused(raw: str) -> None:
    with pytest.raises(TextRefused):
        text.render(raw)


def test_c154_emoji_and_rare_scripts_stay() -> None:
    raw = "👩‍👩‍👧‍👦 🤷🏽‍♀️ 𝒳 中文"

    assert shown(html_of(raw)) == raw


def test_c156_nothing_is_cut() -> None:
    with pytest.raises(TextTooLong):
        text.render("<a title='x onmouseover=alert(1) " + "A" * 66_000 + "'></a>")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(">" * 400 + " x", id="c165-quotes"),
        pytest.param("> " * 5_000 + "x", id="c165-spaced"),
        pytest.param("- " * 2_000 + "x", id="c165-lists"),
        pytest.param("*a " * 3_000, id="c165-emphasis"),
        pytest.param("[" * 10_000, id="c165-brackets"),
        pytest.param("[" * 13_000, id="c167-brackets"),
        pytest.param("[]:0" + " " * 4_321 + "0", id="c167-blanks"),
        pytest.param("```" + " " * 4_321, id="c167-fence"),
    ],
)
def test_repeated_signs_are_shown_or_refused(raw: str) -> None:
    try:
        html = html_of(raw)
    except TextTooLong:
        assert len(raw) > text.LONGEST
    else:
        assert "".join(shown(html).split()) == "".join(unicodedata.normalize("NFC", raw).split())
