"""Whom there is to ask about comments, and how far that has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from comments_service.domain.errors import InquiryUnknown
from comments_service.domain.verdict import Reason
from comments_service.storage.db import Base, connection, db
from comments_service.storage.models import Article, Comment, Inquiry, Rule, Site
from comments_service.storage.models.inquiry import WAITING

INSERT = insert(Base.metadata.tables["inquiry"])
OPEN = frozenset({"waiting", "sent", "failed"})


@dataclass(frozen=True)
class Question:
    """An inquiry with all that is told of its comment. It is `outdated` when the text is new."""

    inquiry: Inquiry
    comment: Comment
    article: Article
    site: str
    rule: Rule | None

    @property
    def outdated(self) -> bool:
        return outdated(self.inquiry, self.comment)


def outdated(asked: Inquiry, comment: Comment) -> bool:
    """Whether the text that was meant is another one by now, or gone."""
    return asked.comment_version != comment.version or comment.status == "deleted"


def add(comment: Comment, reasons: Iterable[Reason], *, at: datetime) -> None:
    """Note that a comment's text, as it stands, is to be asked about for each of these reasons."""
    rows = [
        {
            "rule_id": reason.rule_id,
            "comment_id": comment.id,
            "comment_version": comment.version,
            "acts": reason.acts,
            "state": "waiting",
            "attempts": 0,
            "due_at": at,
            "created_at": at,
        }
        for reason in reasons
    ]
    if rows:
        connection().execute(INSERT, rows)


def due(now: datetime, *, limit: int) -> list[Question]:
    asked = (
        select(Inquiry, Comment, Article, Site.slug, Rule)
        .join(Comment, Comment.id == Inquiry.comment_id)
        .join(Article, Article.id == Comment.article_id)
        .join(Site, Site.id == Comment.site_id)
        .outerjoin(Rule, Rule.id == Inquiry.rule_id)
        .where(WAITING, Inquiry.due_at <= now)
        .order_by(Inquiry.due_at)
        .limit(limit)
    )
    return [Question(*row) for row in db.session.execute(asked)]


def existing(inquiry_id: int) -> Inquiry:
    """Refuses (`InquiryUnknown`) an id of none."""
    found = db.session.get(Inquiry, inquiry_id)
    if found is None:
        raise InquiryUnknown
    return found


def others_open(one: Inquiry) -> bool:
    """Whether also another classifier that may hold this text has still to answer."""
    asked = select(Inquiry.id).where(
        Inquiry.comment_id == one.comment_id,
        Inquiry.comment_version == one.comment_version,
        Inquiry.id != one.id,
        Inquiry.acts,
        Inquiry.state.in_(OPEN),
    )
    return db.session.scalar(asked.limit(1)) is not None


def states(rule_id: int) -> Mapping[str, int]:
    """Count a rule's inquiries by their state."""
    asked = select(Inquiry.state, func.count().label("many")).where(Inquiry.rule_id == rule_id)
    rows = db.session.execute(asked.group_by(Inquiry.state))
    return {row.state: row.many for row in rows}


def problem(rule_id: int) -> str | None:
    """Return what went wrong with the newest inquiry that is still to be answered."""
    asked = select(Inquiry.problem).where(
        Inquiry.rule_id == rule_id, WAITING | (Inquiry.state == "failed"), Inquiry.attempts > 0
    )
    return db.session.scalar(asked.order_by(Inquiry.id.desc()).limit(1))


def told(question: Question) -> dict[str, Any]:
    """Return what is told of a comment: nothing of its author but name and kind."""
    comment, article = question.comment, question.article
    return {
        "id": question.inquiry.id,
        "site": question.site,
        "article": {
            "id": article.key,
            "title": article.title or article.hinted_title,
            "url": article.url or article.hinted_url,
        },
        "comment": {
            "id": comment.id,
            "version": comment.version,
            "parent_id": comment.parent_id,
            "author": {"name": comment.author_name, "kind": comment.author_kind},
            "text": comment.text,
            "html": comment.html,
            "created_at": comment.created_at.isoformat(),
        },
    }
