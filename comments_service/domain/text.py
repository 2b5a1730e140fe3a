"""A reader's text on its way to HTML. Every path that takes or shows one goes through here.

Normalise, render, clean, and read the result again by another parser. What does not come
through is shown as it was typed: nobody loses a word, and nothing raises but a refusal.
"""

import logging
import re
from dataclasses import dataclass
from html import escape

from comments_service.domain import characters, cleaning, markdown, recheck
from comments_service.domain.errors import TextBlank, TextRefused, TextTooLong

log = logging.getLogger(__name__)

# Raise it with every change of what a text becomes, then run `flask comments rerender`.
POLICY = 1

# In code points, as typed.
LONGEST = 10_000

PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Rendered:
    """`text` is what was typed, to the last byte, for editing; only `html` is ever shown."""

    text: str
    html: str


def render(raw: str) -> Rendered:
    """Return the text with its HTML; raises `TextRefused` (blank, too long, not storable)."""
    if len(raw) > LONGEST:
        raise TextTooLong.field("text", f"is longer than {LONGEST:,} characters")
    if not characters.storable(raw):
        raise TextRefused.field("text", "holds a character that no text may hold")
    if not characters.visible(characters.normalise(raw)):
        raise TextBlank.field("text", "has nothing in it that could be seen")
    return Rendered(raw, to_html(raw))


def to_html(kept: str) -> str:
    """Return the HTML of a text that was taken before; this never refuses one."""
    shown = characters.normalise(kept)
    return _marked_up(shown) or _as_typed(shown)


def plain(html: str) -> str:
    """Return the words of rendered HTML on one line: for mails, feeds, search and filters."""
    return " ".join(recheck.words(html).split())


def _marked_up(text: str) -> str | None:
    """Return None for a text that is better shown as typed."""
    try:
        html = cleaning.clean(characters.restrain(markdown.to_html(text))).strip()
        words = recheck.trusted_words(html)
    except markdown.TooMuch:
        return None
    except Exception as error:  # noqa: BLE001  # whatever breaks in there, the text is not lost
        # Its kind alone: message and traceback may quote a comment that is not public.
        log.error("A text could not be rendered: %s", type(error).__name__)  # noqa: TRY400
        return None
    return html if characters.visible(words) else None


def _as_typed(text: str) -> str:
    paragraphs = PARAGRAPHS.split(escape(text.strip("\n"), quote=False))
    return "\n".join(f"<p>{part}</p>".replace("\n", "<br>\n") for part in paragraphs)
