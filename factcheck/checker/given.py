"""Takes what a caller gives for what it may be, and refuses the rest (pure)."""

from __future__ import annotations

from factcheck.datatypes import Article
from factcheck.errors import EmptyDocumentError, InputError
from factcheck.reading import article_from_text


def refuse_string(given: object, name: str) -> None:
    """Refuse a string where several are wanted: Python would take its characters for them.

    Raises:
        InputError: it is a string.
    """
    if isinstance(given, str):
        raise InputError(f"{name} must be a list of several, got one string {given[:40]!r}; put it in brackets.")


def as_article(given: str | Article) -> Article:
    """Give an article, made of a text when it is none.

    Raises:
        EmptyDocumentError: it holds no text.
    """
    read = given if isinstance(given, Article) else article_from_text(given)
    if not read.text.strip():
        raise EmptyDocumentError("The article holds no text; give one with at least one sentence.")
    return read
