"""Weights packed for shipping: every matrix as int8 rows with one scale each, everything else in float16.

A packed file is safetensors whose metadata says so; it takes a quarter of float32 and loads back to float32.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from safetensors import safe_open
from safetensors.torch import save_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PACKED = {"packed": "int8-rows"}  # one key only: safetensors writes several in no fixed order
SCALE = ".scale"
LARGEST = 127


def pack(state: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Pack float tensors: a matrix becomes int8, shape as before, and `NAME.scale`, shape (rows,), float32.

    The error of a value is at most half its row's scale, that is 1/254 of the row's largest magnitude.

    >>> packed = pack({"weight": torch.tensor([[0.5, -1.27], [0.0, 0.0]])})
    >>> packed["weight"].tolist()
    [[50, -127], [0, 0]]
    """
    packed: dict[str, torch.Tensor] = {}
    for name, tensor in state.items():
        if tensor.ndim != 2:  # noqa: PLR2004 - a matrix
            packed[name] = tensor.half().contiguous()
            continue
        scale = (tensor.float().abs().amax(dim=1) / LARGEST).clamp(min=torch.finfo(torch.float32).tiny)
        packed[name] = (tensor.float() / scale[:, None]).round().to(torch.int8).contiguous()
        packed[name + SCALE] = scale.contiguous()
    return packed


def unpack(packed: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Give the float32 tensors that were packed.

    >>> unpack({"weight": torch.tensor([[50, -127]], dtype=torch.int8), "weight.scale": torch.tensor([0.01])})
    {'weight': tensor([[ 0.5000, -1.2700]])}
    """
    state = {}
    for name, tensor in packed.items():
        if not name.endswith(SCALE):
            scale = packed.get(name + SCALE)
            state[name] = tensor.float() if scale is None else tensor.float() * scale[:, None]
    return state


def write_packed(state: Mapping[str, torch.Tensor], path: Path) -> None:
    """Write tensors packed."""
    save_file(pack(state), path, metadata=PACKED)


def read_packed(path: Path) -> dict[str, torch.Tensor] | None:
    """Read the float32 tensors of a packed file; None when the file is not packed.

    Raises:
        OSError: the file cannot be read.
        SafetensorError: it is no safetensors file.
    """
    with safe_open(path, framework="pt") as file:
        if (file.metadata() or {}).get("packed") != PACKED["packed"]:
            return None
        return unpack({name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118 - not a mapping
