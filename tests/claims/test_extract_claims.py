"""Claims of an article: exact offsets, numbers, context, and nothing that states nothing."""

from __future__ import annotations

import doctest
import importlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims import SentenceKind, extract_claims, skipped_sentences, sort_sentences
from factcheck.claims.unseen import as_seen
from factcheck.datatypes import Article

PIECES = st.sampled_from(
    [
        "The river rose on Monday.", "TUNIS (Reuters) - Shops opened.", "By Jane Doe", "Who paid?", "Subscribe", "***",
        "(Reporting by Ann Lee; Editing by Bo Ray)", "FILE PHOTO: A ship. REUTERS/Ann Lee", "Mayor Quits In Oslo", "- ",
        "“We won. We lost,” she said.", "Read more: Dam Holds", "By Ann Lee OSLO, May 3 (AP) —", "Oslo Floods", "\n",
        "\n\n", "\r\n", "# ", "\u2028", "\ud800", "é",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=20).map("".join), st.lists(PIECES, max_size=20).map(" ".join)
)
TITLES = st.one_of(st.none(), st.sampled_from(["Oslo Floods", "Mayor Quits In Oslo", ""]), st.text(max_size=10))

LABELLED = [
    unit["text"]
    for path in sorted((Path(__file__).parent / "labelled" / "sentences").glob("tune/*.json"))
    for unit in json.loads(path.read_text(encoding="utf-8"))["units"]
    if unit["claim"] and unit["text"].endswith(".")
]

STORY = """Mayor Quits After Flood

By Jane Doe and John Roe in Oslo

OSLO, May 3 (Union Newswire) - The mayor of Oslo resigned on Friday, three days after a flood killed nine people.

FILE PHOTO: Mayor Ann Lee speaks in Oslo, April 2, 2021. REUTERS/Bo Ray

“I failed you. I am sorry,” Ann Lee told the council. The council has not named a successor.
Why did the warning come so late?
It praised her record.

Advertisement

Read more: Nine die in Oslo flood
(Report through Jane Doe in Oslo; edited through Bo Ray)
Sign up for our news burst.
"""
CLAIMS = [
    "The mayor of Oslo resigned on Friday, three days after a flood killed nine people.",
    "“I failed you. I am sorry,” Ann Lee told the council.",
    "The council has not named a successor.",
    "It praised her record.",
]


@given(TEXTS, TITLES)
@settings(deadline=None)
def test_claims_slice_back_and_are_numbered_from_one(text: str, title: str | None) -> None:
    claims = extract_claims(Article(text=text, title=title))
    assert [claim.number for claim in claims] == list(range(1, len(claims) + 1))
    assert all(text[claim.start : claim.end] == claim.text == claim.text.strip() != "" for claim in claims)
    assert [claim.context for claim in claims] == [None, *(claim.text for claim in claims)][: len(claims)]


@given(TEXTS, TITLES)
@settings(deadline=None)
def test_readings_cover_every_character_that_is_no_space_and_claims_are_the_statements(
    text: str, title: str | None
) -> None:
    article = Article(text=text, title=title)
    readings = sort_sentences(article)
    end = 0
    for reading in readings:
        assert text[reading.start : reading.end] == reading.text != ""
        assert reading.start >= end
        assert not text[end : reading.start].strip()
        assert reading.why
        end = reading.end
    assert not text[end:].strip()
    if as_seen(text) is not None:  # claims are those of the text as its readers see it: tests/hostile/test_invisible.py
        return
    statements = [(r.start, r.end) for r in readings if r.kind is SentenceKind.STATEMENT]
    assert [(claim.start, claim.end) for claim in extract_claims(article)] == statements
    assert skipped_sentences(article) == [r for r in readings if r.kind is not SentenceKind.STATEMENT]


@given(TEXTS, TITLES)
@settings(deadline=None)
def test_parts_lie_in_their_claim_in_order_and_slice_back(text: str, title: str | None) -> None:
    for claim in extract_claims(Article(text=text, title=title)):
        assert len(claim.parts) != 1
        ends = [claim.start]
        for part in claim.parts:
            assert ends[-1] <= part.start < part.end <= claim.end
            assert text[part.start : part.end] == part.text
            ends.append(part.end)
        assert not claim.parts or (claim.parts[0].start, ends[-1]) == (claim.start, claim.end)
        assert 0 <= claim.worth <= 1


@given(st.lists(st.sampled_from(LABELLED), max_size=12))
@settings(deadline=None)
def test_the_claims_of_an_article_made_of_claims_are_those(sentences: list[str]) -> None:
    claims = extract_claims(Article(text="\n\n".join(sentences)))
    assert [claim.text for claim in claims] == sentences
    again = extract_claims(Article(text="\n\n".join(claim.text for claim in claims)))
    assert again == claims


def test_a_story_gives_its_statements_without_dateline() -> None:
    claims = extract_claims(Article(text=STORY, title="Mayor Quits After Flood"))
    assert [claim.text for claim in claims] == CLAIMS
    assert [claim.context for claim in claims] == [None, *CLAIMS[:-1]]


def test_every_skipped_sentence_of_a_story_has_its_kind() -> None:
    kinds = [reading.kind.value for reading in skipped_sentences(Article(text=STORY))]
    assert kinds == [
        "headline", "byline", "dateline", "caption", "caption", "question", "boilerplate", "instruction", "boilerplate",
        "boilerplate",
    ]  # fmt: skip


def test_a_story_on_one_line_gives_the_same_claims() -> None:
    sentences = [*CLAIMS, "(Report through Jane Doe in Oslo; edited through Bo Ray)", "Subscribe"]
    text = " ".join(["OSLO (Reuters) – " + sentences[0], *sentences[1:]])
    assert [claim.text for claim in extract_claims(Article(text=text))] == CLAIMS


@pytest.mark.parametrize("text", ["", " \n ", "Subscribe", "Who paid?", "***", "OSLO (Reuters) -", "By Jane Doe"])
def test_an_article_that_states_nothing_has_no_claims(text: str) -> None:
    assert extract_claims(Article(text=text)) == []


@pytest.mark.parametrize(
    "name",
    [
        "extract",
        "parts.kinds",
        "parts.language",
        "parts.masking",
        "parts.split",
        "parts.words",
        "parts.worth",
        "sorting.datelines",
        "sorting.names",
        "sorting.placing",
        "sorting.sort",
        "sorting.timestamps",
    ],
)
def test_doctests(name: str) -> None:
    results = doctest.testmod(importlib.import_module(f"factcheck.claims.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
