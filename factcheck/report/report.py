"""The report on one article: verdicts, failures, skipped sentences and what they were made with."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factcheck.datatypes import Article, Claim, Failure, NotedDecision, Verdict, VerdictLabel
from factcheck.errors import InputError
from factcheck.report.article_record import article_record
from factcheck.report.consistency import require_consistent
from factcheck.report.json_format import decode, dumps, encode, fields_of, loads

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = "3"
"""The version of the JSON form; it changes when a field is renamed, removed or added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A sentence of the article that is not a claim.

    `text` equals `article.text[start:end]`. `kind` is one word ("question", "boilerplate"), `why` a clause for people.
    """

    start: int
    end: int
    text: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunManifest:
    """What a report was made with, so that the same check can be made again.

    Fingerprints are hex SHA-256: of the index's references and encoder, of each model's weights, of the settings.
    `checked_at` is an ISO 8601 date-time in UTC, and the one field that differs between two runs of one check.
    `policy_fingerprint` is that of the desk's rules, `as_of` the day whose knowledge counted, an ISO 8601 date; None
    for none.
    """

    factcheck_version: str
    index_fingerprint: str
    n_references: int
    n_passages: int
    encoder_id: str
    encoder_fingerprint: str
    nli_id: str
    nli_fingerprint: str
    settings_fingerprint: str
    checked_at: str
    policy_fingerprint: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _ArticleRecord:
    """The article as the JSON form has it: without its text, which stands beside it as `input_text`."""

    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    path: str | None
    sha256: str
    n_characters: int
    author: str | None
    updated: str | None
    language: str | None
    published_from: str | None
    updated_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the trusted reports say about each claim of one article.

    `verdicts`, `failures`, `not_reached` and `skipped` are each in the order of the text. A claim that could not be
    checked is a failure, one that a deadline left is not reached; neither is ever a verdict. `decisions` are what
    editors decided about the claims, by claim number, at most one each; the verdicts stay what factcheck said.
    `uncut_from` is the character from which on a deadline left the text before it was even cut into claims, None when
    all of it was.
    """

    article: Article
    verdicts: tuple[Verdict, ...]
    failures: tuple[Failure, ...] = ()
    not_reached: tuple[Claim, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    run: RunManifest
    decisions: tuple[NotedDecision, ...] = ()
    uncut_from: int | None = None
    schema_version: str = SCHEMA_VERSION

    @property
    def input_text(self) -> str:
        """Give the text that was checked; the spans of claims count its characters."""
        return self.article.text

    @property
    def outcomes(self) -> tuple[Verdict | Failure, ...]:
        """Give verdicts and failures together, by claim number."""
        return tuple(sorted((*self.verdicts, *self.failures), key=lambda outcome: outcome.claim.number))

    @property
    def counts(self) -> dict[str, int]:
        """Count the claims by label, with "failed" for those that could not be checked; zeros are kept."""
        labels = [verdict.label for verdict in self.verdicts]
        return {label.value: labels.count(label) for label in VerdictLabel} | {"failed": len(self.failures)}

    def findings_at(self, label: VerdictLabel) -> tuple[Verdict, ...]:
        """Give the verdicts of one label, in claim order; () when there is none."""
        return tuple(verdict for verdict in self.verdicts if verdict.label == label)

    def decision_on(self, number: int) -> NotedDecision | None:
        """Give what an editor decided about the claim of that number; None when nothing is noted."""
        at = bisect_left(self.decisions, number, key=lambda noted: noted.number)
        return next((noted for noted in self.decisions[at : at + 1] if noted.number == number), None)

    def final_label(self, verdict: Verdict) -> VerdictLabel:
        """Give the editor's label of a claim decided on the same evidence, the verdict's own of any other."""
        noted = self.decision_on(verdict.claim.number)
        return noted.decision.label if noted is not None and noted.same_evidence else verdict.label

    def to_dict(self) -> dict[str, Any]:
        """Give the report as dicts, lists and plain values, as `factcheck.report.json_schema` describes it.

        Raises:
            InputError: a field holds a value that has no JSON form.
        """
        return {
            "schema_version": self.schema_version,
            "article": article_record(self.article),
            "input_text": self.input_text,
            "counts": self.counts,
            "verdicts": encode(self.verdicts),
            "failures": encode(self.failures),
            "not_reached": encode(self.not_reached),
            "skipped": encode(self.skipped),
            "run": encode(self.run),
            "decisions": encode(self.decisions),
            "uncut_from": self.uncut_from,
        }

    def to_json(self, indent: int | None = 2) -> str:
        """Write the report as JSON (RFC 8259), without a final newline; `from_json` reads it back.

        Args:
            indent: spaces per level, 0 or more, or None for one line.

        Raises:
            InputError: a number is not finite.
        """
        return dumps(self.to_dict(), indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Read a report that `to_json` wrote; the result equals the report that was written.

        Raises:
            InputError: the text is not JSON, is of another schema version, lacks a field, has an unknown field or a
                value of the wrong type or range, or its parts disagree (offsets, hash, counts).
        """
        document = loads(text)
        version = document.get("schema_version") if isinstance(document, dict) else None
        if version != SCHEMA_VERSION:
            raise InputError(
                f"Cannot read the report: schema_version must be {SCHEMA_VERSION!r}, got {version!r}. "
                "Check the article again, or use the factcheck version that wrote it."
            )
        found = fields_of(document, _FIELDS, "report")
        record = decode(_ArticleRecord, found["article"], "article")
        report = cls(
            article=Article(
                text=decode(str, found["input_text"], "input_text"),
                title=record.title,
                publisher=record.publisher,
                published=record.published,
                url=record.url,
                path=record.path,
                author=record.author,
                updated=record.updated,
                language=record.language,
                published_from=record.published_from,
                updated_from=record.updated_from,
            ),
            verdicts=decode(tuple[Verdict, ...], found["verdicts"], "verdicts"),
            failures=decode(tuple[Failure, ...], found["failures"], "failures"),
            not_reached=decode(tuple[Claim, ...], found["not_reached"], "not_reached"),
            skipped=decode(tuple[Skipped, ...], found["skipped"], "skipped"),
            run=decode(RunManifest, found["run"], "run"),
            decisions=decode(tuple[NotedDecision, ...], found["decisions"], "decisions"),
            uncut_from=decode(int | None, found["uncut_from"], "uncut_from"),  # type: ignore[arg-type]
        )
        require_consistent(report, article=encode(record), counts=decode(dict[str, int], found["counts"], "counts"))
        return report

    def to_arrow(self) -> pa.Table:
        """Give one row per claim, failures included, by claim number; see `factcheck.report.arrow`."""
        from factcheck.report.arrow import to_table  # noqa: PLC0415 - pyarrow is slow to import and seldom needed

        return to_table(self)


_FIELDS = (
    "schema_version",
    "article",
    "input_text",
    "counts",
    "verdicts",
    "failures",
    "not_reached",
    "skipped",
    "run",
    "decisions",
    "uncut_from",
)
