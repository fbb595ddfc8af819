"""Compares how much of a group claim and passage speak of: some against all, most against few, partly against fully."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Finding, FindingKind
from factcheck.verdicts.checks.polarity import denied
from factcheck.verdicts.checks.sides import Company, Sides, side_by_side
from factcheck.verdicts.checks.substitutions import substitutions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.checks.lineup import Token

# Each line: what the report says, "/", what a claim may then not say. A claim that says less is left alone.
_RULED_OUT = """
some several various / all every none no neither
many / all every few none no
most majority / all every few none no minority
few / all every most many none
half / all most none few
minority / majority most all
all every each both / none no neither few half
none neither / all every each both some many most several half
partly partially partial / fully entirely wholly completely full total entire
fully entirely wholly completely full total entire / partly partially partial
largely mainly mostly / entirely wholly completely fully
sometimes occasionally often usually / always never
always / never sometimes rarely seldom
rarely seldom / always often usually
"""
_COMPANY = Company(width=7, least=3, share=0.6)
_LEAST_COVERAGE = 0.5
_HEAD_REACH = 4


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _RULED_OUT.strip().split("\n"):
        said, ruled_out = (part.split() for part in line.split(" / "))
        for word in said:
            table[word] = table.get(word, frozenset()) | frozenset(ruled_out)
    return table


RULED_OUT = _table()
_SCOPES = frozenset(RULED_OUT).union(*RULED_OUT.values())


def check_scope(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare how much of the same group a claim and a passage speak of.

    Args:
        claim: the claim's own text.
        premise: the passage's text; its sentence closest to the claim is compared.
        published: not used here.

    Returns:
        DIFFERS where the passage's word rules out the claim's, in the same place or before the same noun; in order of
        the claim.

    >>> [finding.detail for finding in check_scope(
    ...     claim="All members voted for the bill.", premise="Some members voted for the bill.", published=None)]
    ["the report says 'Some', the claim 'All'"]
    """
    sides = side_by_side(claim, premise)
    if sides.coverage < _LEAST_COVERAGE:
        return []
    found = []
    for i, word in enumerate(sides.ours):
        if word.norm not in _SCOPES or denied(sides.ours, i):
            continue
        j = _counterpart(sides, i)
        if j is not None:
            found.append(sides.differs(FindingKind.COMPARISON, (i, i), (j, j)))
    return found


def _counterpart(sides: Sides, i: int) -> int | None:
    """Find the passage's word that rules out the claim's word of scope at position `i`; None when in doubt."""
    word = sides.ours[i].norm
    places = [j for j, other in enumerate(sides.theirs) if word in RULED_OUT.get(other.norm, ())]
    places = [j for j in places if not denied(sides.theirs, j)]
    replaced = [
        j for j in places for edit in substitutions(sides) if edit.c1 <= i < edit.c2 and edit.p1 <= j < edit.p2
        and edit.c2 - edit.c1 == edit.p2 - edit.p1
    ]  # fmt: skip
    if replaced:
        return replaced[0]
    if any(other.norm == word for other in sides.theirs):
        return None
    heads = [j for j in places if _head(sides.ours, i) == _head(sides.theirs, j) != ""]
    return heads[0] if len(heads) == 1 and sides.fit(i, heads[0], _COMPANY) else None


def _head(words: Sequence[Token], at: int) -> str:
    """Give the stem of the first meaningful word behind a word of scope: what there is all or some of."""
    return next((word.stem for word in words[at + 1 : at + 1 + _HEAD_REACH] if word.content), "")
