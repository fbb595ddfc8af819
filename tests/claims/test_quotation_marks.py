"""What stands in quotation marks, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims.speakers.quotation_marks import quotations

MARKS = st.text(alphabet="\"'“”‘’«»„ab s.\n\u2028", max_size=80)


def quoted(text: str) -> list[str]:
    return [text[it.start : it.end] for it in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We won,” he said.", ["We won,"]),
        ('"We won," he said. "We lost."', ["We won,", "We lost."]),
        ("«We won», he said.", ["We won"]),
        ("« We won », he said.", ["We won"]),
        ("»We won«, he said.", ["We won"]),
        ("„We won“, he said.", ["We won"]),
        ("‘Nobody’s job is safe,’ he said.", ["Nobody’s job is safe,"]),
        ("'We've won,' he said.", ["We've won,"]),
        ("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,"]),
        ("'It was a \"good\" day,' she said.", ['It was a "good" day,']),
        ("It's the workers' union and the firm's own.", []),
        ("The workers’ union won’t go to the bosses’ party.", []),
        ("In '98 rock 'n' roll was new.", []),
        ('He is 6\'2" tall and the board 5" wide.', []),
        ('He said "no and left.', []),
        ("He called it a “miracle”.", ["miracle"]),
        ("“”", []),
        ('""', []),
        ("", []),
    ],
)
def test_quotations_of_every_kind_are_told_from_apostrophes(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "«»"])
@pytest.mark.parametrize("breaks", ["\n\n", "\n", "\r\n\r\n"])
def test_a_quotation_that_each_paragraph_opens_anew_is_one_chain(marks: str, breaks: str) -> None:
    opening, closing = marks
    text = f"{opening}We won.{breaks}{opening}We lost,{closing} he said. {opening}No.{closing}"
    found = quotations(text)
    assert quoted(text) == ["We won.", "We lost,", "No."]
    assert found[0].chain == found[1].chain != found[2].chain


def test_a_quotation_goes_on_over_the_line_breaks_of_a_wrapped_paragraph() -> None:
    assert quoted("“We won and\nwe lost,” he said.") == ["We won and\nwe lost,"]


def test_a_mark_left_open_in_one_paragraph_spoils_no_other() -> None:
    assert quoted('He said "no and left.\n\nThen "yes," she said.') == ["yes,"]


@given(MARKS)
@settings(deadline=None)
def test_quotations_are_in_order_do_not_overlap_and_hold_no_space_at_their_ends(text: str) -> None:
    end = 0
    for start, stop, _ in quotations(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop
