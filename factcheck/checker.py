"""The whole pipeline behind one object: load the models once, check many articles."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

from factcheck import claims as claims_room
from factcheck.datatypes import Article, Claim, Failure, Reference, Verdict
from factcheck.errors import EmptyDocumentError, FactCheckError, InputError
from factcheck.evidence import retrieve
from factcheck.index import ReferenceIndex
from factcheck.models import load_nli
from factcheck.reading import article_from_text
from factcheck.report import Report, RunManifest, Skipped
from factcheck.settings import Settings
from factcheck.verdicts import reach_verdicts
from factcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from factcheck.datatypes import NLIModel
    from factcheck.evidence import Retrieved

CLAIMS_TOGETHER = 32
"""Claims judged in one go: enough pairs for full batches, few enough for a progress bar that moves."""
ARTICLES_TOGETHER = 8
"""Articles read ahead by `check_many`, so that short ones share batches."""


class FactChecker:
    """Checks articles against one index; the models load at the first check and stay."""

    def __init__(self, index: ReferenceIndex, *, settings: Settings | None = None, nli: NLIModel | None = None) -> None:
        """Keep the parts.

        Args:
            index: the trusted references, with their encoder.
            settings: sizes and thresholds; None reads environment and factcheck.toml.
            nli: an NLI model to use in place of `settings.nli`.
        """
        self.index = index
        self.settings = settings or Settings()
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

    def check(self, article: str | Article, *, progress: Callable[[int, int], None] | None = None) -> Report:
        """Check every claim of an article.

        Args:
            article: the text as it is (spans count its characters), or an article that was read.
            progress: called with the number of claims done and of all claims.

        Raises:
            EmptyDocumentError: there is no text.
            IndexStoreError: the index cannot be used.
            ModelError: a model could not be loaded.
        """
        read = _article(article)
        (report,) = self._check_batch([read], progress=progress)
        return report

    def check_many(self, articles: Iterable[str | Article]) -> Iterator[Report]:
        """Check articles one after another, in their order, as they come; claims of several share batches.

        Raises:
            InputError: one string was given in place of several articles.
            EmptyDocumentError: an article has no text; the reports on those before it come first.
            IndexStoreError: the index cannot be used.
            ModelError: a model could not be loaded.
        """
        _refuse_string(articles, "articles")
        batch: list[Article] = []
        for article in articles:
            try:
                batch.append(_article(article))
            except EmptyDocumentError:
                yield from self._check_batch(batch)
                raise
            if len(batch) == ARTICLES_TOGETHER:
                yield from self._check_batch(batch)
                batch = []
        yield from self._check_batch(batch)

    def _check_batch(
        self, articles: Sequence[Article], *, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Report]:
        """Check some articles, so that short ones share batches of pairs; their reports come in order."""
        claims = [claims_room.extract_claims(article) for article in articles]
        outcomes = self._outcomes(claims, progress=progress) if articles else {}
        for article, own in zip(articles, claims, strict=True):
            found = [outcomes[id(claim)] for claim in own]
            yield self._report(
                article,
                [outcome for outcome in found if isinstance(outcome, Verdict)],
                [outcome for outcome in found if isinstance(outcome, Failure)],
            )

    def check_claims(self, claims: Sequence[str | Claim]) -> list[Verdict]:
        """Check claims given as they are, without extraction; one verdict each, in the order given.

        Claims of one article belong in one call: together they tell which reports the article is about.

        Raises:
            InputError: a claim is empty, or one string was given in place of several.
            FactCheckError: a claim could not be checked.
        """
        _refuse_string(claims, "claims")
        given = [
            claim if isinstance(claim, Claim) else Claim(number=number, text=claim, start=0, end=len(claim))
            for number, claim in enumerate(claims, 1)
        ]
        for claim in given:
            if not claim.text.strip():
                raise InputError(f"A claim must hold text; claim {claim.number} is {claim.text!r}. Leave it out.")
        found = list(zip(given, retrieve(given, self.index, self.settings), strict=True))
        return [
            verdict
            for start in range(0, len(found), CLAIMS_TOGETHER)
            for verdict in self._verdicts(found[start : start + CLAIMS_TOGETHER])
        ]

    def _verdicts(self, found: Sequence[tuple[Claim, Retrieved]]) -> list[Verdict]:
        claims, retrieved = [claim for claim, _ in found], [each for _, each in found]
        return reach_verdicts(claims, retrieved, self.index, self.nli, self.settings)

    def _outcomes(
        self, articles: Sequence[Sequence[Claim]], *, progress: Callable[[int, int], None] | None = None
    ) -> dict[int, Verdict | Failure]:
        """Reach the outcome of each claim, by the id of the claim object."""
        _ = self.nli, self.index.encoder  # a model that does not load fails the check, not each claim
        outcomes: dict[int, Verdict | Failure] = {}
        found: list[tuple[Claim, Retrieved]] = []
        for claims in articles:
            found += self._found(claims, outcomes)
        n_claims = sum(len(claims) for claims in articles)
        for start in range(0, len(found), CLAIMS_TOGETHER):
            batch = found[start : start + CLAIMS_TOGETHER]
            try:
                verdicts = self._verdicts(batch)
            except FactCheckError:
                self._one_by_one(batch, outcomes)
            else:
                outcomes |= {id(verdict.claim): verdict for verdict in verdicts}
            if progress:
                progress(len(outcomes), n_claims)
        return outcomes

    def _found(self, claims: Sequence[Claim], outcomes: dict[int, Verdict | Failure]) -> list[tuple[Claim, Retrieved]]:
        """Retrieve for the claims of one article together; when that fails one by one, noting those that fail."""
        try:
            return list(zip(claims, retrieve(claims, self.index, self.settings), strict=True))
        except FactCheckError:
            found: list[tuple[Claim, Retrieved]] = []
            for claim in claims:
                try:
                    found += zip([claim], retrieve([claim], self.index, self.settings), strict=True)
                except FactCheckError as err:
                    outcomes[id(claim)] = _failure(claim, err)
            return found

    def _one_by_one(self, found: Sequence[tuple[Claim, Retrieved]], outcomes: dict[int, Verdict | Failure]) -> None:
        """Judge a batch that failed claim by claim, so that one bad claim costs only itself."""
        for each in found:
            try:
                (outcomes[id(each[0])],) = self._verdicts([each])
            except FactCheckError as err:
                outcomes[id(each[0])] = _failure(each[0], err)

    def _report(self, article: Article, verdicts: Sequence[Verdict], failures: Sequence[Failure]) -> Report:
        skipped = tuple(
            Skipped(start=s.start, end=s.end, text=s.text, kind=s.kind.value, why=s.why)
            for s in claims_room.skipped_sentences(article)
        )
        return Report(
            article=article, verdicts=tuple(verdicts), failures=tuple(failures), skipped=skipped, run=self._manifest()
        )

    def _manifest(self) -> RunManifest:
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
        )


def check(
    article: str | Article,
    *,
    index: str | Path | ReferenceIndex | None = None,
    references: Iterable[str | Reference] | None = None,
    settings: Settings | None = None,
) -> Report:
    """Check an article in one line, against an index on disk or against references given as they are.

    Args:
        article: the text as it is, or an article that was read.
        index: folder of an index, or an open one.
        references: full texts of trusted reports, in place of an index.
        settings: sizes and thresholds; None reads environment and factcheck.toml.

    Raises:
        InputError: neither or both of `index` and `references` are given, or `references` is one string.
        EmptyDocumentError: the article has no text.
        IndexStoreError: the index cannot be used.
        ModelError: a model could not be loaded.
    """
    if (index is None) == (references is None):
        raise InputError("Give either index= or references=, not both and not neither.")
    _refuse_string(references, "references")
    settings = settings or Settings()
    if isinstance(index, ReferenceIndex):
        return FactChecker(index, settings=settings).check(article)
    opened = (
        ReferenceIndex.open(index, settings=settings)
        if index is not None
        else ReferenceIndex.in_memory(references or (), settings=settings)
    )
    with opened:
        return FactChecker(opened, settings=settings).check(article)


def _refuse_string(given: object, name: str) -> None:
    """Refuse a string where several are wanted: Python would take its characters for them."""
    if isinstance(given, str):
        raise InputError(f"{name} must be a list of several, got one string {given[:40]!r}; put it in brackets.")


def _article(article: str | Article) -> Article:
    read = article if isinstance(article, Article) else article_from_text(article)
    if not read.text.strip():
        raise EmptyDocumentError("The article holds no text; give one with at least one sentence.")
    return read


def _failure(claim: Claim, err: FactCheckError) -> Failure:
    return Failure(claim=claim, error=type(err).__name__, message=str(err))
