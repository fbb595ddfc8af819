"""Finds the noun phrases of a sentence: pronouns, names with their titles, and common nouns with their modifiers."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.phrases.naming import CONNECTORS, Bearer, Name, read_name
from factcheck.claims.phrases.nouns import BODY_NAMES, PLACE_NAMES, gender_of
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.claims.phrases.words import Word

# Looked up often: plain names take half the time of those of a class.
_STOP: Final = Is.STOP
_PRONOUN: Final = Is.PRONOUN
_NUMBER: Final = Is.NUMBER
_CALENDAR: Final = Is.CALENDAR
_NAMING: Final = Is.DETERMINER | Is.POSSESSIVE
_BEARERS: Final = ((Is.PERSON, Bearer.PERSON), (Is.BODY, Bearer.BODY), (Is.PLACE, Bearer.PLACE))
_UNKNOWN: Final = Bearer.UNKNOWN
_MODAL: Final = Is.MODAL
_made: Final = tuple.__new__  # a third of the time of the class's own constructor
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


def noun_phrases(words: Sequence[Word]) -> list[NounPhrase]:
    """Find the noun phrases of a sentence, by first word; a possessor ("the bank" of "the bank's head") is one too.

    Example:
        >>> from factcheck.claims.phrases.words import words_between
        >>> text = "Finance Minister Ana Ruiz said the head of the bank had met her."
        >>> words = words_between(text, 0, len(text))
        >>> [text[words[it.first].start : words[it.stop].end] for it in noun_phrases(words)]
        ['Finance Minister Ana Ruiz', 'the head of the bank', 'the bank', 'her']
    """
    simple = _simple(words)
    before_of = [
        at for at, phrase in enumerate(simple) if phrase.last + 1 < len(words) and words[phrase.last + 1].lower == "of"
    ]
    by_first = {simple[at].first: at for at in range(len(simple) - 1, -1, -1)} if before_of else {}
    for at in reversed(before_of):
        phrase = simple[at]
        after = phrase.last + 2
        if after in by_first:
            whole = [it for it in simple[by_first[after] : by_first[after] + 3] if it.first == after]
            joined = words[phrase.last + 1].joined and words[after].joined
            if whole and joined and not phrase.pronoun and not words[phrase.last].owns:
                simple[at] = _made(NounPhrase, (*phrase[:2], max(it.stop for it in whole), *phrase[3:]))
    pairs = [
        pair
        for one, two in itertools.pairwise(simple)
        if two.first == one.last + 2 and (pair := _pair(words, one, two)) is not None
    ]
    return sorted([*simple, *pairs], key=lambda phrase: phrase.first) if pairs else simple


def _simple(words: Sequence[Word]) -> list[NounPhrase]:
    """Give the phrases without "of" and "and", possessors before the phrase they own."""
    found: list[NounPhrase] = []
    n_words = len(words)
    at = 0
    while at < n_words:
        word = words[at]
        kind = word.kind
        capital = word.capital
        if kind & _CLOSED == _STOP and not capital:
            at += 1
            continue
        if kind & _PRONOUN and not (capital and _is_name_word(words, at)):
            plural = _is_plural(word.lower)
            found.append(_made(NounPhrase, (at, at, at, word.lower, "", plural, _UNKNOWN, None, None, True, ())))
            at += 1
            continue
        if not capital and _is_verb_base(words, at):
            at += 1
            continue
        noun = at
        if kind & _OPENING:
            noun += 1
            while noun < n_words and noun - at < _TOP and words[noun].kind & _OPENING and words[noun].joined:
                noun += 1
        is_cut = noun > at and not (noun < n_words and words[noun].joined)
        end = noun if is_cut else _nouns_end(words, noun, opened=noun > at)
        if end == noun and not (noun > at and words[noun - 1].kind & _NUMBER):
            at = max(noun, at + 1)
            continue
        if end - noun > 1:
            found.extend(_with_possessors(words, at, noun, end - 1))
        else:
            found.append(_phrase(words, at, noun, end - 1))
        at = end
    return found


def _is_verb_base(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word is a verb without an ending ("will reopen", "to meet") or a participle ("taking bribes").

    The word is written without a capital.
    """
    word = words[at]
    if word.joined:
        before = words[at - 1]
        if before.kind & _MODAL or before.lower in {"to", "n't"}:
            return not word.kind & _OPENING
    lower = word.lower
    return lower.endswith("ing") and len(lower) > _SHORT and not word.kind and lower not in _NOUNS_IN_ING


def _nouns_end(words: Sequence[Word], noun: int, *, opened: bool) -> int:
    """Give the word after the nouns and modifiers that begin at word `noun`."""
    at = noun
    stop = min(len(words), noun + _TOP)
    follows_capital = False
    while at < stop:
        word = words[at]
        kind = word.kind
        if at > noun and (not word.joined or (follows_capital and not kind and _is_present(words, at))):
            break
        if kind & _STOPPED and not _is_nominal(words, at, opened=opened, begins=at == noun):
            break
        follows_capital = word.capital
        at += 1
    while at > noun and words[at - 1].kind & Is.DESCRIBING and not words[at - 1].capital:
        at -= 1
    return at


