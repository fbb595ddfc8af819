"""Verbs, nouns and adjectives exchanged for their opposites, and verbs for the denied opposite."""

# ruff: noqa: E501 - tables and patterns stand in long rows
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from factcheck.training.edits.antonym_table import ADJECTIVES, BARE_NOUNS, IDIOMS, NOUNS, VERBS
from factcheck.training.edits.forms import FIRST, SECOND, THIRD, Form, Site, swap
from factcheck.training.edits.inflect import gerund, participle, past, plural, third

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from factcheck.training.edits.view import View, Word

MODALS = frozenset("to will would can could may might must should not did does do".split())
HAVE = frozenset("has have had been be being was were is are having get got".split())
DETERMINERS = frozenset(
    "the a an its their his her this that any some no further another net trade budget current of in sharp big small strong slight"
    " large huge steady new overall first second third more recent operating price export import percent record and or key close".split()
)
SUBJECT_STOPS = frozenset(
    "the a an its their his her of in on at to for with by and or from was were is are be been being has have had".split()
)
NOT_AFTER_VERB = frozenset("by".split())
OBJECTLESS = frozenset("a an the its their his her it to that on in from by sharply slightly at as and".split())


INFLECTIONS: dict[str, Callable[[str], str]] = {
    "past": past,
    "participle": participle,
    "gerund": gerund,
    "third": third,
    "base": str,
}


class Slot(NamedTuple):
    """A word's base, its opposite and the inflection both take."""

    base: str
    opposite: str
    tense: str


@cache
def _verbs() -> dict[str, list[Slot]]:
    table: dict[str, list[Slot]] = {}
    for row in VERBS.split():
        first, second = (word.replace("_", " ") for word in row.split("/"))
        for base, opposite in ((first, second), (second, first)):
            if " " in base or (base, opposite) in {("reject", "adopt"), ("shut", "reopen"), ("ban", "legalise")}:
                continue
            for tense, inflect in INFLECTIONS.items():
                table.setdefault(inflect(base), []).append(Slot(base, opposite, tense))
    return table


def _inflected(verb: str, tense: str) -> str:
    return INFLECTIONS[tense](verb)


@cache
def _pairs(rows: str, *, nouns: bool) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for row in rows.split():
        first, second = row.split("/")
        for one, other in ((first, second), (second, first)):
            table.setdefault(one, []).append(other)
            if nouns and one not in BARE_NOUNS:
                table.setdefault(plural(one), []).append(plural(other))
    return table


def sites(view: View, rng: random.Random) -> Iterator[Site]:
    """Find words with an opposite."""
    verbs, nouns, adjectives = _verbs(), _pairs(NOUNS, nouns=True), _pairs(ADJECTIVES, nouns=False)
    for number, word in enumerate(view.words):
        if word.low not in verbs and word.low not in nouns and word.low not in adjectives:
            continue
        if word.text != word.low or view.denied(word.start) or _idiom(view, word):
            continue
        before = view.words[number - 1].low if number else ""
        if word.low in verbs and (site := _verb(view, word, before, verbs[word.low], rng)):
            yield site
        elif word.low in nouns and (before in DETERMINERS or word.low in BARE_NOUNS) and before not in MODALS - {"to"}:
            other = rng.choice(nouns[word.low])
            if other not in view.low:
                yield swap(word.start, word.end, word.text, other, "antonym noun")
        elif word.low in adjectives and (other := rng.choice(adjectives[word.low])) not in view.low:
            yield swap(word.start, word.end, word.text, other, "antonym adjective")


def _idiom(view: View, word: Word) -> bool:
    near = view.low[max(word.start - 14, 0) : word.end + 12]
    hyphen = view.text[word.end : word.end + 1] == "-" or view.text[word.start - 1 : word.start] == "-"
    return hyphen or any(idiom in near and word.low in idiom for idiom in IDIOMS)


def _verb(view: View, word: Word, before: str, slots: list[Slot], rng: random.Random) -> Site | None:
    slot = rng.choice([s for s in slots if _fits(view, word, before, s)] or [None])
    if slot is None or slot.opposite in view.low:
        return None
    new = _inflected(slot.opposite, slot.tense)
    forms = [Form(word.text, FIRST, "antonym verb"), Form(new, SECOND, "antonym verb")]
    if (
        slot.tense == "past"
        and view.after(word.end) not in NOT_AFTER_VERB
        and not any(map(str.isdigit, view.after(word.end)))
    ):
        forms.append(Form(f"did not {slot.base}", SECOND | THIRD, "negated verb", hypothesis_only=True))
        forms.append(Form(f"did not {slot.opposite}", FIRST | THIRD, "negated opposite", hypothesis_only=True))
    return Site(start=word.start, end=word.end, forms=tuple(forms))


def _fits(view: View, word: Word, before: str, slot: Slot) -> bool:
    """Tell whether the word's neighbours allow a tense; English spells most tenses alike."""
    after = view.after(word.end)
    if slot.tense == "gerund":
        return before in HAVE or before in {"from", "of", "by", "without", "for"}
    if slot.tense == "base":
        return before in MODALS and after not in {"of", "in"}
    if slot.tense == "participle":
        return before in HAVE or view.before(word.start, 2) in HAVE - {"been"}
    if slot.tense == "third":
        return before in {"it", "he", "she", "which", "who", "that", "also"}
    if before in HAVE or view.before(word.start, 2) in HAVE or before in SUBJECT_STOPS - {"and"} or not before:
        return False
    return after not in NOT_AFTER_VERB and not (past(slot.base) == slot.base and before in MODALS)
