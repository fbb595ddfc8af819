"""What the clients of a load do, kind ones and others; each of these is one request, or an attempt at one."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from load import articles
from load.wire import ask, check_body, connect, message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from load.measures import Tally
    from load.wire import Answer

SERVED = frozenset({200})
REFUSED = frozenset({400, 413, 422})
MAX_BODY = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Client:
    """One client: its address on the loopback, and where the service is."""

    port: int
    name: str
    rng: Random
    tally: Tally
    sentences: int

    async def ask(
        self, kind: str, method: str, path: str, body: bytes = b"", *, expected: frozenset[int] = SERVED
    ) -> Answer:
        """Ask, read the answer and note it; after a refusal wait as long as was asked."""
        began = time.monotonic()
        answer = await ask(self.port, self.name, method, path, body)
        self.tally.answered(kind, answer, time.monotonic() - began, expected=expected)
        if answer.status == 429:
            await asyncio.sleep(min(float(answer.headers.get("retry-after", "1")), 5.0) * self.rng.uniform(0.2, 1.0))
        return answer


async def small_check(client: Client) -> None:
    await client.ask("check, small", "POST", "/v1/check", check_body(articles.small(client.rng)))


async def large_check(client: Client) -> None:
    body = check_body(articles.large(client.rng, client.sentences), deadline=client.rng.choice([5, 20, 200]))
    await client.ask("check, large", "POST", "/v1/check", body)


async def stream(client: Client) -> None:
    body = check_body(articles.small(client.rng), cards=True)
    answer = await client.ask("stream", "POST", "/v1/check/stream", body)
    whole = answer.status != 200 or b"event: report" in answer.body
    client.tally.require(whole, f"stream: no report at its end, but {answer.body[-300:]!r}")


async def cancelled_stream(client: Client) -> None:
    connection = await connect(client.port, client.name)
    text = articles.large(client.rng, client.sentences)
    await connection.send(message("POST", "/v1/check/stream", check_body(text)))
    answer = await connection.answer(until=lambda got: b"event: claims" in got)
    connection.drop()
    if answer.status == 200:
        client.tally.dropped("stream, cancelled")
    else:
        client.tally.answered("stream, cancelled", answer, 0.0, expected=SERVED)


async def cancelled_check(client: Client) -> None:
    connection = await connect(client.port, client.name)
    await connection.send(message("POST", "/v1/check", check_body(articles.large(client.rng, client.sentences))))
    await asyncio.sleep(client.rng.uniform(0.0, 2.0))
    connection.drop()
    client.tally.dropped("check, cancelled")


async def claims(client: Client) -> None:
    text = articles.large(client.rng, 10 * client.sentences)
    await client.ask("claims", "POST", "/v1/claims", check_body(text))


async def search(client: Client) -> None:
    body = json.dumps({"text": articles.sentence(client.rng), "k": 5}).encode()
    await client.ask("search", "POST", "/v1/search", body)


async def look(client: Client) -> None:
    path = client.rng.choice(["/v1/references?n=1000", "/v1/service", "/metrics", "/healthz", "/", "/openapi.json"])
    await client.ask("look", "GET", path)


async def slow_reader(client: Client) -> None:
    connection = await connect(client.port, client.name, limit=4096)
    began = time.monotonic()
    text = articles.large(client.rng, client.sentences) * 40  # what is read comes back
    await connection.send(message("POST", "/v1/read?name=a.txt", text.encode(), kind="text/plain"))
    answer = await connection.answer(piece=16_384, pause=0.05)
    connection.drop()
    client.tally.answered("slow reader", answer, time.monotonic() - began, expected=SERVED)


async def slow_writer(client: Client) -> None:
    connection = await connect(client.port, client.name)
    began, sent = time.monotonic(), message("POST", "/v1/check", check_body(articles.small(client.rng)))
    for at in range(0, len(sent), 40):
        await connection.send(sent[at : at + 40])
        await asyncio.sleep(0.3)
    answer = await connection.answer()
    connection.drop()
    client.tally.answered("slow writer", answer, time.monotonic() - began, expected=SERVED)


async def dropped_sending(client: Client) -> None:
    connection = await connect(client.port, client.name)
    sent = message("POST", "/v1/check", check_body(articles.large(client.rng, client.sentences)))
    await connection.send(sent[: client.rng.randint(1, len(sent) - 1)])
    await asyncio.sleep(client.rng.uniform(0.0, 0.3))
    connection.drop()
    client.tally.dropped("dropped while sending")


async def dropped_receiving(client: Client) -> None:
    connection = await connect(client.port, client.name)
    await connection.send(message("POST", "/v1/claims", check_body(articles.large(client.rng, 10 * client.sentences))))
    await connection.answer(piece=100, until=lambda _: True)
    connection.drop()
    client.tally.dropped("dropped while receiving")


async def oversized(client: Client) -> None:
    body = check_body("The council closed the bridge. " * (MAX_BODY // 25))
    await client.ask("oversized body", "POST", "/v1/check", body, expected=frozenset({413}))


MALFORMED: tuple[tuple[bytes, frozenset[int]], ...] = (
    (b'{"text": "The council', REFUSED),
    (b"[" * 200_000, REFUSED),
    (b'{"text":' * 50_000, REFUSED),
    (b"\x00" * 1000, REFUSED),
    (b"\xff\xfe{}", REFUSED),
    (b"", REFUSED),
    (b'{"text": "x", "deadline": 1e999}', REFUSED),
    (b'{"text": "x", "deadline": NaN}', REFUSED),
    (b'{"text": "x", "deadline": ' + b"9" * 6000 + b"}", REFUSED),
    (b'{"text": ["The council closed the bridge."]}', REFUSED),
    (b'{"text": "It rained.", "published": "\\u0000"}', REFUSED),
    (b'{"url": "http://[::1", "title": "\\ud800"}', REFUSED),
    (b'{"text": "The council closed the bridge \\ud800 on Monday."}', SERVED | REFUSED),
    (b'{"text": "The council \\u0000 closed the bridge \\u202e on Monday."}', SERVED | REFUSED),
)


async def malformed(client: Client) -> None:
    body, expected = client.rng.choice(MALFORMED)
    await client.ask("malformed JSON, NUL bytes", "POST", "/v1/check", body, expected=expected)


NO_HTTP = (
    b"\x16\x03\x01\x02\x00\x01\x00" * 30,
    b"GET / HTTP/9.9\r\n\r\n",
    b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
)


async def no_http(client: Client) -> None:
    connection = await connect(client.port, client.name)
    began = time.monotonic()
    await connection.send(client.rng.choice(NO_HTTP))
    answer = await connection.answer()
    connection.drop()
    expected = frozenset({0, 200, 400, 421})  # 200: a long header that came in one piece
    client.tally.answered("no HTTP", answer, time.monotonic() - began, expected=expected)


KINDS: tuple[tuple[int, Callable[[Client], Awaitable[None]]], ...] = (
    (24, small_check),
    (10, large_check),
    (10, stream),
    (4, cancelled_stream),
    (4, cancelled_check),
    (4, claims),
    (8, search),
    (10, look),
    (4, slow_reader),
    (6, slow_writer),
    (4, dropped_sending),
    (4, dropped_receiving),
    (2, oversized),
    (6, malformed),
    (3, no_http),
)
"""How often each kind is drawn, and what it does."""


async def work(client: Client, *, until: float) -> None:
    """Do one thing after another until the monotonic clock says so."""
    weights, kinds = zip(*KINDS, strict=True)
    while time.monotonic() < until:
        (kind,) = client.rng.choices(kinds, weights)
        try:
            await kind(client)
        except ConnectionError as err:
            client.tally.require(held=False, otherwise=f"{kind.__name__}: {type(err).__name__}: {err}")
        await asyncio.sleep(client.rng.uniform(0.0, 0.5))
