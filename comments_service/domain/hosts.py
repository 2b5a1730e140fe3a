"""Hosts and domains in one spelling, so that they can be compared exactly."""

import re

LABEL = "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
NAME = re.compile(rf"(?:{LABEL}\.)+{LABEL}")
LONGEST = 253


def exact(given: str) -> str:
    """Return a name in small letters of ASCII (IDNA); raises `ValueError` for what is none."""
    found = given.strip().rstrip(".").encode("idna").decode("ascii").lower()
    if len(found) > LONGEST or not NAME.fullmatch(found):
        raise ValueError(f"{given} is no name of a host")
    return found


def of_address(address: str) -> str:
    """Return the domain of an e-mail address; raises `ValueError` for what is none."""
    local, _, domain = address.strip().rpartition("@")
    if not local:
        raise ValueError(f"{address} is no e-mail address")
    return exact(domain)
