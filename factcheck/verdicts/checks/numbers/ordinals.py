"""Compares ordinals that complete a sentence with "to be": "the voyage was the second that he has undertaken"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.verdicts.checks.numbers.counterparts import Texts, same_figure
from factcheck.verdicts.checks.numbers.grammar import Quantity, parse_quantities
from factcheck.verdicts.checks.numbers.units import UnitClass
from factcheck.verdicts.checks.tokens import Token, is_content, tokenize
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_BE = listed("is was are were be been being becomes became become marks marked makes made represents represented")
_BEFORE_ORDINAL = listed("the his her its their our my only just now also thus still not even")
_LEAST_SHARED = 3  # content words that both sentences have behind the ordinal
_LEAST_SHARE = 0.4  # and their share of the claim's
_SENTENCE_END = frozenset({".", "!", "?", ";"})


def same_row(quantity: Quantity, texts: Texts) -> Quantity | None:
    """Find "was the first trip that X had made" for "was the second that X has made"; None when in doubt.

    An ordinal without a noun counts what its sentence is about, which the other sentence may name by another word. So
    only what follows tells whether both speak of the same row: it must be much the same.
    """
    if not _is_complement(quantity, texts.claim):
        return None
    (own, *more), others = _complements(texts.claim), _complements(texts.premise)
    if more or len(others) != 1 or bool(own.nouns) == bool(others[0].nouns):
        return None
    wanted, there = _behind(texts.claim, own), _behind(texts.premise, others[0])
    shared = len(wanted & there)
    alike = shared >= _LEAST_SHARED and shared >= _LEAST_SHARE * len(wanted) and same_figure(_unranked(texts))
    return others[0] if alike else None


def _complements(text: str) -> list[Quantity]:
    return [quantity for quantity in parse_quantities(text) if _is_complement(quantity, text)]


def _is_complement(quantity: Quantity, text: str) -> bool:
    """Tell whether an ordinal stands behind a form of "to be" or the like."""
    tokens = tokenize(text)
    at = quantity.first - 1
    while at >= 0 and tokens[at].lower in _BEFORE_ORDINAL:
        at -= 1
    return quantity.unit.kind is UnitClass.ORDINAL and 0 <= at < quantity.first - 1 and tokens[at].lower in _BE


def _behind(text: str, ordinal: Quantity) -> frozenset[str]:
    """Give the content stems between an ordinal and the end of its sentence."""
    return frozenset(token.stem for token in _until_end(tokenize(text)[ordinal.last :]) if is_content(token))


def _until_end(tokens: Sequence[Token]) -> Sequence[Token]:
    ends = (i for i, token in enumerate(tokens) if token.lower in _SENTENCE_END)
    return tokens[: next(ends, len(tokens))]


def _unranked(texts: Texts) -> Texts:
    """Leave the compared ordinals out: "first" is else a word that singles out another figure."""
    claim, premise = (
        " ".join(token.text for i, token in enumerate(tokenize(text)) if not any(q.first <= i < q.last for q in found))
        for text, found in ((text, _complements(text)) for text in texts)
    )
    return Texts(claim, premise)
