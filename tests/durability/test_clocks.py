"""A wall clock that jumps, back by a day or forward by ten years, changes no order, no deadline and no judgement."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from durability import stores
from fakes import RuleNLI, WordEncoder
from services import running

from factcheck import FactChecker, ReferenceIndex
from factcheck.datatypes import VerdictLabel
from factcheck.decisions import DecisionBook
from factcheck.models.remembering import RememberingNLI

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400
JUMPS = [-DAY, 3652 * DAY]
TEXT = "The council of town 5 opened a bridge of 50 metres. Nobody of town 5 was hurt."


@pytest.fixture
def jumping(monkeypatch: pytest.MonkeyPatch):
    """Let the wall clock jump at its second reading, and stay there."""

    def jump(seconds: float) -> None:
        real, real_ns, read = time.time, time.time_ns, []

        def shift() -> float:
            read.append(1)
            return seconds if len(read) > 1 else 0.0

        monkeypatch.setattr(time, "time", lambda: real() + shift())
        monkeypatch.setattr(time, "time_ns", lambda: real_ns() + int(shift() * 1e9))

    return jump


@pytest.mark.parametrize("jump", JUMPS)
def test_a_check_with_a_deadline_over_the_service_is_whole(jumping, jump: int) -> None:
    with running(check_seconds=60, stuck_seconds=30) as service:
        before = service.client.post("/v1/check", json={"text": TEXT, "deadline": 50}).json()
        jumping(jump)
        after = service.client.post("/v1/check", json={"text": TEXT, "deadline": 50}).json()
        assert service.client.get("/healthz").status_code == 200
    assert after["not_reached"] == []
    assert after["verdicts"] == before["verdicts"]


@pytest.mark.parametrize("jump", JUMPS)
def test_the_decision_made_last_stands_whatever_the_clock_says(tmp_path: Path, jump: int) -> None:
    now = dt.datetime(2026, 11, 26, 20, tzinfo=dt.UTC)
    with ReferenceIndex.in_memory([TEXT], encoder=WordEncoder()) as index:
        verdict = FactChecker(index, nli=RuleNLI(), policy=None).check(TEXT).verdicts[0]
    path = tmp_path / "decisions.jsonl"
    DecisionBook(path, clock=lambda: now).add(verdict, by="Ada")
    last = DecisionBook(path, clock=lambda: now + dt.timedelta(seconds=jump)).add(
        verdict, label=VerdictLabel.UNVERIFIABLE, because="They measured again.", by="Ben"
    )
    assert DecisionBook(path).standing == (last,)


@pytest.mark.parametrize("jump", JUMPS)
def test_a_cache_of_judgements_gives_what_it_was_given(tmp_path: Path, jumping, jump: int) -> None:
    nli = RuleNLI()
    model = RememberingNLI(nli, tmp_path / "judgements.sqlite", max_pair_tokens=256)
    before = model.judge(stores.PAIRS)
    jumping(jump)
    assert (model.judge(stores.PAIRS) == before).all()
    assert (model.judge(stores.PAIRS) == before).all()
    assert nli.n_judged == len(stores.PAIRS)  # none was asked again
