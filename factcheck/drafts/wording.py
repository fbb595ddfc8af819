"""The words in which two wordings of a claim differ (pure)."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from factcheck.datatypes import Span

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]")


def differing_words(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Give the words of the old text that are not in the new one, and those of the new that are not in the old.

    Spans count characters of each text, in order; words that stand together are one span.

    >>> differing_words("The port stays open.", "The port closes.")
    ([Span(start=9, end=19, text='stays open')], [Span(start=9, end=15, text='closes')])
    """
    before, after = ([match.span() for match in _WORD.finditer(text)] for text in (old, new))
    opcodes = Indel.opcodes([old[a:b] for a, b in before], [new[a:b] for a, b in after])
    removed, added = [], []
    for opcode in opcodes:
        if opcode.tag in {"delete", "replace"}:
            removed.append(_span(old, before[opcode.src_start : opcode.src_end]))
        if opcode.tag in {"insert", "replace"}:
            added.append(_span(new, after[opcode.dest_start : opcode.dest_end]))
    return removed, added


def _span(text: str, words: list[tuple[int, int]]) -> Span:
    start, end = words[0][0], words[-1][1]
    return Span(start, end, text[start:end])
