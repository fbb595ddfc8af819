"""Two names or two figures of one sentence that change places."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.training.edits.forms import Site, swap
from factcheck.training.edits.names import FULL_NAME, ORGANISATION, PLACE, PLACES, TITLED
from factcheck.training.edits.numbers import FIGURE, YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.training.edits.view import View

# Between two names these make the order of the names mean nothing, or a longer list likely.
EVEN = re.compile(
    r",|;|\b(?:and|or|with|met|between|versus|against|married|like|as|both|than|near|not|joined|&)\b"
    r"|[\"“”()]|^['’]?s? ?$"
)
LISTED = re.compile(r"^\s*(?:,|and\b|or\b)")
RANGE = re.compile(r"^\s*(?:to|and|or|-)\s*$|\bof\b")
FARTHEST, FACTOR = 70, 4


def sites(view: View) -> Iterator[Site]:
    """Find two persons, organisations, countries or cities, or two figures of one format, to exchange."""
    for kind in ("person", "organisation", *sorted(set(PLACES.values()))):
        for first, second in pairwise(_names(view, kind)):
            between = view.text[first.end() : second.start()]
            if _uneven(view, first, second) and not EVEN.search(between):
                yield _exchanged(view, first, second, "role")
    figures = [match for match in FIGURE.finditer(view.text) if _counts(match)]
    for first, second in pairwise(figures):
        same = all(first[part] == second[part] for part in ("currency", "magnitude", "percent"))
        if (
            same
            and _alike(first["digits"], second["digits"])
            and _uneven(view, first, second)
            and not RANGE.search(view.text[first.end() : second.start()])
        ):
            yield _exchanged(view, first, second, "figures exchanged")


def _names(view: View, kind: str) -> list[re.Match[str]]:
    if kind == "organisation":
        return list(ORGANISATION.finditer(view.text))
    if kind == "person":
        titled = list(TITLED.finditer(view.text))
        bare = [m for m in FULL_NAME.finditer(view.text) if not any(t.start() <= m.start() < t.end() for t in titled)]
        return sorted((*titled, *bare), key=lambda match: match.start())
    return [match for match in PLACE.finditer(view.text) if PLACES[match[1]] == kind]


def _counts(match: re.Match[str]) -> bool:
    plain = not (match["currency"] or match["magnitude"] or match["percent"])
    digits = match["digits"]
    return not (plain and ("," not in digits and (float(digits) in YEARS or len(digits) < 2)))  # noqa: PLR2004 - one digit


def _alike(one: str, other: str) -> bool:
    """Tell whether two figures are of one order of size, so that an exchange stays plausible."""
    low, high = sorted((float(one.replace(",", "")), float(other.replace(",", ""))))
    return 0 < low < high < FACTOR * low and ("," in one) == ("," in other)


def _uneven(view: View, first: re.Match[str], second: re.Match[str]) -> bool:
    one, other = first.group(), second.group()
    near = second.start() - first.end() <= FARTHEST
    return (
        near
        and one != other
        and view.once(one)
        and view.once(other)
        and not view.denied(first.start())
        and not view.denied(second.start())
        and not LISTED.match(view.text[second.end() :])
    )


def _exchanged(view: View, first: re.Match[str], second: re.Match[str], kind: str) -> Site:
    start, end = first.start(), second.end()
    between = view.text[first.end() : second.start()]
    return swap(start, end, view.text[start:end], f"{second.group()}{between}{first.group()}", kind)
