"""Compares each date or time of a claim with the passage's and says where they agree or differ."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.alignment import Alignment, align, context
from factcheck.verdicts.checks.dates.calendar import place
from factcheck.verdicts.checks.dates.grammar import Mention, parse_dates

_FIELDS = ("year", "month", "day", "weekday", "minute", "quarter", "half", "decade", "century")
_STRONG_SLOT = 4  # equal words in a row around the two dates: a copied sentence
_LEAST_SHARED = 2
_LEAST_SHARE = 0.5
_CLEAR_LEAD = 0.25  # by how much the best counterpart must beat the next
_PARTS_OF_DAY = (frozenset({"morning", "dawn"}), frozenset({"evening", "night"}), frozenset({"afternoon"}))
_PARTS_OF_YEAR = (frozenset({"early", "beginning", "start"}), frozenset({"late", "end"}), frozenset({"mid", "middle"}))


class _Pairing(NamedTuple):
    """A mention of the premise beside the claim's: True when they fit, False when they differ."""

    premise: Mention
    fits: bool
    alignment: Alignment

    @property
    def rank(self) -> float:
        """Order counterparts: content words shared, with a bonus for equal words beside the date."""
        return self.alignment.share + 0.15 * min(self.alignment.slot, _STRONG_SLOT)


def check_dates(*, claim: str, premise: str, published: str | None = None) -> list[Finding]:
    """Find the claim's dates and times in a passage: one finding a date, in the claim's order.

    AGREES when a mention of the passage says the same as far as both go (relative times are placed by `published`);
    DIFFERS when the only counterpart in like words is another day, month, year, time or direction; MISSING otherwise.

    >>> check_dates(claim="It closed in May 2019.", premise="It closed in May 2018.", published=None)[0].detail
    'the report says May 2018, the claim May 2019'
    """
    placed = [place(mention, published) for mention in parse_dates(premise)]
    return [_finding(mention, claim, premise, placed, published) for mention in parse_dates(claim)]


def _finding(mention: Mention, claim: str, premise: str, placed: list[Mention], published: str | None) -> Finding:
    around = context(claim, mention.first, mention.last)
    pairings = []
    for other in placed:
        fits = _fits(mention, other, published)
        if fits is not None:
            beside = context(premise, other.first, other.last)
            pairings.append(_Pairing(other, fits, align(around, beside)))
    copied = [p for p in pairings if p.alignment.slot >= _STRONG_SLOT and min(p.alignment.left, p.alignment.right) > 0]
    equal = [p for p in pairings if p.fits]
    if len(copied) == 1 and not copied[0].fits:
        return _made(mention, Relation.DIFFERS, copied[0].premise)
    if equal:
        return _made(mention, Relation.AGREES, max(equal, key=lambda p: p.rank).premise)
    counterpart = _counterpart(pairings)
    return _made(mention, Relation.MISSING if counterpart is None else Relation.DIFFERS, counterpart)


def _fits(claim: Mention, premise: Mention, published: str | None) -> bool | None:
    """Compare two mentions: equal as far as both go (True), different (False), or not comparable (None)."""
    if claim.direction is not None and premise.direction is not None:
        return _same_direction(claim, premise)
    if claim.direction is not None or (premise.direction is not None and premise.unit not in {"year", "month", "day"}):
        own = place(claim, published) if claim.direction is not None else claim
        return True if own is not claim and _equal_fields(own, premise) else None
    verdict = _equal_fields(claim, premise)
    if verdict and claim.part and premise.part:
        parts = _PARTS_OF_DAY if claim.weekday is not None else _PARTS_OF_YEAR
        known = [group for group in parts if claim.part in group or premise.part in group]
        return len(known) < 2  # noqa: PLR2004 - two parts of different groups
    return verdict


def _same_direction(claim: Mention, premise: Mention) -> bool | None:
    if claim.unit != premise.unit:
        return None
    if claim.direction == premise.direction:
        return True if claim.count == premise.count else None
    return False


def _equal_fields(claim: Mention, premise: Mention) -> bool | None:
    """Compare what both say; None when they have nothing in common or the claim says more than the passage."""
    both = [name for name in _FIELDS if getattr(claim, name) is not None and getattr(premise, name) is not None]
    if not both:
        return None
    if any(getattr(claim, name) != getattr(premise, name) for name in both):
        return False
    said = {name for name in _FIELDS if getattr(claim, name) is not None}
    return True if said <= set(both) or both != ["year"] else None


def _counterpart(pairings: list[_Pairing]) -> Mention | None:
    """Find the one mention that the claim's must be about; None when in doubt."""
    ranked = sorted(pairings, key=lambda p: -p.rank)
    if not ranked:
        return None
    best = ranked[0]
    if best.alignment.shared < _LEAST_SHARED or best.alignment.share < _LEAST_SHARE:
        return None
    rivals = [p for p in ranked[1:] if p.premise.span.text != best.premise.span.text]
    return None if rivals and best.rank - rivals[0].rank < _CLEAR_LEAD else best.premise


def _made(mention: Mention, relation: Relation, other: Mention | None) -> Finding:
    said = mention.span.text
    if relation is Relation.MISSING or other is None:
        detail = f"the report gives no date to compare with {said}"
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
