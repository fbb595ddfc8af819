"""Takes the statements of an article as claims, each with the statement before it as context, in one pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.claims.annotating import annotated
from factcheck.claims.parts import claim_kind, claim_worth, masked_lines, split_sentence
from factcheck.claims.sorting import SentenceKind, SentenceReading, sort_sentences
from factcheck.claims.unseen import as_seen, in_original
from factcheck.datatypes import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Article


def claims_and_skipped(article: Article) -> tuple[list[Claim], list[SentenceReading]]:
    """Give what `extract_claims` and `skipped_sentences` give, reading the article once.

    Example:
        >>> from factcheck.datatypes import Article
        >>> claims, skipped = claims_and_skipped(Article(text="Two ships sank. Who paid?"))
        >>> [claim.text for claim in claims], [reading.text for reading in skipped]
        (['Two ships sank.'], ['Who paid?'])
    """
    seen = as_seen(article.text)
    if seen is not None:
        read, skipped = claims_and_skipped(replace(article, text=seen.text))
        claims = in_original(read, seen)
        contexts = [None, *(claim.text for claim in claims)]
        claims = [replace(claim, context=context) for claim, context in zip(claims, contexts, strict=False)]
        return claims, in_original(skipped, seen)
    readings = sort_sentences(article)
    statements = [reading for reading in readings if reading.kind is SentenceKind.STATEMENT]
    return _claims(article, statements), _skipped(readings)


def extract_claims(article: Article) -> list[Claim]:
    """Cut an article into its checkable claims.

    Returns:
        The claims in text order, numbered from 1. `article.text[claim.start:claim.end] == claim.text`; a claim's
        context is the claim before it, None for the first. [] for an article that states nothing.

    Example:
        >>> from factcheck.datatypes import Article
        >>> claims = extract_claims(Article(text="TUNIS (AP) - Two ships sank. Who paid? Nobody was hurt."))
        >>> [(claim.number, claim.text, claim.context) for claim in claims]
        [(1, 'Two ships sank.', None), (2, 'Nobody was hurt.', 'Two ships sank.')]
    """
    return claims_and_skipped(article)[0]


def skipped_sentences(article: Article) -> list[SentenceReading]:
    """Give the sentences of an article that are not claims, in text order, each with its kind and why.

    Example:
        >>> from factcheck.datatypes import Article
        >>> [(reading.text, reading.why) for reading in skipped_sentences(Article(text="Two ships sank. Who paid?"))]
        [('Who paid?', 'a question')]
    """
    seen = as_seen(article.text)
    if seen is not None:
        return in_original(skipped_sentences(replace(article, text=seen.text)), seen)
    return _skipped(sort_sentences(article))


def _skipped(readings: Sequence[SentenceReading]) -> list[SentenceReading]:
    return [reading for reading in readings if reading.kind is not SentenceKind.STATEMENT]


def _claims(article: Article, statements: Sequence[SentenceReading]) -> list[Claim]:
    """Make claims of the statements of an article, in order."""
    claims: list[Claim] = []
    cover = masked_lines(article.text)
    annotations = annotated(article, [(reading.start, reading.end) for reading in statements])
    for number, (reading, found) in enumerate(zip(statements, annotations, strict=True), 1):
        kind = claim_kind(reading.text)
        claims.append(
            Claim(
                number=number,
                text=reading.text,
                start=reading.start,
                end=reading.end,
                context=claims[-1].text if claims else None,
                kind=kind,
                attribution=found.attribution,
                quote_spans=found.quote_spans,
                antecedents=found.antecedents,
                parts=split_sentence(reading.text, reading.start, cover=cover[reading.start : reading.end]),
                worth=claim_worth(reading.text, kind),
            )
        )
    return claims
