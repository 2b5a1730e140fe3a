"""What looks like somebody's personal details: a phone number, a mailbox, a card, an address.

It is to be looked at by a person, and so may err. A comment with a date, a price or a result in
it is no reason to bother anybody, though. Every repetition is bounded: the text is anybody's.
"""

import re
from collections.abc import Callable, Mapping

# In groups by single spaces, dots, hyphens, slashes or brackets.
PHONE = re.compile(
    r"(?<![\w.,/-])(?<!\d )(?:\+|00)?\(?\d(?:[ ./()-]{0,2}\d){7,14}(?![\w,/-]|[. ]\d)"
)
LEAST_DIGITS, LEAST_ABROAD = 9, 8
DATE = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:[ T]+[\d:. ]*)?"
)
THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+")

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[(\[]at[)\]]\s?)((?:[\w-]{1,63}\.){1,5}[a-z]{2,24})",
    re.IGNORECASE,
)
IBAN = re.compile(
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b", re.ASCII | re.IGNORECASE
)
SHORTEST_IBAN = 15
CARD = re.compile(r"(?<![\w.,/-])[2-6](?:[ -]?\d){12,18}(?![\w/-]|[.,]\d)", re.ASCII)

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


def find(text: str, kinds: frozenset[str]) -> str | None:
    """Return what kind of detail a text seems to hold, the first of `kinds`."""
    return next((kind for kind in KINDS if kind in kinds and holds(kind, text)), None)


def holds(kind: str, text: str) -> bool:
    pattern, is_one = LOOKS[kind]
    return any(is_one(found[0]) for found in pattern.finditer(text))


def is_account(found: str) -> bool:
    """Check an IBAN as ISO 13616 has it; what follows it in the text may look like its end."""
    groups = found.split()
    return any(is_iban("".join(groups[:many])) for many in range(1, len(groups) + 1))


def is_iban(joined: str) -> bool:
    if len(joined) < SHORTEST_IBAN:
        return False
    figures = "".join(str(int(one, 36)) for one in joined[4:] + joined[:4])
    return int(figures) % 97 == 1


def is_card(found: str) -> bool:
    """Check the number of a card as ISO/IEC 7812 has it: by Luhn's sum."""
    figures = [int(one) for one in reversed(found) if one.isdigit()]
    doubled = (sum(divmod(2 * one, 10)) for one in figures[1::2])
    return (sum(figures[::2]) + sum(doubled)) % 10 == 0


def is_phone(found: str) -> bool:
    if DATE.fullmatch(found) or THOUSANDS.fullmatch(found):
        return False
    least = LEAST_ABROAD if found.startswith(("+", "00")) else LEAST_DIGITS
    return sum(one.isdigit() for one in found) >= least


def domains(text: str) -> list[str]:
    """Return the domains of the mailboxes that a text names."""
    return [found[1].casefold() for found in EMAIL.finditer(text)]


def whatever(_found: str) -> bool:
    return True


# A card is looked for before a phone, for which its number could pass.
LOOKS: Mapping[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "account": (IBAN, is_account),
    "card": (CARD, is_card),
    "email": (EMAIL, whatever),
    "address": (STREET, whatever),
    "phone": (PHONE, is_phone),
}
KINDS = tuple(LOOKS)
