"""Turns go to whoever has had least, places are left for whoever has none, and what hangs is noticed."""

from __future__ import annotations

import threading
import time

import pytest
from fakes import RuleNLI
from services import wait_for

from factcheck.datatypes import Pair
from factcheck.serve import SteppingNLI
from factcheck.serve.problems import Problem
from factcheck.serve.turns import CancelledWork, Ticket, Turns
from factcheck.serve.worker import Worker


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def batches(turns: Turns, clock: Clock, order: list[str], client: str, seconds: list[float]) -> threading.Thread:
    """Do work of some batches, noting whose batch is done when; it has come when this returns."""
    ticket = Ticket(client=client, quiet_seconds=1000)

    def work() -> None:
        turns.wait(ticket)
        for n, each in enumerate(seconds):
            if n:
                turns.go_on(ticket)
            order.append(client)
            clock.now += each
        turns.end(ticket)

    thread = threading.Thread(target=work)
    thread.start()
    wait_for(lambda: ticket.number is not None and (ticket in turns._waiting or not thread.is_alive()))
    return thread


def held(turns: Turns) -> Ticket:
    ticket = Ticket(client="first", quiet_seconds=1000)
    turns.wait(ticket)
    return ticket


def test_a_small_article_goes_between_the_batches_of_large_ones_that_came_before_it() -> None:
    clock, order = Clock(), []
    turns = Turns(1, clock=clock)
    first = held(turns)
    work = [batches(turns, clock, order, "large", [10, 10, 10]) for _ in range(3)]
    work.append(batches(turns, clock, order, "small", [1]))
    turns.end(first)
    for each in work:
        each.join(20)
    assert order == ["large", "small", *["large"] * 8]


def test_two_clients_share_the_time_not_the_number_of_batches() -> None:
    clock, order = Clock(), []
    turns = Turns(1, clock=clock)
    first = held(turns)
    work = [batches(turns, clock, order, "slow", [4] * 5), batches(turns, clock, order, "quick", [1] * 20)]
    turns.end(first)
    for each in work:
        each.join(20)
    for n in range(1, len(order)):
        slow, quick = 4 * order[:n].count("slow"), order[:n].count("quick")
        assert abs(slow - quick) <= 5, order


def test_whoever_was_away_has_saved_up_nothing() -> None:
    clock, order = Clock(), []
    turns = Turns(1, clock=clock)
    batches(turns, clock, order, "always", [100]).join(20)
    first = held(turns)
    work = [batches(turns, clock, order, "always", [10] * 4), batches(turns, clock, order, "new", [10] * 4)]
    turns.end(first)
    for each in work:
        each.join(20)
    assert abs(order[1:6].count("new") - order[1:6].count("always")) <= 1
    assert len(turns._used) <= 2


def test_a_client_never_has_both_of_two_turns() -> None:
    turns = Turns(2)
    mine, second, other = (Ticket(client=client, quiet_seconds=1) for client in ("one", "one", "other"))
    turns.wait(mine)
    waiting = threading.Thread(target=turns.wait, args=(second,))
    waiting.start()
    turns.wait(other)
    assert second.since is None
    turns.end(mine)
    waiting.join(20)
    assert second.since is not None


def test_what_is_cancelled_while_it_waits_ends_without_a_turn() -> None:
    turns = Turns(1)
    held(turns)
    ticket, ended = Ticket(client="gone", quiet_seconds=1), threading.Event()

    def wait() -> None:
        with pytest.raises(CancelledWork):
            turns.wait(ticket)
        ended.set()

    threading.Thread(target=wait).start()
    wait_for(lambda: ticket.number is not None)
    ticket.cancelled.set()
    turns.wake()
    assert ended.wait(20)


def test_only_work_that_has_the_turn_and_is_silent_for_too_long_is_overdue() -> None:
    clock = Clock()
    turns = Turns(1, clock=clock)
    ticket = Ticket(client="a", quiet_seconds=60)
    turns.wait(ticket)
    clock.now = 60
    assert turns.overdue() is None
    clock.now = 61
    assert turns.overdue() == 61
    turns.go_on(ticket)
    assert turns.overdue() is None
    clock.now = 1000
    turns.end(ticket)
    assert turns.overdue() is None


def test_a_client_with_much_leaves_places_for_others() -> None:
    gate = threading.Event()
    worker = Worker("test", n_threads=1, n_waiting=8)
    jobs = [worker.submit(lambda _: gate.wait(20), client="greedy") for _ in range(6)]
    with pytest.raises(Problem, match=r"6 requests of yours.*for others") as caught:
        worker.submit(lambda _: None, client="greedy")
    assert caught.value.status == 429
    assert caught.value.retry_after
    others = [worker.submit(lambda _: None, client=f"other {n}") for n in range(3)]
    with pytest.raises(Problem, match="no more may wait"):
        worker.submit(lambda _: None, client="other 4")
    gate.set()
    for job in (*jobs, *others):
        job.future.result(20)
    assert worker.n_jobs == 0


def test_a_worker_is_closed_although_a_job_never_ends() -> None:
    gate = threading.Event()
    worker = Worker("test", n_threads=1, n_waiting=8)
    worker.submit(lambda _: gate.wait(60), quiet_seconds=0.05)
    wait_for(lambda: worker.silent() is not None)
    with pytest.raises(Problem, match="has not answered for") as caught:
        worker.submit(lambda _: None)
    assert caught.value.status == 503
    began = time.monotonic()
    worker.close(seconds=0.1)
    assert time.monotonic() - began < 5
    gate.set()


def test_a_small_article_goes_between_the_steps_of_one_long_judgement() -> None:
    order, gate = [], threading.Event()
    worker = Worker("test", n_threads=1, n_waiting=8)

    class NotingNLI(RuleNLI):
        def judge(self, pairs):
            gate.wait(20)
            order.append(len(pairs))
            return super().judge(pairs)

    pairs = [Pair(premise=f"Mayor {n} paid.", hypothesis=f"Mayor {n} did not pay.") for n in range(100)]
    model = SteppingNLI(NotingNLI)
    large = worker.submit(lambda _: model.judge(pairs), client="large")
    wait_for(large.started.is_set)
    small = worker.submit(lambda _: order.append("small"), client="small")
    wait_for(lambda: small.ticket.number is not None)
    gate.set()
    assert (large.future.result(20) == RuleNLI().judge(pairs)).all()
    small.future.result(20)
    assert order == [32, "small", 32, 32, 4]
    assert model.judge([]).shape == (0, 3)


def test_what_is_cancelled_in_the_middle_of_a_judgement_is_no_failure_of_the_model() -> None:
    worker = Worker("test", n_threads=1, n_waiting=8)
    began, gate, seen = threading.Event(), threading.Event(), []

    class WaitingNLI(RuleNLI):
        def judge(self, pairs):
            began.set()
            gate.wait(20)
            return super().judge(pairs)

    def work(_) -> None:
        try:
            SteppingNLI(WaitingNLI).judge([Pair(premise="A", hypothesis="B")] * 100)
        except Exception as err:  # noqa: BLE001 - as a checker does, for which it would be a claim that failed
            seen.append(err)

    job = worker.submit(work)
    assert began.wait(20)
    job.cancel()
    gate.set()
    with pytest.raises(CancelledWork):
        job.future.result(20)
    assert seen == []
