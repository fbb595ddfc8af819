"""What is read: articles and their claims, references and their passages, all with exact offsets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from factcheck.datatypes.labels import ClaimKind


class Span(NamedTuple):
    """Characters `[start, end)` of a text, and what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text to check.

    `published` and `updated` are ISO 8601 dates or date-times, or None when unknown. `published_from` and
    `updated_from` name the signal each came from ("JSON-LD datePublished", "feed", "URL"). `language` is an ISO 639-1
    code ("en") as the document states it, else as its words tell, or None.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    path: str | None = None
    author: str | None = None
    updated: str | None = None
    language: str | None = None
    published_from: str | None = None
    updated_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """How a page came to us, and what its server needs to know to say that it has not changed since (RFC 9110, 8.8).

    `url` is where the redirects ended, without fragment; `at` is a UTC date-time in ISO 8601; `etag` and
    `last_modified` are the headers as the server sent them, or None.
    """

    url: str
    at: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A trusted report.

    `reference_id` is stable: the same report gives the same id (see `factcheck.reading.reference_id`).
    `sha256` is the hex SHA-256 of the UTF-8 text. Dates, their signals, author and language are as for `Article`.
    `retrieval` says how a page was fetched, None for files; it is no part of what the report says, so two references
    that differ in it alone are equal.
    """

    reference_id: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    path: str | None = None
    author: str | None = None
    updated: str | None = None
    language: str | None = None
    published_from: str | None = None
    updated_from: str | None = None
    retrieval: Retrieval | None = field(default=None, compare=False)

    @property
    def retrieved_at(self) -> str | None:
        """Say when the page was fetched, a UTC date-time in ISO 8601; None for what was not."""
        return None if self.retrieval is None else self.retrieval.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says a statement, all spans in characters of the article.

    `speaker` is the speaker as written beside the verb ("he", "the ministry"), `said` what is put in the speaker's
    mouth. `direct` tells that all of it stands in quotation marks. `within` is the outer saying when one is reported
    inside another ("X said that Y had promised ...").
    """

    speaker: Span
    verb: Span
    said: Span
    direct: bool = False
    within: Attribution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """What a word that refers back stands for, in characters of the article.

    `antecedent` is None when the article leaves it open.
    """

    mention: Span
    antecedent: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement of an article.

    `number` counts from 1. `text` equals `article.text[start:end]`. `context` is the sentence before it in the
    article, or None; it helps retrieval and judging and is never shown as part of the claim. `kind` says what is
    stated: a fact, an opinion or a prediction. `attribution` says who states it, None for the article itself.
    `quote_spans` are the words in quotation marks, marks left out. `antecedents` tie the words that refer back to what
    they stand for. `parts` are the sub-claims of a compound sentence, () for a simple one. `worth` is how much a check
    is worth, [0, 1]: specific, quantified, consequential. All spans count characters of the article.
    """

    number: int
    text: str
    start: int
    end: int
    context: str | None = None
    kind: ClaimKind = ClaimKind.FACT
    attribution: Attribution | None = None
    quote_spans: tuple[Span, ...] = ()
    antecedents: tuple[Antecedent, ...] = ()
    parts: tuple[Span, ...] = ()
    worth: float = 0.5

    @property
    def attributed_to(self) -> str | None:
        """Name the speaker as written, None for the article itself."""
        return self.attribution.speaker.text if self.attribution else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a reference: characters `[start, end)` of its text, `position` counting sentences from 0."""

    reference_id: str
    position: int
    start: int
    end: int
    text: str

    @property
    def passage_id(self) -> str:
        """Name the passage: reference id, colon, position."""
        return f"{self.reference_id}:{self.position}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPassage:
    """A passage found by a search; `similarity` is the cosine of unit vectors, [-1, 1], higher is closer."""

    passage: Passage
    similarity: float
