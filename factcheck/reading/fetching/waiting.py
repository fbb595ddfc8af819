"""How long to wait before asking a server again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""HTTP statuses that may pass: too many requests, overloaded, restarting."""

_FIRST_SECONDS = 0.5


def backoff(attempt: int, *, jitter: float) -> float:
    """Give the seconds to wait after attempt number `attempt`, from 1: doubled each time, halved by jitter at most.

    Args:
        attempt: how many attempts were made.
        jitter: a random number, [0, 1]: clients that failed together must not come back together.

    >>> [backoff(attempt, jitter=1.0) for attempt in (1, 2, 3)], backoff(1, jitter=0.0)
    ([0.5, 1.0, 2.0], 0.25)
    """
    return float(_FIRST_SECONDS * 2 ** (attempt - 1) * (0.5 + jitter / 2))


def retry_after(header: str | None, *, now: datetime) -> float | None:
    """Read a Retry-After header (RFC 9110, 10.2.3), seconds or a date; None when it says nothing that can be read.

    >>> retry_after("120", now=datetime.now(UTC)), retry_after("soon", now=datetime.now(UTC))
    (120.0, None)
    """
    text = (header or "").strip()
    if text.isascii() and text.isdecimal() and len(text) < 10:  # noqa: PLR2004 - more would be over 30 years
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
