"""Tells whether some words make a main clause: a subject and a finite verb of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.parts.verbs import Finite, finite, form_of, is_verb_form
from factcheck.claims.parts.words import (
    ADVERBS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
    SUBJECT_ONLY,
    SUBORDINATORS,
    TIME_WORDS,
    is_mark,
    is_name,
)
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.claims.parts.words import Word

_MOST_SUBJECT_WORDS: Final = 24  # what is longer is no plain subject
_MOST_INSERTED_WORDS: Final = 18  # between two commas: "Karl Benda, a former sergeant, stayed away"
_MOST_LEAD_WORDS: Final = 6  # "in the year to June it ..."
_LEADING: Final = listed(
    "after at before besides by despite during for from in of on over since under until with within"
)
_LOOSE: Final = listed("then later now also still instead however , only even almost nearly about roughly")
_ONLY_SUBJECTS: Final = SUBJECT_ONLY | listed("it none nobody neither no several some both")
_OPENS_SUBJECT: Final = QUANTIFIERS | PRONOUNS | DETERMINERS
_OPENS_NO_SUBJECT: Final = RELATIVES | SUBORDINATORS | PREPOSITIONS | ADVERBS | listed("to or nor and but not")
_OPENS_CLAUSE: Final = RELATIVES | SUBORDINATORS
_OPENS_INSERTED: Final = RELATIVES | {"including"}
_ONLY_SUBORDINATORS: Final = SUBORDINATORS - PREPOSITIONS
_NO_NOUN_END: Final = PREPOSITIONS | DETERMINERS
_BEFORE_NOUN: Final = PREPOSITIONS | DETERMINERS | ADVERBS | QUANTIFIERS | listed("and or but to")
_CONJUNCTIONS: Final = listed("and but or nor so yet")
_AFTER_DAY: Final = PREPOSITIONS | listed("afternoon evening midnight morning night noon that")
_POSSESSIVES: Final = ("'s", "s'")


def has_main_verb(words: Sequence[Word], *, is_strict: bool) -> bool:
    """Tell whether a clause that opens a sentence, or follows another part, has a verb that no relative word takes.

    Args:
        words: the words of the clause.
        is_strict: a form that may be a participle does not count.
    """
    kept = without_inserted(words)
    least = Finite.YES if is_strict else Finite.MAYBE
    n_finite = n_subordinate = 0
    for at, word in enumerate(kept):
        lower = word.lower
        if lower in _OPENS_CLAUSE and _is_subordinate(kept, at):
            n_subordinate += 1
        elif form_of(lower) and finite(kept, at) >= least:
            n_finite += 1
    return n_finite > n_subordinate


def _is_subordinate(words: Sequence[Word], at: int) -> bool:
    """Tell whether a relative word or a subordinator takes the next verb; at the beginning only before a comma."""
    if at and words[at].lower in RELATIVES:
        return True
    is_subordinator = words[at].lower in SUBORDINATORS and (at or any(other.text == "," for other in words))
    return bool(is_subordinator) and _opens_clause(words, at)


def first_verb(words: Sequence[Word], *, is_strict: bool) -> int | None:
    """Give the place of the finite verb in words that open with a subject and its verb, None when they do not.

    Adverbs and a short adverbial may stand before the subject, but nothing else before the verb: no other verb, no
    relative word, no subject of another clause.

    Args:
        words: the words after a conjunction.
        is_strict: a form that may be a participle does not count, and nothing between commas may come before the verb.
    """
    rest = _without_lead(words)
    if not rest or _opens_otherwise(rest):
        return None
    head = rest[: _MOST_SUBJECT_WORDS + 2 * _MOST_INSERTED_WORDS]
    places = range(len(head)) if is_strict else _kept(head)
    kept = [head[at] for at in places]
    least = Finite.YES if is_strict else Finite.MAYBE
    for at in range(1, min(len(kept), _MOST_SUBJECT_WORDS)):
        if _breaks_subject(kept, at):
            return None
        if finite(kept, at) >= least:
            return len(words) - len(rest) + places[at]
    return None


def without_inserted(words: Sequence[Word]) -> list[Word]:
    """Leave out what stands between two commas, as an apposition or a relative clause does.

    Only where a comma comes before the first verb: lists after the verb stay as they are.
    """
    return [words[at] for at in _kept(words)]


def _kept(words: Sequence[Word]) -> Sequence[int]:
    """Give the places of the words that do not stand between two commas like that, in order."""
    commas = [at for at, word in enumerate(words) if word.text == ","]
    kept: list[int] = []
    at = 0
    for comma in commas:
        if comma < at:
            continue
        end = _inserted_end(words, comma)
        if end is not None:
            kept += range(at, comma)
            at = end + 1
    return [*kept, *range(at, len(words))] if at else range(len(words))


def _inserted_end(words: Sequence[Word], comma: int) -> int | None:
    """Give the place of the comma that closes what one opens, when that is inserted into a clause."""
    stop = min(len(words), comma + _MOST_INSERTED_WORDS + 2)
    closing = next((at for at in range(comma + 1, stop) if words[at].text == ","), None)
    is_relative = comma + 1 < len(words) and words[comma + 1].lower in _OPENS_INSERTED
    if closing is None:
        return len(words) if is_relative else None
    if not is_relative and (closing + 1 == len(words) or _holds_clause(words, comma + 1, closing)):
        return None
    # "Ann Lee, 44, a nurse, spoke": one comma closes and opens again.
    after = next((at for at in range(closing + 1, min(stop, len(words))) if words[at].text == ","), None)
    if after is None or any(is_verb_form(words[at]) for at in range(closing + 1, after)):
        return closing
    return _inserted_end(words, closing) or closing


def _holds_clause(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether something between two commas belongs to the sentence itself: a verb, a conjunction opening it."""
    if words[start].lower in _CONJUNCTIONS:
        return True
    return any(
        words[at].lower in _ONLY_SUBORDINATORS or (form_of(words[at].lower) and finite(words, at))
        for at in range(start, end)
    )


