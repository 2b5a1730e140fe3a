"""Display names: plain text on one line, and not the name of somebody who works here."""

import re
from collections.abc import Iterable
from unicodedata import category, normalize

from comments_service.domain import characters
from comments_service.domain.confusables import ALIKE
from comments_service.domain.errors import Invalid

# In code points, once cleaned.
LONGEST = 80

JOINERS = frozenset("\u200c\u200d")
# A joiner belongs between the letters of scripts that join, and nowhere else.
STRAY_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")

STAFF = ("admin", "administrator", "mod", "moderator", "staff")

# What passes for a Latin letter at a glance beside what Unicode lists, in the sizes in which it
# does: a Greek capital nu is an N, a small one is a v. `i`, `l` and `1` are one shape, `i` here.
LOOKALIKES = {
    "a": "аАαΑɑᴀ@4",
    "b": "вВьЬβΒʙ",
    "c": "сСϲϹᴄ",
    "d": "ԁԀɗđĐᴅ",
    "e": "еЕєЄҽεΕᴇꬲ3",
    "f": "ƒꞙꬵϝϜ𝈓",
    "g": "ɡԍɢ",
    "h": "һҺнНΗʜ",
    "i": "іІӏӀıιΙɩɪꙇl1|!",
    "j": "јЈϳ",
    "k": "кКκΚᴋ",
    "m": "мМΜϺᴍ",
    "n": "пПиИηΝɴ",
    "o": "оОοΟσᴏᴑꬽ0",
    "p": "рРρΡᴘ",
    "q": "ԛ",
    "r": "гГᴦʀꭇꭈ𝈖",
    "s": "ѕЅꜱƽ5$",
    "t": "тТτΤᴛ",
    "u": "υᴜ",
    "v": "νѵᴠ",
    "w": "ԝѡωᴡ",
    "x": "хХχΧ",
    "y": "уУүΥγʏ",
    "z": "Ζᴢ",
}
TABLES = (ALIKE, {"i": ALIKE["l"]}, LOOKALIKES)
LATIN = {
    ord(alike): letter for table in TABLES for letter, group in table.items() for alike in group
}


def clean(raw: str) -> str:
    """Return the name as it is kept and shown; raises `Invalid` (blank, too long)."""
    if not characters.storable(raw):
        raise Invalid.field("name", "holds a character that no name may hold")
    name = _without_formats(characters.normalise(" ".join(raw.split())))
    if not characters.visible(name):
        raise Invalid.field("name", "has nothing in it that could be seen")
    if len(name) > LONGEST:
        raise Invalid.field("name", f"is longer than {LONGEST} characters")
    return name


def _without_formats(name: str) -> str:
    kept = (c for c in name if category(c) != "Cf" or c in JOINERS)
    return " ".join(STRAY_JOINER.sub("", "".join(kept)).split())


def reserved(name: str, staff: Iterable[str] = ()) -> bool:
    """Tell whether readers may take the name for that of a moderator.

    `staff` are the names of those who do moderate; the words for it are known here.
    """
    return skeleton(name) in map(skeleton, (*STAFF, *staff))


def skeleton(name: str) -> str:
    """Return what the eye sees: names that look alike have the same skeleton.

    Only for comparing; after the idea of Unicode Technical Standard 39.
    """
    # A name of signs alone ("★") is itself, not one with all others of its kind.
    return seen(name).replace("rn", "m").replace("vv", "w") or name.casefold()


def seen(text: str) -> str:
    """Return the letters and figures of a text, each as the Latin one that it looks like."""
    bare = normalize("NFKD", text).translate(LATIN).casefold().translate(LATIN)
    return "".join(filter(str.isalnum, bare))
