"""Dead connections are ended, whoever is refused is heard out, a stop is orderly, and a model that hangs is told."""

from __future__ import annotations

import socket
import struct
import threading
import time

import httpx
from services import GatedNLI, running, wait_for

from factcheck.serve.connections import Sweeper

TEXT = "Khamenei told al-Kadhimi that Iran would not interfere in Iraq."


def connected(service) -> socket.socket:
    port = int(service.address.rstrip("/").rpartition(":")[2])
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.settimeout(20)
    made.connect(("127.0.0.1", port))
    return made


def test_an_answer_that_nobody_reads_does_not_stay() -> None:
    with running() as service:
        service.server._sweeper = Sweeper(seconds=0.3)
        with connected(service) as connection:
            body = b"The council closed the bridge in 2020. " * 250_000
            head = f"POST /v1/read?name=a.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
            connections = service.server.server_state.connections
            wait_for(lambda: any(each.transport.get_write_buffer_size() for each in connections), 60)
            wait_for(lambda: not [each for each in connections if each.transport.get_write_buffer_size()])


def test_a_request_that_never_begins_does_not_stay() -> None:
    with running() as service:
        service.server._sweeper = Sweeper(seconds=0.3)
        with connected(service) as silent, connected(service) as half:
            half.sendall(b"GET /v1/serv")
            assert silent.recv(10) == b""
            assert half.recv(10) == b""
        assert service.client.get("/healthz").status_code == 200


def test_a_slow_check_is_not_taken_for_a_dead_connection() -> None:
    nli = GatedNLI()
    with running(nli=nli) as service:
        service.server._sweeper = Sweeper(seconds=0.2)
        threading.Timer(2.5, nli.gate.set).start()
        assert service.client.post("/v1/check", json={"text": TEXT}).status_code == 200


def test_whoever_sends_too_much_reads_why_although_the_connection_is_closed_then() -> None:
    with running(max_body_bytes=1000) as service, connected(service) as connection:
        head = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 5000000\r\n\r\n"
        connection.sendall(head + b"x" * 5_000_000)
        got = b""
        while part := connection.recv(4096):
            got += part
        assert got.startswith(b"HTTP/1.1 413 ")
        assert b"1,000 bytes" in got


def test_a_client_that_hangs_up_while_it_sends_is_no_request(service) -> None:
    with connected(service) as connection:
        connection.sendall(b"POST /v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nThe council")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wait_for(lambda: 'status="0"' in service.client.get("/metrics").text)
    told = service.client.get("/metrics").text
    assert 'factcheck_requests_total{method="POST",route="none",status="0"} 1.0' in told
    assert 'route="/v1/read"' not in told


def test_requests_that_hold_too_much_together_are_told_to_come_again() -> None:
    with running(max_held_bytes=3000) as service, connected(service) as other:
        other.sendall(b"POST /v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\n" + b"x" * 2000)
        wait_for(lambda: any(each.n_bytes for each in service.desk.arrivals._under_way))
        refused = service.client.post("/v1/claims", json={"text": "x" * 1500})
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0


def test_a_service_that_is_stopped_finishes_what_it_accepted_and_refuses_the_rest() -> None:
    nli, answers = GatedNLI(), []
    with running(nli=nli) as service:
        address = f"{service.address}v1/check"

        def ask() -> None:
            answers.append(httpx.post(address, json={"text": TEXT}, timeout=60, trust_env=False))

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for n, asker in enumerate(askers, 1):
            asker.start()
            wait_for(lambda n=n: service.desk.models.n_jobs == n)
        with connected(service) as slow:
            slow.sendall(b"POST /v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\nThe council")
            wait_for(lambda: any(each.waiting for each in service.desk.arrivals._under_way))
            service.server.should_exit = True
            assert slow.recv(1000).startswith(b"HTTP/1.1 503 ")  # at once: it was not accepted yet
        late = service.client.post("/v1/check", json={"text": TEXT})
        assert (late.status_code, late.headers["Retry-After"]) == (503, "5")
        assert "shutting down" in late.json()["detail"]
        assert service.client.get("/healthz").status_code == 200
        assert service.client.get("/readyz").status_code == 503
        nli.gate.set()
        for asker in askers:
            asker.join(60)
        assert [answer.status_code for answer in answers] == [200] * 3


def test_a_model_that_hangs_is_told_to_all_that_wait_and_by_health_until_it_returns() -> None:
    nli, answers = GatedNLI(), []
    with running(nli=nli, stuck_seconds=0.5) as service:
        asker = threading.Thread(
            target=lambda: answers.append(
                httpx.post(f"{service.address}v1/check", json={"text": TEXT}, trust_env=False)
            )
        )
        asker.start()
        assert nli.waiting.wait(20)
        began = time.monotonic()
        refused = service.client.post("/v1/search", json={"text": TEXT})
        asker.join(20)
        for answer in (refused, *answers, service.client.get("/healthz"), service.client.get("/readyz")):
            assert answer.status_code == 503
            assert "has not answered for" in answer.json()["detail"]
            assert answer.headers["Retry-After"]
        assert time.monotonic() - began < 10
        assert service.client.post("/v1/claims", json={"text": TEXT}).status_code == 200
        nli.gate.set()
        wait_for(lambda: service.client.get("/healthz").status_code == 200)
        assert service.client.post("/v1/check", json={"text": TEXT}).status_code == 200
