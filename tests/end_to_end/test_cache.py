"""A cache that is asked for makes the next check of a draft cheaper, holds none of it, and can be forbidden."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from factcheck.cli import app

STARTER = Path(__file__).parents[2] / "indexes" / "starter"
DRAFT = (
    "Khamenei said Iran would interfere in relations between Iraq and the United States. The letter is zanzibar red."
)


@pytest.fixture
def judged(monkeypatch):
    """Count the pairs that the embedded model is given."""
    from factcheck.models.embedded import EmbeddedNLI  # noqa: PLC0415 - only here

    asked, judge = [], EmbeddedNLI.judge

    def noting(self, pairs):
        asked.extend(pairs)
        return judge(self, pairs)

    monkeypatch.setattr(EmbeddedNLI, "judge", noting)
    return asked


def checked(*options: str) -> str:
    Path("draft.txt").write_text(DRAFT, encoding="utf-8")
    done = CliRunner().invoke(app, ["check", "draft.txt", "-i", str(STARTER), *options])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_what_was_judged_before_is_not_judged_again_and_leaves_no_text(judged) -> None:
    first = checked("--cache", "judged.sqlite")
    n_judged = len(judged)
    assert n_judged > 0
    assert checked("--cache", "judged.sqlite") == first
    assert len(judged) == n_judged
    assert b"zanzibar" not in Path("judged.sqlite").read_bytes()


def test_no_cache_leaves_no_trace_whatever_the_settings_say(judged, monkeypatch) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE", "judged.sqlite")
    checked("--no-cache")
    assert judged
    assert sorted(path.name for path in Path().iterdir()) == ["draft.txt"]
