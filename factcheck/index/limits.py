"""Which kind of FAISS index holds how many passages."""

from __future__ import annotations

import math
from dataclasses import dataclass

from factcheck.errors import IndexStoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeLimits:
    """The most passages of each kind, and the bytes from which a cache file is mapped instead of read.

    HNSW and RFlat are no choice, because they refuse deletes and a withdrawn report must vanish at once.
    """

    flat: int = 50_000
    half: int = 500_000
    lists: int = 5_000_000
    mapped_bytes: int = 64 * 2**20

    def kind(self, n: int) -> str:
        """Name the kind for n passages, as `faiss.index_factory` takes it.

        >>> SizeLimits().kind(1_000), SizeLimits().kind(60_000), SizeLimits().kind(1_000_000)
        ('IDMap2,Flat', 'IDMap2,SQfp16', 'IVF4000,SQ8')

        Raises:
            IndexStoreError: there are more than the largest kind takes.
        """
        if n <= self.flat:
            return "IDMap2,Flat"
        if n <= self.half:
            return "IDMap2,SQfp16"
        if n <= self.lists:
            return f"IVF{min(n, round(4 * math.sqrt(n)))},SQ8"
        raise IndexStoreError(
            f"An index on disk holds at most {self.lists:,} passages, got {n:,}; "
            "split the reports over several indexes, or keep them in the shared store."
        )

    def suits(self, kind: str, n: int) -> bool:
        """Tell whether an index of that kind may still hold n passages without being built anew.

        An inverted-list index may grow fourfold: then its lists are twice as long as they should be.

        >>> SizeLimits().suits("IVF4000,SQ8", 3_000_000), SizeLimits().suits("IVF4000,SQ8", 4_500_000)
        (True, False)
        """
        best = self.kind(n)
        if not (kind.startswith("IVF") and best.startswith("IVF")):
            return kind == best
        return n_lists(kind) / 2 <= n_lists(best) <= n_lists(kind) * 2


def n_lists(kind: str) -> int:
    """Give the number of lists of an inverted-list kind.

    >>> n_lists("IVF4000,SQ8")
    4000
    """
    return int(kind.removeprefix("IVF").partition(",")[0])


LIMITS = SizeLimits()
"""The limits in use; tests take smaller ones."""
