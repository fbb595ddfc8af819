"""Cuts news text into sentences with exact offsets: the boundaries of sentencex, repaired; only this imports it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from sentencex import get_sentence_boundaries

from factcheck.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANGUAGE: Final = "en"
# sentencex compares every sentence with every quotation of its input, so long blocks are read in windows. The end of
# a window is read again by the next one: a quotation shorter than the overlap is never cut in two.
_WINDOW_CHARACTERS: Final = 16_384
_OVERLAP_CHARACTERS: Final = 4_096
_WRAP_COLUMNS: Final = range(40, 101)  # widths at which editors and mail programs break lines
_LEAST_FULL_LINES: Final = 0.6  # share of full lines from which a paragraph counts as wrapped
_LEAST_WRAPPED_LINES: Final = 3
_MOST_SHORTENED_LETTERS: Final = 2  # before a full stop without a space after it: `U.S`, `No.5`, `St.Paul`
_LEAST_ANSWER: Final = 2  # tokens after a question: "Nobody." stays with it, "Economists disagree." does not
_LEAST_TOKENS: Final = 3  # a shorter piece is no sentence of its own
_MOST_VERBLESS_TOKENS: Final = 5  # longer pieces surely have a verb, known here or not
_MOST_MERGED_CHARACTERS: Final = 600  # lists and verses without a verb do not grow into one endless sentence

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LINE_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET: Final = re.compile(r"(?:[-*•▪‣·–—]\s|\d{1,3}[.)]\s|#{1,6}\s)")
_FINISHED: Final = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*$")
# What sentencex is shown instead: one character for one, so that offsets hold. Straight quotes open and close alike,
# so that one left open turns all later ones of the block round; an apostrophe is no quote. Patterns here begin with the
# mark they look for, and look back from it: so a search skips to the marks, which takes a tenth of the time.
_READ_AS: Final = (
    (re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|[\ud800-\udfff]"), " "),
    (re.compile(r"['’](?<=\w['’])(?=\w)"), "x"),
    (re.compile(r"'(?<=\w')"), "’"),
    (re.compile(r"\"(?<![^\s(\[“‘—–-]\")(?!\s)"), "“"),
    (re.compile(r'"'), "”"),
)
_WORD: Final = re.compile(r"\w+(?:[.,'’-]\w+)*")
_LONG: Final = re.compile(rf"(?:\W*+\w++(?:[.,'’-]\w++)*+){{{_MOST_VERBLESS_TOKENS + 1}}}")
_LOWER_START: Final = re.compile(r"[a-z](?![A-Z])")
_PART_BREAK: Final = re.compile(r"[-–—/\"“«(\[]|^['‘]")
_ANSWER: Final = re.compile(
    r"[\"“‘'(]?(?:at|because|by|for|from|in|just|maybe|no|not|of|on|only|perhaps|the|to|with|yes)\b", re.IGNORECASE
)
_CLAUSE: Final = re.compile(
    r"(?:He|I|It|She|They|We|You|Nobody|Everybody|Everyone|Others|Some|Many|None)\s+[a-z]+(?<!'s)[.!]$"
)
_ROW: Final = re.compile(r"\S\t|\|.*\|")
_LIST_MARK: Final = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)]$")

# After these a name or a number follows: the full stop is no end.
_TITLE: Final = re.compile(
    r"adm|ald|amb|asst|atty|brig|capt|cdr|cllr|cmdr|col|cpl|cpt|det|dr|fr|gen|gov|hon|insp|lt|maj"
    r"|messrs|mme|mr|mrs|ms|pres|prof|pte"
    r"|pvt|rep|rev|sen|sgt|supt|st",
    re.IGNORECASE,
)
_SHORTENING: Final = re.compile(
    rf"{_TITLE.pattern}|approx|apr|aug|ave|bros|cf|co|corp|dec|dept|e\.g|est|etc|feb|fig|i\.e|inc|jan|jr|jun|jul|ltd|mar|mt"
    r"|nos?|nov|oct|sept?|sr|univ|viz|vol|vs|(?:[a-z]\.)*[a-z]",
    re.IGNORECASE,
)
_INITIALS: Final = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_ORDINAL_NAME: Final = re.compile(r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\s+[A-Z]")

# sentencex takes each of these for a shortening; before a capital or a quotation it ended the sentence.
_ENDS_BEFORE_CAPITAL: Final = re.compile(
    r"\.(?:(?<=\b(?:no|me|id|ok|pa|op)\.)|(?<=\b(?:May|art|ill|ore|min|fed|ext)\.)|(?<=\bmiss\.))"
    r"[”\"’']?(?=\s+[\"“‘(]?[A-Z])"
)
_ENDS_BEFORE_QUOTE: Final = re.compile(
    r"\.(?=\s+[\"“‘][A-Z][a-z ])(?:(?<=\b(?:Co|Jr|Sr)\.)|(?<=\b(?:Corp|Sept)\.)"
    r"|(?<=\b(?:[ap]\.m|Inc|Ltd|U\.S|U\.K|U\.N|E\.U|D\.C|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.))"
)

# Lines that a page puts between or after sentences: never part of the sentence before them.
_PAGE_FURNITURE: Final = re.compile(
    r"[(\[]?(?:advertisement|click|comments?|copyright|follow|photo|read|related|share|sign|subscribe|©)\b",
    re.IGNORECASE,
)
_VERB: Final = re.compile(
    r"\b(?:am|are|be|been|began|begins?|bought|broke|brought|built|came|can|chose|come|could|cut|did|do|does|fall|fell"
    r"|felt|find|found|gave|get|give|go|got|grew|grow|had|has|have|held|hit|is|keep|kept|knew|know|led|left|lost|made"
    r"|make|may|met|might|must|paid|put|ran|rise|rose|said|sat|saw|say|see|sent|set|shall|should|shot|shut|sold|spoke"
    r"|spent|stood|take|taught|tell|think|thought|told|took|want|was|went|were|will|win|won|would|wrote)\b"
    r"|['’](?:s|re|ve|ll|d|m|t)\b|\b[a-z]{2,}(?:ed|en|ing|[^su\W]s|fy|i[sz]e)\b",
    re.IGNORECASE,
)


def sentence_spans(text: str) -> list[Span]:
    """Cut a text into its sentences.

    A blank line always ends a sentence. A single line break does too, unless the paragraph is wrapped to a width or
    the line breaks off and the next one goes on in lower case. A quotation of several sentences stays one. Pieces of
    fewer than three words, and short ones without a verb, stay with their neighbour.

    Args:
        text: any text, of any length; the time taken grows in proportion to it.

    Returns:
        The sentences in text order. They do not overlap, `text[span.start:span.end] == span.text`, none begins or
        ends with a space, and every character that is not a space lies in one. [] for a text of spaces.

    Example:
        >>> [span.text for span in sentence_spans("The U.S. Fifth Fleet left in May. Sales rose 3.5 percent.")]
        ['The U.S. Fifth Fleet left in May.', 'Sales rose 3.5 percent.']
    """
    spans = []
    for start, end in _blocks(text):
        block = text[start:end]
        for first, last in _merged(block, _repaired(block, _cuts(_readable(block)))):
            spans.append(Span(start + first, start + last, block[first:last]))
    return spans


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give the runs of lines that belong together, stripped."""
    for paragraph in _paragraphs(text):
        full = _full_lines(text, paragraph)
        start, end = paragraph[0]
        for line, is_full in zip(paragraph[1:], full, strict=True):
            if not _goes_on(text, (start, end), line, is_full=is_full):
                yield start, end
                start = line[0]
            end = line[1]
        yield start, end


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Give the lines of each paragraph, stripped: a paragraph ends at a blank line."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if not stripped:
            continue
        start = match.start() + match[0].index(stripped)
        if lines and len(_LINE_BREAK.findall(text, lines[-1][1], start)) > 1:
            yield lines
            lines = []
        lines.append((start, start + len(stripped)))
    if lines:
        yield lines


