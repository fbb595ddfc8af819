"""Finds what stands in quotation marks: curly, straight and single marks, guillemets, not apostrophes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAKS: Final = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_MARKS: Final = re.compile(rf"[\"“”„«»'‘’{_BREAKS}](?:(?<=[{_BREAKS}])\s*)?")  # one class to begin with: soon found
_DOUBLE: Final = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«"}
_SINGLE: Final = {"'": "'’", "‘": "’'"}
_OPENS_AFTER: Final = frozenset(" \t\n\r\u00a0\u202f\u2028\u2029([{—–-/:;,.“\"„«‘'*_>")
_NOT_AFTER_OPENING: Final = frozenset(" \t\n\r\u00a0\u2028\u2029")
_SHORTENED: Final = re.compile(r"['‘’](?:\d{2}s?\b|(?:n|em|tis|twas|cause|til|till|round|bout)\b)", re.IGNORECASE)
_OWNS: Final = re.compile(r"s['’]\s+[a-z]")
_FAR: Final = 200  # characters


class Quotation(NamedTuple):
    """Characters `[start, end)` between two quotation marks, marks left out.

    `chain` numbers quotations from 0; the paragraphs of one quotation, each opened anew, share a number.
    """

    start: int
    end: int
    chain: int


class _Open(NamedTuple):
    """A quotation that is open: the place of its mark, and the marks that can close it."""

    at: int
    closing: str
    single: bool


def quotations(text: str) -> list[Quotation]:
    """Find the quotations of a text, in order; one inside another is part of it. The time grows with the length.

    A quotation that a paragraph leaves open ends with the paragraph when the next one opens with a mark: it is one
    quotation over two paragraphs. Any other mark without its fellow is no quotation.

    Example:
        >>> text = "“We won,” he said. It's the workers' 'finest hour'."
        >>> [text[it.start : it.end] for it in quotations(text)]
        ['We won,', 'finest hour']
    """
    found: list[Quotation] = []
    pending: _Open | None = None
    chain = 0
    goes_on = False  # the paragraph before ended inside a quotation that this one opens anew
    for mark, at in _marks(text):
        if mark.isspace():
            if pending is not None and _is_paragraph_end(text, mark, at, pending):
                goes_on = text[at + len(mark) : at + len(mark) + 1] == text[pending.at]
                if goes_on:
                    found.extend(_quotation(text, pending.at + 1, at, chain))
                pending = None
            continue
        if pending is None:
            pending = _opening(text, mark, at)
            if pending is not None and not goes_on:
                chain += 1
            goes_on = False
        elif mark in pending.closing and _closes(text, at, pending):
            found.extend(_quotation(text, pending.at + 1, at, chain))
            pending = None
        elif not pending.single and mark == '"' == text[pending.at] and _opening(text, mark, at):
            pending = _Open(at, '"', single=False)
        elif pending.single and mark in _DOUBLE and _opening(text, mark, at):
            pending = _inner(text, pending, mark, at)
    return found


def _marks(text: str) -> Iterator[tuple[str, int]]:
    """Give the quotation marks and line ends of a text with their places, apostrophes inside words left out."""
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark in "'‘’" and 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum():
            continue
        yield mark, at


def _opening(text: str, mark: str, at: int) -> _Open | None:
    """Read a mark as the beginning of a quotation; None when it cannot be one."""
    after = text[at + 1 : at + 2]
    if not after:
        return None
    opens = at == 0 or text[at - 1] in _OPENS_AFTER
    if mark in _SINGLE:
        is_word = after.isalnum() or after in '“"…'
        if not opens or not is_word or (mark != "‘" and _SHORTENED.match(text, at)):
            return None
        return _Open(at, _SINGLE[mark], single=True)
    if mark in "“„" or (mark == "«" and opens):
        return _Open(at, _DOUBLE[mark], single=False)
    if mark in {'"', "»"} and opens and after not in _NOT_AFTER_OPENING:
        return _Open(at, _DOUBLE[mark], single=False)
    return None


def _inner(text: str, pending: _Open, mark: str, at: int) -> _Open:
    """Decide between an open single mark and a double one after it: the first is kept unless it stands far off."""
    # 'It was a "good" day' keeps the single mark; an apostrophe taken for a mark ends at the first double one.
    return pending if text[pending.at] == "‘" or at - pending.at < _FAR else _opening(text, mark, at) or pending


def _closes(text: str, at: int, pending: _Open) -> bool:
    """Tell whether a fitting mark ends the open quotation."""
    after = text[at + 1 : at + 2]
    if not pending.single:
        # A straight mark with a space before it and none after it opens another quotation.
        return not (
            text[at] == '"'
            and text[at - 1 : at] in _NOT_AFTER_OPENING
            and after
            and not after.isspace()
            and at - 1 > pending.at
        )
    if after.isalnum() or text[at - 1].isspace():
        return False
    return not _OWNS.match(text, at - 1)


def _is_paragraph_end(text: str, breaks: str, at: int, pending: _Open) -> bool:
    """Tell whether line breaks inside a quotation end its paragraph; a single one when a mark opens the next line."""
    is_single = len(breaks.replace("\r\n", "\n").strip(" \t\u00a0")) == 1
    return not is_single or pending.single or text[at + len(breaks) : at + len(breaks) + 1] == text[pending.at]


def _quotation(text: str, start: int, end: int, chain: int) -> Iterator[Quotation]:
    """Give the quotation between two marks without the spaces at its ends; none when nothing stands there."""
    words = text[start:end]
    stripped = words.strip()
    if any(character.isalnum() for character in stripped[:200]):
        first = start + len(words) - len(words.lstrip())
        yield Quotation(first, first + len(stripped), chain)
