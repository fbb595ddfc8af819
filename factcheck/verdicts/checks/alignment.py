"""Says how well the words around a place in the claim fit the words around a place in the premise."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from factcheck.verdicts.checks.tokens import Token, is_content, tokenize

WINDOW = 9  # tokens on each side: a clause of news prose has about ten
NARROW = 5  # the words that say what a number or date is attached to
ATTACHED = 0.5  # by how much better another place must fit the words right around before it counts as moved
CLEAR_LEAD = 0.25  # by how much the best counterpart's rank must beat the next
_COPIED_SLOT = 4  # equal words in a row around two places: a copied sentence
_FIRM_SLOT = 3  # equal words in a row that hold a value where it is
_SLOT_BONUS = 0.15
_SENTENCE_END = frozenset({".", "!", "?", ";"})


class Context(NamedTuple):
    """The words around a place: stems of each side, nearest first (`left`, `right`), and content stems (`stems`)."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    stems: frozenset[str]


class Alignment(NamedTuple):
    """How two contexts fit.

    `shared` counts content stems in both; `share` is that over the claim's stems, [0, 1]; `slot` counts equal words
    in a row on the left plus on the right of the two places; `left` and `right` are its two parts.
    """

    shared: int
    share: float
    left: int
    right: int

    @property
    def slot(self) -> int:
        """Count equal words in a row on both sides."""
        return self.left + self.right

    @property
    def rank(self) -> float:
        """Order counterparts: the share of content words, with a bonus for equal words right beside the places."""
        return self.share + _SLOT_BONUS * min(self.slot, _COPIED_SLOT)


@lru_cache(maxsize=4096)
def context(text: str, first: int, last: int, *, window: int = WINDOW) -> Context:
    """Take the words around tokens `[first, last)` of a text, inside their sentence and at most `window` away."""
    tokens = tokenize(text)
    left = _until_end(tokens[max(0, first - window) : first][::-1])
    right = _until_end(tokens[last : last + window])
    stems = frozenset(token.stem for token in (*left, *right) if is_content(token))
    return Context(tuple(token.stem for token in left), tuple(token.stem for token in right), stems)


def align(claim: Context, premise: Context, *, ignore: frozenset[str] = frozenset()) -> Alignment:
    """Compare two contexts; the stems in `ignore` (the unit itself) count on neither side."""
    wanted = claim.stems - ignore
    shared = len(wanted & premise.stems)
    return Alignment(
        shared=shared,
        share=shared / len(wanted) if wanted else 0.0,
        left=_common(claim.left, premise.left),
        right=_common(claim.right, premise.right),
    )


def is_copied_slot(alignment: Alignment) -> bool:
    """Tell whether both places stand in the same words on both sides, as in a copied sentence."""
    return alignment.left >= 1 and alignment.right >= 1 and alignment.slot >= _COPIED_SLOT


def moved_to(around: Context, equal: list[Context], others: list[Context], *, least_shared: int = 1) -> int | None:
    """Say at which of the other places the claim puts a value that the premise has at the `equal` places.

    All contexts are narrow. None unless another place fits clearly better and no word speaks for an equal place alone:
    in "151 days in Kerala and 259 days in Chennai" the word "Chennai" holds 259 where it is.
    """
    here = max((align(around, place).rank for place in equal), default=0.0)
    best: tuple[float, int] | None = None
    for i, place in enumerate(others):
        fit = align(around, place)
        better = fit.rank - here >= ATTACHED and (best is None or fit.rank > best[0])
        if better and fit.slot and fit.shared >= least_shared and not is_held(around, equal, place):
            best = (fit.rank, i)
    return best[1] if best is not None else None


def is_held(around: Context, equal: list[Context], other: Context) -> bool:
    """Tell whether a word beside the claim's value speaks for an equal place alone, and not for the other place."""
    own = around.stems & frozenset().union(*(place.stems for place in equal))
    return bool(own - other.stems) or any(align(around, place).slot >= _FIRM_SLOT for place in equal)


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Count equal stems in a row; two sides that end together there count one more (the sentence's edge)."""
    n = 0
    while n < min(len(first), len(second)) and first[n] == second[n]:
        n += 1
    return n + 1 if n == len(first) == len(second) else n


def _until_end(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    kept: list[Token] = []
    for token in tokens:
        if token.lower in _SENTENCE_END:
            break
        if token.kind != "mark":
            kept.append(token)
    return tuple(kept)
