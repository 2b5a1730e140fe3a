"""What looks like somebody's personal details: a phone number, a mailbox, an account, an address.

It is to be looked at by a person, and so may err. A comment with a date, a price or a result in
it is no reason to bother anybody, though. Every repetition is bounded: the text is anybody's.
"""

import re

# In groups by single spaces, dots, hyphens, slashes or brackets.
PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[ ./()-]{0,2}\d){7,14}(?![\w,/-]|\.\d)")
LEAST_DIGITS, LEAST_ABROAD = 9, 8
DATE = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:[ T]+[\d:. ]*)?"
)
THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+")

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[(\[]at[)\]]\s?)((?:[\w-]{1,63}\.){1,5}[a-z]{2,24})",
    re.IGNORECASE,
)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")

NAME = "[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][^\\W\\d_]{1,30}"
# A year in front of a street is a year.
NUMBER = r"(?!19\d\d|20\d\d)\d{1,4}[a-z]?"
KIND = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Square|Court|Close|Boulevard|Blvd"
    "|utca|út|tér|gatan|gata|vägen|gade|vej|straat|laan|katu|Sokak|Caddesi"
)
BEFORE = "[Rr]ue|[Aa]venue|[Bb]oulevard|Via|Viale|Piazza|[Cc]alle|[Pp]laza|[Rr]ua|[Uu]l(?:ica|\\.)"
SMALL = "(?:(?:de|du|des|la|le|del|della|di|da|do|dos) ){0,2}"
STREET = re.compile(
    rf"\b{NUMBER},? (?:{NAME} ){{1,3}}(?:{KIND})\b"
    rf"|\b{NAME}(?:stra(?:ß|ss)e|str\.|gasse|weg|allee|straat|gatan) {NUMBER}\b"
    rf"|\b{NAME} (?:{KIND}|Stra(?:ß|ss)e|Str\.|Weg|Allee),? {NUMBER}\b"
    rf"|(?<!\w)(?:{BEFORE}) {SMALL}(?:{NAME}[ ,]{{1,2}}){{1,3}}{NUMBER}\b"
    rf"|\b{NUMBER},? (?:{BEFORE}) {SMALL}{NAME}"
)
PATTERNS = {"account": IBAN, "email": EMAIL, "address": STREET}
# An account is looked for first: its number would pass for that of a phone.
KINDS = (*PATTERNS, "phone")


def find(text: str, kinds: frozenset[str]) -> str | None:
    """Return what kind of detail a text seems to hold, the first of `kinds`."""
    return next((kind for kind in KINDS if kind in kinds and holds(kind, text)), None)


def holds(kind: str, text: str) -> bool:
    if kind == "phone":
        return any(is_phone(found[0]) for found in PHONE.finditer(text))
    return PATTERNS[kind].search(text) is not None


def is_phone(found: str) -> bool:
    if DATE.fullmatch(found) or THOUSANDS.fullmatch(found):
        return False
    least = LEAST_ABROAD if found.startswith(("+", "00")) else LEAST_DIGITS
    return sum(one.isdigit() for one in found) >= least


def domains(text: str) -> list[str]:
    """Return the domains of the mailboxes that a text names."""
    return [found[1].casefold() for found in EMAIL.finditer(text)]
