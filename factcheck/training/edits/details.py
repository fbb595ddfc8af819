"""Details a sentence can do without: time, place, apposition, relative and trailing clauses, attribution."""

# ruff: noqa: E501 - tables and patterns stand in long rows

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.training.edits.dates import MONTHS, WEEKDAYS
from factcheck.training.edits.forms import ANY, FIRST, Form, Site
from factcheck.training.edits.name_tables import CITIES, COUNTRIES, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.training.edits.view import View

DAYS, MONTH = "|".join(WEEKDAYS), "|".join(MONTHS)
PLACE = "|".join(sorted({re.escape(name) for name in (*CITIES, *COUNTRIES, *STATES)}, key=len, reverse=True))
ENDS = r"(?=[,.;](?!\w)| (?:and|but|to|in|after|before|that|when|where|while|as|for|with|from|by|on|at|because)\b)"
RESTRICTIVE = [
    ("time", re.compile(rf" (?:late |early )?on (?:{DAYS})(?: (?:night|morning|afternoon|evening))?{ENDS}")),
    ("time", re.compile(rf" in (?:(?:early |late |mid-)?(?:{MONTH})(?: (?:19|20)\d\d)?|(?:19|20)\d\d){ENDS}")),
    ("time", re.compile(rf" (?:yesterday|earlier this (?:week|month|year)|last (?:week|month|year)|next (?:week|month|year)|overnight){ENDS}")),
    ("time", re.compile(rf" for (?:the past |the last )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several) (?:days|weeks|months|years|hours){ENDS}")),
    ("place", re.compile(rf" in (?:the )?(?:northern |southern |eastern |western |central )?(?:{PLACE})(?:, (?:{PLACE}),?)?{ENDS}")),
    ("figure", re.compile(r" (?:by|to) (?:[$£€])?\d[\d,.]*\d?(?: (?:million|billion|thousand))?(?:%| percent| per cent| pct)?(?: (?:dollars|tonnes|pounds|barrels|points|people))?(?: a share)?(?=[,.](?!\w)| (?:from|in|on|last|this|as|after)\b)")),
    ("figure", re.compile(r"(?<=rose|fell) \d[\d.,]*\d?(?:%| percent| per cent| pct)(?=[,.](?!\w)| (?:to|in|on|last|this|from|as|after)\b)")),
    ("figure", re.compile(r" from (?:[$£€])?\d[\d,.]*\d?(?: (?:million|billion|thousand))?(?:%| percent| per cent| pct)?(?: (?:dollars|tonnes|pounds|barrels|people))?(?: in [A-Z]\w+| a year (?:ago|earlier)| last year| the previous year)?(?=[,.](?!\w))")),
    ("circumstance", re.compile(r" (?:during|despite|near|amid|because of|thanks to|following|as part of|in exchange for|in return for|in protest at|in response to|ahead of|prior to|at a news conference|at a press conference|in an interview|in a statement|in the wake of|with the help of|without warning) (?:[\w$'’-]+ ?){1,7}?(?=[.]$|, )")),
    ("circumstance", re.compile(r" at (?:a|the) (?:news conference|press conference|meeting|summit|conference|briefing|rally|hearing)(?: (?:in|of) [A-Z]\w+)?(?=[,.](?!\w)| (?:on|that)\b)")),
    ("agent", re.compile(r"(?<=[a-z]ed) by (?:the |a |an |its |his )?(?:[\w'’-]+ ?){1,5}?(?=\.(?!\w))")),
    ("circumstance", re.compile(r" (?:at|for|with|from) (?:the|a|an|its|his|their) (?:[a-z][\w'’-]* ?){1,4}?(?=\.$)")),
    ("clause", re.compile(r" (?:after|before|when|because|until|unless|so that|as) (?:[a-z]+ing|the|a|an|it|he|she|they|its|his|her|[A-Z]\w+) [^,;\"“”]{8,90}(?=\.$)")),
    ("purpose", re.compile(r" (?:in order to|in an effort to|in an attempt to|in a bid to|so as to) [^,;\"“”]{8,80}(?=\.$)")),
    ("manner", re.compile(r" (?:unanimously|quietly|secretly|publicly|jointly|temporarily|formally|officially|repeatedly|briefly|privately|again)(?=[ .])(?! (?:and|or|traded|held|owned)\b)")),
]  # fmt: skip
LOOSE = [
    ("relative clause", re.compile(r", (?:which|who|whose) [^,;\"“”]{6,110}(?=\.$)")),
    ("relative clause", re.compile(r"(?<=[a-z]), (?:which|who|whose) (?:[^,;\"“”]{6,90}),(?= [a-z])")),
    ("apposition", re.compile(r"(?<=[a-z]), (?:a|an|the|its|his|her) (?:[a-z][\w'’-]* ?){1,5}(?:(?:of|at|for|with|in) [^,;\"“”]{3,50})?,(?= (?:said|told|has|had|is|was|will|would|also|were|are|added|said)\b)")),
    ("age", re.compile(r"(?<=[a-z]), \d\d,(?= )")),
    ("trailing clause", re.compile(r", (?:while|although|though|after|following|citing|adding|saying|despite|partly|mainly|largely|with|as|including|leaving|bringing|making|compared with|up from|down from|based on|according to) [^;\"“”]{8,110}(?=\.$)")),
    ("second clause", re.compile(r", (?:and|but) (?:it|he|she|they|the|some|there|its|his) (?:[a-z'’-]+ )[^;\"“”]{8,110}(?=\.$)")),
    ("bracket", re.compile(r" \((?=[^()]* )[^()\"“”]{6,60}\)(?! -)")),
]  # fmt: skip
ATTRIBUTION = re.compile(
    r", (?:(?!who|which|and|but|said|announced)[\w .'’&-]{2,60}? )(?:said|announced|reported|confirmed)(?: (?:on \w+day|in a statement|yesterday|today|[A-Z][\w .'’-]{2,40}))?(?=\.$)"
)
DOUBTFUL = re.compile(
    r"^(?P<lead>[^,\"“”]{3,60} (?:claimed|alleged|claims|alleges|suggested|speculated|insisted|rumoured) that )(?P<rest>.+)$"
)
ADJECTIVES = """new|senior|sharp|small|large|major|local|private|public|foreign|military|secret|emergency|temporary|annual|armed|young
|elderly|British|French|German|American|Russian|Chinese|Japanese|wooden|stolen|black|white|red|serious|strong|heavy|formal|joint|independent
|international|state-owned|Swiss|Italian|Spanish|unexpected|preliminary|two-day|three-day|three-year|five-year|two-year|long-awaited
|controversial|special|criminal|parliamentary|regional|crowded|abandoned|peaceful|violent|surprise|brief|wealthy|veteran"""
ADJECTIVE = re.compile(
    rf"(?:(?<= a )|(?<= an )|(?<= its )|(?<= his )|(?<=[Tt]he ))(?:{ADJECTIVES.replace(chr(10), '')}) (?P<noun>[a-z]{{4,}})(?!-)"
)
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
NO_DETAIL = re.compile(
    r"\b(?:from|between|since|said|told|held|took place|based|located|born|lived|happened|occurred|as|both|than|so|such|more|less|same|not|due|was|were|is|are|be)$"
)
LEAST = 6


