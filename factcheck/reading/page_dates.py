"""The dates a web page states of itself, each with the signal it came from: JSON-LD, meta, time elements."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from factcheck.reading.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_PUBLISHED = "published"
_UPDATED = "updated"
_LINKED = {"datePublished": _PUBLISHED, "dateModified": _UPDATED}  # schema.org
_NAMES = {
    "article:published_time": _PUBLISHED,
    "og:published_time": _PUBLISHED,
    "datepublished": _PUBLISHED,
    "dc.date": _PUBLISHED,
    "dc.date.issued": _PUBLISHED,
    "dcterms.issued": _PUBLISHED,
    "dcterms.created": _PUBLISHED,
    "date": _PUBLISHED,
    "pubdate": _PUBLISHED,
    "publishdate": _PUBLISHED,
    "parsely-pub-date": _PUBLISHED,
    "sailthru.date": _PUBLISHED,
    "article:modified_time": _UPDATED,
    "og:updated_time": _UPDATED,
    "datemodified": _UPDATED,
    "dc.date.modified": _UPDATED,
    "dcterms.modified": _UPDATED,
}
_MOST_OBJECTS = 10_000  # of JSON-LD looked through; a page has dozens


class StatedDate(NamedTuple):
    """A date in ISO 8601 as a page states it: `kind` is "published" or "updated"."""

    kind: str
    date: str
    signal: str


def stated_dates(page: HtmlElement) -> list[StatedDate]:
    """Give the dates of a page that can be read without guessing, the most telling signals first."""
    found = [*_linked(page), *_metas(page), *_times(page)]
    readable = ((kind, iso_date(raw), signal) for kind, raw, signal in found)
    return [StatedDate(kind, date, signal) for kind, date, signal in readable if date is not None]


def signal_of(published: str | None, stated: list[StatedDate], *, url: str | None) -> str | None:
    """Say which signal gave a page's date: the first that states that day, else its address, else its words.

    >>> signal_of("2025-03-04", [], url="https://post.example/2025/03/04/bridge")
    'URL'
    """
    if published is None:
        return None
    day = published[:10]
    signals = [each.signal for each in stated if each.kind == _PUBLISHED and each.date[:10] == day]
    if signals:
        return signals[0]
    in_address = any(day.replace("-", mark) in (url or "") for mark in ("/", "-", ""))
    return "URL" if in_address else "words of the page"


def latest_update(stated: list[StatedDate], *, published: str | None) -> StatedDate | None:
    """Give the date a page says it was changed on, by its most telling signal; None when it is that of publication.

    Publishing systems state a date of change from the first minute on, so the very time of publication tells of none.
    """
    first = next((each for each in stated if each.kind == _UPDATED), None)
    published_at = {published, *(each.date for each in stated if each.kind == _PUBLISHED)}
    return None if first is None or first.date in published_at else first


def _linked(page: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Find dates in JSON-LD, whatever the nesting."""
    for script in page.iter("script"):
        if script.get("type", "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):  # many pages have a comma too many
            continue
        n_seen = 0
        while waiting and n_seen < _MOST_OBJECTS:
            value = waiting.pop(0)
            n_seen += 1
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                yield from _of_object(value)
                waiting += value.values()


def _of_object(value: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    for name, kind in _LINKED.items():
        raw = value.get(name)
        if isinstance(raw, str):
            yield kind, raw, f"JSON-LD {name}"


def _metas(page: HtmlElement) -> Iterator[tuple[str, str, str]]:
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        kind = _NAMES.get(name.strip().lower())
        if kind is not None and meta.get("content"):
            yield kind, meta.get("content"), f"meta {name.strip()}"


def _times(page: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Find time elements that say what they tell (itemprop), and the first that does not, which is the publication."""
    plain = None
    for element in page.iter("time"):
        raw = element.get("datetime") or element.text_content()
        kind = _LINKED.get(element.get("itemprop", ""))
        if kind is not None:
            yield kind, raw, f"time {element.get('itemprop')}"
        elif plain is None:
            plain = raw
    if plain is not None:
        yield _PUBLISHED, plain, "time element"
