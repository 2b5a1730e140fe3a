"""Whether a text is published at once or waits for a moderator, and why.

Refused is only what may not be posted at all. Whatever is doubtful waits, with its reasons.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from comments_service.domain.errors import PostingClosed
from comments_service.domain.policy import Policy


@dataclass(frozen=True)
class Reason:
    """Why a text waits: a code, what is worth knowing of it, and the rule that says so, if any.

    One that does not act is of a rule in shadow: it is counted, and holds nothing.
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    rule_id: int | None = None
    acts: bool = True


@dataclass(frozen=True)
class Verdict:
    status: str
    reasons: tuple[Reason, ...] = ()
    counted: tuple[Reason, ...] = ()
    # By what the text is known again, where a rule asks for it.
    sameness: int | None = None
    # How much it reads like spam, in percent, where a filter can tell.
    spamness: int | None = None

    @property
    def found(self) -> tuple[Reason, ...]:
        return (*self.reasons, *self.counted)

    @property
    def codes(self) -> list[str]:
        return list(dict.fromkeys(reason.code for reason in self.reasons))


def refuse_closed(policy: Policy, *, trusted: bool) -> None:
    """Refuses (`PostingClosed`) all but staff and services while posting is switched off."""
    if policy.posting == "closed" and not trusted:
        raise PostingClosed


def judge(policy: Policy, *, trusted: bool = False, doubts: Iterable[Reason] = ()) -> Verdict:
    """Judge a new text; `trusted` is staff and services, who are not held back."""
    refuse_closed(policy, trusted=trusted)
    if trusted:
        return Verdict("published")
    found = list(doubts)
    reasons = (*of_policy(policy), *(each for each in found if each.acts))
    counted = tuple(each for each in found if not each.acts)
    return Verdict("held" if reasons else "published", reasons, counted)


def of_policy(policy: Policy) -> list[Reason]:
    holds = (
        ("pre_moderation", policy.moderation == "pre"),
        ("posting_held", policy.posting == "held"),
    )
    return [Reason(code) for code, held in holds if held]


def judge_edit(
    policy: Policy,
    status: str,
    *,
    trusted: bool = False,
    redacted: bool = False,
    doubts: Iterable[Reason] = (),
) -> Verdict:
    """Judge a changed text like a new one; what a moderator has put away stays away.

    `redacted`: a moderator has taken something out, which must not come back unseen.
    """
    verdict = judge(policy, trusted=trusted, doubts=doubts)
    if status in {"rejected", "spam"}:
        return replace(verdict, status=status)
    if status == "held":
        reasons = verdict.reasons or (Reason("edited_while_held"),)
        return replace(verdict, status="held", reasons=reasons)
    if redacted:
        reasons = (*verdict.reasons, Reason("edited_after_redaction"))
        return replace(verdict, status="held", reasons=reasons)
    return verdict
