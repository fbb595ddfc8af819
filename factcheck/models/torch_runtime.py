"""What every torch model shares: quiet loading from disk first, threads, and errors in our words."""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

import torch
import transformers

from factcheck.errors import ModelLoadError

if TYPE_CHECKING:
    from collections.abc import Iterator


def set_threads(n_threads: int) -> None:
    """Size torch's pool; 0 takes every core this process may use."""
    wanted = n_threads or len(os.sched_getaffinity(0))
    if torch.get_num_threads() != wanted:
        torch.set_num_threads(wanted)


@contextlib.contextmanager
def loading(name: str) -> Iterator[None]:
    """Silence the libraries while a model loads, and translate what they raise.

    Raises:
        ModelLoadError: the model could not be loaded.
    """
    logger = logging.getLogger("transformers")
    level = logger.level
    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logger.setLevel(logging.ERROR)
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, TypeError) as err:
        first = (str(err).splitlines() or [type(err).__name__])[0]
        raise ModelLoadError(
            f"The model {name!r} could not be loaded: {first} Name a folder or a Hugging Face id that is in reach."
        ) from err
    finally:
        logger.setLevel(level)


def model_folder(name: str) -> Path:
    """Find the folder of a model: a folder as it is, a Hugging Face id in the cache or fetched into it.

    Raises:
        ModelLoadError: there is no such folder or model in reach.
    """
    folder = Path(name)
    if folder.is_dir():
        return folder
    if name.startswith((".", "/", "~")) or name.count("/") != 1:
        raise ModelLoadError(f"There is no model folder {name!r}; name a folder with config.json or a Hugging Face id.")
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for a model that is named and not a folder

    patterns = ["*.json", "*.safetensors", "*.txt", "*.model"]
    with loading(name):
        try:
            return Path(snapshot_download(name, allow_patterns=patterns, local_files_only=True))
        except OSError:
            return Path(snapshot_download(name, allow_patterns=patterns))
