"""Modality and tense: may and did, proposed and adopted, alleged and proven, will and has."""

# ruff: noqa: E501 - tables and patterns stand in long rows

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.training.edits.forms import Site, swap
from factcheck.training.edits.inflect import participle, past

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from factcheck.training.edits.view import View

NO_VERB = frozenset(
    "ever just always make-up be not be have also only never soon now then still well even no yet the a an in on at of to for and or if it he she they this"
    " eventually probably almost likely further first than as so again once however".split()
)
MAY = re.compile(r"(?<![\w-])(?P<aux>may|might|could) (?P<verb>[a-z]{3,})(?= )")
WILL = re.compile(r"(?<![\w-])(?P<aux>will|would) (?P<verb>[a-z]{2,})(?= )")
PLANS = re.compile(
    r"(?<![\w-])(?P<plan>plans|planned|intends|intended|hopes|hoped|aims|aimed|wants|wanted|is expected|was expected|is likely|is due|is set"
    r"|is planning|was planning|is preparing|threatened|is scheduled) to (?P<verb>[a-z]{2,})(?= )"
)
WEAK = {
    "proposed": ("adopted", "rejected"), "proposes": ("has adopted",), "alleged": ("proven",), "allegedly": ("demonstrably",),
    "suspected": ("convicted",), "considering": ("carrying out",), "proposal": ("decision",), "proposals": ("decisions",),
    "asked": ("forced",), "urged": ("forced",), "plan": ("decision",), "draft": ("final",), "provisional": ("definitive",),
    "preliminary": ("final",), "possible": ("certain",), "potential": ("confirmed",), "possibly": ("certainly",),
    "expects": ("has seen",), "recommended": ("ordered",), "unconfirmed": ("confirmed",),
    "optional": ("mandatory",), "seeks": ("has obtained",), "sought": ("obtained",), "estimated": ("confirmed",),
    "tentative": ("binding",), "informal": ("formal",), "reportedly": ("undoubtedly",), "apparently": ("undoubtedly",),
    "suggested": ("proved",), "presumed": ("confirmed",), "accused": ("convicted",), "hoped": ("knew",), "believes": ("knows",),
    "probably": ("definitely",), "ought": ("refuse",), "non-binding": ("binding",), "interim": ("permanent",),
}  # fmt: skip
HEAD_OF = frozenset("proposal proposals plan asked urged suggested hoped estimated ought".split())
SINGULAR_S = ("ss", "us", "is", "'s", "’s")
PLURAL_PRONOUNS = frozenset("they we you people police both men women these those".split())


def sites(view: View, rng: random.Random) -> Iterator[Site]:
    """Find guarded statements; made certain, they say what the report does not."""
    for pattern in (MAY, WILL):
        for match in pattern.finditer(view.text):
            if match["verb"] == "be" and not view.denied(match.start()):
                yield swap(
                    match.start(),
                    match.end(),
                    match.group(),
                    _was(view, match.start()),
                    "tense" if pattern is WILL else "modality",
                    one_way=True,
                )
            elif match["verb"] not in NO_VERB and not match["verb"].endswith("ly") and not view.denied(match.start()):
                kind = "tense" if pattern is WILL else "modality"
                verb = match["verb"]
                new = rng.choice([past(verb), past(verb), f"already {past(verb)}"])
                yield swap(
                    match.start(),
                    match.end(),
                    match.group(),
                    new,
                    kind,
                    one_way=pattern is MAY or match["aux"] == "would",
                )
    for match in PLANS.finditer(view.text):
        if match["verb"] not in NO_VERB and not view.denied(match.start()) and not match["verb"].endswith("ly"):
            yield swap(match.start(), match.end(), match.group(), past(match["verb"]), "modality", one_way=True)
    for word in view.words:
        if (
            word.low in WEAK
            and word.text == word.low
            and not view.denied(word.start)
            and word.low not in HEAD_OF
            and _plain(view, word.end)
        ):
            yield swap(word.start, word.end, word.text, rng.choice(WEAK[word.low]), "modality", one_way=True)


def _plain(view: View, end: int) -> bool:
    return view.text[end : end + 1] != "-" and view.after(end) not in {"have", "to", "that", "well"}


def _was(view: View, start: int) -> str:
    before = view.before(start)
    many = before in PLURAL_PRONOUNS or (before.endswith("s") and not before.endswith(SINGULAR_S))
    return "were" if many else "was"


def perfect(verb: str, *, many: bool) -> str:
    """Give the present perfect.

    >>> perfect("buy", many=False)
    'has bought'
    """
    return f"{'have' if many else 'has'} {participle(verb)}"