def _full_lines(text: str, lines: list[tuple[int, int]]) -> list[bool]:
    """Tell for each line but the last whether it was wrapped: the first word of the next had no room in it."""
    columns = max(end - start for start, end in lines)
    full = []
    for (start, end), (after, stop) in itertools.pairwise(lines):
        word = text[after : min(stop, after + columns)].split(maxsplit=1)[0]
        full.append(end - start + 1 + len(word) > columns)
    is_wrapped = len(lines) >= _LEAST_WRAPPED_LINES and columns in _WRAP_COLUMNS
    return full if is_wrapped and sum(full) >= _LEAST_FULL_LINES * len(full) else [False] * len(full)


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], *, is_full: bool) -> bool:
    """Tell whether a sentence goes on from a line (or the lines before it) to the following line."""
    tail = text[max(line[0], line[1] - 200) : line[1]]
    head = text[following[0] : min(following[1], following[0] + 20)]
    if _FINISHED.search(tail) and not _ends_shortened(tail):
        return False
    if _ROW.search(tail) or _ROW.search(text, following[0], min(following[1], following[0] + 200)):
        return False
    if is_full:
        return True
    is_lower = bool(_LOWER_START.match(head)) and not _BULLET.match(head)
    return is_lower and len(tail.split()) >= _LEAST_TOKENS


