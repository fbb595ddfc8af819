"""What the commands share: options, settings, progress bars, output files and error lines."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.errors import IndexMissingError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.datatypes import Article
    from factcheck.settings import Settings

INDEXES = Path("indexes")

IndexOption = Annotated[
    str | None,
    typer.Option("--index", "-i", metavar="NAME", help="Index: a folder, a name under indexes/, or postgresql://..."),
]
IndexesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--index",
        "-i",
        metavar="NAME",
        help="Index: a folder, a name under indexes/ (several are used as one), or postgresql://...",
    ),
]
EncoderOption = Annotated[
    str | None, typer.Option("--encoder", metavar="MODEL", help="Encoder: 'embedded', a Hugging Face id or a folder.")
]
NLIOption = Annotated[
    str | None, typer.Option("--nli", metavar="MODEL", help="NLI model: 'embedded', a Hugging Face id or a folder.")
]
ThreadsOption = Annotated[
    int | None, typer.Option("--threads", min=0, help="Threads of every pool; 0 takes all cores.")
]
CacheOption = Annotated[
    Path | None,
    typer.Option("--cache", metavar="FILE", help="Remember judgements in this file for later runs, without any text."),
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Remember nothing, whatever the settings say.")]
PrivateOption = Annotated[
    bool | None,
    typer.Option("--allow-private", help="Fetch from private, loopback and link-local addresses too."),
]
FieldOption = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="FIELD=NAME", help="Where JSON and CSV have a field, as in text=article_body."),
]
JSONOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def read_settings(*, no_cache: bool = False, **given: Any) -> Settings:  # noqa: ANN401 - checked by Settings
    """Make settings of the options that were given; the rest comes from environment, factcheck.toml and defaults.

    `no_cache` forbids the cache that those may name. Warnings of the package are shown on stderr from then on, as
    `log_level` says.

    Raises:
        InputError: a value is outside its range, or factcheck.toml is malformed.
    """
    from factcheck.settings import Settings, unknown_variables  # noqa: PLC0415 - loads pydantic: not for --version

    values = {name: value for name, value in given.items() if value is not None}
    settings = Settings(**values | {"cache": None}) if no_cache else Settings(**values)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("factcheck")
    logger.handlers = [handler]
    logger.setLevel(settings.log_level.upper())
    for variable in unknown_variables():
        logger.warning("The environment variable %s is no setting; see `factcheck config show` for those.", variable)
    return settings


def mapped_fields(given: list[str] | None) -> dict[str, str] | None:
    """Read `--field FIELD=NAME` options; None when there are none, so that the settings count.

    Raises:
        InputError: one has no `=`, or names a field that no report has.
    """
    from factcheck.reading import field_names  # noqa: PLC0415 - not for --version

    if not given:
        return None
    pairs = [pair.partition("=") for pair in given]
    for (field, equals, name), whole in zip(pairs, given, strict=True):
        if not (field and equals and name):
            raise InputError(f"--field must be FIELD=NAME, got {whole!r}; write for instance text=article_body.")
    fields = {field: name for field, _, name in pairs}
    field_names(fields)  # raises, before anything is read
    return fields


def warn_of_language(article: Article) -> None:
    """Warn on stderr, once, when an article is not in English, the language of the embedded models; it goes on."""
    from factcheck.claims import foreign_language  # noqa: PLC0415 - not for --version

    code = foreign_language(article.text)
    if code is None:
        return
    from babel import Locale  # noqa: PLC0415 - only for the name of a language

    name = Locale("en").languages.get(code, code)
    logging.getLogger("factcheck").warning(
        "The article seems to be in %s (%s); the embedded models and the rules for claims are made for English. "
        "It is checked all the same, but do not rely on the verdicts.",
        name,
        code,
    )


def index_folder(name: str | None, settings: Settings) -> Path:
    """Find the folder of an index: a path as it is, a bare name under indexes/.

    Raises:
        IndexMissingError: there is neither.
    """
    from factcheck.index import holds_index, put_back  # noqa: PLC0415 - loads numpy and SQLite

    name = str(settings.index) if name is None else name
    from factcheck.scale.address import is_address, read_address  # noqa: PLC0415 - not for --version

    if is_address(name):
        raise InputError(f"This command takes an index in a folder, got {read_address(name).shown!r}.")
    candidates = (Path(name), INDEXES / name)
    for folder in candidates:
        with contextlib.suppress(OSError):  # likewise in `ReferenceIndex.open`
            put_back(folder)
    folders = [folder for folder in candidates if folder.is_dir()]
    if not folders:
        raise IndexMissingError(
            f"There is no index {name!r}, here or under {str(INDEXES)!r}; "
            f"make one with `factcheck index build {name} REPORTS`, or name another with --index."
        )
    return max(folders, key=holds_index)  # the first that is one: a folder of reports may have the same name


def index_folders(names: list[str] | None, settings: Settings) -> list[Path]:
    """Find the folders of the indexes that were named, or of the one in the settings.

    Raises:
        IndexMissingError: there is no such index.
    """
    return [index_folder(name, settings) for name in names] if names else [index_folder(None, settings)]


def new_index_folder(name: str) -> Path:
    """Say where an index is built: a path as it is, a bare name under indexes/ unless it is an index here.

    Raises:
        InputError: it is the address of a shared store.
    """
    from factcheck.scale.address import is_address, read_address  # noqa: PLC0415 - not for --version

    if is_address(name):
        raise InputError(
            f"This command makes an index in a folder, got {read_address(name).shown!r}; name a folder, then copy it "
            "there with `factcheck index copy`."
        )
    from factcheck.index import holds_index  # noqa: PLC0415 - loads numpy and SQLite

    return Path(name) if Path(name).name != name or holds_index(Path(name)) else INDEXES / name


@contextlib.contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a bar on stderr while something is done, none when stderr is not a terminal; the total may be unknown."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - not needed for --version and errors
    from rich.progress import Progress  # noqa: PLC0415 - likewise

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def require_writable(output: Path | None) -> None:
    """Refuse a file that cannot be written, before the work is done that would be lost.

    Raises:
        InputError: it is a folder, or its folder is missing or may not be written.
    """
    if output is None:
        return
    why = None
    if output.is_dir():
        why = "it is a folder"
    elif not output.parent.is_dir():
        why = f"there is no folder {str(output.parent)!r}"
    elif not os.access(output if output.exists() else output.parent, os.W_OK):
        why = "you may not write there"
    if why is not None:
        raise InputError(f"Cannot write {str(output)!r}: {why}; name a file in a folder that is there.")


def write_output(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file whole or not at all.

    Raises:
        InputError: the file cannot be written.
    """
    if output is None:
        typer.echo(text, nl=not text.endswith("\n"))
        return
    require_writable(output)
    target = output.resolve()
    if output.exists() and not target.is_file():  # a pipe or device takes the text as it comes
        target.write_text(text, encoding="utf-8")
        return
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(target)
    except OSError as err:
        raise InputError(f"Cannot write {str(output)!r}: {err.strerror or err}; name another file.") from err
    finally:
        part.unlink(missing_ok=True)


def note(text: str) -> None:
    """Print a line for people on stderr."""
    typer.echo(text, err=True)


def explain_error(err: BaseException) -> None:
    """Print what failed on stderr; for wrong usage with the command that helps, for none at all the help itself."""
    message = err.format_message() if isinstance(err, typer.TyperException) else str(err)
    context = getattr(err, "ctx", None)  # only wrong usage knows its command
    if context is None:
        note(f"Error: {message or type(err).__name__}")
    elif message == context.get_help():
        note(message)
    else:
        # Typer passes on pydantic's words for a value that is none of the choices.
        note(f"Error: {message.replace('Value error, ', '')} See `{context.command_path} --help`.")
