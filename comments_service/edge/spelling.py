"""The one spelling of a page's address: what was asked for in other ones has it too."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from marshmallow import Schema


def canonical(schema: Schema, query: Mapping[str, Any]) -> str:
    """Write a query that this schema has loaded: in its order, without what is as usual."""
    return written(
        (name, query[name])
        for name, field in schema.fields.items()
        if query[name] != field.load_default
    )


def written(asked: Iterable[tuple[str, Any]]) -> str:
    """Write a query as `URLSearchParams` does in a browser (WHATWG URL, 5.2).

    A list stands there as often as it has members.
    """
    return urlencode(list(asked), doseq=True, safe="*").replace("~", "%7E")