def _opens_clause(words: Sequence[Word], at: int) -> bool:
    """Tell whether "after", "since" and the like open a clause: a verb follows before the next comma."""
    for other in range(at + 1, len(words)):
        if words[other].text in {",", ";"}:
            return False
        if form_of(words[other].lower) and finite(words, other) is not Finite.NO:
            return True
    return False


def _without_lead(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out adverbs, and a short adverbial of time or place, before the subject."""
    at = 0
    while at < len(words) and words[at].lower in _LOOSE:
        at += 1
    if 0 < at < len(words) and not _surely_opens_subject(words[at]):
        return ()
    words = words[at:]
    if not words or words[0].lower not in _LEADING:
        return words
    for end in range(1, min(len(words), _MOST_LEAD_WORDS + 1)):
        if words[end].text == ",":
            return words[end + 1 :]
        follows = words[end].lower
        if words[end - 1].lower in TIME_WORDS and end > 1 and not is_mark(words[end]) and follows not in _AFTER_DAY:
            return words[end:]
        is_after_noun = words[end - 1].lower not in _NO_NOUN_END
        if follows in _ONLY_SUBJECTS or (end > 1 and is_after_noun and follows in DETERMINERS):
            return words[end:]
    return words


def _surely_opens_subject(word: Word) -> bool:
    return word.lower in _OPENS_SUBJECT or word.lower in _LEADING or is_name(word) or word.text[0].isdigit()


def _opens_otherwise(words: Sequence[Word]) -> bool:
    """Tell whether the first word opens no subject: a verb, a relative word, a conjunction, a preposition."""
    first = words[0]
    if first.lower in _OPENS_SUBJECT and first.lower != "that":
        return False
    if first.lower in _OPENS_NO_SUBJECT:
        return True
    return not is_name(first) and ((is_mark(first) and first.text not in "$£€“\"‘'") or is_verb_form(first))


def _breaks_subject(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word cannot stand between the beginning of a subject and its verb."""
    word, before = words[at], words[at - 1]
    if word.lower in _OPENS_CLAUSE or word.text in ",;:—–…?!.":
        return True
    if before.lower in {"and", "or", "but"} and is_verb_form(word):
        return True
    is_after_noun = before.lower not in _BEFORE_NOUN
    if (
        word.lower in SUBJECT_ONLY
        or (word.lower == "it" and is_after_noun)
        or (word.lower in DETERMINERS and is_after_noun and not _is_time(word, words, at))
    ):
        return not before.lower.endswith(_POSSESSIVES)
    return False


def _is_time(word: Word, words: Sequence[Word], at: int) -> bool:
    """Tell whether "this" or "the" opens words of time inside a subject: "the vote this week"."""
    return (
        word.lower == "this" and at + 1 < len(words) and words[at + 1].lower in TIME_WORDS | {"week", "month", "year"}
    )
