"""Tells "it" that stands for nothing: "it rained", "it is said that", "it was the mayor who"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factcheck.claims.speakers.sentence import Sentence

_BE: Final = (
    r"(?:is|was|'s|’s|will be|would be|may be|might be|could be|has been|had been|remains|remained|became|becomes|seems"
    r"|seemed|appears|appeared)"
)
_TELLING: Final = (
    r"(?:said|reported|believed|expected|thought|understood|alleged|announced|agreed|decided|hoped|feared|claimed"
    r"|estimated|known|rumoured|assumed|revealed|clear|unclear|likely|unlikely|possible|impossible|true|certain|obvious"
    r"|important|vital|necessary|hard|difficult|easy|right|wrong|fair|time|too (?:early|late|soon)|up to|good|bad"
    r"|common|rare|safe|better|best|worth|early|late|hot|cold|dark|light|raining|snowing|hoped)"
)
_EMPTY: Final = re.compile(
    rf"\s*{_BE}(?: \w+){{0,2}}? {_TELLING}\b"
    r"|\s*(?:rained|snowed|rains|snows|hailed|takes|took|turned out|turns out|emerged|emerges|follows|followed that"
    r"|happens|happened|looks|looked|makes sense)\b"
    rf"|\s*{_BE} [^.,;:]{{1,60}}\b(?:who|that)\b"
    rf"|\s*{_BE} [^.;:]{{1,40}}, (?:too|not [^.,;:]{{1,40}}), (?:who|that)\b"
    rf"|\s*{_BE}(?: not| only| now| nearly| almost)? (?:\d|a (?:day|week|month|year|matter|pity|shame)|\w+day\b)",
    re.IGNORECASE,
)


def is_empty_it(sentence: Sentence, at: int) -> bool:
    """Tell whether "it" at a word stands for nothing spoken of.

    Example:
        >>> from factcheck.claims.speakers.sentence import read_sentence
        >>> texts = ("It was said that he left.", "It grew.")
        >>> [is_empty_it(read_sentence(text, 0, len(text), ()), 0) for text in texts]
        [True, False]
    """
    end = sentence.words.end(at)
    return _EMPTY.match(sentence.text[end : min(sentence.end, end + 160)]) is not None
