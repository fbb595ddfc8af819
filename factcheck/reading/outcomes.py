"""What may come out of a collection beside references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.datatypes import Retrieval
    from factcheck.errors import ReadError


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file, record or line of a collection that could not be read, and why; the others were."""

    path_or_url: str
    error: ReadError


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """A page of which the server says that it has not changed since it was fetched; what was read of it still holds.

    `retrieval.url` is its address, `retrieval.at` when that was said.
    """

    retrieval: Retrieval
