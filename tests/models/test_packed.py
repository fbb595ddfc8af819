"""Packed weights: a quarter of the size, back to float32 within half a step, and read by the NLI loader."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save_file

from factcheck.models.packed import pack, read_packed, unpack, write_packed


@given(
    rows=st.integers(1, 6),
    columns=st.integers(1, 40),
    magnitude=st.sampled_from([1e-30, 1e-3, 1.0, 50.0]),
    seed=st.integers(0, 999),
)
def test_every_value_comes_back_within_half_a_step_of_its_row(rows, columns, magnitude, seed) -> None:
    matrix = np.random.default_rng(seed).normal(scale=magnitude, size=(rows, columns)).astype(np.float32)
    back = unpack(pack({"w": torch.from_numpy(matrix)}))["w"].numpy()
    step = np.abs(matrix).max(axis=1, keepdims=True) / 127
    assert (np.abs(back - matrix) <= step * 0.5001 + 1e-37).all()


def test_a_row_of_zeros_stays_zero() -> None:
    assert unpack(pack({"w": torch.zeros(2, 3)}))["w"].tolist() == [[0.0] * 3] * 2


def test_vectors_keep_half_precision() -> None:
    vector = torch.tensor([0.1, -3.0, 1e-3])
    np.testing.assert_allclose(unpack(pack({"b": vector}))["b"], vector, rtol=1e-3)


def test_a_file_comes_back_as_it_was_packed_at_a_quarter_of_the_size(tmp_path) -> None:
    state = {"w": torch.randn(64, 256), "b": torch.randn(64)}
    write_packed(state, tmp_path / "packed.safetensors")
    save_file(state, tmp_path / "plain.safetensors")
    found = read_packed(tmp_path / "packed.safetensors")
    expected = unpack(pack(state))
    assert found is not None
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in expected)
    assert (tmp_path / "packed.safetensors").stat().st_size < 0.3 * (tmp_path / "plain.safetensors").stat().st_size


@pytest.mark.parametrize("metadata", [None, {"format": "pt"}])
def test_plain_weights_are_not_taken_for_packed_ones(tmp_path, metadata) -> None:
    save_file({"w": torch.randn(2, 2)}, tmp_path / "plain.safetensors", metadata=metadata)
    assert read_packed(tmp_path / "plain.safetensors") is None
