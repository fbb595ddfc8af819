"""Compares each quantity of a claim with the passage's and says where they agree or differ."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.alignment import Alignment, Context, align, context
from factcheck.verdicts.checks.numbers.agree import Match, match
from factcheck.verdicts.checks.numbers.arithmetic import derive, fits
from factcheck.verdicts.checks.numbers.grammar import Quantity, parse_quantities
from factcheck.verdicts.checks.numbers.units import UnitClass
from factcheck.verdicts.checks.tokens import stem, tokenize

_CHANGE_WORDS = frozenset(
    stem(word)
    for word in """rise increase grow climb jump gain surge soar add up widen raise expand fall drop decline decrease cut reduce
    narrow shrink slip ease slow slide lower lose down more less fewer higher lower than difference gap margin lead ahead
    total combined together altogether overall both double halve triple times of out rest remain leave other faster slower
    longer shorter earlier later above below over under slacken diminish mount advance retreat worth
    thicker share part proportion majority minority exceed short beat ahead behind additional extra another""".split()
)
_STRONG_SLOT = 4  # equal words in a row around the two numbers: a copied sentence
_LEAST_SHARED = 2
_LEAST_SHARE = 0.5
_CLEAR_LEAD = 0.25  # by how much the best counterpart must beat the next
_SMALL_COUNT = 12  # counts up to a dozen are equal by chance


class _Pairing(NamedTuple):
    """One quantity of the premise beside the claim's: how the numbers and the words around them fit."""

    premise: Quantity
    match: Match
    alignment: Alignment
    same_noun: bool

    @property
    def rank(self) -> float:
        """Order counterparts: content words shared, with a bonus for equal words beside the number."""
        return self.alignment.share + 0.15 * min(self.alignment.slot, _STRONG_SLOT)


def check_numbers(*, claim: str, premise: str, published: str | None = None) -> list[Finding]:  # noqa: ARG001 - checks share a signature
    """Find the claim's quantities in a passage: one finding a quantity, in the claim's order.

    AGREES when an equal quantity of the same unit, or the arithmetic over the passage's quantities, gives it; DIFFERS
    when its only counterpart in like words has another size; MISSING otherwise.

    >>> check_numbers(claim="It hired 21 nurses.", premise="It hired 12 nurses.")[0].detail
    'the report says 12 nurses, the claim 21 nurses'
    """
    return [_finding(quantity, claim, premise) for quantity in parse_quantities(claim)]


def _finding(quantity: Quantity, claim: str, premise: str) -> Finding:
    pairings = _pairings(quantity, claim, premise)
    copied = [p for p in pairings if _is_copied_slot(p.alignment)]
    if len(copied) == 1 and copied[0].match is Match.DIFFERENT:
        return _differs(quantity, copied[0].premise)
    equal = [p for p in pairings if p.match in {Match.EQUAL, Match.FITS} and _counts_alike(quantity, p)]
    if equal:
        return _agrees(quantity, max(equal, key=lambda p: p.rank).premise)
    found = [derived for derived in derive(premise) if fits(quantity, derived)]
    if found and _speaks_of_change(quantity, claim):
        return _made(quantity, Relation.AGREES, found[0].parts[0], f"the report's figures give it: {found[0].arithmetic}")
    counterpart = None if found else _counterpart(quantity, pairings)
    if counterpart is not None:
        return _differs(quantity, counterpart)
    return _made(quantity, Relation.MISSING, None, f"the report has no figure for {shown(quantity.span.text)}")


def _pairings(quantity: Quantity, claim: str, premise: str) -> list[_Pairing]:
    around = context(claim, quantity.first, quantity.last)
    ignored = frozenset(quantity.nouns[:1]) | {quantity.unit.name}
    pairings = []
    for other in parse_quantities(premise):
        fit = match(quantity, other)
        if fit is None:
            continue
        beside: Context = context(premise, other.first, other.last)
        alignment = align(around, beside, ignore=ignored)
        pairings.append(_Pairing(other, fit, alignment, _same_noun(quantity, other)))
    return pairings


def _same_noun(first: Quantity, second: Quantity) -> bool:
    """Tell whether two counts count the same: the first noun of one is among the nouns of the other."""
    if first.unit.kind not in {UnitClass.COUNT, UnitClass.ORDINAL}:
        return True
    return bool(first.nouns and second.nouns) and (first.nouns[0] in second.nouns or second.nouns[0] in first.nouns)


def _is_copied_slot(alignment: Alignment) -> bool:
    return alignment.left >= 1 and alignment.right >= 1 and alignment.slot >= _STRONG_SLOT


def _counts_alike(quantity: Quantity, pairing: _Pairing) -> bool:
    """Tell whether an equal number is no accident: a count must share its noun, words around it, or be large."""
    if quantity.unit.kind in {UnitClass.ORDINAL, UnitClass.LABEL}:
        return pairing.same_noun
    if pairing.same_noun or quantity.unit.kind is not UnitClass.COUNT:
        return True
    return quantity.value > _SMALL_COUNT or pairing.alignment.shared > 0 or not quantity.nouns


def _speaks_of_change(quantity: Quantity, claim: str) -> bool:
    if quantity.unit.kind in {UnitClass.POINT, UnitClass.MULTIPLE} or quantity.role == "by":
        return True
    return any(token.stem in _CHANGE_WORDS for token in tokenize(claim))


def _counterpart(quantity: Quantity, pairings: list[_Pairing]) -> Quantity | None:
    """Find the one quantity of the passage that the claim's must be about; None when in doubt."""
    ranked = sorted((p for p in pairings if p.same_noun), key=lambda p: -p.rank)
    if not ranked or ranked[0].match is not Match.DIFFERENT:
        return None
    best = ranked[0]
    if best.alignment.shared < _LEAST_SHARED or best.alignment.share < _LEAST_SHARE:
        return None
    if {quantity.role, best.premise.role} in ({"by", "to"}, {"by", "from"}, {"from", "to"}) or quantity.per != best.premise.per:
        return None
    rivals = [p for p in ranked[1:] if p.premise.value != best.premise.value]
    if rivals and best.rank - rivals[0].rank < _CLEAR_LEAD:
        return None
    return best.premise


def _agrees(quantity: Quantity, other: Quantity) -> Finding:
    same = shown(quantity.span.text) == shown(other.span.text)
    detail = f"both say {shown(other.span.text)}" if same else f"the report's {shown(other.span.text)} fits {shown(quantity.span.text)}"
    return _made(quantity, Relation.AGREES, other, detail)


def _differs(quantity: Quantity, other: Quantity) -> Finding:
    detail = f"the report says {shown(other.span.text)}, the claim {shown(quantity.span.text)}"
    return _made(quantity, Relation.DIFFERS, other, detail)


def _made(quantity: Quantity, relation: Relation, other: Quantity | None, detail: str) -> Finding:
    return Finding(
        kind=FindingKind.NUMBER,
        relation=relation,
        claim_span=quantity.span,
        premise_span=other.span if other is not None else None,
        detail=detail,
    )


def shown(text: str) -> str:
    """Give words of a text without Markdown marks, for an explanation."""
    return text.translate(str.maketrans("", "", "*_`~"))
