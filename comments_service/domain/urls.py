"""Which addresses a comment may link to."""

import re

# Only what is spelt out, in printable ASCII: international names arrive as Punycode and
# other characters percent-encoded. A user part (`https://bank.example@evil.example`) is
# there to mislead, so it is no address for us, and neither is a mail with ready-made headers.
HOST = r"(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?"
REST = r"(?:[/?#][!#-;=?-\[\]_a-z~]*)?"
WEB = rf"https?://{HOST}{REST}"
MAIL = r"mailto:[a-z0-9.!#$%&'*+/=^_{|}~-]+@[a-z0-9.-]+"
SAFE = re.compile(f"{WEB}|{MAIL}", re.ASCII | re.IGNORECASE)


def safe(url: str) -> bool:
    """Tell whether a link may lead there.

    `url` is the value as a browser has it, entities decoded. Nothing relative passes: it
    would be resolved against the publisher's page, or leave it by `//`.
    """
    return SAFE.fullmatch(url) is not None
