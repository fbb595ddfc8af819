"""Checks an article in one line: opens what it is checked against, and closes it again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.checker.checker import FactChecker
from factcheck.checker.given import refuse_string
from factcheck.checker.rules import FIND
from factcheck.errors import InputError
from factcheck.index import ReferenceIndex
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.checker.rules import AsOf, PolicyGiven
    from factcheck.datatypes import Article, Reference, ReferenceStore
    from factcheck.report import Report


def check(
    article: str | Article,
    *,
    index: str | Path | ReferenceStore | None = None,
    references: Iterable[str | Reference] | None = None,
    settings: Settings | None = None,
    as_of: AsOf = None,
    policy: PolicyGiven = FIND,
) -> Report:
    """Check an article in one line, against an index on disk or against references given as they are.

    Args:
        article: the text as it is, or an article that was read.
        index: folder of an index, or an open one: of a folder, several united, or a shared store.
        references: full texts of trusted reports, in place of an index.
        settings: sizes and thresholds; None reads environment and factcheck.toml.
        as_of: the day whose knowledge counts, as for `FactChecker.check`.
        policy: the desk's rules, as for `FactChecker`.

    Raises:
        InputError: neither or both of `index` and `references` are given, `references` is one string, or the day or
            the policy cannot be read.
        EmptyDocumentError: the article has no text.
        IndexStoreError: the index cannot be used.
        ModelError: a model could not be loaded.
    """
    if (index is None) == (references is None):
        raise InputError("Give either index= or references=, not both and not neither.")
    refuse_string(references, "references")
    settings = settings or Settings()
    if index is not None and not isinstance(index, str | Path):
        return FactChecker(index, settings=settings, policy=policy).check(article, as_of=as_of)
    opened = (
        ReferenceIndex.open(index, settings=settings)
        if index is not None
        else ReferenceIndex.in_memory(references or (), settings=settings)
    )
    with opened:
        return FactChecker(opened, settings=settings, policy=policy).check(article, as_of=as_of)
