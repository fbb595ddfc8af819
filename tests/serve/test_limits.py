"""Who may ask, how much, and what is answered when something is wrong."""

from __future__ import annotations

import socket

import pytest
from load.clients import MALFORMED
from services import GatedNLI, running

from factcheck.errors import InputError
from factcheck.serve import ServiceOptions

TOKEN = "0123456789abcdef-token"  # noqa: S105 - for these tests only
WANTED = {"type", "title", "status", "detail"}


def problem_of(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().keys() >= WANTED
    assert answer.json()["status"] == status
    return answer.json()["detail"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "news.example.org", "::"])  # noqa: S104 - refused
def test_a_host_beyond_the_loopback_needs_a_token(host) -> None:
    with pytest.raises(InputError, match="without a token"):
        ServiceOptions(host=host)
    assert ServiceOptions(host=host, token=TOKEN).token == TOKEN


@pytest.mark.parametrize("token", ["", "short", "with a \u00fcmlaut in it"])
def test_a_weak_token_is_refused_and_not_shown(token) -> None:
    with pytest.raises(InputError, match="16 or more") as caught:
        ServiceOptions(token=token)
    assert not token or token not in str(caught.value)


def test_data_need_the_token_and_health_and_page_do_not() -> None:
    with running(token=TOKEN) as service:
        for headers in ({}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": "Bearer \u00fc".encode()}):
            answer = service.client.get("/v1/service", headers=headers)
            assert "token" in problem_of(answer, 401)
            assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert service.client.get("/metrics").status_code == 401
        assert service.client.get("/v1/service", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        for path in ("/healthz", "/readyz", "/", "/page/main.js"):
            assert service.client.get(path).status_code == 200


def test_another_name_for_this_machine_is_refused(service) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80"):
        assert "Host" in problem_of(service.client.get("/v1/service", headers={"Host": host}), 421)
    for host in ("localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"):
        assert service.client.get("/v1/service", headers={"Host": host}).status_code == 200


def test_pages_of_other_sites_are_refused_and_no_answer_lets_them_read(service) -> None:
    answer = service.client.post("/v1/claims", json={"text": "x"}, headers={"Origin": "https://evil.example"})
    assert "Origin" in problem_of(answer, 403)
    own = service.client.get("/v1/service", headers={"Origin": service.address.rstrip("/")})
    assert own.status_code == 200
    assert not [name for name in own.headers if name.startswith("access-control")]


def test_a_request_that_is_too_large_is_413_however_it_says_so() -> None:
    with running(max_body_bytes=1000, max_report_bytes=2000) as service:
        assert "1,000 bytes" in problem_of(service.client.post("/v1/claims", json={"text": "x" * 1000}), 413)
        chunks = (b"x" * 600 for _ in range(3))
        assert "1,000 bytes" in problem_of(service.client.post("/v1/read", content=chunks), 413)
        assert "2,000 bytes" in problem_of(service.client.post("/v1/report/html", content=b"x" * 2001), 413)


def test_a_request_that_does_not_arrive_is_408() -> None:
    with running(body_seconds=0.3) as service:
        port = service.address.rstrip("/").rpartition(":")[2]
        with socket.create_connection(("127.0.0.1", int(port)), timeout=10) as connection:
            connection.sendall(b"POST /v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")
            assert connection.recv(100).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        ("/v1/check", {"text": "  "}, 422, "no text"),
        ("/v1/check", {}, 422, "Give a text"),
        ("/v1/check", {"url": "file:///etc/passwd"}, 422, "http"),
        ("/v1/check", {"url": "http://127.0.0.1:1/"}, 422, "private"),
        ("/v1/check", {"text": "x", "colour": "red"}, 422, "colour"),
        ("/v1/check", {"text": "It rained.", "published": "soon"}, 422, "published"),
        ("/v1/check", {"text": "It rained.", "deadline": -1}, 422, "deadline"),
        ("/v1/search", {"text": "x", "k": 0}, 422, "k"),
        ("/v1/report/pdf", {}, 404, "no format"),
        ("/v1/report/html", {}, 422, "schema_version"),
        ("/v1/nothing", {}, 404, "Not Found"),
    ],
)
def test_what_is_wrong_is_told_as_a_problem(service, path, body, status, told) -> None:
    assert told in problem_of(service.client.post(path, json=body), status)


@pytest.mark.parametrize(("body", "expected"), MALFORMED)
def test_no_body_is_a_fault_of_the_service(service, body, expected) -> None:
    answer = service.client.post("/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in expected, answer.text


def test_what_was_sent_is_not_repeated_in_a_problem(service) -> None:
    answer = service.client.post("/v1/check", json={"text": ["secret words"]})
    assert "secret" not in problem_of(answer, 422) + answer.text


def test_a_file_of_an_unknown_format_is_415(service) -> None:
    problem_of(service.client.post("/v1/read", content=b"\x00\x01\x02\xff" * 50), 415)


def test_changes_and_decisions_need_to_be_allowed() -> None:
    with running() as service:
        assert "--allow-changes" in problem_of(service.client.post("/v1/references", json={"text": "x"}), 403)
        assert "--allow-changes" in problem_of(service.client.delete("/v1/references/x"), 403)
        assert "--decisions" in problem_of(service.client.get("/v1/decisions"), 403)


def test_a_service_that_stops_says_so_and_cancels_what_goes_on() -> None:
    nli = GatedNLI()
    with running(nli=nli) as service:
        nli.gate.set()
        service.desk.close()
        assert "shutting down" in problem_of(service.client.get("/readyz"), 503)
        assert "shutting down" in problem_of(service.client.post("/v1/claims", json={"text": "It rained."}), 503)
        assert service.client.get("/healthz").status_code == 200


def test_a_fault_of_ours_is_told_without_its_details(service, monkeypatch, caplog) -> None:
    def fails():
        raise RuntimeError("secret words")

    monkeypatch.setattr(service.desk.checker.index, "references", fails)
    answer = service.client.get("/v1/references")
    assert "fault of factcheck" in problem_of(answer, 500)
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"]
    assert "secret words" in caplog.text


def test_metrics_count_and_hold_no_text(service) -> None:
    text = "The zanzibar ferry would not interfere in Iraq."
    service.client.post("/v1/check", json={"text": text})
    service.client.get("/v1/references/zanzibar")
    service.client.get("/zanzibar/zanzibar")
    told = service.client.get("/metrics").text
    assert 'factcheck_requests_total{method="POST",route="/v1/check",status="200"} 1.0' in told
    assert "factcheck_checks_total 1.0" in told
    assert "factcheck_references 1.0" in told
    assert "zanzibar" not in told


def test_the_log_holds_routes_and_no_text(service, caplog) -> None:
    with caplog.at_level("INFO", logger="factcheck.serve"):
        service.client.post("/v1/check", json={"text": "The zanzibar ferry sank."})
        service.client.get("/v1/references/zanzibar")
    assert "POST /v1/check 200" in caplog.text
    assert "zanzibar" not in caplog.text
