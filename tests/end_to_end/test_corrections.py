"""The embedded models: a published report is replayed, and rechecked when what it cites is withdrawn or corrected."""

from pathlib import Path

import pytest

from factcheck import FactChecker, ReferenceIndex, Report, Settings
from factcheck.drafts import compare
from factcheck.ledger import Ledger, Standing, recheck, replay
from factcheck.models import load_encoder, load_nli
from factcheck.reading import article_from_text, read_references, reference_from_text

REPOSITORY = Path(__file__).parents[2]
ARTICLE = (
    "Khamenei said Iran would not interfere in relations between Iraq and the United States.\n\n"
    "A fire broke out on the ferry in Orsund.\n\n"
    "Iraqi security forces carried out two raids against militias in al-Kadhimi's first two months in office."
)


@pytest.fixture(scope="module")
def models():
    settings = Settings()
    return load_encoder("embedded", settings=settings), load_nli("embedded", settings=settings)


@pytest.fixture
def checker(models):
    encoder, nli = models
    references = read_references(str(REPOSITORY / "seeds" / "references" / "*.md"), settings=Settings())
    with ReferenceIndex.in_memory(references, encoder=encoder) as index:
        yield FactChecker(index, nli=nli)


def test_a_published_report_is_replayed_withdrawn_from_and_rechecked(checker, tmp_path) -> None:
    report = Report.from_json(checker.check(article_from_text(ARTICLE)).to_json())
    outcome = replay(report, checker)
    assert (outcome.mismatches, outcome.differing, outcome.n_compared) == ((), (), 3)

    visit = report.verdicts[0].evidence[0].reference_id
    resting = [v.claim.number for v in report.verdicts if visit in {e.reference_id for e in v.evidence}]
    assert report.verdicts[0].label == "supported"
    with Ledger(tmp_path / "desk.ledger", create=True) as ledger:
        ledger.add(report)
        held = checker.index.reference(visit)
        checker.index.withdraw(visit)
        withdrawn = recheck(ledger, checker)
        assert [each.old.claim.number for each in withdrawn.affected] == resting
        assert withdrawn.affected[0].found[0].standing == Standing.GONE
        fresh = {verdict.claim.number: verdict for verdict in checker.check(article_from_text(ARTICLE)).verdicts}
        assert [each.new.label for each in withdrawn.affected] == [fresh[number].label for number in resting]
        assert withdrawn.affected[0].changed
        assert recheck(ledger, checker, judge=False).affected == ()

    assert {"index_fingerprint", "n_references"} <= {each.part for each in replay(report, checker).mismatches}

    text = held.text.replace("would not interfere", "would interfere")
    assert text != held.text
    checker.index.add([reference_from_text(text, title=held.title, publisher=held.publisher)])
    with Ledger(tmp_path / "second.ledger", create=True) as ledger:
        ledger.add(report)
        corrected = recheck(ledger, checker)
    assert corrected.affected[0].found[0].standing == Standing.CHANGED
    assert "would interfere" in corrected.affected[0].found[0].now.text
    assert corrected.affected[0].new.label == "contradicted"


def test_a_flipped_claim_of_a_second_draft_is_the_one_judged(checker) -> None:
    report = checker.check(article_from_text(ARTICLE))
    draft = article_from_text(ARTICLE.replace("would not interfere", "would interfere"))
    comparison = compare(report, draft, checker)
    assert [(row.change.value, row.effect.value) for row in comparison.rows] == [
        ("reworded", "changed"),
        ("same", "kept"),
        ("same", "kept"),
    ]
    assert comparison.rows[0].new_outcome.label == "contradicted"
    assert comparison.n_judged == 1
