"""Makes full-text queries of plain text: stop words out, every word quoted, any of them may match."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

N_TERMS = 24
"""Most terms of one query: the rarest say what it is about, and a claim of 60 words has about 25 beside stop words."""

N_SCORED = 10_000
"""Most passages that hold the terms of one query, counted term by term: to score one takes about 4 µs, so a query takes
no longer in a larger index. Of an index of 10,000 passages no query of news text came near it."""

# Numbers with separators and abbreviations with dots are one term (FTS5 takes them as a phrase): "3.2", "1,200", "U.S."
_TERM = re.compile(r"\d+(?:[.,:/-]\d+)+|(?:[^\W\d_]\.){2,}|[^\W_]+")

STOP_WORDS = frozenset(
    """
    a about above after again against all also although am among an and another any are aren around as at away
    be became because become been before being below between both but by came can cannot could couldn did didn
    do does doesn doing don done down during each either else even ever every few for from further get gets
    getting go goes going gone got had hadn has hasn have haven having he hence her here hers herself him
    himself his how however i if in indeed instead into is isn it its itself just least less let like ll made
    make makes many may me might mine more most much must my myself near neither never no nor not now of off
    often on once one ones only onto or other others our ours ourselves out over own per perhaps quite rather
    re really said same say saying says shall she should shouldn since so some still such than that the their
    theirs them themselves then there therefore these they this those though through thus to together told too
    toward towards under unless until up upon us ve very via was wasn we well were weren what whatever when
    where whether which while who whole whom whose why will with within without won would wouldn yet you your
    yours yourself yourselves
    """.split()  # noqa: SIM905 - a list of 200 quoted words is not for reading
)
"""English words too common to say what a sentence is about; "not" too: a denial is found by the words it denies."""


def query_terms(text: str) -> list[str]:
    """Give the distinct terms of a text worth looking for, in order of first appearance, case folded.

    >>> query_terms("The U.S. didn't raise it by 3.2 percent; the U.S. cut it.")
    ['u.s.', 'raise', '3.2', 'percent', 'cut']
    >>> query_terms("It would not have been")
    []
    """
    folded = unicodedata.normalize("NFC", text).lower()
    found = (match[0] for match in _TERM.finditer(folded))
    return list(dict.fromkeys(term for term in found if _is_telling(term)))


def any_of(terms: list[str]) -> str:
    """Write an FTS5 query that matches a passage with any of the terms; needs at least one.

    >>> any_of(["u.s.", "near"])
    '"u.s." OR "near"'
    """
    return " OR ".join(f'"{term}"' for term in terms)


def rarest(terms: list[str], n_holding: Callable[[str], int]) -> list[str]:
    """Keep the terms that the fewest passages have, in the order given; those that none has are left out.

    As many are kept as `N_TERMS` and `N_SCORED` allow, and one at least, if any passage has one.

    >>> rarest(["year", "river", "dyke", "bridge"], {"year": 10_000, "river": 3, "dyke": 0, "bridge": 1}.__getitem__)
    ['river', 'bridge']
    """
    counted = sorted((n_passages, term) for term in terms if (n_passages := n_holding(term)))
    kept: set[str] = set()
    n_scored = 0
    for n_passages, term in counted[:N_TERMS]:
        n_scored += n_passages
        if kept and n_scored > N_SCORED:
            break
        kept.add(term)
    return [term for term in terms if term in kept]


def _is_telling(term: str) -> bool:
    is_letter = len(term) == 1 and "a" <= term <= "z"
    return not is_letter and term not in STOP_WORDS