def _is_present(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word after a name is a verb in the present though none known here: "Malcolm Reyes edits the"."""
    word, before = words[at], words[at - 1]
    if word.capital or not before.capital or word.kind or not _is_plural(word.lower):
        return False
    if at + 1 >= len(words) or not words[at + 1].joined or before.lower.endswith(_OF_PEOPLES):
        return False
    return bool(words[at + 1].kind & _AFTER_VERB)


def _is_nominal(words: Sequence[Word], at: int, *, opened: bool, begins: bool) -> bool:
    """Tell whether a word can belong to a noun phrase that is open at it."""
    word = words[at]
    kind = word.kind
    if kind & _NUMBER and not begins:
        return words[at - 1].capital and word.gap == " "
    if not kind & (_STOP | _CALENDAR) or (word.capital and _is_name_word(words, at)):
        return True
    lower = word.lower
    connects = not begins and lower in CONNECTORS and words[at - 1].capital
    # "the proposed law", "the first night": a participle or an adverb before the noun.
    modifies = opened and (lower in _BEFORE_NOUN or (bool(kind & Is.FINITE) and lower.endswith("ed")))
    if kind & _CALENDAR or not (connects or modifies):
        return False
    if not (at + 1 < len(words) and words[at + 1].joined) or words[at + 1].kind & (_STOP | _CALENDAR):
        return False
    if connects and words[at + 1].capital:
        before = words[at - 1].lower
        return lower != "of" or before in BODY_NAMES or before in PLACE_NAMES
    return modifies and (begins or at == 0 or words[at - 1].lower in _BEFORE_NOUN)


def _is_name_word(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word of a closed class is a name here: a capital inside a sentence, "Will Smith", "US"."""
    word = words[at]
    if word.capital and word.lower in _MONTHS_AND_NAMES and at + 1 < len(words) and words[at + 1].joined:
        return words[at + 1].capital and not words[at + 1].kind & (Is.CALENDAR | Is.STOP)
    if not word.capital or word.kind & Is.CALENDAR:
        return False
    if word.lower in {"us", "it"} and word.text.isupper():
        return True
    opens = at == 0 or not words[at].joined
    return not opens and word.lower not in {"i", "i'm"} and not word.kind & (Is.DETERMINER | Is.PRONOUN | Is.POSSESSIVE)


def _with_possessors(words: Sequence[Word], first: int, noun: int, last: int) -> Iterator[NounPhrase]:
    """Give the phrase at words `[first, last]`, and before it those of its possessors."""
    begin = noun
    for at in range(noun, last):
        if words[at].owns and words[at].text[-1:].isalpha():
            yield _phrase(words, first, begin, at)
            begin = at + 1
    yield _phrase(words, first, begin, last)


def _phrase(words: Sequence[Word], first: int, noun: int, last: int) -> NounPhrase:
    """Read the phrase at words `[first, last]`, whose own nouns begin at word `noun`."""
    initial = first == 0 or not words[first].joined
    name = read_name(words, min(noun, last), last, initial=initial) if noun <= last and words[last].capital else None
    head = words[last].lower
    determiner = words[first].lower if words[first].kind & _NAMING else ""
    plural = name is None and (_is_plural(head) or (first != last and _is_plural(words[first].lower)))
    if name is not None:
        bearer = name.bearer
        if determiner and bearer in {Bearer.PERSON, Bearer.UNKNOWN} and not name.titles and not name.sure:
            bearer = Bearer.THING
        return NounPhrase(first, last, last, head, determiner, plural, bearer, name.gender, name)
    bearer, gender = _of_noun(head, words[last].kind)
    return _made(NounPhrase, (first, last, last, head, determiner, plural, bearer, gender, None, False, ()))


@lru_cache(maxsize=65_536)
def _of_noun(head: str, kind: int) -> tuple[Bearer, str | None]:
    """Tell what a common noun means, and its gender."""
    return next((each for flag, each in _BEARERS if kind & flag), Bearer.THING), gender_of(head)


@lru_cache(maxsize=65_536)
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


def _pair(words: Sequence[Word], one: NounPhrase, two: NounPhrase) -> NounPhrase | None:
    """Join two phrases with nothing but "and" between them and of one kind; None when they are not."""
    between = one.last + 1
    if two.first != between + 1 or words[between].lower != "and" or one.pronoun or two.pronoun:
        return None
    alike = (one.name is None) == (two.name is None) and not words[one.last].owns
    if not alike or not words[between].joined or not words[between + 1].joined:
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
