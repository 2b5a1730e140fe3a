"""Who dials out can be made to dial where only we can reach: one room does, with its guard."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import comments_service

HOUSE = Path(comments_service.__file__).parent
DIALS = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http.client",
    "httpx",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc",
}
# The databases' and Redis's own drivers go where the operator's settings say.
OTHERS = sorted(
    str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*.py") if "notify" not in path.parts
)


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def dialling(source: str) -> set[str]:
    return {name for name in imported(source) if name in DIALS or name.partition(".")[0] in DIALS}


def test_t32_no_other_room_can_dial_out() -> None:
    found = {path: dialling((HOUSE / path).read_text()) for path in OTHERS}

    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "from http import client",
        "from http.client import HTTPConnection",
        "import urllib.request",
        "def f():\n    import ssl",
    ],
)
def test_t32_a_module_that_dials_would_be_seen(line: str) -> None:
    assert dialling(line)
