"""A later version of factcheck, whose tables have notes; as a process, it brings an index to its version."""

from __future__ import annotations

import sys

from factcheck.scale.postgres import PostgresIndex, migrations

LATER = (
    *migrations.MIGRATIONS,
    (
        "notes",
        """
        CREATE TABLE notes (reference_id text PRIMARY KEY, words text NOT NULL);
        INSERT INTO notes SELECT id, coalesce(title, '') FROM "references";
        CREATE INDEX notes_by_words ON notes (words);
        """,
    ),
)

if __name__ == "__main__":
    migrations.MIGRATIONS = LATER
    PostgresIndex.migrate(sys.argv[1]).close()
