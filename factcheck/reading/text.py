"""Clean text: what every format becomes before a character of it is counted."""

from __future__ import annotations

import re
import unicodedata

from factcheck.reading.unseen import UNSEEN

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# None is seen by a reader, each can split a word ("n\u200bot") so that no check recognises it.
_INVISIBLE = re.compile(f"[\x09\x0b-\x0d\x85{UNSEEN}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACED_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean_text(raw: str) -> str:
    r"""Normalise what readers do not see; words, punctuation and paragraphs stay.

    Line ends become `\n`, at most two in a row; runs of spaces, tabs and no-break spaces become one space, none beside
    a line end or at either end; control, zero-width and direction characters and soft hyphens vanish; lone surrogates,
    which no file can hold, become U+FFFD; characters are composed (Unicode NFC). Cleaning twice changes nothing more.

    >>> clean_text("Costs\u00a0rose\r\n\r\n\r\n\r\nby  n\u200bot\u00ad 5%. ")
    'Costs rose\n\nby not 5%.'
    """
    text = _LINE_ENDS.sub("\n", raw)
    text = _SPACES.sub(" ", text)
    text = _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)  # an invisible character may have stood between two spaces
    text = _SPACED_LINE_END.sub("\n", text)
    return _BLANK_LINES.sub("\n\n", text).strip(" \n")


def one_line(raw: str | None) -> str | None:
    r"""Clean a title or name onto one line; None when nothing is left.

    >>> one_line(" Bridge\n closed "), one_line(" "), one_line(None)
    ('Bridge closed', None, None)
    """
    return " ".join(clean_text(raw or "").split()) or None
