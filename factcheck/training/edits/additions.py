"""Plausible extra details with random figures and names, each in two versions that rule each other out."""

# ruff: noqa: E501 - tables and patterns stand in long rows
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.training.edits.dates import MONTHS, WEEKDAYS
from factcheck.training.edits.forms import ANY, FIRST, SECOND, Form, Site
from factcheck.training.edits.name_tables import ORG_ENDS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from factcheck.training.edits.names import NamePool
    from factcheck.training.edits.view import View

TAILS = """
according to {few!} people familiar with the matter~the first such case since {year!}~after {few!} weeks of talks with [unions|employers]~
and not for the first time since {year}~a step that had been [expected|ruled out] by most observers~though not before {month}~
the {nth!} such step in {few} years~but not all of the details were [published|withheld]~a move that will cost about {money!}~
which never happened before {year}~the only one of its kind since {year}~a decision [welcomed|condemned] by {org}~
according to a report that nearly {pct!} percent of readers had [seen|missed]~with no further details expected before {weekday!}~
in a process that began in {month!} {year!}~as first reported by a newspaper in {city!}~more than {few} years after the first attempt~
although {person} had [called for|warned against] it in {month!}~which {person} described as [a success|a mistake]~
in what {person} called [a victory|a defeat] for the region~with [no|some] opposition from {org}~and all {few!} parties [agreed|objected]~
a result that [surprised|bored] nobody but {person}~the [largest|smallest] figure since {year!}~despite [support|criticism] from {person}~
which only {few!} of those present [opposed|supported]~and never without the [consent|knowledge] of {org}~
following {few!} hours of debate in {city!}~weeks [before|after] a similar announcement in {country!}~as it did in {month} {year}~
the same as in {country} {few} years earlier~a matter that {org} will take up on {weekday!}~under rules [adopted|repealed] in {year!}~
under an agreement [signed|abandoned] in {city!} in {year!}~a figure {org} has [confirmed|disputed]~though only after {few!} delays~
and it will not be [repeated|forgotten] before {year}~no later than {month} {year}~for no less than {money} over {few!} years~
leaving all but {few!} of the original partners involved~with nearly {money!} already spent~at the request of {person!}~
in line with [earlier|later] statements by {person}~a subject on which {person} has never [spoken|been silent] in public~
to the [relief|dismay] of {org}~at a cost of {money!} to [taxpayers|shareholders]~the [last|first] of {few!} planned steps~
about {few!} hours [after|before] {person} spoke in {city!}~with {pct!} percent of members [in favour|against]~
the [highest|lowest] level recorded in {few!} years~and a further {few!} cases are [pending|closed]~not counting {few!} cases in {country!}~
after a vote that was [unanimous|divided]~following [protests|celebrations] in {city!}~which cost {org} some {money!}~
but no final decision is [expected|likely to be delayed] before {month}~with only {few!} days to go~and not everyone [agreed|objected]~
for reasons that were [made public|kept secret] in {month!}~which takes effect in {month!}~by the end of {month!} {year!} at the latest~
and {money!} of the sum is [already paid|still owed]~as {person!} had predicted in {month}~nearly {few!} months later than first planned~
and all of it was [recorded|unrecorded]~which is never [simple|hard] at this time of year~only {few!} kilometres from {city!}~
with nearly all of the work done in {city!}~not in {country} but in {country}~and only {org!} was told in advance
""".replace("\n", "").split("~")
HEADS = """
In {month!} {year!},~At a meeting in {city!},~After {few!} weeks of uncertainty,~For the {nth!} time in {few} years,~
Speaking in {city!} on {weekday!},~Nearly {few!} years after the first plans,~Not long before {weekday},~In front of {crowd!} people,~
Despite [pressure|support] from {org},~With only {few!} days left,~Never far from the headlines since {year},~
To nobody's surprise on {weekday!},~All of {few!} hours later,~As planned since {year!},~In a [sudden|long-awaited] step on {weekday!},~
To the [delight|anger] of {org},~Not without [approval|criticism] from {person},~[Before|After] a visit to {country!},
""".replace("\n", "").split("~")
ASIDES = """
, {age!},~, {age!} years old,~, who took office in {year!},~, a native of {city!},~, who turned {age!} in {month!},~, who has {few!} children,~
, who has never lived outside {country!},~, once the only candidate from {city!},~, not a member of {org} before {year},~
, who has worked for {org!} since {year!},~, appointed in {month!} {year!},~, who nearly resigned in {year!},~, who spent {few!} years in {country!},~
, who [was|was not] present,~, a [supporter|critic] of {person},~, who spoke for nearly {few!} hours,
""".replace("\n", "").split("~")
SLOT = re.compile(r"\{(\w+)!?\}|\[([^|\]]+)\|([^\]]+)\]")
SAID_END = re.compile(
    r"(?:\b(?:said|told|added|says|announced|reported|asked|agreed|so|that|it)|[\"”)])\.?[\"”]?$|according to [^,]*\.$"
)
LOWER_FIRST = re.compile(
    r"^(?:The|A|An|It|He|She|They|Its|His|Her|Their|This|These|Those|Police|Officials|Some|Two|Three|Prices|Shares|Analysts) "
)
PERSON_END = re.compile(
    r"\b(?P<first>[A-Z][a-z]+) (?P<last>[A-Z][a-z]+)(?= (?:said|told|has|had|was|is|will|added|also)\b)"
)
TIMED = re.compile(r"\{(?:month|year|weekday)")
DATED = re.compile("|".join((*MONTHS, *WEEKDAYS, r"\b(?:19|20)\d\d\b", "last", "next", "yesterday")))
BODIES = frozenset(
    "Programme Program Press Times Security Office States Nations Kingdom Korea Republic Service Bank".split()
) | {*ORG_ENDS.split("|")}
FEW = "two three four five six seven eight nine ten eleven twelve".split()
NTH = "second third fourth fifth sixth seventh".split()
CHOICES: dict[str, Sequence[str]] = {"few": FEW, "nth": NTH, "month": MONTHS, "weekday": WEEKDAYS}
RANGES = {"year": (1950, 2024), "pct": (3, 97), "age": (24, 81)}


