"""One spelling for the same bytes, wherever bytes are handed out as text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies

from comments_service.domain import base64url, capability
from comments_service.domain.errors import TokenInvalid

NOW = datetime(2026, 11, 25, tzinfo=UTC)
SECRETS = (b"a secret of the tests that is long enough",)


@given(strategies.binary(max_size=64))
def test_what_is_written_is_read(packed: bytes) -> None:
    assert base64url.decode(base64url.encode(packed)) == packed


@pytest.mark.parametrize("other", ["TQ==", "TR", "T Q", "TQ\n", "T-Q!", "T", "Тq"])
def test_another_spelling_is_refused(other: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        base64url.decode(other)


@pytest.mark.parametrize("junk", ["!", " ", "=", "\n"])
def test_a_capability_with_something_beside_it_is_none(junk: str) -> None:
    token = capability.write(capability.issue(1, 2, 1, NOW), SECRETS)

    with pytest.raises(TokenInvalid):
        capability.read(token + junk, SECRETS, now=NOW)

    assert capability.read(token, SECRETS, now=NOW).author_id == 2
