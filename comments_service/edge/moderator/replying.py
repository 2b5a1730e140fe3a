from typing import Any

from comments_service import config
from comments_service.actions import posting
from comments_service.actions.posting import Draft
from comments_service.domain import errors
from comments_service.edge import bodies, callers, idempotency, links
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Plain
from comments_service.edge.moderator import access
from comments_service.edge.moderator.access import Access
from comments_service.edge.moderator.deciding import shown
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import ItemOut
from comments_service.edge.shapes import TEXT_BODY, In, Name
from comments_service.storage import articles, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Comment

BADGE = "Staff"


class ReplyIn(In):
    text = Plain(most=TEXT_BODY, required=True)
    name = Name(load_default=None, allow_none=True)


@call(
    door,
    "POST",
    "/moderation/comments/<id:comment_id>/replies",
    "Reply as staff, with a badge",
    credential="moderate",
    body=ReplyIn(),
    out=ItemOut(),
    statuses=(201,),
    refuses=(
        *access.REFUSES,
        errors.Invalid,
        errors.TextBlank,
        errors.TextTooLong,
        errors.CommentUnknown,
        errors.ParentGone,
        errors.KeyInProgress,
        errors.KeyReused,
    ),
    idempotent=True,
    most=bodies.COMMENT_BYTES,
)
def reply_as_staff(comment_id: int, body: dict[str, Any]) -> Answer:
    with snapshot():
        service = callers.service("moderate")
        found = access.of_service(service)
        parent = access.to_comment(found, comment_id)
        site, article = sites.by_id(parent.site_id), articles.by_id(parent.article_id).key
        asked = {"reply_to": comment_id, **body}
        key = idempotency.key(service, site, article, asked)
    draft = drafted(found, parent, article, body["text"], signed=body["name"])
    posted = posting.post(draft, depth=config.current().depth, charge=found.charge, key=key)
    headers = {"Location": links.to(f"/api/v1/comments/{posted.comment.id}")}
    if posted.replayed:
        headers["Idempotent-Replay"] = "true"
    return Answer(shown(posted.comment.id), 201, headers)


def drafted(
    found: Access, parent: Comment, article: str, text: str, *, signed: str | None = None
) -> Draft:
    """Draft a reply of the staff. It stays with its parent also when that one has moved."""
    return Draft(
        site_id=parent.site_id,
        article=article,
        text=text,
        poster=found.who,
        parent_id=parent.id,
        badge=BADGE,
        signed=signed,
    )
