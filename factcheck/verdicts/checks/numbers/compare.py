"""Compares each quantity of a claim with the passage's and says where they agree or differ."""

from __future__ import annotations

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.numbers.agree import Match
from factcheck.verdicts.checks.numbers.arithmetic import Derived, derive, fits
from factcheck.verdicts.checks.numbers.changes import other_change
from factcheck.verdicts.checks.numbers.counterparts import (
    Pairing,
    Texts,
    changed_in_copy,
    counterpart,
    moved,
    pair_up,
    same_figure,
    same_time,
)
from factcheck.verdicts.checks.numbers.exchanged import exchanged
from factcheck.verdicts.checks.numbers.grammar import Hedge, Quantity, parse_quantities
from factcheck.verdicts.checks.numbers.ordinals import same_row
from factcheck.verdicts.checks.numbers.units import UnitClass
from factcheck.verdicts.checks.tokens import stems, tokenize
from factcheck.word_lists import listed

_CHANGE_WORDS = stems(
    """
    rise increase grow climb jump gain surge soar add up widen raise expand fall drop decline decrease cut
    reduce narrow shrink slip ease slow slide lower lose down more less fewer higher lower than difference gap
    margin lead ahead total combined together altogether overall both double halve triple times of out rest
    remain leave other faster slower longer shorter earlier later above below over under slacken diminish mount
    advance retreat worth thicker share part proportion majority minority exceed short beat ahead behind
    additional extra another
    """
)
_OF_THE_REST = listed(
    """
    rest remain remaining remainder remained remains left leave leaves leaving other others not no never without lost
    lose loses except excluding only but still
    """
)
_BOUND_WORDS = {Hedge.NONE: "", Hedge.ABOUT: "about ", Hedge.NEARLY: "nearly ", Hedge.OVER: "more than ",
                Hedge.UNDER: "less than "}  # fmt: skip
_SMALL_COUNT = 12  # counts up to a dozen are equal by chance


def check_numbers(*, claim: str, premise: str, published: str | None = None) -> list[Finding]:
    """Find the claim's quantities in a passage: one finding a quantity, in the claim's order.

    AGREES when an equal quantity of the same unit, or the arithmetic over the passage's quantities, gives it; DIFFERS
    when its only counterpart in like words has another size; MISSING otherwise, with the span of the passage's figure
    of the same unit when there is one but the words around it do not show that it is the same thing.

    >>> check_numbers(claim="It hired 21 nurses.", premise="It hired 12 nurses.")[0].detail
    'the report says 12 nurses, the claim 21 nurses'
    """
    return [_finding(quantity, claim, premise, published) for quantity in parse_quantities(claim)]


def _finding(quantity: Quantity, claim: str, premise: str, published: str | None) -> Finding:
    pairings = pair_up(quantity, claim, premise)
    equal = [p for p in pairings if p.match in {Match.EQUAL, Match.FITS} and _counts_alike(quantity, p)]
    both = Texts(claim, premise)
    elsewhere = changed_in_copy(quantity, pairings, equal, both) or moved(quantity, pairings, equal, both)
    ranked = None if equal else same_row(quantity, both)
    turned = elsewhere or exchanged(quantity, both) or (ranked if ranked and ranked.value != quantity.value else None)
    if turned is not None:
        return _differs(quantity, turned)
    if equal or ranked:
        return _agrees(quantity, ranked or max(equal, key=lambda p: p.alignment.rank).premise)
    found = [derived for derived in derive(premise) if fits(quantity, derived)]
    if found:
        return _reckoned(quantity, pairings, found, both)
    change = other_change(quantity, both)
    if change is not None:
        detail = f"by the report's figures {change.arithmetic}, the claim says {shown(quantity.span.text)}"
        return _made(quantity, Relation.DIFFERS, change.parts[0], detail)
    other = counterpart(quantity, pairings, both)
    if other is not None and same_figure(both) and same_time(both, published):
        return _differs(quantity, other)
    return _missing(quantity, pairings)


def _reckoned(quantity: Quantity, pairings: list[Pairing], found: list[Derived], both: Texts) -> Finding:
    """Judge a figure that arithmetic over the passage's figures gives."""
    whole = _whole_of_rest(quantity, pairings, both) if all(derived.is_rest for derived in found) else None
    if whole is not None:
        return _differs(quantity, whole)
    if not _speaks_of_change(quantity, both.claim):
        return _missing(quantity, [])
    detail = f"the report's figures give it: {found[0].arithmetic}"
    return _made(quantity, Relation.AGREES, found[0].parts[0], detail)


def _whole_of_rest(quantity: Quantity, pairings: list[Pairing], both: Texts) -> Quantity | None:
    """Find the share of which the claim says the rest's size in like words, where nothing is denied or "left"."""
    mine, other = ({token.lower for token in tokenize(text)} for text in both)
    return None if (mine | other) & _OF_THE_REST else counterpart(quantity, pairings, both)


def _counts_alike(quantity: Quantity, pairing: Pairing) -> bool:
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


def _agrees(quantity: Quantity, other: Quantity) -> Finding:
    ours, theirs = shown(quantity.span.text), shown(other.span.text)
    detail = f"both say {ours}" if ours == theirs else f"the report's {theirs} fits {ours}"
    return _made(quantity, Relation.AGREES, other, detail)


def _differs(quantity: Quantity, other: Quantity) -> Finding:
    theirs, ours = shown(other.span.text), shown(quantity.span.text)
    if theirs == ours:
        theirs, ours = f"{_BOUND_WORDS[other.hedge]}{theirs}", f"{_BOUND_WORDS[quantity.hedge]}{ours}"
    detail = f"the report says {theirs}, the claim {ours}"
    return _made(quantity, Relation.DIFFERS, other, detail)


def _missing(quantity: Quantity, pairings: list[Pairing]) -> Finding:
    """Make the finding that nothing gives the figure, with the passage's nearest of the same unit, if all differ."""
    alike = [p for p in pairings if p.same_noun]
    nearest = max(alike, key=lambda p: p.alignment.rank, default=None)
    said = shown(quantity.span.text)
    if nearest is None or any(p.match is not Match.DIFFERENT for p in alike):
        return _made(quantity, Relation.MISSING, None, f"the report has no figure for {said}")
    detail = f"the report has {shown(nearest.premise.span.text)} but not {said}"
    return _made(quantity, Relation.MISSING, nearest.premise, detail)


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
