"""Finds pairs of reports about one event: close in meaning, with the same names, of the same days."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from factcheck.claims.sorting.datelines import dateline_end
from factcheck.lint.dating import published_on
from factcheck.plain import REMEMBERED_TEXTS
from factcheck.verdicts.checks.dates.calendar import place
from factcheck.verdicts.checks.dates.grammar import parse_dates
from factcheck.verdicts.checks.lineup import tokens
from factcheck.verdicts.checks.name_grammar import GENERIC, capitals, names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Reference, ReferenceStore

LEADING = 4
"""Passages of a report that are searched for: its first sentences tell the event, the rest its background."""
NEIGHBOURS = 24
"""Passages taken from the search for each of them; a report's own are among them."""
PARTNERS = 5
"""Other reports compared with a report, so that the work grows with the reports and not with their pairs."""
CLOSE = 0.5
"""Mean cosine of the passages of the shorter report with their nearest in the other from which both may tell of one
event: two accounts of an event had 0.6 and more, starter reports of two events 0.48 at most."""
NAMES_SHARED = 0.5
"""Share of the names of the report with fewer names that the other has too; accounts of an event had 0.89 and more."""
LEAST_NAMES = 2
DAYS_APART = 6
"""Days between two reports of one event at most; a week apart begins the next of a series."""
_AT_ONCE = 64  # reports whose searches go together
_HEAD = 600  # characters: about the first four sentences
_PARTICLE = 2  # letters of "al", "de"


def event_pairs(
    references: Sequence[Reference], store: ReferenceStore
) -> Iterator[tuple[int, list[tuple[Reference, Reference]]]]:
    """Find pairs of reports about one event, each pair once.

    Args:
        references: the reports to pair; others of the store are passed over.
        store: the index that holds them.

    Yields:
        How many reports were searched for so far, and the pairs found since the last time.
    """
    known = {reference.reference_id: reference for reference in references}
    tried: set[tuple[str, str]] = set()
    for first in range(0, len(references), _AT_ONCE):
        batch = references[first : first + _AT_ONCE]
        found = []
        for reference, partners in zip(batch, _partners(batch, store), strict=True):
            for partner in (known[name] for name in partners if name in known):
                one, two = sorted((reference, partner), key=lambda each: each.reference_id)
                if (one.reference_id, two.reference_id) not in tried:
                    tried.add((one.reference_id, two.reference_id))
                    if same_event(one, two, store):
                        found.append((one, two))
        yield first + len(batch), found


def same_event(one: Reference, two: Reference, store: ReferenceStore) -> bool:
    """Tell whether two reports are about one event, and not merely of one kind."""
    return (
        _same_days(one, two)
        and _same_names(names_in(one), names_in(two))
        and closeness(store.vectors_of(one.reference_id), store.vectors_of(two.reference_id)) >= CLOSE
    )


def closeness(one: NDArray[np.float32], two: NDArray[np.float32]) -> float:
    """Give the mean cosine of the passages of the shorter report with their nearest in the other, [-1, 1].

    Args:
        one: the unit vectors of a report's passages, shape (n, dim), at least one.
        two: those of the other.

    >>> closeness(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]]))
    1.0
    """
    similarities = one @ two.T
    return float(similarities.max(axis=int(len(one) <= len(two))).mean())


def names_in(reference: Reference) -> frozenset[str]:
    """Give the words of the names in a report, lower-case, without those of its dateline and those many names have."""
    return _name_words(reference.text[dateline_end(reference.text) :])


def _partners(batch: Sequence[Reference], store: ReferenceStore) -> Iterator[list[str]]:
    """Name for each report the others whose passages are nearest to its first ones, the nearest first."""
    leads = [store.vectors_of(reference.reference_id)[:LEADING] for reference in batch]
    near = iter(store.nearest(np.concatenate(leads), k=NEIGHBOURS))
    for reference, lead in zip(batch, leads, strict=True):
        votes: Counter[str] = Counter()
        for _ in lead:
            best: dict[str, float] = {}
            for scored in next(near):
                best.setdefault(scored.passage.reference_id, scored.similarity)
            votes.update(best)
        votes.pop(reference.reference_id, None)
        yield sorted(votes, key=lambda name: (-votes[name], name))[:PARTNERS]


def _same_names(one: frozenset[str], two: frozenset[str]) -> bool:
    n_shared = len(one & two)
    return n_shared >= LEAST_NAMES and n_shared >= NAMES_SHARED * min(len(one), len(two))


def _same_days(one: Reference, two: Reference) -> bool:
    """Tell whether two reports can be about one day: published close together and, if not at once, naming one day."""
    days = published_on(one), published_on(two)
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return True
    if abs((days[0] - days[1]).days) > DAYS_APART:
        return False
    told = _days_told(one), _days_told(two)
    return not all(told) or bool(told[0] & told[1])


def _days_told(reference: Reference) -> set[tuple[int, int]]:
    """Give the month and day of each day that the beginning of a report names, weekdays placed by its date."""
    text = reference.text[dateline_end(reference.text) :]
    placed = [place(mention, reference.published) for mention in parse_dates(text[:_HEAD])]
    return {(each.month, each.day) for each in placed if each.month is not None and each.day is not None}


@lru_cache(maxsize=REMEMBERED_TEXTS)
def _name_words(text: str) -> frozenset[str]:
    words = tokens(text)
    return frozenset(
        part
        for name in names(words, capitals(words))
        for part in name.parts
        if part not in GENERIC and len(part) > _PARTICLE
    )
