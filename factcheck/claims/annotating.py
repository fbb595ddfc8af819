"""Fills in who says each claim, what it quotes, and what its words refer back to."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from factcheck.claims.antecedents.reader import Reader
from factcheck.claims.antecedents.times import date_in, may_hold_time, times
from factcheck.claims.speakers.carried import attributions, spoken
from factcheck.claims.speakers.quotation_marks import quotations
from factcheck.claims.speakers.quote_spans import quotes_within
from factcheck.claims.speakers.sentence import read_sentence
from factcheck.datatypes import Antecedent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Article, Claim

_HEAD: Final = 2_000  # characters before the first claim where a date may stand: title, byline, dateline


def with_speakers_and_antecedents(article: Article, claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims of an article with `attribution`, `quote_spans` and `antecedents` filled in, in the same order.

    Args:
        article: the article.
        claims: its claims in text order, which do not overlap.

    Example:
        >>> from factcheck.claims import extract_claims
        >>> from factcheck.datatypes import Article
        >>> text = "Minister Ali Faris met the union. “I will pay,” he said."
        >>> claim = extract_claims(Article(text=text))[1]
        >>> claim.attributed_to, claim.quote_spans[0].text
        ('he', 'I will pay,')
        >>> [(it.mention.text, it.antecedent.text) for it in claim.antecedents]
        [('he', 'Minister Ali Faris')]
    """
    text = article.text
    quoted = quotations(text)
    spans = [(claim.start, claim.end) for claim in claims]
    reader = Reader(text)
    date = date_in(text, 0, min(claims[0].start, _HEAD)) if claims else None
    sentences = []
    speaking = None
    antecedents = []
    for (start, end), quotes in zip(spans, quotes_within(text, spans, quoted), strict=True):
        sentence = read_sentence(text, start, end, quotes)
        said = spoken(sentence)
        speaking = said.attribution or (speaking if said.is_quotation else None)
        sentences.append(said)
        found = reader.read(sentence, speaking)
        if may_hold_time(sentence.lowers):
            found += [Antecedent(mention=time, antecedent=date) for time in times(text, start, end)]
            found.sort(key=lambda it: it.mention.start)
        antecedents.append(tuple(found))
    return [
        dataclasses.replace(claim, attribution=attribution, quote_spans=sentence.quotes, antecedents=found)
        for claim, sentence, attribution, found in zip(
            claims, sentences, attributions(text, sentences, quoted), antecedents, strict=True
        )
    ]
