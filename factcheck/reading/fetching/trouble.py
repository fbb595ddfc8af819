"""Why an attempt to fetch failed, and whether another may help."""

from __future__ import annotations


class TroubleError(Exception):
    """One attempt failed; `Fetcher` makes the FetchError of it when there is no further attempt.

    Attributes:
        why: what went wrong, without the address.
        again: whether the same may work a little later.
        status: the HTTP status, None when there was no answer.
        retry_after: seconds that the server asks to wait, or None.
        advice: what to do about it, or None for the usual.
    """

    def __init__(
        self,
        why: str,
        *,
        again: bool = False,
        status: int | None = None,
        retry_after: float | None = None,
        advice: str | None = None,
    ) -> None:
        """Keep what went wrong."""
        super().__init__(why)
        self.why = why
        self.again = again
        self.status = status
        self.retry_after = retry_after
        self.advice = advice
