"""Figures: small and large changes of value, of magnitude and of unit, and other ways to write the same value."""

# ruff: noqa: E501 - tables and patterns stand in long rows

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from factcheck.training.edits.forms import FIRST, FOURTH, SECOND, THIRD, Form, Site, swap

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from factcheck.training.edits.view import View

FIGURE = re.compile(
    r"(?<![\w.,/:'’-])(?P<currency>US\$|[A-Z]{1,2}\$|[$£€])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<space> |-)?(?P<magnitude>thousand|million|billion|trillion|bn|m)\b)?"
    r"(?P<percent>%| percent\b| per cent\b| pct\b)?(?![\d:/]|[.,]\d|(?:st|nd|rd|th)\b|-\d)"
)
MAGNITUDES = {"thousand": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12}
OTHER_MAGNITUDE = {
    "thousand": "million", "million": "billion", "billion": "million", "trillion": "billion", "bn": "m", "m": "bn"
}  # fmt: skip
HEDGES = frozenset(
    "than over least up to most about around nearly almost roughly approximately some under below above as just aged age".split()
)
NOT_A_COUNT = frozenset(
    "no number article chapter section page rule resolution group channel route highway flight boeing airbus windows top"
    " article clause paragraph act world war formula grade phase version level class room january february march april may june"
    " july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
TIME_MARKS = frozenset(
    "gmt bst est edt am pm a.m p.m o'clock january february march april may june july august september october november december".split()
)
WORDS = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split(),
        (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50),
        strict=True,
    )
)
SPELLED = {value: word for word, value in WORDS.items()}
WORD_NUMBER = re.compile(r"(?<![\w-])(" + "|".join(WORDS) + r")(?![\w-]|\s+(?:of|or|and|to)\b)")
FRACTIONS = {0.25: "a quarter", 0.5: "half", 0.2: "a fifth", 0.1: "a tenth", 0.75: "three quarters"}
UNITS = [
    ("kilometres", "miles"), ("kilometers", "miles"), ("metres", "feet"), ("meters", "feet"), ("kilograms", "pounds"),
    ("kilos", "tonnes"), ("days", "weeks"), ("weeks", "months"), ("months", "years"), ("years", "months"), ("hours", "days"),
    ("minutes", "hours"), ("dollars", "pounds"), ("pounds", "dollars"), ("euros", "dollars"), ("tonnes", "barrels"),
    ("tons", "kilos"), ("barrels", "tonnes"), ("cents", "dollars"), ("yen", "dollars"), ("marks", "francs"),
]  # fmt: skip
UNIT = re.compile(r"(?<=\d |[a-z] )(" + "|".join(sorted({unit for unit, _ in UNITS})) + r")\b(?! (?:ago|of age|old))")
MANY = 20
LONGEST = 9
TRANSPOSED, NEARBY = 0.2, 0.65
YEARS = range(1700, 2101)


class Figure(NamedTuple):
    """A figure as written: currency sign, digits, magnitude word and percent mark ("" where absent)."""

    currency: str
    digits: str
    space: str
    magnitude: str
    percent: str

    @property
    def amount(self) -> Decimal:
        """Give the number before the magnitude."""
        return Decimal(self.digits.replace(",", ""))

    def write(self, digits: str, magnitude: str | None = None) -> str:
        """Write other digits in the same format."""
        magnitude = self.magnitude if magnitude is None else magnitude
        space = self.space or (" " if magnitude and not self.magnitude else "")
        return f"{self.currency}{digits}{space if magnitude else ''}{magnitude}{self.percent}"


def sites(view: View, rng: random.Random) -> Iterator[Site]:
    """Find figures, number words and units."""
    for match in FIGURE.finditer(view.text):
        figure = Figure(*(match[name] or "" for name in ("currency", "digits", "space", "magnitude", "percent")))
        if _changeable(view, match, figure):
            yield _figure_site(view, match, figure, rng)
    if view.denied(0):
        return
    for match in WORD_NUMBER.finditer(view.text):
        if (
            match.start()
            and not view.denied(match.start())
            and view.before(match.start()) not in HEDGES | {"the", "one"}
        ):
            yield _word_site(match, rng)
    for match in UNIT.finditer(view.text):
        other = rng.choice([b for a, b in UNITS if a == match[1]])
        before = view.before(match.start())
        counted = before[-1:].isdigit() or before in WORDS or before in MAGNITUDES
        if counted and view.once(match[1]) and other not in view.low and not view.denied(match.start()):
            yield swap(match.start(), match.end(), match[1], other, "unit")


