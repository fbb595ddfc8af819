"""Lines of print and mail, put together to the paragraphs they were broken from."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u2023\u25aa\u25cf\u2013]|\d{1,2}[.)])\s")
_ENDS = re.compile(r"[.!?:\u2026][\"'\u201d\u2019)\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.[ ]?){5,}\s*\w*\s*$")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_FULL = 0.8  # letters differ in width, so a full line of print has at least this part of the characters of a long one
_MARGIN = 2  # lines at the top and bottom of a page that may be its header and footer
_LONG_WORD = 60
_RECURS = 3  # pages on which a line must stand to be a header


def paragraphs_of(lines: Sequence[str]) -> str:
    r"""Join broken lines; a paragraph ends at an empty line, and where the next word would have fitted on the line.

    A word cut at a line's end is joined, with its hyphen if the text has it so elsewhere.

    >>> paragraphs_of(["The council closed the old bridge on Tues-", "day, it said.", "", "It stays closed."])
    'The council closed the old bridge on Tuesday, it said.\n\nIt stays closed.'
    """
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    full = _FULL * lengths[int(len(lengths) * 0.9)] if lengths else 0.0
    known = Counter(word.lower() for line in lines for word in _WORD.findall(line))
    paragraphs: list[list[str]] = []
    before = ""
    for line in (line.strip() for line in lines):
        if line and (not before or _ends(before, line, full=full)):
            paragraphs.append([line])
        elif line:
            paragraphs[-1][-1] = _closed(before, line, known=known)
            paragraphs[-1].append(line)
        before = line
    return "\n\n".join("".join(lines) for lines in paragraphs)


def lines_of(page: str) -> list[str]:
    r"""Cut a printed page into lines, ligatures written as letters and the rows of a table of contents left out.

    >>> lines_of("The \ufb01re\nChapter 1 . . . . . . . 7")
    ['The fire']
    """
    return [line for line in page.translate(_LIGATURES).splitlines() if not _LEADERS.search(line)]


def without_margins(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Drop page numbers, and headers and footers: lines at a page's edge that recur, but for numbers, on most pages."""
    pages = [[line for line in page if line.strip()] for page in pages]
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_numberless(line) for line in (*page[:_MARGIN], *page[-_MARGIN:])})
    headers = {line for line, n in edges.items() if n >= _RECURS and 2 * n > len(pages)}
    for page in pages:
        kept = list(enumerate(page))
        yield [
            line
            for position, line in kept
            if not (
                (position < _MARGIN or position >= len(page) - _MARGIN)
                and (_numberless(line) in headers or _PAGE_NUMBER.fullmatch(line.strip()))
            )
        ]


def _ends(line: str, following: str, *, full: float) -> bool:
    """Tell whether a paragraph ends with a line."""
    if line.endswith(("-", "\u00ad")):  # a word or a thought was cut
        return False
    if _BULLET.match(following):
        return True
    starts = following[0].isupper() or following[0].isdigit() or following[0] in "\"'\u201c\u2018("
    first = following.split(maxsplit=1)[0]
    fitted = len(line) + 1 + len(first) < full
    return fitted and (starts or _ENDS.search(line) is not None)


def _closed(line: str, following: str, *, known: Counter[str]) -> str:
    """Give a line as it stands before the next one of its paragraph: with a space, or with its cut word healed."""
    if line.endswith("\u00ad"):
        return line[:-1]
    if not re.search(r"\S-$", line):
        return line + " "
    head, tail = re.search(r"([^\W\d_]{2,})-$", line[-_LONG_WORD:]), re.match(r"[^\W\d_]{2,}", following)
    if head is None or tail is None or not tail[0].islower():
        return line
    hyphened, whole = f"{head[1]}-{tail[0]}".lower(), f"{head[1]}{tail[0]}".lower()
    return line if known[hyphened] > 0 and known[whole] == 0 else line[:-1]


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
