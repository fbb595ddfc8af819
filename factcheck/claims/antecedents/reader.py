"""Reads an article sentence by sentence and ties every mention that refers back to what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.antecedents.descriptions import ALWAYS_BACK, described, is_two, surname_of, two_of
from factcheck.claims.antecedents.grammar import is_defined, reach, role_of, subjects_of
from factcheck.claims.antecedents.pleonastic import is_empty_it
from factcheck.claims.antecedents.pronouns import GENDERS, GROUPS, THINGS, Role, bind
from factcheck.claims.antecedents.referents import Memory, Referent
from factcheck.claims.phrases.lexicon import Is
from factcheck.claims.phrases.naming import Bearer, Name
from factcheck.datatypes import Antecedent, Span
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from factcheck.claims.phrases import NounPhrase
    from factcheck.claims.speakers.sentence import Sentence
    from factcheck.datatypes import Attribution

_PRONOUNS: Final = frozenset(GENDERS) | THINGS | GROUPS
_POSSESSIVE: Final = Is.POSSESSIVE
_NO_THINGS: Final = listed(
    "day days week weeks month months year years hour hours minute minutes time times percent per cent euros dollars"
    " pounds crowns kilometres kilometers metres meters miles night morning evening afternoon season weekend way rest"
)
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
        return _Reading(self._text, self._memory, self._number, sentence, attribution).antecedents()


class _Reading:
    """The reading of one sentence."""

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
        self._of_phrase: dict[tuple[int, int], Referent] = {}
        self._found: list[Antecedent] = []
        self._is_subject = subjects_of(sentence)

    def antecedents(self) -> list[Antecedent]:
        """Read the phrases in order and give the mentions found."""
        words = self._sentence.words
        for phrase in self._sentence.phrases[:_MOST_PHRASES]:
            first, last, stop = phrase[:3]
            owns = words.kinds[first] & _POSSESSIVE and words.lowers[first] in _PRONOUNS
            if owns and not phrase.pronoun and not phrase.members:
                self._pronoun(first, Role.POSSESSIVE)
            referent = self._referent(phrase)
            if referent is None:
                continue
            self._of_phrase[first, last] = referent
            self._here.append(referent)
            self._memory.mention(referent, self._number)
            if last in self._is_subject or stop in self._is_subject:
                self._subjects.append(referent)
                self._memory.set_subject(self._number, referent)
        return sorted(self._found, key=lambda it: it.mention.start)

    def _referent(self, phrase: NounPhrase) -> Referent | None:
        """Give what a phrase speaks of; None when it is not known or not worth remembering."""
        if phrase.pronoun:
            role = role_of(self._sentence, phrase.first, self._is_subject)
            return self._pronoun(phrase.first, role) if phrase.head in _PRONOUNS else None
        if phrase.members:
            return self._pair(phrase)
        if phrase.name is None and phrase.first == phrase.last and self._is_known(phrase):
            named = Name(phrase.last, phrase.last, (phrase.head,), (), Bearer.UNKNOWN, None, sure=False)
            phrase = phrase._replace(name=named, plural=False, bearer=Bearer.UNKNOWN)
        if phrase.name is not None:
            return self._name(phrase, phrase.name)
        if phrase.head in _NO_THINGS or self._sentence.words.kinds[phrase.last] & Is.NUMBER:
            return None
        return self._common(phrase)

    def _is_known(self, phrase: NounPhrase) -> bool:
        """Tell whether a word that opens a sentence and looks like a plural is a name spoken of before: "Teles"."""
        return self._sentence.words.capitals[phrase.first] and bool(self._memory.named(phrase.head))

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
        span = self._sentence.span(one.first, two.stop)
        return Referent(span, phrase.bearer, plural=True, parts=parts, nouns=set(), sentence=self._number)

    def _name(self, phrase: NounPhrase, name: Name) -> Referent:
        """Find the bearer of a name spoken of before, or make a new one."""
        begin = max(phrase.first, name.first - len(name.titles))
        span = self._sentence.span(begin, name.last)
        known = [it for it in self._memory.named(name.parts[-1]) if it.parts == name.parts]
        if not known and len(name.parts) == 1:
            known = surname_of(self._memory, name.parts[-1])
            if known:
                self._note(span, known[0].span if len(known) == 1 else None)
            if len(known) > 1:
                return Referent(span, Bearer.PERSON, sentence=self._number)
        if known:
            known[-1].nouns.update(name.titles[-1:])
            self._memory.name(known[-1])
            return known[-1]
        nouns = {*name.titles[-1:], *(part for part in name.parts if phrase.bearer is not Bearer.PERSON)}
        referent = self._apposed(phrase)
        if referent is None or referent.parts:
            referent = Referent(span, phrase.bearer, phrase.gender, parts=name.parts, sentence=self._number)
            referent.sure = name.sure
        else:
            referent.span, referent.parts, referent.gender = span, name.parts, referent.gender or phrase.gender
            referent.bearer = phrase.bearer if name.sure or referent.bearer is Bearer.THING else referent.bearer
        referent.nouns |= nouns
        self._memory.name(referent)
        return referent

    def _apposed(self, phrase: NounPhrase) -> Referent | None:
        """Give the described referent right before a name: "the opposition leader, Arben Hoxha,"."""
        words = self._sentence.words
        if phrase.first == 0 or words.gaps[phrase.first].strip() != "," or phrase.name is None:
            return None
        ends = phrase.last + 1 >= len(words) or not self._sentence.joined(phrase.last + 1)
        before = self._sentence.ending_at.get(phrase.first - 1, ())
        fits = [it for it in before if it.name is None and not it.pronoun and not it.plural and not it.members]
        return self._of_phrase.get((fits[0].first, fits[0].last)) if fits and ends else None

    def _common(self, phrase: NounPhrase) -> Referent | None:
        """Find what a common noun takes up, or make a new referent of it."""
        known = self._named_before(phrase) or self._called(phrase)
        if known is not None:
            return self._described(known, phrase)
        is_bare = phrase.first == phrase.last and not phrase.determiner and not phrase.plural
        if phrase.bearer is Bearer.PERSON and is_bare and phrase.first > 0:
            return None  # "as head of government"
        if phrase.determiner in {"the", "both"} and not is_defined(self._sentence, phrase):
            known = self._taken_up(phrase)
            if known is not None:
                return known
        span = self._sentence.span(phrase.first, reach(self._sentence, phrase))
        referent = Referent(
            span, phrase.bearer, phrase.gender, plural=phrase.plural, nouns={phrase.head}, sentence=self._number
        )
        self._memory.call(referent, phrase.head)
        return referent

    def _described(self, referent: Referent, phrase: NounPhrase) -> Referent:
        """Note what a phrase tells of a referent that has a name."""
        referent.nouns.add(phrase.head)
        is_open = referent.bearer in {Bearer.UNKNOWN, Bearer.THING} or not referent.sure
        if phrase.bearer is not Bearer.THING and is_open:
            referent.bearer, referent.sure = phrase.bearer, True
        referent.gender = referent.gender or phrase.gender
        self._memory.name(referent)
        return referent

    def _taken_up(self, phrase: NounPhrase) -> Referent | None:
        """Find what "the ..." takes up, and note it when it does take up something; None when it does not."""
        openers = self._sentence.words.lowers[phrase.first : phrase.last]
        mention = self._sentence.span(phrase.first, phrase.last)
        if is_two(openers, phrase.head) and (phrase.determiner == "the" or phrase.head in ALWAYS_BACK):
            two = two_of(self._memory, self._text, phrase.head, self._number)
            self._note(mention, two)
            return Referent(two or mention, phrase.bearer, plural=True, sentence=self._number)
        modifiers = [opener for opener in openers if opener not in {"the", "both"}]
        known, is_back = described(self._memory, phrase.head, modifiers, plural=phrase.plural, sentence=self._number)
        if is_back:
            self._note(mention, known.span if known else None)
        return known

    def _called(self, phrase: NounPhrase) -> Referent | None:
        """Give the person of whom a phrase says what he or she is: "Waldner is the director", "became head of"."""
        words = self._sentence.words
        at = phrase.first - 1
        if at < 1 or words.lowers[at] not in _BEING or not self._sentence.joined(phrase.first) or not self._subjects:
            return None
        subject = self._subjects[-1]
        fits = phrase.bearer is Bearer.PERSON and not phrase.plural and subject.can_be_person and not subject.plural
        return subject if fits else None

    def _named_before(self, phrase: NounPhrase) -> Referent | None:
        """Give the bearer of the name that a phrase describes: "Tom Orre, the harbour master,"."""
        words = self._sentence.words
        if words.joined[phrase.first] or phrase.first == 0 or words.gaps[phrase.first].strip() != ",":
            return None
        if phrase.determiner not in {"a", "an", "the", "his", "her", "its", "their"} or phrase.plural:
            return None
        fits = [
            it for it in self._sentence.ending_at.get(phrase.first - 1, ()) if it.name is not None and not it.members
        ]
        after = phrase.stop + 1
        finite = self._sentence.joined(after) and bool(self._sentence.words.kinds[after] & Is.FINITE)
        return self._of_phrase.get((fits[0].first, fits[0].last)) if fits and not finite else None


def _nobody(_: Referent) -> bool:
    return False
