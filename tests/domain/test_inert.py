import pytest

from comments_service.domain import inert, text


def shown(raw: str) -> inert.Inert:
    return inert.of(text.render(raw).html)


def test_a_link_becomes_words_and_says_where_it_leads() -> None:
    found = shown("See [this](https://example.org/?a=1&b=2).")

    assert found.html == (
        '<p>See <span class="link">this</span> '
        '<span class="target">[https://example.org/?a=1&amp;b=2]</span>.</p>'
    )
    assert found.links == ("https://example.org/?a=1&b=2",)


def test_an_address_that_names_itself_is_not_said_twice() -> None:
    assert shown("https://example.org/a").html == (
        '<p><span class="link">https://example.org/a</span></p>'
    )


def test_a_link_is_listed_once() -> None:
    found = shown("https://example.org/a and [again](https://example.org/a)")

    assert found.links == ("https://example.org/a",)


@pytest.mark.parametrize(
    "raw",
    [
        "**Strong**, *soft* and ~~gone~~",
        "> said\n\nanswered",
        "- one\n- two\n\n1. first",
        "`code` and\n\n```\nmore < code\n```",
        "a\nb",
        "List<String> & co.",
    ],
)
def test_what_is_no_link_stays_as_it_is(raw: str) -> None:
    assert shown(raw).html == text.render(raw).html


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<p onclick="alert(1)" style="color:red">x</p>',
        '<a href="javascript:alert(1)">x</a>',
    ],
)
def test_what_should_never_have_been_kept_does_nothing(html: str) -> None:
    found = inert.of(html)

    assert "<script" not in found.html
    assert "<img" not in found.html
    assert "onclick=" not in found.html
    assert found.links == ()
