"""Every threshold, size and model id, with its unit and reason.

A value comes from, first match wins: the argument or command flag, the environment variable `FACTCHECK_<NAME>`,
`factcheck.toml` in the working folder, the default here.
"""

from __future__ import annotations

import hashlib
import os
from datetime import date  # noqa: TC003 - pydantic reads the types of fields at run time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from factcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic_core import ErrorDetails

_PREFIX = "FACTCHECK_"
_FILE = "factcheck.toml"
_WITHOUT_EFFECT = {
    "decisions",
    *("index", "n_threads", "batch_tokens", "log_level", "fetch_timeout_seconds", "fetch_attempts", "allow_private"),
    *("fetch_longest_wait_seconds", "fetch_host_delay_seconds", "fetch_n_hosts", "obey_robots"),
    "ledger",
    "cache",
    *("policy",),  # what the file says has a fingerprint of its own
    *("max_archive_bytes", "max_feed_addresses", "max_pdf_pages", "pdf_timeout_seconds", "fields"),
}


class Settings(BaseSettings):
    """The settings of one check; immutable, so that a report can name exactly what it was made with."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, toml_file=_FILE, frozen=True, extra="forbid", env_ignore_empty=True
    )

    index: Path | str = Field(
        default=Path("indexes/starter"),
        description="Index a command uses when --index is not given: a folder, or postgresql://HOST/DATABASE#NAME.",
    )
    decisions: Path | None = Field(
        default=None, description="File of editors' decisions that checks show and reuse (--decisions); None for none."
    )
    encoder: str = Field(default="embedded", description="Encoder: 'embedded', a Hugging Face id or a folder.")
    nli: str = Field(default="embedded", description="NLI model: 'embedded', a Hugging Face id or a folder.")
    cache: Path | None = Field(
        default=None,
        description="File that remembers what the NLI model judged (--cache), as keyed hashes, no text; None for none.",
    )
    n_threads: int = Field(
        default=0, ge=0, description="Threads of every pool (ONNX Runtime, torch, FAISS); 0 takes all cores."
    )
    batch_tokens: int = Field(
        default=4096,
        ge=64,
        description="Padded tokens per batch of an NLI model that runs on torch; memory stays flat.",
    )
    max_pair_tokens: int = Field(
        default=256, ge=16, le=512, description="Tokens of one premise and hypothesis; the premise is cut at its end."
    )
    max_article_bytes: int = Field(
        default=10_000_000,
        ge=1,
        description="Largest input in bytes; a news article has about 5,000, a book 1,000,000.",
    )
    max_archive_bytes: int = Field(
        default=1_000_000_000, ge=1, description="Largest ZIP archive in bytes, packed and with all its files unpacked."
    )
    max_feed_addresses: int = Field(
        default=1_000, ge=1, description="Most addresses taken from a feed, a sitemap or all sitemaps of a list."
    )
    max_pdf_pages: int = Field(default=500, ge=1, description="Most pages of a PDF file; a long inquiry has about 300.")
    pdf_timeout_seconds: float = Field(
        default=60.0, gt=0, description="Seconds that taking a PDF file apart may take; a page takes about 0.05."
    )
    fields: dict[str, str] = Field(
        default={},
        description="Where the records of JSON and CSV have their fields, as in text=article_body (--field).",
    )
    fetch_timeout_seconds: float = Field(
        default=20.0, gt=0, description="Seconds a server may take to answer a request."
    )
    fetch_attempts: int = Field(
        default=3,
        ge=1,
        le=10,
        description="Attempts to fetch an address while the trouble may pass (429, 503, cut off).",
    )
    fetch_longest_wait_seconds: float = Field(
        default=30.0,
        ge=0,
        description="Longest wait in seconds that a server's Retry-After or Crawl-delay may ask for.",
    )
    fetch_host_delay_seconds: float = Field(
        default=0.5, ge=0, description="Seconds between two pages of one host, which is asked for one at a time."
    )
    fetch_n_hosts: int = Field(default=8, ge=1, le=64, description="Hosts fetched from at once.")
    obey_robots: bool = Field(default=True, description="Fetch only what the robots.txt of a site lets programs fetch.")
    allow_private: bool = Field(
        default=False, description="Fetch from private, loopback and link-local addresses too (--allow-private)."
    )
    k_dense: int = Field(default=20, ge=1, description="Passages taken from the vector search per claim.")
    k_lexical: int = Field(default=20, ge=1, description="Passages taken from the word search per claim.")
    word_weight: float = Field(
        default=0.4,
        ge=0,
        description="Closeness of a report that holds all telling words of the claim, added to its best cosine.",
    )
    report_temperature: float = Field(
        default=0.05,
        gt=0,
        description="Closeness that makes a report e times likelier; the higher, the more the article tells.",
    )
    report_pull: float = Field(
        default=0.5,
        ge=0,
        description="Part of a report's lag behind the likeliest taken off its passages; 1 leaves few others.",
    )
    word_rank_weight: float = Field(
        default=0.2,
        ge=0,
        description="Added to the cosine of the n-th passage of the word search, divided by the root of n.",
    )
    n_evidence: int = Field(default=5, ge=1, description="Passages judged per claim.")
    n_single: int = Field(default=3, ge=1, description="Evidence passages judged alone, each a pair for the NLI model.")
    n_references: int = Field(default=2, ge=1, description="References whose best sentences are also judged joined.")
    n_joined: int = Field(
        default=5, ge=2, description="Most telling sentences of one reference joined, in text order, into one premise."
    )
    n_nearest: int = Field(
        default=4, ge=2, description="Nearest sentences of the first reference joined into another premise."
    )
    policy: Path | None = Field(
        default=None, description="Policy file; none looks for policy.toml beside the index and in the working folder."
    )
    as_of: date | None = Field(
        default=None, description="Day whose knowledge counts: only reports published by then are evidence (--as-of)."
    )
    stale_days: int = Field(
        default=365, ge=1, description="Days a report may be older than what the claim speaks of before it is stale."
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
    ledger: Path | None = Field(
        default=None, description="File that checked reports are kept in (--ledger); none are kept when it is not set."
    )
    judge_said: bool = Field(
        default=True,
        description="Judge what a speaker is said to say also apart from who said it: two questions, and more pairs.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="Least level logged."
    )

    if not TYPE_CHECKING:  # type checkers keep the signature with every setting, which pydantic makes

        def __init__(self, **given: object) -> None:
            """Read the settings.

            Args:
                given: values that win over environment and file.

            Raises:
                InputError: a value is outside its range, a name is unknown, or factcheck.toml cannot be read.
            """
            try:
                super().__init__(**given)
            except ValidationError as err:
                raise InputError(" ".join(_explained(each, given) for each in err.errors())) from err
            except (SettingsError, OSError, ValueError) as err:  # TOML that is malformed or not UTF-8
                raise InputError(f"Cannot read {_FILE!r} in the working folder: {err}; mend or remove it.") from err

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
        kept = self.model_dump_json(exclude=_WITHOUT_EFFECT)
        return hashlib.sha256(kept.encode()).hexdigest()


def source_of(name: str, given: Collection[str] = ()) -> str:
    """Say where the value of a setting comes from.

    Args:
        name: of the setting.
        given: the names of those given as arguments or options.
    """
    if name in given:
        return "an argument or option"
    variable = f"{_PREFIX}{name}".upper()
    if any(key.upper() == variable and value for key, value in os.environ.items()):
        return variable
    return _FILE if name in TomlConfigSettingsSource(Settings)() else "the default"


def unknown_variables() -> list[str]:
    """Name the environment variables that look like settings and are none, sorted."""
    known = {f"{_PREFIX}{name}".upper() for name in Settings.model_fields}
    return sorted(key for key in os.environ if key.upper().startswith(_PREFIX) and key.upper() not in known)


def _explained(error: ErrorDetails, given: Collection[str]) -> str:
    name = str(error["loc"][0])
    got = f"got {error['input']!r} from {source_of(name, given)}"
    if name not in Settings.model_fields:
        return f"There is no setting {name!r}, {got}; take one of {', '.join(Settings.model_fields)}."
    wanted = error["msg"].removeprefix("Input should be ")
    return f"The setting {name!r} must be {wanted}, {got}. It is: {Settings.model_fields[name].description}"
