"""Compares quotations: word for word the same, shortened, an altered word, or another speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from factcheck.datatypes import Finding, FindingKind, Relation
from factcheck.verdicts.checks.lineup import Token, span, tokens
from factcheck.verdicts.checks.quotations import NEGATIONS, Quotation, other_speaker, quotations_of
from factcheck.verdicts.checks.sides import contrast, finding, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_WORDS = 3
_SIMILAR = 0.6
_MOST_LEFT_OUT = 40  # words that one ellipsis may stand for


def check_quotes(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare the quotations of a claim with those of a passage.

    Args:
        claim: the claim's own text.
        premise: the passage's text.
        published: not used here.

    Returns:
        For each quotation of the claim of three words or more, in order: AGREES when the passage has it word for
        word, whole or as a part, or with words left out where the claim marks that, and from the same speaker as far
        as both name one; DIFFERS when a word or the speaker is another; MISSING when it is not there. The same
        speaker's quotations go before others'.

    >>> [finding.detail for finding in check_quotes(
    ...     claim='"It was a good day," she said.', premise='"It was a bad day," she said.', published=None)]
    ["the report quotes 'bad', the claim 'good'"]
    """
    return [
        _verbatim(quotation, premise) or _shortened(quotation, premise) or _altered(quotation, premise)
        for quotation in quotations_of(claim)
        if quotation.last - quotation.first + 1 >= _LEAST_WORDS
    ]


def _verbatim(mine: Quotation, premise: str) -> Finding | None:
    """Report words found in the passage: by the same speaker, as far as both name one, or by another; else None."""
    words = tokens(premise)
    wanted, norms = [word.norm for word in mine.words], [word.norm for word in words]
    others = quotations_of(premise)
    elsewhere: Quotation | None = None
    for at in _places(wanted, norms):
        theirs = next((each for each in others if each.first <= at <= each.last), None)
        if theirs is not None and other_speaker(mine, theirs):
            elsewhere = elsewhere or theirs
            continue
        place = span(premise, words[at], words[at + len(wanted) - 1])
        is_whole = theirs is None or theirs.last - theirs.first + 1 == len(wanted)
        detail = "the quotation stands in the report word for word" + ("" if is_whole else ", as part of a longer one")
        return finding(FindingKind.QUOTE, Relation.AGREES, mine.span, place, detail)
    return _said_by_another(mine, elsewhere) if elsewhere is not None else None


def _places(wanted: Sequence[str], norms: Sequence[str]) -> list[int]:
    """Give the places where a run of words begins in a list of words, in order."""
    starts = [at for at in range(len(norms) - len(wanted) + 1) if norms[at] == wanted[0]]
    return [at for at in starts if list(norms[at : at + len(wanted)]) == list(wanted)]


def _said_by_another(mine: Quotation, theirs: Quotation) -> Finding:
    """Report that the passage has another speaker say the words."""
    if mine.speaker is None or theirs.speaker is None:
        raise AssertionError
    who = shown(theirs.speaker.span.text), shown(mine.speaker.span.text)
    detail = f"the report has '{who[0]}' say it, the claim '{who[1]}'"
    return finding(FindingKind.QUOTE, Relation.DIFFERS, mine.speaker.span, theirs.speaker.span, detail)


def _shortened(mine: Quotation, premise: str) -> Finding | None:
    """Report a quotation that marks what it leaves out and is else word for word in one of the passage's; else None.

    Left out may be anything but a negation.
    """
    parts = mine.parts
    if len(parts) == 1:
        return None
    for theirs in quotations_of(premise):
        if other_speaker(mine, theirs):
            continue
        ends = _parts_in(parts, theirs.words)
        if ends is not None:
            place = span(premise, theirs.words[ends[0]], theirs.words[ends[1]])
            detail = "the report has the quotation, with words that the claim marks as left out or put in"
            return finding(FindingKind.QUOTE, Relation.AGREES, mine.span, place, detail)
    return None


def _parts_in(parts: Sequence[Sequence[Token]], words: Sequence[Token]) -> tuple[int, int] | None:
    """Give the first and last of the words between which all parts stand in order, no negation left out; else None."""
    norms = [word.norm for word in words]
    first, at = -1, 0
    for part in parts:
        wanted = [word.norm for word in part]
        window = norms[at:] if first < 0 else norms[at : at + _MOST_LEFT_OUT + len(wanted)]
        places = _places(wanted, window)
        if not places:
            return None
        left_out = set(window[: places[0]]) if first >= 0 else set()
        if NEGATIONS & left_out and not NEGATIONS & set(wanted):
            return None
        first = at + places[0] if first < 0 else first
        at += places[0] + len(wanted)
    return first, at - 1


def _altered(mine: Quotation, premise: str) -> Finding:
    """Report a quotation that the passage has not word for word: what the likest one has instead, or that none is."""
    wanted = [word.norm for word in mine.words]
    liked = []
    for theirs in quotations_of(premise):
        likeness = Indel.normalized_similarity(wanted, [word.norm for word in theirs.words])
        if likeness >= _SIMILAR:
            liked.append((not other_speaker(mine, theirs), likeness, theirs))
    if not liked:
        detail = "the report does not have the quotation"
        return finding(FindingKind.QUOTE, Relation.MISSING, mine.span, None, detail)
    own, _, best = max(liked, key=lambda it: it[:2])
    return _altered_words(mine, premise, best.words) if own else _said_by_another(mine, best)


def _altered_words(mine: Quotation, premise: str, theirs: tuple[Token, ...]) -> Finding:
    """Report the first words that differ between two like quotations, or all of them when words changed places."""
    codes = Indel.opcodes([word.stem for word in mine.words], [word.stem for word in theirs])
    changed = [code for code in codes if code.tag != "equal"]
    gone = [word for code in changed for word in mine.words[code.src_start : code.src_end] if _weighs(word)]
    come = [word for code in changed for word in theirs[code.dest_start : code.dest_end] if _weighs(word)]
    whole = span(premise, theirs[0], theirs[-1])
    if not gone and not come:
        return finding(FindingKind.QUOTE, Relation.AGREES, mine.span, whole, "the report has the quotation")
    moved = {word.stem for word in gone} == {word.stem for word in come}
    mine_span = span(mine.text, gone[0], gone[0]) if gone and not moved else mine.span
    other_span = span(premise, come[0], come[0]) if come and not moved else whole
    return contrast(FindingKind.QUOTE, mine_span, other_span, verb="quotes")


def _weighs(word: Token) -> bool:
    """Tell whether a word of a quotation can change what was said."""
    return word.content or word.norm in {"not", "no", "never"}
