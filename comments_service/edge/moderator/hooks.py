"""Outside classifiers: what they are asked with, how they keep up, and answers that come later."""

from typing import Any

from marshmallow import Schema, fields

from comments_service import config
from comments_service.actions import inquiring
from comments_service.domain import inquiry
from comments_service.domain.errors import InquiryUnknown, Invalid, RuleUnknown
from comments_service.domain.inquiry import Saying
from comments_service.edge.calls import call
from comments_service.edge.fields import Choice, Plain
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.shapes import In
from comments_service.storage import comments, inquiries, rulebooks
from comments_service.storage.db import snapshot
from comments_service.storage.models import Inquiry, Rule


class SayingIn(In):
    verdict = Choice(*inquiry.VERDICTS, required=True)
    reason = Plain(most=inquiry.REASON_CHARACTERS, load_default="")


class InquiryOut(Schema):
    id = fields.Integer()
    comment_id = fields.Integer()
    version = fields.Integer(attribute="comment_version")
    state = fields.String(
        metadata={"description": "waiting, sent, answered, failed or outdated (the text is new)"}
    )
    verdict = fields.String(allow_none=True, metadata={"description": "The first answer."})


class OneInquiryOut(Schema):
    inquiry = fields.Nested(InquiryOut)


class HookOut(Schema):
    url = fields.String()
    secret = fields.String(
        metadata={"description": "Verifies `Webhook-Signature`, as Standard Webhooks has it."}
    )
    states = fields.Dict(fields.String(), fields.Integer())
    problem = fields.String(
        allow_none=True, metadata={"description": "What went wrong with the last attempt."}
    )


class OneHookOut(Schema):
    hook = fields.Nested(HookOut)


@call(
    door,
    "PUT",
    "/moderation/inquiries/<id:inquiry_id>/answer",
    "Answer later what a hook was asked about a comment; only the first answer counts",
    credential="moderate",
    body=SayingIn(),
    out=OneInquiryOut(),
    refuses=(*access.REFUSES, Invalid, InquiryUnknown),
)
def answer(inquiry_id: int, body: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        reach(inquiry_id)
    return {"inquiry": inquiring.settle(inquiry_id, Saying(**body))}


def reach(inquiry_id: int) -> Inquiry:
    """Refuses what is out of reach exactly as what is not there (`InquiryUnknown`)."""
    found, asked = access.by_key(), inquiries.existing(inquiry_id)
    if not found.reaches(comments.existing(asked.comment_id).site_id):
        raise InquiryUnknown
    return asked


@call(
    door,
    "GET",
    "/moderation/rules/<id:rule_id>/hook",
    "How an outside classifier knows us, and how it keeps up",
    credential="admin",
    out=OneHookOut(),
    refuses=(*access.REFUSES, RuleUnknown),
)
def hook(rule_id: int) -> dict[str, Any]:
    with snapshot():
        rule = of_hook(rule_id)
        key = inquiry.signing_key(config.current().secret[0], rule.id)
        return {
            "hook": {
                "url": rule.settings["url"],
                "secret": inquiry.spelt(key),
                "states": inquiries.states(rule.id),
                "problem": inquiries.problem(rule.id),
            }
        }


def of_hook(rule_id: int) -> Rule:
    """Refuses what is no hook, and what is out of reach, as what is not there (`RuleUnknown`)."""
    found, rule = access.by_key("admin"), rulebooks.existing(rule_id)
    if rule.kind != inquiry.ASKED or found.site_id not in {None, rule.site_id}:
        raise RuleUnknown
    return rule
