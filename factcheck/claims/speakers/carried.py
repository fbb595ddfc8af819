"""Hands a speaker on to the quotations that follow without one: "“Q,” he said. “Q2.”", and over paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.claims.speakers.attribution import attribution_of
from factcheck.datatypes import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.claims.speakers.quotation_marks import Quotation
    from factcheck.claims.speakers.sentence import Sentence


class Spoken(NamedTuple):
    """A sentence at characters `[start, end)` with what its own words say of its speaker.

    `is_quotation` tells that all its words stand in quotation marks, `quotes` are those marks' contents.
    """

    start: int
    end: int
    attribution: Attribution | None
    quotes: tuple[Span, ...]
    is_quotation: bool


def spoken(sentence: Sentence) -> Spoken:
    """Read who says a sentence from its own words."""
    quoted = sentence.words.quoted
    is_quotation = bool(sentence.quotes) and bool(quoted) and all(quoted)
    attribution = None if is_quotation else attribution_of(sentence)
    return Spoken(sentence.start, sentence.end, attribution, sentence.quotes, is_quotation)


def attributions(text: str, sentences: Sequence[Spoken], quotations: Sequence[Quotation]) -> list[Attribution | None]:
    """Find who says each sentence of a text.

    A sentence that is nothing but quotation is said by whoever says the rest of that quotation, else by the speaker of
    the sentence right before it: in the same paragraph, or in the one before when that one quotes.

    Args:
        text: the whole text.
        sentences: its sentences, in order.
        quotations: its quotations, in order.

    Returns:
        One attribution or None for each sentence, in order.
    """
    found = [sentence.attribution for sentence in sentences]
    numbers = _numbers(sentences, quotations)
    of_quotation: dict[int, Attribution] = {}
    of_chain: dict[int, Attribution] = {}
    for attribution, held in zip(found, numbers, strict=True):
        if attribution is None or attribution.within is not None:
            continue
        for number in held:
            of_quotation.setdefault(number, attribution)
            of_chain.setdefault(quotations[number].chain, attribution)
    for at, sentence in enumerate(sentences):
        if not sentence.is_quotation:
            continue
        number = numbers[at][0]
        before = found[at - 1] if at else None
        follows = before is not None and _follows(text, sentences[at - 1], sentence)
        source = of_quotation.get(number) or (before if follows else None) or of_chain.get(quotations[number].chain)
        if source is not None:
            start, end = sentence.quotes[0].start, sentence.quotes[-1].end
            said = Span(start, end, text[start:end])
            found[at] = Attribution(speaker=source.speaker, verb=source.verb, said=said, direct=True)
    return found


def _numbers(sentences: Sequence[Spoken], quotations: Sequence[Quotation]) -> list[list[int]]:
    """Give for each sentence the places of the quotations that lie in it, whole or in part."""
    numbers: list[list[int]] = []
    at = 0
    for sentence in sentences:
        while at < len(quotations) and quotations[at].end <= sentence.start:
            at += 1
        held = []
        ahead = at
        while ahead < len(quotations) and quotations[ahead].start < sentence.end:
            held.append(ahead)
            ahead += 1
        numbers.append(held)
        at = max(at, ahead - 1)
    return numbers


def _follows(text: str, before: Spoken, sentence: Spoken) -> bool:
    """Tell whether a quotation goes on where the sentence before it stops."""
    between = text[before.end : sentence.start]
    if any(character.isalnum() for character in between):
        return False
    return between.count("\n") <= 1 or bool(before.quotes)
