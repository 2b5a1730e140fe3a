"""What bleach takes out by itself, should our own Markdown ever write it."""

from html import escape

import pytest

from comments_service.domain import cleaning
from tests.domain import reading

HTML = {
    "a script": "<p>a</p><script>alert(1)</script>",
    "an image": "<p><img src=x onerror=alert(1)></p>",
    "a handler": "<p onclick=alert(1)>a</p>",
    "a style": '<p style="background: url(//a.example)">a</p>',
    "a comment": "<p>a<!-- b --></p>",
    "a foreign element": "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "a raw text element": "<noscript><style></noscript><img src=x onerror=alert(1)>",
    "an element that never ends": "<p>a<em>b",
}

LINKS = [
    "javascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/\\evil.example",
    "#top",
    "https://bank.example@evil.example/",
]


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_only_what_is_on_the_list_is_left(html: str) -> None:
    assert reading.faults(cleaning.clean(html)) == []


@pytest.mark.parametrize("href", LINKS)
@pytest.mark.parametrize("rel", [cleaning.REL, "opener"])
def test_a_link_to_where_none_may_lead_loses_its_address(href: str, rel: str) -> None:
    for written in (href, escape(href)):
        cleaned = cleaning.clean(f'<a href="{written}" rel="{rel}" target="_top">a</a>')

        assert cleaned in {"<a>a</a>", f'<a rel="{cleaning.REL}">a</a>'}


def test_an_address_is_judged_as_a_browser_reads_it() -> None:
    assert cleaning.clean('<a href="https://a.example/&quot;&gt;">a</a>') == "<a>a</a>"


def test_a_good_link_is_left_alone() -> None:
    link = f'<a href="https://a.example/?b=c&amp;d" rel="{cleaning.REL}">a</a>'

    assert cleaning.clean(link) == link
