"""Citations are found again: in place, moved, changed or gone."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from kept import CLINIC, FERRY, VISIT

from factcheck.ledger import Shelf, Standing, citations_of, words_sha256
from factcheck.reading import reference_from_text


def standings(report, index):
    shelf = Shelf(index)
    return [shelf.find(citation) for citation in citations_of(report.verdicts)]


def test_a_citation_is_id_characters_and_hash_of_the_words(report, references) -> None:
    (first, *_) = citations_of(report.verdicts)
    assert first.reference_id == references[0].reference_id
    assert CLINIC[first.start : first.end] == "The clinic hired 12 nurses in March."
    assert first.text_sha256 == hashlib.sha256(b"The clinic hired 12 nurses in March.").hexdigest()
    assert first.reference_sha256 == hashlib.sha256(CLINIC.encode()).hexdigest()
    assert first.claims == (1,)


def test_a_place_cited_for_two_claims_is_one_citation(report) -> None:
    first = report.verdicts[0]
    again = replace(first, claim=replace(first.claim, number=9))
    (citation,) = citations_of([again, first])
    assert citation.claims == (1, 9)


def test_what_the_parts_of_a_verdict_cite_is_cited(report) -> None:
    first, second, _ = report.verdicts
    cited = citations_of([replace(first, parts=(second,))])
    assert [citation.reference_id for citation in cited] == [
        first.evidence[0].reference_id,
        second.evidence[0].reference_id,
    ]


def test_all_citations_of_an_untouched_index_are_exact(report, index) -> None:
    found = standings(report, index)
    assert [each.standing for each in found] == [Standing.EXACT] * 3
    assert not any(each.report_changed for each in found)


def test_an_edit_before_the_cited_sentence_moves_it(report, index, references) -> None:
    edited = f"CORRECTED. {CLINIC}"
    index.withdraw(references[0].reference_id)
    index.add([reference_from_text(edited, title="Clinic grows", publisher="Bay Wire", path="elsewhere/c.txt")])
    moved, *rest = standings(report, index)
    assert moved.standing == Standing.MOVED
    assert moved.report_changed
    assert edited[moved.now.start : moved.now.end] == "The clinic hired 12 nurses in March."
    assert [each.standing for each in rest] == [Standing.EXACT] * 2


def test_an_edit_after_the_cited_sentence_is_told_apart_from_an_exact_citation(report, index, references) -> None:
    index.withdraw(references[0].reference_id)
    index.add([reference_from_text(f"{CLINIC} More follows.", title="Clinic grows", publisher="Bay Wire")])
    moved, *_ = standings(report, index)
    assert (moved.standing, moved.now.start) == (Standing.MOVED, 0)
    assert moved.now.reference_id != references[0].reference_id


def test_the_same_id_with_another_text_elsewhere_is_exact_in_a_changed_report(report, index, references) -> None:
    edited = reference_from_text(f"{CLINIC} More follows.")
    index.add([replace(references[0], text=edited.text, sha256=edited.sha256)])
    exact, *_ = standings(report, index)
    assert (exact.standing, exact.report_changed) == (Standing.EXACT, True)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("12 nurses", "21 nurses"),
        ("The clinic hired", "The clinic never hired"),
        ("The clinic hired 12 nurses in March.", "The clinic hired 12 nurses in March, it had said wrongly."),
        ("The clinic hired 12 nurses in March.", "It is untrue that The clinic hired 12 nurses in March."),
    ],
)
def test_a_cited_sentence_that_says_another_thing_is_changed(report, index, references, was, now) -> None:
    index.withdraw(references[0].reference_id)
    index.add([reference_from_text(CLINIC.replace(was, now), path="reports/clinic.txt")])
    changed, *_ = standings(report, index)
    assert changed.standing == Standing.CHANGED
    assert now.split()[-1] in changed.now.text


def test_a_page_is_found_by_its_address_whatever_its_title_is_now(report, index, references) -> None:
    index.withdraw(references[1].reference_id)
    index.add([reference_from_text(VISIT.replace("Sunday", "Friday"), title="New", url="http://news.example/visit/")])
    _, changed, _ = standings(report, index)
    assert changed.standing == Standing.CHANGED
    assert changed.now.text == "The minister visited Baghdad on Friday."


def test_a_withdrawn_report_is_gone_and_a_copy_of_another_publisher_is_only_named(report, index, references) -> None:
    copied = reference_from_text(f"{CLINIC} So it says.", title="Copied", publisher="Gulf Post")
    index.add([copied])
    index.withdraw(references[0].reference_id)
    gone, *_ = standings(report, index)
    assert (gone.standing, gone.now) == (Standing.GONE, None)
    assert gone.elsewhere == (copied.reference_id,)


def test_a_report_without_a_name_is_known_by_three_sentences_in_a_row(report, index, references) -> None:
    index.withdraw(references[2].reference_id)
    index.add([reference_from_text(f"{FERRY} The captain spoke.", path="archive/f.txt")])
    *_, moved = standings(report, index)
    assert moved.standing == Standing.MOVED


def test_a_sentence_with_other_neighbours_in_a_report_without_a_name_is_gone(report, index, references) -> None:
    index.withdraw(references[2].reference_id)
    index.add([reference_from_text("The ferry sank near Karsk on Monday. Or so we thought.", path="archive/f.txt")])
    *_, gone = standings(report, index)
    assert gone.standing == Standing.GONE
    assert len(gone.elsewhere) == 1


def test_of_two_equal_sentences_the_one_between_the_same_neighbours_is_meant(report, index, references) -> None:
    sentence = "The clinic hired 12 nurses in March."
    edited = f"Bay City grows. {sentence} It was sunny. Corrected below. {CLINIC}"
    index.withdraw(references[0].reference_id)
    index.add([reference_from_text(edited, path="reports/clinic.txt")])
    moved, *_ = standings(report, index)
    assert edited[moved.now.start :].startswith(CLINIC)


def test_line_breaks_do_not_matter() -> None:
    assert words_sha256("It rained\nall day.") == words_sha256("It  rained all day.")
    assert words_sha256("It rained all day.") != words_sha256("It rained all days.")


def test_a_report_of_the_same_title_on_another_day_is_another_report(report, index, references) -> None:
    dated = replace(report.verdicts[0].evidence[0], published="2024-05-02")
    cited = citations_of([replace(report.verdicts[0], evidence=(dated,))])[0]
    index.withdraw(references[0].reference_id)
    index.add([reference_from_text("Bay City is calm.", title="Clinic grows", published="2024-05-09")])
    assert Shelf(index).find(cited).standing == Standing.GONE
