"""Who did what to whom: actors exchanged, and the same event told in the passive."""

# ruff: noqa: E501 - tables and patterns stand in long rows

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from factcheck.training.edits.forms import FIRST, SECOND, Form, Site, swap
from factcheck.training.edits.inflect import participle, past

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.training.edits.view import View

ACTIONS = """
question mock outplay outbid dethrone surpass top trail protect abandon betray phone contact assist inform alert outrank promote
lobby pressure stop evict betray ask tell remind reassure thank notify refer recommend
sue buy acquire beat defeat criticise criticize accuse invite attack urge warn praise replace succeed blame overtake outbid
fund finance advise hire dismiss arrest rescue follow visit endorse thank condemn welcome support oppose defend challenge overthrow
appoint nominate back help join supply pay lead manage own face kill injure shoot strike hit stab hurt threaten assault trail
outsell outnumber underestimate question interview interrogate investigate represent elect choose teach train
""".split()
OBJECT_ACTIONS = """
arrest kill injure detain approve reject announce publish release launch build close open cancel suspend discover find destroy
damage sign adopt pass award grant order propose reveal introduce impose lift buy acquire sell produce open file submit reach seize
recover rescue evacuate free convict sentence charge question investigate ban delay postpone complete unveil issue host organise
""".split()
NAME = r"(?:[Tt]he )?(?:[A-Z][\w.'’&-]*[\w])(?: (?:of |and )?[A-Z][\w.'’&-]*\w){0,3}"
BODIES = (
    "company government bank court council ministry committee army commission board union judge minister president firm agency club"
    " group parliament senate mayor governor opposition airline regulator watchdog authority operator hospital university party"
    " prosecutor lawyer captain coach director chairman city federation charity manager inspector insurer owner driver pilot"
    " police team workers farmers residents teachers nurses players owners lawyers prosecutors rebels chancellor bishop envoy"
).split()
AGENTS = (
    r"(?:[Pp]olice|[Ff]irefighters|[Rr]escuers|[Rr]ebels|[Oo]fficials|[Tt]roops|[Pp]rosecutors|[Ll]awyers|[Dd]octors"
    rf"|[Tt]he (?:[a-z]+ )?(?:{'|'.join(BODIES)})|{NAME})"
)
OBJECT = r"(?:the|a|an|its|two|three|four|five|six|seven|\d[\d,]*) (?:[a-z-]+ ){0,3}?[a-z-]+"
STOP = r"(?=(?: (?:on|in|at|after|during|for|over|near|when|last|yesterday|earlier|with|from|to)\b|[,.]))"
START = r"(?:^|(?<=, )|(?<=that )|(?<=and )|(?<=when )|(?<=after )|(?<=before )|(?<=because )|(?<=as )|(?<=but )|(?<=while )|(?<=if ))"
NOT_NAMED = frozenset("The In On At But And It He She They We This That After Before When While As If".split())
LONGEST = 45


@cache
def _role() -> re.Pattern[str]:
    verbs = "|".join(sorted({past(verb) for verb in ACTIONS}, key=len, reverse=True))
    return re.compile(rf"{START}(?P<a>{AGENTS}) (?P<verb>{verbs}) (?P<b>{AGENTS})(?=[ ,.])(?!['’]| and |, [A-Z])")


@cache
def _passive_role() -> re.Pattern[str]:
    verbs = "|".join(sorted({participle(verb) for verb in {*ACTIONS, *OBJECT_ACTIONS}}, key=len, reverse=True))
    return re.compile(rf"{START}(?P<a>{NAME}) (?P<be>was|were) (?P<verb>{verbs}) by (?P<b>{NAME})(?=[ ,.])(?! and )")


@cache
def _active() -> re.Pattern[str]:
    verbs = "|".join(sorted({past(verb) for verb in OBJECT_ACTIONS}, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=, ))(?P<a>{AGENTS}) (?P<verb>{verbs}) (?P<b>{OBJECT}){STOP}")


@cache
def _participles() -> dict[str, str]:
    return {past(verb): participle(verb) for verb in (*ACTIONS, *OBJECT_ACTIONS)}


