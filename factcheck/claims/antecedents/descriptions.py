"""Ties "the minister", "the company", "the two countries" and bare surnames to what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.phrases.countries import COUNTRIES
from factcheck.claims.phrases.naming import Bearer
from factcheck.claims.phrases.nouns import gender_of
from factcheck.datatypes import Span
from factcheck.word_lists import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.claims.antecedents.referents import Memory, Referent

_WITHIN: Final = 3  # sentences back
# Nouns that always take up something spoken of before; without it they are open.
ALWAYS_BACK: Final = listed(
    "minister official company firm man woman suspect victim latter pair duo trio couple countries nations sides men"
    " women companies firms"
)
_COMPANIES: Final = listed("company firm business group carmaker retailer airline manufacturer club")
_COUNTRIES: Final = listed("country nation")
_TOWNS: Final = listed("city town village capital")
_PERSONS: Final = listed("man woman")
_TWO: Final = frozenset({"two", "both"})
_LONGEST: Final = 90  # characters of a stretch that holds two antecedents


def surname_of(memory: Memory, part: str) -> list[Referent]:
    """Give the persons and bodies whose fuller name has a part: a surname, a first name, a body's first word."""
    fuller = [it for it in memory.named(part) if len(it.parts) > 1]
    persons = [it for it in fuller if it.bearer is Bearer.PERSON and part in {it.parts[-1], it.parts[0]}]
    bodies = [it for it in fuller if it.bearer is Bearer.BODY and part == it.parts[0]]
    return persons or bodies


def described(
    memory: Memory, head: str, modifiers: Sequence[str], *, plural: bool, sentence: int
) -> tuple[Referent | None, bool]:
    """Find what "the <head>" stands for.

    Returns:
        The referent, or None when it is open; and whether the noun takes up anything at all: without, it introduces
        something of its own ("the weather").
    """
    same = [it for it in memory.called(head) if it.plural == plural]
    if same and modifiers:
        same = [it for it in same if _allows(it, modifiers)]
    if same:
        near = [it for it in same if sentence - it.sentence <= _WITHIN]
        chosen = near if len(same) > 1 else same
        return (chosen[0] if len(chosen) == 1 else None), True
    if modifiers:
        return None, False
    if head in _COMPANIES:
        tied = {id(it): it for noun in _COMPANIES for it in memory.called(noun) if it.parts and not it.plural}
        if len(tied) == 1:
            return next(iter(tied.values())), True
    if head in _COMPANIES | _COUNTRIES | _TOWNS | _PERSONS:
        fitting = [it for it in memory.recent(sentence, within=_WITHIN) if _is_a(it, head)]
        if len(fitting) == 1:
            fitting[0].call(head)
            memory.name(fitting[0])
            return fitting[0], True
    return None, head in ALWAYS_BACK


def _allows(referent: Referent, modifiers: Sequence[str]) -> bool:
    """Tell whether the modifiers of a later mention are among the words of the first."""
    text = referent.span.text.lower()
    return modifiers[0] in text and set(modifiers).issubset(text.split())


def _is_a(referent: Referent, noun: str) -> bool:
    """Tell whether a referent with a name is of the class a noun names."""
    if not referent.parts or referent.plural:
        return False
    is_country = " ".join(referent.parts) in COUNTRIES
    if noun in _COUNTRIES:
        return is_country
    if noun in _TOWNS:
        return not is_country and referent.bearer is Bearer.PLACE
    if noun in _PERSONS:
        return referent.bearer is Bearer.PERSON and referent.gender in {None, gender_of(noun)}
    return referent.bearer is Bearer.BODY or (referent.bearer is Bearer.UNKNOWN and noun != "group")


def two_of(memory: Memory, text: str, head: str, sentence: int) -> Span | None:
    """Find the stretch that names the two that "the two <head>" stands for; None when it is open."""
    wanted = Bearer.PERSON if head in {"men", "women", "leaders", "ministers", "presidents"} else None
    recent = memory.recent(sentence, within=2)
    pairs = [it for it in recent if it.plural and it.parts and (wanted is None or it.bearer is wanted)]
    if head in {"countries", "nations"}:
        pairs = [it for it in pairs if it.bearer is Bearer.PLACE]
        wanted = Bearer.PLACE
    if pairs:
        return pairs[-1].span
    single = [it for it in recent if it.parts and not it.plural and wanted is not None and it.bearer is wanted]
    if wanted is Bearer.PLACE:
        single = [it for it in single if " ".join(it.parts) in COUNTRIES]
    if len(single) == len(("one", "other")):
        start = min(it.start for it in single)
        end = max(it.end for it in single)
        stretch = text[start:end]
        if len(stretch) <= _LONGEST and "\n" not in stretch and ". " not in stretch:
            return Span(start, end, stretch)
    return None


def is_two(determiners: Sequence[str], head: str) -> bool:
    """Tell whether a phrase is "the two <head>", "both <head>" or "the pair"."""
    return head in {"pair", "duo"} or not _TWO.isdisjoint(determiners)
