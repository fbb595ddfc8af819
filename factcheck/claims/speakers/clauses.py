"""Tells where what is said begins after a verb of saying, as the kind of verb asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.speakers.said import said_after
from factcheck.claims.speakers.verbs import Saying, is_about, is_cry, is_document
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.claims.speakers.candidates import Candidate
    from factcheck.claims.speakers.sentence import Sentence

_ABOUT: Final = frozenset({"of", "about", "against"})
_ASKED: Final = listed("whether if why how what who to")
_ONLY_WITH_THAT: Final = listed("ruled rules rule answered answers")
_LEAST_QUOTED: Final = 3  # words: "called it a “miracle”" is the article's own sentence with a scare quote
_AHEAD: Final = 12  # words in which a clause shows its verb
_MOST_ASKED: Final = 8  # words of "asked the head of the bank"


def said_begins(sentence: Sentence, candidate: Candidate) -> int | None:
    """Give the first word of what is said after a verb; None when nothing fits the kind of verb."""
    sayings = candidate.sayings
    if sayings & {Saying.PLAIN, Saying.TELLING}:
        return _after_plain(sentence, candidate)
    ahead = candidate.verb + 1
    if Saying.ACT in sayings:
        begins = ahead < len(sentence.words) and (sentence.joined(ahead) or sentence.words.quoted[ahead])
        needs_that = sentence.words.lowers[candidate.verb] in _ONLY_WITH_THAT
        return ahead if begins and not (needs_that and sentence.words.lowers[ahead] != "that") else None
    clause = _clause_after(sentence, candidate.verb)
    if clause is not None and _takes_clause(sentence, candidate, clause):
        return clause
    if Saying.CALLING in sayings and n_quoted_after(sentence, candidate.verb) >= _LEAST_QUOTED:
        return sentence.words.quoted.index(True, ahead)
    return None


def n_quoted_after(sentence: Sentence, verb: int) -> int:
    """Count the quoted words after a verb."""
    return sum(sentence.words.quoted[verb + 1 :])


def _after_plain(sentence: Sentence, candidate: Candidate) -> int | None:
    """Give the first word said after "said", "told" and their like."""
    words = sentence.words
    verb, ahead = words.lowers[candidate.verb], candidate.verb + 1
    is_last = ahead == len(words)
    if verb.startswith("ask"):
        asked = slice(ahead, ahead + _MOST_ASKED)
        if not any(words.quoted[asked]) and _ASKED.isdisjoint(words.lowers[asked]):
            return None
    if is_cry(verb) and (is_last or not (words.quoted[ahead] or words.lowers[ahead] == "that")):
        return None
    if is_about(verb) and words.joined[ahead] and words.lowers[ahead] in _ABOUT:
        return ahead
    return said_after(sentence, candidate.verb, tells=Saying.TELLING in candidate.sayings)


def _takes_clause(sentence: Sentence, candidate: Candidate, clause: int) -> bool:
    """Tell whether a verb reports a saying with the clause that begins at a word."""
    opener = sentence.words.lowers[clause]
    if candidate.sayings & {Saying.CLAUSE, Saying.BELIEF}:
        # "hopes to cut noise" tells an aim and no belief.
        return not (sentence.words.lowers[candidate.verb].startswith("hop") and opener == "to")
    if Saying.SHOWING in candidate.sayings:
        head = candidate.subject.phrase.head
        return is_document(head) or (head in {"it", "they"} and opener == "that")
    return False


def _clause_after(sentence: Sentence, verb: int) -> int | None:
    """Give the first word after a verb when a clause, "to ..." or a quotation begins there; else None."""
    words = sentence.words
    at = verb + 1
    if at >= len(words):
        return None
    if words.quoted[at] or words.lowers[at] in {"that", "whether"}:
        return at
    is_adjunct = bool(words.kinds[at] & (Is.PREPOSITION | Is.CONJUNCTION)) and words.lowers[at] != "to"
    if not words.joined[at] or is_adjunct:
        return None
    goes_on = "to" in words.lowers[at : at + _AHEAD] or sentence.has_finite(at, at + _AHEAD - 1)
    return at if goes_on else None
