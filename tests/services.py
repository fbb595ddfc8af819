"""Real services on the loopback, with models small enough to follow by hand."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex
from factcheck.reading import read_references
from factcheck.serve import Server, ServiceOptions, create_app
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

    from factcheck.decisions import DecisionBook

SEEDS = Path(__file__).parents[1] / "seeds"
REPORT = SEEDS / "references" / "kadhimi-tehran-2020-07-21.md"
SPUN = SEEDS / "articles" / "spun-tehran-visit.txt"


@dataclass(frozen=True, kw_only=True)
class Running:
    """A service that runs, and what it was made of."""

    app: FastAPI
    address: str
    client: httpx.Client
    server: Server

    @property
    def desk(self):
        return self.app.state.desk


class GatedNLI(RuleNLI):
    """Judges only while its gate is open, and tells when somebody waits before it."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.waiting = threading.Event()

    def judge(self, pairs):
        self.waiting.set()
        assert self.gate.wait(30)
        return super().judge(pairs)


@contextlib.contextmanager
def running(*, nli=None, book: DecisionBook | None = None, encoder=None, **options) -> Iterator[Running]:
    """Run a service over one report about a visit to Tehran until the block ends."""
    references = list(read_references(REPORT, settings=Settings()))
    with ReferenceIndex.in_memory(references, encoder=encoder or WordEncoder()) as index:
        checker = FactChecker(index, nli=nli or RuleNLI())
        app = create_app(checker, options=ServiceOptions(**options), book=book)
        with serving(app) as address_and_server:
            address, server = address_and_server
            with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
                yield Running(app=app, address=address, client=client, server=server)


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[tuple[str, Server]]:
    """Serve an app in a thread of its own until the block ends."""
    server = Server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(lambda: server.started and app.state.desk.ready)
        yield server.address, server
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive()


def wait_for(condition, seconds: float = 20) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def events_of(lines) -> Iterator[tuple[str, str]]:
    """Read server-sent events: name and data."""
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, line.removeprefix("data: ")
