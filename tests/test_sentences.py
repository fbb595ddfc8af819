"""Sentences of news text: exact offsets, repaired boundaries, linear time."""

from __future__ import annotations

import doctest
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import sentences
from factcheck.sentences import sentence_spans

PIECES = st.sampled_from(
    [
        "The river rose on Monday.", "Gen. J. K. Smith left the U.S. Army in May.", '"We won. We lost," she said.',
        "“Go,” he said.", "Who paid?", "TUNIS (Reuters) - Shops opened.", "Subscribe", "Mr.", "3.5 percent", "p.m.",
        "U.S.", "No.", "...", "…", '"', "”", "'", "(", ")", "- ", "1.", "\n", "\n\n", "\r\n", "\t", " ", "\u2028",
        "\x1c", "\x85", "é", "\ud800", "他走了。", "x" * 90,
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=30).map(" ".join)
)


def cut(text: str) -> list[str]:
    return [span.text for span in sentence_spans(text)]


@given(TEXTS)
@settings(deadline=None)
def test_spans_slice_back_are_ordered_stripped_and_cover_every_character_that_is_no_space(text: str) -> None:
    end = 0
    for span in sentence_spans(text):
        assert text[span.start : span.end] == span.text == span.text.strip() != ""
        assert not text[end : span.start].strip()
        assert span.start >= end
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "sentences_given",
    [
        ["The U.S. Fifth Fleet left on Monday.", "It sailed for the U.K. and Spain."],
        ["Gen. Ann Lee met Sen. Bo Ray on Jan. 5.", "No. 5 of the list was Mr. Oduya of Acme Inc. in Oslo."],
        ["J. K. Smith and Mary T. Jones won the vote.", "They had stood in D.C. twice."],
        ["The bill failed in May.", "Governor Ann Lee called it a loss."],
        ["The dam closes in May.", '"Nobody is at risk," she said.'],
        ["Prices rose 3.5 percent to $1.25 a litre.", "They fell by 0.4 points in June."],
        ["The search ended at 10.30 p.m.", '"Everyone is safe," the mayor said.'],
        ["It starts at 9 a.m. Monday in Oslo.", "It ends at 5 p.m. local time."],
        ["“We won. We lost. We go on,” she said in Oslo.", "The mayor left the hall."],
        ['She told them: "We won. We lost."', "The mayor left the hall."],
        ["He shouted “Stop!” and ran to the car.", "The car was empty."],
        ["He waited … then he left the hall.", "She had gone home..."],
        ["Relations between Iraq-U.S. partners soured.", "Talks between U.S.-led teams failed."],
        ['"It means so much to me. To be named in May. To be thanked," she said.', "The mayor left the hall."],
        ["The workers' union won its case.", "The parents' group lost both appeals."],
        ["Its chief rose to No.10 of the list.", "Dr. No was not invited to it."],
        ["COLUMBUS, Ohio, Dec. 4 (Union Newswire) - The governor signed it.", "ST. LOUIS (AP) — Police found him."],
        ["The court voted no.", "Officials had expected a delay."],
        ["He met Lt. Col. Bo Ray at St. Paul.", "They spoke for an hour."],
    ],
)
def test_sentences_joined_by_a_space_come_back(sentences_given: list[str]) -> None:
    assert cut(" ".join(sentences_given)) == sentences_given


def test_a_closing_quote_stays_with_its_sentence_and_turns_no_later_quote_round() -> None:
    text = '"The road is shut. "It stays shut." But she added: "We will open it. We must." The mayor agreed with her.'
    assert cut(text)[-1] == "The mayor agreed with her."
    assert not any(sentence.startswith(('" ', "” ")) for sentence in cut(text))


def test_a_blank_line_always_ends_a_sentence() -> None:
    assert cut("The mayor of\n\nOslo left town") == ["The mayor of", "Oslo left town"]
    assert cut("The mayor of\n \t\nOslo left town") == ["The mayor of", "Oslo left town"]
    assert cut("The mayor of\r\n\r\nOslo left town") == ["The mayor of", "Oslo left town"]


