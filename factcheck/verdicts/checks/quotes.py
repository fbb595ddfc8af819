"""Compares quotations: word for word the same, an altered word, or another speaker."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from factcheck.datatypes import Finding, FindingKind, Relation, Span
from factcheck.verdicts.checks.lineup import Token, listed, span, tokens
from factcheck.verdicts.checks.name_grammar import Name, names, same_name
from factcheck.verdicts.checks.sides import contrast, finding, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTATION = re.compile(r"\"([^\"]+)\"|“([^”]+)”|«([^»]+)»")
_SAYING = listed(
    """
    said says say told tell added asked wrote announced declared explained stated replied joked called insisted
    warned argued noted acknowledged remarked observed retorted admitted tells adds
    """
)
_LINKING = listed(
    """
    of at in from by with to for the a an
    """
)
_LEAST_WORDS = 3
_SIMILAR = 0.6
_NEAR_SPEAKER = 8


class Quotation(NamedTuple):
    """Words `[first, last]` of a text between quotation marks, and who says them (None when not named nearby)."""

    first: int
    last: int
    speaker: Name | None


@lru_cache(maxsize=4096)
def _quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of a text, in order."""
    words = tokens(text)
    found = []
    for match in _QUOTATION.finditer(text):
        inside = [at for at, word in enumerate(words) if match.start() <= word.start and word.end <= match.end()]
        if inside:
            found.append(Quotation(inside[0], inside[-1], _speaker(words, inside[0], inside[-1])))
    return tuple(found)


def _speaker(words: tuple[Token, ...], first: int, last: int) -> Name | None:
    """Find the name that is the subject of the verb of saying next to a quotation; None when it is not certain."""
    for low, high in ((last + 1, last + 1 + _NEAR_SPEAKER), (first - _NEAR_SPEAKER, first)):
        beside = range(max(0, low), max(0, min(high, len(words))))
        if any(words[at].norm in _SAYING and not words[at].quoted for at in beside):
            near = [name for name in names(words) if name.first in beside and _says(words, name)]
            return near[0] if len(near) == 1 else None
    return None


def _is_saying(word: Token) -> bool:
    return word.norm in _SAYING and not word.quoted


def _says(words: Sequence[Token], name: Name) -> bool:
    """Tell whether a verb of saying comes right after a name, or right before it and its description."""
    if words[name.first].quoted or name.of_country:
        return False
    start = name.first
    clause = words[start].clause
    while start and words[start - 1].content and words[start - 1].clause == clause and not _is_saying(words[start - 1]):
        start -= 1
    before = words[start - 1] if start else None
    if before is not None and before.norm in _SAYING and before.clause == words[name.first].clause:
        return True
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    subject = before is None or start == name.first or before.clause != words[name.first].clause
    linked = before is not None and before.norm in _LINKING
    return subject and not linked and after is not None and after.norm in _SAYING


def check_quotes(*, claim: str, premise: str, published: str | None) -> list[Finding]:  # noqa: ARG001 - all checks share one signature
    """Compare the quotations of a claim with those of a passage.

    Args:
        claim: the claim's own text.
        premise: the passage's text.
        published: not used here.

    Returns:
        For each quotation of the claim of three words or more, in order: AGREES when the passage has it word for
        word and from the same speaker, DIFFERS when a word or the speaker is another, MISSING when it is not there.

    >>> [finding.detail for finding in check_quotes(
    ...     claim='"It was a good day," she said.', premise='"It was a bad day," she said.', published=None)]
    ["the report quotes 'bad', the claim 'good'"]
    """
    words = tokens(claim)
    found = []
    for quotation in _quotations(claim):
        n_words = quotation.last - quotation.first + 1
        if n_words >= _LEAST_WORDS:
            mine = Quoted(claim, words[quotation.first : quotation.last + 1], _spelt(claim, quotation.speaker))
            found.append(_verbatim(mine, premise) or _altered(mine, premise))
    return found


class Quoted(NamedTuple):
    """Quoted words of a text and their speaker with the span of the name, None when not named."""

    text: str
    words: tuple[Token, ...]
    speaker: tuple[Name, Span] | None

    @property
    def span(self) -> Span:
        """Give the span of the quoted words."""
        return span(self.text, self.words[0], self.words[-1])


def _spelt(text: str, speaker: Name | None) -> tuple[Name, Span] | None:
    """Put the span of a speaker's name beside it."""
    words = tokens(text)
    return (speaker, span(text, words[speaker.first], words[speaker.last])) if speaker else None


def _verbatim(mine: Quoted, premise: str) -> Finding | None:
    """Report words found in the passage: by the same speaker, as far as both name one, or by another; else None."""
    words = tokens(premise)
    wanted, norms = [word.norm for word in mine.words], [word.norm for word in words]
    starts = range(len(norms) - len(wanted) + 1)
    at = next((at for at in starts if norms[at : at + len(wanted)] == wanted), None)
    if at is None:
        return None
    other = next((each for each in _quotations(premise) if each.first <= at <= each.last), None)
    speaker = _spelt(premise, other.speaker) if other else None
    if speaker and mine.speaker and not same_name(mine.speaker[0], speaker[0]):
        who = shown(speaker[1].text), shown(mine.speaker[1].text)
        detail = f"the report has '{who[0]}' say it, the claim '{who[1]}'"
        return finding(FindingKind.QUOTE, Relation.DIFFERS, mine.speaker[1], speaker[1], detail)
    place = span(premise, words[at], words[at + len(wanted) - 1])
    detail = "the quotation stands in the report word for word"
    return finding(FindingKind.QUOTE, Relation.AGREES, mine.span, place, detail)


def _altered(mine: Quoted, premise: str) -> Finding:
    """Report a quotation that the passage has not word for word: what the likest one has instead, or that none is."""
    words = tokens(premise)
    wanted = [word.norm for word in mine.words]
    best: tuple[Token, ...] = ()
    best_likeness = _SIMILAR
    for other in _quotations(premise):
        theirs = words[other.first : other.last + 1]
        likeness = Indel.normalized_similarity(wanted, [word.norm for word in theirs])
        if likeness >= best_likeness:
            best, best_likeness = theirs, likeness
    if not best:
        detail = "the report does not have the quotation"
        return finding(FindingKind.QUOTE, Relation.MISSING, mine.span, None, detail)
    return _altered_words(mine, premise, best)


def _altered_words(mine: Quoted, premise: str, theirs: tuple[Token, ...]) -> Finding:
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
