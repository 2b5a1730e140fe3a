"""Which addresses a comment may link to."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from unicodedata import category

# Only what is spelt out, in printable ASCII: international names arrive as Punycode and
# other characters percent-encoded. A user part (`https://bank.example@evil.example`) is
# there to mislead, so it is no address for us, and neither is a mail with ready-made headers.
LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
NAME = rf"(?:{LABEL}\.)*{LABEL}\.?"
REST = r"(?:[/?#][!#-;=?-\[\]_a-z~]*)?"
WEB = rf"https?://(?P<host>{NAME}|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{{1,5}}))?{REST}"
MAIL = rf"mailto:[a-z0-9.!#$%&'*+/=^_{{|}}~-]+@(?P<mail>{NAME})"
SAFE = re.compile(f"{WEB}|{MAIL}", re.ASCII | re.IGNORECASE)

HIGHEST_PORT = 65_535
PUNYCODE = "xn--"
MARKS = frozenset({"Mc", "Mn"})
SPELLING = MARKS | {"Ll", "Lm", "Lo", "Nd", "So"}


def safe(url: str) -> bool:
    """Tell whether a link may lead there.

    `url` is the value as a browser has it, entities decoded. Nothing relative passes: it
    would be resolved against the publisher's page, or leave it by `//`.
    """
    found = SAFE.fullmatch(url)
    if not found or int(found["port"] or 0) > HIGHEST_PORT:
        return False
    return _possible((found["host"] or found["mail"]).lower().removesuffix("."))


def _possible(host: str) -> bool:
    labels = host.split(".")
    if host[0] == "[" or labels[-1][0].isdigit():
        return _numeric(host)
    return all(map(_legible, labels))


def _numeric(host: str) -> bool:
    try:
        IPv6Address(host[1:-1]) if host[0] == "[" else IPv4Address(host)
    except AddressValueError:
        return False
    return True


def _legible(label: str) -> bool:
    """Refuse an international name with something unseen in it: it reads like another one."""
    if not label.startswith(PUNYCODE):
        return True
    packed = label.removeprefix(PUNYCODE).encode("ascii")
    try:
        name = packed.decode("punycode")
    except UnicodeError:
        return False
    kinds = [category(c) for c in name if c != "-"]
    proper = name.encode("punycode") == packed and kinds[0] not in MARKS
    return proper and set(kinds) <= SPELLING
