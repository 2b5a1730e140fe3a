"""Which coding a reader is answered in, and that equal bytes alone have equal tags."""

import gzip
import sys

import brotli
import pytest

from comments_service.edge import codings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PLAIN = b"<p>The river rose again last night.</p>" * 50


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, br", "br"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*", "br"),
        ("br;q=0, *", "zstd"),
        ("identity, *;q=0.5", "identity"),
        ("gzip;q=0.1", "gzip"),
        ("identity;q=0", "identity"),
        ("zstd", "zstd"),
        ("gzip, zstd", "zstd"),
        ("br;q=0.9, zstd", "zstd"),
        ("deflate", "identity"),
        ("br;q=often, ;;,=", "identity"),
        ("\N{PILE OF POO}", "identity"),
    ],
)
def test_the_coding_that_a_reader_likes_best_is_chosen(accepted: str, coding: str) -> None:
    assert codings.chosen(accepted) == coding


@pytest.mark.parametrize(
    ("coding", "unpack"),
    [("br", brotli.decompress), ("gzip", gzip.decompress), ("zstd", zstd.decompress)],
)
def test_what_is_packed_is_the_page(coding: str, unpack: object) -> None:
    assert callable(unpack)

    body = codings.body(PLAIN, coding)

    assert unpack(body.contents) == PLAIN
    assert len(body.contents) < len(PLAIN) / 4
    assert dict(body.headers)["Content-Encoding"] == coding


@pytest.mark.parametrize("coding", ["identity", "br", "gzip", "zstd"])
def test_the_same_page_is_the_same_bytes_whenever_it_is_packed(
    coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = codings.body(PLAIN, coding)

    monkeypatch.setattr("time.time", lambda: 2e9)

    assert codings.body(PLAIN, coding) == first


def test_the_tag_is_of_the_bytes_that_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    before = codings.body(PLAIN, "br")
    monkeypatch.setattr(codings, "BROTLI_QUALITY", 1)

    after = codings.body(PLAIN, "br")

    assert after.contents != before.contents
    assert dict(after.headers)["ETag"] != dict(before.headers)["ETag"]


def test_what_is_small_is_sent_as_it_is() -> None:
    assert codings.body(b"{}", "br") == codings.body(b"{}", "identity")
