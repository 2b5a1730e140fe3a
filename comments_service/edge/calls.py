"""How a view of the API names what it takes, what it gives and what it refuses.

A view stays two to five lines between an in-schema and an out-schema, and /openapi.json
is made from the same words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, current_app
from marshmallow import Schema, ValidationError
from marshmallow.fields import List

from comments_service.domain.errors import Invalid, Refused
from comments_service.edge import bodies, caching, callers, cors
from comments_service.edge.fields import flat
from comments_service.edge.shapes import In

PREFIX = "/api/v1"
View = Callable[..., Any]


@dataclass(frozen=True)
class Call:
    """One call of the API. `credential`: none, optional, reader or a scope of service keys."""

    method: str
    path: str
    summary: str
    name: str
    credential: str
    query: Schema | None
    body: Schema | None
    service_body: Schema | None
    out: Schema | None
    statuses: Sequence[int]
    refuses: Sequence[type[Refused]]
    idempotent: bool
    most: int
    tag: str


@dataclass(frozen=True)
class Answer:
    """What a view gives when it is more than a body with the usual status."""

    value: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


CALLS: dict[tuple[str, str], Call] = {}


def call(
    door: Blueprint,
    method: str,
    path: str,
    summary: str,
    *,
    credential: str = "optional",
    query: Schema | None = None,
    body: Schema | None = None,
    service_body: Schema | None = None,
    out: Schema | None = None,
    statuses: Sequence[int] = (200,),
    refuses: Sequence[type[Refused]] = (),
    idempotent: bool = False,
    most: int = bodies.OTHER_BYTES,
    guard: Callable[[], None] | None = None,
) -> Callable[[View], View]:
    """Register a view under `path`; it is handed `query`, `body` and the ids of its path.

    `guard` may refuse before the body is read.
    """

    def register(view: View) -> View:
        known = Call(
            method,
            path,
            summary,
            view.__name__,
            credential,
            query,
            body,
            service_body,
            out,
            statuses,
            refuses,
            idempotent,
            most,
            door.name,
        )
        CALLS[method, path] = known

        @wraps(view)
        def answer(**place: Any) -> Response:
            cors.begin(public=credential == "none")
            if guard is not None:
                guard()
            return show(known, view(**place, **taken(known)))

        door.add_url_rule(path, view.__name__, answer, methods=[method])
        return view

    return register


def taken(known: Call) -> dict[str, Any]:
    given: dict[str, Any] = {}
    query = load_query(known.query or In())
    if known.query is not None:
        given["query"] = query
    if known.body is not None:
        by_service = known.service_body is not None and callers.sends_a_key()
        schema = known.service_body if by_service and known.service_body else known.body
        given["body"] = load(schema, bodies.json_object(known.most))
    return given


def load(schema: Schema, given: dict[str, Any]) -> dict[str, Any]:
    """Refuses (`Invalid`) with the name of every field that is wrong."""
    try:
        loaded: dict[str, Any] = schema.load(given)
    except ValidationError as error:
        raise Invalid(errors=flat(messages_of(error))) from error
    return loaded


def messages_of(error: ValidationError) -> dict[str, Any]:
    messages = error.messages
    return messages if isinstance(messages, dict) else {"_schema": messages}


def load_query(schema: Schema) -> dict[str, Any]:
    """Load the query; a parameter that is not a list stands once, or not at all."""
    given: dict[str, Any] = {}
    twice: dict[str, list[str]] = {}
    for name, value in bodies.query_pairs():
        if isinstance(schema.fields.get(name), List):
            given.setdefault(name, []).append(value)
        elif name in given:
            twice[name] = ["stands twice"]
        else:
            given[name] = value
    if twice:
        raise Invalid(errors=twice)
    return load(schema, given)


def show(known: Call, result: Any) -> Response:
    if isinstance(result, Response):
        return result
    answer = result if isinstance(result, Answer) else Answer(result, known.statuses[0])
    body = (
        known.out.dump(answer.value)
        if known.out and answer.status != HTTPStatus.NO_CONTENT
        else None
    )
    response = json_answer(body, answer.status)
    response.headers.update(answer.headers)
    return caching.public(response) if known.credential == "none" else caching.private(response)


def json_answer(body: Any, status: int) -> Response:
    written = "" if body is None else current_app.json.dumps(body)
    response = Response(written, status, mimetype="application/json")
    if body is None:
        del response.headers["Content-Type"]
    return response
