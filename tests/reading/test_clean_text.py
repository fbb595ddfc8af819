from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from factcheck.reading import clean_text

AWKWARD = st.text(
    st.one_of(st.characters(), st.sampled_from(" \t\r\n\u00a0\u2028\u200b\u00ad\x00\u0301e\ufeff\u2009\x85\ud800")),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a \n \t\n \nb", "a\n\nb"),
        ("3\u202f200\u00a0tonnes  and\tmore", "3 200 tonnes and more"),
        ("a \u200b b", "a b"),
        ("did n\u200bo\u2060t inter\u00adfere\ufeff", "did not interfere"),
        ("\x00nul\x07bell\x1b", "nulbell"),
        ("Jose\u0301", "Jos\u00e9"),
        ("e\u200b\u0301", "\u00e9"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
        ("line\u2028separator\u2029paragraph\x85next", "line\nseparator\nparagraph\nnext"),
        ("  \n both ends \n ", "both ends"),
        ("\u200b \u00ad\x00", ""),
        ("", ""),
    ],
)
def test_what_readers_do_not_see_is_normalised(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_words_punctuation_and_paragraphs_are_kept() -> None:
    text = "\u201cIt\u2019s 5\u20137% \u2013 caf\u00e9, \u20ac3.2bn\u2026\u201d\n\nShe said: \u4e2d\u6587 \U0001f600"
    assert clean_text(text) == text


@given(AWKWARD)
@example("\u2000\u0301 \x00 \n\u200b\n\n")
@hypothesis_settings(deadline=None)
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once


@given(AWKWARD)
@hypothesis_settings(deadline=None)
def test_clean_text_holds_no_controls_and_only_single_spaces(raw: str) -> None:
    clean = clean_text(raw)
    assert not [c for c in clean if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} and c != "\n"]
    assert not [c for c in clean if unicodedata.category(c) == "Zs" and c != " "]
    assert "  " not in clean
    assert "\n\n\n" not in clean
    assert " \n" not in clean
    assert "\n " not in clean
    assert clean.encode("utf-8").decode("utf-8") == clean


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=40))
@hypothesis_settings(deadline=None)
def test_letters_numbers_and_punctuation_survive(raw: str) -> None:
    assert clean_text(raw) == unicodedata.normalize("NFC", raw)
