"""Compares each date or time of a claim with the passage's and says where they agree or differ."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.alignment import (
    CLEAR_LEAD,
    NARROW,
    Alignment,
    align,
    context,
    is_copied_slot,
    is_held,
    moved_to,
)
from factcheck.verdicts.checks.dates.agree import agree
from factcheck.verdicts.checks.dates.grammar import Mention, parse_dates
from factcheck.verdicts.checks.numbers.agree import Match, match
from factcheck.verdicts.checks.numbers.grammar import parse_quantities
from factcheck.verdicts.checks.numbers.units import UnitClass
from factcheck.verdicts.checks.tokens import tokenize

_LEAST_SHARED = 2
_LEAST_SHARE = 0.4
_LEAST_ALIKE = 0.4
_SHORT_WORD = 3
_TURNABLE = frozenset({"past", "last", "previous", "next", "following", "coming"})
_PREPOSITIONS = {word: kind for kind, words in enumerate(
    ("since from", "by until till before", "after following", "than")) for word in words.split()}  # fmt: skip
_OFFSETS = frozenset({"before", "after", "earlier", "later"})
_COUNTED = frozenset({UnitClass.PERCENT, UnitClass.MONEY, UnitClass.COUNT, UnitClass.MEASURE})
_SMALL_COUNT = 3


class _Pairing(NamedTuple):
    """A mention of the premise beside the claim's: True when they fit, False when they differ."""

    premise: Mention
    fits: bool
    alignment: Alignment


def check_dates(*, claim: str, premise: str, published: str | None = None) -> list[Finding]:
    """Find the claim's dates and times in a passage: one finding a date, in the claim's order.

    AGREES when a mention of the passage says the same as far as both go (relative times are placed by `published`);
    DIFFERS when the only counterpart in like words is another day, month, year, time or direction; MISSING otherwise.

    >>> check_dates(claim="The school closed in May 2019.", premise="The school closed in May 2018.")[0].detail
    'the report says May 2018, the claim May 2019'
    """
    return [_finding(mention, claim, premise, published) for mention in parse_dates(claim)]


def _finding(mention: Mention, claim: str, premise: str, published: str | None) -> Finding:
    around = context(claim, mention.first, mention.last)
    pairings = []
    for other in parse_dates(premise):
        fits = agree(mention, other, published)
        if fits is not None:
            pairings.append(_Pairing(other, fits, align(around, context(premise, other.first, other.last))))
    equal = [p for p in pairings if p.fits]
    elsewhere = _elsewhere(mention, pairings, claim, premise)
    if elsewhere is not None:
        return _made(mention, Relation.DIFFERS, elsewhere)
    if equal:
        return _made(mention, Relation.AGREES, max(equal, key=lambda p: p.alignment.rank).premise)
    counterpart = _counterpart(mention, pairings, claim, premise)
    if counterpart is not None:
        return _made(mention, Relation.DIFFERS, counterpart)
    nearest = max(pairings, key=lambda p: p.alignment.rank, default=None)
    return _made(mention, Relation.MISSING, nearest.premise if nearest else None)


def _elsewhere(mention: Mention, pairings: list[_Pairing], claim: str, premise: str) -> Mention | None:
    """Find the date whose place the claim's has taken: in a copied sentence, or of two dates that were swapped."""
    around = context(claim, mention.first, mention.last, window=NARROW)
    places = {p.premise: context(premise, p.premise.first, p.premise.last, window=NARROW) for p in pairings}
    equal = [places[p.premise] for p in pairings if p.fits]
    copied = [p for p in pairings if is_copied_slot(p.alignment)]
    if len(copied) == 1 and not copied[0].fits and not is_held(around, equal, places[copied[0].premise]):
        return copied[0].premise
    others = [
        p.premise for p in pairings if not p.fits and (p.premise.direction is None) == (mention.direction is None)
    ]
    at = moved_to(around, equal, [places[other] for other in others], least_shared=_LEAST_SHARED) if equal else None
    return others[at] if at is not None else None


