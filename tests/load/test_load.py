"""The load of `serve.py`, short and with small models: every kind of client, a stop at work, a model that hangs."""

from __future__ import annotations

import asyncio
import json
from random import Random
from typing import TYPE_CHECKING

import pytest
from load import clients, serve, service
from load.measures import Tally, quantiles
from load.wire import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT = [*service.FAKED, "--pair-ms=0.5", "--reports=4"]
SENTENCES = 12


@pytest.fixture(scope="module")
def found() -> Iterator[tuple[Tally, dict]]:
    """Let 20 clients loose for a few seconds; memory is for the ten minutes of the long run."""
    return asyncio.run(serve.tried(SHORT, seconds=5, n_clients=20, seed=1, sentences=SENTENCES, most_growth=1.0))


def test_the_service_stands_its_load_without_a_fault(found) -> None:
    tally, about = found
    assert tally.faults == [], serve.told(tally, about)
    assert tally.n_of("200") > 20
    assert about["stop"]["answered"] == 6


def test_every_kind_of_client_is_answered_as_it_deserves() -> None:
    tally = Tally()

    async def once() -> None:
        with service.started(SHORT) as running:
            await running.ready()
            for number, (_, kind) in enumerate(clients.KINDS):
                client = clients.Client(
                    port=running.port,
                    name=f"127.0.1.{number + 1}",
                    rng=Random(number),
                    tally=tally,
                    sentences=SENTENCES,
                )
                await kind(client)

    asyncio.run(once())
    assert tally.faults == []
    assert tally.statuses["oversized body"] == {"413": 1}
    assert len(tally.statuses) == len(clients.KINDS)


def test_a_tally_that_sees_a_fault_says_so() -> None:
    tally = Tally()
    served = frozenset({200})
    tally.answered("check", Answer(status=200), 1.0, expected=served)
    tally.answered("check", Answer(status=429, headers={"retry-after": "5"}), 0.1, expected=served)
    assert tally.faults == []
    tally.answered("check", Answer(status=429), 0.1, expected=served)
    tally.answered("check", Answer(status=500, body=json.dumps({"detail": "a fault"}).encode()), 0.1, expected=served)
    tally.answered("check", Answer(status=0), 0.1, expected=served)
    assert len(tally.faults) == 3
    assert tally.table()["check"]["statuses"] == {"0": 1, "200": 1, "429": 2, "500": 1}
    assert quantiles([float(n) for n in range(1, 201)]) == {"p50": 100.0, "p99": 198.0}
