"""Passages of a reference: they cover its text, keep to their length, and give windows."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import passages
from factcheck.datatypes import Reference
from factcheck.errors import InputError
from factcheck.passages import cut_passages, window

WORDS = st.sampled_from(
    ["the", "dam", "held,", "and", "rose;", "Lee", "said.", "“No,”", "\n", "\n\n", "x" * 700, "3.5", "é", "\ud800"]
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(WORDS, max_size=400).map(" ".join), st.lists(WORDS, max_size=30).map("".join)
)


def reference(text: str) -> Reference:
    return Reference(reference_id="r1", text=text, sha256="")


@given(TEXTS)
@settings(deadline=None)
def test_passages_cover_every_character_that_is_no_space_and_slice_back(text: str) -> None:
    end = 0
    for number, passage in enumerate(cut_passages(reference(text))):
        assert passage.reference_id == "r1"
        assert passage.position == number
        assert text[passage.start : passage.end] == passage.text == passage.text.strip() != ""
        assert passage.start >= end
        assert not text[end : passage.start].strip()
        assert len(passage.text.split()) <= 120
        assert len(passage.text) <= 2000
        end = passage.end
    assert not text[end:].strip()


def test_a_passage_is_a_sentence() -> None:
    text = "TUNIS (AP) - Two ships sank on Monday.\n\nNobody was hurt, Gen. Lee said."
    assert [passage.text for passage in cut_passages(reference(text))] == [
        "TUNIS (AP) - Two ships sank on Monday.",
        "Nobody was hurt, Gen. Lee said.",
    ]


def test_a_sentence_of_120_words_is_one_passage_and_a_longer_one_is_cut_where_a_clause_ends() -> None:
    exactly = " ".join(["The council"] + ["voted"] * 117 + ["again."])
    assert len(exactly.split()) == 120
    assert len(cut_passages(reference(exactly))) == 1
    longer = " ".join(["The"] + ["word"] * 58 + ["end;"] + ["word"] * 30 + ["soft,"] + ["word"] * 60 + ["voted."])
    assert [len(passage.text.split()) for passage in cut_passages(reference(longer))] == [60, 92]


def test_a_comma_ends_a_clause_when_nothing_better_does_and_words_are_counted_when_nothing_does() -> None:
    comma = " ".join(["The"] + ["word"] * 98 + ["soft,"] + ["word"] * 60)
    assert [len(passage.text.split()) for passage in cut_passages(reference(comma))] == [100, 60]
    nothing = " ".join(["word"] * 250)
    assert [len(passage.text.split()) for passage in cut_passages(reference(nothing))] == [120, 120, 10]


def test_a_text_without_spaces_is_cut_by_characters() -> None:
    assert [len(passage.text) for passage in cut_passages(reference("x" * 4500))] == [2000, 2000, 500]


def test_a_text_of_spaces_has_no_passages() -> None:
    assert cut_passages(reference(" \n ")) == ()


REPORT = reference("The dam held on Monday.  Nobody was hurt there.\n\nRoads are open again. Rain has stopped now.")


@pytest.mark.parametrize(
    ("position", "before", "after", "expected"),
    [
        (1, 0, 0, "Nobody was hurt there."),
        (1, 1, 1, "The dam held on Monday.  Nobody was hurt there.\n\nRoads are open again."),
        (0, 3, 1, "The dam held on Monday.  Nobody was hurt there."),
        (3, 1, 9, "Roads are open again. Rain has stopped now."),
        (2, 9, 9, REPORT.text),
    ],
)
def test_a_window_is_the_text_from_the_first_to_the_last_neighbour(
    position: int, before: int, after: int, expected: str
) -> None:
    start, end = window(cut_passages(REPORT), position, before=before, after=after)
    assert REPORT.text[start:end] == expected


@pytest.mark.parametrize(
    ("position", "before", "after", "message"),
    [
        (4, 0, 0, r"position must be in \[0, 4\).*is 4"),
        (-1, 0, 0, r"position must be in \[0, 4\).*is -1"),
        (0, -1, 0, "at least 0, but are -1 and 0"),
        (0, 0, -2, "at least 0, but are 0 and -2"),
    ],
)
def test_a_window_refuses_what_is_outside_its_range(position: int, before: int, after: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        window(cut_passages(REPORT), position, before=before, after=after)


def test_doctests() -> None:
    results = doctest.testmod(passages)
    assert results.attempted > 0
    assert results.failed == 0
