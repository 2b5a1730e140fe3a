"""Why a comment waits, in words: whole ones for moderators, plain ones for its author.

An author is told what is the site's rule and what to mend, not how to get around a rule: the
word, the link or the score that a text was held for is the moderators' to see.
"""

from collections.abc import Iterable, Mapping
from typing import Any

# By the code of a reason; what stands in braces are its facts.
FOR_MODERATORS = {
    "pre_moderation": "This site looks at every comment first",
    "posting_held": "Posting was on hold",
    "edited_while_held": "Edited while it was held",
    "edited_after_redaction": "Edited by its author after a redaction",
    "first_comments": "Its author had {published} published comments; the first {first} are held",
    "banned_network": "It came from a network that is banned until {until}",
    "reported": "Reported by readers ({reports}), as much as this site bears",
    "flood_article": "More than {most} comments came to this article within a minute",
    "flood_site": "More than {most} comments came to this site within a minute",
    "flood_instance": "More than {most} comments came to all sites within a minute",
    "honeypot": "A field was filled in that people do not see",
    "hook": "An outside classifier is asked, and has not answered yet",
    "hook_held": "An outside classifier says: {said}",
    "form_too_quick": "A form with a link came {seconds} seconds after its page was made",
    "words": "It says “{phrase}”",
    "links": "It leads to {host}",
    "many_links": "It holds {links} links, more than {most}",
    "personal_data": "It seems to hold {kind}",
    "duplicates": "The same was said {times} times within {days} days",
    "learned": "It reads like what was marked as spam, by {score} %",
}
KINDS = {
    "phone": "a phone number",
    "email": "a mailbox",
    "account": "the number of an account",
    "card": "the number of a card",
    "address": "where somebody lives",
}
# By the key of the words in `locales/`.
FOR_AUTHORS = {
    "pre_moderation": "pre_moderated",
    "posting_held": "pre_moderated",
    "edited_while_held": "why_edited",
    "edited_after_redaction": "why_edited",
    "first_comments": "why_first",
    "banned_network": "why_network",
    "reported": "why_reported",
    "flood_article": "why_busy",
    "flood_site": "why_busy",
    "flood_instance": "why_busy",
    "personal_data": "why_personal",
}
OTHERWISE = "why_checked"


def say(code: str, facts: Mapping[str, Any]) -> str:
    """Return a reason as a moderator reads it."""
    known = {**facts, "kind": KINDS.get(facts.get("kind", ""))}
    said = FOR_MODERATORS[code].format(**known)
    said += f": {facts['telling']}" if facts.get("telling") else ""
    return f"{said} (rule: {facts['rule']})" if "rule" in facts else said


def keys(codes: Iterable[str]) -> list[str]:
    """Return the keys of what an author is told, each of them once."""
    return list(dict.fromkeys(FOR_AUTHORS.get(code, OTHERWISE) for code in codes))
