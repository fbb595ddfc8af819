"""Searching an index by vector and by words, against slow and obvious versions of the same."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.index import ReferenceIndex
from factcheck.index.lexical import N_TERMS, STOP_WORDS, query_terms
from factcheck.index.limits import SizeLimits
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = ["bridge", "river", "fire", "market", "roof", "council", "Monday", "forty", "closed", "opens", "not", "the"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(
    lambda words: " ".join(words).capitalize() + "."
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=8).map(" ".join)


SYNTAX = ['"', '" OR "', "NEAR(a b, 3)", "words:bridge*", "-bridge ^x", "a AND (b", "\0", "'; DROP TABLE words"]


def brute_force(index: ReferenceIndex, vector: NDArray[np.float32], k: int) -> list[tuple[float, str]]:
    scored = []
    for reference in index.references():
        passages, vectors = index.passages_of(reference.reference_id), index.vectors_of(reference.reference_id)
        similarities = vectors.astype(np.float64) @ vector.astype(np.float64)
        for passage, similarity in zip(passages, similarities, strict=True):
            scored.append((min(1.0, max(-1.0, float(similarity))), passage.passage_id))
    return sorted(((round(similarity, 6), name) for similarity, name in scored), key=lambda each: (-each[0], each[1]))[
        :k
    ]


@settings(deadline=None, max_examples=30)
@given(
    st.lists(TEXTS, min_size=1, max_size=8, unique=True),
    st.lists(SENTENCES, min_size=1, max_size=4),
    st.integers(1, 60),
)
def test_nearest_equals_brute_force_over_the_stored_vectors(texts: list[str], queries: list[str], k: int) -> None:
    encoder = WordEncoder()
    with ReferenceIndex.in_memory(texts, encoder=encoder) as index:
        vectors = encoder.encode(queries)
        for vector, found in zip(vectors, index.nearest(vectors, k=k), strict=True):
            expected = brute_force(index, vector, k)
            assert [each.passage.passage_id for each in found] == [name for _, name in expected]
            assert [each.similarity for each in found] == pytest.approx([similarity for similarity, _ in expected])


@pytest.mark.parametrize("limits", [SizeLimits(), SizeLimits(flat=10), SizeLimits(flat=10, half=20)], ids=str)
def test_every_kind_of_vector_index_ranks_alike(limits: SizeLimits) -> None:
    rng = np.random.default_rng(7)
    texts = [" ".join(rng.choice(WORDS, size=5)) + f" {n} {n % 17} {n % 23}." for n in range(900)]
    with ReferenceIndex.in_memory([], encoder=WordEncoder()) as index:
        index._cache.limits = limits
        index.add([reference_from_text(text) for text in texts])
        wanted = WordEncoder().encode(texts[::90])
        found = [[each.passage.passage_id for each in row] for row in index.nearest(wanted, k=5)]
        assert found == [[name for _, name in brute_force(index, vector, 5)] for vector in wanted]
        assert index._cache.current().kind == limits.kind(900)


def test_many_equal_sentences_are_ordered_by_passage_id() -> None:
    reports = [reference_from_text(f"The bridge is closed. Drivers took {n} other roads.") for n in range(120)]
    with ReferenceIndex.in_memory([], encoder=WordEncoder()) as index:
        for report in sorted(reports, key=lambda each: each.reference_id, reverse=True):
            index.add([report])  # row ids descend where passage ids ascend
        found = index.search("The bridge is closed.", 4)
        assert [each.passage.passage_id for each in found] == sorted(f"{each.reference_id}:0" for each in reports)[:4]
        assert [each.similarity for each in found] == pytest.approx([1.0] * 4, abs=1e-3)
        matched = index.matching("closed bridge", k=4)
        assert [each.passage_id for each in matched] == [each.passage.passage_id for each in found]


def test_more_than_a_round_of_queries() -> None:
    encoder = WordEncoder()
    with ReferenceIndex.in_memory(["The bridge is closed. The market burned."], encoder=encoder) as index:
        vectors = encoder.encode(["bridge", "market"] * 300)
        first = [row[0].passage.position for row in index.nearest(vectors, k=1)]
    assert first == [0, 1] * 300


@pytest.mark.parametrize("vectors", [np.zeros(64), np.zeros((1, 63)), np.full((1, 64), np.nan), np.zeros((1, 1, 64))])
def test_vectors_of_another_shape_are_refused(vectors: NDArray[np.float64]) -> None:
    with ReferenceIndex.in_memory(["The bridge is closed."], encoder=WordEncoder()) as index:
        with pytest.raises(InputError, match=r"encode with index.encoder"):
            index.nearest(vectors.astype(np.float32), k=1)
        assert index.nearest(np.zeros((0, 64), dtype=np.float32), k=1) == []


def test_k_must_be_positive() -> None:
    with ReferenceIndex.in_memory(["The bridge is closed."], encoder=WordEncoder()) as index:
        for ask in (
            lambda: index.search("bridge", 0),
            lambda: index.matching("bridge", k=0),
            lambda: index.nearest(np.zeros((1, 64), dtype=np.float32), k=-1),
        ):
            with pytest.raises(InputError, match="k must be at least 1"):
                ask()


def found_words(index: ReferenceIndex, query: str, k: int = 9) -> list[str]:
    return [passage.text for passage in index.matching(query, k=k)]


def test_words_match_without_endings_accents_and_case() -> None:
    with ReferenceIndex.in_memory(
        ["The bridges were closing. The café burned. A roof leaks."], encoder=WordEncoder()
    ) as index:
        assert found_words(index, "BRIDGE") == ["The bridges were closing."]
        assert found_words(index, "closed") == ["The bridges were closing."]
        assert found_words(index, "Cafe") == ["The café burned."]
        assert found_words(index, "cafe\u0301") == ["The café burned."]
        assert found_words(index, "dragon") == []


def test_numbers_and_abbreviations_match_as_they_are_written() -> None:
    text = "It costs 3.2 million. Line 2 has 3 stops. We use a lot. In 2019 it rained. The U.S. pays."
    with ReferenceIndex.in_memory([text], encoder=WordEncoder()) as index:
        assert found_words(index, "was it 3.2?") == ["It costs 3.2 million."]
        assert found_words(index, "the U.S.") == ["The U.S. pays."]
        assert found_words(index, "since 2019") == ["In 2019 it rained."]


def test_stop_words_alone_match_nothing() -> None:
    with ReferenceIndex.in_memory(["It was not what they would have said of him."], encoder=WordEncoder()) as index:
        assert found_words(index, "They would not have said it") == []
        assert found_words(index, "") == []
        assert all(query_terms(word) == [] for word in STOP_WORDS)


def test_the_rarer_word_decides_the_order() -> None:
    texts = [f"The bridge number {n} is fine today." for n in range(20)] + ["The zebra number is fine today."]
    with ReferenceIndex.in_memory(texts, encoder=WordEncoder()) as index:
        assert found_words(index, "bridge zebra", k=1) == ["The zebra number is fine today."]


def test_a_long_query_keeps_its_rarest_words() -> None:
    common = [f"word{chr(97 + n)}x" for n in range(N_TERMS)]
    texts = [" ".join(common) + f" {n}." for n in range(3)] + ["The zebra sleeps."]
    with ReferenceIndex.in_memory(texts, encoder=WordEncoder()) as index:
        assert found_words(index, " ".join([*common, "unheard", "zebra"]), k=1) == ["The zebra sleeps."]


def test_a_reference_holds_its_share_of_the_words_and_rare_words_count_more() -> None:
    texts = ["The bridge is closed. A zebra waits.", "The bridges are open.", "The market burned."]
    with ReferenceIndex.in_memory(texts, encoder=WordEncoder()) as index:
        ids = [reference_from_text(text).reference_id for text in texts]
        shares = index.word_shares(["zebra on the bridge", "It was not", "a dragon"], [*ids, "no such id"])
        rare, common = np.log(1 + 2.5 / 1.5), np.log(1 + 1.5 / 2.5)
        assert shares[0] == pytest.approx([1, common / (rare + common), 0, 0], abs=1e-6)
        assert not shares[1:].any()
        assert index.word_shares([], ids).shape == (0, 3)
        assert index.word_shares(["bridge"], []).shape == (1, 0)


def test_a_word_that_too_many_passages_have_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["The bridge is closed. A zebra waits.", "The bridges are open.", "The market burned."]
    with ReferenceIndex.in_memory(texts, encoder=WordEncoder()) as index:
        ids = [reference_from_text(text).reference_id for text in texts]
        monkeypatch.setattr("factcheck.index.shares.N_TELLING", 2)
        assert index.word_shares(["zebra on the bridge", "bridge"], ids).tolist() == [[1, 0, 0], [0, 0, 0]]


@settings(deadline=None, max_examples=150)
@given(
    st.text(max_size=60)
    | st.sampled_from(['"', '" OR "', "NEAR(a b, 3)", "text:bridge*", "-bridge ^x", "a AND (b", "\0"])
)
def test_any_text_is_a_query(query: str) -> None:
    with ReferenceIndex.in_memory(
        ["The bridge is closed. Near and or not.", "Text 0 ^ x."], encoder=WordEncoder()
    ) as index:
        matched = index.matching(query, k=3)
        assert matched == list(dict.fromkeys(matched))
        assert all(set(query_terms(query)) for _ in matched)
        shares = index.word_shares([query], [reference.reference_id for reference in index.references()])
        assert ((shares >= 0) & (shares <= 1)).all()


def test_threads_may_share_an_index() -> None:
    texts = [f"Line{n} leads to bridge {n} and market {n}." for n in range(60)]
    ids = [reference_from_text(text).reference_id for text in texts]
    problems: list[BaseException] = []
    with ReferenceIndex.in_memory(texts[:30], encoder=WordEncoder()) as index:

        def search() -> None:
            try:
                for n in range(30):
                    found = index.search(texts[n], 60)
                    assert texts[n] in [each.passage.text for each in found if each.similarity == found[0].similarity]
                    assert index.matching(f"Line{n}", k=2) == list(index.passages_of(ids[n]))
            except BaseException as err:  # noqa: BLE001 - a thread's failure must reach the test
                problems.append(err)

        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        for text in texts[30:]:
            index.add([reference_from_text(text)])
        for thread in threads:
            thread.join()
        assert problems == []
        assert index.n_references == 60
