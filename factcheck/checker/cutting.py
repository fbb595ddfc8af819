"""Cuts an article into claims, or as much of a very long one as a deadline leaves the time for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.claims import claims_and_skipped

if TYPE_CHECKING:
    from factcheck.checker.pace import Pace
    from factcheck.claims import SentenceReading
    from factcheck.datatypes import Article, Claim

SURE = 200_000
"""Characters that are cut whatever the deadline: a second's work, and more than any article of a newspaper has."""
SAMPLE = 20_000
"""Characters that are cut to learn how long this text takes: a tenth of a second."""
SHARE = 0.5
"""Share of the time left that cutting may take where not all can be cut: the rest is for judging what was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What an article was cut into.

    `uncut_from` is the character from which on the text was not even cut, None when all of it was.
    """

    claims: list[Claim]
    skipped: list[SentenceReading]
    uncut_from: int | None = None


def cut(article: Article, pace: Pace | None = None) -> Cut:
    """Cut an article into claims; all of it, unless that would take longer than a deadline leaves.

    What is cut of an article that is too long is its beginning, up to the end of a paragraph where there is one. The
    claims are those that the whole article would give.

    Args:
        article: the article.
        pace: the deadline, None for none.
    """
    length = len(article.text)
    if pace is None or length <= SURE:
        return _whole(article)
    before = pace.left
    claims_and_skipped(replace(article, text=article.text[:SAMPLE]))
    seconds = (before - pace.left) / SAMPLE
    left = max(pace.left, 0.0)
    if seconds * length <= left:
        return _whole(article)
    return _beginning(article, max(SAMPLE, int(SHARE * left / seconds)))


def _whole(article: Article) -> Cut:
    claims, skipped = claims_and_skipped(article)
    return Cut(claims=claims, skipped=skipped)


def _beginning(article: Article, most: int) -> Cut:
    """Cut the first characters of an article, at most so many.

    It ends with the last paragraph in the second half of them, or, where none ends there, before the last sentence.
    """
    end = article.text.rfind("\n\n", most // 2, most)
    if end > 0:
        claims, skipped = claims_and_skipped(replace(article, text=article.text[:end]))
        return Cut(claims=claims, skipped=skipped, uncut_from=end)
    claims, skipped = claims_and_skipped(replace(article, text=article.text[:most]))
    starts = [claim.start for claim in claims[-1:]] + [reading.start for reading in skipped[-1:]]
    last = max(starts, default=0)  # it may go on
    return Cut(
        claims=[claim for claim in claims if claim.start < last],
        skipped=[reading for reading in skipped if reading.start < last],
        uncut_from=last,
    )
