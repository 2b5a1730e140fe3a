"""Forms of the desk: read strictly, by a schema, and only from who is signed in."""

from typing import Any
from urllib.parse import parse_qsl

from flask import g
from marshmallow import Schema

from comments_service.domain.errors import Invalid
from comments_service.edge import bodies, calls
from comments_service.edge.fields import Plain
from comments_service.edge.moderator.desk import session
from comments_service.edge.moderator.desk.session import Signed
from comments_service.edge.shapes import In
from comments_service.storage.db import snapshot

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 40


class Typed(Plain):
    """What was typed into a form: browsers end its lines with CR and LF, texts with LF."""

    def normal(self, value: str) -> str:
        return value.replace("\r\n", "\n")


class DeskForm(In):
    token = Plain(most=100, load_default="")
    back = Plain(most=2000, load_default="/desk")


def sent(schema: Schema) -> dict[str, Any]:
    """Return a form's fields. Refuses (`Invalid`) what is not as the schema has it."""
    body = bodies.read(FORM, bodies.COMMENT_BYTES)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        raise Invalid("The form is not UTF-8, percent-encoded") from error
    # Kept aside for the page that says why the form is refused: nobody types twice.
    g.desk_typed, g.desk_back = (dict(pairs).get(name, "") for name in ("text", "back"))
    return calls.load(schema, dict(pairs))


def entered(schema: Schema) -> tuple[Signed, dict[str, Any]]:
    """Return who sent a form, and what is in it beside the token.

    Refuses (`SignedOut`, `FormStale`) before anything of it is believed.
    """
    with snapshot():
        signed = session.current()
    form = sent(schema)
    session.check(signed, form.pop("token"))
    return signed, form
