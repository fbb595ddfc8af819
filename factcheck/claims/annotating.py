"""Finds who says each statement, what it quotes, and what its words refer back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.claims.antecedents.reader import Reader
from factcheck.claims.antecedents.times import date_in, may_hold_time, times
from factcheck.claims.speakers.carried import attributions, spoken
from factcheck.claims.speakers.quotation_marks import quotations
from factcheck.claims.speakers.quote_spans import quotes_within
from factcheck.claims.speakers.sentence import read_sentence
from factcheck.datatypes import Antecedent, Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.claims.speakers.carried import Spoken
    from factcheck.claims.speakers.quotation_marks import Quotation
    from factcheck.datatypes import Article

_HEAD: Final = 2_000  # characters before the first claim where a date may stand: title, byline, dateline


class Annotations(NamedTuple):
    """What a statement says of its speaker, its quotations and its antecedents, as in the fields of a claim."""

    attribution: Attribution | None
    quote_spans: tuple[Span, ...]
    antecedents: tuple[Antecedent, ...]


def annotated(article: Article, spans: Sequence[tuple[int, int]]) -> Iterator[Annotations]:
    """Give the annotations of statements of an article, in the same order.

    Args:
        article: the article.
        spans: characters `[start, end)` of its statements, in text order; they do not overlap.

    Example:
        >>> from factcheck.datatypes import Article
        >>> text = "Minister Ali Faris met the union. “I will pay,” he said."
        >>> _, found = annotated(Article(text=text), [(0, 33), (34, 56)])
        >>> found.attribution.speaker.text, found.quote_spans[0].text
        ('he', 'I will pay,')
        >>> [(it.mention.text, it.antecedent.text) for it in found.antecedents]
        [('he', 'Minister Ali Faris')]
    """
    quoted = quotations(article.text)
    sentences, antecedents = _read(article.text, spans, quoted)
    found = attributions(article.text, sentences, quoted)
    for sentence, attribution, mentions in zip(sentences, found, antecedents, strict=True):
        yield Annotations(attribution, sentence.quotes, mentions)


def _read(
    text: str, spans: Sequence[tuple[int, int]], quoted: Sequence[Quotation]
) -> tuple[list[Spoken], list[tuple[Antecedent, ...]]]:
    """Give what each statement's own words say of its speaker, and its antecedents."""
    reader = Reader(text)
    date = date_in(text, 0, min(spans[0][0], _HEAD)) if spans else None
    sentences = []
    speaking = None
    antecedents = []
    for (start, end), quotes in zip(spans, quotes_within(text, spans, quoted), strict=True):
        sentence = read_sentence(text, start, end, quotes)
        said = spoken(sentence)
        speaking = said.attribution or (speaking if said.is_quotation else None)
        sentences.append(said)
        found = reader.read(sentence, speaking)
        if may_hold_time(sentence.words.lowers):
            found += [Antecedent(mention=time, antecedent=date) for time in times(text, start, end)]
            found.sort(key=lambda it: it.mention.start)
        antecedents.append(tuple(found))
    return sentences, antecedents
