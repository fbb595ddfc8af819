"""Quantifiers, comparisons, order in time, causes and directions of change."""

# ruff: noqa: E501 - tables and patterns stand in long rows

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.training.edits.forms import ANY, FIRST, SECOND, Form, Site, swap

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from factcheck.training.edits.view import View

MUTUAL = {
    "quantifier": {
        "most of": ("few of", "none of"), "many of": ("few of",), "nearly all": ("few", "hardly any"), "almost all": ("few",),
        "half of": ("all of", "none of"), "half the": ("all the",), "some of": ("none of", "all of"), "a majority of": ("a minority of",),
        "the majority of": ("a minority of",), "always": ("never", "rarely"), "often": ("rarely", "never"), "usually": ("rarely",),
        "rarely": ("often",), "frequently": ("seldom",), "all of": ("none of", "only some of", "half of"), "all the": ("none of the", "half the"),
        "a third of": ("two thirds of", "a tenth of"), "a quarter of": ("three quarters of", "a tenth of"), "doubled": ("halved", "tripled"),
        "halved": ("doubled",), "tripled": ("halved", "doubled"), "twice": ("three times", "half"), "every": ("hardly any",),
        "entirely": ("only partly",), "fully": ("only partly",), "partly": ("entirely",), "completely": ("only partly",),
        "all three": ("only one of the three",), "one of the": ("none of the",), "mainly": ("only marginally",), "mostly": ("only rarely",),
        "largely": ("only marginally",), "unanimously": ("by a narrow margin",), "everyone": ("hardly anyone",), "each of": ("only one of",),
        "two-thirds": ("one-third",), "two thirds": ("one third",), "three-quarters": ("one-quarter",), "widely": ("rarely",),
    },
    "comparison": {
        "more than": ("less than",), "less than": ("more than",), "fewer than": ("more than",), "higher than": ("lower than",),
        "lower than": ("higher than",), "better than": ("worse than",), "worse than": ("better than",), "larger than": ("smaller than",),
        "smaller than": ("larger than",), "greater than": ("smaller than",), "at least": ("at most", "fewer than"), "at most": ("more than",),
        "up from": ("down from",), "down from": ("up from",), "above the": ("below the",), "below the": ("above the",),
        "faster than": ("slower than",), "slower than": ("faster than",), "ahead of": ("behind",), "earlier than": ("later than",),
        "as many as": ("as few as",), "a record high": ("a record low",), "the highest": ("the lowest",), "the lowest": ("the highest",),
        "the largest": ("the smallest",), "the biggest": ("the smallest",), "the first": ("the second", "the third", "the last"),
        "the second": ("the third", "the first"), "the third": ("the second", "the fifth"), "an increase": ("a decrease",),
        "a rise": ("a fall",), "a fall": ("a rise",), "up by": ("down by",), "down by": ("up by",),
        "up": ("down",), "down": ("up",), "upwards": ("downwards",), "narrowly": ("comfortably",), "surpassing": ("falling short of",), "exceeding": ("falling short of",),
    },
    "order": {
        "before": ("after",), "after": ("before",), "following": ("before", "ahead of"), "prior to": ("after",), "shortly after": ("long before",),
        "until": ("from",), "since": ("until",), "by the end of": ("only after",), "at the start of": ("at the end of",),
        "at the beginning of": ("at the end of",), "at the end of": ("at the start of",), "for the first time": ("for the last time", "once again"),
        "first half": ("second half",), "second half": ("first half",), "first quarter": ("fourth quarter", "second quarter"),
        "second quarter": ("first quarter", "third quarter"), "third quarter": ("first quarter", "second quarter"),
        "fourth quarter": ("third quarter", "first quarter"), "initially": ("finally",), "the start of": ("the end of",),
        "early in": ("late in",), "late in": ("early in",), "immediately": ("years later",), "so far": ("never",),
    },
    "cause": {
        "because of": ("despite", "in spite of"), "due to": ("despite",), "thanks to": ("despite",), "despite": ("because of", "thanks to"),
        "in spite of": ("because of",), "as a result of": ("in spite of",), "owing to": ("despite",), "in protest at": ("in support of",),
        "in support of": ("in protest at",), "in favour of": ("against",), "in favor of": ("against",), "in defiance of": ("in line with",),
        "in line with": ("in breach of",), "on behalf of": ("against the wishes of",),
        "in return for": ("regardless of",), "with the help of": ("without the help of",), "with the support of": ("without the support of",),
    },
}  # fmt: skip
ONE_WAY = {
    "some": ("all",), "many": ("all",), "several": ("hundreds of",), "most": ("all",), "sometimes": ("always",), "a few": ("many",),
    "a number of": ("all",), "partially": ("entirely",), "part of": ("all of",), "dozens of": ("thousands of",),
    "hundreds of": ("only a handful of",), "thousands of": ("only a handful of",), "nearly": ("far more than",), "almost": ("far more than",),
}  # fmt: skip
SAME = {
    "more than": ("over", "in excess of"), "because of": ("owing to", "on account of"), "due to": ("owing to",), "before": ("ahead of", "prior to"),
    "after": ("following", "subsequent to"), "despite": ("in spite of", "notwithstanding"), "less than": ("under",),
    "nearly all": ("almost all",), "often": ("frequently",), "following": ("after",), "a third of": ("one in three of",),
    "doubled": ("increased twofold", "multiplied by two"), "tripled": ("trebled",), "halved": ("fell by half",), "at least": ("no fewer than",),
    "most of": ("the greater part of",), "twice": ("two times",), "ahead of": ("in front of",), "entirely": ("wholly",), "mainly": ("chiefly",),
    "in favour of": ("in support of",), "for the first time": ("as a first",), "although": ("even though",), "usually": ("as a rule",),
}  # fmt: skip
KINDS = {old: kind for kind, table in MUTUAL.items() for old in table}
CHANGES: dict[str, tuple[str, ...]] = {old: new for table in MUTUAL.values() for old, new in table.items()}
PHRASE = re.compile(
    r"(?<![\w-])(" + "|".join(sorted({*CHANGES, *ONE_WAY}, key=len, reverse=True)) + r")(?![\w-])", re.IGNORECASE
)
NUMERIC = frozenset({"at least", "up by", "down by", "as many as", "at most", "fewer than"})
FOLLOWED = {
    "due to": r" (?:the|a|an|its|his|their|[a-z]+ing|lower|higher|strong|weak|poor|bad|heavy) ",
    "up": r" (?:[$£€])?\d[\d.,]*(?:%| p| m| b)", "down": r" (?:[$£€])?\d[\d.,]*(?:%| p| m| b)",
    "following": r" (?:the|a|an|his|her|its|their) ", "before": r" (?!long|him|her|them|us|it\b|tax|now)\w", "until": r" (?:the|next|last|\d|[A-Z])",
    "since": r" (?:the|last|\d|[A-Z])", "after": r" (?!all\b|the day\b)\w", "some": r" (?:[a-z]+s) ", "many": r" (?:[a-z]+s) ", "most": r" (?:[a-z]+s) ",
    "several": r" (?:[a-z]+s) ", "part of": r" (?:the|its|their) ", "ahead of": r" (?:the|its|his|her|[A-Z])", "twice": r" (?:the|as|its|a) ",
    "every": r" [a-z]+", "nearly": r" [$£€\d]", "almost": r" [$£€\d]", "the first": r" [a-z]+ (?:in|to|of|at|on|for) ", "the second": r" (?!half|quarter|world)[a-z]+",
    "the third": r" (?!of|quarter)[a-z]+", "often": r" [a-z]+", "one of the": r" [a-z]+", "all the": r" [a-z]+s ", "more than": r" [$£€\da-z]",
    "above the": r" [a-z]+", "below the": r" [a-z]+", "an increase": r" (?:in|of) ", "a rise": r" (?:in|of) ", "a fall": r" (?:in|of) ",
}  # fmt: skip
HEDGED = ("about", "roughly", "nearly", "almost", "than")
AFTER_WHICH_NOT = {
    "half of": HEDGED,
    "half the": HEDGED,
    "since": ("ever", "long"),
    "some": ("for", "to"),
    "more than": ("no", "any", "not", "little"),
    "most": ("the",),
    "after": ("day", "soon", "year"),
}


