"""Spans of speakers, quotations and antecedents: exact, inside their claim, found in linear time."""

from __future__ import annotations

import doctest
import importlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims import extract_claims, resolved, resolved_claim
from factcheck.claims.annotating import annotated
from factcheck.datatypes import Article, Attribution, Span

PIECES = st.sampled_from(
    [
        "Minister Ali Faris", "she", "He", "his", "it", "they", "the minister", "the bank", " said ", "told the Post",
        "that", "“", "”", '"', "'", "’s", ",", ".", ". ", "\n\n", ": ", "on Monday", "according to", "Iran and Iraq",
        "the two countries", "May 3", "OSLO, May 3 (AP) - ", "was quoted as saying", "denied", "who", "é", "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)


def spans_of(attribution: Attribution | None) -> list[Span]:
    if attribution is None:
        return []
    return [attribution.speaker, attribution.verb, attribution.said, *spans_of(attribution.within)]


@given(TEXTS)
@settings(deadline=None)
def test_every_span_slices_back_and_lies_where_it_belongs(text: str) -> None:
    for claim in extract_claims(Article(text=text)):
        antecedents = [it.antecedent for it in claim.antecedents if it.antecedent is not None]
        mentions = [it.mention for it in claim.antecedents]
        every = [*spans_of(claim.attribution), *claim.quote_spans, *mentions, *antecedents]
        assert all(text[span.start : span.end] == span.text != "" for span in every)
        inside = [*claim.quote_spans, *mentions, *([claim.attribution.said] if claim.attribution else [])]
        assert all(claim.start <= span.start and span.end <= claim.end for span in inside)
        assert all(it.antecedent is None or it.antecedent.end <= it.mention.start for it in claim.antecedents)
        assert mentions == sorted(mentions)
        assert list(claim.quote_spans) == sorted(claim.quote_spans)


@given(TEXTS)
@settings(deadline=None)
def test_claims_carry_what_is_found_for_them_and_a_second_time_changes_nothing(text: str) -> None:
    article = Article(text=text)
    claims = extract_claims(article)
    again = list(annotated(article, [(claim.start, claim.end) for claim in claims]))
    assert again == [(claim.attribution, claim.quote_spans, claim.antecedents) for claim in claims]
    assert [claim.text for claim in claims] == [text[claim.start : claim.end] for claim in claims]


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_any_claim_can_be_resolved_with_any_context(claim: str, context: str) -> None:
    assert isinstance(resolved(claim, context), str)
    assert resolved(claim, None) == claim
    assert all(resolved_claim(it) for it in extract_claims(Article(text=context)))


HOSTILE = {
    "straight marks with words": '"a ',
    "straight marks": '"',
    "single marks": "' a",
    "opening marks": "“a ",
    "plural possessives": "‘a s’ b ",
    "sayings": "he said ",
    "capitals": "Ann Lee ",
    "appositions": "Ann Lee, the mayor, ",
    "nested sayings": "the mayor said that the bank ",
    "chains of of": "the king of ",
    "chains of and": "A and ",
    "pronouns": "it his her ",
    "according": "according to X, ",
    "adverbs": "also never ",
    "one word": "aaaaaaaa",
    "spaces": "        ",
    "line breaks": "a\n",
    "short sentences": "Ann Lee met Bo Ray, and he said his aide saw her. ",
}


def seconds(text: str) -> float:
    """Measure the time this stage takes for a text that is one claim, or for its sentences."""
    article = Article(text=text)
    parts = text.split(". ") if ". " in text else [text]
    spans, at = [], 0
    for part in parts:
        spans.append((at, at + len(part)))
        at += len(part) + 2
    began = time.process_time()
    list(annotated(article, spans))
    return time.process_time() - began


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    short = min(seconds(piece * (10_000 // len(piece))) for _ in range(3))
    long = min(seconds(piece * (40_000 // len(piece))) for _ in range(2))
    assert long < 8 * short + 0.1  # four times the text; quadratic would be sixteen times the time


@pytest.mark.parametrize(
    "name",
    [
        "annotating", "antecedents.pleonastic", "antecedents.resolving", "antecedents.times", "phrases.first_names",
        "phrases.lexicon", "phrases.noun_phrases", "phrases.nouns", "phrases.words",
        "speakers.attribution", "speakers.quotation_marks", "speakers.quote_spans", "speakers.quoted", "speakers.verbs",
    ],
)  # fmt: skip
def test_doctests(name: str) -> None:
    results = doctest.testmod(importlib.import_module(f"factcheck.claims.{name}"))
    assert results.attempted
    assert results.failed == 0
