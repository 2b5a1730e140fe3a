"""How a page of the desk is made, and how a deed leads back to one."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Response, jsonify, render_template, request

from comments_service.actions import clock
from comments_service.domain import inert
from comments_service.edge import links
from comments_service.edge.moderator import why, wording
from comments_service.edge.moderator.desk import assets
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.session import Signed
from comments_service.storage import queues

TOLD = ("said", "about", "decision")
BACK = re.compile(r"/desk(?:[/?][!-~]*)?")


def show(
    template: str, *, signed: Signed | None = None, status: int = 200, **more: Any
) -> Response:
    page = render_template(
        f"desk/{template}.html",
        signed=signed,
        here=here,
        style=here("/desk/desk.css", v=assets.version("desk.css")),
        script=here("/desk/desk.js", v=assets.version("desk.js")),
        said=wording.SAID.get(request.args.get("said", "")),
        about=request.args.get("about", type=int),
        made=request.args.get("decision", type=int),
        now=clock.now(),
        **more,
    )
    return Response(page, status, mimetype="text/html")


def here(path: str, **query: object) -> str:
    """Return the address of one of our paths on this host, also below a path of its own."""
    given = {name: value for name, value in query.items() if value is not None}
    asked = f"?{urlencode(given)}" if given else ""
    return urlsplit(links.base()).path + path + asked


def by_script() -> bool:
    """Whether the desk's script asks, which stays on its page and wants to be told."""
    return request.headers.get("Accept") == "application/json"


def back(to: str, said: str, **about: int) -> Response:
    """Lead to the page where a form stood, which says what was done (and `about` what)."""
    if by_script():
        return jsonify(said=wording.SAID[said], **about)
    path, _, query = (to if BACK.fullmatch(to) else "/desk").partition("?")
    return led_to(f"{path}?{'&'.join([*lasting(query), urlencode({'said': said, **about})])}")


def lasting(query: str) -> list[str]:
    """Return the pairs of a query, without those of what was done just now."""
    return [pair for pair in query.split("&") if pair and pair.split("=")[0] not in TOLD]


def led_to(path: str) -> Response:
    """Answer a form with the page to look at next."""
    return Response(status=303, headers={"Location": here(path)})


def stood_at() -> str:
    """Return this page's own address, for its forms to lead back to."""
    query = request.query_string.decode("ascii", "replace")
    kept = lasting(query)
    return request.path + (f"?{'&'.join(kept)}" if kept else "")


def ago(moment: datetime, now: datetime) -> str:
    """Say how long something has waited, in the largest unit that fits."""
    seconds = max(0, int((now - moment).total_seconds()))
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def clear(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"


def counted(number: int) -> str:
    return f"{number:,}+" if number >= queues.MOST_COUNTED else str(number)


@door.record_once
def teach_templates(state: Any) -> None:
    state.app.jinja_env.filters |= {
        "desk_ago": ago,
        "desk_batch": wording.batch,
        "desk_clear": clear,
        "desk_counted": counted,
        "desk_held": why.held,
        "desk_inert": inert.of,
        "desk_record": why.known,
        "desk_word": wording.word,
    }
