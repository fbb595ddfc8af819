from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from sites import Site, page, serving, status

from factcheck.errors import EmptyDocumentError, ReadError, TooLargeError, UnsupportedFormatError
from factcheck.reading import Unread, read_all, read_references
from factcheck.reading.feeds import parse_feed
from factcheck.reading.xml_tree import root_name
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.datatypes import Reference

RSS = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/rss.dtd"><rss version="2.0">
<channel><link>https://p.example/</link>
<item><title>A</title><link> /a </link><guid isPermaLink="false">17</guid></item>
<item><guid>https://p.example/b</guid></item>
<item><guid isPermaLink="false">18</guid></item>
<item><link>mailto:a@p.example</link></item>
<item><link>https://p.example/a</link></item>
<item><link>http://[x</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://p.example/"/>
<entry><link rel="self" href="https://p.example/a.atom"/><link rel="alternate" href="a?b=1&amp;c=2"/></entry>
<entry><link href="https://q.example/b"/></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item><link>https://p.example/a</link></item></rdf:RDF>"""
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
SITEMAP = f"<urlset {NS}><url><loc>https://p.example/a</loc><lastmod>2025-03-04</lastmod></url></urlset>"
INDEX = f"<sitemapindex {NS}><sitemap><loc>https://p.example/s.xml</loc></sitemap></sitemapindex>"


def listed(text: str, url: str | None = "https://p.example/feed/"):
    return parse_feed(text.encode(), name="'feed'", most=100, url=url)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (RSS, ("https://p.example/a", "https://p.example/b")),
        (ATOM, ("https://p.example/feed/a?b=1&c=2", "https://q.example/b")),
        (RDF, ("https://p.example/a",)),
        (SITEMAP, ("https://p.example/a",)),
        ("<rss><channel/></rss>", ()),
    ],
)
def test_the_addresses_of_entries_come_in_order_each_once(text: str, addresses: tuple[str, ...]) -> None:
    assert listed(text).addresses == addresses


def test_a_list_of_sitemaps_names_sitemaps_and_no_pages() -> None:
    assert (listed(INDEX).addresses, listed(INDEX).sitemaps) == ((), ("https://p.example/s.xml",))


def test_relative_addresses_need_a_place() -> None:
    assert listed(RSS, url=None).addresses == ("https://p.example/b", "https://p.example/a")


def test_addresses_beyond_the_limit_are_counted() -> None:
    entries = "".join(f"<url><loc>https://p.example/{n}</loc></url>" for n in range(105))
    listing = listed(f"<urlset>{entries}</urlset>")
    assert (len(listing.addresses), listing.n_left_out) == (100, 5)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><item><link>&b;</link></item></rss>',
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hosts">]><rss><item><link>&a;</link></item></rss>',
        '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;]><rss/>',
        "<rss><item>",
        "no XML",
    ],
)
def test_entity_bombs_and_broken_xml_are_refused(text: str) -> None:
    with pytest.raises(ReadError, match="'feed'"):
        listed(text)


@pytest.mark.parametrize("opening", ["<!---->" * 280, "<?a?>" * 400, "<!DOCTYPE a>" * 160, " " * 2_000, "<?" * 1_000])
def test_the_root_is_found_or_not_in_no_time(opening: str) -> None:
    started = time.process_time()
    assert root_name(opening) == ""
    assert root_name(opening + "<x:rss>") in {"rss", ""}
    assert time.process_time() - started < 1


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving({}) as running:
        running.answers |= {f"/{name}": page(f"Report {name} is here.") for name in "abc"}
        yield running


SETTINGS = Settings(allow_private=True, fetch_host_delay_seconds=0.0, fetch_attempts=1)


def rss(*paths: str) -> str:
    return "<rss><channel>" + "".join(f"<item><link>{path}</link></item>" for path in paths) + "</channel></rss>"


def read(source: str | Path) -> list[Reference | Unread]:
    return list(read_references(source, settings=SETTINGS))


def test_a_feed_gives_its_pages_and_tells_what_is_missing(site: Site) -> None:
    site.answers["/feed"] = page(rss("/a", "/gone", "/b"), "application/rss+xml")
    a, gone, b = read(site.url + "/feed")
    assert (a.text, a.url, b.text) == ("Report a is here.", site.url + "/a", "Report b is here.")
    assert (gone.path_or_url, "404" in str(gone.error)) == (site.url + "/gone", True)
    assert "\n" not in str(gone.error)


def test_a_sitemap_of_sitemaps_is_followed_once(site: Site) -> None:
    urls = [f"<sitemap><loc>{site.url}/{name}.xml</loc></sitemap>" for name in ("one", "two", "deep")]
    index = f"<?xml version='1.0'?><sitemapindex>{''.join(urls)}</sitemapindex>"
    site.answers |= {
        "/sitemap.xml": page(index, "application/xml"),
        "/one.xml": page(f"<urlset><url><loc>{site.url}/a</loc></url></urlset>", "text/xml"),
        "/two.xml": status(503),
        "/deep.xml": page(index),
    }
    two, deep, a = read(site.url + "/sitemap.xml")
    assert (two.path_or_url, deep.path_or_url, a.text) == (
        site.url + "/two.xml",
        site.url + "/deep.xml",
        "Report a is here.",
    )
    assert isinstance(deep.error, UnsupportedFormatError)


def test_a_feed_in_a_file_is_followed_and_one_within_a_feed_is_not(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(f"<?xml version='1.0'?>{rss(site.url + '/c', site.url + '/loop')}")
    site.answers["/loop"] = page(rss("/loop"), "application/xml")
    c, loop = read(file)
    assert c.text == "Report c is here."
    assert "a feed within another is not read" in str(loop.error)


def test_a_feed_of_a_private_machine_is_refused_without_leave(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(f"<?xml version='1.0'?>{rss(site.url + '/c', 'http://169.254.169.254/meta')}")
    found = list(read_references(file, settings=Settings()))
    assert ["--allow-private" in str(one.error) for one in found] == [True, True]
    assert site.asked == []


def test_a_long_feed_says_what_was_left_out(site: Site) -> None:
    site.answers["/feed"] = page(rss("/a", "/b", "/c"), "application/rss+xml")
    a, b, rest = read_references(site.url + "/feed", settings=SETTINGS.model_copy(update={"max_feed_addresses": 2}))
    assert (a.text, b.text) == ("Report a is here.", "Report b is here.")
    assert isinstance(rest.error, TooLargeError)
    assert "1 more addresses" in str(rest.error)


def test_a_feed_without_entries_is_told(site: Site) -> None:
    site.answers["/feed"] = page(rss(), "application/rss+xml")
    with pytest.raises(EmptyDocumentError, match="lists no addresses"):
        read(site.url + "/feed")
    (empty, a) = read_all([site.url + "/feed", site.url + "/a"], settings=SETTINGS)
    assert (empty.path_or_url, a.text) == (site.url + "/feed", "Report a is here.")
