"""What reaches over a conjunction: after "she said the road was shut, and ..." the rest may be her words too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.claims.parts.clauses import without_inserted
from factcheck.claims.parts.verbs import Finite, finite
from factcheck.claims.parts.words import CONDITIONALS, PREPOSITIONS, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.claims.parts.words import Word

_SAYING: Final = (
    "accept accuse acknowledge add admit advise affirm agree allege announce anticipate argue assert assume assure"
    " believe boast claim complain concede conclude confirm consider contend declare decide demand deny determine"
    " discover doubt emphasise emphasize ensure establish estimate expect explain fear feel find forecast"
    " grumble guess"
    " hear hint hope imagine imply indicate inform insist joke judge know learn lament maintain mean mention"
    " note notice"
    " observe order plead pledge point predict presume pretend promise propose prove quip realise realize"
    " reason recall"
    " reckon recognise recognize recommend regret remark remember remind repeat reply report request require respond"
    " reveal rule say see show signal speculate state stress suggest suppose surmise suspect swear teach tell testify"
    " think threaten understand urge voice vow want warn whisper wish wonder worry write"
)
_IRREGULAR: Final = (
    "felt found heard knew known learnt meant said saw seen swore taught thought told understood wrote written"
)
_DOUBLED: Final = "admitted admitting pled quipped quipping"


def _forms(stem: str) -> set[str]:
    """Give the forms of a regular verb."""
    root = stem.removesuffix("e")
    past = {f"{stem[:-1]}ied", f"{stem[:-1]}ies"} if stem.endswith("y") and stem[-2] not in "aeiou" else set()
    return {stem, f"{stem}s", f"{stem}es", f"{root}ed", f"{root}ing"} | past


SAYING: Final = frozenset(_IRREGULAR.split() + _DOUBLED.split()).union(*(_forms(stem) for stem in _SAYING.split()))
"""Verbs of saying, thinking and wanting, in all their forms."""


def reaches_over(words: Sequence[Word], *, is_bare: bool, allows_saying: bool = False) -> bool:
    """Tell whether something in a clause may govern what follows its conjunction.

    It may when the clause holds reported speech or thought, a condition, "that" with a clause of its own, or"
    " the first
    half of a pair ("either", "not only").

    Args:
        words: the words of the clause, up to the conjunction.
        is_bare: there is no comma before the conjunction; then any object of a verb of saying may go on after it.
        allows_saying: what follows the conjunction is a saying of its own, so that reported speech ends before it.
    """
    words = without_inserted(words)
    for at, word in enumerate(words):
        if word.lower in CONDITIONALS or (at == 0 and word.lower in {"either", "neither"}):
            return True
        if word.lower in {"only", "just"} and at and words[at - 1].lower == "not":
            return True
        if allows_saying:
            continue
        if word.lower == "that" and not _is_relative(words, at):
            return True
        if word.lower in SAYING and _governs(words, at, is_bare=is_bare):
            return True
    return False


def _is_relative(words: Sequence[Word], at: int) -> bool:
    """Tell whether "that" is no conjunction: its verb follows at once, or it points to something."""
    return at == 0 or words[at - 1].lower in PREPOSITIONS or (at + 1 < len(words) and _is_finite(words, at + 1))


def _governs(words: Sequence[Word], at: int, *, is_bare: bool) -> bool:
    """Tell whether a verb of saying has a clause, or for a bare conjunction anything, in its object."""
    is_ing = words[at].lower.endswith("ing")
    if at == 0 or not (is_ing or _is_finite(words, at) or words[at - 1].lower in {"to", "have", "has", "had", "been"}):
        return False
    is_inserted = is_mark(words[at - 1]) and not is_ing  # `..., said the mayor, and`
    comma = next((other for other in range(at, len(words)) if words[other].text == ","), len(words))
    rest = range(at + 1, comma)
    if is_inserted or not rest:
        return False
    return is_bare or any(_is_finite(words, other) for other in rest)


def _is_finite(words: Sequence[Word], at: int) -> bool:
    return finite(words, at) is not Finite.NO


def is_saying(words: Sequence[Word]) -> bool:
    """Tell whether a clause holds a verb of saying or thinking."""
    return any(word.lower in SAYING for word in words)
