"""What is done to a service: load, ten large articles of one client, a stop while it works, a model that hangs."""

from __future__ import annotations

import asyncio
import time
from random import Random
from typing import TYPE_CHECKING, Any

from load import articles
from load.clients import Client, work
from load.faked import STUCK
from load.measures import Memory, Tally, quantiles
from load.service import ME
from load.wire import NOTHING, ask, check_body

if TYPE_CHECKING:
    from load.service import Service
    from load.wire import Answer

LARGE_ARTICLES = 10


async def loaded(
    service: Service, tally: Tally, *, seconds: float, n_clients: int, seed: int, sentences: int
) -> dict[str, Any]:
    """Let clients of all kinds work at once, watching the memory."""
    memory, end = Memory(service.process.pid), time.monotonic() + seconds
    clients = [
        Client(
            port=service.port,
            name=f"127.0.1.{number + 1}",
            rng=Random(seed * 1000 + number),
            tally=tally,
            sentences=sentences,
        )
        for number in range(n_clients)
    ]
    working = [asyncio.create_task(work(client, until=end)) for client in clients]
    while time.monotonic() < end:
        memory.sample()
        await asyncio.sleep(min(1.0, seconds / 50))
    await asyncio.gather(*working)
    health = await ask(service.port, ME, "GET", "/healthz")
    tally.require(health.status == 200, f"after the load /healthz is {health.status} {health.detail}")
    tally.require(service.process.poll() is None, "the service ended under load")
    return {"memory_mb": memory.growth(), "memory_curve": memory.curve()}


async def fair(service: Service, tally: Tally, *, seed: int, sentences: int) -> dict[str, Any]:
    """Let one client send ten large articles at once, and three others a small one after the other meanwhile."""
    rng, small, large, stop = Random(seed), [], [], asyncio.Event()

    async def hog() -> None:
        text = articles.large(rng, sentences)
        while (answer := await timed(large, "large of one client", "127.0.3.1", text)).status == 429:  # noqa: ASYNC110 - HTTP
            await asyncio.sleep(0.2)  # sooner than it was told
        tally.require(answer.status in {200, 429}, f"fairness, large: {answer.status} {answer.detail}")

    async def timed(into: list[float], kind: str, name: str, text: str) -> Answer:
        began = time.monotonic()
        answer = await ask(service.port, name, "POST", "/v1/check", check_body(text))
        tally.answered(kind, answer, time.monotonic() - began, expected=frozenset({200}))
        if answer.status == 200:
            into.append(time.monotonic() - began)
        return answer

    async def modest(number: int) -> None:
        while not stop.is_set():
            answer = await timed(small, "small beside them", f"127.0.3.{number + 10}", articles.sentence(rng))
            tally.require(
                answer.status == 200, f"fairness: a small article was refused, {answer.status} {answer.detail}"
            )

    hogs = [asyncio.create_task(hog()) for _ in range(LARGE_ARTICLES)]
    await asyncio.sleep(0.3)
    others = [asyncio.create_task(modest(number)) for number in range(3)]
    await asyncio.gather(*hogs)
    stop.set()
    await asyncio.gather(*others)
    tally.require(
        bool(small and large) and max(small) < max(large) / 2,
        f"fairness: small articles took {quantiles(small)}, large ones {quantiles(large)}",
    )
    return {"small": quantiles(small), "n_small": len(small), "large": quantiles(large), "n_large": len(large)}


async def stopped(service: Service, tally: Tally, *, seed: int, sentences: int, n: int = 6) -> dict[str, Any]:
    """Stop the service while it works: what it accepted is answered, what comes later is refused."""
    rng = Random(seed + 1)
    accepted = [
        asyncio.create_task(
            ask(service.port, f"127.0.4.{number + 1}", "POST", "/v1/check", check_body(articles.large(rng, sentences)))
        )
        for number in range(n)
    ]
    n_working = await service.working(n)
    tally.require(n_working > 1, f"stop: only {n_working} of {n} checks were at work")
    began = time.monotonic()
    service.signal()
    await asyncio.sleep(0.5)
    late = await _asked(service, "POST", "/v1/check", check_body("The council closed the bridge."))
    alive, ready = [await _asked(service, "GET", path) for path in ("/healthz", "/readyz")]
    answers = await asyncio.gather(*accepted)
    code = await service.ended(60)
    tally.require(
        [answer.status for answer in answers] == [200] * n, f"stop: accepted, but {[each.status for each in answers]}"
    )
    tally.require(
        "shutting down" in late.detail and late.status == 503, f"stop: new work got {late.status} {late.detail}"
    )
    tally.require(late.headers.get("retry-after", "").isdecimal(), "stop: refused without Retry-After")
    tally.require((alive.status, ready.status) == (200, 503), f"stop: health {alive.status}, ready {ready.status}")
    tally.require(code == 0, f"stop: exit code {code}")
    return {"asked": n, "at_work": n_working, "answered": sum(each.status == 200 for each in answers), "exit": code} | {
        "seconds": round(time.monotonic() - began, 1),
        "new": [late.status, late.detail],
    }


async def stuck(service: Service, tally: Tally, *, stuck_seconds: float) -> dict[str, Any]:
    """Let a model hang: what waits is refused in time, health says so, the rest goes on, and it can be stopped."""
    await service.ready()
    began = time.monotonic()
    text = f"The council of Karsk closed the {STUCK} bridge on Monday."
    hanging = asyncio.create_task(_asked(service, "POST", "/v1/check", check_body(text), name="127.0.5.1"))
    tally.require(await service.working(1) == 1, "stuck: the check that hangs never began")
    beside = [
        asyncio.create_task(_asked(service, "POST", path, body, name=f"127.0.5.{n}"))
        for n, (path, body) in enumerate(_BESIDE, 2)
    ]
    answers = await asyncio.gather(hanging, *beside)
    waited = time.monotonic() - began
    for answer in (*answers, *[await _asked(service, "GET", path) for path in ("/healthz", "/readyz")]):
        told = answer.detail or answer.body.decode()  # a stream tells it in its last event
        tally.require("has not answered for" in told, f"stuck: {answer.status} {told[-300:]}")
    read = await _asked(service, "POST", "/v1/claims", check_body("The council closed the bridge."))
    tally.require(read.status == 200, f"stuck: claims without a model got {read.status}")
    tally.require(waited < stuck_seconds + 5, f"stuck: told after {waited:.1f} s only")
    service.signal()
    code = await service.ended(20)
    tally.require(code == 0, f"stuck: exit code {code} when stopped")
    return {"told_after_seconds": round(waited, 1), "detail": answers[0].detail, "exit": code}


_BESIDE = (
    ("/v1/check", check_body("The mayor of Velm opened the clinic.")),
    ("/v1/check/stream", check_body("The mayor of Velm opened the clinic.")),
    ("/v1/search", b'{"text": "The clinic of Velm"}'),
)


async def _asked(service: Service, method: str, path: str, body: bytes = b"", *, name: str = ME) -> Answer:
    try:
        return await ask(service.port, name, method, path, body)
    except ConnectionError:
        return NOTHING
