"""Pools of names harvested from news, and sites where a person, place or organisation stands."""

# ruff: noqa: E501 - tables and patterns stand in long rows

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from factcheck.training.edits.forms import ANY, FIRST, SECOND, Form, Site
from factcheck.training.edits.name_tables import (
    ABBREVIATIONS,
    CITIES,
    COUNTRIES,
    DEMONYMS,
    FIRST_NAMES,
    ORG_ENDS,
    STATES,
    TITLES,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

    from factcheck.training.edits.view import View

SURNAME = r"(?:(?:van|von|de|del|da|bin|al-?|el-?) ?)*(?:[A-Z]['’])?(?:Mc|Mac)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
FULL_NAME = re.compile(
    rf"(?<![\w-])(?P<first>{'|'.join(sorted(FIRST_NAMES, key=len, reverse=True))})(?: [A-Z]\.)? (?P<last>{SURNAME})(?![\w-]| [A-Z][a-z])"
)
TITLED = re.compile(rf"(?<![\w-])(?P<title>{TITLES}) (?P<name>(?:[A-Z][a-z]+ (?:[A-Z]\. )?)?{SURNAME})(?![\w-]| [A-Z])")
ORGANISATION = re.compile(rf"(?<![\w-])(?:[A-Z][\w&.'’-]*[\w.] ){{1,3}}(?:{ORG_ENDS})(?![\w-]| [A-Z]|['’]s [A-Z])")
PLACE_SETS = {"country": COUNTRIES, "city": CITIES, "state": STATES, "nationality": DEMONYMS}
PLACES = {name: kind for kind, found in PLACE_SETS.items() for name in found}
PLACE = re.compile(
    r"(?<![\w-])("
    + "|".join(re.escape(n) for n in sorted(PLACES, key=len, reverse=True))
    + r")(?![\w-]|\.\w| (?:[A-Z]|dollar|yen|franc))"
)
ABBREVIATION = re.compile(
    r"(?<![\w.])(" + "|".join(re.escape(n) for n in sorted(ABBREVIATIONS, key=len, reverse=True)) + r")(?![\w-])"
)
OFFICIAL = re.compile(
    r"(?:^|(?<=, )|(?<=but )|(?<=that ))(?P<who>(?:[Aa]n? |[Oo]ne |[Tt]he )?(?:senior |government |company |military )?(?:officials?|spokesman|spokeswoman|"
    r"analysts?|economists?|witness|lawmakers?|diplomats?))(?= (?:said|told|added|declined|confirmed|warned|announced)\b)"
)
SPEAKING = re.compile(
    r"^,? (?:said|told|added|who)\b|^ (?:also |later )?(?:said|told|added|warned|announced|denied|confirmed)\b"
)
NOT_NAMES = frozenset(
    "The A An In On At But And For He She It They We This That His Her Their Our As By Monday Tuesday Wednesday".split()
)
ROLES = (
    "Finance Minister",
    "Foreign Minister",
    "spokesman",
    "Deputy Governor",
    "analyst",
    "spokeswoman",
    "Trade Minister",
    "Chairman",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePool:
    """Names found in texts, each kind sorted, without repeats. Places come by kind: country, city, state, nationality."""

    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()

    @classmethod
    def harvest(cls, texts: Iterable[str], *, limit: int = 4000) -> Self:
        """Collect names from texts, the `limit` most frequent of each kind."""
        persons: Counter[str] = Counter()
        organisations: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for text in texts:
            persons.update(m.group() for m in FULL_NAME.finditer(text))
            persons.update(m["name"] for m in TITLED.finditer(text) if " " in m["name"])
            organisations.update(m.group() for m in ORGANISATION.finditer(text) if _whole(m.group()))
            places.update(m[1] for m in PLACE.finditer(text))
        return cls(
            persons=tuple(sorted(name for name, _ in persons.most_common(limit) if _whole(name))),
            organisations=tuple(sorted(name for name, _ in organisations.most_common(limit))),
            places=tuple(sorted((PLACES[name], name) for name, _ in places.most_common(limit))),
        )

    def person(self, rng: random.Random) -> str:
        """Draw a person; an invented one from an empty pool."""
        return rng.choice(self.persons) if self.persons else f"{rng.choice(sorted(FIRST_NAMES))} {rng.choice(SURNAMES)}"

    def organisation(self, rng: random.Random) -> str:
        """Draw an organisation; an invented one from an empty pool."""
        return rng.choice(self.organisations) if self.organisations else f"the {rng.choice(SURNAMES)} Foundation"

    def place(self, rng: random.Random, kind: str) -> str:
        """Draw a place of a kind from the tables."""
        return rng.choice(SORTED_PLACES[kind])


SORTED_PLACES = {kind: sorted(found) for kind, found in PLACE_SETS.items()}
SURNAMES = "Hartley Okafor Lindqvist Moreau Castellano Petrov Nakagawa Brandt Osei Delgado Whitcombe Farouk Novak Sinclair".split()


def _whole(name: str) -> bool:
    return name.split(maxsplit=1)[0] not in NOT_NAMES and len(name) < 45  # noqa: PLR2004 - longer is a run of headlines


@lru_cache(maxsize=4096)
def local_pool(others: tuple[str, ...]) -> NamePool:
    """Harvest the names of one report."""
    return NamePool.harvest(others)


def sites(view: View, rng: random.Random, names: NamePool, others: Sequence[str]) -> Iterator[Site]:
    """Find names to exchange for others of the same kind, from the same report where it has any."""
    local = local_pool(tuple(others))
    yield from _persons(view, rng, names, local)
    yield from _officials(view, rng, names)
    for match in ORGANISATION.finditer(view.text):
        if _open(view, match) and _whole(match.group()) and names.organisations:
            other = _draw(rng, local.organisations, names.organisations, view)
            if other:
                yield _exchange(match.start(), match.end(), match.group(), other, "organisation")
    for match in PLACE.finditer(view.text):
        if _open(view, match) and not _inside_name(view, match.start()):
            yield from _place(view, match, rng, local)
    for match in ABBREVIATION.finditer(view.text):
        short = ABBREVIATIONS[match[1]]
        if match[1] == "U.S." and not view.text[match.end() :].startswith((" g", " o", " s", " c", " t")):
            continue
        forms = (Form(match[1], FIRST, "abbreviation"), Form(short, FIRST, "abbreviation", hypothesis_only=True))
        yield Site(start=match.start(), end=match.end(), forms=forms)


def _open(view: View, match: re.Match[str]) -> bool:
    speaking = SPEAKING.match(view.text, match.end())
    return view.once(match.group()) and (speaking is not None or not view.denied(match.start()))


def _exchange(start: int, end: int, old: str, new: str, kind: str) -> Site:
    return Site(start=start, end=end, forms=(Form(old, FIRST, kind), Form(new, SECOND, kind)))


def _inside_name(view: View, start: int) -> bool:
    before = view.text[:start].split()
    return len(before) > 1 and before[-1][0].isupper() and before[-1][-1].isalpha() and before[-1] not in NOT_NAMES


def _draw(rng: random.Random, local: Sequence[str], pool: Sequence[str], view: View) -> str | None:
    near = [name for name in local if not any(part in view.text for part in name.split())]
    if near and rng.random() < 0.7:  # noqa: PLR2004 - share of hard swaps
        return rng.choice(near)
    far = rng.choice(pool) if pool else None
    return far if far and not any(part in view.text for part in far.split() if len(part) > 3) else None  # noqa: PLR2004


def _persons(view: View, rng: random.Random, names: NamePool, local: NamePool) -> Iterator[Site]:
    taken: list[tuple[int, int]] = []
    for pattern in (TITLED, FULL_NAME):
        for match in pattern.finditer(view.text):
            name = _name(match)
            start = match.end() - len(name)
            if not _whole(name) or not view.once(name) or any(a <= start < b for a, b in taken):
                continue
            taken.append((match.start(), match.end()))
            speaking = SPEAKING.match(view.text[match.end() :]) or view.before(match.start()) in {
                "said",
                "told",
                "added",
            }
            if speaking or not view.denied(match.start()):
                kind = "attribution" if speaking else "person"
                forms = _person(view, match, _draw(rng, local.persons, names.persons, view), kind)
                if len(forms) > 1:
                    yield Site(start=match.start(), end=match.end(), forms=forms)


def _name(match: re.Match[str]) -> str:
    found = match.groupdict()
    return found["name"] if "name" in found else match.group()


def _person(view: View, match: re.Match[str], other: str | None, kind: str) -> tuple[Form, ...]:
    """Give a person's readings: as written, exchanged, by surname alone, by office alone."""
    name, title = _name(match), match.groupdict().get("title") or ""
    full = " " in name
    inside = view.text[: match.start()].split()[-1:]
    alone = not inside or inside[0][0].islower() or inside[0].endswith((",", "."))
    shorter = alone and (title[:1].isupper() or (full and not title))
    forms = [Form(match.group(), FIRST, kind)]
    if other:
        new = other if full else other.rsplit(maxsplit=1)[-1]
        forms.append(Form(f"{title} {new}".strip(), SECOND, kind))
        if shorter:
            forms.append(Form(new.rsplit(maxsplit=1)[-1], SECOND, "name shortened", hypothesis_only=True))
    if shorter:
        forms.append(Form(name.rsplit(maxsplit=1)[-1], FIRST, "name shortened", hypothesis_only=True))
    if title.endswith("Minister") and title != "Prime Minister" and alone:
        forms.append(Form("a minister", ANY, "name made vague"))
    return tuple(forms)


def _officials(view: View, rng: random.Random, names: NamePool) -> Iterator[Site]:
    for match in OFFICIAL.finditer(view.text):
        role = rng.choice(ROLES)
        person = names.person(rng)
        name = f"{role} {person}" if rng.random() < 0.7 or match.start() else f"{role.capitalize()} {person}"  # noqa: PLR2004
        forms = [Form(match["who"], ANY, "unnamed source"), Form(name, FIRST, "unnamed source named")]
        other = names.person(rng)
        if other.split()[-1] != person.split()[-1]:
            forms.append(Form(f"{role} {other}", SECOND, "attribution"))
        yield Site(start=match.start(), end=match.end(), forms=tuple(forms))


def _place(view: View, match: re.Match[str], rng: random.Random, local: NamePool) -> Iterator[Site]:
    name, kind = match[1], PLACES[match[1]]
    near = [other for of, other in local.places if of == kind and other not in view.text]
    other = rng.choice(near) if near and rng.random() < 0.6 else rng.choice(SORTED_PLACES[kind])  # noqa: PLR2004
    if other in view.text or other in name or name in other:
        return
    yield _exchange(match.start(), match.end(), name, other, "nationality" if kind == "nationality" else "place")
