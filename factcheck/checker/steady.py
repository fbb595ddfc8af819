"""Lets a whole check see one state of a store that others change meanwhile."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from factcheck.datatypes import SteadyStore

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from factcheck.datatypes import ReferenceStore


def one_state(store: ReferenceStore) -> AbstractContextManager[None]:
    """See one state of a store throughout a block, where it can give one: no report is gone halfway through a check."""
    return store.one_state() if isinstance(store, SteadyStore) else nullcontext()
