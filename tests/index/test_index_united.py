"""Several indexes used as one answer as one index with all their reports would."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import RuleNLI, WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import FactChecker
from factcheck.datatypes import ReferenceStore
from factcheck.errors import IndexMismatchError, InputError
from factcheck.index import ReferenceIndex, UnitedIndex, build_index, open_indexes
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.datatypes import Reference

BRIDGE = reference_from_text("The river bridge is closed. It opens again on Monday.", title="Bridge")
MARKET = reference_from_text("The fish market burned down. Nobody was hurt in the fire.", title="Market")
SCHOOL = reference_from_text("Forty schools get new roofs. The council pays 3.2 million.", title="School")
WORDS = ["bridge", "bridges", "river", "fire", "market", "roof", "council", "Monday", "forty", "closed", "not", "the"]
WORDS += ["3.2", "U.S.", "opens", "12"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda found: f"{' '.join(found)}.")
TEXTS = st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join)


def memory(*references: Reference) -> ReferenceIndex:
    return ReferenceIndex.in_memory(references, encoder=WordEncoder())


@settings(deadline=None, max_examples=60)
@given(
    st.lists(TEXTS, min_size=1, max_size=9, unique=True),
    st.lists(st.sets(st.integers(0, 2), min_size=1), min_size=9, max_size=9),
    st.lists(st.one_of(SENTENCES, TEXTS), min_size=1, max_size=3),
    st.sampled_from([1, 2, 5, 60]),
)
def test_answers_as_one_index_with_all_reports(
    texts: list[str], places: list[set[int]], queries: list[str], k: int
) -> None:
    reports = [reference_from_text(text) for text in texts]
    indexes = [
        memory(*(each for each, held in zip(reports, places, strict=False) if part in held)) for part in range(3)
    ]
    with memory(*reports) as one, UnitedIndex(indexes) as several:
        assert (several.n_references, several.n_passages) == (one.n_references, one.n_passages)
        assert several.fingerprint == one.fingerprint
        assert several.references() == one.references()
        ids = [each.reference_id for each in one.references()]
        np.testing.assert_array_equal(several.word_shares(queries, ids), one.word_shares(queries, ids))
        for query in [*queries, " ".join(WORDS * 2)]:
            assert several.matching(query, k=k) == one.matching(query, k=k)
            assert several.search(query, k) == one.search(query, k)
        for name in ids:
            assert several.passages_of(name) == one.passages_of(name)
            np.testing.assert_array_equal(several.vectors_of(name), one.vectors_of(name))


@settings(deadline=None, max_examples=25)
@given(
    st.lists(TEXTS, min_size=2, max_size=8, unique=True),
    st.lists(st.sets(st.integers(0, 1), min_size=1), min_size=8, max_size=8),
    TEXTS,
)
def test_verdicts_are_those_of_one_index(texts: list[str], places: list[set[int]], article: str) -> None:
    reports = [reference_from_text(text) for text in texts]
    indexes = [
        memory(*(each for each, held in zip(reports, places, strict=False) if part in held)) for part in range(2)
    ]
    claims = [f"{sentence}." for sentence in article.split(".") if sentence.strip()]
    with memory(*reports) as one, UnitedIndex(indexes) as several:
        expected = FactChecker(one, nli=RuleNLI()).check_claims(claims)
        assert FactChecker(several, nli=RuleNLI()).check_claims(claims) == expected


def test_more_terms_than_a_query_takes_are_cut_to_the_rarest_of_all() -> None:
    many = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(40)]
    reports = [reference_from_text(" ".join(many[n:]).capitalize() + ".") for n in range(30)]
    with memory(*reports) as one, UnitedIndex([memory(*reports[:11]), memory(*reports[11:])]) as several:
        assert several.matching(" ".join(many), k=9) == one.matching(" ".join(many), k=9)


def test_the_first_index_that_holds_a_report_counts() -> None:
    renamed = dataclasses.replace(BRIDGE, title="Bridge closed")
    with UnitedIndex([memory(BRIDGE, MARKET), memory(renamed, SCHOOL)]) as several:
        assert several.reference(BRIDGE.reference_id).title == "Bridge"
        assert several.n_references == 3
        found = [each.passage.passage_id for each in several.search("river bridge closed Monday", 50)]
        assert len(found) == len(set(found)) == 6
    with UnitedIndex([memory(renamed, SCHOOL), memory(BRIDGE, MARKET)]) as several:
        assert several.reference(BRIDGE.reference_id).title == "Bridge closed"


def test_changes_of_an_index_are_seen_at_the_next_call() -> None:
    first, second = memory(BRIDGE), memory(BRIDGE, MARKET)
    with UnitedIndex([first, second]) as several:
        first.withdraw(BRIDGE.reference_id)
        assert several.search("river bridge closed", 1)[0].passage.reference_id == BRIDGE.reference_id
        second.withdraw(BRIDGE.reference_id)
        assert several.matching("bridge", k=5) == []
        first.add([SCHOOL])
        assert {each.title for each in several.references()} == {"Market", "School"}
        assert several.matching("schools", k=1)[0].reference_id == SCHOOL.reference_id


def test_different_encoders_are_refused() -> None:
    other = ReferenceIndex.in_memory([MARKET], encoder=WordEncoder(model_id="other/words"))
    with memory(BRIDGE) as first, other, pytest.raises(IndexMismatchError, match=r"fake-words.*other/words"):
        UnitedIndex([first, other])


def test_an_encoder_of_the_settings_that_is_another_is_refused(tmp_path: Path) -> None:
    build_index(tmp_path / "a", [BRIDGE], encoder=WordEncoder())
    build_index(tmp_path / "b", [MARKET], encoder=WordEncoder())
    with pytest.raises(IndexMismatchError, match="other/words"):
        UnitedIndex.open([tmp_path / "a", tmp_path / "b"], encoder=WordEncoder(model_id="other/words"))


def test_no_index_at_all_and_empty_ones() -> None:
    with pytest.raises(InputError, match="at least one"):
        UnitedIndex([])
    with UnitedIndex([memory(), memory()]) as several:
        assert isinstance(several, ReferenceStore)
        assert several.search("bridge") == []
        assert several.matching("bridge", k=3) == []
        assert (several.n_references, several.n_passages, several.references()) == (0, 0, [])
        assert several.word_shares(["bridge"], []).shape == (1, 0)
        with pytest.raises(InputError, match="it is empty"):
            several.reference("abc")
        for ask in (lambda: several.matching("bridge", k=0), lambda: several.search("bridge", 0)):
            with pytest.raises(InputError, match="k must be at least 1"):
                ask()


def test_an_unknown_id_names_the_closest_of_all_indexes() -> None:
    with UnitedIndex([memory(BRIDGE), memory(MARKET)]) as several:
        typo = MARKET.reference_id[:-1] + "x"
        with pytest.raises(InputError, match=f"closest ids are '{MARKET.reference_id}'"):
            several.vectors_of(typo)


def test_folders_are_opened_as_one_and_closed_together(tmp_path: Path) -> None:
    build_index(tmp_path / "a", [BRIDGE], encoder=WordEncoder())
    build_index(tmp_path / "b", [MARKET], encoder=WordEncoder())
    with open_indexes([tmp_path / "a", tmp_path / "a"], encoder=WordEncoder()) as one:
        assert isinstance(one, ReferenceIndex)
    with open_indexes([tmp_path / "a", tmp_path / "b"], encoder=WordEncoder()) as several:
        assert isinstance(several, UnitedIndex)
        assert several.n_references == 2
    assert not list(tmp_path.rglob("*-wal"))


def test_threads_may_share_one_and_the_order_of_indexes_locks_nobody_out() -> None:
    first, second = memory(BRIDGE, MARKET), memory(SCHOOL)
    forth, back = UnitedIndex([first, second]), UnitedIndex([second, first])
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: (forth, back)[n % 2].search("bridge on Monday", 9), range(200), timeout=60))
    assert all(each == found[0] for each in found)
    forth.close()


def test_the_checker_takes_several() -> None:
    with UnitedIndex([memory(BRIDGE), memory(MARKET)]) as several:
        report = FactChecker(several, nli=RuleNLI()).check("Nobody was hurt in the fire. The river bridge is closed.")
        assert [verdict.label for verdict in report.verdicts] == ["supported", "supported"]
        assert (report.run.n_references, report.run.index_fingerprint) == (2, several.fingerprint)