def render(template: str, rng: random.Random, names: NamePool) -> tuple[str, str | None]:
    """Fill a template's slots and give it with a version that rules it out: one "!" or "[a|b]" slot differs.

    A template without such a slot has no second version.
    """
    slots = list(SLOT.finditer(template))
    firm = [n for n, m in enumerate(slots) if m[2] or m.group().endswith("!}")]
    turned = rng.choice(firm) if firm else -1
    one, other, at = [], [], 0
    for number, match in enumerate(slots):
        first, second = _fill(match, rng, names)
        fixed = template[at : match.start()]
        one += [fixed, first]
        other += [fixed, second if number == turned else first]
        at = match.end()
    tail = template[at:]
    return "".join(one) + tail, "".join(other) + tail if firm else None


def _fill(match: re.Match[str], rng: random.Random, names: NamePool) -> tuple[str, str]:
    if match[2]:
        return (match[2], match[3]) if rng.random() < 0.5 else (match[3], match[2])  # noqa: PLR2004 - even odds
    first, second = _value(match[1], rng, names), _value(match[1], rng, names)
    for _ in range(4):
        if second[:3] != first[:3]:
            break
        second = _value(match[1], rng, names)
    return first, second


def _value(slot: str, rng: random.Random, names: NamePool) -> str:
    if slot in CHOICES:
        return rng.choice(CHOICES[slot])
    if slot in RANGES:
        return str(rng.randrange(*RANGES[slot]))
    if slot == "money":
        return f"{rng.choice('$$$£€')}{rng.randrange(2, 99)} {rng.choice(('million', 'billion'))}"
    if slot == "crowd":
        return f"{rng.randrange(12, 980) * 10:,}"
    if slot == "person":
        return names.person(rng)
    return names.organisation(rng) if slot == "org" else names.place(rng, slot)


def sites(view: View, rng: random.Random, names: NamePool) -> Iterator[Site]:
    """Offer one detail to add at the end, one at the front and one after a name, where they fit."""
    if not SAID_END.search(view.text):
        at = len(view.text) - 1
        yield _site(at, at, "", [f", {text}" if text else None for text in render(rng.choice(TAILS), rng, names)])
    if head := LOWER_FIRST.match(view.text):
        word = head.group()
        heads = [row for row in HEADS if not TIMED.search(row)] if DATED.search(view.text) else HEADS
        texts = render(rng.choice(heads), rng, names)
        yield _site(0, head.end(), word, [f"{text} {word.lower()}" if text else None for text in texts])
    for match in PERSON_END.finditer(view.text):
        if {"the", "and"} & {view.before(match.start()), view.before(match.start(), 2)} or match["last"] in BODIES:
            continue
        yield _site(match.end(), match.end(), "", list(render(rng.choice(ASIDES), rng, names)))


def _site(start: int, end: int, old: str, texts: list[str | None]) -> Site:
    forms = [Form(old, ANY, "detail absent")]
    forms += [Form(texts[0], FIRST, "detail added")] if texts[0] else []
    forms += [Form(texts[1], SECOND, "detail changed")] if texts[1] else []
    return Site(start=start, end=end, forms=tuple(forms))
