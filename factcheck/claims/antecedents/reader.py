"""Reads an article sentence by sentence and ties every mention that refers back to what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.antecedents.descriptions import ALWAYS_BACK, described, is_two, surname_of, two_of
from factcheck.claims.antecedents.grammar import is_defined, reach, role_of, subjects_of
from factcheck.claims.antecedents.pleonastic import is_empty_it
from factcheck.claims.antecedents.pronouns import GENDERS, PRONOUNS, Role, bind
from factcheck.claims.antecedents.referents import Memory, Referent
from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.phrases.naming import Bearer, Name
from factcheck.datatypes import Antecedent, Span
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.claims.phrases import NounPhrase
    from factcheck.claims.speakers.sentence import Sentence
    from factcheck.datatypes import Attribution

_POSSESSIVE: Final = Is.POSSESSIVE
_NUMBER: Final = Is.NUMBER
_NO_THINGS: Final = listed(
    "day days week weeks month months year years hour hours minute minutes time times percent per cent euros dollars"
    " pounds crowns kilometres kilometers metres meters miles night morning evening afternoon season weekend way rest"
)
_TAKING_UP: Final = frozenset({"the", "both"})
_DESCRIBING: Final = listed("a an the his her its their")
_BEING: Final = listed("is was became becomes remains remained be been")
_MOST_LOOKED_AT: Final = 30  # referents before a pronoun in its own sentence
_MOST_PHRASES: Final = 200  # of one sentence: what is longer is no sentence of news


class Reader:
    """Reads sentences in order and remembers what they speak of."""

    def __init__(self, text: str) -> None:
        """Begin to read a text."""
        self._text = text
        self._memory = Memory()
        self._number = -1

    def read(self, sentence: Sentence, attribution: Attribution | None = None) -> list[Antecedent]:
        """Read the next sentence.

        Returns:
            Its mentions that refer back, in text order, each with its antecedent or None when it is open.
        """
        self._number += 1
        self._memory.begin(self._number)
        return _Reading(self._text, self._memory, self._number, sentence, attribution).antecedents()


class _Reading:
    """The reading of one sentence."""

    __slots__ = (
        "_before_mark", "_found", "_here", "_is_subject", "_memory", "_number", "_sentence", "_speaker", "_subjects",
        "_text",
    )  # fmt: skip

    def __init__(
        self, text: str, memory: Memory, number: int, sentence: Sentence, attribution: Attribution | None
    ) -> None:
        self._text = text
        self._memory = memory
        self._number = number
        self._sentence = sentence
        self._speaker = attribution.speaker.text.lower().split()[-1:] if attribution else []
        self._here: list[Referent] = []
        self._subjects: list[Referent] = []
        self._before_mark: dict[int, Referent] = {}  # by the phrase's id: its hash takes long
        self._found: list[Antecedent] = []
        self._is_subject = subjects_of(sentence)

    def antecedents(self) -> list[Antecedent]:
        """Read the phrases in order and give the mentions found."""
        words = self._sentence.words
        kinds, lowers, joined = words.kinds, words.lowers, words.joined
        is_subject = self._is_subject
        for phrase in self._sentence.phrases[:_MOST_PHRASES]:
            first, last, stop, _, _, _, _, _, _, is_pronoun, members = phrase
            if kinds[first] & _POSSESSIVE and lowers[first] in PRONOUNS and not is_pronoun and not members:
                self._pronoun(first, Role.POSSESSIVE)
            referent = self._referent(phrase)
            if referent is None:
                continue
            if not joined[stop + 1]:
                self._before_mark[id(phrase)] = referent
            self._here.append(referent)
            self._memory.mention(referent, self._number)
            if last in is_subject or stop in is_subject:
                self._subjects.append(referent)
                self._memory.set_subject(self._number, referent)
        return sorted(self._found, key=_place) if len(self._found) > 1 else self._found

    def _referent(self, phrase: NounPhrase) -> Referent | None:
        """Give what a phrase speaks of; None when it is not known or not worth remembering."""
        first, last, _, head, _, _, _, _, name, is_pronoun, members = phrase
        if is_pronoun:
            if head not in PRONOUNS:
                return None
            return self._pronoun(first, role_of(self._sentence, first, self._is_subject))
        if members:
            return self._pair(phrase)
        words = self._sentence.words
        if name is None and first == last and words.capitals[first] and self._memory.named(head):
            # A word that opens a sentence and looks like a plural is a name spoken of before: "Teles".
            name = Name(last, last, (head,), (), Bearer.UNKNOWN, None, sure=False)
            phrase = phrase._replace(name=name, plural=False, bearer=Bearer.UNKNOWN)
        if name is not None:
            return self._name(phrase, name)
        return None if head in _NO_THINGS or words.kinds[last] & _NUMBER else self._common(phrase)

    def _pronoun(self, at: int, role: Role) -> Referent | None:
        """Tie a pronoun, and note it; None when it stands for nothing or is open."""
        lower, quoted = self._sentence.words.lowers[at], self._sentence.words.quoted[at]
        if lower == "it" and is_empty_it(self._sentence, at):
            return None
        referent = bind(
            self._memory,
            lower,
            role,
            sentence=self._number,
            subjects=[] if quoted else self._subjects[-_MOST_LOOKED_AT:],
            here=[] if quoted else self._here[-_MOST_LOOKED_AT:],
            barred=self._is_speaker if quoted else _nobody,
        )
        if referent is not None and lower in GENDERS and referent.gender is None:
            referent.gender = GENDERS[lower]
        if referent is not None and lower in GENDERS and referent.bearer is Bearer.UNKNOWN:
            referent.bearer = Bearer.PERSON
        if not lower.endswith(("self", "selves")):
            self._note(self._sentence.span(at, at), referent.span if referent else None)
        return referent

    def _is_speaker(self, referent: Referent) -> bool:
        """Tell whether a referent is the one who says the sentence, whom a pronoun in the quotation cannot mean."""
        return bool(self._speaker) and self._speaker[0] in {*referent.parts, *referent.nouns}

    def _note(self, mention: Span, antecedent: Span | None) -> None:
        if antecedent is None or antecedent.end <= mention.start:
            self._found.append(Antecedent(mention=mention, antecedent=antecedent))

    def _pair(self, phrase: NounPhrase) -> Referent | None:
        """Make a referent of two phrases joined by "and"."""
        one, two = phrase.members
        parts = (*one.name.parts, *two.name.parts) if one.name and two.name else ()
        words = self._sentence.words
        start, end = words.starts[one.first], words.end(two.stop)
        return Referent(self._text, start, end, phrase.bearer, plural=True, parts=parts)

    def _name(self, phrase: NounPhrase, name: Name) -> Referent:
        """Find the bearer of a name spoken of before, or make a new one."""
        begin = max(phrase.first, name.first - len(name.titles))
        words = self._sentence.words
        start, end = words.starts[begin], words.end(name.last)
        known = [it for it in self._memory.named(name.parts[-1]) if it.parts == name.parts]
        if not known and len(name.parts) == 1:
            known = surname_of(self._memory, name.parts[-1])
            if known:
                self._note(self._sentence.span(begin, name.last), known[0].span if len(known) == 1 else None)
            if len(known) > 1:
                return Referent(self._text, start, end, Bearer.PERSON)
        if known:
            known[-1].call(*name.titles[-1:])
            self._memory.name(known[-1])
            return known[-1]
        referent = self._apposed(phrase)
        if referent is None or referent.parts:
            told = phrase.bearer, phrase.gender
            referent = Referent(self._text, start, end, *told, parts=name.parts, sure=name.sure)
        else:
            referent.start, referent.end, referent.parts = start, end, name.parts
            referent.gender = referent.gender or phrase.gender
            referent.bearer = phrase.bearer if name.sure or referent.bearer is Bearer.THING else referent.bearer
        referent.call(*name.titles[-1:], *(name.parts if phrase.bearer is not Bearer.PERSON else ()))
        self._memory.name(referent)
        return referent

    def _apposed(self, phrase: NounPhrase) -> Referent | None:
        """Give the described referent right before a name: "the opposition leader, Arben Hoxha,"."""
        words = self._sentence.words
        if phrase.first == 0 or words.gaps[phrase.first].strip() != "," or phrase.name is None:
            return None
        ends = not words.joined[phrase.last + 1]
        before = self._sentence.ending_at.get(phrase.first - 1, ())
        fits = [it for it in before if it.name is None and not it.pronoun and not it.plural and not it.members]
        return self._before_mark.get(id(fits[0])) if fits and ends else None

    def _common(self, phrase: NounPhrase) -> Referent | None:
        """Find what a common noun takes up, or make a new referent of it."""
        first, last, stop, head, determiner, plural, bearer, gender = phrase[:8]
        words = self._sentence.words
        if first > 0:
            known = None
            if not words.joined[first]:
                known = self._named_before(phrase)
            elif words.lowers[first - 1] in _BEING:
                known = self._called(phrase)
            if known is not None:
                return self._described(known, phrase)
            if bearer is Bearer.PERSON and first == last and not determiner and not plural:
                return None  # "as head of government"
        if determiner in _TAKING_UP and not is_defined(self._sentence, phrase):
            known = self._taken_up(phrase)
            if known is not None:
                return known
        if bearer is Bearer.PERSON:
            stop = reach(self._sentence, phrase)
        end = words.starts[stop] + len(words.texts[stop])
        referent = Referent(self._text, words.starts[first], end, bearer, gender, plural, (), (head,))
        self._memory.call(referent, head)
        return referent

    def _described(self, referent: Referent, phrase: NounPhrase) -> Referent:
        """Note what a phrase tells of a referent that has a name."""
        referent.call(phrase.head)
        is_open = referent.bearer in {Bearer.UNKNOWN, Bearer.THING} or not referent.sure
        if phrase.bearer is not Bearer.THING and is_open:
            referent.bearer, referent.sure = phrase.bearer, True
        referent.gender = referent.gender or phrase.gender
        self._memory.name(referent)
        return referent

    def _taken_up(self, phrase: NounPhrase) -> Referent | None:
        """Find what "the ..." takes up, and note it when it does take up something; None when it does not."""
        openers = self._sentence.words.lowers[phrase.first : phrase.last]
        if is_two(openers, phrase.head) and (phrase.determiner == "the" or phrase.head in ALWAYS_BACK):
            mention = self._sentence.span(phrase.first, phrase.last)
            two = two_of(self._memory, self._text, phrase.head, self._number)
            self._note(mention, two)
            start, end, _ = two or mention
            return Referent(self._text, start, end, phrase.bearer, plural=True)
        modifiers = [opener for opener in openers if opener not in _TAKING_UP]
        known, is_back = described(self._memory, phrase.head, modifiers, plural=phrase.plural, sentence=self._number)
        if is_back:
            self._note(self._sentence.span(phrase.first, phrase.last), known.span if known else None)
        return known

    def _called(self, phrase: NounPhrase) -> Referent | None:
        """Give the person whom a phrase after "is" describes: "Waldner is the director", "became head of"."""
        if phrase.first == 1 or not self._subjects:
            return None
        subject = self._subjects[-1]
        fits = phrase.bearer is Bearer.PERSON and not phrase.plural and subject.can_be_person and not subject.plural
        return subject if fits else None

    def _named_before(self, phrase: NounPhrase) -> Referent | None:
        """Give the bearer of the name that a phrase describes: "Tom Orre, the harbour master,"."""
        words = self._sentence.words
        if phrase.determiner not in _DESCRIBING or phrase.plural or words.gaps[phrase.first].strip() != ",":
            return None
        fits = [
            it for it in self._sentence.ending_at.get(phrase.first - 1, ()) if it.name is not None and not it.members
        ]
        after = phrase.stop + 1
        finite = words.joined[after] and words.kinds[after] & Is.FINITE
        return self._before_mark.get(id(fits[0])) if fits and not finite else None


def _place(antecedent: Antecedent) -> int:
    return antecedent.mention.start


def _nobody(_: Referent) -> bool:
    return False
