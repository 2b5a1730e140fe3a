import pytest

from comments_service.domain.nearmiss import Near, nearest

KNOWN = ("https://daily.example.org", "https://www.paper.example.net:8443")


@pytest.mark.parametrize(
    ("origin", "way", "meant"),
    [
        ("http://daily.example.org", "scheme", KNOWN[0]),
        ("https://daily.example.org:8443", "port", KNOWN[0]),
        ("https://www.daily.example.org", "www", KNOWN[0]),
        ("https://paper.example.net", "www", KNOWN[1]),
        ("https://daily.example.org.", "dot", KNOWN[0]),
        ("https://m.daily.example.org", "subdomain", KNOWN[0]),
        ("https://example.org", "subdomain", KNOWN[0]),
        ("https://dailly.example.org", "spelling", KNOWN[0]),
        ("https://daily.exampel.org", "spelling", KNOWN[0]),
    ],
)
def test_a_near_miss_is_told_with_what_it_missed(origin: str, way: str, meant: str) -> None:
    assert nearest(origin, KNOWN) == Near(meant, way)


@pytest.mark.parametrize(
    "origin", ["https://evil.example.com", "https://notdaily.example.com", "http://127.0.0.1:8000"]
)
def test_what_comes_near_to_nothing_is_a_stranger(origin: str) -> None:
    assert nearest(origin, KNOWN) is None


def test_where_nothing_is_registered_nothing_is_near() -> None:
    assert nearest("https://daily.example.org", ()) is None