def sites(view: View) -> Iterator[Site]:
    """Find details to leave out; under a negation or "all", "first", "only" just the loose ones."""
    yield from _restrictive(view)
    for kind, pattern in LOOSE:
        for match in pattern.finditer(view.text):
            if _stands(view, match.start(), match.end()):
                yield _dropped(match.start(), match.end(), match.group(), kind)
    match_said = ATTRIBUTION.search(view.text)
    if match_said and not re.search(r"[\"“”]", view.text) and view.text[: match_said.start()].count(" ") > LEAST:
        forms = (
            Form(match_said.group(), FIRST, "attribution"),
            Form("", ANY, "attribution dropped", hypothesis_only=True),
        )
        yield Site(start=match_said.start(), end=match_said.end(), forms=forms)


def _restrictive(view: View) -> Iterator[Site]:
    for kind, pattern in RESTRICTIVE:
        for match in pattern.finditer(view.text):
            passive = kind != "agent" or view.before(match.start(), 2) in BE
            if passive and not view.bounded(match.start()) and _stands(view, match.start(), match.end()):
                yield _dropped(match.start(), match.end(), match.group(), kind)
    for match in ADJECTIVE.finditer(view.text):
        if not view.bounded(match.start()):
            yield _adjective(match)


def _adjective(match: re.Match[str]) -> Site:
    forms = (Form(match.group(), FIRST, "adjective kept"), Form(match["noun"], ANY, "adjective dropped"))
    return Site(start=match.start(), end=match.end(), forms=forms)


def _stands(view: View, start: int, end: int) -> bool:
    """Tell whether enough is left and the words before do not need the detail."""
    before = view.text[:start]
    left = before.count(" ") + view.text[end:].count(" ")
    return left >= LEAST and not NO_DETAIL.search(before) and before.count("(") == before.count(")")


def _dropped(start: int, end: int, text: str, kind: str) -> Site:
    return Site(start=start, end=end, forms=(Form(text, FIRST, f"{kind} kept"), Form("", ANY, f"{kind} dropped")))


def unattributed(sentence: str) -> str | None:
    """Give what a doubtful source claims as plain fact: the report does not vouch for it; None without such a source.

    >>> unattributed("The rebels claimed that the town had fallen.")
    'The town had fallen.'
    """
    match = DOUBTFUL.match(sentence)
    return None if match is None else match["rest"][0].upper() + match["rest"][1:]
