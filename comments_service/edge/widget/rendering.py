"""Scenes into HTML.

The environment is its own: nothing of a request reaches a template by itself.
"""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps

COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("comments_service.edge.widget"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.policies["json.dumps_kwargs"] = COMPACT
    return made


def render(template: str, **known: object) -> str:
    """Render a template by its name, which ends in `.html` unless it says otherwise."""
    name = template if "." in template else f"{template}.html"
    return environment().get_template(f"widget/{name}").render(**known)


def script_json(value: Any) -> str:
    """Write JSON that may stand in a `<script>`: no `<`, `>` or `&` is in it."""
    return str(htmlsafe_json_dumps(value, **COMPACT))
