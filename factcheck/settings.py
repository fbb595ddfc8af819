"""Every threshold, size and model id, with its unit and reason.

A value comes from, first match wins: the argument or command flag, the environment variable `FACTCHECK_<NAME>`,
`factcheck.toml` in the working folder, the default here.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


class Settings(BaseSettings):
    """The settings of one check; immutable, so that a report can name exactly what it was made with."""

    model_config = SettingsConfigDict(
        env_prefix="FACTCHECK_", toml_file="factcheck.toml", frozen=True, extra="forbid", env_ignore_empty=True
    )

    index: Path = Field(default=Path("indexes/starter"), description="Index a command uses when --index is not given.")
    encoder: str = Field(default="embedded", description="Encoder: 'embedded', a Hugging Face id or a folder.")
    nli: str = Field(default="embedded", description="NLI model: 'embedded', a Hugging Face id or a folder.")
    n_threads: int = Field(default=0, ge=0, description="Threads of every pool (torch, FAISS); 0 takes all cores.")
    batch_tokens: int = Field(
        default=4096,
        ge=64,
        description="Padded tokens per NLI batch: fits the caches of a laptop, and memory stays flat.",
    )
    max_pair_tokens: int = Field(
        default=256, ge=16, le=512, description="Tokens of one premise and hypothesis; the premise is cut at its end."
    )
    max_article_bytes: int = Field(
        default=10_000_000,
        ge=1,
        description="Largest input in bytes; a news article has about 5,000, a book 1,000,000.",
    )
    fetch_timeout_seconds: float = Field(
        default=20.0, gt=0, description="Seconds a server may take to answer a request."
    )
    k_dense: int = Field(default=20, ge=1, description="Passages taken from the vector search per claim.")
    k_lexical: int = Field(default=20, ge=1, description="Passages taken from the word search per claim.")
    rank_constant: int = Field(
        default=60, ge=1, description="k of reciprocal rank fusion (Cormack, Clarke and Buettcher 2009); 60 is theirs."
    )
    n_evidence: int = Field(default=5, ge=1, description="Passages judged per claim after fusion.")
    n_windows: int = Field(default=2, ge=0, description="Evidence passages also judged together with their neighbours.")
    n_references: int = Field(default=2, ge=1, description="References whose best sentences are also judged joined.")
    n_joined: int = Field(
        default=4, ge=2, description="Sentences of one reference joined, in text order, into one premise."
    )
    n_shown: int = Field(default=3, ge=1, description="Evidence passages kept in a verdict, the deciding one first.")
    copy_similarity: float = Field(
        default=0.97,
        ge=0,
        le=1,
        description="Cosine from which equal-length passages of two references are one wire copy.",
    )
    covered_similarity: float = Field(
        default=0.40,
        ge=-1,
        le=1,
        description="Cosine of the nearest passage below which no report covers the claim (reason not_covered).",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="Least level logged."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's; no .env is read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - likewise: no secrets folder is read
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: argument, environment, factcheck.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def fingerprint(self) -> str:
        """Give the hex SHA-256 of everything that can change a verdict (threads, paths and limits cannot)."""
        kept = self.model_dump_json(
            exclude={"index", "n_threads", "batch_tokens", "log_level", "fetch_timeout_seconds"}
        )
        return hashlib.sha256(kept.encode()).hexdigest()
