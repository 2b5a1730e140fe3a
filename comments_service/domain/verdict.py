"""Whether a text is published at once or waits for a moderator, and why."""

from dataclasses import dataclass

from comments_service.domain.errors import PostingClosed
from comments_service.domain.policy import Policy


@dataclass(frozen=True)
class Verdict:
    status: str
    reasons: tuple[str, ...] = ()


def judge(policy: Policy, *, trusted: bool = False) -> Verdict:
    """Judge a new text; `trusted` is staff and services, who are not held back.

    Refuses (`PostingClosed`) while the site has switched posting off.
    """
    if trusted:
        return Verdict("published")
    if policy.posting == "closed":
        raise PostingClosed
    reasons = [
        reason
        for reason, holds in (
            ("pre_moderation", policy.moderation == "pre"),
            ("posting_held", policy.posting == "held"),
        )
        if holds
    ]
    return Verdict("held", tuple(reasons)) if reasons else Verdict("published")


def judge_edit(
    policy: Policy, status: str, *, trusted: bool = False, redacted: bool = False
) -> Verdict:
    """Judge a changed text like a new one; what a moderator has put away stays away.

    `redacted`: a moderator has taken something out, which must not come back unseen.
    """
    verdict = judge(policy, trusted=trusted)
    if status in {"rejected", "spam"}:
        return Verdict(status, verdict.reasons)
    if status == "held":
        return Verdict("held", verdict.reasons or ("edited_while_held",))
    if redacted:
        return Verdict("held", (*verdict.reasons, "edited_after_redaction"))
    return verdict
