"""The embedded models over the starter index: what a fact-checker gets."""

import json
import shutil
from pathlib import Path

import pytest
from fakes import WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings, check
from factcheck.datatypes import Reason, VerdictLabel
from factcheck.errors import IndexMismatchError
from factcheck.models import load_encoder, load_nli
from factcheck.reading import read_article
from factcheck.verdicts import reach

REPOSITORY = Path(__file__).parents[2]
ARTICLES = REPOSITORY / "seeds" / "articles"
STARTER = REPOSITORY / "indexes" / "starter"
LEAST_RIGHT = 0.6
"""Share of the statements of the seed articles whose verdict is the one their writer gave: a floor, not the aim."""


@pytest.fixture(scope="module")
def models():
    settings = Settings()
    return load_encoder("embedded", settings=settings), load_nli("embedded", settings=settings)


@pytest.fixture(scope="module")
def checker(models):
    encoder, nli = models
    with ReferenceIndex.open(STARTER, encoder=encoder) as index:
        yield FactChecker(index, nli=nli)


def verdict_on(checker, text):
    return checker.check_claims([text])[0]


@pytest.mark.parametrize(
    ("claim", "label", "cited"),
    [
        (
            "Khamenei also said Iran would interfere in relations between Iraq and the United States.",
            VerdictLabel.CONTRADICTED,
            "not interfere",
        ),
        (
            "Khamenei said Iran would not interfere in relations between Iraq and the United States.",
            VerdictLabel.SUPPORTED,
            "not interfere",
        ),
        ("The United States has praised these raids on the militias.", VerdictLabel.SUPPORTED, "praised"),
    ],
)
def test_a_changed_fact_is_contradicted_and_a_kept_one_supported(checker, claim, label, cited) -> None:
    verdict = verdict_on(checker, claim)
    assert verdict.label == label
    assert cited in verdict.evidence[0].passage.text


def test_what_no_report_is_about_is_not_covered(checker) -> None:
    verdict = verdict_on(checker, "The recipe needs two eggs and a spoon of sugar beaten until fluffy.")
    assert verdict.label == VerdictLabel.UNVERIFIABLE
    assert verdict.reason == Reason.NOT_COVERED


def test_a_new_detail_of_a_covered_event_is_silent(checker) -> None:
    verdict = verdict_on(checker, "Al-Kadhimi flew to Tehran with eleven business leaders from Basra.")
    assert verdict.label == VerdictLabel.UNVERIFIABLE
    assert verdict.reason == Reason.SILENT


def test_most_statements_of_the_seed_articles_get_their_label(checker) -> None:
    expected = json.loads((ARTICLES / "expected.json").read_text(encoding="utf-8"))
    right = total = 0
    for name, statements in expected.items():
        report = checker.check(read_article(str(ARTICLES / name), settings=Settings()))
        assert not report.failures
        for statement in statements:
            total += 1
            found = [v for v in report.verdicts if statement["claim_starts_with"] in v.claim.text]
            right += any(verdict.label == statement["label"] for verdict in found)
    assert right / total >= LEAST_RIGHT, f"{right} of {total}"


def test_an_article_about_nothing_reported_is_never_accused(checker) -> None:
    report = checker.check(read_article(str(ARTICLES / "off-topic.txt"), settings=Settings()))
    assert report.verdicts
    assert not report.findings_at(VerdictLabel.CONTRADICTED)


def test_batches_threads_and_order_of_reports_change_no_verdict(models) -> None:
    encoder, nli = models
    texts = [path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "seeds/desk/dev").glob("h-0[1-3].json"))]
    reports = [" ".join(json.loads(text)["reference"]["sentences"]) for text in texts]
    claims = [row["claim"] for row in json.loads(texts[0])["claims"]]
    outcomes = []
    for order, threads, batch_tokens in ((1, 1, 256), (-1, 2, 8192)):
        settings = Settings(n_threads=threads, batch_tokens=batch_tokens)
        own = load_nli("embedded", settings=settings) if order == 1 else nli
        with ReferenceIndex.in_memory(reports[::order], encoder=encoder, settings=settings) as index:
            verdicts = FactChecker(index, settings=settings, nli=own).check_claims(claims)
        outcomes.append([(v.label, v.reason, v.evidence[0].passage.passage_id) for v in verdicts])
    assert outcomes[0] == outcomes[1]


def test_an_appended_report_on_something_else_changes_no_verdict(models) -> None:
    encoder, nli = models
    sets = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((REPOSITORY / "seeds/desk/dev").glob("*.json"))
    ]
    claims = [row["claim"] for row in sets[2]["claims"]]
    labels = []
    for held in (sets[2:3], [sets[2], sets[9]]):
        reports = [" ".join(desk["reference"]["sentences"]) for desk in held]
        with ReferenceIndex.in_memory(reports, encoder=encoder) as index:
            labels.append([v.label for v in FactChecker(index, nli=nli).check_claims(claims)])
    assert sum(a == b for a, b in zip(*labels, strict=True)) >= len(claims) - 1


