"""What an article has spoken of so far: its persons, bodies, places and things, each with its fullest wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factcheck.claims.phrases.naming import Bearer
from factcheck.datatypes import Span

_made: Final = tuple.__new__  # a third of the time of the class's own constructor
_MOST_BACK = 3  # sentences: what was spoken of farther back is found by its name or noun alone
_MOST_KEPT = 8  # referents kept for one noun or name: the latest


@dataclass(slots=True, eq=False)
class Referent:
    """Something an article speaks of.

    Characters `[start, end)` of `text`, the article's, are its fullest wording so far. `parts` are the words of its
    name, () without one; `nouns` what it is called by common nouns. Gender is "m", "f" or None while unknown.
    `sentence` numbers the last one that speaks of it, -1 while none does. `sure` tells that more than the form of a
    name tells the bearer.
    """

    text: str
    start: int
    end: int
    bearer: Bearer
    gender: str | None = None
    plural: bool = False
    parts: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    sentence: int = -1
    sure: bool = True

    def call(self, *nouns: str) -> None:
        """Note what it is called besides."""
        for noun in nouns:
            if noun not in self.nouns:
                self.nouns += (noun,)

    @property
    def span(self) -> Span:
        """Give its fullest wording so far; for most referents nobody asks."""
        return _made(Span, (self.start, self.end, self.text[self.start : self.end]))

    @property
    def can_be_person(self) -> bool:
        """Tell whether it may be a person: one, or a name that tells nothing."""
        return self.bearer is Bearer.PERSON or (self.bearer is Bearer.UNKNOWN and bool(self.parts))

    @property
    def can_be_thing(self) -> bool:
        """Tell whether "it" may stand for it."""
        return not self.plural and (self.bearer is not Bearer.PERSON or not self.sure)


class Memory:
    """The referents of an article, found by name, by noun, and by the sentence that spoke of them."""

    def __init__(self) -> None:
        """Begin with nothing spoken of."""
        self._by_part: dict[str, list[Referent]] = {}
        self._by_noun: dict[str, list[Referent]] = {}
        self._by_sentence: dict[int, list[Referent]] = {}
        self._subjects: dict[int, Referent] = {}

    def begin(self, sentence: int) -> None:
        """Begin a sentence, and drop what those far back speak of: what is kept is looked through for garbage."""
        self._by_sentence[sentence] = []
        self._by_sentence.pop(sentence - _MOST_BACK - 1, None)
        self._subjects.pop(sentence - _MOST_BACK - 1, None)

    def mention(self, referent: Referent, sentence: int) -> None:
        """Note that the sentence begun last speaks of a referent."""
        held = self._by_sentence[sentence]
        if referent.sentence != sentence or referent not in held[-_MOST_KEPT:]:
            held.append(referent)
        referent.sentence = sentence

    def name(self, referent: Referent) -> None:
        """Note the parts of a referent's name and its nouns, so that later mentions find it."""
        for table, words in ((self._by_part, referent.parts), (self._by_noun, referent.nouns)):
            for word in words:
                held = table.setdefault(word, [])
                if referent not in held:
                    _keep(held, referent)

    def call(self, referent: Referent, noun: str) -> None:
        """Note what a referent that is new is called."""
        _keep(self._by_noun.setdefault(noun, []), referent)

    def named(self, part: str) -> list[Referent]:
        """Give the referents with a word in their name, the earliest first."""
        return self._by_part.get(part, [])

    def called(self, noun: str) -> list[Referent]:
        """Give the referents called by a noun, the earliest first."""
        return self._by_noun.get(noun, [])

    def of_sentence(self, sentence: int) -> list[Referent]:
        """Give what a sentence, at most three back, speaks of, in order, at most its first forty."""
        return self._by_sentence.get(sentence, [])[:40]

    def subject(self, sentence: int) -> Referent | None:
        """Give the subject of the main clause of a sentence at most three back, None when it is not known."""
        return self._subjects.get(sentence)

    def set_subject(self, sentence: int, referent: Referent) -> None:
        """Note the subject of a sentence's main clause; the first one noted stays."""
        self._subjects.setdefault(sentence, referent)

    def recent(self, sentence: int, *, within: int) -> list[Referent]:
        """Give what the sentences from `within` before a sentence up to it speak of, each once, the earliest first."""
        found: dict[int, Referent] = {}
        for number in range(max(0, sentence - within), sentence + 1):
            for referent in self.of_sentence(number):
                found.setdefault(id(referent), referent)
        return list(found.values())


def _keep(held: list[Referent], referent: Referent) -> None:
    """Put a referent at the end of a list, and drop the earliest of a full one."""
    held.append(referent)
    if len(held) > _MOST_KEPT:
        del held[0]
