"""Sub-claims of compound sentences: split where two main clauses surely meet, whole where anything may reach over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims.parts import masked_lines, split_sentence

PIECES = st.sampled_from(
    [
        "the road was shut", "two ships left", "She said", "that", ", and", ", but", ";", " and", ", while",
        "“We won,”",
        '"', "”", "(", ")", ", who fell,", "if", "in May", "It", "they", "Ann Lee", "12", ".", "’s", "'", ",",
        "\n", "é", "was",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=24).map(" ".join))
LEFT_OUT = {"and", "but", "yet", "so", "while", "whereas", ",", ";", "—", "–", ""}


def parts(text: str) -> list[str]:
    return [span.text for span in split_sentence(text)]


@pytest.mark.parametrize(
    "clauses",
    [
        ["The council met on Monday", ", and ", "the mayor resigned."],
        ["The council met on Monday", ", but ", "it took no vote."],
        ["The council met on Monday", "; ", "no vote was taken."],
        ["The council met on Monday", "; but ", "no vote was taken."],
        ["The bridge was shut", ", so ", "buses took another road."],
        ["Sales rose 3%", ", while ", "costs fell by a tenth."],
        ["The mayor resigned", " and ", "the council named a successor."],
        ["Two shops burned", ", ", "a church lost its roof", ", and ", "40 people were moved."],
        ["The mayor, who fell ill in May, resigned", ", and ", "her deputy, Bo Ray, took over."],
        ["Potash accounts for a quarter of exports", ", and ", "the bank of Oslo holds most of the rest."],
        ["“We lost,” Penn told reporters", ", and ", "his deputy nodded."],
        ["No deal was reached, he said", ", and ", "talks will go on in June."],
        ["Rao said the seal had failed", ", but ", "the firm denied this."],
        ["On Nov. 8 eleven were hurt", ", and ", "eruptions on Nov. 9 and Nov. 10 killed seven."],
        ["The families were invited", ", but ", "only one came."],
        ["Rents rose in May", ", and ", "in June they fell."],
        ["The rule was passed in 2019", "; ", "of 93 requests the city has met 31."],
        ["Medics carried out four men", ", yet ", "nobody thanked them."],
    ],
)
def test_two_main_clauses_are_split(clauses: list[str]) -> None:
    assert parts("".join(clauses)) == clauses[::2]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council met on Monday and named a successor.",
        "The robbers smashed three cases, stole 40 watches, and fled in a van.",
        "Penn, a crane driver, and his deputy signed the deal.",
        "The minister, who resigned on Monday, and his wife left the country.",
        "She said the road was shut, and two ships had left.",
        "She said that no ship had left, and that none would.",
        "The fund believes prices will fall, and wages will follow.",
        "He denied the bank had failed, but it was closed.",
        "If the watches are real they are worth millions, and the owner must prove it.",
        "It is not clear whether the batch was used, and nobody asked.",
        "“We fought, and the enemy fled,” she said.",
        '"We fought, and the enemy fled," she said.',
        "The mayor (she resigned, and Bo Ray took over) was tired.",
        "The team did not measure the ice, nor did it study the water.",
        "It costs between 4,000 and 6,500 crowns were paid.",
        "Denmark evacuated all but six of its diplomats were safe.",
        "Five were killed and three captured.",
        "The firm will build a plant and the roads that lead to it are wide.",
        "He sold the farm and the house he built.",
        "It dropped food and a second phone and turned back.",
        "Not only did the dam break, but the bridge fell.",
        "Either the dam breaks, or the bridge falls.",
        "The recall covers 400 cars, and documents obtained by reporters in May.",
        "The exercise began with 26 ships, the largest it has held, and ended on Friday.",
        "Who paid, and who was told?",
        "The deal was so bad that the union left, and the firm failed.",
        "The army said the mine was old; the road was open.",
        "",
        "and",
        ";",
    ],
)
def test_what_may_be_governed_or_is_no_clause_stays_whole(sentence: str) -> None:
    assert parts(sentence) == []


def test_a_sentence_inside_a_quotation_that_runs_on_stays_whole() -> None:
    article = "“We waited. The nurses were ill, and the doctors were tired."
    sentence = "The nurses were ill, and the doctors were tired."
    start = article.index(sentence)
    assert len(split_sentence(sentence)) == 2
    assert split_sentence(sentence, start, cover=masked_lines(article)[start:]) == ()


@given(TEXTS, st.integers(0, 10_000))
@settings(deadline=None)
def test_parts_slice_back_in_order_and_leave_out_conjunctions_only(text: str, start: int) -> None:
    spans = split_sentence(text, start)
    assert len(spans) != 1
    end = start
    for span in spans:
        assert text[span.start - start : span.end - start] == span.text != ""
        assert span.start >= end
        assert {
            word.lower()
            for word in text[end - start : span.start - start].replace(";", " ; ").replace(",", " , ").split()
        } <= LEFT_OUT
        end = span.end
    if spans:
        assert spans[0].start == start
        assert spans[-1].end == start + len(text)


@given(TEXTS)
@settings(deadline=None)
def test_masking_keeps_the_length_and_what_is_covered_stays_covered(text: str) -> None:
    once = masked_lines(text)
    twice = masked_lines(once)
    assert len(once) == len(text) == len(twice)
    assert all(after == "_" for before, after in zip(once, twice, strict=True) if before == "_")
    assert all(after in {before, "_"} for before, after in zip(text, once, strict=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He said “we won” twice.", "He said “______” twice."),
        ('He said "we won" twice.', 'He said "______" twice.'),
        ("He said 'we didn't' twice.", "He said '_________' twice."),
        ("The workers' fund (it's new) paid.", "The workers' fund (________) paid."),
        ("It was over,” he said.", "____________” he said."),
        ("He said “it was over.", "He said “____________"),
    ],
)
def test_quotations_and_brackets_are_covered(text: str, shown: str) -> None:
    assert masked_lines(text) == shown
