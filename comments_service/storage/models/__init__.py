"""What is kept, one file a noun."""

from .access import ApiKey, DeskSession, Moderator, SignIn
from .article import Article, ArticleKey
from .author import Author
from .comment import Comment, Revision
from .decision import Decision, DecisionDetail
from .event import Event
from .idempotency import Idempotency
from .reaction import Report, Vote
from .site import Site

__all__ = [
    "ApiKey",
    "Article",
    "ArticleKey",
    "Author",
    "Comment",
    "Decision",
    "DecisionDetail",
    "DeskSession",
    "Event",
    "Idempotency",
    "Moderator",
    "Report",
    "Revision",
    "SignIn",
    "Site",
    "Vote",
]
