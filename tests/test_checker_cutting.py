"""A text that is too long to be cut into claims before a deadline: its beginning is checked, and the rest is named."""

import json

import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Report, Settings
from factcheck.checker import cutting
from factcheck.checker.pace import Pace
from factcheck.claims import claims_and_skipped
from factcheck.datatypes import Article
from factcheck.ledger import replay
from factcheck.report import json_schema, render

PARAGRAPHS = [
    f"The clinic hired {n} nurses in March. “I saw {n} of them,” the minister of town {n} said. Who paid for {n}?"
    for n in range(400)
]
LONG = Article(text="\n\n".join(PARAGRAPHS), title="Nurses")
SECONDS = 1e-3  # that a character takes here


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch):
    """Let cutting take its time by a clock of its own, and a text of 5,000 characters be a long one."""
    now = [0.0]

    def slow(article: Article):
        now[0] += SECONDS * len(article.text)
        return claims_and_skipped(article)

    monkeypatch.setattr(cutting, "claims_and_skipped", slow)
    monkeypatch.setattr(cutting, "SURE", 5_000)
    monkeypatch.setattr(cutting, "SAMPLE", 1_000)
    return lambda: now[0]


def whole(article: Article) -> cutting.Cut:
    claims, skipped = claims_and_skipped(article)
    return cutting.Cut(claims=claims, skipped=skipped)


def test_what_can_be_cut_before_the_deadline_is_cut_whole(clock) -> None:
    needed = SECONDS * (len(LONG.text) + cutting.SAMPLE)
    assert cutting.cut(LONG, Pace(1.01 * needed, clock=clock)) == whole(LONG)
    assert cutting.cut(LONG) == whole(LONG)


def test_an_article_of_common_length_is_cut_whole_whatever_the_deadline(clock) -> None:
    short = Article(text=LONG.text[:5_000])
    assert cutting.cut(short, Pace(0.1, clock=clock)) == whole(short)


@pytest.mark.parametrize("seconds", [1e-6, 5.0, 20.0, 30.0])
def test_the_beginning_of_a_text_is_cut_as_in_the_whole_and_leaves_time_to_judge(clock, seconds: float) -> None:
    began = clock()
    found = cutting.cut(LONG, Pace(seconds, clock=clock))
    everything = whole(LONG)
    assert found.claims == everything.claims[: len(found.claims)]
    assert found.skipped == everything.skipped[: len(found.skipped)]
    assert found.claims
    assert LONG.text[found.uncut_from :].startswith("\n\nThe clinic hired")
    assert everything.claims[len(found.claims)].start == found.uncut_from + 2
    assert clock() - began <= max(cutting.SHARE * seconds + SECONDS * cutting.SAMPLE, 2 * SECONDS * cutting.SAMPLE)


def test_where_no_paragraph_ends_no_sentence_is_cut_in_two(clock) -> None:
    article = Article(text="Nurses\n\n" + LONG.text.replace("\n\n", " "))
    found = cutting.cut(article, Pace(20.0, clock=clock))
    everything = whole(article)
    assert found.claims == everything.claims[: len(found.claims)]
    assert 5_000 < found.uncut_from < len(article.text)
    starts = {each.start for each in (*everything.claims, *everything.skipped)}
    assert found.uncut_from in starts


def test_a_sentence_without_end_is_named_as_not_cut(clock) -> None:
    article = Article(text="nurses and " * 2_000)
    found = cutting.cut(article, Pace(2.0, clock=clock))
    assert (found.claims, found.skipped, found.uncut_from) == ([], [], 0)


@pytest.fixture
def report(clock, monkeypatch: pytest.MonkeyPatch):
    """Give a checker and the report that it made of a part of the long text."""
    monkeypatch.setattr("factcheck.checker.checker.Pace", lambda seconds: Pace(seconds, clock=clock))
    with ReferenceIndex.in_memory(["The clinic hired 12 nurses in March."], encoder=WordEncoder()) as index:
        checker = FactChecker(index, settings=Settings(), nli=RuleNLI())
        yield checker, checker.check(LONG, deadline=6.0)


def test_a_report_says_where_the_text_begins_that_was_not_cut(report) -> None:
    checker, made = report
    assert made.verdicts
    assert made.not_reached == ()
    assert made.input_text == LONG.text
    assert max(verdict.claim.end for verdict in made.verdicts) <= made.uncut_from < len(LONG.text)
    assert Report.from_json(made.to_json()) == made
    assert json_schema()["properties"]["uncut_from"]["type"] == ["integer", "null"]
    assert replay(made, checker).differing == ()
    assert checker.check(PARAGRAPHS[0], deadline=6.0).uncut_from is None


@pytest.mark.parametrize("fmt", ["html", "markdown", "junit", "sarif"])
def test_every_form_that_says_what_was_not_reached_says_so(report, fmt: str) -> None:
    _, made = report
    n = len(LONG.text) - made.uncut_from
    said = f"the text from character {made.uncut_from} on ({n} characters), which was not even cut into claims"
    assert said in render(made, fmt).replace("\\", "")


def test_a_report_that_says_it_wrongly_is_refused(report) -> None:
    _, made = report
    for wrong in (made.verdicts[-1].claim.end - 1, len(LONG.text) + 1, -1):
        document = json.loads(made.to_json()) | {"uncut_from": wrong}
        with pytest.raises(ValueError, match="uncut_from"):
            Report.from_json(json.dumps(document))
