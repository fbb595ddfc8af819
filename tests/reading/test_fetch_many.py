from __future__ import annotations

import threading
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sites import Site, page, serving, status

from factcheck.errors import FetchError
from factcheck.reading.fetching import Fetched, Fetcher
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,one.example,two.example")
    with serving({}) as running:
        yield running


def fetcher(**given: object) -> Fetcher:
    settings = {"allow_private": True, "fetch_host_delay_seconds": 0.0, "fetch_attempts": 1, **given}
    return Fetcher(Settings(**settings), resolve=lambda *_: ["127.0.0.1"])


def robots(site: Site, text: str) -> None:
    site.answers["/robots.txt"] = page(text)


def test_pages_come_in_the_order_asked_for_with_failures_in_their_place(site: Site) -> None:
    site.answers |= {f"/{n}": page(f"Page {n}.") for n in (0, 1, 3)}
    found = list(fetcher().fetch_all([f"{site.url}/{n}" for n in range(4)] + ["no address"]))
    assert [one.content if isinstance(one, Fetched) else one.url for one in found] == [
        b"Page 0.",
        b"Page 1.",
        f"{site.url}/2",
        b"Page 3.",
        "no address",
    ]


def test_one_host_is_asked_for_one_page_at_a_time_with_a_pause(site: Site) -> None:
    site.answers |= {f"/{n}": page("A page.") for n in range(4)}
    list(fetcher(fetch_host_delay_seconds=0.1).fetch_all([f"{site.url}/{n}" for n in range(4)]))
    times = [time for path, _, time in site.asked if path != "/robots.txt"]
    assert site.n_most == 1
    assert min(b - a for a, b in pairwise(times)) >= 0.09


def test_several_hosts_are_asked_at_once(site: Site) -> None:
    both = threading.Barrier(2, timeout=20)  # passed only when both hosts are being asked

    def answer(handler: BaseHTTPRequestHandler) -> None:
        both.wait()
        page("A page.")(handler)

    site.answers["/a"] = answer
    urls = [site.url.replace("127.0.0.1", host) + "/a" for host in ("one.example", "two.example")]
    assert all(isinstance(one, Fetched) for one in fetcher().fetch_all(urls))


def test_more_pages_than_a_batch_all_come(site: Site) -> None:
    site.answers["/a"] = page("A page.")
    assert len(list(fetcher(obey_robots=False).fetch_all([site.url + "/a"] * 70))) == 70


def test_a_reader_that_stops_stops_the_fetching(site: Site) -> None:
    site.answers |= {f"/{n}": page("A page.") for n in range(50)}
    found = fetcher(fetch_host_delay_seconds=0.5).fetch_all([f"{site.url}/{n}" for n in range(50)])
    next(found)
    found.close()
    assert len(site.paths) < 5


def test_a_fetcher_that_was_stopped_can_be_used_again(site: Site) -> None:
    site.answers["/a"] = page("A page.")
    again = fetcher()
    stopped = again.fetch_all([site.url + "/a"] * 3)
    next(stopped)
    stopped.close()
    assert len(list(again.fetch_all([site.url + "/a"] * 2))) == 2


def test_robots_txt_is_asked_for_once_a_host_and_obeyed(site: Site) -> None:
    robots(site, "User-agent: *\nDisallow: /private\n")
    site.answers |= {"/a": page("A page."), "/b": page("B page."), "/private/c": page("C page.")}
    a, b, c = fetcher().fetch_all([site.url + path for path in ("/a", "/b", "/private/c?d=1")])
    assert isinstance(a, Fetched)
    assert isinstance(b, Fetched)
    assert isinstance(c, FetchError)
    assert "robots.txt forbids it" in str(c)
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/a", "/b"]


def test_a_redirect_into_what_robots_txt_forbids_is_not_followed(site: Site) -> None:
    robots(site, "User-agent: factcheck\nDisallow: /private\n")
    site.answers["/a"] = page("", status=302, Location="/private/c")
    with pytest.raises(FetchError, match=r"robots\.txt forbids it"):
        fetcher().fetch(site.url + "/a")
    assert site.paths == ["/a"]


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_without_a_robots_txt_everything_is_allowed(site: Site, code: int) -> None:
    site.answers |= {"/robots.txt": status(code), "/a": page("A page.")}
    assert fetcher().fetch(site.url + "/a").content == b"A page."


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_robots_txt_that_cannot_be_read_forbids_everything_for_now(site: Site, code: int) -> None:
    site.answers |= {"/robots.txt": status(code), "/a": page("A page.")}
    with pytest.raises(FetchError, match=rf"robots\.txt cannot be read \(the server answered {code}\)"):
        fetcher().fetch(site.url + "/a")
    assert site.paths == []


def test_a_huge_robots_txt_is_given_up(site: Site) -> None:
    robots(site, "#" * 600_000)
    with pytest.raises(FetchError, match=r"robots\.txt has more than 512,000 bytes"):
        fetcher().fetch(site.url + "/a")


def test_robots_txt_may_be_passed_over_by_a_setting(site: Site) -> None:
    robots(site, "User-agent: *\nDisallow: /\n")
    site.answers["/a"] = page("A page.")
    assert fetcher(obey_robots=False).fetch(site.url + "/a").content == b"A page."
    assert [path for path, _, _ in site.asked] == ["/a"]


def test_a_crawl_delay_is_kept_up_to_the_longest_wait(site: Site) -> None:
    waits: list[float] = []
    robots(site, "User-agent: *\nCrawl-delay: 3600\n")
    site.answers["/a"] = page("A page.")
    settings = Settings(allow_private=True, fetch_longest_wait_seconds=9)
    list(Fetcher(settings, sleep=waits.append).fetch_all([site.url + "/a"] * 2))
    assert len(waits) == 1
    assert 5 < waits[0] <= 9
