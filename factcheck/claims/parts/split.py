"""Splits compound sentences into sub-claims where two main clauses are surely coordinated."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.parts.clauses import first_verb, has_main_verb
from factcheck.claims.parts.masking import COVER, masked
from factcheck.claims.parts.scope import SAYING, is_saying, reaches_over
from factcheck.claims.parts.verb_lists import AUXILIARIES
from factcheck.claims.parts.verbs import may_lack_auxiliary
from factcheck.claims.parts.words import (
    CONDITIONALS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    plain_words,
    starts_of,
    words_of,
)
from factcheck.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.claims.parts.words import Word

_MOST_CONJUNCTIONS: Final = 12  # likewise of one that holds more
_MOST_CHARACTERS: Final = 1200  # what is longer is no sentence of a newspaper, and stays whole
_LEAST_LISTED_WORDS: Final = 3  # of a clause between two commas: "police said" is none
_CONJUNCTIONS: Final = frozenset({"and", "but", "yet", "so", "while", "whereas"})
_JOINING: Final = _CONJUNCTIONS | {";"}
_BARE: Final = frozenset({"and", "but"})  # the others join no main clauses without a comma before them
_LEANING: Final = frozenset({"and", ";"})
# "all but six of them"
_BEFORE_NO_CLAUSE: Final = frozenset({"all", "anything", "none", "nothing"}) | DETERMINERS | PREPOSITIONS
_SUBORDINATE: Final = RELATIVES | SUBORDINATORS
_MARKS: Final = frozenset({",", ";", "—", "–"})
_OPENS_CONDITION: Final = CONDITIONALS | {"when", "whenever", "had", "should", "were", "either", "neither"}


class _Cut(NamedTuple):
    """Where two clauses meet: the words `[left_end, right_start)` between them are left out."""

    left_end: int
    right_start: int


def split_sentence(text: str, start: int = 0, *, cover: str | None = None) -> tuple[Span, ...]:
    """Split a compound sentence into its main clauses.

    A cut is made only outside quotation marks and brackets, between clauses that each have a subject and a finite verb,
    and not where reported speech or a condition may reach over the conjunction.

    Args:
        text: one sentence.
        start: the character of the article it begins at; the spans count from there.
        cover: the sentence as `masked_lines` of the article shows it: quotation marks may stand before or after it.

    Returns:
        The clauses in order, () when there is nothing to split. Between them only conjunctions, commas and semicolons
        are left out.

    Example:
        >>> [span.text for span in split_sentence("The union called off its strike, and two ships left.")]
        ['The union called off its strike', 'two ships left.']
        >>> split_sentence("She said the road was shut, and two ships had left.")
        ()
    """
    if len(text) > _MOST_CHARACTERS or text.endswith("?"):
        return ()
    if _CONJUNCTIONS.isdisjoint(plain_words(text)) and ";" not in text:  # a quick look before the slower search
        return ()
    own = masked(text)
    shown = own if cover in {None, own} else "".join(map(_covered, own, cover or own))
    if ";" not in shown and _CONJUNCTIONS.isdisjoint(shown.lower().split()[1:-1]):
        return ()
    words = words_of(shown)
    if not words or words[0].lower in _OPENS_CONDITION:
        return ()
    cuts = _cuts(words)
    if not cuts:
        return ()
    starts = starts_of(words, shown)
    firsts = [0, *(starts[cut.right_start] for cut in cuts)]
    lasts = [*(starts[cut.left_end - 1] + len(words[cut.left_end - 1].text) for cut in cuts), len(text)]
    return tuple(Span(start + first, start + last, text[first:last]) for first, last in zip(firsts, lasts, strict=True))


def _covered(character: str, again: str) -> str:
    return COVER if COVER in {character, again} else character


def _cuts(words: Sequence[Word]) -> list[_Cut]:
    """Give the safe cuts of a sentence in order."""
    cuts: list[_Cut] = []
    at = 0
    candidates = list(_candidates(words))
    if len(candidates) > _MOST_CONJUNCTIONS:
        return cuts
    for cut in candidates:
        left = words[at : cut.left_end]
        if not _is_safe(left, words, cut):
            continue
        if words[cut.right_start - 1].lower in _BARE:
            cuts += _listed(words, at, cut.left_end)
        cuts.append(cut)
        at = cut.right_start
    return cuts


def _candidates(words: Sequence[Word]) -> Iterator[_Cut]:
    """Give the places where a conjunction, a semicolon or both stand between other words."""
    for at in [at for at, word in enumerate(words) if word.lower in _JOINING]:
        if not 0 < at < len(words) - 1:
            continue
        if words[at].text != ";":
            yield _Cut(at - (words[at - 1].text in _MARKS), at + 1)
        elif words[at + 1].lower not in _CONJUNCTIONS:
            yield _Cut(at, at + 1)


def _is_safe(left: Sequence[Word], words: Sequence[Word], cut: _Cut) -> bool:
    """Tell whether two main clauses meet at a cut, and nothing in the left one reaches over it."""
    is_bare = words[cut.left_end].text not in _MARKS
    if is_bare and words[cut.left_end].lower not in _BARE:
        return False
    place = first_verb(words[cut.right_start :], is_strict=is_bare)
    if place is None or _joins_no_clauses(left, words, cut):
        return False
    if is_bare and (_has_subordinate(left) or not _ends_with_verb(left)):
        return False
    if not has_main_verb(left, is_strict=is_bare):
        return False
    verb = cut.right_start + place
    if words[cut.right_start - 1].lower in _LEANING and _lacks_auxiliary(left, words, verb):
        return False
    # "Rao said the seal had failed, but the firm denied it": who says something anew is not reported by the first.
    is_new_saying = not is_bare and words[verb].lower in SAYING
    return not reaches_over(left, is_bare=is_bare, allows_saying=is_new_saying)


def _joins_no_clauses(left: Sequence[Word], words: Sequence[Word], cut: _Cut) -> bool:
    """Tell whether a conjunction stands in "between X and Y", "all but six", or before "so that"."""
    lowers = [word.lower for word in left]
    if "between" in lowers and words[cut.right_start - 1].lower == "and":
        between = max(at for at, lower in enumerate(lowers) if lower == "between")
        if "and" not in lowers[between:]:
            return True
    is_bare = words[cut.left_end].text not in _MARKS
    return not lowers or (is_bare and lowers[-1] in _BEFORE_NO_CLAUSE)


def _ends_with_verb(left: Sequence[Word]) -> bool:
    """Tell whether the verb of a clause stands after its last comma: "in Oslo, envoys from A and B met" has none."""
    comma = max((at for at, word in enumerate(left) if word.text == ","), default=-1)
    return has_main_verb(left[comma + 1 :], is_strict=True)


def _lacks_auxiliary(left: Sequence[Word], words: Sequence[Word], verb: int) -> bool:
    """Tell whether the verb after a conjunction may lean on "was" or "has" before it."""
    following = words[verb + 1] if verb + 1 < len(words) else None
    return may_lack_auxiliary(words[verb], following) and any(word.lower in AUXILIARIES for word in left)


def _has_subordinate(words: Sequence[Word]) -> bool:
    return any(word.lower in _SUBORDINATE for word in words)


def _listed(words: Sequence[Word], start: int, end: int) -> list[_Cut]:
    """Give the cuts at commas between main clauses: the first of three in "A did X, B did Y, and C did Z"."""
    cuts: list[_Cut] = []
    commas = [at for at in range(start, end) if words[at].text == ","]
    if len(commas) > _MOST_CONJUNCTIONS:
        return cuts
    for comma, stop in itertools.pairwise([*commas, end]):
        left, middle = words[start:comma], words[comma + 1 : stop]
        if (
            len(middle) >= _LEAST_LISTED_WORDS
            and not is_saying(middle)
            and has_main_verb(left, is_strict=True)
            and first_verb(middle, is_strict=True) is not None
            and not reaches_over(left, is_bare=True)
        ):
            cuts.append(_Cut(comma, comma + 1))
            start = comma + 1
    return cuts