def test_a_line_break_ends_a_heading_but_not_a_line_that_goes_on_in_lower_case() -> None:
    assert cut("Mayor quits\nThe mayor of Oslo quit.") == ["Mayor quits", "The mayor of Oslo quit."]
    assert cut("The mayor of Oslo\nquit on Monday.") == ["The mayor of Oslo\nquit on Monday."]
    assert cut("The mayor met Gen.\nand Mrs. Lee.") == ["The mayor met Gen.\nand Mrs. Lee."]
    assert cut("The mayor of Oslo\n- quit on Monday") == ["The mayor of Oslo", "- quit on Monday"]
    assert cut("The mayor of Oslo\r\nquit on Monday.") == ["The mayor of Oslo\r\nquit on Monday."]


@pytest.mark.parametrize("columns", [55, 66, 72, 80])
def test_wrapping_a_paragraph_to_a_width_changes_no_sentence(columns: int) -> None:
    given_sentences = [
        "The harbour of Port Alden was closed on Monday after a tanker ran aground near the Sele Bank.",
        "Captain Henrik Aasland of the Norwegian Coast Guard said the ship had lost its rudder in a gale.",
        "Nine sailors were flown to Saint Olaf Hospital, and President Dalia Merun thanked the crews.",
        "The Sele Bank Fishing Union demands that the 1,200 tonnes of oil on board be pumped out by March 18.",
    ]
    wrapped = textwrap.fill(" ".join(given_sentences), columns)
    assert "\n" in wrapped
    assert [" ".join(sentence.split()) for sentence in cut(wrapped)] == given_sentences


def test_fragments_stay_with_their_neighbour() -> None:
    assert cut("The mayor quit. A stunning loss. The council met.") == [
        "The mayor quit. A stunning loss.",
        "The council met.",
    ]
    assert cut("No. The council never met him.") == ["No. The council never met him."]
    assert cut("1. The mayor quit.\n2. The council met.") == ["1. The mayor quit.", "2. The council met."]


def test_a_short_clause_is_a_sentence_and_no_part_of_the_question_before_it() -> None:
    assert cut("The mayor was tired on Friday. She wept. The council met.")[1] == "She wept."
    assert cut("Will it slow the rise in rents? Economists disagree. Others wait for it.")[:2] == [
        "Will it slow the rise in rents?",
        "Economists disagree.",
    ]
    assert cut("Who paid the mayor? Nobody.") == ["Who paid the mayor? Nobody."]


def test_rows_of_a_table_are_not_run_together() -> None:
    rows = ["The results of the vote", "party | seats won | change", "greens | 19 | 6", "others\t2\t1"]
    assert cut("\n".join(rows)) == rows


def test_a_quotation_without_end_is_cut_after_a_window() -> None:
    text = "“" + "The river rose and it fell again. " * 1500
    assert len(cut(text)) > 1


def test_page_furniture_is_not_glued_to_the_sentence_before_it() -> None:
    assert cut("The council met on Monday. Subscribe.") == ["The council met on Monday.", "Subscribe."]


def test_a_text_of_spaces_has_no_sentences() -> None:
    assert sentence_spans("") == []
    assert sentence_spans(" \n\t\u2028 \n") == []


@pytest.mark.parametrize(
    "unit",
    [
        "The river rose on Monday. ",
        "“He left. ",
        '"He left. ',
        "The bill failed in May. He ",
        "! ",
        "a line of words\n",
        "Mr. ",
    ],
)
def test_time_grows_in_proportion_to_length(unit: str) -> None:
    """A quadratic way takes 64 times as long for 8 times the text; 16 leaves room for a busy machine."""

    def seconds(n_units: int) -> float:
        text = unit * n_units
        started = time.process_time()
        sentence_spans(text)
        return time.process_time() - started

    n_units = 40_000 // len(unit)
    assert min(seconds(8 * n_units) for _ in range(2)) < 16 * max(min(seconds(n_units) for _ in range(3)), 0.005)


def test_no_window_border_cuts_a_sentence_in_two() -> None:
    units = [f"“The river {number} rose. It fell,” said Mayor Ann Lee of Oslo." for number in range(1500)]
    assert cut(" ".join(units)) == units


def test_doctests() -> None:
    results = doctest.testmod(sentences)
    assert results.attempted > 0
    assert results.failed == 0
