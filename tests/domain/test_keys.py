from comments_service.domain import keys

SECRET = b"an invented secret of thirty-two bytes"


def test_a_purpose_has_one_key() -> None:
    assert keys.derive(SECRET, "guests") == keys.derive(SECRET, "guests")
    assert len(keys.derive(SECRET, "guests")) == 32


def test_another_purpose_or_secret_has_another_key() -> None:
    found = {
        keys.derive(SECRET, "guests"),
        keys.derive(SECRET, "tickets"),
        keys.derive(SECRET + b"!", "guests"),
        keys.derive(SECRET, ""),
    }

    assert len(found) == 4


def test_keys_are_made_as_the_standard_says() -> None:
    # RFC 5869, appendix A.3: no salt, no info; its output begins with our 32 bytes.
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"

    assert keys.derive(b"\x0b" * 22, "").hex() == expected
