"""Addresses in a report: safe to follow, deep into the sentence, into an archive (pure)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from factcheck.report.article_record import article_record
from factcheck.report.plain import clean

if TYPE_CHECKING:
    from factcheck.datatypes import Evidence
    from factcheck.report.report import Report

SHORT = 10
"""Words up to which a sentence is named whole in a link; of longer ones the first and last `ENDS` words."""
ENDS = 5

# What RFC 3986 lets stand in an address; anything else is written in percent signs.
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def web_address(url: str | None) -> str | None:
    """Give an address that a browser may follow, http or https, in ASCII; None for any other.

    >>> web_address("https://example.org/a b?q=ü")
    'https://example.org/a%20b?q=%C3%BC'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        named = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not named or clean(url) != url:
        return None
    return quote(url, safe=_KEPT)


def deep_link(url: str | None, sentence: str) -> str | None:
    """Give the address of a sentence on a web page, by a text directive (WICG URL Fragment Text Directives).

    >>> deep_link("https://example.org/a#top", "It rained, twice.")
    'https://example.org/a#top:~:text=It%20rained%2C%20twice.'
    >>> deep_link("https://example.org", "One two three four five six seven eight nine ten eleven.")
    'https://example.org#:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven.'
    """
    page = web_address(url)
    words = clean(sentence).split()
    if page is None or not words:
        return page
    told = [words] if len(words) <= SHORT else [words[:ENDS], words[-ENDS:]]
    # A hyphen would be read as the mark of a prefix or suffix.
    directive = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in told)
    page = page.partition(":~:")[0]
    return f"{page}{'' if '#' in page else '#'}:~:text={directive}"


def archive_link(url: str | None, published: str | None) -> str | None:
    """Give the address at which the Internet Archive would hold a page, the copy closest to a date if that is known.

    >>> archive_link("https://example.org/a", "2024-05-02")
    'https://web.archive.org/web/20240502/https://example.org/a'
    """
    page = web_address(url)
    if page is None:
        return None
    dated = _DATE.match(published or "")
    return f"https://web.archive.org/web/{''.join(dated.groups()) if dated else '*'}/{page}"


def evidence_link(evidence: Evidence) -> str | None:
    """Give the address of an evidence passage on its page, None when the report is not on the web."""
    return deep_link(evidence.url, evidence.passage.text)


def article_address(report: Report) -> str:
    """Name a report's article: its address on the web, else a URN (RFC 8141) of its text's SHA-256."""
    article = report.article
    return web_address(article.url) or f"urn:factcheck:article:{article_record(article)['sha256']}"


def evidence_address(evidence: Evidence) -> str:
    """Name the report an evidence passage is from: its address on the web, else a URN of its reference id."""
    return web_address(evidence.url) or f"urn:factcheck:reference:{quote(clean(evidence.reference_id), safe='')}"
