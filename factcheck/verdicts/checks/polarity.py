"""Compares what a claim and a passage deny: not, never, no, without, failed to, refused to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.lineup import (
    AUXILIARIES,
    closest_sentence,
    coverage,
    edits,
    shared_context,
    shown,
    span,
    tokens,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token

_NEGATORS = frozenset("not never no none nobody nothing neither nor without".split())
_NEGATIVE_VERBS = frozenset("fail refus declin unabl unwil".split())
# Words that deny in a way the check does not follow: when one side has them, nothing is concluded.
_OTHER_DENIALS = frozenset(
    """
    deny denial reject rejection refut rebut dismis disput lack absent absenc mis prevent avoid stop halt hardly barely scarcely
    except exclud rul bar ban forbid short hold cannot withhold untruth fals spurn shun skip turn oppos instead rather stay
    unchang unlikely doubt few littl contradict contrary nowher away ceas empty free vain drop abandon neglect omit yet
    """.split()
)
_NOT_A_DENIAL = frozenset(
    "only just merely simply least until long later more les fewer earlier sooner doubt mor longer solely necessarily".split()
)
_REACH = 4
_LEFT = 5
_WIDTH = 6
_LEAST_COVERAGE = 0.35
_LEAST_SHARED = 1
_LEAST_SHARE = 0.4
# A part may do what the rest does not.
_PARTS = frozenset("half majority remaining rest third quarter".split())


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


@lru_cache(maxsize=4096)
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


def denied(words: Sequence[Token], at: int) -> bool:
    """Tell whether any denying word stands shortly before a position."""
    return any(
        word.norm in _NEGATORS or word.stem in _NEGATIVE_VERBS or word.stem in _OTHER_DENIALS
        for word in words[max(0, at - _LEFT) : at]
    )


def _finding(  # noqa: PLR0913 - both texts, both word lists and both places are needed to quote them
    claim: str, ours: Sequence[Token], i: tuple[int, int], premise: str, theirs: Sequence[Token], j: tuple[int, int]
) -> Finding:
    claim_span = span(claim, ours[i[0]], ours[i[1]])
    premise_span = span(premise, theirs[j[0]], theirs[j[1]])
    detail = f"the report says '{shown(premise_span.text)}', the claim '{shown(claim_span.text)}'"
    return Finding(
        kind=FindingKind.POLARITY,
        relation=Relation.DIFFERS,
        claim_span=claim_span,
        premise_span=premise_span,
        detail=detail,
    )


def _only_denial(words: Sequence[Token], low: int, high: int) -> bool:
    """Tell whether `[low, high)` holds a denying word and else only auxiliaries."""
    part = range(low, high)
    return any(_is_negator(words, at) for at in part) and all(
        _is_negator(words, at) or words[at].norm in AUXILIARIES for at in part
    )


def _plain(words: Sequence[Token], low: int, high: int) -> bool:
    return all(word.norm in AUXILIARIES for word in words[low:high])


def _edited(claim: str, premise: str) -> list[Finding]:
    """Find denying words that stand in one text where the other, word for word alike, has none."""
    ours, theirs = tokens(claim), closest_sentence(claim, premise)
    lined_up = edits(claim, premise)
    found = []
    for edit in lined_up:
        if edit.same:
            continue
        in_claim = _only_denial(ours, edit.c1, edit.c2) and _plain(theirs, edit.p1, edit.p2)
        in_premise = _only_denial(theirs, edit.p1, edit.p2) and _plain(ours, edit.c1, edit.c2)
        if not (in_claim or in_premise) or edit.c2 >= len(ours) or edit.p2 >= len(theirs):
            continue
        others = [other for other in lined_up if not other.same and other != edit]
        if any(_has_denial(ours, o.c1, o.c2) or _has_denial(theirs, o.p1, o.p2) for o in others if _near(o, edit)):
            continue
        i, j = max(0, edit.c1 - 1), max(0, edit.p1 - 1)
        found.append(_finding(claim, ours, (i, edit.c2), premise, theirs, (j, edit.p2)))
    return found


def _near(other: tuple[bool, int, int, int, int], edit: tuple[bool, int, int, int, int]) -> bool:
    return abs(other[1] - edit[2]) <= 2 * _WIDTH or abs(edit[1] - other[2]) <= 2 * _WIDTH


def _has_denial(words: Sequence[Token], low: int, high: int) -> bool:
    return any(word.norm in _NEGATORS or word.stem in _NEGATIVE_VERBS | _OTHER_DENIALS for word in words[low:high])


def _counterpart(one: Sequence[Token], denial: Denial, other: Sequence[Token]) -> int | None:
    """Find the same word in the other text, with the same company and not denied; None when there is none such."""
    places = [at for at, word in enumerate(other) if word.stem == one[denial.target].stem]
    if len(places) != 1 or denied(other, places[0]):
        return None
    shared, share = shared_context(one, denial.target, other, places[0], width=_WIDTH)
    return places[0] if shared >= _LEAST_SHARED and share >= _LEAST_SHARE else None


def check_polarity(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare the denials of a claim with those of a passage.

    Args:
        claim: the claim's own text.
        premise: the passage's text; its sentence closest to the claim is compared.
        published: not used here.

    Returns:
        DIFFERS where one text denies what the other states, AGREES where both deny the same; in order of the claim.

    >>> [finding.detail for finding in check_polarity(
    ...     claim="Iran would interfere in the talks.", premise="Iran would not interfere in the talks.", published=None)]
    ["the report says 'would not interfere', the claim 'would interfere'"]
    """
    ours, theirs = tokens(claim), closest_sentence(claim, premise)
    if not theirs or coverage(claim, premise) < _LEAST_COVERAGE:
        return []
    mine, others = _denials(ours), _denials(theirs)
    if not (mine or others) or any(word.norm in _PARTS for word in (*ours, *theirs)):
        return []
    found = _edited(claim, premise)
    agreed = _agreements(claim, premise, mine, others)
    if found or agreed:
        return found or agreed
    for denial in mine:
        j = _counterpart(ours, denial, theirs)
        if j is not None and not _has_denial(theirs, max(0, j - 2 * _WIDTH), j + _WIDTH):
            found.append(_finding(claim, ours, (denial.at, denial.target), premise, theirs, (j, j)))
    for denial in others:
        i = _counterpart(theirs, denial, ours)
        if i is not None and not _has_denial(ours, max(0, i - 2 * _WIDTH), i + _WIDTH):
            found.append(_finding(claim, ours, (i, i), premise, theirs, (denial.at, denial.target)))
    return found


def _agreements(claim: str, premise: str, mine: Sequence[Denial], others: Sequence[Denial]) -> list[Finding]:
    """Pair the denials of both texts that deny the same word."""
    ours, theirs = tokens(claim), closest_sentence(claim, premise)
    return [
        Finding(
            kind=FindingKind.POLARITY,
            relation=Relation.AGREES,
            claim_span=span(claim, ours[one.at], ours[one.target]),
            premise_span=span(premise, theirs[two.at], theirs[two.target]),
            detail=f"the report and the claim both deny '{ours[one.target].text}'",
        )
        for one in mine
        for two in others
        if ours[one.target].stem == theirs[two.target].stem
    ]
