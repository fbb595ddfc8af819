"""Evidence: the right report first, one vote a wire story."""

import pytest
from fakes import WordEncoder

from factcheck.datatypes import Claim
from factcheck.evidence import retrieve
from factcheck.index import ReferenceIndex
from factcheck.settings import Settings

FERRY = "A ferry sank near Karsk on Monday. Twelve people were rescued by fishing boats. The cause is not known."
BUDGET = "The parliament adopted the budget on Friday. The minister praised the vote. Taxes stay as they are."


def claim(text, context=None):
    return Claim(number=1, text=text, start=0, end=len(text), context=context)


def index_of(*texts):
    return ReferenceIndex.in_memory(list(texts), encoder=WordEncoder(), settings=Settings())


@pytest.mark.parametrize("texts", [(FERRY, BUDGET), (BUDGET, FERRY)])
def test_the_report_about_the_claim_comes_first_whatever_the_order(texts) -> None:
    found = retrieve([claim("Fishing boats rescued twelve people.")], index_of(*texts), Settings())[0]
    assert found.evidence[0].passage.text == "Twelve people were rescued by fishing boats."
    assert found.evidence[0].before == "A ferry sank near Karsk on Monday."
    assert found.evidence[0].after == "The cause is not known."


def test_context_helps_to_find_a_sentence_that_refers_back() -> None:
    with_context = claim("The cause is not known.", context="A ferry sank near Karsk on Monday.")
    found = retrieve([with_context], index_of(FERRY, BUDGET), Settings())[0]
    assert found.evidence[0].passage.text == "The cause is not known."


def test_copies_of_one_wire_story_count_once() -> None:
    copy = f"{FERRY} Reporting by another desk."
    found = retrieve([claim("Twelve people were rescued by fishing boats.")], index_of(FERRY, copy), Settings())[0]
    texts = [item.passage.text for item in found.evidence]
    assert texts.count("Twelve people were rescued by fishing boats.") == 1
    assert found.evidence[0].copies == 1


def test_an_empty_index_gives_nothing() -> None:
    found = retrieve([claim("A ferry sank.")], index_of(), Settings())[0]
    assert found.evidence == ()
    assert found.nearest == -1.0


def test_no_claims_give_nothing() -> None:
    assert retrieve([], index_of(FERRY), Settings()) == []
