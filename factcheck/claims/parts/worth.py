"""Says how much the check of a claim is worth: specific, quantified and consequential claims first."""

from __future__ import annotations

import re
from typing import Final

from factcheck.datatypes import ClaimKind

_MOST_CHARACTERS: Final = 1200  # the beginning tells enough
_FEW_WORDS: Final = 5
_LEAST: Final = 0.2
# Each adds its share once. The weights are judgements of an editor, not fitted: what is counted can be refuted,
# and what people died of, paid for or voted on matters.
_SIGNS: Final = (
    # quantified
    (0.2, re.compile(r"(?<![\w.,])\d[\d.,]*(?!\d)|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|half|third|quarter|twice|double[ds]?|tripled?)\b")),
    (0.1, re.compile(r"\d\s?%|\bper ?cent\b|\b(?:million|billion|trillion)\b|[$£€¥]\s?\d|\b(?:dollars|euros|pounds|tonnes|kilomet|miles|degrees|votes|homes|people|cases)\b", re.IGNORECASE)),
    # specific
    (0.1, re.compile(r"(?<=[a-z,] )[A-Z][a-z’'-]+")),
    (0.1, re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b|\b(?:19|20)\d\d\b|\b(?:yesterday|last (?:week|month|year|night))\b")),
    (0.05, re.compile(r"\b(?:more|less|fewer|higher|lower|larger|smaller|older) than\b|\b(?:first|last|only|never|all|none|no one|nobody|most|biggest|largest|highest|lowest|since)\b", re.IGNORECASE)),
    # consequential
    (0.2, re.compile(
        r"\b(?:killed|kills?|dead|died|dies|deaths?|injured|wounded|missing|arrested|charged|accused|convicted|jailed|sentenced|acquitted"
        r"|fined|sued|attack(?:ed|s)?|bomb(?:ed|s|ing)?|war|troops|soldiers|missiles?|nuclear|evacuated|flood(?:ed|s)?|quake|earthquake"
        r"|fire|crash(?:ed)?|outbreak|virus|vaccin\w+|cancer|hospitals?|elections?|elected|votes?|voted|law|laws|banned?|bans|treaty"
        r"|ceasefire|sanctions|resign(?:ed|s)|dismissed|fired|fraud|corruption|bribes?|stolen|inflation|unemployment|taxes|tax|rates?"
        r"|bankrupt\w*|bailout|recall(?:ed|s)?|strikes?|abuse\w*|climate|emissions|refugees|migrants|border|debt|court|prison)\b",
        re.IGNORECASE)),
)  # fmt: skip
_HEDGED: Final = re.compile(r"\b(?:may|might|could|reportedly|allegedly|perhaps|possibly|seems?|appears?)\b")
_LESS_HEDGED: Final = 0.1
_LESS_SHORT: Final = 0.1
_MOST_UNCHECKABLE: Final = {ClaimKind.OPINION: 0.1, ClaimKind.PREDICTION: 0.15}


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
    worth = _LEAST + sum(share for share, sign in _SIGNS if sign.search(head))
    worth -= _LESS_HEDGED * bool(_HEDGED.search(head)) + _LESS_SHORT * (len(head.split()) < _FEW_WORDS)
    return round(min(max(worth, 0.0), _MOST_UNCHECKABLE.get(kind, 1.0)), 2)
