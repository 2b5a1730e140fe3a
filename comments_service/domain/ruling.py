"""What a moderator may decide about a comment, and what an undo gives back."""

STATUS = {"approve": "published", "reject": "rejected", "spam": "spam", "hold": "held"}


def restored(before: str, *, edited: bool) -> str:
    """Return the status to which an undo goes back.

    `edited`: the text was changed since the decision. What nobody has seen is then not
    published by taking back a decision about another text; it waits.
    """
    return "held" if edited and before == "published" else before
