"""Copies: the same words, and wire stories with light edits."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.lint import FaultKind
from factcheck.lint.copies import RUN, copies, distinct_reports, edited_copies, longest_passage
from factcheck.lint.wording import runs, word_spans

WIRE = (
    "The parliament of Ostmark voted on Tuesday to lower the voting age to 16, the third in the region to do so. The "
    "bill passed by 88 votes to 61 after a debate of nine hours. Interior Minister Jonas Lepik said that about 46,000 "
    "young people would be able to vote in October. The opposition said that it would go to the constitutional court."
)
EDITED = WIRE.replace("after a debate of nine hours", "after nine hours of debate").replace(
    "about 46,000", "some 46,000"
)
SIBLING = (
    "The parliament of Venland voted on Friday to raise the retirement age to 67, after a debate that took two days. "
    "The bill passed by 52 votes to 47. Labour Minister Ada Quist said that some 300,000 people would have to work "
    "longer. Trade unions said that they would strike in the autumn and go to court if they had to."
)


def kinds(references):
    return [fault.kind for fault in copies(references)]


def test_the_same_words_in_another_dress_are_a_duplicate(report) -> None:
    loud = report(WIRE.upper().replace("MINISTER JONAS", "MINISTER, JONAS"))
    faults = list(copies([report(WIRE), loud, report(SIBLING)]))
    assert [fault.kind for fault in faults] == [FaultKind.DUPLICATE]
    assert set(faults[0].reference_ids) == {report(WIRE).reference_id, loud.reference_id}


@pytest.mark.parametrize("copy", [EDITED, f"By our staff. {WIRE} Reporting by a wire.", WIRE[:220]])
def test_a_lightly_edited_copy_is_found_with_its_words(report, copy) -> None:
    references = [report(WIRE), report(SIBLING), report(copy)]
    (fault,) = copies(references)
    assert fault.kind is FaultKind.WIRE_COPY
    assert set(fault.reference_ids) == {references[0].reference_id, references[2].reference_id}
    for place in fault.places:
        assert place.reference.text[place.span.start : place.span.end] == place.span.text
    ours, theirs = (list(word_spans(place.span.text)) for place in fault.places)
    assert [word for word, *_ in ours] == [word for word, *_ in theirs]


def test_reports_of_one_kind_are_no_copies(report) -> None:
    assert kinds([report(WIRE), report(SIBLING)]) == []


def test_a_series_is_no_copy_until_nearly_all_is_alike(report) -> None:
    july = report(EDITED, published="2024-07-09")
    assert kinds([report(WIRE), july]) == []
    nearly_all = report(f"{WIRE} It rained.", published="2024-07-09")
    assert kinds([report(WIRE), nearly_all]) == [FaultKind.WIRE_COPY]


@pytest.mark.parametrize("n", [3, 60])
def test_many_copies_of_one_story_are_one_fault(report, n) -> None:
    held = [report(f"{WIRE} Seen by the desk of town number {number}.") for number in range(n)]
    (fault,) = copies([*held, report(SIBLING)])
    assert fault.kind is FaultKind.WIRE_COPY
    assert sorted(fault.reference_ids) == list(fault.reference_ids)
    assert set(fault.reference_ids) == {reference.reference_id for reference in held}
    assert len(edited_copies(held)) <= max(3, 2 * n)


def test_two_stories_are_two_faults(report) -> None:
    held = [report(text) for text in (WIRE, SIBLING, f"{WIRE} It rained.", f"{SIBLING} It snowed.")]
    faults = list(copies(held))
    assert [set(fault.reference_ids) for fault in faults] == [
        {held[0].reference_id, held[2].reference_id},
        {held[1].reference_id, held[3].reference_id},
    ]


def test_no_reports_have_no_copies() -> None:
    assert kinds([]) == []


def test_the_order_of_reports_changes_no_pair(report) -> None:
    texts = [WIRE, EDITED, SIBLING, f"{WIRE} More."]
    found = [
        {frozenset((one.reference_id, two.reference_id)) for one, two in edited_copies(order)}
        for order in itertools.permutations([report(text) for text in texts])
    ]
    assert len(found[0]) == 3
    assert all(pairs == found[0] for pairs in found)


def test_distinct_reports_keeps_the_first_of_each(report) -> None:
    references = [report(WIRE), report(WIRE.upper()), report(SIBLING)]
    assert distinct_reports(references) == [references[0], references[2]]


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=30).map(" ".join)


@given(one=WORDS, two=WORDS)
def test_pairs_are_those_that_comparing_every_two_finds(one, two) -> None:
    from factcheck.reading import reference_from_text  # noqa: PLC0415 - fixtures do not mix with Hypothesis

    references = [reference_from_text(one), reference_from_text(f"x {two}")]
    held = [set(runs(reference.text, length=RUN)) for reference in references]
    share = len(held[0] & held[1]) / min(map(len, held))
    assert list(edited_copies(references).values()) == ([share] if share >= 0.4 else [])


@given(text=WORDS, other=WORDS)
def test_the_longest_passage_stands_in_both(text, other) -> None:
    span = longest_passage(text, other)
    if span is None:
        assert not set(runs(text, length=RUN)) & set(runs(other, length=RUN))
    else:
        assert text[span.start : span.end] == span.text
        assert set(runs(span.text, length=RUN)) <= set(runs(other, length=RUN))