def _changeable(view: View, match: re.Match[str], figure: Figure) -> bool:
    start, end = match.span()
    before = view.before(start).strip(".(")
    plain = not (figure.currency or figure.magnitude or figure.percent)
    if (plain and figure.amount in YEARS and "," not in figure.digits) or figure.amount <= 1:
        return False
    if view.denied(start) or not view.once(match.group()) or before in NOT_A_COUNT or before in HEDGES:
        return False
    if plain and (view.after(end) in TIME_MARKS or (view.text[:start].strip() and _named(view, start))):
        return False
    return not (
        plain and (len(figure.digits) > LONGEST or figure.digits.startswith("0") or view.text[end : end + 1].isalpha())
    )


def _named(view: View, start: int) -> bool:
    word = view.text[:start].split()[-1].lstrip("(")
    return word.lower() != word and len(view.text[:start].split()) > 1 and word.rstrip(",") == word


def _figure_site(view: View, match: re.Match[str], figure: Figure, rng: random.Random) -> Site:
    tried = [_changed(figure, rng) for _ in range(3)]
    digits = next((new for new in tried if not re.search(rf"\b{re.escape(new)}\b", view.text)), tried[0])
    forms = [Form(match.group(), FIRST, "number"), Form(figure.write(digits), SECOND, "number")]
    if figure.magnitude:
        forms.append(Form(figure.write(figure.digits, OTHER_MAGNITUDE[figure.magnitude]), THIRD, "magnitude"))
    after = view.text[match.end() : match.end() + 1]
    if after != "-" and "-" not in figure.space:
        follows = view.after(match.end())
        for worlds, value in ((FIRST, figure), (SECOND, figure._replace(digits=digits))):
            forms += [
                Form(text, worlds, "number format", hypothesis_only=True) for text in _formats(value, follows, rng)
            ]
            if view.text[match.start() - 2 : match.start()] not in {", ", " (", "t "}:  # an age is not rounded
                forms += [
                    Form(text, worlds | FOURTH, "rounding", hypothesis_only=True) for text in _rounded(value, rng)
                ]
    return Site(start=match.start(), end=match.end(), forms=tuple(forms))


def _changed(figure: Figure, rng: random.Random) -> str:
    """Choose other digits in the same format: nearby, transposed, or of another size."""
    amount, places = figure.amount, len(figure.digits.partition(".")[2])
    for _ in range(8):
        way = rng.random()
        if way < TRANSPOSED and len(figure.digits) > 1:
            letters = [c for c in figure.digits if c.isdigit()]
            rng.shuffle(letters)
            new = Decimal("".join(letters)) / (10**places)
        elif way < NEARBY:
            step = Decimal(str(round(rng.uniform(0.12, 0.45), 3))) * rng.choice([-1, 1])
            new = amount + (max(amount * abs(step), Decimal(1) if not places else Decimal("0.2")).copy_sign(step))
        else:
            new = amount * Decimal(str(rng.choice([0.2, 0.3, 0.4, 0.5, 1.7, 2, 2.5, 3, 4])))
        if figure.percent and amount <= 100 < new:  # noqa: PLR2004 - per cent
            continue
        new = _in_step(round(new, places), figure)
        if new > 1 and abs(new - amount) >= amount * Decimal("0.05"):
            grouped = "," in figure.digits or (new >= 10000 and not places)  # noqa: PLR2004 - five digits are grouped
            return f"{new:,.{places}f}" if grouped else f"{new:.{places}f}"
    return f"{amount + 2:,.{places}f}" if "," in figure.digits else f"{amount + 2:.{places}f}"


def _in_step(new: Decimal, figure: Figure) -> Decimal:
    """Keep the roundness of the old figure: 4,500 becomes 6,200 and not 6,213."""
    digits = figure.digits.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
    scale = Decimal(10 ** min(zeros, max(len(str(int(new))) - 1, 0)))
    return Decimal(round(new / scale)) * scale if zeros else new


