"""Sentences that ask: there is nothing in them to check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factcheck.claims.sorting.placing import PlacedSentence

_ASKS: Final = re.compile(r"\?[\"'”’)\]!?*_]*$")
_STATED_BEFORE: Final = re.compile(r"[a-z]{2}[.!][\"'”’)\]]*\s")


def question(sentence: PlacedSentence) -> str | None:
    """Say that a sentence asks; None when it does not, or when a quotation states something before it asks."""
    if _ASKS.search(sentence.text[-20:]) and not _STATED_BEFORE.search(sentence.text):
        return "a question"
    return None
