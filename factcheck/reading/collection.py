"""References from files, folders, archives, pages, feeds and sitemaps, what cannot be read told in its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

from factcheck.errors import EmptyDocumentError, FetchError, ReadError, TooLargeError, UnsupportedFormatError
from factcheck.reading import archive, feeds, files, json_format
from factcheck.reading.document import Document
from factcheck.reading.fields import field_names
from factcheck.reading.formats import Format, format_of_name, mark
from factcheck.reading.identity import check_size, reference_from_text
from factcheck.reading.inputs import (
    Input,
    documents_of,
    input_of_file,
    input_of_member,
    input_of_page,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from factcheck.datatypes import Reference
    from factcheck.reading.fetching import Fetched, Fetcher
    from factcheck.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file, record or line of a collection that could not be read, and why; the others were."""

    path_or_url: str
    error: ReadError


class Collection:
    """Reads references; pages of one call are fetched by one `Fetcher`, which knows what it learnt of their hosts."""

    def __init__(self, settings: Settings) -> None:
        """Read nothing yet."""
        self._settings = settings

    @cached_property
    def fetcher(self) -> Fetcher:
        """Give what fetches pages."""
        from factcheck.reading.fetching import Fetcher  # noqa: PLC0415 - httpx is needed for addresses only

        return Fetcher(self._settings)

    def of_path(self, source: str | Path) -> Iterator[Reference | Unread]:
        """Read a file, folder or pattern; a file named alone that cannot be read is raised."""
        found, single = files.expand(source)
        for path in found:
            try:
                yield from self._of_file(path)
            except ReadError as err:
                if single:
                    raise
                yield Unread(path_or_url=str(path), error=err)

    def of_pages(self, addresses: Iterable[str]) -> Iterator[Iterator[Reference | Unread]]:
        """Fetch pages from several hosts at once; for each, in order, its references or what became of it."""
        addresses = list(addresses)
        for address, page in zip(addresses, self.fetcher.fetch_all(addresses), strict=True):
            yield self._of_page(address, page, listed=False)

    def of_input(self, given: Input, *, listed: bool = False) -> Iterator[Reference | Unread]:
        """Read all references of an input; `listed` tells that a feed or archive named it, which nests once.

        Raises:
            ReadError: nothing of it can be read.
        """
        kind = kind_of(given)
        if kind in {Format.ARCHIVE, Format.FEED} and listed:
            raise UnsupportedFormatError(
                f"Cannot read {given.name}: {kind.article} within another is not read; give it itself."
            )
        if kind is Format.ARCHIVE:
            yield from self._of_archive(BytesIO(given.content), given)
        elif kind is Format.FEED:
            yield from self._of_feed(given)
        else:
            documents = documents_of(given, kind=kind, settings=self._settings)
            if not documents:
                raise EmptyDocumentError(
                    f"There is no text in {given.name}: its list is empty; give at least one report."
                )
            for name, found in documents:
                if not name and isinstance(found, Document):
                    check_text(found, name=given.name)
                yield _reference(found, path=given.path, mark=name, url=given.url)

    def _of_file(self, path: Path) -> Iterator[Reference | Unread]:
        """Read the references of one file: JSONL line by line, an archive file by file."""
        settings = self._settings
        if path.suffix.lower() == ".zip":
            with files.opened(path) as stream:
                check_size(
                    path.stat().st_size,
                    max_bytes=settings.max_archive_bytes,
                    name=repr(str(path)),
                    setting="max_archive_bytes",
                )
                yield from self._of_archive(stream, Input(content=b"", name=repr(str(path)), path=str(path)))
            return
        if format_of_name(path.suffix) is not Format.JSONL:
            yield from self.of_input(input_of_file(path, settings=settings))
            return
        lines = files.read_lines(path, max_bytes=settings.max_article_bytes)
        n_read = 0
        for number, found in json_format.parse_jsonl(lines, name=repr(str(path)), fields=field_names(settings.fields)):
            n_read += 1
            yield _reference(found, path=str(path), mark=mark(found, number), url=None)
        if n_read == 0:
            raise EmptyDocumentError(f"There is no text in {str(path)!r}: it has no lines; give at least one report.")

    def _of_archive(self, stream: BinaryIO, given: Input) -> Iterator[Reference | Unread]:
        """Read the files of an archive; a file of it that cannot be read stops nothing."""
        settings = self._settings
        found = archive.members(
            stream, name=given.name, max_bytes=settings.max_article_bytes, max_total_bytes=settings.max_archive_bytes
        )
        n_files = 0
        for member in found:
            n_files += 1
            place = f"{given.url}#{member.path}" if given.url else f"{given.path or '-'}/{member.path}"
            try:
                if isinstance(member.content, ReadError):
                    raise member.content
                yield from self.of_input(input_of_member(member.path, member.content, archive=given), listed=True)
            except ReadError as err:
                yield Unread(path_or_url=place, error=err)
        if n_files == 0:
            raise EmptyDocumentError(f"There is no text in {given.name}: the archive holds no files.")

    def _of_feed(self, given: Input) -> Iterator[Reference | Unread]:
        """Fetch what a feed or sitemap lists, and what the sitemaps of a list of sitemaps list."""
        most = self._settings.max_feed_addresses
        listing = feeds.parse_feed(given.content, name=given.name, most=most, url=given.url)
        place = given.url or given.path or "-"
        addresses, n_left_out = list(listing.addresses), listing.n_left_out
        for address, page in zip(listing.sitemaps, self.fetcher.fetch_all(listing.sitemaps), strict=True):
            try:
                inner = _sitemap(page, most=most)
            except ReadError as err:
                yield Unread(path_or_url=address, error=err)
            else:
                addresses += inner.addresses
                n_left_out += inner.n_left_out
        addresses = list(dict.fromkeys(addresses))
        n_left_out += max(0, len(addresses) - most)
        if not addresses:
            raise EmptyDocumentError(f"There is nothing to fetch in {given.name}: it lists no addresses.")
        kept = addresses[:most]
        for address, page in zip(kept, self.fetcher.fetch_all(kept), strict=True):
            yield from self._of_page(address, page, listed=True)
        if n_left_out:
            yield Unread(
                path_or_url=place,
                error=TooLargeError(
                    f"{given.name} lists {n_left_out:,} more addresses, which were not fetched: the limit is "
                    f"{most:,}; raise the setting max_feed_addresses."
                ),
            )

    def _of_page(self, address: str, page: Fetched | ReadError, *, listed: bool) -> Iterator[Reference | Unread]:
        """Read the references of a page, or say what became of it."""
        try:
            if isinstance(page, ReadError):
                raise page
            yield from self.of_input(input_of_page(page), listed=listed)
        except ReadError as err:
            yield Unread(path_or_url=err.url if isinstance(err, FetchError) else address, error=err)


