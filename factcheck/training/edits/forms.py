"""Places of a sentence that can read otherwise, and what each reading does to the truth of the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Label = Literal["entailment", "neutral", "contradiction"]
LABELS: tuple[Label, ...] = ("entailment", "neutral", "contradiction")

FIRST, SECOND, THIRD, FOURTH = 1, 2, 4, 8
ANY = 0xFFFF
VOWELS = "aeiouAEIOU"
CONSONANT_SOUND = ("uni", "use", "usu", "eu", "one", "once", "u.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A hypothesis made from a sentence, judged against that sentence as premise."""

    text: str
    label: Label
    kind: str


class Form(NamedTuple):
    """One reading of a site.

    `worlds` is a bit set of the states of affairs the reading allows (ANY: it says nothing). A reading with
    `hypothesis_only` is never put into a premise.
    """

    text: str
    worlds: int
    kind: str
    hypothesis_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Characters `[start, end)` of a sentence and their readings; the first is what the sentence says.

    With `one_way` a reading contradicts only when the premise holds the first one ("may" against "did").
    """

    start: int
    end: int
    forms: tuple[Form, ...]
    one_way: bool = False

    @property
    def kind(self) -> str:
        """Name the family of the first reading that is not the sentence's own."""
        return self.forms[1].kind

    def relation(self, premise: Form, hypothesis: Form) -> Label | None:
        """Tell what the premise's reading says of the hypothesis's; None when it should not be used."""
        if premise.worlds & ~hypothesis.worlds == 0:
            return "entailment"
        if premise.worlds & hypothesis.worlds:
            return "neutral"
        if self.one_way and premise is not self.forms[0]:
            return None
        return "contradiction"


def swap(start: int, end: int, old: str, new: str, kind: str, *, one_way: bool = False) -> Site:
    """Make the site of a plain exchange: two readings that rule each other out."""
    return Site(start=start, end=end, forms=(Form(old, FIRST, kind), Form(new, SECOND, kind)), one_way=one_way)


def article_for(word: str) -> str:
    """Choose "a" or "an".

    >>> article_for("augmentation"), article_for("university"), article_for("chief")
    ('an', 'a', 'a')
    """
    low = word.lower()
    return "an" if low[:1] in VOWELS and not low.startswith(CONSONANT_SOUND) else "a"


def apply(text: str, patches: Iterable[tuple[int, int, str]]) -> str:
    """Replace character ranges that do not overlap; "a" and "an" before a replacement are put right.

    >>> apply("It saw a rise.", [(9, 13, "increase")])
    'It saw an increase.'
    """
    out: list[str] = []
    at = 0
    for start, end, new in sorted(patches):
        before = text[at:start]
        if new and text[start:end] != new:
            before = _right_article(before, new)
            if start == 0 or not text[:start].strip():
                new = new[0].upper() + new[1:]  # noqa: PLW2901 - the patch is spent here
        out.append(before)
        out.append(new)
        at = end
    out.append(text[at:])
    joined = "".join(out)
    if joined and joined[0] in " ,":
        joined = joined.lstrip(" ,")
    return joined[:1].upper() + joined[1:]


def _right_article(before: str, word: str) -> str:
    for article in (" an ", " a "):
        if before.endswith(article) and word[0].isalpha():
            return f"{before[: -len(article)]} {article_for(word)} "
    return before


def disjoint(sites: Sequence[Site]) -> list[Site]:
    """Keep the sites that do not overlap an earlier one, in the order given."""
    kept: list[Site] = []
    for site in sites:
        if all(site.end <= other.start or site.start >= other.end for other in kept) and not any(
            site.start == other.start and site.end == other.end for other in kept
        ):
            kept.append(site)
    return kept
