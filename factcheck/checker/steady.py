"""Lets a whole check see one state of a store that others change meanwhile."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from factcheck.datatypes import ReadingAheadStore, SteadyStore

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from factcheck.datatypes import ReferenceStore


def one_state(store: ReferenceStore) -> AbstractContextManager[None]:
    """See one state of a store throughout a block, where it can give one: no report is gone halfway through a check.

    One that gives none may read ahead: what a search found in its state is then seen in that state.
    """
    if isinstance(store, SteadyStore):
        return store.one_state()
    return store.reading_ahead() if isinstance(store, ReadingAheadStore) else nullcontext()
