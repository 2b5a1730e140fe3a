"""What is kept, one file a noun."""

from comments_service.storage.models.access import ApiKey, DeskSession, Moderator, SignIn
from comments_service.storage.models.appeal import Appeal
from comments_service.storage.models.article import Article, ArticleKey
from comments_service.storage.models.author import Author
from comments_service.storage.models.ban import Ban
from comments_service.storage.models.batch import Batch, BatchItem
from comments_service.storage.models.comment import Comment, Revision
from comments_service.storage.models.decision import Decision, DecisionDetail, DecisionHead
from comments_service.storage.models.event import Event
from comments_service.storage.models.filter import Learned, Lesson
from comments_service.storage.models.finding import Finding
from comments_service.storage.models.idempotency import Idempotency
from comments_service.storage.models.inquiry import Inquiry
from comments_service.storage.models.job import Job
from comments_service.storage.models.network import NetworkKey
from comments_service.storage.models.note import Note
from comments_service.storage.models.notice import Notice
from comments_service.storage.models.policy import PolicyLayer
from comments_service.storage.models.reaction import Report, Vote
from comments_service.storage.models.rule import Rule
from comments_service.storage.models.site import Site

__all__ = [
    "ApiKey",
    "Appeal",
    "Article",
    "ArticleKey",
    "Author",
    "Ban",
    "Batch",
    "BatchItem",
    "Comment",
    "Decision",
    "DecisionDetail",
    "DecisionHead",
    "DeskSession",
    "Event",
    "Finding",
    "Idempotency",
    "Inquiry",
    "Job",
    "Learned",
    "Lesson",
    "Moderator",
    "NetworkKey",
    "Note",
    "Notice",
    "PolicyLayer",
    "Report",
    "Revision",
    "Rule",
    "SignIn",
    "Site",
    "Vote",
]
