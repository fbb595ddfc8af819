"""Finds reports whose text begins with their own title, which then counts as a sentence of the report (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Span
from factcheck.lint.faults import Fault, FaultKind, Place
from factcheck.lint.wording import word_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.datatypes import Reference

_LEAST_WORDS = 3  # "Weather report" may begin a sentence
_TITLE_ENDS = ("\n", ".", "!", "?", ":")


def repeated_titles(references: Iterable[Reference]) -> Iterator[Fault]:
    """Find reports that begin with their title as a line or sentence of its own, in the order of the reports."""
    for reference in references:
        span = _repeated(reference)
        if span is not None:
            yield Fault(
                kind=FaultKind.TITLE_REPEATED,
                places=(Place(reference=reference, span=span),),
                explanation="The text of the report begins with its title, which so counts as one of its sentences.",
                advice="Add it again without that line: headlines shorten, and claims should meet the report's words.",
            )


def _repeated(reference: Reference) -> Span | None:
    title = [word for word, _, _ in word_spans(reference.title or "")]
    opening = list(word_spans(reference.text[: 2 * len(reference.title or "") + 200]))[: len(title)]
    if len(title) < _LEAST_WORDS or [word for word, _, _ in opening] != title:
        return None
    end = opening[-1][2]
    after = reference.text[end:].lstrip(" \"'\u2019\u201d")
    if after and not after.startswith(_TITLE_ENDS):
        return None  # the first sentence goes on where the title ends
    return Span(0, end, reference.text[:end])
