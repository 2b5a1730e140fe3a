"""Codes in words, as moderators read them."""

from comments_service.storage.batches import Shown

SAID = {
    "approved": "Approved: readers see it.",
    "rejected": "Rejected: readers no longer see it.",
    "spam": "Marked as spam: readers no longer see it.",
    "held": "Held: it waits, and readers do not see it.",
    "undone": "Taken back: the comment is as it was before.",
    "redacted": "Redacted. What it was stands under “Earlier versions”.",
    "replied": "Your reply is published.",
    "pinned": "Pinned to the first page of its thread.",
    "unpinned": "No longer pinned.",
    "locked": "The thread is closed to new comments.",
    "unlocked": "The thread is open again.",
    "undoing": "All of it is being taken back.",
    "upheld": "The decision stands; its author is told.",
    "reversed": "The comment is published; its author is told.",
    "policies": "The policies are changed, from now on.",
    "banned": "Banned: it holds from now on.",
    "lifted": "The ban is lifted.",
    "rule_saved": "The rule is saved, and holds for the next comment.",
    "rule_removed": "The rule is removed.",
    "rehearsing": "The rule is being tried on what was written.",
    "noted": "Noted, for the moderators of this site.",
    "note_removed": "Your note is removed.",
}
DECIDED = {"approve": "approved", "reject": "rejected", "spam": "spam", "hold": "held"}

WORDS = {
    # statuses
    "published": "Published",
    "held": "Held",
    "rejected": "Rejected",
    "spam": "Spam",
    "deleted": "Deleted by its author",
    # queues
    "needs_review": "Needs review",
    "reported": "Reported",
    "approved": "Approved",
    "mine": "Mine",
    "search": "Search",
    # how far a batch is
    "batch_waiting": "Under way",
    "batch_done": "Done",
    "batch_undoing": "Being taken back",
    "batch_undone": "Taken back",
    # why a comment waits
    "pre_moderation": "This site looks at every comment first",
    "posting_held": "Posting was on hold",
    "edited_while_held": "Edited while it was held",
    "edited_after_redaction": "Edited by its author after a redaction",
    "first_comments": "One of its author’s first comments",
    "honeypot": "A field was filled in that people do not see",
    "form_too_quick": "A form with a link came very soon after its page was made",
    "hook": "An outside classifier is asked, and has not answered yet",
    "hook_held": "An outside classifier would hold it",
    "words": "It says what a rule looks for",
    "links": "It leads where a rule looks for",
    "many_links": "It holds many links",
    "duplicates": "The same was said before",
    "learned": "It reads like what was marked as spam",
    # why a comment was reported
    "abuse": "Abuse",
    "off_topic": "Off topic",
    "illegal": "Against the law",
    "personal_data": "Someone’s private details",
    "other": "Something else",
    "child_abuse": "Sexual abuse of a child",
    # what was done
    "approve": "Approved",
    "reject": "Rejected",
    "hold": "Held",
    "undo": "Took a decision back",
    "redact": "Redacted",
    "pin": "Pinned",
    "unpin": "Unpinned",
    "lock": "Closed a thread",
    "unlock": "Opened a thread again",
    "ban": "Banned",
    "unban": "Lifted a ban",
    "default": "as delivered",
    "instance": "from all sites",
    "site": "from this site",
    "section": "from the section",
    "article": "from the article",
    # who writes
    "guest": "Guest",
    "reader": "Reader of the site",
    "service": "Service",
    "moderator": "Moderator",
    # what is banned
    "author": "Author",
    "network": "Network",
    "range": "Range",
    "email_domain": "E-mail domain",
    # what became of an appeal
    "upheld": "Upheld",
    "reversed": "Reversed",
    # on what ground
    "law": "the law",
    "terms": "the site’s terms",
    # policies
    "moderation": "Comments appear",
    "posting": "Posting",
    "articles": "Threads begin",
    "guests": "Guests",
    "guest_votes": "Guests’ votes",
    "first_held": "First comments held",
    "close_after_days": "Days until a thread closes",
    "flood_article": "Flood on an article",
    "flood_site": "Flood on the site",
    "flood_instance": "Flood on all sites",
    "form_seconds": "Seconds for a form",
    "post": "at once, and are looked at afterwards",
    "pre": "after a moderator has approved them",
    "open": "open",
    "closed": "switched off",
    "allowed": "allowed",
    "refused": "refused",
}
# The same code may need other words in another place.
IN_PLACE = {
    ("articles", "open"): "on any article",
    ("articles", "registered"): "on articles that the publisher has registered",
    ("source", "person"): "By a moderator",
    ("source", "report"): "By a report or a notice",
    ("source", "rule"): "By a rule",
    ("source", "machine"): "Decided by a program",
    ("source", "appeal"): "On appeal",
    ("appeals", "open"): "Open",
    ("notice", "open"): "Not decided yet",
    ("notice", "removed"): "Removed",
    ("notice", "stays"): "Stays",
    ("notice", "gone"): "Deleted by its author",
    ("posting", "held"): "on hold: everything waits for a moderator",
    ("why", "flood_article"): "Many comments came to this article within a minute",
    ("why", "flood_site"): "Many comments came to this site within a minute",
    ("why", "flood_instance"): "Many comments came to all sites within a minute",
    ("rule", "words"): "Words and phrases",
    ("rule", "links"): "Links",
    ("rule", "personal_data"): "Personal data",
    ("rule", "duplicates"): "The same again",
    ("rule", "hook"): "An outside classifier",
    ("rule", "learned"): "What reads like spam",
    ("state", "on"): "On",
    ("how_far", "off"): "Off",
    (
        "how_far",
        "rehearsal",
    ): "In rehearsal: tried on what was written, and nothing else",
    ("how_far", "shadow"): "In shadow: what it finds is counted, and nothing is held",
    ("how_far", "on"): "On: what it finds waits for a moderator",
    ("job", "waiting"): "it waits for its turn",
    ("job", "running"): "it is under way",
    ("job", "done"): "done",
    ("job", "failed"): "it went wrong; please try again",
}


def batch(shown: Shown) -> str:
    """Say in a line what a batch is about."""
    many = f"{shown.batch.of:,} comment{'' if shown.batch.of == 1 else 's'}"
    if shown.whole_thread:
        return f"Deleted a thread of {many}"
    return f"{word(shown.batch.action)} {many} at once"


def word(code: str, place: str = "") -> str:
    """Return a code in words; one that is not known is shown as it is."""
    return IN_PLACE.get((place, code)) or WORDS.get(code) or code.replace("_", " ").capitalize()
