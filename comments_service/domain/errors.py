"""What can be refused, and why: a class each, with a code that clients may rely on.

To add one: subclass `Refused`, and give it a status in `edge/errors.py`.
"""

from collections.abc import Mapping
from datetime import datetime


class Refused(Exception):
    """A request that is understood and not granted; nothing was changed."""

    code = "refused"
    title = "Refused"

    def __init__(
        self,
        detail: str = "",
        *,
        errors: Mapping[str, list[str]] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = dict(errors or {})
        self.retry_after = retry_after


class Invalid(Refused):
    """A field is wrong: `errors` says which and why."""

    code = "invalid"
    title = "Some fields are not valid"

    @classmethod
    def field(cls, name: str, *words: str) -> "Invalid":
        return cls(errors={name: list(words)})


class TextRefused(Invalid):
    title = "The text cannot be taken as it is"


class TextBlank(TextRefused):
    code = "text_blank"
    title = "The text is blank"


class TextTooLong(TextRefused):
    code = "text_too_long"
    title = "The text is too long"


class NameReserved(Invalid):
    code = "name_reserved"
    title = "This name looks like one of the staff's"


class BodyInvalid(Refused):
    code = "body_invalid"
    title = "The body is not the JSON object that is expected"


class BodyTooLarge(Refused):
    code = "body_too_large"
    title = "The body is larger than this call takes"


class TypeUnsupported(Refused):
    code = "type_unsupported"
    title = "This call does not take that type or encoding of body"


class CursorInvalid(Refused):
    code = "cursor_invalid"
    title = "This cursor does not belong to this list"


class NotFound(Refused):
    code = "not_found"
    title = "There is nothing here"


class SiteUnknown(NotFound):
    code = "site_unknown"
    title = "No such site"


class ArticleUnknown(NotFound):
    code = "article_unknown"
    title = "This site takes comments on registered articles only"


class CommentUnknown(NotFound):
    code = "comment_unknown"
    title = "No such comment"


class RuleUnknown(NotFound):
    code = "rule_unknown"
    title = "No such rule"


class InquiryUnknown(NotFound):
    code = "inquiry_unknown"
    title = "No such inquiry"


class JobUnknown(NotFound):
    code = "job_unknown"
    title = "No such job"


class ParentUnknown(Refused):
    code = "parent_unknown"
    title = "No such comment in this thread to reply to"


class ParentGone(Refused):
    code = "parent_gone"
    title = "The comment that this replies to is not published"


class ArticleClosed(Refused):
    code = "article_closed"
    title = "This thread is closed"


class PostingClosed(Refused):
    code = "posting_closed"
    title = "Posting is switched off at the moment"


class GuestsRefused(Refused):
    code = "guests_refused"
    title = "This site takes comments from its signed-in readers only"


class GuestVotesRefused(Refused):
    code = "guest_votes_refused"
    title = "This site counts the votes of its signed-in readers only"


class Banned(Refused):
    """Who wants to write is banned here; they are told why, and until when."""

    code = "banned"
    title = "You are banned from writing here"

    def __init__(self, reason: str, ends_at: datetime) -> None:
        super().__init__(f"Until {ends_at:%Y-%m-%d %H:%M} UTC, since: {reason}")
        self.reason, self.ends_at = reason, ends_at


class AlreadyBanned(Refused):
    code = "already_banned"
    title = "This is banned already; lift that ban first"


class BanUnknown(NotFound):
    code = "ban_unknown"
    title = "No such ban"


class AuthorUnknown(NotFound):
    code = "author_unknown"
    title = "No such author"


class NoteUnknown(NotFound):
    code = "note_unknown"
    title = "No such note"


class VersionStale(Refused):
    code = "version_stale"
    title = "The comment has been changed since"


class CommentGone(Refused):
    code = "comment_gone"
    title = "The comment was deleted by its author"


class EditClosed(Refused):
    code = "edit_closed"
    title = "The time for changing this comment is over"


class NotYours(Refused):
    code = "not_yours"
    title = "This is somebody else's"


class TokenMissing(Refused):
    code = "token_missing"
    title = "This needs a credential"


class TokenInvalid(Refused):
    code = "token_invalid"
    title = "This credential is not valid"


class TokenExpired(TokenInvalid):
    code = "token_expired"
    title = "This credential has run out"


class ScopeMissing(Refused):
    code = "scope_missing"
    title = "This credential does not reach that far"


class OriginRefused(Refused):
    code = "origin_refused"
    title = "Pages of this origin may not write here"


class RateLimited(Refused):
    code = "rate_limited"
    title = "Too many at once; please wait a moment"


class DecidedMeanwhile(Refused):
    code = "decided_meanwhile"
    title = "A colleague has decided about this comment meanwhile"


class AppealClosed(Refused):
    code = "appeal_closed"
    title = "This decision cannot be appealed against, or not any more"


class SameModerator(Refused):
    code = "same_moderator"
    title = "You have decided about this comment; somebody else decides about the appeal"


class LinkUsed(Refused):
    code = "link_used"
    title = "This sign-in link was used already, or has run out"


class SignedOut(Refused):
    code = "signed_out"
    title = "You are not signed in"


class FormStale(Refused):
    code = "form_stale"
    title = "This form is of another session; please send it again"


class NotAllowed(Refused):
    code = "not_allowed"
    title = "Your role does not reach that far"


class KeyReused(Refused):
    code = "idempotency_key_reused"
    title = "This Idempotency-Key came with another body before"


class KeyInProgress(Refused):
    code = "idempotency_in_progress"
    title = "The first request with this Idempotency-Key is still under way"


class TooManyPins(Refused):
    code = "too_many_pins"
    title = "Three comments are pinned already"


class NotPublished(Refused):
    code = "not_published"
    title = "Only a published comment can be this"


class NothingToUndo(Refused):
    code = "nothing_to_undo"
    title = "There is no decision to take back"


class Busy(Refused):
    code = "busy"
    title = "The service is busy; please try again"


class Unavailable(Refused):
    code = "unavailable"
    title = "The database does not answer at the moment"
