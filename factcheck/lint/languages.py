"""Finds reports in a language that the models do not serve (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale

from factcheck.claims import foreign_language
from factcheck.lint.faults import Fault, FaultKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.datatypes import Reference


def foreign_reports(references: Iterable[Reference]) -> Iterator[Fault]:
    """Find reports that are clearly not in English, in the order of the reports."""
    for reference in references:
        code = foreign_language(reference.text)
        if code is not None:
            name = Locale("en").languages.get(code, code)
            yield Fault(
                kind=FaultKind.LANGUAGE,
                places=(Place(reference=reference),),
                explanation=f"The report seems to be in {name} ({code}); encoder and NLI model are made for English.",
                advice="Withdraw it, or add an English translation in its place.",
            )
