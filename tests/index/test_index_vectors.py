"""The FAISS side of an index: kinds by size, changes, files, and what is done when there are too many."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import WordEncoder

from factcheck.errors import IndexStoreError
from factcheck.index import ReferenceIndex
from factcheck.index.limits import SizeLimits
from factcheck.index.vectors import VectorIndex
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

FLAT, HALF, LISTS = SizeLimits(), SizeLimits(flat=10), SizeLimits(flat=10, half=20)


def unit_vectors(n: int, dim: int = 32) -> NDArray[np.float32]:
    vectors = np.random.default_rng(11).normal(size=(n, dim))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)


def built(vectors: NDArray[np.float32], limits: SizeLimits) -> VectorIndex:
    def batches() -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        for first in range(0, len(vectors), 300):
            part = vectors[first : first + 300]
            yield np.arange(first, first + len(part)) * 3 + 5, part

    return VectorIndex.build(batches, n=len(vectors), dim=vectors.shape[1], limits=limits)


@pytest.mark.parametrize(
    ("n", "kind"),
    [
        (1, "IDMap2,Flat"),
        (50_000, "IDMap2,Flat"),
        (50_001, "IDMap2,SQfp16"),
        (500_000, "IDMap2,SQfp16"),
        (500_001, "IVF2828,SQ8"),
        (5_000_000, "IVF8944,SQ8"),
    ],
)
def test_the_kind_follows_the_size(n: int, kind: str) -> None:
    assert SizeLimits().kind(n) == kind
    assert SizeLimits().suits(kind, n)


def test_too_many_passages_are_refused_with_a_way_out() -> None:
    with pytest.raises(IndexStoreError, match=r"at most 5,000,000 passages, got 5,000,001.*shared store"):
        SizeLimits().kind(5_000_001)


@pytest.mark.parametrize("limits", [FLAT, HALF, LISTS], ids=["flat", "half", "lists"])
def test_finds_the_true_nearest(limits: SizeLimits) -> None:
    vectors = unit_vectors(2_000)
    index = built(vectors, limits)
    queries = vectors[::40]
    truth = np.argsort(-(queries @ vectors.T), axis=1)[:, :10] * 3 + 5
    _, found = index.search(queries, k=index.n_candidates(10))
    recall = np.mean([np.isin(wanted, row).mean() for wanted, row in zip(truth, found, strict=True)])
    assert recall >= (0.97 if limits is LISTS else 1.0)
    assert (index.n, index.dim) == (2_000, 32)


@pytest.mark.parametrize("limits", [FLAT, HALF, LISTS], ids=["flat", "half", "lists"])
def test_removed_ids_vanish_and_added_ids_are_there_once(limits: SizeLimits, tmp_path: Path) -> None:
    vectors = unit_vectors(600)
    index = built(vectors, limits)
    index.remove([5, 8])
    index.add(np.array([10_001, 10_002]), vectors[:2])
    index.remove([10_002])
    changed = index.search(vectors[:3], k=600)[1][:, :20]
    index.settle()
    for mapped in (False, True):
        index.save(tmp_path / "vectors")
        again = VectorIndex.load(tmp_path / "vectors", kind=index.kind, mapped=mapped)
        _, found = again.search(vectors[:3], k=600)
        held = found[0][found[0] >= 0].tolist()
        assert again.n == 599
        assert len(held) == len(set(held))
        assert not {5, 8, 10_002} & set(held)
        assert found[0][0] == changed[0][0] == 10_001
        assert (found[:, :20] == changed).mean() >= (0.9 if limits is LISTS else 1.0)


def test_a_mapped_file_is_never_changed_and_searched_with_changes(tmp_path: Path) -> None:
    vectors = unit_vectors(50)
    built(vectors, FLAT).save(tmp_path / "vectors")
    before = (tmp_path / "vectors").read_bytes()
    index = VectorIndex.load(tmp_path / "vectors", kind="IDMap2,Flat", mapped=True)
    index.remove(range(5, 5 + 3 * 40, 3))
    index.add(np.array([900]), vectors[:1])
    similarities, found = index.search(vectors[:2], k=13)
    assert (index.n, index.n_changed) == (11, 41)
    assert found[0][0] == 900
    assert {*found[0][:11].tolist()} == {*range(5 + 3 * 40, 5 + 3 * 50, 3), 900}
    assert found[0][11:].tolist() == [-1, -1]
    assert (np.diff(similarities[0][:11]) <= 0).all()
    with pytest.raises(RuntimeError, match="cannot be changed"):
        index.settle()
    with pytest.raises(RuntimeError, match="would be lost"):
        index.save(tmp_path / "other")
    assert (tmp_path / "vectors").read_bytes() == before


def test_files_that_faiss_cannot_use_are_errors(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(b"noise" * 50)
    with pytest.raises(IndexStoreError, match=r"cannot read .*noise"):
        VectorIndex.load(tmp_path / "noise", kind="IDMap2,Flat", mapped=False)
    with pytest.raises(IndexStoreError, match="cannot write"):
        built(unit_vectors(5), FLAT).save(tmp_path / "nowhere" / "vectors")


@pytest.mark.parametrize("limits", [FLAT, HALF, LISTS], ids=["flat", "half", "lists"])
def test_large_files_are_mapped_and_still_patched(
    limits: SizeLimits, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    texts = [f"Report {n} tells of {n % 7} bridges." for n in range(120)]
    limits = SizeLimits(flat=limits.flat, half=limits.half, mapped_bytes=1)
    with ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        index._cache.limits = limits
        index.add([reference_from_text(text) for text in texts])
    with ReferenceIndex.open(tmp_path / "desk", encoder=WordEncoder()) as index, caplog.at_level(logging.WARNING):
        index._cache.limits = limits
        assert index.search(texts[5], 1)[0].passage.text == texts[5]
        assert index._cache.current().mapped
        added = reference_from_text("The zebra sleeps.")
        index.add([added])
        assert index.search("The zebra sleeps.", 1)[0].passage.text == "The zebra sleeps."
        index.withdraw(added.reference_id)
        assert index.search("The zebra sleeps.", 1)[0].passage.text != "The zebra sleeps."
    assert caplog.text == ""


def test_growing_past_a_limit_builds_the_next_kind() -> None:
    with ReferenceIndex.in_memory([], encoder=WordEncoder()) as index:
        index._cache.limits = SizeLimits(flat=3, half=6)
        kinds = []
        for n in range(8):
            index.add([reference_from_text(f"Report {n} tells of bridges.")])
            assert index.search(f"Report {n} tells of bridges.", 1)[0].passage.text == f"Report {n} tells of bridges."
            kinds.append(index._cache.current().kind)
    assert kinds == ["IDMap2,Flat"] * 3 + ["IDMap2,SQfp16"] * 3 + ["IVF7,SQ8"] * 2
