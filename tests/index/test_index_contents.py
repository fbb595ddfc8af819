"""What is in an index after adding, updating and withdrawing."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.datatypes import ReferenceStore
from factcheck.errors import EmptyDocumentError, IndexStoreError, InputError, ModelError
from factcheck.index import AddSummary, ReferenceIndex
from factcheck.index.limits import SizeLimits
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Reference

BRIDGE = reference_from_text(
    "The river bridge is closed. It opens again on Monday.", title="Bridge", url="https://a.example/1"
)
MARKET = reference_from_text("The fish market burned down. Nobody was hurt in the fire.", path="reports/market.txt")
SCHOOL = reference_from_text("Forty schools get new roofs. The council pays 3.2 million.")
WORDS = ["bridge", "river", "fire", "market", "roof", "council", "Monday", "forty", "closed", "opens"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=6), min_size=1, max_size=4).map(
    lambda sentences: " ".join(" ".join(words).capitalize() + "." for words in sentences)
)


def memory(*references: Reference) -> ReferenceIndex:
    return ReferenceIndex.in_memory(references, encoder=WordEncoder())


def ids(*references: Reference) -> tuple[str, ...]:
    return tuple(sorted(reference.reference_id for reference in references))


def test_satisfies_the_protocol_that_evidence_needs() -> None:
    with memory(BRIDGE) as index:
        assert isinstance(index, ReferenceStore)


def test_holds_what_was_added() -> None:
    with memory(BRIDGE, MARKET) as index:
        assert index.n_references == 2
        assert index.n_passages == 4
        assert index.references() == sorted([BRIDGE, MARKET], key=lambda reference: reference.reference_id)
        assert index.reference(MARKET.reference_id) == MARKET
        passages = index.passages_of(BRIDGE.reference_id)
        assert [passage.text for passage in passages] == ["The river bridge is closed.", "It opens again on Monday."]
        assert [passage.position for passage in passages] == [0, 1]
        assert all(BRIDGE.text[passage.start : passage.end] == passage.text for passage in passages)


def test_vectors_are_the_encoders_in_half_precision() -> None:
    with memory(BRIDGE, MARKET) as index:
        sentences = ["The fish market burned down.", "Nobody was hurt in the fire."]
        expected = WordEncoder().encode(sentences).astype(np.float16).astype(np.float32)
        vectors = index.vectors_of(MARKET.reference_id)
        assert vectors.dtype == np.float32
        np.testing.assert_array_equal(vectors, expected)


def test_strings_become_references() -> None:
    with ReferenceIndex.in_memory([BRIDGE.text, BRIDGE.text, SCHOOL.text], encoder=WordEncoder()) as index:
        assert [reference.reference_id for reference in index.references()] == list(ids(BRIDGE, SCHOOL))


def test_the_same_report_twice_is_one() -> None:
    with memory() as index:
        assert index.add([BRIDGE, MARKET, BRIDGE]) == AddSummary(added=ids(BRIDGE, MARKET))
        before = index.fingerprint
        assert index.add([MARKET, SCHOOL]) == AddSummary(added=ids(SCHOOL), unchanged=ids(MARKET))
        assert index.add([BRIDGE]) == AddSummary(unchanged=ids(BRIDGE))
        assert (index.n_references, index.n_passages) == (3, 6)
        index.withdraw(SCHOOL.reference_id)
        assert index.fingerprint == before


def test_another_file_of_the_same_report_changes_nothing() -> None:
    with memory(MARKET) as index:
        moved = dataclasses.replace(MARKET, path="elsewhere/market.txt")
        assert index.add([moved]) == AddSummary(unchanged=ids(MARKET))


def test_a_new_title_replaces_the_report_of_the_same_id() -> None:
    with memory(BRIDGE, SCHOOL) as index:
        before = index.fingerprint
        renamed = dataclasses.replace(BRIDGE, title="Bridge closed")
        assert index.add([renamed]) == AddSummary(replaced=ids(BRIDGE))
        assert index.reference(BRIDGE.reference_id).title == "Bridge closed"
        assert index.n_passages == 4
        assert index.fingerprint != before


def test_adding_keeps_both_versions_and_updating_replaces() -> None:
    newer = reference_from_text("The river bridge is open again.", url="http://a.example/1/?utm_source=feed")
    with memory(BRIDGE, MARKET) as index:
        index.add([newer])
        assert index.n_references == 3
        assert index.update([newer]) == AddSummary(unchanged=ids(newer), replaced=ids(BRIDGE))
        assert [each.reference_id for each in index.references()] == list(ids(newer, MARKET))
        assert index.matching("closed", k=5) == []


def test_updating_by_file_replaces_and_reports_of_one_file_stay_together() -> None:
    first, second = (
        reference_from_text(text, path="./reports/market.txt") for text in ("Fish is dear.", "Fish is cheap.")
    )
    with memory(BRIDGE, MARKET) as index:
        assert index.update([first, second, SCHOOL]) == AddSummary(
            added=ids(first, second, SCHOOL), replaced=ids(MARKET)
        )
        assert [each.reference_id for each in index.references()] == list(ids(BRIDGE, first, second, SCHOOL))


def test_a_withdrawn_report_is_gone_at_once() -> None:
    with memory(BRIDGE, MARKET) as index:
        assert index.search("fish market", 1)[0].passage.reference_id == MARKET.reference_id
        index.withdraw(MARKET.reference_id)
        assert {found.passage.reference_id for found in index.search("fish market", 10)} == {BRIDGE.reference_id}
        assert index.matching("fish market burned", k=5) == []
        assert index.n_passages == 2
        with pytest.raises(InputError, match=f"no reference '{MARKET.reference_id}'"):
            index.passages_of(MARKET.reference_id)


def test_an_unknown_id_is_an_error_that_names_the_closest() -> None:
    with memory(BRIDGE, MARKET, SCHOOL) as index:
        typo = BRIDGE.reference_id[:-1] + "x"
        for ask in (index.withdraw, index.reference, index.passages_of, index.vectors_of):
            with pytest.raises(InputError, match=f"no reference '{typo}'.*closest ids are '{BRIDGE.reference_id}'"):
                ask(typo)
    with memory() as index, pytest.raises(InputError, match="it is empty"):
        index.withdraw("abc")


def test_a_report_without_text_writes_nothing() -> None:
    empty = dataclasses.replace(BRIDGE, reference_id="empty", text=" \n", title="Nothing", sha256="0")
    with memory(MARKET) as index:
        before = index.fingerprint
        with pytest.raises(EmptyDocumentError, match="'Nothing' has no text"):
            index.add([SCHOOL, empty])
        assert index.fingerprint == before
        assert index.n_references == 1


def test_a_failure_inside_the_transaction_writes_nothing() -> None:
    with memory(MARKET) as index:
        before = index.fingerprint
        index._cache.limits = SizeLimits(flat=1, half=2, lists=3)
        with pytest.raises(IndexStoreError, match="at most 3 passages, got 4"):
            index.add([BRIDGE])
        assert index.fingerprint == before
        assert index.matching("bridge", k=5) == []
        assert len(index.search("bridge", 9)) == 2


@pytest.mark.parametrize(
    ("scale", "columns", "why"), [(2.0, 64, "length 1"), (1.0, 63, "shape"), (np.nan, 64, "length 1")]
)
def test_vectors_that_are_no_unit_vectors_are_refused(scale: float, columns: int, why: str) -> None:
    class Odd(WordEncoder):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return (super().encode(texts) * scale)[:, :columns]

    with pytest.raises(ModelError, match=why):
        ReferenceIndex.in_memory([BRIDGE], encoder=Odd())


def test_an_empty_index_finds_nothing() -> None:
    with memory() as index:
        assert index.search("bridge") == []
        assert index.nearest(np.zeros((2, 64), dtype=np.float32), k=3) == [[], []]
        assert index.matching("bridge", k=3) == []
        assert (index.n_references, index.n_passages, index.references()) == (0, 0, [])


@settings(deadline=None, max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False), TEXTS)
def test_the_order_of_adding_changes_nothing(texts: list[str], random: object, query: str) -> None:
    reports = [reference_from_text(text) for text in texts]
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with memory(*reports) as whole, memory(SCHOOL) as piecewise:
        for report in shuffled:
            piecewise.add([report])
        piecewise.withdraw(SCHOOL.reference_id)
        assert piecewise.fingerprint == whole.fingerprint
        assert piecewise.references() == whole.references()
        for k in (1, 3, 50):
            assert piecewise.search(query, k) == whole.search(query, k)
            assert piecewise.matching(query, k=k) == whole.matching(query, k=k)


def test_fingerprint_tells_encoders_and_texts_apart() -> None:
    indexes = [
        memory(),
        memory(BRIDGE),
        memory(BRIDGE, MARKET),
        ReferenceIndex.in_memory([BRIDGE], encoder=WordEncoder(model_id="other")),
    ]
    prints = [index.fingerprint for index in indexes]
    assert len(set(prints)) == 4
    assert all(len(bytes.fromhex(each)) == hashlib.sha256().digest_size for each in prints)
    for index in indexes:
        index.close()


def test_progress_counts_passages_to_their_total() -> None:
    seen: list[tuple[int, int]] = []
    with memory() as index:
        index.add([BRIDGE, MARKET, SCHOOL], progress=lambda done, total: seen.append((done, total)))
    assert [total for _, total in seen] == [6, 6, 6]
    assert seen[-1] == (6, 6)
    assert all(earlier < later for earlier, later in pairwise(seen))


def test_a_closed_index_says_so(tmp_path: Path) -> None:
    for index in (memory(BRIDGE), ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder())):
        index.close()
        index.close()
        for use in (index.references, lambda i=index: i.add([MARKET]), lambda i=index: i.search("bridge")):
            with pytest.raises(IndexStoreError, match="is closed; open it again"):
                use()


def test_five_thousand_passages_are_added_quickly(tmp_path: Path) -> None:
    reports = [
        reference_from_text(" ".join(f"Sentence {n} of report {r} is here." for n in range(50))) for r in range(100)
    ]
    with ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        started = time.perf_counter()
        index.add(reports)
        assert time.perf_counter() - started < 10  # about 1.5 s alone, most of it cutting and encoding
        assert index.n_passages == 5_000
        started = time.perf_counter()
        index.withdraw(reports[7].reference_id)
        assert time.perf_counter() - started < 2


def test_origins_are_the_references_without_their_texts(tmp_path: Path) -> None:
    with memory(BRIDGE, MARKET, SCHOOL) as index:
        assert index.origins() == [dataclasses.replace(each, text="") for each in index.references()]
        assert index.folders == ()
    with ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        assert (index.origins(), index.folders) == ([], (tmp_path / "desk",))
