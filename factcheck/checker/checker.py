"""The whole pipeline behind one object: load the models once, check many articles."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from typing import TYPE_CHECKING

from factcheck.checker.cutting import cut
from factcheck.checker.given import as_article, refuse_string
from factcheck.checker.outcomes import Bench, reach_outcomes, reach_some
from factcheck.checker.pace import Pace
from factcheck.checker.rules import FIND, as_day, desk_of, policy_of
from factcheck.checker.steady import one_state
from factcheck.datatypes import Article, Claim, Failure, Verdict
from factcheck.errors import EmptyDocumentError, FactCheckError, InputError
from factcheck.models import load_nli
from factcheck.policy import PermittedReferences
from factcheck.report import Report, RunManifest, Skipped
from factcheck.settings import Settings
from factcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from factcheck.checker.cutting import Cut
    from factcheck.checker.rules import AsOf, PolicyGiven
    from factcheck.datatypes import NLIModel, ReferenceStore

ARTICLES_TOGETHER = 8
"""Articles read ahead by `check_many`, so that short ones share batches."""


class FactChecker:
    """Checks articles against one index; the models load at the first check and stay."""

    def __init__(
        self,
        index: ReferenceStore,
        *,
        settings: Settings | None = None,
        nli: NLIModel | None = None,
        policy: PolicyGiven = FIND,
    ) -> None:
        """Keep the parts.

        Args:
            index: the trusted references, with their encoder; a `UnitedIndex` makes one of several.
            settings: sizes and thresholds; None reads environment and factcheck.toml.
            nli: an NLI model to use in place of `settings.nli`.
            policy: the desk's rules, None for none. "find" reads `settings.policy`, else the policy.toml beside the
                index or in the working folder, if there is one.

        Raises:
            InputError: the policy file cannot be used.
        """
        self.index = index
        self.settings = settings or Settings()
        self.policy = policy_of(policy, index, self.settings)
        self._nli = nli
        self._loading = threading.Lock()

    @property
    def nli(self) -> NLIModel:
        """Give the NLI model, loading it at the first call.

        Raises:
            ModelError: the model could not be loaded.
        """
        with self._loading:
            if self._nli is None:
                self._nli = load_nli(self.settings.nli, settings=self.settings)
            return self._nli

    def load_ahead(self) -> None:
        """Load the NLI model beside what comes before the first judgement; what fails now fails again at that."""

        def load() -> None:
            with contextlib.suppress(FactCheckError):
                _ = self.nli

        threading.Thread(target=load, name="factcheck-loading", daemon=True).start()

    def check(
        self,
        article: str | Article,
        *,
        as_of: AsOf = None,
        deadline: float | None = None,
        progress: Callable[[int, int], None] | None = None,
        tell: Callable[[Verdict | Failure], None] | None = None,
    ) -> Report:
        """Check every claim of an article, or as many as a deadline allows, those most worth a check first.

        Args:
            article: the text as it is (spans count its characters), or an article that was read.
            as_of: the day whose knowledge counts: only reports published by then are evidence. None takes that of the
                settings, by default none.
            deadline: seconds from now, above 0, after which no claim is begun; the report lists those not reached.
                Of a text that is too long even to be cut into claims by then the beginning is checked, and the report
                says where the rest begins. None checks all, in the order of the text.
            progress: called with the number of claims done and of all claims.
            tell: called with each outcome as soon as it is reached.

        Raises:
            EmptyDocumentError: there is no text.
            InputError: the deadline is not above 0, or the day cannot be read.
            IndexStoreError: the index cannot be used.
            ModelError: a model could not be loaded.
        """
        pace = None if deadline is None else Pace(deadline)
        (report,) = self._check_batch([as_article(article)], as_of=as_of, pace=pace, progress=progress, tell=tell)
        return report

    def check_many(self, articles: Iterable[str | Article], *, as_of: AsOf = None) -> Iterator[Report]:
        """Check articles one after another, in their order, as they come; claims of several share batches.

        `as_of` is that of `check`.

        Raises:
            InputError: one string was given in place of several articles, or the day cannot be read.
            EmptyDocumentError: an article has no text; the reports on those before it come first.
            IndexStoreError: the index cannot be used.
            ModelError: a model could not be loaded.
        """
        refuse_string(articles, "articles")
        batch: list[Article] = []
        for article in articles:
            try:
                batch.append(as_article(article))
            except EmptyDocumentError:
                yield from self._check_batch(batch, as_of=as_of)
                raise
            if len(batch) == ARTICLES_TOGETHER:
                yield from self._check_batch(batch, as_of=as_of)
                batch = []
        yield from self._check_batch(batch, as_of=as_of)

    def check_claims(self, claims: Sequence[str | Claim], *, as_of: AsOf = None) -> list[Verdict]:
        """Check claims given as they are, without extraction; one verdict each, in the order given.

        Claims of one article belong in one call: together they tell which reports the article is about.
        `as_of` is that of `check`.

        Raises:
            InputError: a claim is empty, the day cannot be read, or one string was given in place of several.
            FactCheckError: a claim could not be checked.
        """
        refuse_string(claims, "claims")
        given = [
            claim if isinstance(claim, Claim) else Claim(number=number, text=claim, start=0, end=len(claim))
            for number, claim in enumerate(claims, 1)
        ]
        for claim in given:
            if not claim.text.strip():
                raise InputError(f"A claim must hold text; claim {claim.number} is {claim.text!r}. Leave it out.")
        with one_state(self.index):
            return self._bench(as_of).judge(given)

    def check_together(
        self, articles: Sequence[Sequence[Claim]], *, as_of: AsOf = None
    ) -> list[list[Verdict | Failure]]:
        """Check claims given as they are, of several articles at once; their outcomes in order, failures among them.

        Each article is weighed by itself, so company changes no verdict; only the models' batches are shared.

        Raises:
            InputError: the day cannot be read.
            IndexStoreError: the index cannot be used.
            ModelError: a model could not be loaded.
        """
        with one_state(self.index):
            return reach_outcomes(articles, self._bench(as_of))

    def recheck(
        self,
        claims: Sequence[Claim],
        numbers: Collection[int],
        *,
        written: str | None = None,
        as_of: AsOf = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Verdict | Failure]:
        """Judge some claims of an article anew, as a check of the whole article would judge them.

        Args:
            claims: all claims of the article, in its order: together they tell which reports it is about.
            numbers: of those to judge; none are fine, and load no model.
            written: the date of the article, ISO 8601, None when unknown.
            as_of: the day whose knowledge counts, as for `check`.
            progress: called with the number of claims done and of those to judge.

        Returns:
            The outcomes of those claims, in claim order.

        Raises:
            InputError: the day cannot be read.
            IndexStoreError: the index cannot be used.
            ModelError: a model could not be loaded.
        """
        if not numbers:
            return []
        with one_state(self.index):
            return reach_some(claims, numbers, self._bench(as_of), written=written, progress=progress)

    def permitted(self, *, as_of: AsOf = None) -> PermittedReferences | None:
        """Give the references that may be evidence under the rules; None when there are no rules and all may.

        Raises:
            InputError: the day cannot be read.
        """
        desk = desk_of(self.policy, as_of, self.settings)
        return None if desk is None else PermittedReferences(self.index, desk)

    def _bench(self, as_of: AsOf) -> Bench:
        """Give what claims are judged with: the index as it is, or what the rules let be evidence of it."""
        permitted = self.permitted(as_of=as_of)
        if permitted is None:
            return Bench(index=self.index, nli=self.nli, settings=self.settings)
        desk = permitted.desk
        return Bench(index=permitted, nli=self.nli, settings=desk.widened(self.settings), as_of=desk.as_of)

    def _check_batch(
        self,
        articles: Sequence[Article],
        *,
        as_of: AsOf,
        pace: Pace | None = None,
        progress: Callable[[int, int], None] | None = None,
        tell: Callable[[Verdict | Failure], None] | None = None,
    ) -> Iterator[Report]:
        """Check some articles, so that short ones share batches of pairs; their reports come in order."""
        if not articles:
            return
        read = [cut(article, pace) for article in articles]
        claims = [own.claims for own in read]
        written = [article.published for article in articles]
        with one_state(self.index):
            bench = self._bench(as_of)
            outcomes = reach_outcomes(claims, bench, written=written, pace=pace, progress=progress, tell=tell)
            reports = [
                self._report(article, own, reached, as_of)
                for article, own, reached in zip(articles, read, outcomes, strict=True)
            ]
        yield from reports

    def _report(
        self,
        article: Article,
        read: Cut,
        reached: Sequence[Verdict | Failure],
        as_of: AsOf,
    ) -> Report:
        numbers = {outcome.claim.number for outcome in reached}
        return Report(
            article=article,
            verdicts=tuple(outcome for outcome in reached if isinstance(outcome, Verdict)),
            failures=tuple(outcome for outcome in reached if isinstance(outcome, Failure)),
            not_reached=tuple(claim for claim in read.claims if claim.number not in numbers),
            skipped=tuple(
                Skipped(start=s.start, end=s.end, text=s.text, kind=s.kind.value, why=s.why) for s in read.skipped
            ),
            uncut_from=read.uncut_from,
            run=self.manifest(as_of=as_of),
        )

    def manifest(self, *, as_of: AsOf = None) -> RunManifest:
        """Say what a check would be made with now.

        Raises:
            InputError: the day cannot be read.
            IndexStoreError: the index cannot be used.
            ModelError: a model could not be loaded.
        """
        day = as_day(as_of, self.settings)
        return RunManifest(
            factcheck_version=__version__,
            index_fingerprint=self.index.fingerprint,
            n_references=self.index.n_references,
            n_passages=self.index.n_passages,
            encoder_id=self.index.encoder.model_id,
            encoder_fingerprint=self.index.encoder.fingerprint,
            nli_id=self.nli.model_id,
            nli_fingerprint=self.nli.fingerprint,
            settings_fingerprint=self.settings.fingerprint,
            checked_at=dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
            policy_fingerprint=self.policy.fingerprint if self.policy else None,
            as_of=day.isoformat() if day else None,
        )
