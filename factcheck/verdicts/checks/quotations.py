"""The quotations of a text as words, with their speakers, and the parts that an ellipsis or a bracket leaves."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcheck.claims.speakers import quoted_words
from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.lineup import Token, span, tokens
from factcheck.verdicts.checks.name_grammar import Name, names, same_name
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.datatypes import Span

_SPACE = re.compile(r"\s")
_BELONGING = listed("of for from at to in by with")
NEGATIONS = listed("not no never nobody nothing neither nor hardly")


class Speaker(NamedTuple):
    """The name of a speaker and where it stands."""

    name: Name
    span: Span


class Quotation(NamedTuple):
    """Words `[first, last]` of a text between quotation marks, and who says them; None when no name is known."""

    text: str
    first: int
    last: int
    speaker: Speaker | None

    @property
    def words(self) -> tuple[Token, ...]:
        """Give the quoted words, in order."""
        return tokens(self.text)[self.first : self.last + 1]

    @property
    def span(self) -> Span:
        """Give the span of the quoted words."""
        return span(self.text, self.words[0], self.words[-1])

    @property
    def parts(self) -> list[tuple[Token, ...]]:
        """Give the words that stand together: an ellipsis or words in square brackets part them."""
        found: list[list[Token]] = [[]]
        inside = False
        last = self.words[0].start
        for word in self.words:
            gap = self.text[last : word.start]
            if "[" in gap or "]" in gap or "…" in gap or "..." in gap:
                inside = gap.rfind("[") > gap.rfind("]")
                found.append([])
            if not inside:
                found[-1].append(word)
            last = word.end
        return [tuple(part) for part in found if part]


@lru_cache(maxsize=REMEMBERED_TEXTS)
def quotations_of(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of a text, in order."""
    words = tokens(text)
    starts = [word.start for word in words]
    found = []
    for marked, by, named in quoted_words(_SPACE.sub(" ", text)):
        first, stop = bisect_left(starts, marked.start), bisect_left(starts, marked.end)
        if stop > first:
            found.append(Quotation(text, first, stop - 1, _speaker(text, by) if by and named else None))
    return tuple(found)


def _speaker(text: str, by: Span) -> Speaker | None:
    """Read the name that a speaker's wording is about: not Holm in "an adviser to Holm" or "Holm's adviser"."""
    words = tokens(text)
    for name in names(words, frozenset(word.norm for word in words if by.start <= word.start < by.end)):
        if words[name.first].start < by.start or words[name.last].end > by.end:
            continue
        before = [word for word in words[: name.first] if word.start >= by.start]
        owns = words[name.last].possessive and words[name.last].end < by.end
        if name.of_country or owns or any(word.norm in _BELONGING for word in before):
            return None
        return Speaker(name, span(text, words[name.first], words[name.last]))
    return None


def other_speaker(one: Quotation, two: Quotation) -> bool:
    """Tell whether both quotations name their speakers, and not the same one."""
    return one.speaker is not None and two.speaker is not None and not same_name(one.speaker.name, two.speaker.name)
