"""/docs: the OpenAPI document as a page for people, in words."""

import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape

from comments_service.edge import links, openapi
from comments_service.edge.errors import STATUS

door = Blueprint("docs", __name__, template_folder="templates")
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
DOORS = {
    "reader": "For anyone",
    "service": "For other services",
    "moderator": "For moderators",
}
FORMATS = {
    "date": "a day (YYYY-MM-DD)",
    "date-time": "a moment (RFC 3339)",
    "uri": "an http or https address",
}


@door.get("/docs")
def page() -> Response:
    spec = openapi.described()
    refusals = sorted(STATUS.items(), key=lambda item: (item[1], item[0].code))
    words = render_template(
        "docs.html",
        calls=calls(spec),
        doors=DOORS,
        schemas=spec["components"]["schemas"],
        refusals=refusals,
        said=said,
        to=links.to,
        codes=codes,
        phrase=lambda status: HTTPStatus(int(status)).phrase,
    )
    response = Response(words, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    return openapi.opened(response)


@door.get("/docs.css")
def style() -> Response:
    sheet = (Path(__file__).parent / "templates" / "docs.css").read_text()
    return openapi.opened(Response(sheet, mimetype="text/css"))


def calls(spec: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the calls of each door, in the order of their paths."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in DOORS}
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            call = {"method": method.upper(), "path": path, **operation}
            found.setdefault(operation["tags"][0], []).append(call)
    return found


def said(schema: dict[str, Any]) -> Markup:
    """Say a schema in words: `a whole number, 1 to 100; 25 by default`."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#schema-{0}">{0}</a>').format(name)
    if "anyOf" in schema:
        return Markup(" or ").join(said(one) for one in schema["anyOf"])
    kinds = schema.get("type", [])
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    parts = Markup(" or ").join(kind_of(name, schema) for name in names) or escape("anything")
    default = schema.get("default")
    return parts if default is None else parts + f"; {default} by default"


PLAIN = {
    "null": "null",
    "boolean": "true or false",
    "number": "a number",
    "object": "an object",
}


def kind_of(name: str, schema: dict[str, Any]) -> Markup:
    if "enum" in schema and name != "null":
        values = [value for value in schema["enum"] if value is not None]
        return Markup(" · ").join(Markup("<code>{}</code>").format(value) for value in values)
    if name == "array":
        return Markup("a list of ") + said(schema.get("items", {}))
    if name == "integer":
        return escape("a whole number" + between(schema, "minimum", "maximum", ""))
    if name == "string" and schema.get("format") in FORMATS:
        return escape(FORMATS[schema["format"]])
    if name == "string":
        return escape("text" + between(schema, "minLength", "maxLength", " characters"))
    return escape(PLAIN[name])


def between(schema: dict[str, Any], least: str, most: str, unit: str) -> str:
    if most not in schema or schema[most] >= 2**53 - 1:
        return ""
    low, high = schema.get(least, 0), schema[most]
    return f", {low} to {high}{unit}" if low else f", up to {high}{unit}"


def codes(description: str) -> Markup:
    """Link each `code` of a refusal to where it is explained."""
    parts = re.split("`([a-z_]+)`", description)
    linked = Markup('<a href="#{0}"><code>{0}</code></a>')
    return Markup("").join(
        linked.format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )
