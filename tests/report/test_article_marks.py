from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from strategies import reports

from factcheck.datatypes import Article, Claim, Failure
from factcheck.report.article_marks import paragraphs
from factcheck.report.plain import clean

if TYPE_CHECKING:
    from factcheck.report import Report


def said(report: Report) -> str:
    segments = [segment for paragraph in paragraphs(report) for segment in paragraph]
    return "".join(piece.text for segment in segments for piece in segment.pieces)


@settings(deadline=None, max_examples=20)
@given(report=reports())
def test_every_place_has_one_segment_in_order(report: Report) -> None:
    places = [segment.place for paragraph in paragraphs(report) for segment in paragraph if segment.place is not None]
    assert len(places) == len(report.outcomes) + len(report.not_reached) + len(report.skipped)
    starts = [place.claim.start if hasattr(place, "claim") else place.start for place in places]
    assert starts == sorted(starts)


def test_the_article_stands_there_whole_in_its_paragraphs(visit: Report) -> None:
    assert "".join(said(visit).split()) == "".join(clean(visit.input_text).split())
    cut = paragraphs(visit)
    assert len(cut) == 16
    assert [segment.place is not None for segment in cut[1]] == [False, True]
    marked = [piece.text for segment in cut[2] for piece in segment.pieces if piece.differs]
    assert marked == ["second"]


def test_of_overlapping_claims_the_first_keeps_its_words(harbour: Report) -> None:
    text = "One two three."
    failures = tuple(
        Failure(claim=Claim(number=number, text=text[start:end], start=start, end=end), error="E", message="m")
        for number, (start, end) in enumerate([(0, 7), (4, 13), (4, 7)], start=1)
    )
    report = replace(harbour, article=Article(text=text), verdicts=(), failures=failures, skipped=())
    (paragraph,) = paragraphs(report)
    assert [("".join(piece.text for piece in part.pieces), part.place) for part in paragraph] == [
        ("One two", failures[0]),
        ("", failures[2]),
        (" three", failures[1]),
        (".", None),
    ]


def test_a_line_end_within_a_claim_is_a_space_and_one_between_claims_ends_a_paragraph(harbour: Report) -> None:
    text = "One\ntwo.\nThree."
    claim = Claim(number=1, text=text[:8], start=0, end=8)
    report = replace(
        harbour,
        article=Article(text=text),
        verdicts=(),
        failures=(Failure(claim=claim, error="E", message="m"),),
        skipped=(),
    )
    first, second = paragraphs(report)
    assert [piece.text for part in first for piece in part.pieces] == ["One two."]
    assert [piece.text for part in second for piece in part.pieces] == ["Three."]


def test_an_empty_article_has_no_paragraph(harbour: Report) -> None:
    empty = replace(harbour, article=Article(text=""), verdicts=(), failures=(), skipped=())
    assert paragraphs(empty) == []


def test_a_claim_within_another_repeats_no_word(harbour: Report) -> None:
    text = "One two three."
    failures = tuple(
        Failure(claim=Claim(number=number, text=text[start:end], start=start, end=end), error="E", message="m")
        for number, (start, end) in enumerate([(0, 13), (4, 7)], start=1)
    )
    assert said(replace(harbour, article=Article(text=text), verdicts=(), failures=failures, skipped=())) == text
