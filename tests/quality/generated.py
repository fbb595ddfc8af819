"""Draws sentences of the starter reports and edits them: edits that keep the fact, and edits that change it.

Only sentences are drawn whose edit is grammatical and truly changes the fact: no hedged number, no second figure of the
same size in the report, no second auxiliary or clause that a "not" could be read with.
"""

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from factcheck.sentences import sentence_spans

REPORTS = Path(__file__).parents[2] / "seeds" / "references"
SEED = 20_261
PER_REPORT = 5  # cases of one kind from one report, so that its index is built for several

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_HEDGES = (
    r"(?:about|around|some|roughly|nearly|almost|over|under|than|least|most|to|up|between|and|or|estimated|only|just"
    r"|exceeding|above|below|by|from|of|aged|No|page|Article|magnitude)"
)
_UNIT = r"(?:percent|per cent|%|million|billion|[a-z]{3,}s)\b"
_NUMBER = re.compile(
    rf"(?<![\w.,:/$€£-])(?P<sign>[$€£]?)(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+\.\d|\d{{1,4}})(?P<gap> ?)(?={_UNIT})"
)
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELT = re.compile(rf"(?<![\w-])(?P<word>{'|'.join(_WORDS)}) (?P<noun>[a-z]{{3,}}s)\b")
_NO_NUMBER_BEFORE = re.compile(rf"\b(?:{_HEDGES}|{_MONTH}) $", re.IGNORECASE)
_SUBJECT = (
    r"^(?P<subject>(?:[A-Z][\w'.-]+)"
    r"(?: (?!(?:who|that|which|and|to|was|were|is|are|has|have|had)\b)[\w'.-]+){0,8}?) "
)
_AUXILIARY = r"(?P<auxiliary>was|were|is|are|has|have|had|will|would|could|can) "
_VERB = (
    r"(?P<verb>(?:been |be )?[a-z]{3,}(?:ed|en|ade|ilt|eld|old|ent|und|aid|own|ing)\b|be [a-z]+\b"
    r"|(?<=will )[a-z]{3,}\b|(?<=would )[a-z]{3,}\b|(?<=could )[a-z]{3,}\b|due\b|ready\b|likely\b"
    r"|(?:made|set|put|cut|lost|won|left|led|kept|brought|shot|hit|become|begun|run|met|told|in|at|a|an|the)\b)"
)
_STATED = re.compile(_SUBJECT + _AUXILIARY + _VERB)
_DENIED = re.compile(
    _SUBJECT + r"(?P<auxiliary>was|were|is|are|has|have|had|did|will|would|could|can) not (?P<rest>[a-z]+)"
)
_COUNTED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|dozen)\b", re.IGNORECASE
)
_TWO_READINGS = re.compile(  # words that a "not" can be read with instead of the verb, and other denials
    r"\b(?:not|no|never|none|nor|neither|without|nothing|nobody|all|every|each|both|any|only|also|until|unless|because"
    r"|since|whether|if|or|few|even|yet|still|already|when|expected|supposed|allowed|so|except|denied|deny|denies)\b"
    r"|n't|[\"“”]",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?P<title>(?:[Pp]resident|[Mm]inister|[Gg]overnor|[Mm]ayor|[Ss]ecretary|[Ss]enator|[Cc]hairman|[Cc]hairwoman|[Cc]hief"
    r"|[Dd]irector|[Cc]oach|[Cc]aptain|[Jj]udge|[Ss]pokesman|[Ss]pokeswoman|[Aa]nalyst|[Ee]conomist|[Pp]rofessor) )"
    r"(?P<name>[A-Z][a-z]+ [A-Z][a-z]+)(?! [A-Z]|[\w'’-])"
)
_OTHER_NAMES = ("Henrik Aalto", "Mirela Pavlic", "Tomas Ferreira", "Grace Okello", "Daniel Whitlock", "Yuki Morita")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON_DAY = re.compile(rf"(?<= on )(?:{'|'.join(_DAYS)})\b")
_LEAST_WORDS, _MOST_WORDS = 7, 32


@dataclass(frozen=True)
class Case:
    """A sentence copied from a report, `copied`, and what the edit made of it, `edited`."""

    report: str
    copied: str
    edited: str


def reports():
    """Read the texts of the starter reports by name."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(REPORTS.glob("*.json"))}


def draw(kind, *, n):
    """Draw n cases of a kind with the fixed seed, at most `PER_REPORT` from one report; fewer if there are no more."""
    texts = reports()
    rng = random.Random(f"{SEED} {kind}")
    names = sorted(texts)
    random.Random(SEED).shuffle(names)  # the same reports first for every kind, so that they share an index
    cases = []
    for name in names:
        own = [Case(name, copied, edited) for copied, edited in _edits(kind, texts[name], rng)]
        own.sort(key=lambda case: random.Random(f"{SEED} {case.copied}").random())  # kinds that fit a sentence share it
        cases += own[:PER_REPORT]
        if len(cases) >= n:
            return cases[:n]
    return cases


def _edits(kind, text, rng):
    """Give each sentence of a text that the kind of edit fits, and the edited sentence."""
    edit = KINDS[kind]
    for span in sentence_spans(text):
        copied = " ".join(span.text.split())
        if _LEAST_WORDS <= len(copied.split()) <= _MOST_WORDS and copied.endswith("."):
            edited = edit(copied, text, rng)
            if edited is not None and edited != copied:
                yield copied, edited


def _numbers(sentence):
    return [m for m in _NUMBER.finditer(sentence) if not _NO_NUMBER_BEFORE.search(sentence[: m.start()])]


def _with(sentence, match, new):
    return sentence[: match.start()] + new + sentence[match.end() :]


def change_number(sentence, text, rng):
    """Put another number in the place of one that is not hedged; the report has the new one nowhere."""
    found = _numbers(sentence)
    spelt = [m for m in _SPELT.finditer(sentence) if not _NO_NUMBER_BEFORE.search(sentence[: m.start()])]
    if not found and not spelt:
        return None
    match = rng.choice(found or spelt)
    factor = rng.choice((0.4, 0.6, 1.6, 2.5))
    if match.re is _SPELT:
        word = rng.choice([each for each in _WORDS if not re.search(rf"\b{each}\b", text, re.IGNORECASE)] or [None])
        return _with(sentence, match, f"{word} {match['noun']}") if word else None
    digits = match["digits"]
    value = float(digits.replace(",", "")) * factor
    new = f"{value:.1f}" if "." in digits else f"{max(2, round(value)):,}"
    new = new if "," in digits or "." in digits else new.replace(",", "")
    if re.search(rf"(?<![\d.,]){re.escape(new)}(?!\d)", text) or float(new.replace(",", "")) in {0, 100}:
        return None
    return _with(sentence, match, match["sign"] + new + match["gap"])


def negate(sentence, text, rng):  # noqa: ARG001 - all edits share one signature
    """Deny what a sentence states, or state what it denies, where nothing else could be meant."""
    denied = _DENIED.search(sentence)
    if denied and not _TWO_READINGS.search(sentence.replace(" not ", " ", 1)):
        return _with(sentence, denied, f"{denied['subject']} {denied['auxiliary']} {denied['rest']}")
    stated = _STATED.search(sentence)
    if stated is None or _TWO_READINGS.search(sentence) or _COUNTED.search(stated["subject"]):
        return None
    return _with(sentence, stated, f"{stated['subject']} {stated['auxiliary']} not {stated['verb']}")


def exchange_name(sentence, text, rng):  # noqa: ARG001 - all edits share one signature
    """Give the title of somebody the sentence names to somebody the report does not name."""
    found = [match for match in _TITLED.finditer(sentence) if sentence.count(match["name"].split()[-1]) == 1]
    if not found:
        return None
    match = rng.choice(found)
    return _with(sentence, match, match["title"] + rng.choice(_OTHER_NAMES))


def change_day(sentence, text, rng):
    """Put a weekday the report does not name in the place of the only one of a sentence."""
    match = _ON_DAY.search(sentence)
    others = [day for day in _DAYS if day not in text]
    if match is None or not others or sum(sentence.count(day) for day in _DAYS) > 1:
        return None
    return _with(sentence, match, rng.choice(others))


def write_number_otherwise(sentence, text, rng):  # noqa: ARG001 - all edits share one signature
    """Write one number in another format: "18 percent" as "18%", "1,200" as "1200", "52 million" as "52,000,000"."""
    forms = (
        (r"(?<=\d) (?:percent|per cent)\b", "%"),
        (r"(?<=\d)%", " percent"),
        (r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,])", r"\1\2"),
        (r"(?<![\d,.])(\d{1,3}) million\b", r"\1,000,000"),
        (r"(?<![\d,.])(\d)(\d{3})(?= [a-z]{3,}s\b)", r"\1,\2"),
    )
    possible = [form for form in forms if re.search(form[0], sentence)]
    return re.sub(*rng.choice(possible), sentence, count=1) if possible else None


def mark_number(sentence, text, rng):  # noqa: ARG001 - all edits share one signature
    """Put Markdown marks around one number."""
    found = _numbers(sentence)
    if not found:
        return None
    match, mark = rng.choice(found), rng.choice(("**", "*", "_", "`"))
    return _with(sentence, match, f"{match['sign']}{mark}{match['digits']}{mark}{match['gap']}")


def space_otherwise(sentence, text, rng):  # noqa: ARG001 - all edits share one signature
    """Put other white space and a zero-width space between some words."""
    words = sentence.split(" ")
    return words[0] + "".join(rng.choice((" ", " ", "  ", "\n", "\u00a0", " \u200b")) + word for word in words[1:])


def quote_otherwise(sentence, text, rng):  # noqa: ARG001 - all edits share one signature
    """Turn straight quotation marks and apostrophes into curly ones."""
    curly = re.sub(r"\"([^\"]*)\"", "\u201c\\1\u201d", sentence).replace("'", "\u2019")
    return None if '"' in curly else curly


KINDS = {
    "number changed": change_number,
    "negated": negate,
    "name exchanged": exchange_name,
    "day changed": change_day,
    "number format": write_number_otherwise,
    "Markdown marks": mark_number,
    "white space": space_otherwise,
    "quotes": quote_otherwise,
}
CHANGING = ("number changed", "negated", "name exchanged", "day changed")
KEEPING = ("number format", "Markdown marks", "white space", "quotes")
