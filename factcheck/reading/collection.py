"""References from files, folders, archives, pages, feeds and sitemaps, what cannot be read told in its place."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from factcheck.datatypes import Reference
from factcheck.errors import EmptyDocumentError, FetchError, ReadError, TooLargeError, UnsupportedFormatError
from factcheck.reading import archive, feeds, files, json_format, warc
from factcheck.reading.dates import iso_date
from factcheck.reading.document import Document
from factcheck.reading.fields import field_names
from factcheck.reading.formats import Format, format_of_name, mark
from factcheck.reading.identity import check_size, reference_from_text
from factcheck.reading.inputs import (
    Input,
    documents_of,
    input_of_capture,
    input_of_file,
    input_of_member,
    input_of_page,
    kind_of,
)
from factcheck.reading.language import language_of
from factcheck.reading.outcomes import Unchanged, Unread
from factcheck.reading.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from factcheck.datatypes import Retrieval
    from factcheck.reading.fetching import Fetched, Fetcher, KeptPages, NotModified
    from factcheck.settings import Settings

    Answer = Fetched | NotModified | ReadError

Found = Reference | Unread | Unchanged


class Collection:
    """Reads references; pages of one call are fetched by one `Fetcher`, which knows what it learnt of their hosts."""

    def __init__(
        self, settings: Settings, *, known: Mapping[str, Retrieval] | None = None, kept: KeptPages | None = None
    ) -> None:
        """Read nothing yet; `known` and `kept` are as for `Fetcher`."""
        self._settings = settings
        self._known = known
        self._kept = kept

    @cached_property
    def fetcher(self) -> Fetcher:
        """Give what fetches pages."""
        from factcheck.reading.fetching import Fetcher  # noqa: PLC0415 - httpx is needed for addresses only

        return Fetcher(self._settings, known=self._known, kept=self._kept)

    def of_path(self, source: str | Path) -> Iterator[Found]:
        """Read a file, folder or pattern; a file named alone that cannot be read is raised."""
        found, single = files.expand(source)
        for path in found:
            try:
                yield from self._of_file(path)
            except ReadError as err:
                if single:
                    raise
                yield Unread(path_or_url=str(path), error=err)

    def of_pages(self, addresses: Iterable[str]) -> Iterator[Iterator[Found]]:
        """Fetch pages from several hosts at once; for each, in order, its references or what became of it."""
        addresses = list(addresses)
        for address, page in zip(addresses, self.fetcher.fetch_all(addresses), strict=True):
            yield self._of_page(address, page, listed=False)

    def of_address(self, address: str) -> Iterator[Found]:
        """Fetch one page; when that fails or nothing of it can be read, it is raised."""
        yield from self._of_answer(self.fetcher.fetch(address))

    def of_input(self, given: Input, *, listed: bool = False) -> Iterator[Found]:
        """Read all references of an input; `listed` tells that a feed or archive named it, which nests once.

        Raises:
            ReadError: nothing of it can be read.
        """
        kind = kind_of(given)
        if kind in {Format.ARCHIVE, Format.FEED, Format.WARC} and listed:
            raise UnsupportedFormatError(
                f"Cannot read {given.name}: {kind.article} within another is not read; give it itself."
            )
        if kind is Format.ARCHIVE:
            yield from self._of_archive(BytesIO(given.content), given)
        elif kind is Format.WARC:
            yield from self._of_web_archive(BytesIO(given.content), given)
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
                yield _reference(found, path=given.path, mark=name, url=given.url, retrieval=given.retrieval)

    def _of_file(self, path: Path) -> Iterator[Found]:
        """Read the references of one file: JSONL line by line, an archive file by file."""
        settings = self._settings
        if path.name.lower().endswith((".zip", ".warc", ".warc.gz")):
            read = self._of_archive if path.suffix.lower() == ".zip" else self._of_web_archive
            with files.opened(path) as stream:
                check_size(
                    path.stat().st_size,
                    max_bytes=settings.max_archive_bytes,
                    name=repr(str(path)),
                    setting="max_archive_bytes",
                )
                yield from read(stream, Input(content=b"", name=repr(str(path)), path=str(path)))
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

    def _of_archive(self, stream: BinaryIO, given: Input) -> Iterator[Found]:
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

    def _of_web_archive(self, stream: BinaryIO, given: Input) -> Iterator[Found]:
        """Read the pages of a web archive; a page that cannot be read stops nothing, and damage loses what follows."""
        settings = self._settings
        pages = warc.captured_pages(
            stream, name=given.name, max_bytes=settings.max_article_bytes, max_total_bytes=settings.max_archive_bytes
        )
        n_pages = 0
        try:
            for page in pages:
                n_pages += 1
                yield from self._of_capture(page, given)
        except ReadError as err:
            if n_pages == 0:
                raise
            yield Unread(path_or_url=given.url or given.path or "-", error=err)
        if n_pages == 0:
            raise EmptyDocumentError(f"There is no text in {given.name}: the web archive holds no pages.")

    def _of_capture(self, page: warc.Captured, given: Input) -> Iterator[Found]:
        """Read a page of a web archive, or say why not."""
        try:
            if isinstance(page.content, ReadError):
                raise page.content
            yield from self.of_input(input_of_capture(page, page.content, archive=given), listed=True)
        except ReadError as err:
            yield Unread(path_or_url=page.url, error=err)

    def _of_feed(self, given: Input) -> Iterator[Found]:
        """Fetch what a feed or sitemap lists, and what the sitemaps of a list of sitemaps list."""
        most = self._settings.max_feed_addresses
        listing = feeds.parse_feed(given.content, name=given.name, most=most, url=given.url)
        place = given.url or given.path or "-"
        entries, n_left_out = dict(listing.entries), listing.n_left_out
        for address, page in zip(listing.sitemaps, self.fetcher.fetch_all(listing.sitemaps), strict=True):
            try:
                inner = _sitemap(page, most=most)
            except ReadError as err:
                yield Unread(path_or_url=address, error=err)
            else:
                entries = dict(inner.entries) | entries
                n_left_out += inner.n_left_out
        n_left_out += max(0, len(entries) - most)
        if not entries:
            raise EmptyDocumentError(f"There is nothing to fetch in {given.name}: it lists no addresses.")
        wanted = list(entries)[:most]
        for address, page in zip(wanted, self.fetcher.fetch_all(wanted), strict=True):
            for found in self._of_page(address, page, listed=True):
                yield _completed(found, entries[address]) if isinstance(found, Reference) else found
        if n_left_out:
            yield Unread(
                path_or_url=place,
                error=TooLargeError(
                    f"{given.name} lists {n_left_out:,} more addresses, which were not fetched: the limit is "
                    f"{most:,}; raise the setting max_feed_addresses."
                ),
            )

    def _of_page(self, address: str, page: Answer, *, listed: bool) -> Iterator[Found]:
        """Read the references of a page, or say what became of it."""
        try:
            if isinstance(page, ReadError):
                raise page
            yield from self._of_answer(page, listed=listed)
        except ReadError as err:
            yield Unread(path_or_url=err.url if isinstance(err, FetchError) else address, error=err)

    def _of_answer(self, page: Fetched | NotModified, *, listed: bool = False) -> Iterator[Found]:
        """Read the references of a page, unless it is the one that was read before."""
        from factcheck.reading.fetching import Fetched  # noqa: PLC0415 - httpx is needed for addresses only

        if isinstance(page, Fetched):
            yield from self.of_input(input_of_page(page), listed=listed)
        else:
            yield Unchanged(retrieval=page.retrieval)


def check_text(document: Document, *, name: str) -> None:
    """Refuse a document without text.

    Raises:
        EmptyDocumentError: it has none.
    """
    if not document.text:
        raise EmptyDocumentError(f"There is no text in {name}: no article was found in it; give some text.")


def _sitemap(page: Answer, *, most: int) -> feeds.Listing:
    """Read a sitemap that a list of sitemaps names; a list within a list is not followed."""
    from factcheck.reading.fetching import Fetched  # noqa: PLC0415 - httpx is needed for addresses only

    if isinstance(page, ReadError):
        raise page
    if not isinstance(page, Fetched):  # it was read as a report once
        return feeds.Listing(addresses=())
    given = input_of_page(page)
    listing = feeds.parse_feed(given.content, name=given.name, most=most, url=given.url)
    if listing.sitemaps:
        raise UnsupportedFormatError(f"Cannot read {given.name}: a list of sitemaps within another is not read.")
    return listing


def _completed(reference: Reference, entry: feeds.Entry) -> Reference:
    """Take from a feed or sitemap what the page itself does not state; the records of a list have their own dates."""
    if reference.retrieval is None or reference.url != reference.retrieval.url:
        return reference
    told: dict[str, Any] = {
        name: value
        for name, raw in (("published", entry.published), ("updated", entry.updated))
        if getattr(reference, name) is None and raw is not None and (value := iso_date(raw)) is not None
    }
    if told.get("updated") == (told.get("published") or reference.published):
        told.pop("updated", None)
    told |= {f"{name}_from": entry.signal for name in list(told)}
    return replace(reference, **told, author=reference.author or one_line(entry.author))


def _reference(
    found: Document | ReadError, *, path: str | None, mark: str, url: str | None, retrieval: Retrieval | None = None
) -> Reference | Unread:
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
        author=found.author,
        updated=found.updated,
        language=language_of(found.text, stated=found.language),
        published_from=found.published_from,
        updated_from=found.updated_from,
        retrieval=retrieval,
    )
