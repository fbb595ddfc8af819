"""Writes and reads the lines of a decision file: JSON Lines, one decision or withdrawal each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from factcheck.datatypes import Decision
from factcheck.errors import InputError
from factcheck.report.json_format import decode, dumps, encode, loads

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
"""The version of the lines; it changes when a field is renamed, removed or added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Takes back the decision of that id; `at` is an ISO 8601 date-time in UTC."""

    decision_id: str
    by: str
    at: str
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedLine:
    """A line that is no entry: its number from 1, its text, and why; it stays in the file as it is."""

    number: int
    text: str
    why: str


_TYPES: dict[str, type[Decision | Withdrawal]] = {"decision": Decision, "withdrawal": Withdrawal}


def line_of(entry: Decision | Withdrawal) -> str:
    """Write an entry as one line that ends with a newline and holds no other.

    >>> line_of(Withdrawal(decision_id="1f", by="Ada", at="2026-11-26T20:00:00+00:00"))[:52]
    '{"type": "withdrawal", "version": 1, "decision_id": '
    """
    kind = next(name for name, made in _TYPES.items() if isinstance(entry, made))
    return dumps({"type": kind, "version": VERSION} | encode(entry), indent=None) + "\n"


def read_entries(content: bytes) -> Iterator[Decision | Withdrawal | DamagedLine]:
    r"""Read the lines of a file in order; blank lines are passed over, none is dropped in silence.

    >>> list(read_entries(b"{\n"))
    [DamagedLine(number=1, text='{', why='it is not JSON')]
    """
    for number, line in enumerate(content.split(b"\n"), start=1):
        text = line.decode("utf-8", "backslashreplace").strip()
        if not text:
            continue
        try:
            yield _entry(text)
        except InputError as err:
            yield DamagedLine(number=number, text=text, why=str(err))


def _entry(text: str) -> Decision | Withdrawal:
    try:
        found = loads(text)
    except InputError as err:
        raise InputError("it is not JSON") from err
    kind = found.pop("type", None) if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(kind, str) or kind not in _TYPES:
        raise InputError(f"its type must be one of {', '.join(_TYPES)}, got {kind!r}")
    version = found.pop("version", None)
    if version != VERSION:
        raise InputError(f"its version must be {VERSION}, got {version!r}; a newer factcheck may have written it")
    try:
        entry = decode(_TYPES[kind], found, kind)
    except InputError as err:  # the message is made for reports: "Cannot read ...: what. What to do."
        raise InputError(str(err).partition(": ")[2].rpartition(". ")[0]) from err
    _require_sound(entry)
    return entry


def _require_sound(entry: Decision | Withdrawal) -> None:
    try:
        offset = datetime.fromisoformat(entry.at).utcoffset()
    except ValueError:
        offset = None
    if offset != timedelta(0):
        raise InputError(f"at must be an ISO 8601 date-time in UTC, got {entry.at!r}")
    if isinstance(entry, Decision) and not 0 <= entry.verdict_confidence <= 1:
        raise InputError(f"verdict_confidence must be in [0, 1], got {entry.verdict_confidence!r}")
    if isinstance(entry, Decision) and not entry.accepted and not entry.because.strip():
        raise InputError("because must say why the verdict is overridden, got ''")
