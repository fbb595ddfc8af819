"""One report of an index as a store of its own."""

import numpy as np
import pytest
from fakes import WordEncoder

from factcheck.datatypes import ReferenceStore
from factcheck.errors import InputError
from factcheck.index import ReferenceIndex
from factcheck.lint.one_report import OneReport
from factcheck.settings import Settings

FERRY = "A ferry sank near Karsk on Monday. Twelve people were rescued by fishing boats. The cause is not known."
BUDGET = "The parliament adopted the budget on Friday. The minister praised the vote. Taxes stay as they are."


@pytest.fixture
def index():
    with ReferenceIndex.in_memory([FERRY, BUDGET], encoder=WordEncoder(), settings=Settings()) as made:
        yield made


@pytest.fixture
def ferry(index):
    return next(each.reference_id for each in index.references() if "ferry" in each.text)


@pytest.mark.parametrize("k", [1, 2, 3, 9])
def test_the_nearest_are_those_of_an_index_of_that_report(index, ferry, k) -> None:
    queries = index.encoder.encode(["Fishing boats rescued people.", "Taxes on ferries.", "The cause of it"])
    alone = ReferenceIndex.in_memory([FERRY], encoder=WordEncoder(), settings=Settings())
    assert OneReport(index, ferry).nearest(queries, k=k) == alone.nearest(queries, k=k)


def test_it_is_a_store_of_its_passages_only(index, ferry) -> None:
    store = OneReport(index, ferry)
    other = next(each.reference_id for each in index.references() if each.reference_id != ferry)
    assert isinstance(store, ReferenceStore)
    assert store.n_passages == 3
    assert store.passages_of(ferry) == index.passages_of(ferry)
    np.testing.assert_array_equal(store.vectors_of(ferry), index.vectors_of(ferry))
    assert store.passages_of(other) == ()
    assert store.vectors_of(other).shape == (0, 64)
    assert store.reference(ferry) == index.reference(ferry)
    assert store.encoder is index.encoder


def test_words_find_the_passages_that_share_most_of_them(index, ferry) -> None:
    store = OneReport(index, ferry)
    found = store.matching("Fishing boats rescued the captain of the ferry.", k=5)
    assert [passage.position for passage in found] == [1, 0]
    assert store.matching("Fishing boats", k=1) == [index.passages_of(ferry)[1]]
    assert store.matching("parliament", k=5) == []


def test_an_unknown_report_is_refused(index) -> None:
    with pytest.raises(InputError, match="no reference 'nowhere'"):
        OneReport(index, "nowhere")
