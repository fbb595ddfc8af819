"""Compares persons, places and bodies: another first name, another holder of a title, another name in the same slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.lineup import Edit, Token, edits, span, tokens
from factcheck.verdicts.checks.name_grammar import CONNECTORS, GENERIC, Name, capitals, names, near, same_name
from factcheck.verdicts.checks.places import TITLES
from factcheck.verdicts.checks.sides import Company, Sides, contrast, finding, shown, side_by_side
from factcheck.verdicts.checks.substitutions import substitutions
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACING = listed(
    """
    in at from to of by with for against on near into the a than and
    """
)
_LEAST_COVERAGE = 0.25
_SAME_EVENT = 0.4
_COMPANY = Company(width=6, least=2, share=0.3)
_LITTLE_COMPANY = Company(width=6, least=1, share=0.3)
_FORMS_OF_ADDRESS = listed("mr mrs ms miss dr")


def check_names(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare the names of a claim with those of a passage.

    Args:
        claim: the claim's own text.
        premise: the passage's text; agreement is looked for in all of it, a difference in its closest sentence.
        published: not used here.

    Returns:
        For each name of the claim, in order: AGREES when the passage has it, DIFFERS when another name stands in its
        place, MISSING otherwise.

    >>> [finding.detail for finding in check_names(
    ...     claim="Finance Minister Ana Ruiz resigned.", premise="Finance Minister Eva Ruiz resigned.", published=None)]
    ["the report says 'Eva Ruiz', the claim 'Ana Ruiz'"]
    """
    sides = side_by_side(claim, premise)
    words = tokens(premise)
    others = names(words, capitals(sides.ours))
    found = []
    for name in names(sides.ours, capitals(words)):
        claim_span = sides.claim_span((name.first, name.last))
        instead = _instead(sides, words, name) if sides.coverage >= _LEAST_COVERAGE else None
        same = next((span(premise, words[o.first], words[o.last]) for o in others if same_name(name, o)), None)
        if instead:
            found.append(contrast(FindingKind.NAME, claim_span, span(premise, *instead)))
        elif same or _is_told(name, words):
            detail = f"the report and the claim both name '{shown(claim_span.text)}'"
            found.append(finding(FindingKind.NAME, Relation.AGREES, claim_span, same, detail))
        else:
            detail = f"the report does not name '{shown(claim_span.text)}'"
            other = _of_its_kind(sides, name)
            other_span = sides.premise_span((other.first, other.last)) if other else None
            found.append(finding(FindingKind.NAME, Relation.MISSING, claim_span, other_span, detail))
    return found


def _instead(sides: Sides, words: tuple[Token, ...], name: Name) -> tuple[Token, Token] | None:
    """Find the first and last word of the passage's name in the place of the claim's; None when in doubt."""
    others = names(words, capitals(sides.ours))
    relative = next((other for other in others if _other_first_name(name, other, others)), None)
    if relative and _in_company(sides.ours, name, words, relative, _LITTLE_COMPANY):
        return words[relative.first], words[relative.last]
    taken = _replaced(sides, name)
    if taken:
        return sides.theirs[taken.first], sides.theirs[taken.last]
    if any(same_name(name, other) for other in others) or any(word.norm in name.parts for word in words):
        return None
    mine = names(sides.ours, capitals(words))
    free = [
        other for other in names(sides.theirs, capitals(sides.ours)) if not any(same_name(each, other) for each in mine)
    ]
    free = [other for other in free if other.of_country == name.of_country]
    match = _same_title(sides, name, free) or _edited(sides, name, free) or _same_slot(sides, name, free)
    return (sides.theirs[match.first], sides.theirs[match.last]) if match else None


def _of_its_kind(sides: Sides, name: Name) -> Name | None:
    """Find a name of the closest sentence that the claim lacks and that may stand in for the claim's; else None."""
    if sides.coverage < _SAME_EVENT:
        return None
    mine = names(sides.ours, capitals(sides.theirs))
    others = [
        other
        for other in names(sides.theirs, capitals(sides.ours))
        if other.of_country == name.of_country and not any(same_name(each, other) for each in mine)
    ]
    titled = [other for other in others if bool(other.title) == bool(name.title)]
    return next(iter(titled or others), None)


