from __future__ import annotations

import gzip
import re
import socket
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sites import Site, drip, moved, page, serving, status

from factcheck.errors import FetchError, TooLargeError
from factcheck.reading.fetching import Fetched, Fetcher, user_agent
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sites import Answer

TEXT = "The council closed the old bridge on Tuesday."
LIMIT = 4_000
CERTIFICATE = Path(__file__).with_name("self_signed.pem")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost,bank.example,post.example")
    with serving({}) as running:
        yield running


class Waits(list[float]):
    """Notes how long it was asked to wait, and does not."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def fetcher(waits: Waits | None = None, **given: object) -> Fetcher:
    settings = {"allow_private": True, "max_article_bytes": LIMIT, "fetch_host_delay_seconds": 0.0, **given}
    return Fetcher(Settings(**settings), sleep=Waits() if waits is None else waits)


def answering(site: Site, *answers: Answer) -> str:
    site.answers["/a"] = list(answers)
    return site.url + "/a"


def test_a_page_comes_with_its_type_and_charset_and_without_the_fragment(site: Site) -> None:
    url = answering(site, page(TEXT, "Text/HTML; charset=UTF-8"))
    found = fetcher().fetch(url + "#top")
    assert isinstance(found, Fetched)
    assert (found.url, found.content) == (url, TEXT.encode())
    assert (found.content_type, found.charset) == ("text/html", "utf-8")


def test_the_program_names_itself_honestly_and_asks_for_gzip_only(site: Site) -> None:
    fetcher().fetch(answering(site, page(TEXT)))
    assert {headers["user-agent"] for _, headers, _ in site.asked} == {user_agent()}
    assert {headers["accept-encoding"] for _, headers, _ in site.asked} == {"gzip"}
    assert user_agent().startswith("factcheck/")


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_status_that_may_pass_is_tried_again(site: Site, code: int) -> None:
    waits = Waits()
    assert fetcher(waits).fetch(answering(site, status(code), page(TEXT))).content == TEXT.encode()
    assert len(waits) == 1
    assert 0.25 <= waits[0] <= 0.5


@pytest.mark.parametrize(("code", "n"), [(503, 3), (404, 1), (403, 1), (410, 1), (501, 1)])
def test_a_status_that_stays_is_told_with_its_attempts(site: Site, code: int, n: int) -> None:
    with pytest.raises(FetchError, match=f"answered {code}") as caught:
        fetcher().fetch(answering(site, status(code)))
    assert (caught.value.url, caught.value.status, len(site.paths)) == (site.url + "/a", code, n)
    assert (f"({n} attempts)" in str(caught.value)) == (n > 1)


def test_retry_after_is_waited_for(site: Site) -> None:
    waits = Waits()
    fetcher(waits).fetch(answering(site, status(429, Retry_After="7"), status(503, Retry_After="soon"), page(TEXT)))
    assert waits[0] == 7.0
    assert 0.5 <= waits[1] <= 1.0


def test_a_retry_after_that_is_too_long_ends_it_at_once(site: Site) -> None:
    waits = Waits()
    with pytest.raises(FetchError, match=r"answered 429; it asks to wait 3600 seconds"):
        fetcher(waits).fetch(answering(site, status(429, Retry_After="3600")))
    assert (waits, len(site.paths)) == ([], 1)


def test_a_body_shorter_than_declared_is_tried_again_and_never_taken(site: Site) -> None:
    cut = page(TEXT, Content_Length="4000")
    assert fetcher().fetch(answering(site, cut, page(TEXT))).content == TEXT.encode()
    with pytest.raises(FetchError, match=r"broke off.*\(3 attempts\)"):
        fetcher().fetch(answering(site, cut))


def test_no_byte_after_the_declared_length_is_taken(site: Site) -> None:
    assert fetcher().fetch(answering(site, page(TEXT, Content_Length="11"))).content == b"The council"


def test_what_is_no_http_is_told(site: Site) -> None:
    with pytest.raises(FetchError, match="no HTTP"):
        fetcher().fetch(answering(site, lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n")))


@pytest.mark.parametrize(
    ("packed", "how"),
    [
        (gzip.compress(TEXT.encode()), "gzip"),
        (gzip.compress(TEXT[:9].encode()) + gzip.compress(TEXT[9:].encode()), "gzip"),
        (gzip.compress(TEXT.encode()) + b"\0\0", "x-gzip"),
        (zlib.compress(TEXT.encode()), "Deflate"),
        (TEXT.encode(), "identity"),
    ],
)
def test_packed_bodies_are_unpacked(site: Site, packed: bytes, how: str) -> None:
    assert fetcher().fetch(answering(site, page(packed, Content_Encoding=how))).content == TEXT.encode()


@pytest.mark.parametrize(
    ("packed", "how", "why"),
    [
        (gzip.compress(TEXT.encode())[:-9], "gzip", "packed answer broke off"),
        (b"\x1f\x8b\x08" + b"x" * 40, "gzip", "packed answer is broken"),
        (TEXT.encode(), "gzip", "packed answer is broken"),
        (TEXT.encode(), "br", "'br', which was not asked for"),
        (gzip.compress(gzip.compress(TEXT.encode())), "gzip, gzip", "not asked for"),
    ],
)
def test_badly_packed_bodies_are_told(site: Site, packed: bytes, how: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        fetcher().fetch(answering(site, page(packed, Content_Encoding=how)))


def test_a_gzip_bomb_stops_at_the_limit_and_takes_no_memory(site: Site) -> None:
    url = answering(site, page(gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip"))
    with pytest.raises(TooLargeError, match="4,000"):
        fetcher().fetch(url)
    assert len(site.paths) == 1


def test_a_body_over_the_limit_is_given_up_and_one_of_exactly_the_limit_is_not(site: Site) -> None:
    assert len(fetcher().fetch(answering(site, page(b"a" * LIMIT))).content) == LIMIT
    packed = gzip.compress(b"a" * LIMIT)
    assert len(fetcher().fetch(answering(site, page(packed, Content_Encoding="gzip"))).content) == LIMIT
    with pytest.raises(TooLargeError, match="max_article_bytes"):
        fetcher().fetch(answering(site, page(b"a" * (LIMIT + 1))))


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"b"),
    ],
)
def test_a_server_that_is_slow_anywhere_is_given_up_in_time(site: Site, start: bytes, piece: bytes) -> None:
    url = answering(site, drip(start, piece, lambda: site))
    with pytest.raises(FetchError, match=r"within 0\.3 seconds"):
        fetcher(fetch_timeout_seconds=0.3, fetch_attempts=1).fetch(url)


def test_a_redirect_is_followed_to_the_final_address(site: Site) -> None:
    site.answers["/b"] = page(TEXT)
    assert fetcher().fetch(answering(site, moved("/b#part"))).url == site.url + "/b"


def test_redirects_in_a_circle_are_seen_at_the_first_repetition(site: Site) -> None:
    site.answers["/b"] = moved("/a")
    with pytest.raises(FetchError, match="in a circle"):
        fetcher().fetch(answering(site, moved("/b")))
    assert site.paths == ["/a", "/b"]


def test_redirects_are_limited_in_number(site: Site) -> None:
    site.answers |= {f"/{n}": moved(f"/{n + 1}") for n in range(10)}
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher().fetch(site.url + "/0")
    assert len(site.paths) == 6


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("file:///etc/hosts", "not http or https"),
        ("ftp://post.example/a", "not http or https"),
        ("http://post.example:port/", "no address"),
        ("http://ann:secret@127.0.0.1/", "user name or password"),
    ],
)
def test_bad_redirects_are_refused(site: Site, to: str, why: str) -> None:
    with pytest.raises(FetchError, match=why) as caught:
        fetcher().fetch(answering(site, moved(to)))
    assert "secret" not in str(caught.value)
    assert len(site.paths) == 1


@pytest.mark.parametrize(
    "url",
    [
        "ftp://post.example/a",
        "file:///etc/hosts",
        "http://",
        "post.example",
        "http://[x",
        "http://a:b",
        "http://\udc80/",
    ],
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError, match="Cannot fetch"):
        fetcher().fetch(url)


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(FetchError, match="password") as caught:
        fetcher().fetch("https://ann:secret@post.example/a")
    assert "secret" not in str(caught.value) + caught.value.url


def test_a_closed_port_is_told_after_all_attempts(site: Site) -> None:
    with serving({}) as other:
        url = other.url
    waits = Waits()
    with pytest.raises(FetchError, match=r"refused.*3 attempts"):
        fetcher(waits).fetch(url + "/a")
    assert len(waits) == 2
    assert site


def resolving(addresses: Sequence[str], asked: list[str], *, allow_private: bool) -> Fetcher:
    def resolve(host: str, port: int) -> Sequence[str]:
        assert port
        asked.append(host)
        return addresses

    return Fetcher(Settings(allow_private=allow_private, fetch_host_delay_seconds=0), resolve=resolve)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433"])
def test_the_own_machine_is_refused_however_it_is_written(site: Site, host: str) -> None:
    url = answering(site, page(TEXT)).replace("127.0.0.1", host)
    with pytest.raises(FetchError, match=r"no public address.*--allow-private"):
        Fetcher(Settings()).fetch(url)
    assert site.asked == []


def test_a_name_that_leads_to_a_private_machine_is_refused(site: Site) -> None:
    asked: list[str] = []
    url = answering(site, page(TEXT)).replace("127.0.0.1", "bank.example")
    with pytest.raises(FetchError, match=r"bank\.example leads to 127\.0\.0\.1"):
        resolving(["127.0.0.1"], asked, allow_private=False).fetch(url)
    assert (asked, site.asked) == (["bank.example"], [])


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    asked: list[str] = []
    url = answering(site, page(TEXT)).replace("127.0.0.1", "bank.example")
    found = resolving(["127.0.0.1"], asked, allow_private=True).fetch(url)
    assert (found.url, found.content) == (url, TEXT.encode())
    assert {headers["host"] for _, headers, _ in site.asked} == {url.split("/")[2]}
    assert len(asked) == len(site.asked)  # a name is asked for once a connection: a second answer could differ


def test_a_redirect_to_a_private_machine_is_refused(site: Site) -> None:
    answers = {"post.example": ["127.0.0.1"], "bank.example": ["10.0.0.7"]}
    fetcher_ = Fetcher(Settings(allow_private=False), resolve=lambda host, _: answers[host])
    with pytest.raises(FetchError, match=r"10\.0\.0\.7") as caught:
        fetcher_.fetch("http://bank.example/")
    assert "public" in str(caught.value)
    assert site


def test_tls_is_checked_always(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/a": page(TEXT)}, certificate=CERTIFICATE) as broken:
        with pytest.raises(FetchError, match="TLS certificate does not hold: self-signed"):
            fetcher().fetch(broken.url + "/a")
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))  # a desk with an authority of its own
        assert fetcher().fetch(broken.url + "/a").content == TEXT.encode()
        with pytest.raises(FetchError, match="TLS certificate does not hold: IP address mismatch"):
            fetcher().fetch(broken.url.replace("localhost", "127.0.0.1") + "/a")
    with pytest.raises(FetchError, match="TLS failed"):
        fetcher().fetch(site.url.replace("http", "https") + "/a")


def test_a_redirect_from_https_to_http_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with (
        serving({"/a": moved(answering(site, page(TEXT)))}, certificate=CERTIFICATE) as secure,
        pytest.raises(FetchError, match="from https to http"),
    ):
        fetcher().fetch(secure.url + "/a")
    assert site.asked == []


def test_the_proxy_of_the_environment_is_used_and_resolves_names(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        if host == "127.0.0.1":
            return [host]
        raise socket.gaierror(socket.EAI_NONAME, f"no {host}:{port}")

    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("HTTP_PROXY", site.url)
    site.answers["http://far.example/a"] = page(TEXT)
    behind = Fetcher(Settings(fetch_host_delay_seconds=0), resolve=resolve)
    assert behind.fetch("http://far.example/a").content == TEXT.encode()
    with pytest.raises(FetchError, match="no public address"):
        behind.fetch("http://127.0.0.1/a")
    monkeypatch.setenv("HTTP_PROXY", "socks5://127.0.0.1:1080")
    with pytest.raises(FetchError, match="no HTTP proxy, but socks5"):
        behind.fetch("http://far.example/a")


PRIVATE = (
    "[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1] [::1%25lo] [64:ff9b::7f00:1] 0 0.0.0.0 "
    "0177.0.0.1 017700000001 0x7f.1 127.0.1 127.255.255.254 LOCALHOST localhost. ①②⑦.⓪.⓪.① 127。0。0。1 １２７.0.0.1 "
    "169.254.169.254 [fd00:ec2::254] [fe80::1] 100.100.100.200"
)


@pytest.mark.parametrize("host", PRIVATE.split())
def test_no_spelling_of_a_private_machine_is_connected_to(site: Site, host: str) -> None:
    url = answering(site, page(TEXT)).replace("127.0.0.1", host)
    with pytest.raises(FetchError):
        Fetcher(Settings(fetch_attempts=1)).fetch(url)
    assert site.asked == []


def test_a_name_that_is_pointed_elsewhere_between_two_requests_is_checked_each_time(site: Site) -> None:
    told = iter([["10.0.0.7"], ["169.254.169.254"], ["::ffff:127.0.0.1"]])
    fetcher_ = Fetcher(Settings(fetch_attempts=1, fetch_host_delay_seconds=0), resolve=lambda *_: next(told))
    for address in ("10.0.0.7", "169.254.169.254", "::ffff:127.0.0.1"):
        with pytest.raises(FetchError, match=re.escape(f"leads to {address}")):
            fetcher_.fetch(answering(site, page(TEXT)).replace("127.0.0.1", "rebound.example"))
    assert site.asked == []
