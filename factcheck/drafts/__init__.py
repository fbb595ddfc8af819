"""Compares two drafts of an article claim by claim, and judges only what changed: `compare` and `align`."""

from factcheck.drafts.aligning import Aligned, Change, align
from factcheck.drafts.comparing import Compared, Comparison, Effect, compare
from factcheck.drafts.wording import differing_words

__all__ = ["Aligned", "Change", "Compared", "Comparison", "Effect", "align", "compare", "differing_words"]
