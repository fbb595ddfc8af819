"""Keeps what searches find, in full, while a check goes on: it is asked for next, reference by reference."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from factcheck.datatypes import Passage, Reference

    Held = tuple[Reference, tuple[Passage, ...], NDArray[np.float32]]
    """A reference, its passages, and their vectors, shape (n, dim), both in order of position."""

N_KEPT = 65_536
"""Passages kept for a thread, with vectors and texts: about 150 MB at 384 dimensions."""
N_AT_ONCE = 256
"""References read by one statement, so that a search that finds very many ends near `N_KEPT`."""


class ReadAhead:
    """References read in full within a block; each thread has its own, and none outside a block."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._of_thread = threading.local()

    @contextlib.contextmanager
    def block(self) -> Iterator[None]:
        """Keep what this thread reads throughout the block, and forget it then; what a block around it keeps stays."""
        outer = getattr(self._of_thread, "kept", None)
        self._of_thread.kept, self._of_thread.state = {}, None
        try:
            yield
        finally:
            self._of_thread.kept, self._of_thread.state = outer, None

    def keep(
        self,
        reference_ids: Iterable[str],
        read: Callable[[Sequence[str]], Mapping[str, Held]],
        *,
        state: Hashable = None,
    ) -> None:
        """Read references that a search has found, as far as they are not kept and there is room; outside a block none.

        Args:
            reference_ids: of the references.
            read: reads those it is given, all at once; unknown ids are left out.
            state: the state of the index they were found in; what was read in another one is forgotten.
        """
        kept: dict[str, Held] | None = getattr(self._of_thread, "kept", None)
        if kept is None:
            return
        if self._of_thread.state != state:
            kept.clear()
            self._of_thread.state = state
        wanted = dict.fromkeys(reference_ids)
        missing = [name for name in wanted if name not in kept]
        for start in range(0, len(missing), N_AT_ONCE):
            if not _has_room(kept, wanted):
                break
            kept |= read(missing[start : start + N_AT_ONCE])

    def get(self, reference_id: str) -> Held | None:
        """Give a reference that this thread keeps."""
        kept: dict[str, Held] | None = getattr(self._of_thread, "kept", None)
        return None if kept is None else kept.get(reference_id)


def _has_room(kept: dict[str, Held], wanted: Mapping[str, None]) -> bool:
    """Forget what was read first, unless it is wanted now, until there is room; say whether there is."""
    n_passages = sum(len(passages) for _, passages, _ in kept.values())
    for name in [name for name in kept if name not in wanted]:
        if n_passages < N_KEPT:
            break
        n_passages -= len(kept.pop(name)[1])
    return n_passages < N_KEPT
