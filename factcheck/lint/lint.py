"""Looks for every kind of fault in an index: first what counting and comparing shows, then what has to be judged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from factcheck.lint.addresses import shared_addresses
from factcheck.lint.contradictions import Contradictions
from factcheck.lint.copies import copies, distinct_reports, edited_copies, stories
from factcheck.lint.dating import dating_faults
from factcheck.lint.emptiness import empty_reports
from factcheck.lint.events import event_pairs
from factcheck.lint.faults import Fault, FaultKind, graveness
from factcheck.lint.languages import foreign_reports
from factcheck.lint.titles import repeated_titles
from factcheck.models import load_nli

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from factcheck.datatypes import NLIModel, Reference, ReferenceStore
    from factcheck.settings import Settings

UNCOMPARED = frozenset({FaultKind.EMPTY, FaultKind.LANGUAGE})
"""Faults of reports that no other report is compared with: they state nothing the models can read."""


def lint(
    index: ReferenceStore,
    *,
    settings: Settings,
    kinds: Collection[FaultKind] = tuple(FaultKind),
    now: dt.datetime | None = None,
    nli: NLIModel | None = None,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
) -> list[Fault]:
    """Find the faults of the reports of an index, the gravest kind first; [] for an empty index.

    The models load only when two reports are about one event, and only for contradictions.

    Args:
        index: the index, which does not change.
        settings: sizes and thresholds.
        kinds: the kinds of fault to look for.
        now: what the time counts as, with its time zone; None for the present.
        nli: an NLI model to use in place of `settings.nli`.
        progress: called with the reports and pairs of reports looked at and their number, None while unknown.

    Raises:
        IndexStoreError: the index cannot be read.
        ModelError: a model could not be loaded.
    """
    references = index.references()
    faults = _told_by_texts(references, now or dt.datetime.now(tz=dt.UTC))
    if FaultKind.CONTRADICTION in kinds:
        spoiled = {name for fault in faults if fault.kind in UNCOMPARED for name in fault.reference_ids}
        whole = [reference for reference in references if reference.reference_id not in spoiled]
        faults += _contradictions(distinct_reports(whole), index, settings=settings, nli=nli, progress=progress)
    return sorted((fault for fault in faults if fault.kind in kinds), key=graveness)


def _told_by_texts(references: Sequence[Reference], now: dt.datetime) -> list[Fault]:
    return [
        *dating_faults(references, now=now),
        *empty_reports(references),
        *foreign_reports(references),
        *shared_addresses(references),
        *copies(references),
        *repeated_titles(references),
    ]


def _contradictions(
    references: Sequence[Reference],
    index: ReferenceStore,
    *,
    settings: Settings,
    nli: NLIModel | None,
    progress: Callable[[int, int | None], None],
) -> list[Fault]:
    pairs = _pairs(references, index, progress)
    if not pairs:
        return []
    compared = Contradictions(index, nli or load_nli(settings.nli, settings=settings), settings)
    faults: list[Fault] = []
    for number, (one, two) in enumerate(pairs, 1):
        faults += compared.between(one, two)
        progress(len(references) + number, len(references) + len(pairs))
    return faults


def _pairs(
    references: Sequence[Reference], index: ReferenceStore, progress: Callable[[int, int | None], None]
) -> list[tuple[Reference, Reference]]:
    """Pair the reports to compare: those of one event and, of one story, each copy with the first of them."""
    copied = stories(edited_copies(references))
    story_of = {reference: number for number, story in enumerate(copied) for reference in story}
    pairs = [(story[0], reference) for story in copied for reference in story[1:]]
    for n_searched, found in event_pairs(references, index):
        pairs += [pair for pair in found if story_of.get(pair[0], -1) != story_of.get(pair[1], -2)]
        progress(n_searched, None)
    return pairs
