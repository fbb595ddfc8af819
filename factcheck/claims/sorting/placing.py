"""Where a sentence stands in its article: on which line, alone or not, beside what else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.datatypes import Article

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKS_BEFORE: Final = re.compile(r"(?:[\s*_>•▪‣·|»→▶►+–—-]|#(?=[\s#]))+")
_FINISHED: Final = re.compile(r"[.!?…]\W*$")
_MOST_SHOWN: Final = 600  # characters a rule looks at: what is longer is no line of a page's own


class PlacedSentence(NamedTuple):
    """A sentence with what the rules ask about it.

    `words` is its text for matching: typographic apostrophes and spaces made plain, list marks before it left out,
    cut after 600 characters. `line` is the line it stands on, made plain alike, or "" when that is longer. `alone`
    tells whether it fills its line, `opens_line` whether it begins it, `only` whether the article has no other
    sentence, `among_finished` whether some other line of the article ends with a full stop.
    """

    start: int
    end: int
    text: str
    words: str
    line: str
    alone: bool
    opens_line: bool
    only: bool
    among_finished: bool
    title: str | None

    @property
    def n_words(self) -> int:
        """Count the words, of the first 600 characters."""
        return len(self.words.split())

    @property
    def finished(self) -> bool:
        """Tell whether the sentence ends with a full stop, question mark, exclamation mark or ellipsis."""
        return is_finished(self.text)


def is_finished(text: str) -> bool:
    """Tell whether a text ends with a full stop or its like, closing quotes and brackets aside.

    Example:
        >>> is_finished('He said "no."'), is_finished("Talks begin in Tehran")
        (True, False)
    """
    return _FINISHED.search(text[-20:]) is not None


def plain(text: str) -> str:
    """Make a text plain for matching: see `PlacedSentence.words`.

    Example:
        >>> plain("*  Do not   miss it")
        'Do not miss it'
    """
    head = text[:_MOST_SHOWN].replace("’", "'").replace("‘", "'")
    marks = _MARKS_BEFORE.match(head)
    return " ".join((head[marks.end() :] if marks else head).split())


def placed_sentences(article: Article) -> Iterator[PlacedSentence]:
    """Cut an article into sentences and place each, in text order; none for a text of spaces."""
    text = article.text
    spans = sentence_spans(text)
    lines = _lines(text)
    finished_lines = {start for start, end in lines if is_finished(text[max(start, end - 20) : end])}
    at = 0
    start, end = lines[0] if lines else (0, 0)
    shown = plain(text[start:end]) if end - start <= _MOST_SHOWN else ""
    for span in spans:
        while end <= span.start:
            at += 1
            start, end = lines[at]
            shown = plain(text[start:end]) if end - start <= _MOST_SHOWN else ""
        yield PlacedSentence(
            *span,
            words=plain(span.text),
            line=shown,
            alone=span.start == start and span.end >= end,
            opens_line=span.start == start,
            only=len(spans) == 1,
            among_finished=bool(finished_lines - {start}) if len(finished_lines) <= 1 else True,
            title=article.title,
        )


def _lines(text: str) -> list[tuple[int, int]]:
    """Give the lines that hold more than spaces, stripped."""
    lines = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped)
            lines.append((start, start + len(stripped)))
    return lines