def check_text(document: Document, *, name: str) -> None:
    """Refuse a document without text.

    Raises:
        EmptyDocumentError: it has none.
    """
    if not document.text:
        raise EmptyDocumentError(f"There is no text in {name}: no article was found in it; give some text.")


def _sitemap(page: Fetched | ReadError, *, most: int) -> feeds.Listing:
    """Read a sitemap that a list of sitemaps names; a list within a list is not followed."""
    if isinstance(page, ReadError):
        raise page
    given = input_of_page(page)
    listing = feeds.parse_feed(given.content, name=given.name, most=most, url=given.url)
    if listing.sitemaps:
        raise UnsupportedFormatError(f"Cannot read {given.name}: a list of sitemaps within another is not read.")
    return listing


def _reference(found: Document | ReadError, *, path: str | None, mark: str, url: str | None) -> Reference | Unread:
    """Make a reference of one document, or say what became of it."""
    if isinstance(found, ReadError):
        return Unread(path_or_url=f"{path or url or '-'}{mark}", error=found)
    # A record of many may have an address of its own; a whole page has the one it was fetched from and no other.
    of_record = found.url or (f"{url}{mark}" if url else None)
    return reference_from_text(
        found.text,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        url=of_record if mark else url or found.url,
        path=None if path is None else path + mark,
    )
