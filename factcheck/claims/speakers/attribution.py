"""Finds who says a sentence, by its verbs of saying and its other forms of attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.speakers import said as saying_spans
from factcheck.claims.speakers.phrasings import phrased
from factcheck.claims.speakers.subjects import Subject, can_speak, group_start, subject_after, subject_before
from factcheck.claims.speakers.verbs import PARTICIPLES, PRESENTS, Saying, is_about, is_cry, is_document, is_noun_too, sayings_of
from factcheck.datatypes import Attribution

if TYPE_CHECKING:
    from factcheck.claims.speakers.sentence import Sentence

_NEGATIVE: Final = frozenset("not never n't hardly neither nor cannot".split())
_ABOUT: Final = frozenset({"of", "about", "against"})
_BE: Final = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
_LEAST_QUOTED: Final = 3  # words: "called it a “miracle”" is the article's own sentence with a scare quote
_MOST_VERBS: Final = 40  # looked at in one sentence, so that a hostile one stays linear
_NO_SUBORDINATORS: Final = frozenset({"that", "so", "as"})


class Candidate(NamedTuple):
    """A verb of saying with its subject; `nested` when it opens the clause another verb introduces."""

    verb: int
    subject: Subject
    sayings: frozenset[Saying]


def attribution_of(sentence: Sentence) -> Attribution | None:
    """Find who says a sentence; None when the article itself does, or when it is not certain.

    The saying of the main clause counts, not one in a subordinate clause ("after X said ..."). When another saying is
    what is said ("X said that Y had promised ..."), the inner one is given, with the outer one as `within`.
    """
    if not sentence.words:
        return None
    found = phrased(sentence)
    if found is not None:
        return found
    verbs = [at for at, word in enumerate(sentence.words) if not word.quoted and sayings_of(word.lower)][:_MOST_VERBS]
    candidates = [it for verb in verbs if (it := _candidate(sentence, verb)) is not None]
    for at, candidate in enumerate(candidates):
        if _is_subordinate(sentence, candidate):
            continue
        outer = _attribution(sentence, candidate)
        if outer is not None:
            return _nested(sentence, outer, candidates[at + 1 :]) or outer
    return None


def _candidate(sentence: Sentence, verb: int) -> Candidate | None:
    """Read a verb of saying with its subject; None when it is negated, passive, a noun, or has no sure subject."""
    word = sentence.words[verb]
    sayings = sayings_of(word.lower)
    start = group_start(sentence, verb)
    group = {sentence.words[at].lower for at in range(start, verb)}
    if group & _NEGATIVE or any(each.endswith("n't") for each in group):
        return None
    if any(sentence.words[at].kind & Is.MODAL for at in range(start, verb)):
        return None
    if word.lower in PARTICIPLES:
        return _participle(sentence, verb, start, group, sayings)
    if group & _BE or (sentence.joined(verb) and sentence.words[verb - 1].lower == "to"):
        return None
    before = subject_before(sentence, start)
    if before is not None and can_speak(sentence, before) and _agrees(sentence, before, verb):
        return Candidate(verb, before, sayings)
    follows = verb > 0 and start == verb and any(mark in word.gap for mark in ",”\"»’'?!")
    if follows and Saying.PLAIN in sayings and word.lower not in PRESENTS:
        after = subject_after(sentence, verb)
        if after is not None and can_speak(sentence, after) and saying_spans.span_before(sentence, verb) is not None:
            return Candidate(verb, after, sayings)
    return None


def _agrees(sentence: Sentence, subject: Subject, verb: int) -> bool:
    """Tell whether a subject fits the form of its verb: "officials say", "the ministry says that"."""
    word = sentence.words[verb].lower
    if word in PRESENTS and sentence.words[verb].kind & Is.STOP == 0 and is_noun_too(word) and not subject.phrase.plural:
        return subject.phrase.head in {"they", "we", "i", "you"}
    if is_noun_too(word) and not subject.phrase.pronoun:
        at = verb + 1
        if not sentence.joined(at) and not (at < len(sentence.words) and ":" in sentence.words[at].gap):
            return at < len(sentence.words) and sentence.words[at].quoted
        following = sentence.words[at]
        return bool(following.quoted or following.lower in {"that", "to"} or following.kind & (Is.DETERMINER | Is.PRONOUN | Is.POSSESSIVE | Is.NUMBER) or following.capital)
    return True


def _participle(
    sentence: Sentence, verb: int, start: int, group: set[str], sayings: frozenset[Saying]
) -> Candidate | None:
    """Read "X is saying that" or "X left, saying that"; None for any other form in -ing."""
    if group & _BE:
        subject = subject_before(sentence, start)
        return Candidate(verb, subject, sayings) if subject and can_speak(sentence, subject) else None
    quoted_as = verb >= 2 and sentence.words[verb - 1].lower == "as" and sentence.joined(verb)  # noqa: PLR2004
    if quoted_as:
        return _quoted(sentence, verb, sayings)
    if verb == 0 or sentence.words[verb].gap.strip() != ",":
        return None
    subject = _main_subject(sentence, verb)
    return Candidate(verb, subject, sayings) if subject and can_speak(sentence, subject) else None


def _quoted(sentence: Sentence, verb: int, sayings: frozenset[Saying]) -> Candidate | None:
    """Read "X was quoted by the agency as saying"."""
    for at in range(verb - 2, max(-1, verb - 14), -1):
        if sentence.words[at].lower in {"quoted", "cited"} and not sentence.words[at].quoted:
            subject = subject_before(sentence, group_start(sentence, at))
            return Candidate(verb, subject, sayings) if subject and can_speak(sentence, subject) else None
    return None


def _main_subject(sentence: Sentence, before: int) -> Subject | None:
    """Find the subject of the first finite verb of a sentence, before a word."""
    for at in range(min(before, 30)):
        word = sentence.words[at]
        if word.kind & Is.FINITE and not word.quoted:
            found = subject_before(sentence, group_start(sentence, at))
            opener = sentence.words[found.first - 1] if found is not None and sentence.joined(found.first) else None
            return None if opener is not None and opener.kind & Is.SUBORDINATOR else found
    return None


def _is_subordinate(sentence: Sentence, candidate: Candidate) -> bool:
    """Tell whether a saying stands in a subordinate clause: "after the bank said", "who said", "that X said"."""
    first = candidate.subject.begin if not candidate.subject.after else candidate.verb
    if candidate.sayings == {Saying.CALLING} and not _quote_words(sentence, candidate.verb):
        return True
    if not sentence.joined(first):
        return False
    before = sentence.words[first - 1]
    if before.kind & (Is.SUBORDINATOR | Is.FINITE) and not before.kind & Is.ADVERB:
        return True
    return bool(before.kind & Is.PREPOSITION)


def _quote_words(sentence: Sentence, verb: int) -> int:
    """Count the quoted words after a verb."""
    return sum(word.quoted for word in sentence.words[verb + 1 :])


def _attribution(sentence: Sentence, candidate: Candidate) -> Attribution | None:
    """Make the attribution of a saying; None when what is said cannot be told."""
    verb, subject, sayings = candidate
    words = sentence.words
    first = subject.begin if not subject.after else verb
    end = subject.last if subject.after else verb
    before = None
    if not sentence.joined(first):
        before = saying_spans.span_before(sentence, first)
    after = None
    if not subject.after:
        after = _said_after(sentence, verb, sayings, subject)
    elif end + 1 < len(words) and words[-1].quoted:
        quoted = [at for at in range(end + 1, len(words)) if words[at].quoted]
        after = quoted[0] if quoted else None
    is_quote_before = before is not None and words[first - 1].quoted
    if before is not None and (after is None or is_quote_before):
        last_quoted = [at for at in range(end + 1, len(words)) if words[at].quoted]
        goes_on = after is not None or bool(last_quoted)
        said = saying_spans.span_around(sentence) if goes_on else before
        outside = {*range(min(first, subject.begin), end + 1)}
        whole = range(len(words)) if goes_on else range(first)
        direct = all(words[at].quoted for at in whole if at not in outside and (at < first or words[at].quoted))
    elif after is not None:
        said = saying_spans.span_after(sentence, after)
        direct = saying_spans.is_direct(sentence, after, len(words) - 1)
    else:
        return None
    speaker = sentence.span(subject.first, subject.last)
    return Attribution(speaker=speaker, verb=sentence.span(verb, verb), said=said, direct=direct)


def _said_after(sentence: Sentence, verb: int, sayings: frozenset[Saying], subject: Subject) -> int | None:
    """Give the first word of what is said after a verb, as its kind asks for it; None when nothing fits."""
    words = sentence.words
    ahead = verb + 1
    if sayings & {Saying.PLAIN, Saying.TELLING}:
        if words[verb].lower.startswith("ask") and not _asks(sentence, ahead):
            return None
        if is_cry(words[verb].lower) and not (ahead < len(words) and (words[ahead].quoted or words[ahead].lower == "that")):
            return None
        if is_about(words[verb].lower) and ahead < len(words) and words[ahead].lower in _ABOUT and sentence.joined(ahead):
            return ahead
        return saying_spans.said_after(sentence, verb, tells=Saying.TELLING in sayings)
    if Saying.ACT in sayings and ahead < len(words) and (sentence.joined(ahead) or words[ahead].quoted):
        if words[verb].lower in {"ruled", "rules", "rule", "answered", "answers"} and words[ahead].lower != "that":
            return None
        return ahead
    clause = _clause_after(sentence, verb)
    wants = words[verb].lower.startswith("hop") and clause is not None and words[clause].lower == "to"
    if sayings & {Saying.CLAUSE, Saying.BELIEF} and clause is not None and not wants:
        return clause
    head = subject.phrase.head
    if Saying.SHOWING in sayings and clause is not None:
        return clause if is_document(head) or (head in {"it", "they"} and words[clause].lower == "that") else None
    if Saying.CALLING in sayings and _quote_words(sentence, verb) >= _LEAST_QUOTED:
        return next((at for at in range(ahead, len(words)) if words[at].quoted), None)
    return None


def _asks(sentence: Sentence, at: int) -> bool:
    """Tell whether "asked" is followed by what is asked and not by what is asked for."""
    ahead = sentence.words[at : at + 8]
    return any(word.quoted or word.lower in {"whether", "if", "why", "how", "what", "who", "to"} for word in ahead)


def _clause_after(sentence: Sentence, verb: int) -> int | None:
    """Give the first word after a verb when a clause, "to ..." or a quotation begins there; else None."""
    words = sentence.words
    at = verb + 1
    if at >= len(words):
        return None
    if words[at].quoted or words[at].lower in {"that", "whether"}:
        return at
    if not sentence.joined(at) or words[at].kind & (Is.PREPOSITION | Is.CONJUNCTION) and words[at].lower != "to":
        return None
    ahead = range(at, min(len(words), at + 12))
    goes_on = any(words[it].kind & Is.FINITE or words[it].lower == "to" for it in ahead)
    return at if goes_on else None


def _nested(sentence: Sentence, outer: Attribution, others: list[Candidate]) -> Attribution | None:
    """Find the saying that opens what the outer one says; None when there is none."""
    for candidate in others:
        subject = candidate.subject
        opens = sentence.words[subject.first].start == outer.said.start
        if subject.after or not opens or sentence.words[subject.first].quoted:
            continue
        inner = _attribution(sentence, candidate)
        if inner is not None and inner.said.start > outer.said.start:
            return Attribution(
                speaker=inner.speaker, verb=inner.verb, said=inner.said, direct=inner.direct, within=outer
            )
    return None
