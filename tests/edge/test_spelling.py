"""One page has one address, whichever way it was asked for."""

import pytest
from marshmallow import Schema, fields

from comments_service.edge import spelling


class Asked(Schema):
    article = fields.List(fields.String(), required=True)
    sort = fields.String(load_default="newest")
    cursor = fields.String(load_default=None)


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ({"article": ["a"], "sort": "newest", "cursor": None}, "article=a"),
        ({"cursor": "x", "sort": "top", "article": ["a"]}, "article=a&sort=top&cursor=x"),
        ({"article": ["b", "a"], "sort": "newest", "cursor": None}, "article=b&article=a"),
    ],
)
def test_a_query_is_in_the_schemas_order_without_what_is_as_usual(
    query: dict[str, object], written: str
) -> None:
    assert spelling.canonical(Asked(), query) == written


def test_a_value_is_escaped_as_a_browser_escapes_it() -> None:
    # What new URLSearchParams({article: …}).toString() gives.
    value = "a b*c~d'()!/\N{LATIN SMALL LETTER E WITH ACUTE}&=+%"

    assert spelling.written([("article", value)]) == (
        "article=a+b*c%7Ed%27%28%29%21%2F%C3%A9%26%3D%2B%25"
    )
