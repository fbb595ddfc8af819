"""Compares each quantity of a claim with the passage's and says where they agree or differ."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.alignment import ATTACHED, CLEAR_LEAD, NARROW, Alignment, Context, align, context, is_copied_slot
from factcheck.verdicts.checks.dates.agree import agree
from factcheck.verdicts.checks.dates.grammar import parse_dates
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
_CHANGE_VERBS = frozenset(
    stem(word)
    for word in """rise increase grow climb jump gain surge soar up widen raise expand fall drop decline decrease cut reduce
    narrow shrink slip ease slow slide lower lose down advance retreat plunge add""".split()
)
_COMPARATIVES = frozenset(
    """more fewer less higher lower faster slower longer shorter later earlier sooner ahead behind short heavier lighter
    larger smaller bigger older younger cheaper""".split()
)
_OTHER_TIMES = frozenset(
    """before ago previous previously former formerly earlier original originally initially until then once another again
    next old future prior predecessor first last following average median mean largest smallest biggest highest lowest
    total maximum minimum combined record single""".split()
)
_LEAST_SHARED = 2
_LEAST_SHARE = 0.4
_SMALL_COUNT = 12  # counts up to a dozen are equal by chance


class _Pairing(NamedTuple):
    """One quantity of the premise beside the claim's: how the numbers and the words around them fit."""

    premise: Quantity
    match: Match
    alignment: Alignment
    same_noun: bool


def check_numbers(*, claim: str, premise: str, published: str | None = None) -> list[Finding]:
    """Find the claim's quantities in a passage: one finding a quantity, in the claim's order.

    AGREES when an equal quantity of the same unit, or the arithmetic over the passage's quantities, gives it; DIFFERS
    when its only counterpart in like words has another size; MISSING otherwise.

    >>> check_numbers(claim="It hired 21 nurses.", premise="It hired 12 nurses.")[0].detail
    'the report says 12 nurses, the claim 21 nurses'
    """
    return [_finding(quantity, claim, premise, published) for quantity in parse_quantities(claim)]


def _finding(quantity: Quantity, claim: str, premise: str, published: str | None) -> Finding:
    pairings = _pairings(quantity, claim, premise)
    copied = [
        p for p in pairings if is_copied_slot(p.alignment) and _is_delta(quantity, claim) == _is_delta(p.premise, premise)
    ]
    if len(copied) == 1 and _is_changed(quantity, copied[0]):
        return _differs(quantity, copied[0].premise)
    equal = [p for p in pairings if p.match in {Match.EQUAL, Match.FITS} and _counts_alike(quantity, p)]
    if equal:
        moved = _moved(quantity, equal, pairings, claim, premise)
        return _differs(quantity, moved) if moved else _agrees(quantity, max(equal, key=lambda p: p.alignment.rank).premise)
    found = [derived for derived in derive(premise) if fits(quantity, derived)]
    if found and _speaks_of_change(quantity, claim):
        return _made(quantity, Relation.AGREES, found[0].parts[0], f"the report's figures give it: {found[0].arithmetic}")
    counterpart = None if found else _counterpart(quantity, pairings, claim, premise)
    if counterpart is not None and _same_time(quantity, counterpart, claim, premise, published):
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


def _is_changed(quantity: Quantity, pairing: _Pairing) -> bool:
    """Tell whether a number in copied words was changed: there, equal hedges leave room for coarser rounding only."""
    other = pairing.premise
    if pairing.match is Match.DIFFERENT:
        return True
    if (quantity.value, quantity.high) == (other.value, other.high) or quantity.hedge != other.hedge:
        return False
    return quantity.unit == other.unit and not (pairing.match is Match.FITS and quantity.step > other.step)


def _counts_alike(quantity: Quantity, pairing: _Pairing) -> bool:
    """Tell whether an equal number is no accident: a count must share its noun, words around it, or be large."""
    if quantity.unit.kind is UnitClass.ORDINAL:
        return pairing.same_noun or not (quantity.nouns or pairing.premise.nouns)
    if pairing.same_noun or quantity.unit.kind is not UnitClass.COUNT:
        return True
    return quantity.value > _SMALL_COUNT or pairing.alignment.shared > 0 or not quantity.nouns


def _speaks_of_change(quantity: Quantity, claim: str) -> bool:
    if quantity.unit.kind in {UnitClass.POINT, UnitClass.MULTIPLE} or quantity.role == "by":
        return True
    return any(token.stem in _CHANGE_WORDS for token in tokenize(claim))


def _moved(  # noqa: PLR0913, PLR0917 - the parts of one comparison
    quantity: Quantity, equal: list[_Pairing], pairings: list[_Pairing], claim: str, premise: str
) -> Quantity | None:
    """Find the quantity that stands where the claim puts an equal one from elsewhere ("8% ... 61%" swapped)."""
    others = [p for p in pairings if p.match is Match.DIFFERENT and p.same_noun]
    if not others:
        return None
    around = context(claim, quantity.first, quantity.last, window=NARROW)
    ignored = frozenset(quantity.nouns[:1])

    def rank(other: Quantity) -> float:
        return align(around, context(premise, other.first, other.last, window=NARROW), ignore=ignored).rank

    best = max((p.premise for p in others), key=rank)
    here = max(rank(p.premise) for p in equal)
    return best if rank(best) - here >= ATTACHED else None


def _counterpart(quantity: Quantity, pairings: list[_Pairing], claim: str, premise: str) -> Quantity | None:
    """Find the one quantity of the passage that the claim's must be about; None when in doubt."""
    ranked = sorted((p for p in pairings if p.same_noun), key=lambda p: -p.alignment.rank)
    if not ranked or ranked[0].match is not Match.DIFFERENT:
        return None
    best = ranked[0]
    if best.alignment.shared < _LEAST_SHARED or best.alignment.share < _LEAST_SHARE:
        return None
    roles, rates = {quantity.role, best.premise.role}, {quantity.per, best.premise.per}
    if len(roles - {""}) > 1 or len(rates - {""}) > 1:
        return None
    if _is_delta(quantity, claim) != _is_delta(best.premise, premise):
        return None
    rivals = [p for p in ranked[1:] if p.premise.value != best.premise.value]
    if rivals and best.alignment.rank - rivals[0].alignment.rank < CLEAR_LEAD:
        return None
    return best.premise


def _is_delta(quantity: Quantity, text: str) -> bool:
    """Tell whether a quantity is a difference ("five more", "by 5%", "rose 5%") and no level."""
    tokens = tokenize(text)
    if quantity.role == "by" or quantity.unit.kind is UnitClass.POINT:
        return True
    if any(token.lower in _COMPARATIVES for token in tokens[quantity.first + (quantity.hedge != "") * 2 : quantity.last + 2]):
        return True
    return quantity.first > 0 and tokens[quantity.first - 1].stem in _CHANGE_VERBS


def _same_time(quantity: Quantity, other: Quantity, claim: str, premise: str, published: str | None) -> bool:
    """Tell whether nothing near the claim's quantity puts it at another time than the passage's."""
    ours, theirs = ({token.lower for token in tokenize(text)} for text in (claim, premise))
    if (ours & _OTHER_TIMES) - theirs:
        return False
    for date in parse_dates(claim):
        fits = [agree(date, their, published) for their in parse_dates(premise)]
        if True not in fits and (False in fits or date.direction is not None):
            return False
    return True


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
