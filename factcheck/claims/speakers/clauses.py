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
        begins = ahead < len(sentence.words) and (sentence.joined(ahead) or sentence.words[ahead].quoted)
        needs_that = sentence.words[candidate.verb].lower in _ONLY_WITH_THAT
        return ahead if begins and not (needs_that and sentence.words[ahead].lower != "that") else None
    clause = _clause_after(sentence, candidate.verb)
    if clause is not None and _takes_clause(sentence, candidate, clause):
        return clause
    if Saying.CALLING in sayings and n_quoted_after(sentence, candidate.verb) >= _LEAST_QUOTED:
        return next((at for at in range(ahead, len(sentence.words)) if sentence.words[at].quoted), None)
    return None


def n_quoted_after(sentence: Sentence, verb: int) -> int:
    """Count the quoted words after a verb."""
    return sum(word.quoted for word in sentence.words[verb + 1 :])


def _after_plain(sentence: Sentence, candidate: Candidate) -> int | None:
    """Give the first word said after "said", "told" and their like."""
    verb, ahead = sentence.words[candidate.verb], sentence.words[candidate.verb + 1 :][:_MOST_ASKED]
    if verb.lower.startswith("ask") and not any(word.quoted or word.lower in _ASKED for word in ahead):
        return None
    if is_cry(verb.lower) and not (ahead and (ahead[0].quoted or ahead[0].lower == "that")):
        return None
    if is_about(verb.lower) and ahead and ahead[0].lower in _ABOUT and ahead[0].joined:
        return candidate.verb + 1
    return said_after(sentence, candidate.verb, tells=Saying.TELLING in candidate.sayings)


def _takes_clause(sentence: Sentence, candidate: Candidate, clause: int) -> bool:
    """Tell whether a verb reports a saying with the clause that begins at a word."""
    opener = sentence.words[clause].lower
    if candidate.sayings & {Saying.CLAUSE, Saying.BELIEF}:
        # "hopes to cut noise" tells an aim and no belief.
        return not (sentence.words[candidate.verb].lower.startswith("hop") and opener == "to")
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
    if words[at].quoted or words[at].lower in {"that", "whether"}:
        return at
    is_adjunct = bool(words[at].kind & (Is.PREPOSITION | Is.CONJUNCTION)) and words[at].lower != "to"
    if not words[at].joined or is_adjunct:
        return None
    goes_on = any(word.kind & Is.FINITE or word.lower == "to" for word in words[at : at + _AHEAD])
    return at if goes_on else None
