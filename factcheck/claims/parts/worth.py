"""Says how much the check of a claim is worth: specific, quantified and consequential claims first."""

from __future__ import annotations

import re
from typing import Final

from factcheck.claims.parts.words import plain_words
from factcheck.datatypes import ClaimKind
from factcheck.word_lists import listed

_MOST_CHARACTERS: Final = 1200  # the beginning tells enough
_FEW_WORDS: Final = 5
_PLAIN: Final = 0.2
# Each sign adds its share once. The shares are judgements of an editor, not fitted: what is counted can be refuted,
# and what people died of, paid for or voted on matters.
_COUNTED: Final = 0.2
_MEASURED: Final = 0.1
_NAMED: Final = 0.1
_DATED: Final = 0.1
_COMPARED: Final = 0.05
_GRAVE: Final = 0.2
_HEDGED: Final = -0.1
_SHORT: Final = -0.1
_MOST_OF_KIND: Final = {ClaimKind.OPINION: 0.1, ClaimKind.PREDICTION: 0.15}

_WORD: Final = re.compile(r"[^\W\d_]+")
_PLAIN_LETTERS: Final = re.compile("[\\x00-\\x7f“”‘’–—…£€]*+")
_DIGIT: Final = re.compile(r"\d")
# Each begins with the characters it looks for, and looks back from them: so a search skips to those.
_YEAR: Final = re.compile(r"(?:19|20)(?<=\b\d\d)\d\d\b")
_SIGN: Final = re.compile(r"[\d$£€¥](?:(?<=\d)\s?%|(?<=\D)\s?\d)")
_NAME: Final = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[a-z]")
_NUMBER_WORDS: Final = listed(
    "two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands"
    " half third quarter twice double doubled doubles triple tripled"
)
_MEASURES: Final = listed(
    "percent million billion trillion dollars euros pounds tonnes kilometres kilometers miles metres meters degrees"
    " votes homes people cases crowns francs yen"
)
_DATES: Final = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september"
    " october november december yesterday"
)
_COMPARISONS: Final = listed(
    "than first last only never all none nobody most biggest largest highest lowest smallest oldest worst best since"
)
_GRAVE_WORDS: Final = listed(
    "killed kill kills dead died die dies death deaths injured wounded hurt missing arrested charged accused"
    " convicted jailed sentenced acquitted fined sued attack attacked attacks bomb bombed bombing war troops"
    " soldiers missile missiles nuclear evacuated flood flooded floods quake earthquake fire crash crashed outbreak"
    " virus vaccine vaccines vaccinated cancer hospital hospitals election elections elected vote votes voted law"
    " laws ban bans banned treaty ceasefire sanctions resign resigned resigns dismissed fraud corruption bribe"
    " bribes stolen stole inflation unemployment tax taxes rate rates bankrupt bankruptcy bailout recall recalled"
    " strike strikes abuse abused climate emissions refugees migrants border debt court prison murder murdered shot"
    " drone drones army police minister parliament"
)
_HEDGES: Final = listed("may might could reportedly allegedly perhaps possibly seems seem appears appear")
_TELLING: Final = _NUMBER_WORDS | _MEASURES | _DATES | _COMPARISONS | _GRAVE_WORDS | _HEDGES


def claim_worth(text: str, kind: ClaimKind) -> float:
    """Say how much the check of a claim is worth.

    Returns:
        [0, 1], two decimals: 0.2 for a plain statement; numbers, names, dates, comparisons and grave matters add to it,
        hedges and brevity take from it. At most 0.1 for an opinion and 0.15 for a prediction.

    Example:
        >>> claim_worth("A quake killed 27 people in Marand on Monday, the most since 1997.", ClaimKind.FACT)
        0.95
        >>> claim_worth("The mayor smiled.", ClaimKind.FACT)
        0.1
    """
    head = text[:_MOST_CHARACTERS]
    is_plain = head.isascii() or _PLAIN_LETTERS.fullmatch(head)
    words = plain_words(head) if is_plain else [word.lower() for word in _WORD.findall(head)]
    small = _TELLING.intersection(words)  # few or none, so that all that follows is soon told
    has_digit = _DIGIT.search(head) is not None
    signs = (
        (_COUNTED, has_digit or not small.isdisjoint(_NUMBER_WORDS)),
        (_MEASURED, not small.isdisjoint(_MEASURES) or (has_digit and _SIGN.search(head))),
        (_NAMED, _NAME.search(head)),
        (_DATED, not small.isdisjoint(_DATES) or (has_digit and _YEAR.search(head))),
        (_COMPARED, not small.isdisjoint(_COMPARISONS)),
        (_GRAVE, not small.isdisjoint(_GRAVE_WORDS)),
        (_HEDGED, not small.isdisjoint(_HEDGES)),
        (_SHORT, len(words) < _FEW_WORDS),
    )
    worth = _PLAIN + sum([share for share, found in signs if found])
    return round(min(max(worth, 0.0), _MOST_OF_KIND.get(kind, 1.0)), 2)
