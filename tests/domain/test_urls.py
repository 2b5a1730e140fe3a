import pytest

from comments_service.domain import urls


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org/",
        "HTTPS://EXAMPLE.ORG/A?b=c&d=e#f",
        "https://xn--mnchen-3ya.example:8080/%C3%A4;x=(y)'[z]",
        "http://192.0.2.1/@user",
        "http://www.example.org.:65535",
        "http://xn--strae-oqa.example/",
        "http://xn--vi8h.example/",
        "http://[2001:db8::1]/",
        "http://localhost?q=javascript:alert(1)",
        "https://example.org/*~!$,:@",
        "mailto:ann.b+c@example.org",
    ],
)
def test_a_comment_may_link_there(url: str) -> None:
    assert urls.safe(url)


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org", "/path", "path:x", "#top", "?q", "./this:that", "//evil.example/x"),
        *("/\\evil.example", "\\\\evil.example", "http:\\\\evil.example", "http:/evil.example"),
        *("http:evil.example", "http://", "https:///x", "http://?q", "http://:80/", "http://a b/"),
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x"),
        *(
            "java\tscript:alert(1)",
            "\x01javascript:alert(1)",
            " http://example.org",
            "javascript&colon;x",
        ),
        *(
            "javascript://example.org/%0aalert(1)",
            "view-source:http://a.example",
            "ftp://a.example",
        ),
        *(
            "http://example.org/\n",
            "http://example.org/\x00",
            "http://example.org/\x7f",
            "http://a.example/é",
        ),
        *(
            "http://example.org/\u202e",
            "http://exämple.org",
            "http://ex%61mple.org/",
            'http://a.example/"x',
        ),
        *(
            "http://a.example/<b>",
            "http://a.example/`",
            "http://a.example/\\x",
            "http://a.example/{x}",
        ),
        *(
            "https://bank.example@evil.example/",
            "https://user:word@evil.example/",
            "http://a.example:x/",
        ),
        *("http://a..example/", "http://-a.example/", "http://.a/", "http://a.example:65536/"),
        *("http://192.0.2.999/", "http://192.0.2/", "http://0x7f000001/", "http://1/"),
        *("http://[:::1]/", "http://[192.0.2.1]/", "mailto:ann@192.0.2.999", "http://xn--/"),
        *("http://xn--zug.example/", "http://xn--a-.example/", "http://xn--ksa.example/"),
        *(
            "mailto:",
            "mailto:ann",
            "mailto:a@b@c",
            "mailto:a@b.example?bcc=c@d.example",
            "mailto:a b@c.example",
        ),
    ],
)
def test_a_comment_may_not_link_there(url: str) -> None:
    assert not urls.safe(url)
