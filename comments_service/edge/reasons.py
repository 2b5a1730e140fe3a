"""What an author is told of why their comment waits."""

from comments_service.domain import grounds
from comments_service.storage.models import Comment
from comments_service.words import Words


def said(comment: Comment, told: Words) -> list[str]:
    codes = comment.reasons if comment.status == "held" else ()
    return [told(key) for key in grounds.keys(codes)]