def _readable(block: str) -> str:
    """Put in the place of each character that misleads sentencex one that does not; the length stays."""
    for pattern, character in _READ_AS:
        block = pattern.sub(character, block)
    return block


def _cuts(block: str) -> list[int]:
    """Give the ends of sentencex's sentences, in order; the last one is the end of the block."""
    cuts: list[int] = []
    start = 0
    while start < len(block):
        stop = start + _WINDOW_CHARACTERS
        ends = [start + boundary["end_index"] for boundary in get_sentence_boundaries(_LANGUAGE, block[start:stop])]
        if stop < len(block):
            ends = [end for end in ends if end <= stop - _OVERLAP_CHARACTERS]
        cuts.extend(ends)
        # What goes on for a whole window is no sentence: the search for its end goes on with the next one.
        start = ends[-1] if ends else stop - _OVERLAP_CHARACTERS
    return cuts


def _repaired(block: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Give the pieces between cuts, stripped, with wrong cuts taken out and missed ones put in."""
    missed = {
        match.end() for pattern in (_ENDS_BEFORE_CAPITAL, _ENDS_BEFORE_QUOTE) for match in pattern.finditer(block)
    }
    start = 0
    for end in sorted({*cuts, *missed}):
        is_wrong = _is_open(block, start, end) if end in missed else end < len(block) and _is_no_end(block, start, end)
        if is_wrong:
            continue
        piece = block[start:end].strip()
        if piece:
            first = start + block[start:end].index(piece)
            yield first, first + len(piece)
        start = end


def _is_open(block: str, start: int, end: int) -> bool:
    """Tell whether a quotation that begins in a piece does not end in it."""
    start = max(start, end - _OVERLAP_CHARACTERS)
    return block.rfind("“", start, end) > block.rfind("”", start, end) or block.count('"', start, end) % 2 == 1


def _is_no_end(block: str, start: int, end: int) -> bool:
    """Tell whether a cut stands after a shortening or in the middle of a sentence."""
    tail = block[max(start, end - 60) : end].rstrip()
    head = block[end : end + 60].lstrip()
    if not tail or not head:
        return False
    if _LOWER_START.match(head):
        return not tail.endswith(".") or tail.endswith("..") or _ends_shortened(tail)
    token = _shortened(tail)
    if token is None:
        return False
    is_unspaced = not block[end - 1].isspace() and not block[end].isspace()
    if is_unspaced and (token.isdigit() or len(token) <= _MOST_SHORTENED_LETTERS or "." in token):
        return True
    return bool(_TITLE.fullmatch(token)) or (bool(_INITIALS.fullmatch(token)) and bool(_ORDINAL_NAME.match(head)))


def _ends_shortened(tail: str) -> bool:
    """Tell whether a text ends with a shortening such as `Gen.`, `U.S.` or `J.`."""
    return bool(_SHORTENING.fullmatch(_shortened(tail) or ""))


def _shortened(tail: str) -> str | None:
    """Give what stands before a full stop at the end, from its last hyphen or opening mark on: `U.S` of `Iraq-U.S.`."""
    token = tail.rsplit(maxsplit=1)[-1][:-1] if tail.endswith(".") else ""
    return _PART_BREAK.split(token)[-1] if token else None


def _merged(block: str, pieces: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join fragments to the sentence before them; list marks, and a fragment that comes first, to the one after."""
    merged: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in pieces:
        piece = block[start:end]
        if pending is None and _LIST_MARK.match(piece):
            pending = start
        elif pending is not None:
            merged.append((pending, end))
            pending = None
        elif (
            merged
            and end - merged[-1][0] <= _MOST_MERGED_CHARACTERS
            and (_is_joined(block[merged[-1][0] : start].rstrip(), piece) or _is_opening(block, *merged[-1]))
        ):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    if pending is not None:
        merged.append((pending, len(block.rstrip())))
    return merged


def _is_joined(before: str, piece: str) -> bool:
    """Tell whether a piece is a fragment of the sentence before it; after a question only a bare answer is one."""
    if not _is_fragment(piece):
        return False
    return not before.endswith("?") or len(_WORD.findall(piece)) < _LEAST_ANSWER or bool(_ANSWER.match(piece))


def _is_opening(block: str, start: int, end: int) -> bool:
    """Tell whether the first sentence of a block is a fragment that waits for the next."""
    return start == 0 and _is_fragment(block[:end])


def _is_fragment(piece: str) -> bool:
    """Tell whether a piece is too short, or has no verb, to be a sentence; a short question is one."""
    if _LONG.match(piece) or piece.endswith("?") or _PAGE_FURNITURE.match(piece) or _CLAUSE.match(piece):
        return False
    return len(_WORD.findall(piece)) < _LEAST_TOKENS or _VERB.search(piece) is None
