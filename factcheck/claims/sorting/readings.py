"""What a sentence of an article is taken for, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SentenceKind(StrEnum):
    """What a sentence is for. Only a statement becomes a claim."""

    STATEMENT = "statement"
    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    TIMESTAMP = "timestamp"
    CAPTION = "caption"
    TABLE = "table"
    QUESTION = "question"
    BOILERPLATE = "boilerplate"
    INSTRUCTION = "instruction"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceReading:
    """A sentence of an article, or the dateline or time before one: characters `[start, end)` of its text.

    `text` equals `article.text[start:end]`; `why` is one phrase: "a credit line".
    """

    start: int
    end: int
    text: str
    kind: SentenceKind
    why: str
