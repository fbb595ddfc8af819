"""A check that tells what it finds while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.claims import claims_and_skipped
from factcheck.datatypes import Verdict
from factcheck.errors import FactCheckError
from factcheck.report.formats.cards import card_of
from factcheck.report.json_format import encode
from factcheck.serve.articles import found_in
from factcheck.serve.problems import problem_of

if TYPE_CHECKING:
    from factcheck.datatypes import Article, Failure
    from factcheck.serve.desk import Desk
    from factcheck.serve.events import EventChannel
    from factcheck.serve.worker import Job


def check_in_events(
    desk: Desk, article: Article, channel: EventChannel, job: Job[None], *, deadline: float, with_cards: bool
) -> None:
    """Check an article, sending an event for each thing found, and the report or the problem last.

    Args:
        desk: the service.
        article: what to check.
        channel: where events go.
        job: asked between batches whether to go on.
        deadline: seconds from now after which no claim is begun.
        with_cards: send with each outcome what the web page shows of it.
    """

    def tell(outcome: Verdict | Failure) -> None:
        job.go_on()
        sent = encode(outcome) | ({"card": encode(card_of(outcome))} if with_cards else {})
        channel.send("verdict" if isinstance(outcome, Verdict) else "failure", sent)

    def progress(done: int, total: int) -> None:
        channel.send("progress", {"done": done, "total": total})
        job.go_on()

    try:
        claims, skipped = claims_and_skipped(article)
        channel.send("claims", found_in(article, claims, skipped))
        report = desk.decided(desk.checker.check(article, deadline=deadline, progress=progress, tell=tell))
    except FactCheckError as err:
        channel.send("problem", problem_of(err).document())
        return
    desk.metrics.checked(report)
    left = [*report.not_reached]
    if report.uncut_from is not None:  # the page waits for all that were announced
        left += [claim for claim in claims if claim.start >= report.uncut_from]
    cards = [encode(card_of(claim)) for claim in left] if with_cards else []
    channel.send("report", {"report": report.to_dict()} | ({"cards": cards} if with_cards else {}))
