"""What every test gets: no network but the loopback, offline hubs, a temporary folder as working folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from pytest_socket import socket_allow_hosts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"


@pytest.fixture(autouse=True)
def _offline() -> Iterator[None]:
    """Let sockets reach the loopback only, for the local servers that tests start."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder without FACTCHECK_* variables, so that no setting leaks in."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("FACTCHECK_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _nothing_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load no models ahead in this process: commands that are refused would load them for nothing."""
    monkeypatch.setattr("factcheck.models.load_ahead", lambda _: None)
