"""Tells when a passage says a claim in the claim's own words, or does so but for a fact that differs (pure)."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.datatypes import FindingKind, Relation
from factcheck.plain import REMEMBERED_TEXTS, canonical
from factcheck.verdicts.words import STOP_WORDS
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from factcheck.datatypes import Finding, Span

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)?|[%;:?!]|\.(?=\s+[A-Z“\"])")
_ENDS = frozenset(".?!;")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHIFTING = listed(
    """
    not no never none nobody nothing nor neither without cannot fail failed fails failing refuse refused refuses
    decline declined deny denied denies unable unlikely hardly barely only almost nearly about around some most all
    any every each half few several many more less fewer least up may might could can should must will would if unless
    until whether than because alleged allegedly reportedly apparently suspected accused claim claimed possible
    possibly probably likely expected planned proposed considering before after except but instead rather despite
    against first last longer shorter higher lower larger smaller earlier later
    false falsely untrue wrong wrongly lie lies myth misconception rumour rumours rumor rumors hoax doubt doubts
    """
)
_TURNING = listed("by from to into out for with over under above below since during")
"""Words that, as `_SHIFTING`, change what a sentence says: a claim must have the same in the same order. Those that
shift do so from before and after too."""
_SAYING = listed("said say says saying told tell tells telling that")
_TELLING = listed("told tell tells telling")
_ARTICLES = frozenset({"the", "a", "an"})
_LEAST_WORDS = 5
"""Content words below which the same words may be chance."""
_ADDRESSEE = 4
"""Words after "told" that may name who was told, which a claim may leave out; no other content word may be missing."""
_AROUND = 4
"""Words before and after the claim's among which a denial or an "if" may stand that reaches into them."""
_DESCRIPTION = 3
"""Words between "the" and a name that may say who bears it, which a claim may leave out: "the Iranian general Ali"."""
_FACTS = frozenset(FindingKind) - {FindingKind.QUOTE, FindingKind.ROLE, FindingKind.WORDING}
"""Kinds of findings that tell that two like sentences cannot both be true; a quoted word may be a synonym."""


def is_copied(claim: str, passage: str) -> bool:
    """Tell whether a sentence of a passage says the claim in the claim's words and order, with none between.

    >>> passage = "Ali told Reza that Iran would not act in talks with Oman. They met in Rome."
    >>> is_copied("Ali said Iran would not act in the talks with Oman.", passage)
    True
    >>> is_copied("Ali said Iran would act in the talks with Oman.", passage)
    False
    """
    wanted = [word for word in _words(claim) if _tells(word)]
    if sum(map(_is_content, wanted)) < _LEAST_WORDS:
        return False
    return any(_holds(sentence, wanted, capitals) for sentence, capitals in _sentences(passage))


def is_altered(claim: str, passage: str, findings: Sequence[Finding]) -> bool:
    """Tell whether a passage says the claim in the claim's words but for one fact that differs.

    Where two differ, a day and a price, the passage may well be about another event of the same kind.

    Args:
        claim: the claim's text.
        passage: the passage's text.
        findings: what the checks found for this claim and this passage, spans in characters of these two texts.

    >>> from factcheck.verdicts.checks import run_checks
    >>> claim = "Minister Ali Reza met the Omani envoy in Rome."
    >>> passage = claim.replace("Ali Reza", "Omar Saad")
    >>> is_altered(claim, passage, run_checks(claim=claim, premise=passage))
    True
    """
    differing = [it for it in findings if it.relation is Relation.DIFFERS and it.kind in _FACTS]
    own = sorted(it.claim_span for it in differing if it.claim_span is not None)
    if not own or any(one.end <= two.start for one, two in itertools.pairwise(own)):
        return False
    others = [it.premise_span for it in differing if it.premise_span is not None]
    return is_copied(canonical(_without(claim, own)), canonical(_without(passage, others)))


def _without(text: str, spans: Sequence[Span]) -> str:
    """Leave spans out of a text, which may overlap."""
    left = list(text)
    for span in spans:
        left[span.start : span.end] = " " * (span.end - span.start)
    return "".join(left)


def _holds(sentence: Sequence[str], wanted: Sequence[str], capitals: Sequence[bool]) -> bool:
    """Tell whether a sentence has the words in order, and no other word that shifts them.

    Between them only an addressee may stand, and what describes the bearer of a name.
    """
    at = len(sentence)
    places = set()
    for word in reversed(wanted):  # from the end: the latest places are the closest together
        at = next((place for place in range(at - 1, -1, -1) if sentence[place] == word), -1)
        if at < 0:
            return False
        places.add(at)
    end = max(places) + 1
    told = {
        place + n
        for place in range(at, end)
        if sentence[place] in _TELLING
        for n in range(1, _ADDRESSEE + 1)
        if place + n < end and sentence[place + n] not in _SHIFTING
    }
    left_out = told | {place for name in places if capitals[name] for place in _description(sentence, name, places)}
    between = [place for place in range(at, end) if place not in places]
    if (at > 0 and _is_content(sentence[at - 1])) or "of" in sentence[max(0, at - 2) : at]:
        return False  # "rivals of Ali said", "the former minister Ali": another subject, or one told apart
    if _is_told(sentence[:at]):
        return False  # "Ali suggested that the ...": what somebody says is not so because of that
    around = [*sentence[max(0, at - _AROUND) : at], *sentence[end : end + _AROUND]]
    return _SHIFTING.isdisjoint(around) and not any(
        _tells(sentence[place]) and place not in left_out for place in between
    )


def _description(sentence: Sequence[str], name: int, places: Collection[int]) -> range:
    """Number the words between an article and a name that are no words of the claim; none when there is no article."""
    first = name
    while name - first < _DESCRIPTION and first > 0 and first - 1 not in places and _is_content(sentence[first - 1]):
        first -= 1
    return range(first, name) if first > 0 and sentence[first - 1] in _ARTICLES else range(0)


def _is_told(before: Sequence[str]) -> bool:
    """Tell whether only small words part what follows from a word of saying or "that"."""
    for word in reversed(before):
        if word in _SAYING:
            return True
        if _tells(word):
            return False
    return False


def _is_content(word: str) -> bool:
    return not any(word in words for words in (STOP_WORDS, _SAYING, _SHIFTING, _TURNING))


def _tells(word: str) -> bool:
    return word in _SHIFTING or word in _TURNING or _is_content(word)


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _words(text: str) -> tuple[str, ...]:
    return tuple(map(_small, _WORD.findall(text)))


def _small(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower())


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _sentences(text: str) -> tuple[tuple[tuple[str, ...], tuple[bool, ...]], ...]:
    """Give the words of each sentence, small and without possessive, and which are written with a capital."""
    found: list[list[str]] = [[]]
    for word in _WORD.findall(text):
        if word in _ENDS:
            found.append([])
        else:
            found[-1].append(word)
    return tuple((tuple(map(_small, words)), tuple(word[0].isupper() for word in words)) for words in found if words)
