"""Reads a text as its readers see it, and finds the way back to the characters that stand there."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from factcheck.datatypes import Span
from factcheck.plain import PlainText
from factcheck.reading.unseen import UNSEEN

_UNSEEN = re.compile(f"[{UNSEEN}]")
_Found = TypeVar("_Found")


def as_seen(text: str) -> PlainText | None:
    r"""Take out what no reader sees; None when there is none of it, as in every text that was read from a file.

    >>> as_seen("It r\u200bained.").text, as_seen("It rained.")
    ('It rained.', None)
    """
    kept = [at for at, character in enumerate(text) if not _UNSEEN.match(character)] if _UNSEEN.search(text) else None
    return None if kept is None else PlainText("".join(text[at] for at in kept), text, tuple(kept))


def in_original(found: _Found, seen: PlainText) -> _Found:
    r"""Move every span of what was found in the text as seen to the original; what stands there becomes its text.

    >>> in_original((Span(3, 9, "rained"),), as_seen("It r\u200bained."))
    (Span(start=3, end=10, text='r\u200bained'),)
    """
    moved: Any = found
    if isinstance(found, Span):
        moved = seen.locate(found)
    elif isinstance(found, tuple | list):
        moved = type(found)(in_original(each, seen) for each in found)
    elif is_dataclass(found) and not isinstance(found, type):
        parts = {part.name: getattr(found, part.name) for part in fields(found)}
        changed = {name: in_original(part, seen) for name, part in parts.items() if not isinstance(part, str | int)}
        if {"start", "end", "text"} <= parts.keys():
            span = seen.locate(Span(parts["start"], parts["end"], parts["text"]))
            changed |= {"start": span.start, "end": span.end, "text": span.text}
        moved = replace(found, **changed)
    return moved  # type: ignore[no-any-return]
