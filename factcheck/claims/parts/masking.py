"""Covers what stands in quotation marks or brackets, so that no rule looks into it; offsets stay as they are."""

from __future__ import annotations

import re
from typing import Final

_PAIRS: Final = (
    re.compile(r"“[^”]*(?:”|$)"),
    re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)|\{[^{}]*(?:\}|$)"),
    # Up to five apostrophes stand inside.
    re.compile(
        r"‘(?<!\w‘)[^‘’]{0,400}(?:’(?=\w)[^‘’]{0,400}){0,5}’(?!\w)"
        r"|'(?<!\w')(?=\w)[^']{0,400}(?:'(?=\w)[^']{0,400}){0,5}'(?!\w)"
    ),
)
_MARK: Final = re.compile(r"[\"“”‘'(\[{]")
_CLOSING: Final = "”)]}’'"
_STRAIGHT: Final = re.compile(r'"')
_LINE: Final = re.compile(r"[^\n]+")
COVER: Final = "_"
"""Stands for every covered character, so that a quotation becomes one word; the marks themselves are kept."""


def masked(text: str) -> str:
    """Cover quotations and brackets with `COVER`, marks kept; the length stays.

    A quotation that is not closed covers all up to the end, one that is not opened all from the beginning.

    Example:
        >>> masked('He said "we won" (twice).')
        'He said "______" (_____).'
    """
    if not _MARK.search(text):
        return text
    text = _straight(text)
    opening, closing = text.find("“"), text.find("”")
    if closing >= 0 and (opening < 0 or closing < opening):
        text = COVER * closing + text[closing:]
    for pair in _PAIRS:
        text = pair.sub(_cover, text)
    return text


def _cover(match: re.Match[str]) -> str:
    """Cover what a pair of marks holds; when it is not closed, up to the end."""
    found = match[0]
    closing = found[-1] if len(found) > 1 and found[-1] in _CLOSING else COVER * (len(found) > 1)
    return found[0] + COVER * (len(found) - 2) + closing


def masked_lines(text: str) -> str:
    r"""Cover quotations and brackets line by line: a line that opens a quotation and does not close it is quoted on.

    Example:
        >>> masked_lines("“We knew. We waited.\nNobody came.")
        '“___________________\nNobody came.'
    """
    return _LINE.sub(lambda line: masked(line[0]), text)


def _straight(text: str) -> str:
    """Cover what stands in straight quotation marks; with an odd number of them, all from the last one on."""
    marks = [match.start() for match in _STRAIGHT.finditer(text)]
    if len(marks) % 2:
        marks.append(len(text))
    pieces, at = [], 0
    for start, end in zip(marks[::2], marks[1::2], strict=True):
        pieces += [text[at : start + 1], COVER * (end - start - 1)]
        at = end
    return "".join(pieces) + text[at:]
