"""Feeds (RSS, Atom) and sitemaps: the addresses they list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from factcheck.reading.xml_tree import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

ROOTS = frozenset({"rss", "feed", "RDF", "urlset", "sitemapindex"})
"""The root elements of RSS 0.9 to 2.0, Atom, sitemaps and lists of sitemaps."""


FEEDS = frozenset({"feed", "sitemap"})
"""The signals of dates that stand in the list and not on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed or sitemap says of a page, as it is written there; None where it says nothing.

    `signal` is where it stands: "feed" or "sitemap".
    """

    signal: str
    published: str | None = None
    updated: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed or sitemap lists, in order, each once: pages, and further sitemaps.

    `entries` has what is said of the pages, by address. `n_left_out` counts those beyond the most that were asked for.
    """

    addresses: tuple[str, ...]
    sitemaps: tuple[str, ...] = ()
    n_left_out: int = 0
    entries: Mapping[str, Entry] = field(default_factory=dict)


def parse_feed(data: bytes, *, name: str, most: int, url: str | None = None) -> Listing:
    """Read the http(s) addresses that a feed or sitemap lists.

    Args:
        data: the file.
        name: what messages call it.
        most: most addresses to take; a sitemap may list 50,000.
        url: where it was fetched from; addresses may be relative to it.

    Raises:
        ReadError: it is not well-formed, or declares entities.
    """
    root = parse_xml(data, name=name)
    signal = "sitemap" if local_name(root) in {"urlset", "sitemapindex"} else "feed"
    found: dict[str, Entry] = {}
    for element in root.iter("{*}item", "{*}entry", "{*}url", "{*}sitemap"):
        address = _address(element, url)
        if address is not None:
            found.setdefault(address, _entry(element, signal))
    kept, n_left_out = tuple(found)[:most], max(0, len(found) - most)
    if local_name(root) == "sitemapindex":
        return Listing(addresses=(), sitemaps=kept, n_left_out=n_left_out)
    return Listing(addresses=kept, n_left_out=n_left_out, entries={address: found[address] for address in kept})


def _entry(element: _Element, signal: str) -> Entry:
    """Read dates and author of an entry: RSS 2.0, Dublin Core, Atom, sitemaps and their news extension.

    Atom's `updated` is required and `published` is not (RFC 4287, 4.2), so an entry with `updated` alone tells only
    that.
    """
    texts: dict[str, str] = {}
    news = [part for child in element if local_name(child) == "news" for part in child]
    for child in (*element, *news):
        if local_name(child) and child.text and child.text.strip():
            texts.setdefault(local_name(child), child.text.strip())
    author = next((child for child in element if local_name(child) == "author"), None)
    names = [] if author is None else [part.text for part in author if local_name(part) == "name" and part.text]
    own = names[0] if names else texts.get("creator") or (author.text if author is not None else None)
    return Entry(
        signal=signal,
        published=texts.get("pubDate") or texts.get("published") or texts.get("publication_date") or texts.get("date"),
        updated=texts.get("updated") or texts.get("modified") or texts.get("lastmod"),
        author=_name(own),
    )


def _name(author: str | None) -> str | None:
    """Give an author's name of "desk@post.example (Ann Lee)", the form of RSS; an address alone is none."""
    if author is None or "@" not in author:
        return author
    _, opened, rest = author.partition("(")
    return rest.rstrip(") ") if opened else None


def _address(element: _Element, url: str | None) -> str | None:
    """Find the address of an entry: `<loc>`, `<link>`, `<link href>` of the page itself, or a permanent `<guid>`."""
    children = {local_name(child): child for child in reversed(element) if local_name(child) in {"loc", "guid"}}
    links = [child for child in element if local_name(child) == "link"]
    pages = [link.get("href") for link in links if link.get("href") and link.get("rel", "alternate") == "alternate"]
    texts = [link.text for link in links if link.text and link.text.strip()]
    loc, guid = children.get("loc"), children.get("guid")
    permanent = guid is not None and guid.get("isPermaLink", "true") == "true"
    candidates = [
        loc.text if loc is not None else None,
        *pages,
        *texts,
        guid.text if permanent and guid is not None else None,
    ]
    raw = next((text.strip() for text in candidates if text and text.strip()), None)
    if raw is None:
        return None
    try:
        address = urljoin(url or "", raw)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
