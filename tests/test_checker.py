"""The checker: spans, failures that stay visible, many articles at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Report, Settings, check
from factcheck.checker.parts import pieces_of
from factcheck.claims import extract_claims
from factcheck.datatypes import Span
from factcheck.errors import EmptyDocumentError, InputError, ModelError
from factcheck.evidence import CLAIMS_WEIGHED
from factcheck.reading import article_from_text

REPORT = (
    "Iraq will not allow any threat to Iran. The minister visited Baghdad on Sunday. "
    "The clinic hired 12 nurses in March. Most of the detainees were released."
)
ARTICLE = "The clinic hired 12 nurses in March. Iraq will allow any threat to Iran.\n\nSubscribe"


class FailingNLI(RuleNLI):
    """Fails on every pair that speaks of nurses."""

    def judge(self, pairs):
        if any("nurses" in pair.hypothesis for pair in pairs):
            raise ModelError("The model failed on purpose; nothing to do.")
        return super().judge(pairs)


@pytest.fixture
def index():
    with ReferenceIndex.in_memory([REPORT], encoder=WordEncoder(), settings=Settings()) as opened:
        yield opened


def test_spans_slice_back_to_the_callers_text(index) -> None:
    report = FactChecker(index, nli=RuleNLI()).check(ARTICLE)
    assert len(report.verdicts) == 2
    for verdict in report.verdicts:
        assert ARTICLE[verdict.claim.start : verdict.claim.end] == verdict.claim.text
        for difference in verdict.differences:
            if difference.claim_span:
                span = difference.claim_span
                assert ARTICLE[span.start : span.end] == span.text
            if difference.reference_span:
                span = difference.reference_span
                assert REPORT[span.start : span.end] == span.text
        first = verdict.evidence[0]
        assert REPORT[first.start : first.end] == first.passage.text
        assert sum(verdict.probabilities.values()) == pytest.approx(1.0, abs=1e-9)
        assert verdict.confidence == verdict.probabilities[verdict.label]


def test_what_is_no_claim_is_said(index) -> None:
    report = FactChecker(index, nli=RuleNLI()).check(ARTICLE)
    assert [skipped.text for skipped in report.skipped] == ["Subscribe"]


def test_a_claim_that_fails_costs_only_itself(index) -> None:
    report = FactChecker(index, nli=FailingNLI()).check(ARTICLE)
    assert [failure.error for failure in report.failures] == ["ModelError"]
    assert "nurses" in report.failures[0].claim.text
    assert len(report.verdicts) == 1


def test_many_articles_give_the_same_as_one_by_one(index) -> None:
    checker = FactChecker(index, nli=RuleNLI())
    articles = [ARTICLE, "The minister visited Baghdad on Sunday.", ARTICLE]
    together = [report.verdicts for report in checker.check_many(iter(articles))]
    assert together == [checker.check(article).verdicts for article in articles]


def test_an_empty_article_costs_no_report_on_those_before_it(index) -> None:
    stream = FactChecker(index, nli=RuleNLI()).check_many(iter([ARTICLE, ARTICLE, " ", ARTICLE]))
    assert [len(next(stream).verdicts) for _ in range(2)] == [2, 2]
    with pytest.raises(EmptyDocumentError):
        next(stream)


def test_no_articles_give_no_reports(index) -> None:
    assert list(FactChecker(index).check_many([])) == []


def test_reports_come_as_the_stream_goes_on(index) -> None:
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield ARTICLE

    next(FactChecker(index, nli=RuleNLI()).check_many(endless()))
    assert len(taken) <= 8


def test_one_checker_serves_several_threads(index, monkeypatch) -> None:
    loaded = []

    def load(*_, **__):
        loaded.append(1)
        time.sleep(0.05)
        return RuleNLI()

    monkeypatch.setattr("factcheck.checker.checker.load_nli", load)
    checker = FactChecker(index)
    with ThreadPoolExecutor(4) as pool:
        together = [report.verdicts for report in pool.map(checker.check, [ARTICLE] * 8)]
    assert together == [FactChecker(index, nli=RuleNLI()).check(ARTICLE).verdicts] * 8
    assert len(loaded) == 1


def test_a_string_in_place_of_several_is_refused(index) -> None:
    checker = FactChecker(index, nli=RuleNLI())
    with pytest.raises(InputError, match="claims must be a list"):
        checker.check_claims("The minister visited Baghdad on Sunday.")
    with pytest.raises(InputError, match="articles must be a list"):
        next(checker.check_many(ARTICLE))
    with pytest.raises(InputError, match="references must be a list"):
        check(ARTICLE, references=REPORT)
    with pytest.raises(InputError, match="references must be several"):
        ReferenceIndex.in_memory(REPORT, encoder=WordEncoder())


def test_texts_and_references_can_be_added_alike(index) -> None:
    summary = index.add([REPORT, "The ferry sank. Nobody was hurt."])
    assert (len(summary.added), len(summary.unchanged)) == (1, 1)


def test_claims_are_checked_as_they_are(index) -> None:
    verdicts = FactChecker(index, nli=RuleNLI()).check_claims(["The minister visited Baghdad on Sunday.", "Why?"])
    assert [verdict.claim.text for verdict in verdicts] == ["The minister visited Baghdad on Sunday.", "Why?"]


def test_an_empty_claim_is_refused(index) -> None:
    with pytest.raises(InputError, match="claim 1"):
        FactChecker(index, nli=RuleNLI()).check_claims([" "])


def test_an_empty_article_is_refused(index) -> None:
    with pytest.raises(EmptyDocumentError):
        FactChecker(index, nli=RuleNLI()).check("  \n")


@pytest.mark.parametrize("given", [{}, {"index": "somewhere", "references": ["text"]}])
def test_either_an_index_or_references(given) -> None:
    with pytest.raises(InputError, match="either"):
        check("A claim stands here.", **given)


@pytest.mark.parametrize("together", [1, 2])
def test_the_size_of_a_batch_changes_no_verdict(monkeypatch, together) -> None:
    other = REPORT.replace("The clinic hired 12 nurses", "The clinic hired 15 cleaners")
    article = f"{ARTICLE.partition('Subscribe')[0]} Most of the detainees were released. The minister visited Baghdad."
    with ReferenceIndex.in_memory([REPORT, other], encoder=WordEncoder(), settings=Settings()) as two:
        expected = FactChecker(two, nli=RuleNLI()).check(article).verdicts
        monkeypatch.setattr("factcheck.checker.outcomes.CLAIMS_TOGETHER", together)
        assert FactChecker(two, nli=RuleNLI()).check(article).verdicts == expected


class FailingEncoder(WordEncoder):
    """Fails on every query that speaks of many nurses."""

    def encode(self, texts):
        if any("500 nurses" in text for text in texts):
            raise ModelError("The encoder failed on purpose; nothing to do.")
        return super().encode(texts)


def test_a_claim_that_cannot_be_searched_costs_only_itself() -> None:
    article = "The minister visited Baghdad on Sunday.\n\nThe clinic hired 500 nurses in March."
    with ReferenceIndex.in_memory([REPORT], encoder=FailingEncoder(), settings=Settings()) as index:
        report = FactChecker(index, nli=RuleNLI()).check(article)
    assert [failure.claim.text for failure in report.failures] == ["The clinic hired 500 nurses in March."]
    assert [verdict.claim.text for verdict in report.verdicts] == ["The minister visited Baghdad on Sunday."]


@pytest.fixture
def compound(monkeypatch):
    """Make every claim with an "and" compound, and worth as much as it is long."""

    def extract(article):
        claims = []
        for claim in extract_claims(article):
            first, both, second = claim.text.partition(", and ")
            at = claim.start + len(first) + len(both)
            parts = (Span(claim.start, claim.start + len(first), first), Span(at, claim.end, second)) if both else ()
            claims.append(replace(claim, parts=parts, worth=len(claim.text) / 1000))
        return claims

    monkeypatch.setattr("factcheck.claims.extract_claims", extract)


@pytest.mark.usefixtures("compound")
@pytest.mark.parametrize(
    ("text", "labels", "whole"),
    [
        ("The clinic hired 12 nurses, and the minister visited Baghdad.", "ss", "s"),
        ("The clinic hired 12 nurses, and the minister visited Paris.", "su", "u"),
        ("The clinic hired 15 nurses, and the minister visited Paris.", "cu", "c"),
    ],
)
def test_the_most_serious_part_of_a_compound_sentence_is_its_verdict(text, labels, whole) -> None:
    report = "The clinic hired 12 nurses in March. The minister visited Baghdad on Sunday."
    with ReferenceIndex.in_memory([report], encoder=WordEncoder(), settings=Settings()) as index:
        (verdict,) = FactChecker(index, nli=RuleNLI()).check(text).verdicts
    assert "".join(part.label[0] for part in verdict.parts) == labels
    assert verdict.label[0] == whole
    assert verdict.claim.text == text
    for part in verdict.parts:
        assert text[part.claim.start : part.claim.end] == part.claim.text


@pytest.mark.usefixtures("compound")
def test_a_deadline_checks_what_is_most_worth_it_and_lists_the_rest(index, monkeypatch) -> None:
    begun = []
    monkeypatch.setattr("factcheck.checker.pace.Pace.next_claims", lambda _, most: min(most, 1 - len(begun)))
    article = "The minister visited Baghdad. The clinic hired 12 nurses in March. Most were released."
    told = []
    report = FactChecker(index, nli=RuleNLI()).check(
        article, deadline=5, tell=told.append, progress=lambda done, _: begun.append(done)
    )
    assert [verdict.claim.number for verdict in report.verdicts] == [2]
    assert told == list(report.verdicts)
    assert [claim.number for claim in report.not_reached] == [1, 3]
    assert Report.from_json(report.to_json()) == report


def test_a_deadline_far_away_leaves_nothing_and_changes_no_verdict(index) -> None:
    checker = FactChecker(index, nli=RuleNLI())
    report = checker.check(ARTICLE, deadline=600)
    assert report.not_reached == ()
    assert report.verdicts == checker.check(ARTICLE).verdicts


LONG = "\n\n".join(f"The clinic hired {n} nurses in March. The minister visited town {n}." for n in range(2, 102))


def test_a_deadline_does_not_wait_for_the_evidence_of_all_claims(monkeypatch) -> None:
    encoded = []

    class Counting(WordEncoder):
        def encode(self, texts):
            encoded.extend(texts)
            return super().encode(texts)

    left = iter([1, 0])
    monkeypatch.setattr("factcheck.checker.pace.Pace.next_claims", lambda *_: next(left))
    with ReferenceIndex.in_memory([REPORT], encoder=Counting(), settings=Settings()) as index:
        encoded.clear()
        report = FactChecker(index, nli=RuleNLI()).check(LONG, deadline=5)
    assert len(report.verdicts) == 1
    assert len(report.not_reached) == 199
    assert len(encoded) <= 2 * CLAIMS_WEIGHED  # a claim alone and in its context


def test_the_order_of_judging_changes_no_verdict_of_a_long_article(index) -> None:
    checker = FactChecker(index, nli=RuleNLI())
    assert checker.check(LONG, deadline=600).verdicts == checker.check(LONG).verdicts


@pytest.mark.parametrize("deadline", [0, -1, float("nan")])
def test_a_deadline_that_is_no_time_from_now_is_refused(index, deadline) -> None:
    with pytest.raises(InputError, match="deadline"):
        FactChecker(index, nli=RuleNLI()).check(ARTICLE, deadline=deadline)


SPOKEN = "The mayor said the clinic hired 12 nurses in March."


def test_what_a_speaker_says_is_judged_apart_and_changes_no_verdict() -> None:
    article = f"The minister visited Baghdad. {SPOKEN}"
    held = "The clinic hired 12 nurses in March. The minister visited Baghdad on Sunday."
    with ReferenceIndex.in_memory([held], encoder=WordEncoder(), settings=Settings()) as index:
        report = FactChecker(index, nli=RuleNLI()).check(article)
        without = FactChecker(index, settings=Settings(judge_said=False), nli=RuleNLI()).check(article)
    assert [replace(verdict, said=None) for verdict in report.verdicts] == list(without.verdicts)
    visit, spoken = report.verdicts
    assert visit.said is None
    assert spoken.label == "unverifiable"
    assert (spoken.said.label, spoken.said.claim.text) == ("supported", "the clinic hired 12 nurses in March")
    assert Report.from_json(report.to_json()) == report


def test_claims_given_as_they_are_pay_for_no_second_verdict(index) -> None:
    nli, other = RuleNLI(), RuleNLI()
    claim = extract_claims(article_from_text(SPOKEN))[0]
    (verdict,) = FactChecker(index, nli=nli).check_claims([claim])
    FactChecker(index, settings=Settings(judge_said=False), nli=other).check_claims([claim])
    assert verdict.said is None
    assert nli.n_judged == other.n_judged


def test_what_is_said_costs_no_more_than_itself_when_it_fails(index) -> None:
    class FailingApart(RuleNLI):
        """Fails on every pair that speaks of nurses and not of the mayor."""

        def judge(self, pairs):
            if any("nurses" in pair.hypothesis and "mayor" not in pair.hypothesis for pair in pairs):
                raise ModelError("The model failed on purpose; nothing to do.")
            return super().judge(pairs)

    report = FactChecker(index, nli=FailingApart()).check(SPOKEN)
    assert report.failures == ()
    assert [verdict.said for verdict in report.verdicts] == [None]


def test_the_context_of_a_sub_claim_is_what_the_sentence_says_before_it() -> None:
    text = (
        "The army entered Karsk. In its first two months it led five raids, the council met twice,"
        " and most of the detainees were released."
    )
    claim = extract_claims(article_from_text(text))[1]
    context = [piece.context for piece in pieces_of(claim)]
    assert context[0] == "The army entered Karsk."
    assert context[-1].endswith("In its first two months it led five raids, the council met twice")
    for piece in pieces_of(claim):
        assert text[piece.start : piece.end] == piece.text
        for antecedent in piece.antecedents:
            assert piece.start <= antecedent.mention.start < piece.end