def sites(view: View, rng: random.Random) -> Iterator[Site]:
    """Find phrases of quantity, comparison, order and cause."""
    for match in PHRASE.finditer(view.text):
        low = match[1].lower()
        if view.denied(match.start()) or not view.once(low):
            continue
        if low in FOLLOWED and not re.match(FOLLOWED[low], view.text[match.end() :]):
            continue
        if view.before(match.start()) in AFTER_WHICH_NOT.get(low, ()):
            continue
        if low in ONE_WAY and low not in CHANGES:
            yield swap(match.start(), match.end(), match[1], rng.choice(ONE_WAY[low]), "quantifier", one_way=True)
            continue
        new, kind = rng.choice(CHANGES[low]), KINDS[low]
        forms = [Form(match[1], FIRST, kind), Form(new, SECOND, kind)]
        forms += [Form(text, FIRST, "reworded", hypothesis_only=True) for text in SAME.get(low, ())]
        forms += [Form(text, SECOND, "reworded", hypothesis_only=True) for text in SAME.get(new, ()) if text != low]
        if low == "more than" and re.match(r" [$£€\d]", view.text[match.end() :]):
            forms.append(Form("some", ANY & ~SECOND, "rounding", hypothesis_only=True))
        yield Site(start=match.start(), end=match.end(), forms=tuple(forms))
