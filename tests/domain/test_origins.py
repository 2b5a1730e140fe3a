import pytest

from comments_service.config.kinds import web_address
from comments_service.domain import origins


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://news.example.org/a?b#c", "https://news.example.org"),
        ("HTTPS://News.Example.ORG:443/", "https://news.example.org"),
        ("http://news.example.org:80", "http://news.example.org"),
        ("http://localhost:8000/demo", "http://localhost:8000"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("http://[0:0::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(address: str, origin: str) -> None:
    assert origins.of(address) == origin


NO_ADDRESS = [
    *("", "news.example.org", "ftp://news.example.org", "javascript:alert(1)", "https://"),
    *("http://[x", "http://[::1%eth0]/", "https://ex\u2100mple.org/", "https://a.example:port/"),
    *(
        "https://*.example.org",
        "https://a.example; script-src *",
        "https://a.example'",
        "https://.",
    ),
]


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_what_has_no_origin_is_refused(address: str) -> None:
    for read in (origins.of, origins.exact):
        with pytest.raises(origins.NoOrigin):
            read(address)


@pytest.mark.parametrize("more", ["/a", "?a", "#a"])
def test_an_origin_alone_has_nothing_behind_it(more: str) -> None:
    assert origins.exact("https://news.example.org/") == "https://news.example.org"
    for given in (f"https://news.example.org{more}", "https://ann@news.example.org"):
        with pytest.raises(origins.NoOrigin, match="more than an origin"):
            origins.exact(given)


def test_a_public_address_is_kept_as_browsers_write_it() -> None:
    assert web_address("") == ""
    assert web_address("HTTPS://Example.org:443/Comments/") == "https://example.org/Comments"


@pytest.mark.parametrize("behind", ["?a=b", "#a", "/a b", '/"'])
def test_a_public_address_has_a_path_and_nothing_else(behind: str) -> None:
    for given in (*filter(None, NO_ADDRESS), f"https://example.org{behind}", "https://a@b.example"):
        with pytest.raises(ValueError, match="an http or https address"):
            web_address(given)
