from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from strategies import reports

from factcheck.datatypes import VerdictLabel
from factcheck.report.terminal import render_terminal

if TYPE_CHECKING:
    from factcheck.report import Report

STYLES = re.compile("\x1b\\[[0-9;]*m")


def shown(
    report: Report, *, width: int = 100, colour: Literal["truecolor"] | None = None, verbose: bool = False
) -> str:
    console = Console(
        file=StringIO(), width=width, color_system=colour, force_terminal=colour is not None, no_color=False
    )
    render_terminal(report, console, verbose=verbose)
    return console.file.getvalue()


def test_the_whole_page_without_colours(harbour: Report) -> None:
    assert shown(harbour).splitlines() == [
        "Harbour news, The Quay, 2024-05-02",
        "Words that differ: {+in the article+}, [-in the report-]",
        "",
        "1. ✘ CONTRADICTED (very likely, 92% sure)",
        "   The port {+would+} close in May.",
        "   Why: polarity. The report denies it.",
        "   Reports disagree with each other.",
        "   Contradicted by: The port would [-not-] close in May.",
        "      Port stays open, Bay Wire, 2024-04-30 (reference port-1, characters 40 to 72; 2 other",
        "      references with the same text)",
        "   Supported by: The port may close in June.",
        "      Reference port-2, characters 0 to 27",
        "",
        "2. ✔ SUPPORTED (more likely than not, 50% sure)",
        "   Ferries carry 900 people.",
        "   Why: entailed. The report says so.",
        "",
        "Could not be checked",
        "3. ! FAILED",
        "   The mayor is ill.",
        "   ModelError: no answer",
        "",
        "3 claims: 1 supported, 1 contradicted, 0 unverifiable, 1 failed",
        "2 sentences skipped: not claims (--verbose shows them)",
    ]


@pytest.mark.parametrize("verbose", [False, True])
def test_passages_of_an_undecided_claim_are_its_closest(undecided: Report, verbose: bool) -> None:  # noqa: FBT001 - drawn
    lines = shown(undecided, verbose=verbose).splitlines()
    assert "   Why: undecided. The report may rule it out, but not surely enough to say so." in lines
    assert "   Closest: The port would [-not-] close in May." in lines
    assert ("   Closest: The port may close in June." in lines) == verbose
    assert not any(line.strip().startswith(("Supported by", "Contradicted by")) for line in lines)


def test_colours_add_nothing_but_styles_and_take_the_marks_away(harbour: Report) -> None:
    coloured = shown(harbour, colour="truecolor")
    plain = shown(harbour)
    for mark in ("{+", "+}", "[-", "-]"):
        plain = plain.replace(mark, "")

    assert "\x1b[1;4mnot\x1b[0m" in coloured
    assert "\x1b[1;4mwould\x1b[0m" in coloured
    assert " ".join(STYLES.sub("", coloured).split()) == " ".join(plain.split())


def test_no_color_keeps_the_marks_on_a_terminal(harbour: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    console = Console(file=StringIO(), width=100, force_terminal=True, color_system="truecolor")
    render_terminal(harbour, console)
    page = console.file.getvalue()

    assert "{+would+}" in page
    assert "[-not-]" in page
    assert not re.search("\x1b\\[[0-9;]*3[0-9]", page)


@pytest.mark.parametrize("verbose", [False, True])
def test_a_sentence_shown_in_full_is_not_quoted_as_well(harbour: Report, verbose: bool) -> None:  # noqa: FBT001 - drawn
    first = harbour.verdicts[0]
    said = replace(
        first, explanation="The report rules it out: “The port would not…”. Trusted reports disagree on this."
    )
    page = shown(replace(harbour, verdicts=(said,)), verbose=verbose)
    assert "   Why: polarity. The report rules it out." in page.splitlines()
    assert page.count("disagree") == 1
    other = replace(first, explanation="No report is about this; the closest is: “A port elsewhere”.")
    assert "“A port elsewhere”." in shown(replace(harbour, verdicts=(other,)), verbose=verbose)


def test_every_label_has_its_own_word_and_icon(harbour: Report) -> None:
    heads = []
    for label in VerdictLabel:
        page = shown(replace(harbour, verdicts=(replace(harbour.verdicts[0], label=label),)))
        heads.append(page.splitlines()[3])
    assert [head.split(" (")[0] for head in heads] == ["1. ✔ SUPPORTED", "1. ✘ CONTRADICTED", "1. ? UNVERIFIABLE"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_that_is_not_utf_gets_ascii_icons(harbour: Report, encoding: str) -> None:
    said = replace(harbour.verdicts[1], explanation="Łódź says so.")
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding)
    render_terminal(replace(harbour, verdicts=(harbour.verdicts[0], said)), Console(file=stream, width=80))
    stream.flush()
    page = raw.getvalue().decode(encoding)

    assert "1. x CONTRADICTED" in page
    assert "2. + SUPPORTED" in page
    assert "\\u0141" in page


def test_verbose_adds_neighbours_probabilities_skipped_sentences_and_the_run(harbour: Report) -> None:
    brief, full = shown(harbour), shown(harbour, verbose=True)
    for line in (
        "      Before: Officials met on Monday.",
        "      Similarity 0.91; entailment 0.02, neutral 0.03, contradiction 0.95",
        "   Probabilities: supported 0.05, contradicted 0.92, unverifiable 0.03",
        "   Who will pay? (question: it asks)",
        "   factcheck 0.1.0, checked at 2024-05-03T08:00:00+00:00",
        f"   index {'a' * 64}: 2 references, 1 passage",
    ):
        assert line in full.splitlines()
        assert line not in brief.splitlines()


@settings(deadline=None, max_examples=50)
@given(reports(), st.sampled_from([12, 20, 30, 80]), st.booleans())
def test_any_report_fits_the_width_and_holds_no_controls(report: Report, width: int, verbose: bool) -> None:  # noqa: FBT001 - drawn
    page = shown(report, width=width, verbose=verbose)
    assert not set(page) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2028)}
    assert max(cell_len(line) for line in page.split("\n")) <= width


@settings(deadline=None, max_examples=30)
@given(reports())
def test_the_only_escapes_on_a_colour_terminal_are_styles(report: Report) -> None:
    page = STYLES.sub("", shown(report, colour="truecolor", verbose=True))
    assert "\x1b" not in page
    assert "\x9b" not in page


def test_rich_markup_and_emoji_codes_of_texts_are_shown_as_they_are(harbour: Report) -> None:
    loud = replace(harbour.verdicts[1], explanation="[bold red]Loud[/] :smile: [link=http://example.org]here[/link]")
    page = shown(replace(harbour, verdicts=(loud,)), colour="truecolor")
    assert "[bold red]Loud[/] :smile: [link=http://example.org]here[/link]" in STYLES.sub("", page)


def test_a_narrow_page_loses_no_word(harbour: Report) -> None:
    narrow, wide = shown(harbour, width=12), shown(harbour, width=400)
    assert "".join(narrow.split()) == "".join(wide.split())


def test_a_report_without_claims_still_has_its_summary(harbour: Report) -> None:
    page = shown(replace(harbour, verdicts=(), failures=(), skipped=()))
    assert page.splitlines()[-2:] == [
        "0 claims: 0 supported, 0 contradicted, 0 unverifiable, 0 failed",
        "0 sentences skipped: not claims",
    ]
