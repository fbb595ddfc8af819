from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from papers import captured, warc_record

from factcheck.datatypes import Reference
from factcheck.errors import ReadError, TooLargeError, UnsupportedFormatError
from factcheck.reading import Unread, read_article, read_references
from factcheck.settings import Settings

BODY = "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers."
HTML = f"<html><body><article><p>{BODY}</p></article></body></html>"
A, B = "https://post.example/a", "https://post.example/b.pdf"
INFO = warc_record("warcinfo", b"software: test\r\n", content_type="application/warc-fields")


def read(records: bytes, *, name: str = "crawl.warc", **settings: object) -> list[Reference | Unread]:
    Path(name).write_bytes(records)
    return list(read_references(name, settings=Settings(**settings)))


def texts(found: list[Reference | Unread]) -> list[str]:
    return [each.text if isinstance(each, Reference) else str(each.error) for each in found]


def test_pages_come_with_their_address_time_and_validators() -> None:
    page = captured(A, HTML, headers='ETag: "1"\r\nLast-Modified: Tue, 04 Mar 2025 07:00:00 GMT\r\n')
    (found,) = read(INFO + page)
    assert isinstance(found, Reference)
    assert (found.text, found.url, found.path) == (BODY, A, f"crawl.warc#{A}")
    assert found.retrieved_at == "2025-03-04T08:00:00+00:00"
    assert found.retrieval is not None
    assert found.retrieval.etag == '"1"'


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl"])
def test_an_archive_may_be_packed_record_by_record_or_as_a_whole(name: str) -> None:
    records = [INFO, captured(A, HTML), captured("https://post.example/c", "Rain fell.", kind="text/plain")]
    assert texts(read(b"".join(map(gzip.compress, records)), name=name)) == [BODY, "Rain fell."]
    assert texts(read(gzip.compress(b"".join(records)), name=name)) == [BODY, "Rain fell."]


def test_what_is_no_page_is_passed_over() -> None:
    records = [
        captured(A, "Not here.", status="404 Not Found", kind="text/plain"),
        captured(A, "x", status="301 Moved"),
        captured(A, b"\x89PNG", kind="image/png"),
        captured(A, "a{}", kind="text/css"),
        warc_record("request", b"GET / HTTP/1.1\r\n\r\n", url=A),
        warc_record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", url=A),
        warc_record("response", b"junk", url=A),
        captured("dns:post.example", HTML),
        captured(A, HTML),
    ]
    assert texts(read(b"".join(records))) == [BODY]


def test_bodies_are_taken_from_chunks_and_unpacked() -> None:
    raw = HTML.encode()
    chunks = b"%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (20, raw[:20], len(raw) - 20, raw[20:])
    records = [
        captured(A, chunks, headers="Transfer-Encoding: chunked\r\n"),
        captured(A, gzip.compress(raw), headers="Content-Encoding: gzip\r\n"),
        captured(A, raw, headers="Transfer-Encoding: chunked\r\n"),  # joined by the crawler, which kept the header
        captured(A, b"?", headers="Content-Encoding: br\r\n"),
        captured(A, HTML.replace("found", "fand\u00e9n").encode("latin-1"), kind="text/html; charset=ISO-8859-1"),
    ]
    *first, packed, latin = texts(read(b"".join(records)))
    assert first == [BODY] * 3
    assert "packed as 'br'" in packed
    assert latin == BODY.replace("found", "fand\u00e9n")


def test_bombs_are_unpacked_no_further_than_the_limits() -> None:
    bomb = captured(A, gzip.compress(b"a" * 2_000_000), headers="Content-Encoding: gzip\r\n")
    large = captured(A, b"a" * 200_000, kind="text/plain")
    found = read(bomb + large + captured(A, HTML), max_article_bytes=100_000)
    assert [type(each.error) for each in found if isinstance(each, Unread)] == [TooLargeError, TooLargeError]
    assert texts(found)[2] == BODY
    packed = gzip.compress(captured(A, HTML)) + gzip.compress(warc_record("metadata", b"a" * 5_000_000))
    (good, told) = read(packed, name="b.warc.gz", max_archive_bytes=1_000_000)
    assert isinstance(good, Reference)
    assert isinstance(told, Unread)
    assert "more than 1,000,000 bytes unpacked" in str(told.error)


@pytest.mark.parametrize(
    "tail",
    [
        captured(A, HTML)[:-100],
        b"no record\r\n",
        b"WARC/1.1\r\nContent-Length: many\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: -5\r\n\r\nabc",
        b"WARC/1.1\r\n" + b"a: b\r\n" * 300,
    ],
)
def test_damage_loses_what_follows_and_is_told(tail: bytes) -> None:
    good, told = read(captured(A, HTML) + tail)
    assert isinstance(good, Reference)
    assert isinstance(told, Unread)
    assert "damaged or cut off" in str(told.error)


def test_a_packed_archive_that_is_cut_off_gives_what_comes_before() -> None:
    good, told = read(gzip.compress(captured(A, HTML)) + gzip.compress(captured(B, HTML))[:-12], name="c.warc.gz")
    assert isinstance(good, Reference)
    assert isinstance(told, Unread)
    assert "damaged or cut off" in str(told.error)


@pytest.mark.parametrize("junk", [b"\x1f\x8bjunk", zlib.compress(b"WARC/1.0"), b"\x00"])
def test_what_is_no_archive_is_refused(junk: bytes) -> None:
    with pytest.raises(ReadError, match="damaged or cut off"):
        read(junk, name="c.warc.gz")


def test_an_archive_is_no_article_and_not_read_within_another() -> None:
    Path("a.warc").write_bytes(captured(A, HTML))
    with pytest.raises(UnsupportedFormatError, match="one of them"):
        read_article("a.warc", settings=Settings())


def test_an_archive_without_pages_is_told() -> None:
    with pytest.raises(ReadError, match="holds no pages"):
        read(INFO)


def test_an_address_that_is_none_costs_its_page_only() -> None:
    bad, good = read(captured("http://[no-address]/a", HTML) + captured(A, HTML))
    assert isinstance(bad, Unread)
    assert (bad.path_or_url, "is none" in str(bad.error)) == ("http://[no-address]/a", True)
    assert texts([good]) == [BODY]
