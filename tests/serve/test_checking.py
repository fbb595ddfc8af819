"""Checks over HTTP: what the command says, at once or as it is found."""

from __future__ import annotations

import json
import threading

import httpx
import jsonschema
import pytest
from services import GatedNLI, events_of, running, wait_for

from factcheck import Report
from factcheck.checker import checker, cutting
from factcheck.report import json_schema

TEXT = "Khamenei told al-Kadhimi that Iran would not interfere in Iraq. The voyage was the 2nd."


def test_the_answer_to_a_check_is_the_report_of_the_checker(service) -> None:
    answer = service.client.post("/v1/check", json={"text": TEXT, "title": "Visit", "published": "2020-07-22"})
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), json_schema())
    report = Report.from_json(answer.text)
    own = service.desk.checker.check(report.article)
    assert report.verdicts == own.verdicts
    assert report.article.title == "Visit"
    assert report.input_text == TEXT


def test_a_stream_tells_claims_then_each_verdict_then_the_same_report(service, spun) -> None:
    with service.client.stream("POST", "/v1/check/stream", json={"text": spun}) as answer:
        told = [(name, json.loads(data)) for name, data in events_of(answer.iter_lines())]
    names = [name for name, _ in told]
    assert names[:2] == ["waiting", "claims"]
    assert names[-1] == "report"
    claims = told[1][1]["claims"]
    report = told[-1][1]["report"]
    verdicts = [value for name, value in told if name == "verdict"]
    assert len(verdicts) == len(claims) > 5
    assert sorted(verdicts, key=lambda verdict: verdict["claim"]["number"]) == report["verdicts"]
    whole = service.client.post("/v1/check", json={"text": spun}).json()
    del whole["run"]["checked_at"], report["run"]["checked_at"]
    assert whole == report


def test_verdicts_come_while_others_are_still_to_be_reached(spun) -> None:
    nli = GatedNLI()
    with (
        running(nli=nli) as service,
        service.client.stream("POST", "/v1/check/stream", json={"text": spun, "cards": True}) as answer,
    ):
        events = events_of(answer.iter_lines())
        assert [next(events)[0] for _ in range(2)] == ["waiting", "claims"]
        assert nli.waiting.wait(20)  # nothing is judged yet, and the claims are here
        nli.gate.set()
        name, data = next(events)
        assert name == "verdict"
        assert json.loads(data)["card"]["claim"][0]["text"]
        assert [name for name, _ in events][-1] == "report"


def test_a_deadline_gives_a_report_of_what_was_reached(service, spun) -> None:
    answer = service.client.post("/v1/check", json={"text": spun, "deadline": 1e-6}).json()
    assert answer["verdicts"] == []
    assert len(answer["not_reached"]) > 5


def test_claims_of_a_text_that_was_not_cut_in_time_are_not_waited_for(service, monkeypatch) -> None:
    monkeypatch.setattr(cutting, "SURE", 5_000)
    monkeypatch.setattr(cutting, "SAMPLE", 1_000)
    long = "\n\n".join(f"The clinic of town {n} hired {n} nurses in March." for n in range(200))
    body = {"text": long, "deadline": 1e-6, "cards": True}
    with service.client.stream("POST", "/v1/check/stream", json=body) as answer:
        told = [(name, json.loads(data)) for name, data in events_of(answer.iter_lines())]
    assert told[-1][1]["report"]["uncut_from"] < len(long)
    announced = [claim["number"] for claim in told[1][1]["claims"]]
    assert [(card["number"], card["kind"]) for card in told[-1][1]["cards"]] == [
        (number, "not-reached") for number in announced
    ]


def test_claims_and_skipped_sentences_are_listed(service) -> None:
    found = service.client.post("/v1/claims", json={"text": "The port closed in May. Who will pay?"}).json()
    assert [claim["text"] for claim in found["claims"]] == ["The port closed in May."]
    assert [(skipped["text"], skipped["kind"]) for skipped in found["skipped"]] == [("Who will pay?", "question")]


@pytest.mark.parametrize(
    ("name", "content", "text", "title"),
    [
        ("a.md", b"# Bridge\n\nIt is **closed** since Tuesday.", "It is closed since Tuesday.", "Bridge"),
        ("a.txt", "Die Brücke ist zu.".encode("latin-1"), "Die Brücke ist zu.", None),
    ],
)
def test_a_file_is_read_as_its_name_says(service, name, content, text, title) -> None:
    read = service.client.post("/v1/read", params={"name": name}, content=content).json()
    assert (read["text"], read["title"], read["path"]) == (text, title, None)


def test_a_client_that_hangs_up_frees_the_models(spun) -> None:
    nli = GatedNLI()
    with running(nli=nli, n_waiting=0) as service:
        with service.client.stream("POST", "/v1/check/stream", json={"text": spun}) as answer:
            next(answer.iter_lines())
            assert nli.waiting.wait(20)
        before = nli.n_judged
        nli.gate.set()
        wait_for(lambda: service.desk.models.n_jobs == 0)
        with_all = service.client.post("/v1/check", json={"text": spun})
        assert with_all.status_code == 200
        # The first check ended after the batch it was in: fewer pairs than two whole ones.
        assert nli.n_judged - before < 2 * pairs_of_a_check(service, nli, spun)


def test_a_fault_in_the_middle_of_a_stream_is_told_at_its_end(spun, caplog, monkeypatch) -> None:
    monkeypatch.setattr(checker, "RunManifest", lambda **_: 1 / 0)  # after the last verdict
    with running() as service:
        answer = service.client.post("/v1/check/stream", json={"text": spun})
    *_, (name, problem) = events_of(answer.text.splitlines())
    assert name == "problem"
    assert json.loads(problem)["status"] == 500
    assert "ZeroDivisionError" in caplog.text


def pairs_of_a_check(service, nli, spun) -> int:
    before = nli.n_judged
    service.client.post("/v1/check", json={"text": spun})
    return nli.n_judged - before


def test_a_full_queue_is_told_with_when_to_try_again() -> None:
    nli = GatedNLI()
    with running(nli=nli, n_waiting=1) as service:
        answers = []

        def ask() -> None:
            answers.append(httpx.post(f"{service.address}v1/check", json={"text": TEXT}, timeout=30, trust_env=False))

        askers = [threading.Thread(target=ask) for _ in range(2)]
        for n, asker in enumerate(askers, 1):
            asker.start()
            wait_for(lambda n=n: service.desk.models.n_jobs == n)
        refused = service.client.post("/v1/check", json={"text": TEXT})
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
        assert "no more may wait" in refused.json()["detail"]
        nli.gate.set()
        for asker in askers:
            asker.join(30)
        assert [answer.status_code for answer in answers] == [200, 200]


def test_a_check_beyond_the_time_limit_is_504_and_one_that_never_began_503() -> None:
    nli = GatedNLI()
    with running(nli=nli, check_seconds=0.5) as service:
        late = service.client.post("/v1/check", json={"text": TEXT})
        assert late.status_code == 504
        waited = service.client.post("/v1/search", json={"text": TEXT})
        assert waited.status_code == 503
        assert waited.headers["Retry-After"]
        nli.gate.set()
