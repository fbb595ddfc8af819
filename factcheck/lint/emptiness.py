"""Finds reports that say nothing or next to nothing: paywalls, notices, stubs (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.claims import SentenceKind, sort_sentences
from factcheck.datatypes import Article
from factcheck.lint.faults import Fault, FaultKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.datatypes import Reference

LEAST_WORDS = 15
"""Words of its statements from which a report says something; a news flash of one sentence has about 20."""
_LONG_TEXT = 400
"""Words of statements after which the rest of a text need not be read."""


def empty_reports(references: Iterable[Reference]) -> Iterator[Fault]:
    """Find reports whose statements have fewer than `LEAST_WORDS` words, in the order of the reports."""
    for reference in references:
        n_words = _words_stated(reference)
        if n_words < LEAST_WORDS:
            said = "states nothing" if n_words == 0 else f"states next to nothing ({n_words} words)"
            yield Fault(
                kind=FaultKind.EMPTY,
                places=(Place(reference=reference),),
                explanation=f"The report {said}; it may be a paywall, a notice or the beginning of a page.",
                advice="Withdraw it, or add the report again with its full text.",
            )


def _words_stated(reference: Reference) -> int:
    head = " ".join(reference.text.split(" ", _LONG_TEXT)[:_LONG_TEXT])
    article = Article(text=head, title=reference.title, published=reference.published)
    return sum(
        len(reading.text.split()) for reading in sort_sentences(article) if reading.kind is SentenceKind.STATEMENT
    )