def _formats(figure: Figure, follows: str, rng: random.Random) -> list[str]:
    """Write the same value otherwise; one or two ways, chosen at random."""
    amount, out = figure.amount, []
    whole = amount == int(amount)
    if figure.percent:
        marks = [mark for mark in ("%", " percent", " per cent") if mark != figure.percent]
        out += [figure.digits + mark for mark in marks]
        if whole and int(amount) in SPELLED:
            out.append(f"{SPELLED[int(amount)]} percent")
        if follows == "of" and float(amount) / 100 in FRACTIONS:
            out.append(FRACTIONS[float(amount) / 100])
    elif figure.magnitude:
        power = MAGNITUDES[figure.magnitude]
        out += _magnitude_formats(figure, power)
    else:
        out += _plain_formats(figure, follows)
    return rng.sample(out, min(len(out), 2))


def _magnitude_formats(figure: Figure, power: int) -> list[str]:
    out = []
    short = {"million": "m", "billion": "bn"}.get(figure.magnitude)
    if short:
        out.append(f"{figure.currency}{figure.digits}{short}" if figure.currency else f"{figure.digits}{short}")
    if power > 3 and figure.amount < MANY:  # noqa: PLR2004 - thousand is the smallest magnitude
        lower = {12: "billion", 9: "million"}.get(power)
        thousands = figure.amount * 1000
        if lower and thousands == int(thousands):
            out.append(f"{figure.currency}{int(thousands):,} {lower}")
        if power == 6 and len(figure.digits) <= 4:  # noqa: PLR2004 - millions, few digits
            out.append(f"{figure.currency}{int(figure.amount * 10**6):,}")
    if figure.currency == "$":
        word = {"m": "million", "bn": "billion"}.get(figure.magnitude, figure.magnitude)
        out += [f"{figure.digits} {word} dollars", f"US${figure.digits} {word}"]
    return out


def _plain_formats(figure: Figure, follows: str) -> list[str]:
    amount, out = figure.amount, []
    if amount != int(amount):
        return [f"{figure.digits} dollars"] if figure.currency == "$" else []
    value = int(amount)
    if "," in figure.digits:
        out.append(f"{figure.currency}{value}")
        if value % 1000 == 0 and value < 10**6:
            out.append(f"{figure.currency}{value // 1000} thousand")
        if value % 10**5 == 0 and value >= 10**6:
            out.append(f"{figure.currency}{value / 10**6:g} million")
        if value == 5 * 10**5 and not figure.currency:
            out.append("half a million")
    if not figure.currency:
        if value in SPELLED:
            out.append(SPELLED[value])
        if value in (12, 24, 36) and follows.endswith("s"):
            out.append({12: "a dozen", 24: "two dozen", 36: "three dozen"}[value])
    return out


def _rounded(figure: Figure, rng: random.Random) -> list[str]:
    """Write a hedged round value within 5% of the figure, on the right side of it."""
    amount = figure.amount
    if amount < MANY and not (figure.magnitude and "." in figure.digits):
        return []
    digits = 1 if amount < 100 or rng.random() < 0.4 else 2  # noqa: PLR2004 - share rounded hard
    places = digits - 1 - amount.adjusted()
    below = _floor(amount, places)
    above = below + Decimal(10) ** -places
    out = []
    for bound, hedges in (
        (below, ("more than", "over", "some", "about")),
        (above, ("nearly", "almost", "close to", "about")),
    ):
        simpler = len(bound.normalize().as_tuple().digits) < len(amount.normalize().as_tuple().digits)
        if simpler and bound != amount and abs(bound - amount) <= amount * Decimal("0.05"):
            text = f"{int(bound):,}" if bound == int(bound) else f"{bound.normalize():f}"
            out.append(f"{rng.choice(hedges)} {figure.write(text)}")
    return out


def _floor(amount: Decimal, places: int) -> Decimal:
    scale = Decimal(10) ** places
    return Decimal(int(amount * scale)) / scale


def _word_site(match: re.Match[str], rng: random.Random) -> Site:
    value = WORDS[match[1]]
    near = [word for word, other in WORDS.items() if other != value and other <= max(value * 2, value + 3)]
    other = rng.choice(near)
    forms = (
        Form(match[1], FIRST, "number"),
        Form(other, SECOND, "number"),
        Form(str(value), FIRST, "number format", hypothesis_only=True),
        Form(str(WORDS[other]), SECOND, "number format", hypothesis_only=True),
    )
    return Site(start=match.start(), end=match.end(), forms=forms)
