"""Turns a path, an address, standard input or raw text into clean text with title, publisher and date.

Files and pages are cleaned once, here (`clean_text`); every offset after that counts in `Article.text` or
`Reference.text`. A string given to `article_from_text` is kept exactly, because its offsets belong to the caller.
"""

from __future__ import annotations

from factcheck.reading.dates import iso_date
from factcheck.reading.feeds import FEEDS
from factcheck.reading.fields import field_names
from factcheck.reading.identity import (
    article_from_text,
    make_reference_id,
    origin_keys,
    reference_from_text,
    same_origin,
)
from factcheck.reading.language import language_of
from factcheck.reading.outcomes import Unchanged, Unread
from factcheck.reading.reader import read_again, read_all, read_article, read_references
from factcheck.reading.text import clean_text

__all__ = [
    "FEEDS",
    "Unchanged",
    "Unread",
    "article_from_text",
    "clean_text",
    "field_names",
    "iso_date",
    "language_of",
    "make_reference_id",
    "origin_keys",
    "read_again",
    "read_all",
    "read_article",
    "read_references",
    "reference_from_text",
    "same_origin",
]