def _counterpart(mention: Mention, pairings: list[_Pairing], claim: str, premise: str) -> Mention | None:
    """Find the one mention that the claim's must be about; None when in doubt."""
    turned = _turned(mention, premise, claim)
    if turned is not None:
        return turned
    ranked = sorted(pairings, key=lambda p: -p.alignment.rank)
    if not ranked:
        return None
    best = ranked[0]
    if not _is_near(mention, best, claim):
        return None
    rivals = [
        p
        for p in ranked[1:]
        if p.premise.span.text != best.premise.span.text and not _is_taken(p.premise, mention, claim)
    ]
    if rivals and best.alignment.rank - rivals[0].alignment.rank < CLEAR_LEAD:
        return None
    if _preposition(claim, mention) != _preposition(premise, best.premise) or _is_offset(premise, mention):
        return None
    return best.premise if _figures_agree(claim, premise) else None


def _is_near(mention: Mention, best: _Pairing, claim: str) -> bool:
    """Tell whether two dates stand in like words; those counted from another time in a copied sentence only.

    "A week after it came" and "it came a week before" say the same.
    """
    if best.alignment.shared < _LEAST_SHARED or best.alignment.share < _LEAST_SHARE:
        return False
    is_offset = mention.span.text.split()[-1].lower() in _OFFSETS and mention.last < len(tokenize(claim))
    return not is_offset or tokenize(claim)[mention.last].lower == "than" or is_copied_slot(best.alignment)


def _is_taken(other: Mention, mention: Mention, claim: str) -> bool:
    """Tell whether another date of the claim says what this one of the passage says."""
    return any(own is not mention and own.span.text.lower() == other.span.text.lower() for own in parse_dates(claim))


def _turned(mention: Mention, premise: str, claim: str) -> Mention | None:
    """Find the passage's only relative time, when it is the claim's turned round: past year against following year."""
    relative = [other for other in parse_dates(premise) if other.direction is not None]
    ours = [own for own in parse_dates(claim) if own.direction is not None]
    if len(relative) != 1 or len(ours) != 1 or mention.direction is None or relative[0].unit != mention.unit:
        return None
    turnable = all(_TURNABLE & set(each.span.text.lower().split()) for each in (mention, relative[0]))
    opposite = turnable and relative[0].direction == -mention.direction != 0
    words = {token.lower for token in tokenize(claim) if len(token.lower) > _SHORT_WORD}
    theirs = {token.lower for token in tokenize(premise)}
    return relative[0] if opposite and len(words & theirs) >= _LEAST_ALIKE * len(words) else None


def _preposition(text: str, mention: Mention) -> int | None:
    """Give the kind of the preposition in front of a mention: since and from, by and until, after, than, or none."""
    before = [token.lower for token in tokenize(text)[max(0, mention.first - 2) : mention.first]]
    return next((_PREPOSITIONS[word] for word in reversed(before) if word in _PREPOSITIONS), None)


def _is_offset(premise: str, mention: Mention) -> bool:
    """Tell whether the passage counts from its dates ("nine days before"), so that other dates follow from them."""
    return mention.direction is None and any(other.direction and other.unit != "year" and other.last - other.first > 2  # noqa: PLR2004
                                             for other in parse_dates(premise))  # fmt: skip


def _figures_agree(claim: str, premise: str) -> bool:
    """Tell whether the passage has every larger figure of the claim; else the claim is about another time's figures."""
    theirs = parse_quantities(premise)
    for quantity in parse_quantities(claim):
        if quantity.unit.kind not in _COUNTED or (
            quantity.unit.kind is UnitClass.COUNT and quantity.value <= _SMALL_COUNT
        ):
            continue
        if not any(match(quantity, other) in {Match.EQUAL, Match.FITS, Match.UNCLEAR} for other in theirs):
            return False
    return True


def _made(mention: Mention, relation: Relation, other: Mention | None) -> Finding:
    said = mention.span.text
    if other is None:
        detail = f"the report gives no date to compare with {said}"
    elif relation is Relation.MISSING:
        detail = f"the report has {other.span.text} but not {said}"
    elif relation is Relation.DIFFERS:
        detail = f"the report says {other.span.text}, the claim {said}"
    else:
        detail = f"both say {said}" if other.span.text == said else f"the report's {other.span.text} fits {said}"
    return Finding(
        kind=FindingKind.DATE,
        relation=relation,
        claim_span=mention.span,
        premise_span=other.span if other is not None else None,
        detail=detail,
    )
