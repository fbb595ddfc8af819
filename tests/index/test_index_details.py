"""What an index keeps beside the texts: in new indexes, in those of earlier versions, and never in the digest."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

from fakes import WordEncoder

from factcheck.datatypes import Reference, Retrieval
from factcheck.index import ReferenceIndex
from factcheck.reading import reference_from_text

STARTER = Path(__file__).parents[2] / "indexes" / "starter"
TEXT = "The river bridge is closed. It opens again on Monday."
PLAIN = reference_from_text(TEXT, title="Bridge", url="https://post.example/a")
RETRIEVAL = Retrieval(url="https://post.example/a", at="2025-03-04T08:00:00+00:00", etag='"1"', last_modified="then")
FULL = replace(
    PLAIN,
    author="Ann Lee",
    updated="2025-03-05",
    language="en",
    published_from="feed",
    updated_from="sitemap",
    retrieval=RETRIEVAL,
)


def opened(folder: Path) -> ReferenceIndex:
    return ReferenceIndex.open(folder, encoder=WordEncoder())


def earlier(folder: Path) -> Path:
    """Make an index as earlier versions made it: without the table."""
    with ReferenceIndex.create(folder, encoder=WordEncoder()) as index:
        index.add([PLAIN])
    connection = sqlite3.connect(folder / "references.sqlite")
    connection.execute("DROP TABLE details")
    connection.commit()
    connection.close()
    return folder


def only(index: ReferenceIndex) -> Reference:
    (reference,) = index.references()
    assert reference == index.reference(reference.reference_id)
    return reference


def test_everything_known_of_a_reference_comes_back(tmp_path: Path) -> None:
    with ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        index.add([FULL])
    with opened(tmp_path / "desk") as index:
        assert (only(index), only(index).retrieval) == (FULL, RETRIEVAL)
        assert index.retrievals() == {RETRIEVAL.url: RETRIEVAL}


def test_an_index_of_an_earlier_version_is_read_where_it_lies(tmp_path: Path) -> None:
    folder = earlier(tmp_path / "desk")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with opened(folder) as index:
            assert (only(index), only(index).retrieval, index.retrievals()) == (PLAIN, None, {})
            assert index.search("bridge", k=1)[0].passage.text == "The river bridge is closed."
            assert index.fingerprint
            index.verify()
    finally:
        folder.chmod(0o755)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_index_of_an_earlier_version_gets_the_table_at_its_next_write(tmp_path: Path) -> None:
    folder = earlier(tmp_path / "desk")
    with opened(folder) as index:
        digest = index.fingerprint
        summary = index.add([replace(PLAIN, language="en", retrieval=RETRIEVAL)])
        assert summary.unchanged == (PLAIN.reference_id,)
    with opened(folder) as index:
        assert (only(index).language, only(index).retrieval) == ("en", RETRIEVAL)
        assert index.fingerprint == digest
        index.verify()


def test_when_and_how_a_page_was_fetched_is_not_in_the_digest() -> None:
    def digest(reference: Reference) -> str:
        return ReferenceIndex.in_memory([reference], encoder=WordEncoder()).fingerprint

    assert digest(PLAIN) == digest(replace(PLAIN, language="en", published_from="feed", retrieval=RETRIEVAL))
    assert digest(FULL) == digest(replace(FULL, retrieval=replace(RETRIEVAL, at="2026-01-01T00:00:00+00:00")))
    assert len({digest(PLAIN), digest(replace(PLAIN, author="Ann")), digest(replace(PLAIN, updated="2025-03-05"))}) == 3


def test_another_author_or_date_of_change_replaces_a_reference() -> None:
    index = ReferenceIndex.in_memory([FULL], encoder=WordEncoder())
    assert index.add([FULL]).replaced == ()
    assert index.add([replace(FULL, updated="2025-03-06")]).replaced == (FULL.reference_id,)
    assert only(index).updated == "2025-03-06"


def test_a_file_that_says_the_same_does_not_make_the_page_forgotten() -> None:
    index = ReferenceIndex.in_memory([FULL], encoder=WordEncoder())
    index.add([replace(FULL, retrieval=None, language=None)])
    assert (only(index).retrieval, only(index).language) == (RETRIEVAL, "en")


def test_a_withdrawn_reference_leaves_no_trace_beside_the_texts(tmp_path: Path) -> None:
    with ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        index.add([FULL])
        index.withdraw(FULL.reference_id)
        assert index.retrievals() == {}
    with sqlite3.connect(tmp_path / "desk" / "references.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM details").fetchone() == (0,)
    connection.close()


def test_earlier_versions_remove_references_of_an_index_with_the_table(tmp_path: Path) -> None:
    with ReferenceIndex.create(tmp_path / "desk", encoder=WordEncoder()) as index:
        index.add([FULL])
    connection = sqlite3.connect(tmp_path / "desk" / "references.sqlite")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("DELETE FROM passages")
    connection.execute('DELETE FROM "references"')
    assert connection.execute("SELECT count(*) FROM details").fetchone() == (0,)
    connection.close()


def test_the_starter_index_is_of_an_earlier_version_and_opens(tmp_path: Path) -> None:
    shutil.copytree(STARTER, tmp_path / "starter")
    with ReferenceIndex.open(tmp_path / "starter") as index:
        references = index.references()
        assert len(references) == 171
        assert {reference.author for reference in references} == {None}
        index.verify()
