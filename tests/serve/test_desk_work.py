"""References, search, decisions and renderings over HTTP."""

from __future__ import annotations

import json

import pytest
from services import SPUN

from factcheck import Report
from factcheck.report import FORMATS, render
from factcheck.serve.routes.reports import MEDIA_TYPES

TEXT = "Khamenei told al-Kadhimi that Iran would not interfere in Iraq."
NEW = "The Karsk ferry sank on Monday near the old harbour. Nobody was hurt, the coast guard said."


@pytest.fixture
def report(service) -> Report:
    return Report.from_json(service.client.post("/v1/check", json={"text": TEXT}).text)


def test_references_are_listed_shown_and_searched(service) -> None:
    listed = service.client.get("/v1/references").json()
    assert listed["n_references"] == 1
    (row,) = listed["references"]
    shown = service.client.get(f"/v1/references/{row['reference_id']}").json()
    assert shown["title"] == row["title"]
    for passage in shown["passages"]:
        assert shown["text"][passage["start"] : passage["end"]] == passage["text"]
    found = service.client.post("/v1/search", json={"text": shown["passages"][3]["text"], "k": 2}).json()
    assert len(found) == 2
    assert found[0]["text"] == shown["passages"][3]["text"]
    assert found[0]["similarity"] == pytest.approx(1, abs=1e-3)
    assert service.client.get("/v1/references", params={"start": 1}).json()["references"] == []


def test_a_report_that_is_added_decides_at_once_and_withdrawn_no_more(service) -> None:
    claim = {"text": "The Karsk ferry sank on Monday near the old harbour."}
    before = service.client.post("/v1/check", json=claim).json()
    assert before["counts"]["supported"] == 0
    given = {"text": NEW, "title": "Ferry", "published": "2024-05-02"}
    (new,) = service.client.post("/v1/references", json=given).json()["added"]
    assert service.client.post("/v1/check", json=claim).json()["counts"]["supported"] == 1
    assert service.client.post("/v1/references", json=given).json()["unchanged"] == [new]
    assert service.client.delete(f"/v1/references/{new}").json()["title"] == "Ferry"
    assert service.client.delete(f"/v1/references/{new}").status_code == 404
    assert service.client.post("/v1/check", json=claim).json()["counts"]["supported"] == 0


def test_a_file_of_reports_is_added(service) -> None:
    rows = "\n".join(json.dumps({"text": f"{NEW} Part {n} of it.", "title": f"Part {n}"}) for n in range(3))
    added = service.client.post("/v1/references/file", params={"name": "parts.jsonl"}, content=rows.encode())
    assert len(added.json()["added"]) == 3
    paths = {row["path"] for row in service.client.get("/v1/references").json()["references"]}
    assert {path for path in paths if path and path.startswith("parts.jsonl")}
    assert not any(path and "/tmp" in path for path in paths)  # noqa: S108 - must not be shown


def test_a_decision_is_kept_shown_summed_up_and_taken_back(service, report) -> None:
    verdict = json.loads(report.to_json())["verdicts"][0]
    assert verdict["label"] == "supported"
    refused = service.client.post("/v1/decisions", json={"verdict": verdict, "label": "contradicted", "by": "Ada"})
    assert refused.status_code == 422
    assert "reason" in refused.json()["detail"]
    body = {"verdict": verdict, "label": "contradicted", "by": "Ada", "because": "I called the ministry."}
    decision = service.client.post("/v1/decisions", json=body).json()
    again = service.client.post("/v1/check", json={"text": TEXT}).json()
    assert [noted["decision"] for noted in again["decisions"]] == [decision]
    listed = service.client.get("/v1/decisions").json()
    assert listed["decisions"] == [decision]
    assert listed["error_rates"][0]["n"] == 1
    html = service.client.post("/v1/report/html", content=report.to_json().encode()).text
    assert "I called the ministry" in html
    gone = service.client.post(f"/v1/decisions/{decision['decision_id']}/withdraw", json={"by": "Ada"})
    assert gone.status_code == 200
    assert service.client.get("/v1/decisions").json()["decisions"] == []
    gone = service.client.post(f"/v1/decisions/{decision['decision_id']}/withdraw", json={"by": "Ada"})
    assert gone.status_code == 404


def test_a_verdict_that_is_none_is_refused(service) -> None:
    answer = service.client.post("/v1/decisions", json={"verdict": {"claim": 1}, "by": "Ada"})
    assert answer.status_code == 422


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_report_is_rendered_as_the_command_does(service, report, fmt) -> None:
    told = {"author": "The Desk", "url": "https://desk.example.org/1"} if fmt == "claimreview" else {}
    answer = service.client.post(f"/v1/report/{fmt}", params=told, content=report.to_json().encode())
    assert answer.status_code == 200
    assert answer.text == render(report, fmt, **told)
    assert answer.headers["content-type"] == MEDIA_TYPES[fmt][0]
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_claim_review_without_author_is_refused(service, report) -> None:
    answer = service.client.post("/v1/report/claimreview", content=report.to_json().encode())
    assert answer.status_code == 422


def test_cards_are_those_of_the_html_report(service) -> None:
    whole = service.client.post("/v1/check", json={"text": SPUN.read_text(encoding="utf-8")}).text
    cards = service.client.post("/v1/report/cards", content=whole.encode()).json()
    assert [card["number"] for card in cards] == list(range(1, len(cards) + 1))
    assert {card["kind"] for card in cards} <= {"supported", "contradicted", "unverifiable"}
