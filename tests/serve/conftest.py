"""A service that runs, and the article it is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from services import SPUN, Running, running

from factcheck.decisions import DecisionBook
from factcheck.reading import read_article
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> DecisionBook:
    return DecisionBook(tmp_path / "decisions.jsonl")


@pytest.fixture
def service(book) -> Iterator[Running]:
    with running(book=book, allow_changes=True) as made:
        yield made


@pytest.fixture(scope="session")
def spun() -> str:
    return read_article(SPUN, settings=Settings()).text
