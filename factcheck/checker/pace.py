"""Keeps a deadline: how many claims still fit in, from how long the last ones took."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from factcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_CLAIMS = 4
"""Claims of the first batch, when nothing is known yet of how long one takes."""


class Pace:
    """Counts the seconds from its making to a deadline."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the clock.

        Args:
            seconds: from now to the deadline, above 0.
            clock: gives the present in seconds.

        Raises:
            InputError: `seconds` is not above 0.
        """
        if not seconds > 0:
            raise InputError(f"A deadline must be more than 0 seconds from now, got {seconds!r}.")
        self._clock = clock
        self._end = clock() + seconds
        self._began = 0.0
        self._seconds_a_claim: float | None = None

    @property
    def left(self) -> float:
        """Give the seconds left, 0 or less when the deadline is past."""
        return self._end - self._clock()

    def next_claims(self, most: int) -> int:
        """Say how many claims to begin now: at most `most`, 0 when they would not be done in time.

        >>> now = iter([0.0, 1.0, 5.0, 5.0, 9.0, 9.0])
        >>> pace = Pace(10, clock=lambda: next(now))
        >>> begun = pace.next_claims(32)
        >>> pace.done(begun)
        >>> pace.next_claims(32), pace.done(5), pace.next_claims(32)
        (5, None, 1)
        """
        self._began = self._clock()
        left = self._end - self._began
        if left <= 0:
            return 0
        if self._seconds_a_claim is None:
            return min(most, FIRST_CLAIMS)
        return min(most, int(left / self._seconds_a_claim)) if self._seconds_a_claim else most

    def done(self, n: int) -> None:
        """Take note that the n claims begun last, 1 or more, are done."""
        self._seconds_a_claim = (self._clock() - self._began) / n
