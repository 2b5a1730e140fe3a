"""What a moderator may decide about a comment, on what ground, and what an undo gives back."""

from collections.abc import Mapping, Sequence

STATUS = {"approve": "published", "reject": "rejected", "spam": "spam", "hold": "held"}
# Why, in the codes in which readers report: each stands on the law, or on the site's own terms.
GROUNDS = {
    "spam": "terms",
    "abuse": "terms",
    "off_topic": "terms",
    "illegal": "law",
    "personal_data": "law",
    "other": "terms",
}
# What follows from how a site is set and from who or how many write: not found in this text.
SET = {
    "pre_moderation",
    "posting_held",
    "edited_while_held",
    "edited_after_redaction",
    "first_comments",
    "banned_network",
    "reported",
    "flood_article",
    "flood_site",
    "flood_instance",
}
# Whom a decision restricts may complain about it.
REDRESS = "complaint"


def rule_of(action: str, given: str | None) -> str | None:
    """Return the rule that a decision stands on; what is kept from readers always has one."""
    if action == "spam":
        return "spam"
    if action == "reject":
        return given or "other"
    return None


def redress_of(before: str, after: str) -> str | None:
    return None if after in {"published", before} else REDRESS


def facts(reasons: Sequence[str], reported: Mapping[str, int]) -> str:
    """Say what was known when a comment was decided about, in codes and numbers."""
    known = [
        ("held", ", ".join(reasons)),
        ("reported", ", ".join(f"{reason} {many}" for reason, many in sorted(reported.items()))),
    ]
    return "; ".join(f"{what}: {found}" for what, found in known if found)


def restored(before: str, *, edited: bool) -> str:
    """Return the status to which an undo goes back.

    `edited`: the text was changed since the decision. What nobody has seen is then not
    published by taking back a decision about another text; it waits.
    """
    return "held" if edited and before == "published" else before
