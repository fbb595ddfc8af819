"""Feeds (RSS, Atom) and sitemaps: the addresses they list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from factcheck.reading.xml_tree import local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = frozenset({"rss", "feed", "RDF", "urlset", "sitemapindex"})
"""The root elements of RSS 0.9 to 2.0, Atom, sitemaps and lists of sitemaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed or sitemap lists, in order, each once: pages, and further sitemaps.

    `n_left_out` counts those beyond the most that were asked for.
    """

    addresses: tuple[str, ...]
    sitemaps: tuple[str, ...] = ()
    n_left_out: int = 0


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
    found = dict.fromkeys(
        address
        for element in root.iter("{*}item", "{*}entry", "{*}url", "{*}sitemap")
        if (address := _address(element, url)) is not None
    )
    kept, n_left_out = tuple(found)[:most], max(0, len(found) - most)
    if local_name(root) == "sitemapindex":
        return Listing(addresses=(), sitemaps=kept, n_left_out=n_left_out)
    return Listing(addresses=kept, n_left_out=n_left_out)


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
