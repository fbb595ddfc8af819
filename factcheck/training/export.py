"""Turns a trained model folder into the one that ships: packed weights, tokenizer, config and their SHA-256."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from safetensors.numpy import load_file

from factcheck.models.files import hash_file
from factcheck.models.packed import write_packed

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ("config.json", "tokenizer.json", "tokenizer_config.json")


def export(trained: Path, output: Path) -> str:
    """Write the shipped form of a trained model; the model card in `output` stays.

    Returns:
        The hex SHA-256 of the packed weights, as it stands in the file `SHA256`.
    """
    output.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        shutil.copyfile(trained / name, output / name)
    weights = output / "model.safetensors"
    write_packed(load_file(trained / "model.safetensors"), weights)
    weights.chmod(0o644)  # safetensors writes for the owner alone
    digest = hash_file(weights)
    (output / "SHA256").write_text(f"{digest}  {weights.name}\n", encoding="ascii")
    return digest
