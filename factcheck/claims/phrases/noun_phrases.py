"""Finds the noun phrases of a sentence: pronouns, names with their titles, and common nouns with their modifiers."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is, classes
from factcheck.claims.phrases.naming import CONNECTORS, Bearer, Name, read_name
from factcheck.claims.phrases.nouns import BODY_NAMES, PLACE_NAMES, gender_of
from factcheck.claims.remembered import Remembered
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.claims.phrases.words import Words

# Looked up often: plain names take half the time of those of a class.
_STOP: Final = Is.STOP
_PRONOUN: Final = Is.PRONOUN
_NUMBER: Final = Is.NUMBER
_CALENDAR: Final = Is.CALENDAR
_FINITE: Final = Is.FINITE
_DESCRIBING: Final = Is.DESCRIBING
_NAMING: Final = Is.DETERMINER | Is.POSSESSIVE
_BEARERS: Final = ((Is.PERSON, Bearer.PERSON), (Is.BODY, Bearer.BODY), (Is.PLACE, Bearer.PLACE))
_UNKNOWN: Final = Bearer.UNKNOWN
_MODAL: Final = Is.MODAL
_made: Final = tuple.__new__  # a third of the time of the class's own constructor
_NO_NOUN: Final = Is.STOP | Is.CALENDAR
_STOPPED: Final = Is.STOP | Is.CALENDAR | Is.NUMBER
_CLOSED: Final = Is.STOP | Is.PRONOUN | Is.DETERMINER | Is.POSSESSIVE | Is.NUMBER
_OPENING: Final = Is.DETERMINER | Is.POSSESSIVE | Is.NUMBER
_PLURALS: Final = listed(
    "people men women children police staff families both two three four five six seven eight nine ten many several few"
    " some all officials troops twins feet teeth mice cattle"
)
_NEVER_PLURAL: Final = listed("news series species politics economics means headquarters athletics gas bus")
_BEFORE_NOUN: Final = listed("first last next late early more most then once long far")
_MONTHS_AND_NAMES: Final = frozenset({"jan", "may", "april", "june", "august"})
_OF_PEOPLES: Final = ("ish", "an", "ese", "ch", "ic", "i", "s")  # endings of "Polish exports", "German exports"
_AFTER_VERB: Final = Is.DETERMINER | Is.POSSESSIVE | Is.PREPOSITION | Is.PRONOUN | Is.NUMBER | Is.SUBORDINATOR
_NOUNS_IN_ING: Final = listed("building meeting hearing ruling briefing spring evening morning wedding training")
_LEAST_PLURAL: Final = 4  # letters: "bus", "gas"
_SHORT: Final = 4  # letters: "king", "ring"
_TOP: Final = 12  # words of a phrase, so that a list of capitals stays linear


class NounPhrase(NamedTuple):
    """A noun phrase at words `[first, last]`; `stop` is the last word with "of ..." phrases after it.

    `head` and `determiner` are in lower case, "" for no determiner; `name` is None for a common noun or a pronoun;
    gender is "m", "f" or None; `members` are the phrases joined by "and", () for one phrase.
    """

    first: int
    last: int
    stop: int
    head: str
    determiner: str
    plural: bool
    bearer: Bearer
    gender: str | None
    name: Name | None = None
    pronoun: bool = False
    members: tuple[NounPhrase, ...] = ()


def noun_phrases(words: Words) -> list[NounPhrase]:
    """Find the noun phrases of a sentence, by first word; a possessor ("the bank" of "the bank's head") is one too.

    Example:
        >>> from factcheck.claims.phrases.words import words_between
        >>> text = "Finance Minister Ana Ruiz said the head of the bank had met her."
        >>> words = words_between(text, 0, len(text))
        >>> [text[words.starts[it.first] : words.end(it.stop)] for it in noun_phrases(words)]
        ['Finance Minister Ana Ruiz', 'the head of the bank', 'the bank', 'her']
    """
    phrases = _simple(words)
    if "of" in words.lowers:
        _widen(words, phrases)
    if "and" not in words.lowers:
        return phrases
    pairs = [
        pair
        for one, two in itertools.pairwise(phrases)
        if two.first == one.last + 2 and (pair := _pair(words, one, two)) is not None
    ]
    return sorted([*phrases, *pairs], key=lambda phrase: phrase.first) if pairs else phrases


def _widen(words: Words, phrases: list[NounPhrase]) -> None:
    """Put the "of ..." phrases after a phrase into its `stop`, in place."""
    lowers, joined = words.lowers, words.joined
    by_first = {phrases[at].first: at for at in range(len(phrases) - 1, -1, -1)}
    for at in range(len(phrases) - 1, -1, -1):
        phrase = phrases[at]
        linked = phrase.last + 1
        if not joined[linked] or lowers[linked] != "of" or linked + 1 not in by_first or not joined[linked + 1]:
            continue
        if not phrase.pronoun and not words.owns[phrase.last]:
            begin = by_first[linked + 1]
            stop = max(it.stop for it in phrases[begin : begin + 3] if it.first == linked + 1)
            phrases[at] = _made(NounPhrase, (*phrase[:2], stop, *phrase[3:]))


def _simple(words: Words) -> list[NounPhrase]:
    """Give the phrases without "of" and "and", possessors before the phrase they own."""
    lowers, kinds, capitals, joined = words.lowers, words.kinds, words.capitals, words.joined
    found: list[NounPhrase] = []
    add = found.append
    n_words = len(kinds)
    at = 0
    while at < n_words:
        kind = kinds[at]
        if capitals[at]:
            is_pronoun = bool(kind & _PRONOUN) and not _is_name_word(words, at)
        elif kind & _CLOSED == _STOP or (not kind & _PRONOUN and _is_verb_base(words, at)):
            at += 1
            continue
        else:
            is_pronoun = bool(kind & _PRONOUN)
        if is_pronoun:
            lower = lowers[at]
            add(_made(NounPhrase, (at, at, at, lower, "", _PLURAL[lower], _UNKNOWN, None, None, True, ())))
            at += 1
            continue
        noun = at
        if kind & _OPENING:
            noun += 1
            while joined[noun] and kinds[noun] & _OPENING and noun - at < _TOP:
                noun += 1
        end = _nouns_end(words, noun, opened=noun > at) if noun == at or joined[noun] else noun
        if end == noun and not (noun > at and kinds[noun - 1] & _NUMBER):
            at = max(noun, at + 1)
            continue
        if end - noun > 1 and True in words.owns[noun : end - 1]:
            found += _with_possessors(words, at, noun, end - 1)
        else:
            add(_phrase(words, at, noun, end - 1))
        at = end
    return found


def _is_verb_base(words: Words, at: int) -> bool:
    """Tell whether a word is a verb without an ending ("will reopen", "to meet") or a participle ("taking bribes").

    The word is written without a capital.
    """
    kind = words.kinds[at]
    if words.joined[at] and (words.kinds[at - 1] & _MODAL or words.lowers[at - 1] in {"to", "n't"}):
        return not kind & _OPENING
    if kind:
        return False
    lower = words.lowers[at]
    return lower.endswith("ing") and len(lower) > _SHORT and lower not in _NOUNS_IN_ING


def _nouns_end(words: Words, noun: int, *, opened: bool) -> int:
    """Give the word after the nouns and modifiers that begin at word `noun`."""
    kinds, capitals, joined = words.kinds, words.capitals, words.joined
    at = noun
    stop = min(len(kinds), noun + _TOP)
    while at < stop:
        kind = kinds[at]
        if at > noun and (not joined[at] or (not kind and capitals[at - 1] and _is_present(words, at))):
            break
        if kind & _STOPPED and not _is_nominal(words, at, opened=opened, begins=at == noun):
            break
        at += 1
    while at > noun and kinds[at - 1] & _DESCRIBING and not capitals[at - 1]:
        at -= 1
    return at


def _is_present(words: Words, at: int) -> bool:
    """Tell whether a word after a name is a verb in the present though none known here: "Malcolm Reyes edits the"."""
    if words.capitals[at] or not words.capitals[at - 1] or words.kinds[at] or not _PLURAL[words.lowers[at]]:
        return False
    if not words.joined[at + 1] or words.lowers[at - 1].endswith(_OF_PEOPLES):
        return False
    return bool(words.kinds[at + 1] & _AFTER_VERB)


def _is_nominal(words: Words, at: int, *, opened: bool, begins: bool) -> bool:
    """Tell whether a word can belong to a noun phrase that is open at it."""
    kinds, capitals = words.kinds, words.capitals
    kind = kinds[at]
    if kind & _NUMBER and not begins:
        return capitals[at - 1] and words.gaps[at] == " "
    if not kind & _NO_NOUN or (capitals[at] and _is_name_word(words, at)):
        return True
    follows_name = not begins and capitals[at - 1]
    if kind & _CALENDAR or not (follows_name or opened):
        return False
    lower = words.lowers[at]
    connects = follows_name and lower in CONNECTORS
    # "the proposed law", "the first night": a participle or an adverb before the noun.
    modifies = opened and (lower in _BEFORE_NOUN or (bool(kind & _FINITE) and lower.endswith("ed")))
    if not (connects or modifies) or not words.joined[at + 1] or kinds[at + 1] & _NO_NOUN:
        return False
    if connects and capitals[at + 1]:
        before = words.lowers[at - 1]
        return lower != "of" or before in BODY_NAMES or before in PLACE_NAMES
    return modifies and (begins or at == 0 or words.lowers[at - 1] in _BEFORE_NOUN)


def _is_name_word(words: Words, at: int) -> bool:
    """Tell whether a word of a closed class is a name here: a capital inside a sentence, "Will Smith", "US"."""
    if not words.capitals[at]:
        return False
    lower, kind = words.lowers[at], words.kinds[at]
    if lower in _MONTHS_AND_NAMES and words.joined[at + 1]:
        return words.capitals[at + 1] and not words.kinds[at + 1] & _NO_NOUN
    if kind & _CALENDAR:
        return False
    if lower in {"us", "it"} and words.texts[at].isupper():
        return True
    return words.joined[at] and lower not in {"i", "i'm"} and not kind & (_NAMING | _PRONOUN)


def _with_possessors(words: Words, first: int, noun: int, last: int) -> Iterator[NounPhrase]:
    """Give the phrase at words `[first, last]`, and before it those of its possessors."""
    begin = noun
    for at in range(noun, last):
        if words.owns[at] and words.texts[at][-1:].isalpha():
            yield _phrase(words, first, begin, at)
            begin = at + 1
    yield _phrase(words, first, begin, last)


def _phrase(words: Words, first: int, noun: int, last: int) -> NounPhrase:
    """Read the phrase at words `[first, last]`, whose own nouns begin at word `noun`."""
    lowers, kinds = words.lowers, words.kinds
    head = lowers[last]
    determiner = lowers[first] if kinds[first] & _NAMING else ""
    if noun <= last and words.capitals[last]:
        name = read_name(words, noun, last, initial=not words.joined[first])
        if name is not None:
            bearer = name.bearer
            if determiner and bearer in {Bearer.PERSON, Bearer.UNKNOWN} and not name.titles and not name.sure:
                bearer = Bearer.THING
            return _made(NounPhrase, (first, last, last, head, determiner, False, bearer, name.gender, name, False, ()))
    plural, bearer, gender = _NOUNS[head]
    plural = plural or (first != last and _PLURAL[lowers[first]])
    return _made(NounPhrase, (first, last, last, head, determiner, plural, bearer, gender, None, False, ()))


def _noun(head: str) -> tuple[bool, Bearer, str | None]:
    """Tell whether a common noun in lower case is a plural by its form, what it means, and its gender."""
    kind = classes(head)
    return _PLURAL[head], next((each for flag, each in _BEARERS if kind & flag), Bearer.THING), gender_of(head)


def _is_plural(word: str) -> bool:
    """Tell whether a noun or pronoun in lower case is a plural by its form."""
    if word in _PLURALS or word in {"they", "them", "themselves", "we", "us"}:
        return True
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in _NEVER_PLURAL
        and len(word) >= _LEAST_PLURAL
    )


_PLURAL: Final = Remembered(_is_plural)
_NOUNS: Final = Remembered(_noun)


def _pair(words: Words, one: NounPhrase, two: NounPhrase) -> NounPhrase | None:
    """Join two phrases with nothing but "and" between them and of one kind; None when they are not."""
    between = one.last + 1
    if two.first != between + 1 or words.lowers[between] != "and" or one.pronoun or two.pronoun:
        return None
    alike = (one.name is None) == (two.name is None) and not words.owns[one.last]
    if not alike or not words.joined[between] or not words.joined[between + 1]:
        return None
    bearer = one.bearer if one.bearer is two.bearer else Bearer.UNKNOWN
    return one._replace(
        last=two.last,
        stop=two.stop,
        head=two.head,
        plural=True,
        bearer=bearer,
        gender=None,
        name=None,
        members=(one, two),
    )
