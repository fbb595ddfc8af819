"""Reads every sentence of an article: statement, or what else and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from factcheck.claims.sorting.boilerplate import boilerplate
from factcheck.claims.sorting.bylines import byline
from factcheck.claims.sorting.captions import caption
from factcheck.claims.sorting.coverage import coverage
from factcheck.claims.sorting.datelines import byline_end, dateline_end
from factcheck.claims.sorting.headlines import headline, repeated_title
from factcheck.claims.sorting.instructions import instruction
from factcheck.claims.sorting.placing import PlacedSentence, placed_sentences, plain
from factcheck.claims.sorting.questions import question
from factcheck.claims.sorting.readings import SentenceKind, SentenceReading
from factcheck.claims.sorting.tables import table_row
from factcheck.claims.sorting.timestamps import stamp_end, timestamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.datatypes import Article

_LETTER: Final = re.compile(r"[^\W\d_]")
# The first that gives a reason decides; a sentence without one is a statement.
_TESTS: Final = (
    (SentenceKind.HEADLINE, repeated_title),
    (SentenceKind.TIMESTAMP, timestamp),
    (SentenceKind.BOILERPLATE, boilerplate),
    (SentenceKind.BOILERPLATE, coverage),
    (SentenceKind.INSTRUCTION, instruction),
    (SentenceKind.CAPTION, caption),
    (SentenceKind.BYLINE, byline),
    (SentenceKind.QUESTION, question),
    (SentenceKind.TABLE, table_row),
    (SentenceKind.HEADLINE, headline),
)


def sort_sentences(article: Article) -> list[SentenceReading]:
    """Read every sentence of an article: is it a statement, or what else and why.

    A dateline or the time of a live blog's entry is a reading of its own before the sentence it opens; so is a title or
    byline run together with a dateline.

    Returns:
        The readings in text order. They do not overlap, `article.text[reading.start:reading.end] == reading.text`,
        and every character that is not a space lies in one. [] for a text of spaces.

    Example:
        >>> from factcheck.datatypes import Article
        >>> for reading in sort_sentences(Article(text="TUNIS (AP) - Two ships sank. Who paid?")):
        ...     print(reading.kind, "-", reading.why, "-", reading.text)
        dateline - place and agency before the story - TUNIS (AP) -
        statement - it states something - Two ships sank.
        question - a question - Who paid?
    """
    return [reading for sentence in placed_sentences(article) for reading in _readings(sentence)]


def _readings(sentence: PlacedSentence) -> Iterator[SentenceReading]:
    """Read one sentence, what stands before it apart."""
    text = sentence.text
    at = 0
    for kind, why, end in _lead(sentence):
        piece = text[at:end].rstrip()
        yield SentenceReading(
            start=sentence.start + at, end=sentence.start + at + len(piece), text=piece, kind=kind, why=why
        )
        at = end
    rest = text[at:]
    if not rest:
        return
    if at:
        sentence = sentence._replace(
            start=sentence.start + at, text=rest, words=plain(rest), alone=False, opens_line=False, line=""
        )
    kind, why = _kind(sentence)
    yield SentenceReading(start=sentence.start, end=sentence.end, text=rest, kind=kind, why=why)


def _lead(sentence: PlacedSentence) -> Iterator[tuple[SentenceKind, str, int]]:
    """Give what stands before the sentence proper, each with the character it ends at."""
    text = sentence.text
    if not sentence.opens_line:
        return
    stamp = stamp_end(text)
    if stamp:
        yield SentenceKind.TIMESTAMP, "the time of an entry", stamp
        return
    at = 0
    if sentence.title and text.startswith(sentence.title):
        at = len(text) - len(text[len(sentence.title) :].lstrip())
    by = byline_end(text[at:])
    dateline = dateline_end(text[at + by :])
    if not dateline:
        return
    if at:
        yield SentenceKind.HEADLINE, "the title repeated", at
    if by:
        yield SentenceKind.BYLINE, "the author's name", at + by
    yield SentenceKind.DATELINE, "place and agency before the story", at + by + dateline


def _kind(sentence: PlacedSentence) -> tuple[SentenceKind, str]:
    """Give the kind of a sentence and why."""
    if not _LETTER.search(sentence.text):
        why = timestamp(sentence)
        return (SentenceKind.TIMESTAMP, why) if why else (SentenceKind.FRAGMENT, "there is no word in it")
    for kind, test in _TESTS:
        why = test(sentence)
        if why is not None:
            return kind, why
    return SentenceKind.STATEMENT, "it states something"