def _replaced(sides: Sides, name: Name) -> Name | None:
    """Find the name whose place in a copied sentence the claim's has taken, even if the passage has both."""
    others = names(sides.theirs, capitals(sides.ours))
    if any(same_name(name, other) for other in others) or _is_told(name, sides.theirs):
        return None
    for edit in substitutions(sides):
        mine = [n for n in names(sides.ours, capitals(sides.theirs)) if n.first < edit.c2 and edit.c1 <= n.last]
        theirs = [other for other in others if other.first < edit.p2 and edit.p1 <= other.last]
        if mine == [name] and len(theirs) == 1 and _only_names(sides, edit):
            return theirs[0]
    return None


def _is_told(name: Name, words: Sequence[Token]) -> bool:
    """Tell whether words have a part of a name that tells it from others: not only "bank" or "of"."""
    telling = {part for part in name.parts if part not in GENERIC | CONNECTORS} or set(name.parts)
    return any(word.norm in telling for word in words)


def _only_names(sides: Sides, edit: Edit) -> bool:
    """Tell whether an edit changes nothing but a name and its title."""
    changed = (*sides.ours[edit.c1 : edit.c2], *sides.theirs[edit.p1 : edit.p2])
    return all(word.capital or word.norm in TITLES or word.norm in CONNECTORS for word in changed)


def _other_first_name(mine: Name, other: Name, others: Sequence[Name]) -> bool:
    """Tell whether two full names share the surname and nothing else, and the claim's first name is nowhere else."""
    surname = mine.parts[-1]
    if min(len(mine.parts), len(other.parts)) == 1 or surname != other.parts[-1] or mine.of_country or other.of_country:
        return False
    if {*mine.parts, *other.parts} & (CONNECTORS | GENERIC):
        return False
    same_letter = any(part[0] == first[0] for part in mine.parts[:-1] for first in other.parts[:-1])
    return not same_letter and not any(
        near(part, each) for part in mine.parts[:-1] for name in others for each in name.parts
    )


def _same_title(sides: Sides, name: Name, free: Sequence[Name]) -> Name | None:
    """Find another bearer of the title that the claim gives to a name."""
    if not name.title or name.title[0] in _FORMS_OF_ADDRESS:
        return None
    bearers = [other for other in free if other.title == name.title]
    fitting = [other for other in bearers if _in_company(sides.ours, name, sides.theirs, other, _COMPANY)]
    return fitting[0] if fitting else None


def _edited(sides: Sides, name: Name, free: Sequence[Name]) -> Name | None:
    """Find the name that takes the place of the claim's, all around being the same word for word."""
    for edit in edits(sides.claim, sides.premise):
        if edit.same or (edit.c1, edit.c2) != (name.first, name.last + 1):
            continue
        for other in free:
            in_place = other.first in {edit.p1, edit.p1 + 1} and other.last + 1 in {edit.p2, edit.p2 - 1}
            if in_place and _in_company(sides.ours, name, sides.theirs, other, _COMPANY):
                return other
    return None


def _same_slot(sides: Sides, name: Name, free: Sequence[Name]) -> Name | None:
    """Find the one name after the same words ("port of", "stolen in"), or after the same small word in good company."""
    mine = _governor(sides.ours, name.first)
    fitting = []
    for other in free:
        also = _governor(sides.theirs, other.first)
        company = _LITTLE_COMPANY if mine == also and len(mine) > 1 else _COMPANY
        if mine and mine[-1:] == also[-1:] and _in_company(sides.ours, name, sides.theirs, other, company):
            fitting.append(other)
    return fitting[0] if len(fitting) == 1 else None


def _governor(words: Sequence[Token], first: int) -> tuple[str, ...]:
    """Give the stem of the small word before a name, after that of the meaningful word before it where there is one."""
    if not first or words[first - 1].norm not in _PLACING:
        return ()
    governs = first > 1 and words[first - 2].content and words[first - 2].clause == words[first].clause
    return tuple(word.stem for word in words[first - 2 if governs else first - 1 : first])


def _in_company(ours: Sequence[Token], name: Name, theirs: Sequence[Token], other: Name, company: Company) -> bool:
    """Tell whether two names stand in the same company; the noun after a country's adjective must be the same."""
    after = ours[name.last + 1 : name.last + 2]
    also = theirs[other.last + 1 : other.last + 2]
    if name.of_country and after and after[0].content and [word.stem for word in after] != [word.stem for word in also]:
        return False
    return company.shared(ours, name.first, theirs, other.first)
