"""Whatever the text: the claim splitter ends in its time, and every claim is where it says."""

from __future__ import annotations

import os
import random
import time

import pytest
from hostile_files import PIECES, STORY, mutated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.claims import claims_and_skipped
from factcheck.datatypes import Article
from factcheck.plain import canonical, plain
from factcheck.sentences import sentence_spans
from factcheck.verdicts.checks import run_checks

N_CASES = int(os.environ.get("HOSTILE_CASES", "40"))
MOST_SECONDS = 10
TEXTS = st.one_of(
    st.text(st.characters(), max_size=300),  # lone surrogates too
    st.integers(0, 2**64).map(
        lambda seed: mutated(STORY.encode(), random.Random(seed)).decode("utf-8", "surrogateescape")
    ),
    st.lists(
        st.sampled_from([piece.decode("utf-8", "surrogateescape") for piece in PIECES] + STORY.split()), max_size=30
    ).map(" ".join),
)


@settings(max_examples=3 * N_CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_is_cut_into_claims_that_slice_back(text: str) -> None:
    began = time.process_time()
    claims, skipped = claims_and_skipped(Article(text=text))
    assert time.process_time() - began < MOST_SECONDS
    for each in (*claims, *skipped):
        assert text[each.start : each.end] == each.text


@settings(max_examples=N_CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, TEXTS)
def test_any_two_texts_are_compared(claim: str, premise: str) -> None:
    began = time.process_time()
    run_checks(claim=claim[:2000], premise=premise[:2000], published=None)
    found = plain(claim)
    assert len(found.offsets) == (0 if found.text == claim else len(found.text))
    canonical(claim)
    assert time.process_time() - began < MOST_SECONDS


LONG = [
    *("a" * 100_000, "9" * 100_000, "1," * 33_000, "A. " * 20_000, "“" * 33_000, "(" * 33_000, '"said ' * 13_000),
    *("\u200b" * 100_000, "\u202e1" * 33_000, "e\u0301" * 33_000, "he said that " * 6_000, "x\u0300" * 33_000),
    *("Ann " * 20_000, "not " * 20_000, "and, " * 16_000, "in 2020 " * 10_000, "\ud800" * 33_000, "%" * 66_000),
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_a_text_without_end_ends(text: str) -> None:
    began = time.process_time()
    claims_and_skipped(Article(text=text))
    sentence_spans(text)
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize(
    "form", ["{}", "On {} May", "the {}th", "3.{} million", "${}bn", "{} days ago", "{}:30 p.m.", "1 in {}"]
)
def test_a_row_of_digits_without_end_is_compared(form: str) -> None:
    text = f"The dam held {form.format('9' * 5000)} litres."
    for claim, premise in ((text, STORY), (STORY, text), (text, text)):
        run_checks(claim=claim, premise=premise, published="2024-05-05")
    assert "9" * 5000 in canonical(text)