@cache
def _reported() -> re.Pattern[str]:
    saying = (
        "said|announced|confirmed|complained|insisted|predicted|feared|argued|claimed|believed|estimated|found|alleged"
    )
    finite = (
        "had|has|have|would|will|was|is|were|are|could|did|should|must|may|needed|wanted|owed|lost|won|sold|made|took"
    )
    return re.compile(
        rf"{START}(?P<a>{AGENTS})(?P<said>(?: also)? (?:{saying})(?: on \w+day)?(?: that)?) (?P<b>{AGENTS}) (?={finite})"
    )


def sites(view: View) -> Iterator[Site]:
    """Find an actor, an action and the one acted on, or one who says what another did."""
    for match in _reported().finditer(view.text):
        a, b = match["a"], match["b"]
        if _named(a) and _named(b) and a.lower() != b.lower() and not view.denied(match.start()):
            new = f"{_outer(b, first=not match.start())}{match['said']} {_inner(a)}"
            yield swap(match.start(), match.end(), match.group(), new, "role")
    for match in _role().finditer(view.text):
        a, b = match["a"], match["b"]
        if (
            a.split(maxsplit=1)[0] in NOT_NAMED - {"The"}
            or len(match.group()) > 2 * LONGEST
            or view.denied(match.start())
            or a == b
        ):
            continue
        if a.endswith(("'s", "’s")) or b.endswith(("'s", "’s")):
            continue
        yield _role_site(view, match)
    for match in _passive_role().finditer(view.text):
        if match["a"].split(maxsplit=1)[0] not in NOT_NAMED - {"The"} and not view.denied(match.start()):
            new = f"{_outer(match['b'], first=not match.start())} {match['be']} {match['verb']} by {_inner(match['a'])}"
            yield Site(
                start=match.start(),
                end=match.end(),
                forms=(Form(match.group(), FIRST, "role"), Form(new, SECOND, "role")),
            )
    for match in _active().finditer(view.text):
        yield from _passive(view, match)


def _role_site(view: View, match: re.Match[str]) -> Site:
    a, b, verb = match["a"], match["b"], match["verb"]
    first = match.start() == 0
    forms = [
        Form(match.group(), FIRST, "role"),
        Form(f"{_outer(b, first=first)} {verb} {_inner(a)}", SECOND, "role"),
    ]
    if " and " not in view.text[match.end() :]:  # a second verb would get the wrong subject
        said = _participles()[verb]
        forms.append(Form(f"{_outer(b, first=first)} was {said} by {_inner(a)}", FIRST, "passive"))
        forms.append(Form(f"{a} was {said} by {_inner(b)}", SECOND, "role"))
    return Site(start=match.start(), end=match.end(), forms=tuple(forms))


def _passive(view: View, match: re.Match[str]) -> Iterator[Site]:
    thing, verb = match["b"], match["verb"]
    if (
        " and " in view.text[match.end() :]
        or view.denied(match.start())
        or len(thing) > LONGEST
        or match["a"].split(maxsplit=1)[0] in NOT_NAMED - {"The"}
    ):
        return
    if thing.endswith(("ly", "ed", "ing")) or " to " in thing or " of" in thing or " and " in thing or " that" in thing:
        return
    many = re.match(r"(?:two|three|four|five|six|seven|\d)", thing) or (
        thing.endswith("s") and not thing.startswith(("a ", "an ")) and not thing.endswith("ss")
    )
    begins = _outer(thing, first=not match.start())
    passive = f"{begins} {'were' if many else 'was'} {_participles()[verb]} by {_inner(match['a'])}"
    forms = (Form(match.group(), FIRST, "passive"), Form(passive, FIRST, "passive"))
    yield Site(start=match.start(), end=match.end(), forms=forms)


def _named(name: str) -> bool:
    """Tell whether a match may be an actor: it begins with no pronoun and is no possessive."""
    first = name.split(maxsplit=1)[0]
    return first not in NOT_NAMED - {"The"} and not name.endswith(("'s", "’s"))


def _inner(name: str) -> str:
    head = name.split(maxsplit=1)[0]
    return (
        name[0].lower() + name[1:]
        if head in {"The", "Police", "Firefighters", "Rescuers", "Rebels", "Officials", "Troops"}
        else name
    )


def _outer(name: str, *, first: bool) -> str:
    return name[0].upper() + name[1:] if first else name
