"""Ids and slugs in paths: what no row can have is not found, whatever it holds."""

from flask import Flask, Response, request
from werkzeug.routing import BaseConverter, ValidationError

from comments_service.edge import cors
from comments_service.edge.calls import PREFIX
from comments_service.edge.fields import HIGHEST_ID


class IdConverter(BaseConverter):
    regex = "[1-9][0-9]{0,15}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > HIGHEST_ID:
            raise ValidationError
        return number


class SlugConverter(BaseConverter):
    regex = "[a-z0-9-]{1,64}"


def init_app(app: Flask) -> None:
    app.url_map.converters["id"] = IdConverter
    app.url_map.converters["slug"] = SlugConverter
    # One spelling of each path: what has a slash more is nowhere, and leads nowhere.
    app.url_map.merge_slashes = False
    app.before_request(answer_preflight)


def answer_preflight() -> Response | None:
    """Preflights are answered before routing, for every path of the API alike."""
    if request.method == "OPTIONS" and request.path.startswith(f"{PREFIX}/"):
        return cors.preflight()
    return None
