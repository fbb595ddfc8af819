"""Only permitted references are found, and as many of them as asked for, however many are left out."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from fakes import WordEncoder

from factcheck.datatypes import Claim
from factcheck.evidence import retrieve
from factcheck.index import ReferenceIndex
from factcheck.policy import Desk, LeftOut, PermittedReferences, parse_policy, permitted
from factcheck.reading import reference_from_text
from factcheck.settings import Settings

NOUNS = ("ferry", "harbour", "budget", "airport", "clinic", "school", "bridge", "tunnel", "market", "station")


def reference(number, *, excluded):
    noun, other = NOUNS[number % 10], NOUNS[number // 10 % 10]
    text = f"The {noun} near the {other} number {number} opened in May. Crowds of {number} saw the {noun}. The end."
    return reference_from_text(text, publisher="Daily Rumour" if excluded else "Bay Wire", path=f"{number}.txt")


@pytest.fixture(scope="module")
def crowded():
    """Hold 400 reports of which 95 percent are excluded."""
    settings = Settings()
    references = [reference(number, excluded=number % 20 != 7) for number in range(400)]
    with ReferenceIndex.in_memory(references, encoder=WordEncoder(), settings=settings) as index:
        kept = [each for each in references if each.publisher == "Bay Wire"]
        with ReferenceIndex.in_memory(kept, encoder=WordEncoder(), settings=settings) as alone:
            yield index, alone


def under(index, text="[exclude]\npublishers = ['Daily Rumour']", as_of=None):
    desk = Desk(policy=parse_policy(text, name="p"), as_of=as_of, now=datetime(2024, 5, 2, tzinfo=UTC))
    return PermittedReferences(index, desk)


@pytest.mark.parametrize("n_compared", [permitted.N_COMPARED, 0])
@pytest.mark.parametrize("k", [1, 20, 1000])
def test_the_nearest_are_those_of_an_index_that_holds_nothing_else(crowded, monkeypatch, n_compared, k) -> None:
    monkeypatch.setattr(permitted, "N_COMPARED", n_compared)
    index, alone = crowded
    vectors = WordEncoder().encode(["the ferry near the harbour opened", "crowds saw the clinic", "the end", "zebra"])
    assert under(index).nearest(vectors, k=k) == alone.nearest(vectors, k=k)


def test_the_word_search_is_filled_with_permitted_passages(crowded) -> None:
    index, alone = crowded
    found = under(index).matching("crowds saw the market", k=20)
    assert len(found) == len(alone.matching("crowds saw the market", k=20)) == 20
    assert {index.reference(passage.reference_id).publisher for passage in found} == {"Bay Wire"}


def test_evidence_is_filled_and_right_with_95_percent_excluded(crowded) -> None:
    index, _ = crowded
    kept = [each for each in index.references() if each.publisher == "Bay Wire"]
    settings = Settings()
    right = 0
    for each in kept:
        text = each.text.split(". ")[0]
        (found,) = retrieve([Claim(number=1, text=text, start=0, end=len(text))], under(index), settings)
        assert len(found.evidence) == settings.n_evidence
        assert {item.publisher for item in found.evidence} == {"Bay Wire"}
        right += found.evidence[0].reference_id == each.reference_id
    assert right == len(kept) == 20


def test_what_is_left_out_is_counted_by_reason(crowded) -> None:
    index, _ = crowded
    assert under(index).left_out == {LeftOut.EXCLUDED: 380}
    assert under(index, "").left_out == {}
    assert under(index, "", as_of=date(2024, 1, 1)).left_out == {LeftOut.UNDATED: 400}


def test_nothing_is_found_when_nothing_is_permitted(crowded) -> None:
    index, _ = crowded
    none = under(index, as_of=date(2024, 1, 1))
    vectors = WordEncoder().encode(["the ferry"])
    assert none.nearest(vectors, k=5) == [[]]
    assert none.matching("the ferry", k=5) == []
    assert none.nearest(np.zeros((0, 64), dtype=np.float32), k=5) == []
    (found,) = retrieve([Claim(number=1, text="A ferry.", start=0, end=8)], none, Settings())
    assert (found.evidence, found.nearest) == ((), -1.0)


def test_a_report_added_later_is_asked_about_when_it_is_found() -> None:
    with ReferenceIndex.in_memory([], encoder=WordEncoder(), settings=Settings()) as index:
        mine = under(index)
        index.add([reference(1, excluded=True), reference(21, excluded=False)])
        near = mine.nearest(WordEncoder().encode(["crowds"]), k=1)[0]
        assert [index.reference(each.passage.reference_id).publisher for each in near] == ["Bay Wire"]
        assert [index.reference(p.reference_id).publisher for p in under(index).matching("crowds", k=5)] == ["Bay Wire"]
