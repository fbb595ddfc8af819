"""Word-by-word synonyms as a text spinner would choose them: odd wording, same facts."""

# ruff: noqa: E501 - tables and patterns stand in long rows

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from factcheck.training.edits.forms import FIRST, Form, Site
from factcheck.training.edits.inflect import gerund, participle, past, plural, third
from factcheck.training.edits.spin_table import NOUNS, OTHERS, PHRASES, VERBS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from factcheck.training.edits.view import View, Word

MODALS = frozenset("to will would can could may might must should not did does do and".split())
HAVE = frozenset("has have had been be being was were is are having get got also".split())
DETERMINERS = frozenset(
    "the a an its their his her this that of in on and for by with no new any some to from both two three four".split()
)
NOUN_LEADS = (
    "al", "ic", "ous", "ful", "ive", "ian", "ese", "ish", "ing", "'s", "’s", "er", "est", "ed", "ent", "ant", "ar", "ary", "an", "ble", "te",
    "ld", "ew", "ge", "ort", "ong", "ity", "ion", "ure", "ry", "nt", "ss",
)  # fmt: skip
VERB_LEADS = MODALS | frozenset("he she it they we you who which i also been be".split())
OBJECT_LEADS = frozenset("the a an its his her their him them us me it that".split())
PARTICLES = frozenset("off out up down away over back with on in into through about for against it".split())
NAME_LIKE = frozenset(
    "last next most past some total only all about around after before since until still further".split()
)
FITTING = {
    "last": r"(?!)", "most": r"(?!)", "some": r" [a-z]+s\b", "all": r"(?!)", "only": r" (?:a|one|two|three|\d)", "about": r" \$?\d", "around": r" \$?\d",
    "after": r" (?:the|a|an|its|his|their|[a-z]+ing) ", "before": r" (?:the|a|an|its|his|their|[a-z]+ing) ", "since": r" (?:the|last|\d|[A-Z])",
    "until": r" (?:the|next|\d|[A-Z])", "still": r" (?:a|the|[a-z]+ed)\b", "past": r" (?:year|month|decade|week)", "next": r" (?:year|month|decade|week)",
    "while": r" ", "because": r" (?!of)", "later": r"[,.]", "further": r" [a-z]+s\b", "net": r" (?:profit|loss|income)", "total": r" (?:of|cost)",
    "very": r" [a-z]", "hard": r" [a-z]", "able": r" to", "likely": r"(?!)", "right": r"(?!)", "early": r"(?!)", "high": r" (?:price|level|rate|cost)",
    "public": r"(?! (?:sector|works|limited))", "top": r" [a-z]+s\b", "common": r" (?!stock|shares|market)", "but": r" [a-z]", "all but": r"(?!)",
    "first": r"(?!)", "average": r"(?!)", "enough": r" [a-z]+s?\b", "many": r" [a-z]+s\b", "ready": r" to", "set": r"(?!)", "leading": r" [a-z]",
}  # fmt: skip
VERB_BEFORE = {
    "gerund": HAVE | frozenset("of by for from without after before on in".split()),
    "participle": HAVE,
    "third": frozenset("it he she which who also".split()),
}


class Entry(NamedTuple):
    """An inflected word's synonyms and the part of speech they stand for."""

    synonyms: tuple[str, ...]
    part: str


def _rows(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in table.replace("\n", "").split(";"):
        if row:
            word, _, synonyms = row.partition("=")
            yield word, tuple(synonyms.split("|"))


@cache
def entries() -> dict[str, list[Entry]]:
    """Map every inflected form in the tables to its entries."""
    table: dict[str, list[Entry]] = {}
    for word, synonyms in _rows(NOUNS):
        table.setdefault(word, []).append(Entry(synonyms, "noun"))
        if word not in {"people", "children", "men", "women", "police", "goods", "relations", "data", "staff"}:
            table.setdefault(plural(word), []).append(Entry(tuple(plural(s) for s in synonyms), "nouns"))
    for word, synonyms in _rows(VERBS):
        for part, inflect in (
            ("base", str),
            ("past", past),
            ("participle", participle),
            ("gerund", gerund),
            ("third", third),
        ):
            table.setdefault(inflect(word), []).append(Entry(tuple(inflect(s) for s in synonyms), part))
    for word, synonyms in _rows(OTHERS):
        table.setdefault(word, []).append(Entry(synonyms, "other"))
    return table


@cache
def phrases() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Give one pattern for all phrases of the table, and their synonyms."""
    table = dict(_rows(PHRASES))
    return re.compile(r"(?<![\w-])(" + "|".join(sorted(table, key=len, reverse=True)) + r")(?![\w-])"), table


def sites(view: View, rng: random.Random) -> Iterator[Site]:
    """Find the words and phrases that have an odd synonym."""
    pattern, table = phrases()
    for match in pattern.finditer(view.text):
        yield _site(match.start(), match.end(), match[1], rng.choice(table[match[1]]))
    words = entries()
    for number, word in enumerate(view.words):
        if word.low not in words or word.text != word.low:
            continue
        joined = view.text[word.end : word.end + 1] == "-" or view.text[word.start - 1 : word.start] in {"-", "'", "’"}
        if joined:
            continue
        before = view.words[number - 1].low if number else ""
        fitting = [entry for entry in words[word.low] if _fits(view, word, before, entry.part)]
        if fitting:
            yield _site(word.start, word.end, word.text, rng.choice(rng.choice(fitting).synonyms))


def entries_of_verb(word: str) -> bool:
    """Tell whether a plural may also be a verb ("reports")."""
    return any(entry.part == "third" for entry in entries().get(word, ()))


def _site(start: int, end: int, old: str, new: str) -> Site:
    return Site(start=start, end=end, forms=(Form(old, FIRST, "spun"), Form(new, FIRST, "spun", hypothesis_only=True)))


def _fits(view: View, word: Word, before: str, part: str) -> bool:
    """Tell whether a part of speech is plausible between the word's neighbours."""
    after = view.after(word.end)
    if part == "other":
        rule = FITTING.get(word.low)
        return word.low not in NAME_LIKE if rule is None else re.match(rule, view.text[word.end :]) is not None
    if after[:1].isdigit():
        return False
    if part == "nouns" and not entries_of_verb(word.low):
        return True
    if part in {"noun", "nouns"}:
        known = before in DETERMINERS or before.endswith(NOUN_LEADS)
        return known and before not in VERB_LEADS and after not in OBJECT_LEADS
    return after not in PARTICLES and _verb_fits(before, after, part)


def _verb_fits(before: str, after: str, part: str) -> bool:
    if part == "past":
        return before not in HAVE and before not in DETERMINERS - {"that", "and"} and after != "by" and bool(before)
    if part == "base":
        return before in MODALS - {"and", "do"} and after not in {"of", "by"}
    return before in VERB_BEFORE[part]
