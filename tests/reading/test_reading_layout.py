from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.reading.layout import lines_of, paragraphs_of, without_margins

LINES = st.lists(st.text(alphabet="ab \u00ad-.A1", max_size=12), max_size=12)


def test_a_cut_word_is_healed_as_the_text_has_it_elsewhere() -> None:
    full = "a line that is as long as the other lines are here"
    assert paragraphs_of(["the well-", "known man; a well-known name " + full]).startswith("the well-known man")
    assert paragraphs_of(["on Tues-", "day " + full]).startswith("on Tuesday")
    assert paragraphs_of(["in 2024-", "25 " + full]).startswith("in 2024-25")
    assert paragraphs_of(["the Anglo-", "American " + full]).startswith("the Anglo-American")
    assert paragraphs_of(["he said -", "and left " + full]).startswith("he said - and left")
    assert paragraphs_of(["inter\u00ad", "fere " + full]).startswith("interfere")


def test_a_list_keeps_its_items_apart() -> None:
    assert (
        paragraphs_of(["We ask for:", "- open doors", "- low prices"]) == "We ask for:\n\n- open doors\n\n- low prices"
    )


def test_a_short_line_in_the_middle_of_a_sentence_does_not_cut_it() -> None:
    lines = [
        "The council closed the old bridge on Tuesday after",
        "engineers found",
        "cracks in twelve of its forty piers.",
    ]
    assert "\n" not in paragraphs_of(lines)


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_no_letter_is_lost(lines: list[str]) -> None:
    joined = paragraphs_of(lines)
    assert [c for c in joined if c.isalnum()] == [c for line in lines for c in line if c.isalnum()]


@settings(deadline=None, max_examples=60)
@given(st.lists(LINES, max_size=6))
def test_what_is_dropped_stands_at_an_edge(pages: list[list[str]]) -> None:
    full = [[line for line in page if line.strip()] for page in pages]
    for page, kept in zip(full, without_margins(pages), strict=True):
        assert page[2:-2] == [line for line in page[2:-2] if line in kept]


def test_a_line_that_recurs_in_the_middle_stays() -> None:
    pages = [["head", "x", "a", "same", "b", "y", "foot"] for _ in range(4)]
    assert all(page == ["a", "same", "b"] for page in without_margins(pages))


def test_ligatures_are_letters_and_rows_of_contents_are_dropped() -> None:
    page = "The o\ufb03ce \ufb01re\n1 Introduction . . . . . . . . . 7\nCosts........ 12\nHe waited... and left."
    assert lines_of(page) == ["The office fire", "He waited... and left."]
