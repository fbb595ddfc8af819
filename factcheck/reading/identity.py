"""Articles and references made from text, and when two references are the same report."""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from factcheck.datatypes import Article, Reference
from factcheck.errors import EmptyDocumentError, InputError, TooLargeError
from factcheck.reading.dates import iso_date
from factcheck.reading.text import clean_text, one_line

if TYPE_CHECKING:
    from factcheck.datatypes import Retrieval
    from factcheck.settings import Settings

_ID_DIGITS = 16  # 64 bits: among a million reports the chance of one clash is below 1 in 30 million
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_NUMBERED = re.compile(r"#\d+\Z")


def article_from_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> Article:
    """Make an article of the caller's own string, which is kept exactly as it is.

    Nothing is cleaned: the offsets of claims must slice the string the caller holds. Texts that are read from files
    and addresses are cleaned by `read_article`, and offsets then count in `Article.text`.

    Args:
        text: the text to check.
        title: its headline.
        published: its date or date-time, best as ISO 8601; relative dates in the text are resolved against it.
        url: its address.
        settings: gives the largest size; no limit without.

    Raises:
        EmptyDocumentError: there is no text, or only spaces and invisible characters.
        TooLargeError: the text is over `settings.max_article_bytes` in UTF-8.
        InputError: `published` cannot be read as a date.
    """
    if settings is not None:
        check_size(len(text.encode("utf-8", "surrogatepass")), max_bytes=settings.max_article_bytes, name="the text")
    if not clean_text(text):
        raise EmptyDocumentError(f"There is no text in the article: got {_shown(text)}; give at least one sentence.")
    return Article(text=text, title=one_line(title), published=_checked_date("published", published), url=one_line(url))


def reference_from_text(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    path: str | None = None,
    author: str | None = None,
    updated: str | None = None,
    language: str | None = None,
    published_from: str | None = None,
    updated_from: str | None = None,
    retrieval: Retrieval | None = None,
) -> Reference:
    """Make a reference of a report's text, cleaned with `clean_text`; offsets count in `Reference.text`.

    Args:
        text: the full text of the report.
        title: its headline.
        publisher: who published it.
        published: its date or date-time, best as ISO 8601.
        url: its address.
        path: the file it was read from.
        author: who wrote it.
        updated: the date or date-time of its last change, best as ISO 8601.
        language: its language, an ISO 639-1 code.
        published_from: the signal `published` came from.
        updated_from: the signal `updated` came from.
        retrieval: how it was fetched, None for what was not.

    Raises:
        EmptyDocumentError: there is no text, or only spaces and invisible characters.
        InputError: `published` or `updated` cannot be read as a date.
    """
    clean = clean_text(text)
    if not clean:
        raise EmptyDocumentError(
            f"There is no text in the report {title or url or path or ''!r}: got {_shown(text)}; give its full text."
        )
    return Reference(
        reference_id=make_reference_id(clean),
        text=clean,
        sha256=hashlib.sha256(clean.encode()).hexdigest(),
        title=one_line(title),
        publisher=one_line(publisher),
        published=_checked_date("published", published),
        url=one_line(url),
        path=path,
        author=one_line(author),
        updated=_checked_date("updated", updated),
        language=language,
        published_from=published_from,
        updated_from=updated_from,
        retrieval=retrieval,
    )


def make_reference_id(text: str) -> str:
    r"""Name a report by its words: the first 16 hex digits of the SHA-256 of its clean text.

    Equal text gives an equal id, whatever the file, address, title or date, so adding a report twice adds it once. A
    report whose text changed gets another id; `same_origin` tells that it is an update.

    >>> make_reference_id("The bridge is closed.") == make_reference_id("The  bridge is closed.\r\n")
    True
    """
    return hashlib.sha256(clean_text(text).encode()).hexdigest()[:_ID_DIGITS]


def same_origin(a: Reference, b: Reference) -> bool:
    """Tell whether two references are versions of one report: same address, or same file when one has no address.

    Addresses are compared without tracking parameters, final slash and the difference of http and https. Records of one
    file that have no id of their own are told apart by their number ("reports.jsonl#3"), which moves when a record is
    put before them; they must have the same title too.
    """
    if a.url is not None and b.url is not None:
        same, place = _canonical_url(a.url) == _canonical_url(b.url), a.url
    elif a.path is not None and b.path is not None:
        same, place = _canonical_path(a.path) == _canonical_path(b.path), a.path
    else:
        return False
    return same and (_NUMBERED.search(place) is None or a.title == b.title)


def origin_keys(reference: Reference) -> list[tuple[str, ...]]:
    """Give what references of the same origin have at least one of in common: address and path in their plain forms.

    It saves comparing each with each; `same_origin` has the last word.
    """
    keys = [] if reference.url is None else [("url", *_canonical_url(reference.url))]
    return keys if reference.path is None else [*keys, ("path", _canonical_path(reference.path))]


def check_size(n_bytes: int, *, max_bytes: int, name: str, setting: str = "max_article_bytes") -> None:
    """Raise TooLargeError when there are more bytes than allowed."""
    if n_bytes > max_bytes:
        raise TooLargeError(
            f"Cannot read {name}: it has {n_bytes:,} bytes or more, the limit is {max_bytes:,}; "
            f"split it or raise the setting {setting}."
        )


def _canonical_path(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/"))


def _canonical_url(url: str) -> tuple[str, ...]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a port that is no number, an unclosed bracket: compare it as it is written
        return (url,)
    host = (parts.hostname or "").lower() + (f":{port}" if port not in {None, 80, 443} else "")
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return (host, parts.path.rstrip("/"), urlencode(query), parts.fragment)


def _checked_date(name: str, raw: str | None) -> str | None:
    if raw is None or not raw.strip():
        return None
    iso = iso_date(raw)
    if iso is None:
        raise InputError(f"{name} must be a date or date-time in ISO 8601, got {raw!r}; write YYYY-MM-DD.")
    return iso


def _shown(text: str) -> str:
    return repr(text if len(text) <= 20 else text[:20] + "...")  # noqa: PLR2004 - enough to recognise an empty text
