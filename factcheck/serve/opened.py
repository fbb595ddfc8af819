"""Gives the index of a service, which must be one that can be searched and changed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import InputError
from factcheck.index import ReferenceIndex
from factcheck.scale import is_shared

if TYPE_CHECKING:
    from factcheck.checker import FactChecker
    from factcheck.scale.postgres import PostgresIndex


def index_of(checker: FactChecker) -> ReferenceIndex | PostgresIndex:
    """Give the one index a checker uses.

    Raises:
        InputError: it uses several, or another kind of store.
    """
    if not (isinstance(checker.index, ReferenceIndex) or is_shared(checker.index)):
        raise InputError(
            f"A service must have one ReferenceIndex, got {type(checker.index).__name__}; "
            "make one index of several with `factcheck index export` and `import`, or build it of all reports."
        )
    return checker.index
