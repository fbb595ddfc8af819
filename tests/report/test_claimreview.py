from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings
from strategies import reports

from factcheck.datatypes import Attribution, Span
from factcheck.errors import InputError
from factcheck.report import render, require_format

if TYPE_CHECKING:
    from factcheck.report import Report

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "claimreview.json").read_text(encoding="utf-8"))
DESK: dict[str, Any] = {"author": "The Desk", "url": "https://desk.example.org/reviews/7"}


def reviews_of(report: Report) -> list[dict[str, Any]]:
    return json.loads(render(report, "claimreview", **DESK))["@graph"]


@settings(deadline=None, max_examples=20)
@given(report=reports())
def test_every_report_validates_and_can_stand_in_a_page(report: Report) -> None:
    written = render(report, "claimreview", **DESK)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(written))
    assert not set(written) & set("<>&")


def test_a_review_rates_in_words_and_says_that_nobody_signed_it(harbour: Report) -> None:
    first, second = reviews_of(harbour)
    assert first["reviewRating"] == {"@type": "Rating", "alternateName": "Contradicted by trusted reports"}
    assert second["reviewRating"]["alternateName"] == "Supported by trusted reports"
    assert "unsigned" in first["creativeWorkStatus"]
    assert first["claimReviewed"] == "The port would close in May."
    assert first["url"] == "https://desk.example.org/reviews/7#claim-1"
    assert first["author"]["name"] == "The Desk"
    assert first["itemReviewed"]["appearance"]["headline"] == "Harbour news"
    assert [part["text"] for part in first["citation"]] == [
        "The port would not close in May.",
        "The port may close in June.",
    ]


def test_the_speaker_of_a_claim_is_its_author(harbour: Report) -> None:
    verdict = harbour.verdicts[0]
    said = Attribution(speaker=Span(0, 7, "Harbour"), verb=Span(8, 12, "news"), said=Span(13, 41, verdict.claim.text))
    spoken = replace(verdict, claim=replace(verdict.claim, attribution=said))
    (review,) = reviews_of(replace(harbour, verdicts=(spoken,)))
    assert review["itemReviewed"]["author"] == {"@type": "Thing", "name": "Harbour"}


def test_names_that_are_nothing_once_cleaned_are_left_out(harbour: Report) -> None:
    unseen = replace(harbour, article=replace(harbour.article, title="\x00", publisher="\u202e\u202c"))
    appearance = reviews_of(unseen)[0]["itemReviewed"].get("appearance", {})
    assert not appearance.keys() & {"headline", "publisher"}


@pytest.mark.parametrize(
    ("author", "url", "what"),
    [
        (None, "https://desk.example.org", "needs an author, got None"),
        (" \u202e", "https://desk.example.org", "needs an author"),
        ("The Desk", None, "needs the http.* address .* got None"),
        ("The Desk", "desk.example.org", "needs the http.* address"),
        ("The Desk", "javascript:alert(1)", "needs the http.* address"),
        ("The Desk", "https://[", "needs the http.* address"),
    ],
)
def test_without_author_or_address_a_review_is_refused(harbour: Report, author, url, what) -> None:
    with pytest.raises(InputError, match=what):
        render(harbour, "claimreview", author=author, url=url)
    with pytest.raises(InputError, match=what):
        require_format("claimreview", author=author, url=url)


def test_a_script_end_in_a_text_does_not_end_the_markup(harbour: Report) -> None:
    hostile = replace(harbour.verdicts[0], explanation="</script><script>alert(1)</script>")
    assert "</script" not in render(replace(harbour, verdicts=(hostile,)), "claimreview", **DESK)
