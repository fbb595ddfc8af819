"""Gives each sentence the quotations, or the parts of them, that lie in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.claims.speakers.quotation_marks import Quotation


def quotes_within(
    text: str, spans: Sequence[tuple[int, int]], quotations: Sequence[Quotation]
) -> Iterator[tuple[Span, ...]]:
    """Give for each stretch `[start, end)` of a text the quotations in it, cut to it, without spaces at their ends.

    Args:
        text: the whole text.
        spans: stretches in text order that do not overlap.
        quotations: its quotations, in order.

    Example:
        >>> from factcheck.claims.speakers.quotation_marks import quotations
        >>> text = '“We won. We lost,” she said.'
        >>> [[it.text for it in found] for found in quotes_within(text, [(0, 8), (9, 28)], quotations(text))]
        [['We won.'], ['We lost,']]
    """
    at = 0
    for start, end in spans:
        while at < len(quotations) and quotations[at].end <= start:
            at += 1
        held = []
        ahead = at
        while ahead < len(quotations) and quotations[ahead].start < end:
            first, last = max(start, quotations[ahead].start), min(end, quotations[ahead].end)
            words = text[first:last]
            if words.strip():
                first += len(words) - len(words.lstrip())
                held.append(Span(first, first + len(words.strip()), words.strip()))
            ahead += 1
        yield tuple(held)
        at = max(at, ahead - 1)
