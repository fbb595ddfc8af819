"""Which error ends the command with which exit code."""

from __future__ import annotations

from factcheck.errors import IndexStoreError, LedgerError, ReadError

CHECKED, FINDINGS, USAGE, NO_INDEX, UNREADABLE, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
NOBODY_READS = 141
"""What shells say of a command whose output nobody reads to its end: 128 + SIGPIPE."""


def exit_code(err: BaseException) -> int:
    """Give the exit code for an error: 3 index, 4 unreadable input, output or ledger, 2 what else the user can mend."""
    if isinstance(err, IndexStoreError):
        return NO_INDEX
    if isinstance(err, ReadError | LedgerError | OSError):
        return UNREADABLE
    return USAGE
