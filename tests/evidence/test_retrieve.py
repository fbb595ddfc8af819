"""Evidence: the right report first, one vote a wire story."""

import itertools

import pytest
from fakes import WordEncoder

from factcheck.datatypes import Claim
from factcheck.evidence import retrieve
from factcheck.evidence.retrieve import CLAIMS_WEIGHED
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


HARBOUR = "The harbour in Karsk opened in May. Ships pay a fee of ten crowns. The mayor expects more trade."
AIRPORT = "The airport in Venn opened in June. Airlines pay a fee of nine crowns. The mayor expects more trade."


def first_report(found):
    return found.evidence[0].reference_id


def test_claims_of_one_article_tell_which_report_a_vague_one_is_about() -> None:
    index = index_of(HARBOUR, AIRPORT)
    vague = claim("The mayor expects more trade.")
    harbour, airport = (
        reference.reference_id for reference in sorted(index.references(), key=lambda r: "June" in r.text)
    )
    about_harbour = [claim("The harbour in Karsk opened in May."), claim("Ships pay a fee of ten crowns."), vague]
    about_airport = [claim("The airport in Venn opened in June."), claim("Airlines pay a fee of nine crowns."), vague]
    assert first_report(retrieve(about_harbour, index, Settings())[2]) == harbour
    assert first_report(retrieve(about_airport, index, Settings())[2]) == airport


def test_an_article_on_two_events_finds_the_report_of_each() -> None:
    index = index_of(FERRY, BUDGET, HARBOUR, AIRPORT)
    claims = [claim("A ferry sank near Karsk."), claim("Fishing boats rescued twelve people.")] * 4
    claims.append(claim("The minister praised the vote on the budget."))
    *ferry, budget = retrieve(claims, index, Settings())
    assert all("ferry" in index.reference(first_report(found)).text for found in ferry)
    assert budget.evidence[0].passage.text == "The minister praised the vote."


@pytest.mark.parametrize("texts", list(itertools.permutations([FERRY, HARBOUR, AIRPORT])))
def test_the_order_of_the_reports_changes_no_evidence(texts) -> None:
    claims = [claim("The mayor expects more trade."), claim("Ships pay ten crowns.")]
    expected = retrieve(claims, index_of(FERRY, HARBOUR, AIRPORT), Settings())
    assert retrieve(claims, index_of(*texts), Settings()) == expected


def test_no_more_evidence_than_asked_and_each_passage_once() -> None:
    found = retrieve(
        [claim("The mayor of Karsk expects trade.")], index_of(FERRY, BUDGET, HARBOUR, AIRPORT), Settings()
    )
    passages = [item.passage for item in found[0].evidence]
    assert len(passages) == len(set(passages)) == Settings().n_evidence


def test_a_long_call_is_weighed_in_pieces_and_keeps_its_order() -> None:
    index = index_of(FERRY, BUDGET)
    claims = [claim("A ferry sank near Karsk on Monday."), claim("Taxes stay as they are.")] * (CLAIMS_WEIGHED // 2 + 1)
    found = [each.evidence[0].passage.text for each in retrieve(claims, index, Settings())]
    assert found == [each.text for each in claims]
