import pytest

from comments_service.domain import hosts


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Mail.Example.ORG.", "mail.example.org"),
        (" example.org ", "example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
    ],
)
def test_a_host_has_one_spelling(given: str, found: str) -> None:
    assert hosts.exact(given) == found


@pytest.mark.parametrize(
    "given",
    [
        *("", ".", "localhost", "a..example", "a b.example", "https://a.example", "a.example/x"),
        *("@a.example", "a.example:25", "*.example.org", f"{'a' * 64}.example", "a." * 126 + "aa"),
    ],
)
def test_what_is_no_host_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        hosts.exact(given)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ann@Example.org", "example.org"),
        ('"a@b"@example.org', "example.org"),
        ("ann@bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_an_address_has_the_domain_behind_its_last_at(address: str, domain: str) -> None:
    assert hosts.of_address(address) == domain


@pytest.mark.parametrize("address", ["", "example.org", "@example.org", "ann@", "ann@localhost"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        hosts.of_address(address)
