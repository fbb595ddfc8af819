from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.decisions import DecisionBook

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck import Report

REPORTS = (
    "Iraq will not allow any threat to Iran. The minister visited Baghdad on Sunday.",
    "The clinic hired 12 nurses in March. Most of the detainees were released.",
)
ARTICLE = "The clinic hired 12 nurses in March. Iraq will allow any threat to Iran."


def check(*more: str, article: str = ARTICLE) -> Report:
    """Check an article against the reports and some more."""
    with ReferenceIndex.in_memory([*REPORTS, *more], encoder=WordEncoder(), settings=Settings()) as index:
        return FactChecker(index, nli=RuleNLI()).check(article)


class Clock:
    """A clock that goes on by a minute whenever it is read."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 26, 20, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=1)
        return self.now


@pytest.fixture(scope="session")
def report() -> Report:
    """Give a report with a supported (1) and a contradicted claim (2)."""
    return check()


@pytest.fixture
def book(tmp_path: Path) -> DecisionBook:
    return DecisionBook(tmp_path / "decisions.jsonl", clock=Clock())
