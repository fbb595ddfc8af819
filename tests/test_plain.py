"""Plain text: marks, zero-width characters and white space go, and every span finds its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datatypes import Relation, Span
from factcheck.plain import plain
from factcheck.verdicts.checks import run_checks

PREMISE = 'The 1,200 nurses were not hired in May 2019, the minister said: "It was a very bad day."'
CLAIM = 'The 2,500 nurses were hired in May 2018, the minister said: "It was a very good day."'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It hired **21** nurses.", "It hired 21 nurses."),
        ("It hired _21_ `nurses`.", "It hired 21 nurses."),
        ("It hi\u200bred 21\u00a0nurses.", "It hired 21 nurses."),
        ("\ufeffIt  hired\n21 nurses.", "It hired 21 nurses."),
        ("The minister\u2019s nurses", "The minister's nurses"),
        ("a file_name and 3*4 and ~500", "a file_name and 3*4 and ~500"),
        ("", ""),
    ],
)
def test_what_is_no_wording_goes(text, expected) -> None:
    assert plain(text).text == expected


@given(st.text(alphabet=st.sampled_from("ab1 *_`\u200b\u00a0\n'\u2019"), max_size=30))
def test_every_character_comes_from_its_place(text) -> None:
    cleaned = plain(text)
    assert len(cleaned.offsets) == (0 if cleaned.text == text else len(cleaned.text))
    for at, character in enumerate(cleaned.text):
        original = cleaned.locate(Span(at, at + 1, character))
        assert text[original.start : original.end] == original.text


@given(
    st.sampled_from(["**{}**", "_{}_", "`{}`", "*{}*", "{}\u200b", "\u200b{}"]),
    st.sampled_from([" ", "  ", "\u00a0", "\n"]),
)
def test_marks_and_white_space_change_no_finding(mark, gap) -> None:
    told = run_checks(claim=CLAIM, premise=PREMISE, published=None)
    marked = CLAIM.replace("2,500", mark.format("2,500")).replace(" ", gap)
    found = run_checks(claim=marked, premise=PREMISE, published=None)
    assert [(f.kind, f.relation, f.detail) for f in found] == [(f.kind, f.relation, f.detail) for f in told]
    assert {f.kind.value for f in found if f.relation is Relation.DIFFERS} >= {"date", "polarity", "quote"}
    assert all(
        f.claim_span is None or marked[f.claim_span.start : f.claim_span.end] == f.claim_span.text for f in found
    )


@pytest.mark.parametrize(("one", "other"), [("1,200", "1200"), ("1,200", "1.2 thousand"), ("1,200", "twelve hundred")])
def test_the_format_of_a_number_changes_no_relation(one, other) -> None:
    relations = [
        [f.relation for f in run_checks(claim=f"In all {each} nurses left.", premise=premise) if f.kind == "number"]
        for premise in ("In all 1,200 nurses left.", "In all 1,400 nurses left.")
        for each in (one, other)
    ]
    assert relations[0] == relations[1] == [Relation.AGREES]
    assert relations[2] == relations[3] == [Relation.DIFFERS]
