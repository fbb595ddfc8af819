"""Compares what a claim and a passage deny: not, never, no, without, failed to, refused to."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from factcheck.datatypes import Finding, FindingKind
from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.lineup import AUXILIARIES, Edit, edits
from factcheck.verdicts.checks.sides import Company, Range, Sides, side_by_side
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token

_NEGATORS = listed(
    """
    not never no none nobody nothing neither nor without
    """
)
_NEGATIVE_VERBS = listed(
    """
    fail refus declin unabl unwil
    """
)
# Words that deny in a way the check does not follow: when one side has them, nothing is concluded.
_OTHER_DENIALS = listed(
    """
    deny denial reject rejection refut rebut dismis disput lack absent absenc mis prevent avoid stop halt hardly
    barely scarcely except exclud rul bar ban forbid short hold cannot withhold untruth fals spurn shun skip
    turn oppos instead rather stay unchang unlikely doubt against second few littl contradict contrary nowher away ceas
    empty
    free vain drop abandon neglect omit yet
    """
)
_NOT_A_DENIAL = listed(
    """
    only just merely simply least until long later more les fewer earlier sooner doubt mor longer solely
    necessarily
    """
)
_DEGREES = listed("many much large big high long often fast")
_REACH = 4
_LEFT = 5
_WIDTH = 6
_COMPANY = Company(width=_WIDTH, least=1, share=0.5)
_LEAST_COVERAGE = 0.35
_NEARLY_COPIED = 0.8
# A part may do what the rest does not.
_LIMITS = listed("before until other others yet only")
_PARTS = listed(
    """
    half majority remaining rest third quarter
    """
)


class Denial(NamedTuple):
    """A denying word at `at` and the word it denies at `target`, positions in the word list."""

    at: int
    target: int


def _is_negator(words: Sequence[Token], at: int) -> bool:
    """Tell whether the word at a position denies what follows it."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else None
    if word.stem in _NEGATIVE_VERBS:
        return following is not None and following.norm == "to"
    if word.norm not in _NEGATORS:
        return False
    if word.norm == "not" and at and words[at - 1].norm in {"or", "if", "why"}:
        return False
    later = {each.norm for each in words[at + 1 : at + 1 + _REACH]}
    return following is None or not (following.stem in _NOT_A_DENIAL or {"more", "until"} & later)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _denials(words: tuple[Token, ...]) -> tuple[Denial, ...]:
    """Find the denying words with the first meaningful word after each, in order."""
    found = []
    for at, word in enumerate(words):
        if not _is_negator(words, at):
            continue
        for target in range(at + 1, min(at + 1 + _REACH, len(words))):
            if words[target].clause != word.clause:
                break
            if words[target].content and not words[target].capital:
                found.append(Denial(at, target))
                break
    return tuple(found)


def denied_in_clause(words: Sequence[Token], at: int) -> bool:
    """Tell whether a denying word stands anywhere before a position in its clause: "not one of the bills passed"."""
    return any(word.norm in _NEGATORS and word.clause == words[at].clause for word in words[:at])


def denied(words: Sequence[Token], at: int) -> bool:
    """Tell whether any denying word stands shortly before a position."""
    return any(
        word.norm in _NEGATORS or word.stem in _NEGATIVE_VERBS or word.stem in _OTHER_DENIALS
        for word in words[max(0, at - _LEFT) : at]
    )


def _only_denial(words: Sequence[Token], low: int, high: int) -> bool:
    """Tell whether `[low, high)` holds a denying word and else only auxiliaries."""
    part = range(low, high)
    return any(_is_negator(words, at) for at in part) and all(
        _is_negator(words, at) or words[at].norm in AUXILIARIES for at in part
    )


def _plain(words: Sequence[Token], low: int, high: int) -> bool:
    return all(word.norm in AUXILIARIES for word in words[low:high])


def _edited(sides: Sides) -> list[Finding]:
    """Find denying words that stand in one text where the other, word for word alike, has none."""
    ours, theirs = sides.ours, sides.theirs
    lined_up = edits(sides.claim, sides.premise)
    found = []
    for edit in lined_up:
        if edit.same or edit.c2 >= len(ours) or edit.p2 >= len(theirs):
            continue
        in_claim = _only_denial(ours, edit.c1, edit.c2) and _plain(theirs, edit.p1, edit.p2)
        in_premise = _only_denial(theirs, edit.p1, edit.p2) and _plain(ours, edit.c1, edit.c2)
        others = [other for other in lined_up if not other.same and other != edit and _near(other, edit)]
        made_up_for = any(
            _has_denial(ours, other.c1, other.c2) or _has_denial(theirs, other.p1, other.p2) for other in others
        )
        same_follows = _next_content(ours, edit.c2) == _next_content(theirs, edit.p2)
        if (in_claim or in_premise) and same_follows and not made_up_for:
            mine, theirs_range = (max(0, edit.c1 - 1), edit.c2), (max(0, edit.p1 - 1), edit.p2)
            found.append(sides.differs(FindingKind.POLARITY, mine, theirs_range))
    return found


