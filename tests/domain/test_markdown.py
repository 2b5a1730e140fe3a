import pytest

from comments_service.domain import markdown, text
from tests.domain import reading


def html(raw: str) -> str:
    rendered = text.render(raw).html
    assert reading.faults(rendered) == []
    return rendered


@pytest.mark.parametrize(
    ("raw", "rendered"),
    [
        ("plain", "<p>plain</p>"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>"),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ('```js\n"a" <b>\n```', '<pre><code>"a" &lt;b&gt;\n</code></pre>'),
        ("    a", "<pre><code>a\n</code></pre>"),
        (r"\*a\*", "<p>*a*</p>"),
        ("*a* [b](//c.example)", "<p><em>a</em> [b](//c.example)</p>"),
    ],
)
def test_what_markdown_means(raw: str, rendered: str) -> None:
    assert html(raw) == rendered


@pytest.mark.parametrize(
    "raw",
    [
        "# no heading",
        "no heading\n===",
        "[ref]: nowhere 'title'",
        "|a|b|\n|-|-|\n|c|d|",
        "1984. A year",
        "01. first",
        "```what a sentence this is\nand another",
        "<b>bold</b> <!-- note -->",
        "List<String> and <foo@bar.example>",
        "[a]() and []()",
        "[a](/b) [c](//d.example) [e](f) [g](javascript:h)",
    ],
)
def test_what_is_text_as_typed(raw: str) -> None:
    rendered = html(raw)

    assert reading.text(rendered).split() == raw.split()
    assert {event[1] for event in reading.events(rendered) if event[0] == "start"} <= {"p", "br"}


@pytest.mark.parametrize(
    ("raw", "addresses"),
    [
        ("<https://a.example/b>", ["https://a.example/b"]),
        ("(see http://a.example/b).", ["http://a.example/b"]),
        ("*http://a.example/b*", ["http://a.example/b"]),
        ("Http://A.example/B", ["http://a.example/B"]),
        ("http://MÜNCHEN.example/Ä", ["http://xn--mnchen-3ya.example/%C3%84"]),
        ("mailto:ann@example.org", ["mailto:ann@example.org"]),
        ("[a](https://a.example 'title')", ["https://a.example"]),
        ("![a](https://a.example/b.png)", ["https://a.example/b.png"]),
        (
            "[![a](http://b.example/c)](http://d.example/)",
            ["http://b.example/c", "http://d.example"],
        ),
        ("[https://a.example/](https://b.example/)", ["https://b.example/"]),
        ("xhttp://a.example/ ftp://a.example/ ann@example.org www.a.example 192.0.2.1", []),
        (r"http\://a.example/ `http://a.example/`", []),
        ("https://bank.example@evil.example/", []),
        ("http://a.example/" + "b" * 2_048, []),
    ],
)
def test_what_is_a_link(raw: str, addresses: list[str]) -> None:
    assert [link.rstrip("/") for link in reading.links(html(raw))] == [
        address.rstrip("/") for address in addresses
    ]


@pytest.mark.parametrize("name", ["", " ", "\u200b", "&#8203;", "**\u2060**"])
def test_a_link_without_a_name_shows_where_it_leads(name: str) -> None:
    assert "https://a.example/b" in reading.text(html(f"x [{name}](https://a.example/b)"))


def test_an_address_is_shown_as_typed() -> None:
    raw = "http://xn--mnchen-3ya.example/%E2%80%AE%20x"

    assert reading.text(html(raw)) == raw


def test_many_addresses_are_text() -> None:
    assert len(reading.links(html("https://a.example/ " * 100))) == 100
    assert reading.links(html("https://a.example/ " * 101)) == []


@pytest.mark.parametrize(
    ("sign", "most"), [(">", 1_500), ("\n", 500), ("://", 100), ("](", 100), ("mailto:", 100)]
)
def test_up_to_a_bound_it_is_markdown_and_beyond_it_text(sign: str, most: int) -> None:
    emphasis, signs = "_x_", f"a{sign}" * (most - 2)

    assert "<em>" in html(f"{emphasis} {signs}")
    assert "<em>" not in html(f"{emphasis} {signs}{f'a{sign}' * 3}")


def test_quotes_nest_to_a_depth() -> None:
    assert html("> " * 18 + "a").count("<blockquote>") == 18
    assert html("> " * 19 + "a").count("<blockquote>") == 0


def test_the_rules_are_compiled_before_two_threads_come_at_once() -> None:
    fresh = markdown.make_parser()

    for ruler in (fresh.core.ruler, fresh.block.ruler, fresh.inline.ruler, fresh.inline.ruler2):
        assert ruler.__cache__ is not None
