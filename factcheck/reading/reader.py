"""Articles and references from paths, addresses and standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.datatypes import Article
from factcheck.errors import ReadError, UnsupportedFormatError
from factcheck.reading.collection import Collection, Found, check_text
from factcheck.reading.formats import Format
from factcheck.reading.inputs import (
    documents_of,
    input_of_file,
    input_of_page,
    input_of_stream,
    is_address,
    kind_of,
)
from factcheck.reading.language import language_of
from factcheck.reading.outcomes import Unchanged, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from factcheck.datatypes import Reference, Retrieval
    from factcheck.reading.fetching import KeptPages
    from factcheck.reading.inputs import Input
    from factcheck.settings import Settings


def read_article(source: str | Path, *, settings: Settings, stdin: BinaryIO | None = None) -> Article:
    """Read the article to check; its text is cleaned, and the offsets of claims count in it.

    Args:
        source: the path of a file, an http(s) address, or "-" for standard input. A `Path` is always a file.
        settings: gives the largest size and how addresses are fetched.
        stdin: read for "-"; by default the standard input of the process.

    Raises:
        FetchError: the address could not be fetched.
        EmptyDocumentError: there is no text in it.
        UnsupportedFormatError: it is of a format that is not read, text of an unknown encoding, an archive or a feed.
        TooLargeError: it has more than `settings.max_article_bytes` bytes.
        ReadError: there is no such file, it is a folder, it may not be read, or it holds not exactly one article.
    """
    given = _open(source, settings=settings, stdin=stdin)
    kind = kind_of(given)
    if kind in {Format.ARCHIVE, Format.FEED, Format.WARC}:
        raise UnsupportedFormatError(
            f"Cannot read {given.name} as an article: it is {kind.article} of many; give one of them."
        )
    documents = documents_of(given, kind=kind, settings=settings)
    if len(documents) != 1:
        raise ReadError(f"Cannot read {given.name} as an article: it holds {len(documents)} texts; give one at a time.")
    document = documents[0][1]
    if isinstance(document, ReadError):
        raise document
    check_text(document, name=given.name)
    return Article(
        text=document.text,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=given.url or document.url,
        path=given.path,
        author=document.author,
        updated=document.updated,
        language=language_of(document.text, stated=document.language),
        published_from=document.published_from,
        updated_from=document.updated_from,
    )


def read_references(
    source: str | Path, *, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Reference | Unread]:
    """Read trusted reports one by one, in order of path and of their place in the file.

    A file may hold many (JSON list, JSONL, CSV, ZIP archive), and a feed or sitemap lists pages, which are fetched; a
    JSONL file of any size is read line by line. What cannot be read *within* a folder, pattern, list, archive or feed
    comes out as `Unread` in its place, so that nothing is lost and nothing stops; when `source` itself cannot be read,
    that is raised, at the first item asked for.

    Args:
        source: the path of a file or folder, a pattern (`reports/**/*.md`), an http(s) address, or "-".
        settings: gives the largest sizes, how addresses are fetched, and where records have their fields.
        stdin: read for "-"; by default the standard input of the process.

    Raises:
        FetchError: the address could not be fetched.
        EmptyDocumentError: there is no text in the file named.
        UnsupportedFormatError: the file named is of a format that is not read, or text of an unknown encoding.
        TooLargeError: the file named is over the limit.
        ReadError: there is nothing at the path, no file in the folder, or the file named cannot be read.
    """
    for found in _read(source, Collection(settings), settings=settings, stdin=stdin):
        if not isinstance(found, Unchanged):  # nothing was known, so there is none
            yield found


def _read(source: str | Path, collection: Collection, *, settings: Settings, stdin: BinaryIO | None) -> Iterator[Found]:
    if source == "-":
        yield from collection.of_input(input_of_stream(stdin, settings=settings))
    elif is_address(source):
        yield from collection.of_address(str(source))
    else:
        yield from collection.of_path(source)


def read_all(
    sources: Sequence[str | Path],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    known: Mapping[str, Retrieval] | None = None,
    kept: KeptPages | None = None,
) -> Iterator[Reference | Unread | Unchanged]:
    """Read the trusted reports of several sources, in order; addresses are fetched from several hosts at once.

    An address that cannot be fetched or read comes out as `Unread` in its place and stops nothing, unless it is the
    only source. A path that is not there is a slip of the hand and is raised.

    Args:
        sources: as for `read_references`.
        settings: as for `read_references`.
        stdin: as for `read_references`.
        known: how pages came before, by address; one that has not changed since comes out as `Unchanged`.
        kept: where fetched pages are kept until the caller has done with them and clears it, so that a run that was
            stopped does not fetch them again.

    Raises:
        ReadError: as for `read_references`.
    """
    addresses = [str(source) for source in sources if is_address(source)]
    collection = Collection(settings, known=known, kept=kept)
    if len(sources) == 1 or not addresses:
        for source in sources:
            yield from _read(source, collection, settings=settings, stdin=stdin)
        return
    pages = collection.of_pages(addresses)
    for source in sources:
        if is_address(source):
            yield from next(pages)
        else:
            yield from _read(source, collection, settings=settings, stdin=stdin)


def read_again(
    sources: Sequence[str], *, settings: Settings, known: Mapping[str, Retrieval], kept: KeptPages | None = None
) -> Iterator[tuple[str, list[Reference | Unread | Unchanged]]]:
    """Read the files and pages that references came from once more.

    Args:
        sources: paths of files, and http(s) addresses.
        settings: as for `read_all`.
        known: as for `read_all`.
        kept: as for `read_all`.

    Returns:
        For each source, the files first, what was found in it or why it could not be read; nothing is raised.
    """
    collection = Collection(settings, known=known, kept=kept)
    for path in (source for source in sources if not is_address(source)):
        try:
            found = list(collection.of_path(Path(path)))
        except ReadError as err:
            found = [Unread(path_or_url=path, error=err)]
        yield path, found
    addresses = [source for source in sources if is_address(source)]
    if addresses:
        for address, page in zip(addresses, collection.of_pages(addresses), strict=True):
            yield address, list(page)


def _open(source: str | Path, *, settings: Settings, stdin: BinaryIO | None) -> Input:
    """Get the bytes of a file, page or standard input."""
    if source == "-":
        return input_of_stream(stdin, settings=settings)
    if is_address(source):
        from factcheck.reading.fetching import Fetched, Fetcher  # noqa: PLC0415 - httpx is needed for addresses only

        page = Fetcher(settings).fetch(str(source))
        if isinstance(page, Fetched):  # nothing was known of it, so it comes whole
            return input_of_page(page)
    return input_of_file(Path(source), settings=settings)
