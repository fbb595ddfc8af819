"""The form of a rule: a pattern, and what a sentence that it matches is taken for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

# "Subscribe to it, she told viewers." states what she told; a rule for a page's own words must not take it.
_REPORTED: Final = re.compile(
    r"\b(?:according to|added|admitted|announced|argued|asked|claimed|cried|declared|insisted|noted|pleaded|promised"
    r"|recalled|replied|said|say|says|shouted|stated|tells|told|urged|vowed|warned|wrote)\b[.!\"')]*$"
    r"|\b(?:according to|announced|said|says|told|urged|warned|wrote)\b",
    re.IGNORECASE,
)


class Rule(NamedTuple):
    """A pattern for the beginning of a sentence made plain, in any case of letters, and one phrase why.

    `alone` asks the sentence to fill its line; `reported` lets a sentence match that reports what someone said. `holds`
    is a small word of every sentence that matches, "" for a pattern that looks no farther than the first words.
    """

    why: str
    pattern: re.Pattern[str]
    alone: bool = False
    reported: bool = False
    holds: str = ""


def rule(
    why: str, pattern: str, *, whole: bool = False, alone: bool = False, reported: bool = False, holds: str = ""
) -> Rule:
    """Compile a rule; `whole` asks the pattern to match the whole sentence, up to marks and a full stop after it."""
    ending = r"[\s.!:>»…|)\]]*$" if whole else ""
    return Rule(why, re.compile(rf"(?:{pattern}){ending}", re.IGNORECASE), alone, reported, holds)


class Rules:
    """Rules in the order in which they are asked, and one pattern that any of them matches."""

    def __init__(self, *rules: Rule) -> None:
        """Keep the rules; nearly all sentences match none, and one pattern says so sooner than dozens.

        Patterns that look for a word anywhere are not in it: the word is looked for instead, which is sooner done.
        """
        self._rules = rules
        self._held = tuple(each.holds for each in rules if each.holds)
        opening = "|".join(f"(?:{each.pattern.pattern})" for each in rules if not each.holds)
        self._any = re.compile(opening, re.IGNORECASE)
        self._any_small = re.compile(opening)  # of small letters, as all patterns are: twice as fast

    def first_match(self, sentence: PlacedSentence) -> str | None:
        """Give the phrase of the first rule that a sentence matches, or None."""
        small = sentence.words.lower()
        # A few letters beyond ASCII are equal in any case to one of ASCII.
        opens = self._any_small.match(small) if small.isascii() else self._any.match(sentence.words)
        if not opens and not self._holds(small):
            return None
        for why, pattern, alone, reported, _ in self._rules:
            if alone and not sentence.alone:
                continue
            if pattern.match(sentence.words) and (reported or not _REPORTED.search(sentence.words)):
                return why
        return None

    def _holds(self, small: str) -> bool:
        return bool(self._held) and any(word in small for word in self._held)
