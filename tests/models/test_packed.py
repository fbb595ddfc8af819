"""Packed weights: a quarter of the size, back to float32 within half a step, and read by the NLI loader."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors import SafetensorError
from safetensors.numpy import save_file

from factcheck.models.packed import is_packed, pack, read_tensors, unpack, write_packed


@given(
    rows=st.integers(1, 6),
    columns=st.integers(1, 40),
    magnitude=st.sampled_from([1e-30, 1e-3, 1.0, 50.0]),
    seed=st.integers(0, 999),
)
def test_every_value_comes_back_within_half_a_step_of_its_row(rows, columns, magnitude, seed) -> None:
    matrix = np.random.default_rng(seed).normal(scale=magnitude, size=(rows, columns)).astype(np.float32)
    back = unpack(pack({"w": matrix}))["w"]
    step = np.abs(matrix).max(axis=1, keepdims=True) / 127
    assert (np.abs(back - matrix) <= step * 0.5001 + 1e-37).all()


def test_a_row_of_zeros_stays_zero() -> None:
    assert unpack(pack({"w": np.zeros((2, 3), dtype=np.float32)}))["w"].tolist() == [[0.0] * 3] * 2


def test_vectors_keep_half_precision() -> None:
    vector = np.array([0.1, -3.0, 1e-3], dtype=np.float32)
    np.testing.assert_allclose(unpack(pack({"b": vector}))["b"], vector, rtol=1e-3)


def _drawn(*shape):
    return np.random.default_rng(0).normal(size=shape).astype(np.float32)


def test_a_file_comes_back_as_it_was_packed_at_a_quarter_of_the_size(tmp_path) -> None:
    state = {"w": _drawn(64, 256), "b": _drawn(64)}
    write_packed(state, tmp_path / "packed.safetensors")
    save_file(state, tmp_path / "plain.safetensors")
    assert is_packed(tmp_path / "packed.safetensors")
    found, expected = read_tensors(tmp_path / "packed.safetensors"), pack(state)
    assert found.keys() == expected.keys()
    assert all(np.array_equal(found[name], expected[name]) for name in expected)
    assert (tmp_path / "packed.safetensors").stat().st_size < 0.3 * (tmp_path / "plain.safetensors").stat().st_size


def test_tensors_are_read_from_the_file_as_they_are_used_and_cannot_be_changed(tmp_path) -> None:
    write_packed({"w": _drawn(8, 8)}, tmp_path / "packed.safetensors")
    tensors = read_tensors(tmp_path / "packed.safetensors")
    assert not any(tensor.flags.writeable or tensor.flags.owndata for tensor in tensors.values())


def test_a_file_that_is_cut_off_is_refused(tmp_path) -> None:
    write_packed({"w": _drawn(8, 8)}, tmp_path / "packed.safetensors")
    (tmp_path / "short.safetensors").write_bytes((tmp_path / "packed.safetensors").read_bytes()[:-1])
    with pytest.raises(SafetensorError):
        read_tensors(tmp_path / "short.safetensors")


@pytest.mark.parametrize("metadata", [None, {"format": "pt"}])
def test_plain_weights_are_not_taken_for_packed_ones(tmp_path, metadata) -> None:
    save_file({"w": _drawn(2, 2)}, tmp_path / "plain.safetensors", metadata=metadata)
    assert not is_packed(tmp_path / "plain.safetensors")
