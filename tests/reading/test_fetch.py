from __future__ import annotations

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from factcheck.errors import FetchError, TooLargeError
from factcheck.reading import read_article, read_references
from factcheck.reading.fetch import Fetched, fetch, user_agent
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = "The council closed the old bridge on Tuesday after engineers found cracks in 12 of its 40 piers."
PAGE = f"<html><head><title>Bridge closed</title></head><body><article><p>{SENTENCE}</p></article></body></html>"
RECORDS = '[{"text": "One is."}, {"text": "Two is.", "url": "https://post.example/2"}, {"title": "none"}]'
BODIES = {
    "/page": ("text/html; charset=utf-8", PAGE.encode()),
    "/note.md": ("text/plain", b"# Title\n\nSome *words*."),
    "/plain": ("", b"Some *words*."),
    "/western": ("text/plain; charset=windows-1251", "\u041c\u043e\u0441\u0442".encode("cp1251")),
    "/all": ("application/json", RECORDS.encode()),
    "/empty": ("text/plain", b""),
    "/large": ("text/plain", b"a" * 5_000),
    "/bomb": ("text/plain", gzip.compress(b"a" * 50_000)),
}
REDIRECTS = {"/moved": "/page", "/loop": "/loop", "/outside": "file:///etc/hosts", "/broken": "http://[x"}


class Handler(BaseHTTPRequestHandler):
    asked: list[dict[str, str]] = []  # noqa: RUF012 - the server makes a handler per request
    released = threading.Event()

    def do_GET(self) -> None:
        self.asked.append({name.lower(): value for name, value in self.headers.items()})
        if self.path == "/slow":
            self.released.wait(5)
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(30):  # a piece every 50 ms is in time, 30 of them are not
                self.wfile.write(b"a")
                self.released.wait(0.05)
        elif self.path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[self.path])
            self.end_headers()
        elif self.path in BODIES:
            kind, body = BODIES[self.path]
            self.send_response(200)
            if kind:
                self.send_header("Content-Type", kind)
            if self.path == "/bomb":
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_response(503 if self.path == "/busy" else 404)
            self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """Clients that hang up are part of these tests."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Handler.asked.clear()
    Handler.released.clear()
    with QuietServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        Handler.released.set()
        server.shutdown()
        thread.join()


def fetched(url: str, *, timeout_seconds: float = 5.0, max_bytes: int = 4_000) -> Fetched:
    return fetch(url, timeout_seconds=timeout_seconds, max_bytes=max_bytes)


def test_a_page_comes_with_its_type_and_charset(site: str) -> None:
    assert fetched(site + "/page#top") == Fetched(
        url=site + "/page", content=PAGE.encode(), content_type="text/html", charset="utf-8"
    )


def test_the_program_names_itself_honestly(site: str) -> None:
    fetched(site + "/page")
    assert [asked["user-agent"] for asked in Handler.asked] == [user_agent()]
    assert user_agent().startswith("factcheck/")


def test_a_redirect_is_followed_to_the_final_address(site: str) -> None:
    assert fetched(site + "/moved").url == site + "/page"


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/busy", 503)])
def test_an_error_status_is_told(site: str, path: str, status: int) -> None:
    with pytest.raises(FetchError, match=str(status)) as caught:
        fetched(site + path)
    assert (caught.value.url, caught.value.status) == (site + path, status)


@pytest.mark.parametrize(
    ("path", "why"), [("/loop", "5 redirects"), ("/outside", "not http or https"), ("/broken", "fetch")]
)
def test_bad_redirects_are_refused(site: str, path: str, why: str) -> None:
    with pytest.raises(FetchError, match=why) as caught:
        fetched(site + path)
    assert caught.value.status is None


def test_redirects_are_limited_in_number(site: str) -> None:
    with pytest.raises(FetchError):
        fetched(site + "/loop")
    assert len(Handler.asked) == 6


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_reading_stops_at_the_size_limit_of_the_unpacked_body(site: str, path: str) -> None:
    with pytest.raises(TooLargeError, match="4,000"):
        fetched(site + path)


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_a_slow_server_is_given_up(site: str, path: str) -> None:
    with pytest.raises(FetchError, match=r"within 0\.3 seconds"):
        fetched(site + path, timeout_seconds=0.3)


@pytest.mark.parametrize(
    "url", ["ftp://post.example/a", "file:///etc/hosts", "http://", "post.example", "http://[x", "http://a:b"]
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError, match="Cannot fetch"):
        fetched(url)


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(FetchError, match="password") as caught:
        fetched("https://ann:secret@post.example/a")
    assert "secret" not in str(caught.value) + caught.value.url


def test_a_closed_port_is_a_fetch_error(site: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        port = server.server_port
    with pytest.raises(FetchError, match=str(port)) as caught:
        fetched(f"http://127.0.0.1:{port}/a")
    assert caught.value.status is None
    assert site


def test_an_article_is_read_from_its_address(site: str) -> None:
    article = read_article(site + "/moved", settings=Settings())
    assert (article.text, article.title, article.url) == (SENTENCE, "Bridge closed", site + "/page")
    assert article.path is None


def test_the_name_tells_the_format_of_plain_text(site: str) -> None:
    note, plain = (read_article(site + path, settings=Settings()) for path in ("/note.md", "/plain"))
    assert (note.title, note.text) == ("Title", "Some words.")
    assert (plain.title, plain.text) == (None, "Some *words*.")


def test_the_charset_of_the_header_counts(site: str) -> None:
    assert read_article(site + "/western", settings=Settings()).text == "\u041c\u043e\u0441\u0442"


def test_the_scheme_of_an_article_must_be_of_the_web() -> None:
    with pytest.raises(FetchError, match="only http and https"):
        read_article("ftp://post.example/a", settings=Settings())


def test_references_of_one_address_are_told_apart(site: str) -> None:
    one, two, bad = read_references(site + "/all", settings=Settings())
    assert (one.url, two.url) == (site + "/all#1", "https://post.example/2")
    assert bad.path_or_url == site + "/all#3"


def test_a_reference_that_cannot_be_fetched_is_raised(site: str) -> None:
    with pytest.raises(FetchError, match="404"):
        list(read_references(site + "/nowhere", settings=Settings()))