def _next_content(words: Sequence[Token], at: int) -> str | None:
    """Give the stem of the first meaningful word from a position on, None when there is none."""
    return next((word.stem for word in words[at:] if word.content), None)


def _near(other: Edit, edit: Edit) -> bool:
    return abs(other.c1 - edit.c2) <= 2 * _WIDTH or abs(edit.c1 - other.c2) <= 2 * _WIDTH


def _has_denial(words: Sequence[Token], low: int, high: int) -> bool:
    return any(
        word.norm in _NEGATORS or word.stem in _NEGATIVE_VERBS or word.stem in _OTHER_DENIALS
        for word in words[low:high]
    )


def _counterpart(one: Sequence[Token], denial: Denial, other: Sequence[Token]) -> Range | None:
    """Find the same word in the other text, in the same company and not denied; None when there is none such."""
    places = [at for at, word in enumerate(other) if word.stem == one[denial.target].stem]
    if len(places) != 1 or denied(other, places[0]) or not _COMPANY.shared(one, denial.target, other, places[0]):
        return None
    at = places[0]
    return None if _has_denial(other, max(0, at - 2 * _WIDTH), at + _WIDTH) else (at, at)


def check_polarity(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare the denials of a claim with those of a passage.

    Args:
        claim: the claim's own text.
        premise: the passage's text; its sentence closest to the claim is compared.
        published: not used here.

    Returns:
        DIFFERS where one text denies what the other states, AGREES where both deny the same; in order of the claim.

    >>> [finding.detail for finding in check_polarity(
    ...     claim="Iran would interfere.", premise="Iran would not interfere.", published=None)]
    ["the report says 'would not interfere', the claim 'would interfere'"]
    """
    sides = side_by_side(claim, premise)
    mine, others = _denials(sides.ours), _denials(sides.theirs)
    if not (mine or others):
        return []
    framed = _same_frame(sides, mine, others)
    if sides.coverage < _LEAST_COVERAGE:
        return framed
    found = _edited(sides) or framed
    if _limited_otherwise(sides) or _of_degree(sides.ours) != _of_degree(sides.theirs):
        return []
    return found or _agreements(sides, mine, others) or _contrasts(sides, mine, others)


def _same_frame(sides: Sides, mine: Sequence[Denial], others: Sequence[Denial]) -> list[Finding]:
    """Find "would not allow any" beside "would allow any": same auxiliary, verb and next word, one denied."""
    if mine or len(others) != 1:
        return []
    ours, theirs, denial = sides.ours, sides.theirs, others[0]
    if denial.target != denial.at + 1 or not 0 < denial.at < len(theirs) - _FRAME:
        return []
    frame = [theirs[denial.at - 1].norm, theirs[denial.target].norm, theirs[denial.target + 1].norm]
    if frame[0] not in AUXILIARIES:
        return []
    starts = [at for at in range(len(ours) - 2) if [word.norm for word in ours[at : at + 3]] == frame]
    if len(starts) != 1:
        return []
    return [sides.differs(FindingKind.POLARITY, (starts[0], starts[0] + 1), (denial.at - 1, denial.target))]


_FRAME = 2
"""Words that must follow a "not" for a frame: the verb and one more."""


def _limited_otherwise(sides: Sides) -> bool:
    """Tell whether a word that limits the denial ("half", "before", "all but") stands on one side only."""
    mine, others = ({word.norm for word in words} for words in (sides.ours, sides.theirs))
    limits = (_LIMITS & (mine ^ others)) | (_PARTS & (mine | others))
    return _all_but(sides.ours) != _all_but(sides.theirs) or (bool(limits) and sides.coverage < _NEARLY_COPIED)


def _of_degree(words: Sequence[Token]) -> bool:
    """Tell whether a text compares amounts, "not as many as": it denies the degree only."""
    return any(one.norm == "as" and two.norm in _DEGREES for one, two in pairwise(words))


def _all_but(words: Sequence[Token]) -> bool:
    return any(one.norm == "all" and two.norm == "but" for one, two in pairwise(words))


def _contrasts(sides: Sides, mine: Sequence[Denial], others: Sequence[Denial]) -> list[Finding]:
    """Find the words that one text denies and the other states."""
    found = []
    for denial in mine:
        stated = _counterpart(sides.ours, denial, sides.theirs)
        found += [sides.differs(FindingKind.POLARITY, denial, stated)] if stated else []
    for denial in others:
        stated = _counterpart(sides.theirs, denial, sides.ours)
        found += [sides.differs(FindingKind.POLARITY, stated, denial)] if stated else []
    return found


def _agreements(sides: Sides, mine: Sequence[Denial], others: Sequence[Denial]) -> list[Finding]:
    """Pair the denials of both texts that deny the same word."""
    return [
        sides.agrees(FindingKind.POLARITY, one, two)
        for one in mine
        for two in others
        if sides.ours[one.target].stem == sides.theirs[two.target].stem
    ]
