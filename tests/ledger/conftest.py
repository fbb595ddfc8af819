"""The desk of `kept`, an index of it and the report on its article, made with the fakes."""

from __future__ import annotations

import kept
import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings


@pytest.fixture
def references():
    return kept.references()


@pytest.fixture
def nli():
    return RuleNLI()


@pytest.fixture
def index(references):
    with ReferenceIndex.in_memory(references, encoder=WordEncoder(), settings=Settings()) as opened:
        yield opened


@pytest.fixture
def checker(index, nli):
    # One passage a verdict: so the tests know what each rests on.
    return FactChecker(index, settings=Settings(n_shown=1), nli=nli)


@pytest.fixture
def report(checker):
    made = checker.check(kept.ARTICLE)
    assert [verdict.label.value for verdict in made.verdicts] == ["supported"] * 3
    return made
