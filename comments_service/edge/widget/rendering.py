"""Scenes into HTML.

The environment is its own: nothing of a request reaches a template by itself.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("comments_service.edge.widget"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def render(template: str, **known: object) -> str:
    return environment().get_template(f"widget/{template}.html").render(**known)
