"""Whole-sentence rewordings that keep the meaning: the source moved to the front or the back."""

# ruff: noqa: E501 - tables and patterns stand in long rows

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

WHO = r"(?:(?!who|which|[Aa]nd |[Bb]ut |it was|there)[\w .'’&-]{2,60}?)"
WHEN = r"(?P<when> (?:on [A-Z]\w+day|yesterday|today|in a statement))?"
BACK = re.compile(
    rf"^(?P<what>[A-Z][^\"“”]{{20,}}), (?P<who>{WHO}) (?P<verb>said|announced|confirmed|reported|added){WHEN}\.$"
)
FRONT = re.compile(
    rf"^(?P<who>{WHO}) (?P<verb>said|announced|confirmed|reported){WHEN} that (?P<what>[^\"“”]{{20,}})\.$"
)
PER = re.compile(r"^According to (?P<who>[^,\"“”]{3,60}), (?P<what>[^\"“”]{20,})\.$")
QUOTE_BACK = re.compile(
    rf"^(?P<quote>[\"“][^\"“”]{{10,}}),(?P<close>[\"”]) (?P<who>{WHO}) (?P<verb>said|told reporters){WHEN}\.$"
)
COMMON_FIRST = frozenset(
    "the a an it he she they his her its their this that these those in on at some all most many more no there prices shares analysts"
    " officials police two three four five six one both such each other several about after before under although while if when by".split()
)


DATELINE = re.compile(r"^[A-Z][^-–—]{3,60} [-–—] |^[A-Z]{4,}[ ,]")
NOT_A_SOURCE = re.compile(
    r"^(?:a|an|as|what) (?:figure|matter|step|subject|move|decision|had|has|in)\b|\b(?:has|had|have|was|were|is|are|be|been|also)$"
)


def lowered(text: str) -> str:
    """Lower the first letter unless the first word may be a name.

    >>> lowered("The talks failed"), lowered("Paris is calm")
    ('the talks failed', 'Paris is calm')
    """
    first = text.split(maxsplit=1)[0].lower().strip(",")
    return text[0].lower() + text[1:] if first in COMMON_FIRST else text


def reframe(sentence: str, rng: random.Random) -> str:
    """Move the source of a reported statement, or give the sentence back as it is.

    >>> import random
    >>> reframe("The talks had ended without result, the minister said on Monday.", random.Random(1))
    'The minister said on Monday that the talks had ended without result.'
    """
    if DATELINE.match(sentence):
        return sentence
    return _to_front(sentence, rng) or _to_back(sentence, rng) or sentence


def _to_front(sentence: str, rng: random.Random) -> str | None:
    match = BACK.match(sentence)
    if match and not NOT_A_SOURCE.search(match["who"]):
        who = match["who"]
        that = " that" if rng.random() < 0.9 else ""  # noqa: PLR2004 - "that" is seldom left out
        return f"{_raised(who)} {match['verb']}{match['when'] or ''}{that} {lowered(match['what'])}."
    if match := QUOTE_BACK.match(sentence):
        start = f"{_raised(match['who'])} {match['verb']}{match['when'] or ''}"
        return f"{start}: {match['quote']}.{match['close']}"
    return None


def _to_back(sentence: str, rng: random.Random) -> str | None:
    if match := PER.match(sentence):
        return f"{_raised(match['what'])}, according to {match['who']}."
    match = FRONT.match(sentence)
    if match is None or NOT_A_SOURCE.search(match["who"]) or match["what"].startswith(("it ", "he ", "she ", "they ")):
        return None
    who = lowered(match["who"])
    if match["verb"] == "said" and not match["when"] and rng.random() < 0.4:  # noqa: PLR2004 - one way of three
        return f"According to {who}, {lowered(match['what'])}."
    return f"{_raised(match['what'])}, {who} {match['verb']}{match['when'] or ''}."


def _raised(text: str) -> str:
    return text[0].upper() + text[1:]
