"""The form for notices of illegal content, for anyone, and the page that says what became of one.

The form carries the receipt that it will have, so that a second press is the same notice.
"""

from collections.abc import Mapping
from typing import Any

from flask import Response

from comments_service import words
from comments_service.actions import notifying
from comments_service.domain import checks, notices
from comments_service.domain.errors import CommentUnknown, Invalid, Refused
from comments_service.domain.thread import Node
from comments_service.edge import bodies, caching, errors, limits, links
from comments_service.edge.callers import Reader
from comments_service.edge.fields import Choice, Digits, Email, Plain, WebAddress
from comments_service.edge.notices import EXPLANATION_CHARACTERS, comment_at, received
from comments_service.edge.shapes import In, Name
from comments_service.edge.widget import asked, headers, origins, refusals, rendering, signed
from comments_service.edge.widget.asked import Lang, PermalinkIn
from comments_service.edge.widget.door import door
from comments_service.edge.widget.whole import html, layout
from comments_service.storage import threads
from comments_service.storage.db import snapshot
from comments_service.storage.notices import Given

PLACE, PURPOSE = "/notice", "notice"


class AboutIn(PermalinkIn):
    comment = Digits(load_default=None)


class NoticeForm(In):
    url = WebAddress(required=True)
    ground = Choice(*notices.GROUNDS, required=True)
    explanation = Plain(most=EXPLANATION_CHARACTERS, required=True)
    name = Name(load_default=None)
    email = Email(load_default=None)
    good_faith = Choice("yes", required=True)
    form = Plain(most=400, load_default="")
    lang = Lang()
    # Hidden from people: what fills it in is none.
    website = Plain(most=0, load_default="")


ABOUT, FORM = AboutIn(), NoticeForm()


@door.get(PLACE)
def notice() -> Response:
    query = asked.query(ABOUT)
    about = shown(query["comment"]) if query["comment"] else None
    url = links.to(f"/c/{about.id}") if about else ""
    return page(query["lang"], about=about, typed={"url": url})


@door.post(PLACE)
def notify() -> Response:
    origins.admit_ours()
    sent = asked.fields(bodies.OTHER_BYTES)
    try:
        receipt = taken(asked.loaded(FORM, sent))
    except Refused as error:
        return again(sent, error)
    lang = {"lang": sent["lang"]} if sent.get("lang") else {}
    response = Response(status=303, headers={"Location": links.to(f"{PLACE}/{receipt}", **lang)})
    return caching.private(response)


def taken(form: Mapping[str, Any]) -> str:
    """Take a notice, and return its receipt."""
    match signed.read(PURPOSE, form["form"]):
        case [str(receipt)]:
            given = Given(form["ground"], form["explanation"], form["name"], form["email"])
            charge = limits.charging(Reader(None))
            notifying.notify(comment_at(form["url"]), given, receipt, charge=charge)
            return receipt
    raise Invalid.field("form", "is none of ours; please load the page again")


def again(sent: Mapping[str, str], error: Refused) -> Response:
    """Give the form back with what was typed."""
    problem = refusals.said(error, words.of(sent.get("lang", "")))
    status = errors.STATUS[type(error)]
    return refusals.told_when(
        error, page(sent.get("lang", ""), typed=sent, problem=problem, status=status)
    )


@door.get(f"{PLACE}/<receipt>")
def receipt(receipt: str) -> Response:
    query = asked.query(ABOUT)
    with snapshot():
        found = received(receipt)
    told = words.of(query["lang"])
    shown = rendering.render("receipt", words=told, page=layout(told("notice"), told), it=found)
    return ours(html(shown))


def page(
    lang: str,
    *,
    typed: Mapping[str, str],
    about: Node | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    told = words.of(lang)
    nothing = dict.fromkeys(FORM.fields, "")
    written = rendering.render(
        "notice",
        words=told,
        page=layout(told("notice"), told),
        action=links.to(PLACE),
        about=about,
        typed={**nothing, **typed},
        problem=problem,
        grounds=notices.GROUNDS,
        most=EXPLANATION_CHARACTERS,
        longest=checks.LONGEST_EMAIL,
        form=signed.write(PURPOSE, notifying.new_receipt()),
    )
    return ours(html(written, status))


def shown(comment_id: int) -> Node | None:
    """Return the comment that the form is about, unless readers do not see it."""
    with snapshot():
        try:
            node = threads.one(comment_id, replies=0).comment
        except CommentUnknown:
            return None
    return None if node.tombstone else node


def ours(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    return caching.private(headers.ours(response))
