"""/openapi.json, made from the schemas and the calls themselves."""

import re
from functools import cache
from http import HTTPStatus
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint, Response, current_app
from marshmallow import fields

from comments_service.domain import errors as refusals
from comments_service.edge import caching, links
from comments_service.edge.calls import CALLS, PREFIX, Call
from comments_service.edge.errors import STATUS
from comments_service.edge.fields import ArticleKey, Choice, Moment, Plain, Vote, WebAddress, Whole
from comments_service.edge.shapes import CommentOut, ProblemOut

door = Blueprint("openapi", __name__)
VERSION = "1"
ID = {"type": "integer", "minimum": 1, "maximum": 2**53 - 1}


@door.get("/openapi.json")
def document() -> Response:
    written = current_app.json.dumps({**described(), "servers": [{"url": links.base() or "/"}]})
    return opened(Response(written, mimetype="application/json"))


def opened(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return caching.public(response)


@cache
def described() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document, without its servers."""
    plugin = MarshmallowPlugin(schema_name_resolver=name_of)
    spec = APISpec(
        title="Comments",
        version=VERSION,
        openapi_version="3.1.0",
        plugins=[plugin],
        info={"description": "Threads of comments per article.", "license": {"name": "MIT"}},
    )
    if plugin.converter is None:
        raise RuntimeError("apispec has not made its converter")
    plugin.converter.add_attribute_function(own_fields)  # type: ignore[no-untyped-call]  # theirs
    spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    spec.components.schema("Comment", schema=CommentOut)
    spec.components.schema("Problem", schema=ProblemOut)
    by_path: dict[str, dict[str, Any]] = {}
    for known in CALLS.values():
        path = PREFIX + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", known.path)
        by_path.setdefault(path, {})[known.method.lower()] = operation(known)
    for path in sorted(by_path):
        spec.path(path=path, operations=by_path[path])
    return spec.to_dict()


def name_of(schema: Any) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return str(kind.__name__).removesuffix("Out")


def own_fields(_converter: Any, field: fields.Field[Any], **_kwargs: Any) -> dict[str, Any]:
    """Say of our own fields what they take."""
    found = taken_by(field)
    if field.allow_none and "type" in found:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return found


def taken_by(field: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(field, Choice):
        return {"type": "string", "enum": list(field.values)}
    if isinstance(field, Vote):
        return {"type": "integer", "enum": [-1, 1]}
    if isinstance(field, Whole):
        return {"type": "integer", "minimum": field.least, "maximum": field.most}
    if isinstance(field, Moment):
        return {"type": "string", "format": "date-time"}
    if isinstance(field, Plain):
        return text_of(field)
    return method_of(field) if isinstance(field, fields.Method) else {}


def text_of(field: Plain) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "string", "minLength": field.least, "maxLength": field.most}
    if isinstance(field, WebAddress):
        found["format"] = "uri"
    if isinstance(field, ArticleKey):
        found["description"] = "An article ID: opaque, compared after NFC."
    return found


def method_of(field: fields.Method) -> dict[str, Any]:
    if field.metadata.get("many") == "Comment":
        return {"type": "array", "items": {"$ref": "#/components/schemas/Comment"}}
    both = {"up": {"type": "integer"}, "down": {"type": "integer"}}
    return {"type": "object", "properties": both}


def operation(known: Call) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": known.name,
        "summary": known.summary,
        "tags": [known.tag],
        "parameters": parameters(known),
        "responses": responses(known),
    }
    if known.body is not None:
        found["requestBody"] = body_of(known)
    if known.credential != "none":
        found["security"] = [{"bearer": []}, *([{}] if known.credential == "optional" else [])]
        if known.credential not in {"optional", "reader"}:
            found["description"] = f"By a service's key with the scope `{known.credential}`."
    return found


def parameters(known: Call) -> list[dict[str, Any]]:
    found = [
        {
            "in": "path",
            "name": name,
            "required": True,
            "schema": ID if kind == "id" else {"type": "string"},
        }
        for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", known.path)
    ]
    if known.query is not None:
        found.append({"in": "query", "schema": known.query})
    if known.idempotent:
        key = {"type": "string", "minLength": 1, "maxLength": 255}
        found.append({"in": "header", "name": "Idempotency-Key", "schema": key})
    return found


def body_of(known: Call) -> dict[str, Any]:
    schema: Any = known.body
    if known.service_body is not None:
        schema = {"anyOf": [known.body, known.service_body]}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def responses(known: Call) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for status in known.statuses:
        found[str(status)] = {"description": known.summary}
        if known.out is not None and status != HTTPStatus.NO_CONTENT:
            found[str(status)]["content"] = {"application/json": {"schema": known.out}}
    by_status: dict[int, list[str]] = {}
    for refusal in {*known.refuses, *brought_along(known)}:
        by_status.setdefault(STATUS[refusal], []).append(refusal.code)
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, codes in sorted(by_status.items()):
        said = ", ".join(f"`{code}`" for code in sorted(codes))
        found[str(status)] = {"description": said, "content": problem}
    return found


def brought_along(known: Call) -> set[type[refusals.Refused]]:
    """Return what a call refuses because of its kind, without naming it."""
    found: set[type[refusals.Refused]] = {refusals.Invalid, refusals.Busy, refusals.Unavailable}
    if known.body is not None:
        found |= {refusals.BodyInvalid, refusals.BodyTooLarge, refusals.TypeUnsupported}
    if known.credential != "none":
        found |= {refusals.OriginRefused, refusals.TokenInvalid, refusals.TokenExpired}
        found |= {refusals.ScopeMissing, refusals.NotFound}
    if known.credential not in {"none", "optional"}:
        found |= {refusals.TokenMissing}
    return found
