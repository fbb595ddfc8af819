from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import hostile_text, spans_of

from factcheck.datatypes import Span
from factcheck.report.plain import clean, pieces


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;aGFoYQ==\x07copied", "copied"),
        ("\x1bPq#0\x1b\\sixel", "sixel"),
        ("\x1b(0box", "box"),
        ("\x1bcreset", "reset"),
        ("\x1b\x1b[0m[31mtwice", "[31mtwice"),
        ("an open \x1b[", "an open ["),
        ("a \x07 b", "a b"),
        ("back\x08\x08\x7fspace", "backspace"),
        ("over\rwritten", "over written"),
        ("one\n\n\ttwo\u2028three\u00a0four", "one two three four"),
        ("\u202eright\u2066 to \u200fleft", "right to left"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("naïve 漢字 👩\u200d🚒 می\u200cروم", "naïve 漢字 👩\u200d🚒 می\u200cروم"),
    ],
)
def test_only_what_a_terminal_acts_on_is_dropped(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60) | hostile_text())
def test_clean_text_has_no_controls_and_stays_as_it_is(text: str) -> None:
    shown = clean(text)
    assert not [letter for letter in shown if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not [letter for letter in shown if unicodedata.bidirectional(letter) in {"RLO", "LRO", "RLE", "LRE", "RLI"}]
    assert clean(shown) == shown


@settings(deadline=None)
@given(st.data(), st.text(alphabet="ab c", max_size=20), st.integers(0, 99))
def test_pieces_mark_exactly_the_characters_that_spans_cover(data: st.DataObject, text: str, start: int) -> None:
    plain = " ".join(text.split())
    spans = data.draw(st.lists(spans_of(plain, start), max_size=4))
    cut = pieces(plain, spans, start=start)

    assert "".join(piece.text for piece in cut) == plain
    marked = [piece.differs for piece in cut for _ in piece.text]
    assert marked == [any(span.start <= start + i < span.end for span in spans) for i in range(len(plain))]
    assert all(one.differs != other.differs for one, other in pairwise(cut))


def test_spans_of_another_sentence_are_ignored_and_long_ones_cut() -> None:
    cut = pieces("in the middle", [Span(0, 5, "early"), Span(98, 102, "xxin"), Span(500, 510, "late")], start=100)
    assert cut == [("in", True), (" the middle", False)]
