"""Whatever fails, in whatever stage: the claim is a failure with its error, the others have their verdicts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Report, Settings
from factcheck.cli import run
from factcheck.errors import IndexStoreError, ModelError
from factcheck.index import build_index, verify_index
from factcheck.index.preparation import encoded
from factcheck.reading import reference_from_text
from factcheck.report import FORMATS, render

REPORTS = [
    "The clinic hired 12 nurses in March. The minister visited Baghdad on Sunday.",
    "The ferry sank near Karsk on Monday. Nobody was hurt.",
]
ARTICLE = (
    "The minister visited Baghdad on Sunday.\n\nThe ferry sank near Karsk on Monday.\n\n"
    "The clinic hired 12 midwives in March."  # the last, for a claim is also searched in the context of the one before
)
HURT, WHOLE = "The clinic hired 12 midwives in March.", 2
KEY = "midwives"  # which no report speaks of, so that it tells the claim from its evidence


def outcome(*, nli=None, encoder=None) -> Report:
    with ReferenceIndex.in_memory(REPORTS, encoder=encoder or WordEncoder(), settings=Settings()) as index:
        return FactChecker(index, nli=nli or RuleNLI(), policy=None).check(ARTICLE)


PLAIN = outcome()


def costs_one_claim(report: Report, error: str) -> None:
    assert [(failure.claim.text, failure.error) for failure in report.failures] == [(HURT, error)]
    assert report.failures[0].message
    assert report.verdicts == tuple(verdict for verdict in PLAIN.verdicts if verdict.claim.text != HURT)
    assert len(report.verdicts) == WHOLE
    assert report.counts["failed"] == 1


class OddNLI(RuleNLI):
    """Answers oddly for pairs that speak of midwives."""

    def __init__(self, how: str) -> None:
        super().__init__()
        self.how = how

    def judge(self, pairs):
        rows = super().judge(pairs)
        hit = [at for at, pair in enumerate(pairs) if KEY in pair.hypothesis]
        return getattr(self, self.how)(rows, hit) if hit else rows

    def raises(self, rows, hit):
        raise RuntimeError(f"out of memory, {len(rows)} rows, {len(hit)} of them of midwives")

    def raises_ours(self, rows, hit):
        raise ModelError(f"The model failed on purpose on {len(rows)} rows, {len(hit)} of them of midwives.")

    def has_no_memory(self, rows, hit):
        raise MemoryError(len(rows), len(hit))

    def recurses(self, rows, hit):
        return self.recurses(rows, hit)

    def gives_nan(self, rows, hit):
        rows[hit] = np.nan
        return rows

    def gives_infinity(self, rows, hit):
        rows[hit, 2] = np.inf
        return rows

    def gives_logits(self, rows, hit):
        rows[hit] = (5.1, -0.2, -3.0)
        return rows

    def gives_sums_of_two(self, rows, hit):
        rows[hit] *= 2
        return rows

    def gives_too_few_rows(self, rows, hit):
        return rows[: -len(hit)]

    def gives_two_columns(self, rows, _hit):
        return rows[:, :2]

    def gives_nothing(self, _rows, _hit):
        return None

    def gives_words(self, rows, _hit):
        return [["likely"] * 3] * len(rows)


@pytest.mark.parametrize(
    "how", [name for name in vars(OddNLI) if not name.startswith("_") and name not in {"judge", "how"}]
)
def test_an_nli_model_that_fails_costs_one_claim_and_becomes_no_label(how: str) -> None:
    costs_one_claim(outcome(nli=OddNLI(how)), "ModelError")


class OddEncoder(WordEncoder):
    """Encodes reports well, and claims that speak of midwives oddly."""

    def __init__(self, how: str) -> None:
        super().__init__()
        self.how, self.n_calls = how, 0

    def encode(self, texts):
        vectors = super().encode(texts)
        self.n_calls += 1
        hit = [at for at, text in enumerate(texts) if KEY in text]
        if self.n_calls <= len(REPORTS) or not hit:
            return vectors
        if self.how == "raises":
            raise OSError("the device is gone")
        if self.how == "nan":
            vectors[hit] = np.nan
        return {"short": vectors[:-1], "long": vectors * 3, "flat": vectors.reshape(-1), "none": None}.get(
            self.how, vectors
        )


@pytest.mark.parametrize("how", ["raises", "nan", "short", "long", "flat", "none"])
def test_an_encoder_that_fails_costs_one_claim_and_becomes_no_label(how: str) -> None:
    costs_one_claim(outcome(encoder=OddEncoder(how)), "ModelError")


STAGES = [
    *(
        "factcheck.checker.outcomes.retrieve",
        "factcheck.verdicts.judging.run_checks",
    ),
    *(
        "factcheck.verdicts.judging.build_premises",
        "factcheck.verdicts.judging.features_of",
        "factcheck.verdicts.reach._verdict",
    ),
    *("factcheck.checker.outcomes.reach_verdicts", "factcheck.checker.outcomes.finish_verdict"),
    "factcheck.checker.outcomes.put_together",
]


@pytest.mark.parametrize("stage", STAGES)
def test_a_fault_of_ours_in_any_stage_costs_one_claim_and_says_what_it_is(
    monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    module, _, name = stage.rpartition(".")
    whole = getattr(sys.modules[module], name)

    def breaks(*given: object, **named: object) -> object:
        # What a claim is about shows in what its stage is given: the claim, its text, its words or its evidence.
        if KEY in repr(given[:1]) or KEY in repr(named):
            raise IndexError("list index out of range")
        return whole(*given, **named)

    monkeypatch.setattr(stage, breaks)
    report = outcome()
    costs_one_claim(report, "IndexError")
    assert "fault of factcheck" in report.failures[0].message
    assert "test_failures.py, line" in report.failures[0].message


def test_a_database_that_fails_midway_costs_what_it_was_asked_for(tmp_path: Path) -> None:
    class Cutting(WordEncoder):
        """Has SQLite interrupted while a claim on midwives is searched."""

        index: ReferenceIndex | None = None

        def encode(self, texts):
            if self.index is not None:
                stop = any(KEY in text for text in texts)
                self.index._store._connection.set_progress_handler((lambda: 1) if stop else None, 1)
            return super().encode(texts)

    build_index(tmp_path / "desk", map(reference_from_text, REPORTS), encoder=WordEncoder(), settings=Settings())
    encoder = Cutting()
    with ReferenceIndex.open(tmp_path / "desk", encoder=encoder, settings=Settings()) as index:
        index.search("warm", k=1)
        encoder.index = index
        report = FactChecker(index, nli=RuleNLI(), policy=None).check(ARTICLE)
        index._store._connection.set_progress_handler(None, 1)
    assert {failure.error for failure in report.failures} == {"IndexStoreError"}
    assert all(KEY in failure.claim.text for failure in report.failures)
    assert [verdict.claim.text for verdict in report.verdicts] == ARTICLE.split("\n\n")[:2]


def test_a_file_that_is_damaged_midway_gives_failures_and_no_labels(tmp_path: Path) -> None:
    build_index(tmp_path / "desk", map(reference_from_text, REPORTS), encoder=WordEncoder(), settings=Settings())
    with ReferenceIndex.open(tmp_path / "desk", encoder=WordEncoder(), settings=Settings()) as index:
        checker = FactChecker(index, nli=RuleNLI(), policy=None)
        assert len(checker.check(ARTICLE).verdicts) == 3
        (tmp_path / "desk" / "references.sqlite").write_bytes(b"")
        with pytest.raises(IndexStoreError):  # the fingerprint of the report cannot be read either
            checker.check(ARTICLE)
    assert verify_index(tmp_path / "desk").faults


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_a_failure_is_seen_in_every_format(format_: str) -> None:
    report = outcome(nli=OddNLI("gives_nan"))
    shown = render(report, format_, author="Ann", url="https://news.example/check")
    whole = render(PLAIN, format_, author="Ann", url="https://news.example/check")
    assert shown != whole
    if format_ not in {"claimreview", "annotations"}:  # which hold what has a verdict, and nothing else
        assert "three probabilities" in shown


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build_index(
        tmp_path / "indexes/desk", map(reference_from_text, REPORTS), encoder=WordEncoder(), settings=Settings()
    )
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setattr("factcheck.models.load_encoder", lambda *_, **__: WordEncoder())
    monkeypatch.setattr("factcheck.checker.checker.load_nli", lambda *_, **__: OddNLI("raises"))
    return tmp_path


CHECK = ["check", "a.txt", "-i", "desk", "--encoder", "fake-words"]


def test_strict_fails_when_a_claim_failed_and_only_then(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*CHECK, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [failure["claim"]["text"] for failure in told["failures"]] == [HURT]
    assert run([*CHECK, "--strict"]) == 1
    assert "out of memory" in " ".join(capsys.readouterr().out.split())
    assert run([*CHECK, "--strict", "--deadline", "60"]) == 1
    monkeypatch.setattr("factcheck.checker.checker.load_nli", lambda *_, **__: RuleNLI())
    assert run([*CHECK, "--strict"]) == 0
    assert desk


FULL = """
import resource, sys
from pathlib import Path
from factcheck.cli.shared import write_output
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
write_output("x" * 50_000, Path("report.html"))
"""


def test_a_disk_that_is_full_keeps_the_report_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("the last report", encoding="utf-8")
    told = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603 - our own code
    assert "InputError: Cannot write 'report.html'" in told.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "the last report"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["claims", "a.txt"], ["claims", "a.txt", "--json"], ["config", "show"]])
def test_an_output_that_takes_no_more_is_an_error(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-m", "factcheck.cli", *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert told.returncode == 4
    assert b"No space left" in told.stderr


def test_what_an_encoder_raises_is_told_as_an_error_of_the_model() -> None:
    class Broken(WordEncoder):
        def encode(self, texts):
            raise TypeError(f"{len(texts)} texts")

    with pytest.raises(ModelError, match="failed on 2 texts: TypeError"):
        encoded(Broken(), ["a", "b"])