@pytest.mark.parametrize(
    "form", ["hired 1,200 nurses", "hired **1,200** nurses", "hired 1200 nurses", "hired  1,200 nurses"]
)
def test_the_form_of_a_number_changes_no_verdict(models, form) -> None:
    encoder, nli = models
    report = "The health ministry hired 1,200 nurses in March, the minister said on Tuesday."
    with ReferenceIndex.in_memory([report], encoder=encoder) as index:
        verdict = FactChecker(index, nli=nli).check_claims([f"The health ministry {form} in March."])[0]
    assert verdict.label == VerdictLabel.SUPPORTED


def test_the_one_line_form_checks_against_texts() -> None:
    report = check("The ferry sank on Monday.", references=["The ferry sank near Karsk on Monday. Nobody was hurt."])
    assert [verdict.label for verdict in report.verdicts] == [VerdictLabel.SUPPORTED]


def test_an_index_of_another_encoder_is_refused_with_the_command(tmp_path) -> None:
    folder = tmp_path / "starter"
    shutil.copytree(STARTER, folder)
    with (
        pytest.raises(IndexMismatchError, match=r"factcheck index build"),
        ReferenceIndex.open(folder, encoder=WordEncoder()) as index,
    ):
        index.search("anything", k=1)


def test_no_unseen_character_changes_a_verdict(models) -> None:
    encoder, nli = models
    report = "The health ministry hired 1,200 nurses in March. Iran will not interfere in Iraq, the minister said."
    claims = ["The health ministry hired 1,500 nurses in March.", "Iran will not interfere in Iraq, the minister said."]
    article = " ".join(claims)
    verdicts = []
    for unseen in ("", "\u200b", "\u202e", "\u00ad", "\ufe0f", "\U000e0041"):
        spoilt = "".join(each + unseen if each.isalnum() else each for each in article)
        with ReferenceIndex.in_memory([report], encoder=encoder) as index:
            told = FactChecker(index, nli=nli).check(spoilt)
        assert all(spoilt[v.claim.start : v.claim.end] == v.claim.text for v in told.verdicts)
        verdicts.append([(v.label, v.probabilities) for v in told.verdicts])
    assert [label for label, _ in verdicts[0]] == [VerdictLabel.CONTRADICTED, VerdictLabel.SUPPORTED]
    assert all(each == verdicts[0] for each in verdicts)


def test_a_claim_whose_subject_stays_open_is_not_borne_out_by_a_report_of_something_else(checker) -> None:
    report = checker.check(
        "Rovinia and Estmark swapped 212 prisoners of war on Tuesday. The mediation of Turkey and the United Arab "
        "Emirates made the deal possible. It was the fourth exchange this year."
    )
    *others, last = report.verdicts
    assert last.claim.text == "It was the fourth exchange this year."
    assert last.label == VerdictLabel.UNVERIFIABLE
    assert last.explanation.endswith("What “It” stands for was not found.")
    assert not any("was not found" in verdict.explanation for verdict in others)


def test_another_name_in_a_copied_sentence_is_contradicted(checker) -> None:
    claim = "Rovinian President Karel Osta greeted the returning soldiers at an airfield outside Port Sava."
    verdict = verdict_on(checker, claim)
    assert (verdict.label, verdict.reason) == (VerdictLabel.CONTRADICTED, Reason.NAME)


def test_stopping_at_a_sure_verdict_changes_none_of_an_article(models, monkeypatch) -> None:
    encoder, nli = models
    counting = Counting(nli)
    article = read_article(str(ARTICLES / "mixed-bank-rescue.txt"), settings=Settings())
    told, n_judged = [], []
    with ReferenceIndex.open(STARTER, encoder=encoder) as index:
        for _ in range(2):
            counting.n = 0
            report = FactChecker(index, nli=counting).check(article)
            told.append([(verdict.claim.text, verdict.label) for verdict in report.verdicts])
            n_judged.append(counting.n)
            monkeypatch.setattr(reach, "early_rules", lambda _: ())
    assert told[0] == told[1]
    assert n_judged[0] < 0.9 * n_judged[1]


class Counting:
    """Counts the pairs that a model judges."""

    def __init__(self, nli) -> None:
        self.model_id, self.fingerprint, self.nli, self.n = nli.model_id, nli.fingerprint, nli, 0

    def judge(self, pairs):
        self.n += len(pairs)
        return self.nli.judge(pairs)
