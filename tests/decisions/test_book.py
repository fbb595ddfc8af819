"""The file of decisions: what stands, what is kept, and what a damaged file costs."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from writers import add_decisions

from factcheck.datatypes import Passage, VerdictLabel
from factcheck.decisions import DecisionBook, Withdrawal
from factcheck.errors import InputError, ReadError

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck import Report, Verdict

OVERRIDE = {"label": VerdictLabel.SUPPORTED, "because": "The ministry corrected itself.", "by": "Ada"}


def with_other_evidence(verdict: Verdict) -> Verdict:
    first = verdict.evidence[0]
    passage = Passage(reference_id="new", position=0, start=0, end=9, text="It is so.")
    return replace(verdict, evidence=(replace(first, passage=passage), *verdict.evidence[1:]))


def test_a_decision_says_what_was_decided_on_what_by_whom_and_when(book: DecisionBook, report: Report) -> None:
    verdict = report.verdicts[1]
    made = book.add(verdict, **OVERRIDE, note="Called at noon.", article_sha256="a" * 64)
    assert (made.claim, made.claim_kind) == ("Iraq will allow any threat to Iran.", "fact")
    assert (made.verdict_label, made.verdict_reason, made.label) == ("contradicted", verdict.reason, "supported")
    assert made.verdict_confidence == verdict.confidence
    assert (made.because, made.by, made.note) == ("The ministry corrected itself.", "Ada", "Called at noon.")
    assert made.at == "2026-11-26T20:01:00+00:00"
    assert set(made.passage_ids) == {evidence.passage.passage_id for evidence in verdict.evidence}
    assert not made.accepted
    assert DecisionBook(book.path).history == (made,)


def test_the_same_claim_on_the_same_evidence_meets_the_decision(book: DecisionBook, report: Report) -> None:
    verdict = report.verdicts[1]
    made = book.add(verdict, **OVERRIDE)
    elsewhere = replace(verdict, claim=replace(verdict.claim, number=9, start=5, end=40))
    assert book.matching(elsewhere) == made
    shuffled = replace(verdict, evidence=tuple(reversed(verdict.evidence)))
    assert book.matching(shuffled) == made
    assert book.matching(report.verdicts[0]) is None


def test_on_other_evidence_a_decision_is_found_as_such(book: DecisionBook, report: Report) -> None:
    verdict = report.verdicts[1]
    made = book.add(verdict, **OVERRIDE)
    other = with_other_evidence(verdict)
    assert book.matching(other) is None
    assert book.on_other_evidence(other) == made
    assert book.on_other_evidence(verdict) is None


def test_the_last_decision_wins_and_the_history_stays(book: DecisionBook, report: Report) -> None:
    first = book.add(report.verdicts[1], **OVERRIDE)
    second = book.add(report.verdicts[1], by="Ben")
    third = book.add(report.verdicts[0], by="Ben")
    assert book.matching(report.verdicts[1]) == second
    assert book.standing == (second, third)
    assert book.history == (first, second, third)
    assert second.accepted
    assert second.label == "contradicted"


def test_a_decision_taken_back_makes_room_for_the_one_before(book: DecisionBook, report: Report) -> None:
    first = book.add(report.verdicts[1], **OVERRIDE)
    second = book.add(report.verdicts[1], by="Ben")
    assert book.withdraw(second.decision_id[:10], by="Ada", because="too early") == second
    assert book.matching(report.verdicts[1]) == first
    assert book.standing == (first,)
    taken_back = Withdrawal(
        decision_id=second.decision_id, by="Ada", at="2026-11-26T20:03:00+00:00", because="too early"
    )
    assert book.history == (first, second, taken_back)
    with pytest.raises(InputError, match="withdrawn already"):
        book.withdraw(second.decision_id, by="Ada")


@pytest.mark.parametrize(("beginning", "why"), [("", "no decision"), ("zz", "no decision")])
def test_an_id_nobody_has_is_refused(book: DecisionBook, report: Report, beginning: str, why: str) -> None:
    book.add(report.verdicts[1], by="Ada")
    with pytest.raises(InputError, match=why):
        book.withdraw(beginning, by="Ada")


def test_an_id_of_several_is_refused(book: DecisionBook, report: Report) -> None:
    ids = {book.add(report.verdicts[1], by="Ada").decision_id[0] for _ in range(17)}  # of 16 digits one comes twice
    assert len(ids) <= 16
    counted = [decision.decision_id[0] for decision in book.history]
    with pytest.raises(InputError, match="several decisions"):
        book.withdraw(max(counted, key=counted.count), by="Ada")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"by": " "}, "name of who decides"),
        ({"by": "a" * 201}, "at most 200"),
        ({"by": "Ada", "note": "a" * 5001}, "at most 5,000"),
        ({"by": "Ada", "label": VerdictLabel.SUPPORTED}, "An override needs a reason"),
        ({"by": "Ada", "label": VerdictLabel.SUPPORTED, "because": " "}, "An override needs a reason"),
    ],
)
def test_what_says_too_little_or_too_much_is_refused_and_nothing_is_written(
    book: DecisionBook, report: Report, given: dict[str, str], why: str
) -> None:
    with pytest.raises(InputError, match=why):
        book.add(report.verdicts[1], **given)
    assert not book.path.exists()


def test_another_book_on_the_file_sees_what_was_added(book: DecisionBook, report: Report) -> None:
    other = DecisionBook(book.path)
    assert other.standing == ()
    made = book.add(report.verdicts[1], by="Ada")
    assert other.matching(report.verdicts[1]) == made


DAMAGE = {
    b'{"type": "decision", "vers': "it is not JSON",
    b"[1]": "its type must be one of decision, withdrawal, got None",
    b'{"type": "opinion"}': "its type must be one of decision, withdrawal, got 'opinion'",
    b'{"type": "decision", "version": 2}': "its version must be 1, got 2; a newer factcheck may have written it",
    b"\xff\xfe": "it is not JSON",
    b'{"type": "withdrawal", "version": 1}': "withdrawal lacks ['at', 'because', 'by', 'decision_id']",
    b'{"type": "withdrawal", "version": 1, "decision_id": "1", "by": "A", "at": "now", "because": ""}': (
        "at must be an ISO 8601 date-time in UTC, got 'now'"
    ),
}


def test_damaged_lines_are_told_and_stay_and_cost_no_other_line(book: DecisionBook, report: Report) -> None:
    made = book.add(report.verdicts[1], by="Ada")
    whole = book.path.read_bytes()
    damaged = whole + b"\n".join(DAMAGE)  # the last one without its line end
    book.path.write_bytes(damaged)
    added = book.add(report.verdicts[0], by="Ben")
    assert book.history == (made, added)
    assert [(line.number, line.why) for line in book.damaged] == list(enumerate(DAMAGE.values(), start=2))
    assert book.damaged[0].text == '{"type": "decision", "vers'
    assert book.path.read_bytes().startswith(damaged + b"\n")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("verdict_confidence", 1.5, "verdict_confidence must be in"),
        ("because", "", "because must say why"),
        ("label", "true", "decision.label must be one of supported"),
        ("surprise", 1, "unknown fields"),
        ("by", 3, "decision.by must be a string, got 3"),
    ],
)
def test_a_changed_decision_is_damage(book: DecisionBook, report: Report, name: str, value: object, why: str) -> None:
    book.add(report.verdicts[1], **OVERRIDE)
    entry = json.loads(book.path.read_text(encoding="utf-8"))
    book.path.write_text(json.dumps(entry | {name: value}), encoding="utf-8")
    assert book.history == ()
    assert why in book.damaged[0].why


def test_hostile_texts_stay_on_one_line_and_come_back(book: DecisionBook, report: Report) -> None:
    text = "a\nb\u2028c\x1b[31m\ud800 é\r\n{}"
    made = book.add(report.verdicts[1], label=VerdictLabel.SUPPORTED, because=text, by="Ada\u202e", note=text)
    assert book.path.read_bytes().count(b"\n") == 1
    assert DecisionBook(book.path).standing == (made,)
    assert made.because == text


def test_writers_in_several_processes_and_threads_lose_nothing(book: DecisionBook, report: Report) -> None:
    verdict = report.verdicts[1]
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_decisions, args=(book.path, verdict, f"process {n}")) for n in range(2)]
    for worker in workers:
        worker.start()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda n: add_decisions(book.path, verdict, f"thread {n}"), range(3)))
    for worker in workers:
        worker.join(timeout=120)
        assert worker.exitcode == 0
    names = [decision.by for decision in book.history]
    assert len(names) == 125
    assert {name: names.count(name) for name in names} == dict.fromkeys(names, 25)
    assert book.damaged == ()


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, report: Report) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        DecisionBook(tmp_path / "nowhere" / "d.jsonl").add(report.verdicts[1], by="Ada")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=r"Cannot write the decision to '.*folder'"):
        DecisionBook(tmp_path / "folder").add(report.verdicts[1], by="Ada")
    with pytest.raises(ReadError, match=r"Cannot read the decisions in '.*folder'"):
        _ = DecisionBook(tmp_path / "folder").standing
