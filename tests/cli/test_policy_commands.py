"""`factcheck policy` and the options of a check that bring rules."""

import json

import pytest
from fakes import WordEncoder

from factcheck.cli import run
from factcheck.index import ReferenceIndex
from factcheck.reading import reference_from_text

RULES = """
[tiers]
primary = ["Health Office", "Helth Office"]
[require]
supported = "one primary or two independent"
[exclude]
publishers = ["Daily Rumour"]
references = ["drafts/*"]
[internal]
publishers = ["Desk notes"]
"""


@pytest.fixture(autouse=True)
def _desk(tmp_path) -> None:
    """Make an index of four reports, and a policy beside it."""
    with ReferenceIndex.create(tmp_path / "indexes" / "desk", encoder=WordEncoder()) as index:
        index.add(
            reference_from_text(
                f"The clinic hired {n} nurses.", publisher=publisher, published=published, path=f"{n}.txt"
            )
            for n, (publisher, published) in enumerate(
                [
                    ("Health Office", "2024-05-01"),
                    ("Daily Rumour", "2024-05-01"),
                    ("Desk notes", "2024-05-01"),
                    ("Bay Wire", None),
                ]
            )
        )
    (tmp_path / "indexes" / "policy.toml").write_text(RULES)


def test_show_says_the_rules_and_what_they_make_of_the_reports(capsys) -> None:
    assert run(["policy", "show", "--index", "desk"]) == 0
    told = capsys.readouterr().out
    for line in (
        "  tiers.primary = Health Office, Helth Office",
        "  tiers.default = secondary",
        "  require.supported = one primary or two independent",
        "  time.newer_wins = True",
        "Reports that may be evidence: 1 primary, 2 secondary",
        "Of these never quoted: 1 internal",
        "Left out: 1 excluded",
    ):
        assert line in told.splitlines()


def test_show_as_json_has_a_row_a_report(capsys) -> None:
    assert run(["policy", "show", "--index", "desk", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["policy"]["exclude"]["references"] == ["drafts/*"]
    rows = {row["publisher"]: (row["tier"], row["left_out"], row["withheld"]) for row in shown["reports"]}
    assert rows == {
        "Health Office": ("primary", None, None),
        "Daily Rumour": ("secondary", "excluded", None),
        "Desk notes": ("secondary", None, "internal"),
        "Bay Wire": ("secondary", None, None),
    }


def test_show_counts_as_of_the_day_of_the_settings(monkeypatch, capsys) -> None:
    monkeypatch.setenv("FACTCHECK_AS_OF", "2024-04-30")
    assert run(["policy", "show", "--index", "desk"]) == 0
    told = capsys.readouterr().out
    assert "Reports that may be evidence: none" in told
    assert "Left out: 1 excluded, 2 published after the as-of date, 1 undated" in told


@pytest.mark.parametrize(("option", "told"), [([], ""), (["--json"], "null\n")])
def test_show_without_a_policy_says_so(tmp_path, capsys, option, told) -> None:
    (tmp_path / "indexes" / "policy.toml").unlink()
    assert run(["policy", "show", "--index", "desk", *option]) == 0
    captured = capsys.readouterr()
    assert captured.out == told
    assert "No policy is in force" in captured.err


def test_check_names_the_entries_that_match_no_report(capsys) -> None:
    assert run(["policy", "check", "indexes/policy.toml", "--index", "desk"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("indexes/policy.toml can be used: ")
    assert lines[1:] == [
        "matches no report: tiers.primary: Helth Office",
        "matches no report: exclude.references: drafts/*",
    ]


def test_check_without_an_index_checks_the_file_alone(capsys) -> None:
    assert run(["policy", "check", "indexes/policy.toml", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["file"], told["matches_none"], len(told["fingerprint"])) == ("indexes/policy.toml", None, 64)


@pytest.mark.parametrize(
    ("content", "told"), [("[tier]\n", "tier (line 1)"), ("[time]\nmax_age_days = -1", "time.max_age_days (line 2)")]
)
def test_check_of_a_bad_file_exits_with_2_and_names_the_line(tmp_path, capsys, content, told) -> None:
    (tmp_path / "bad.toml").write_text(content)
    assert run(["policy", "check", "bad.toml"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--policy", "none.toml"], "Cannot read the policy 'none.toml': No such file"),
        (["--as-of", "May"], "The setting 'as_of' must be a valid date"),
    ],
)
def test_a_check_with_rules_that_cannot_be_read_exits_with_2(tmp_path, capsys, arguments, told) -> None:
    (tmp_path / "article.txt").write_text("The clinic hired 12 nurses.")
    assert run(["check", "article.txt", "--index", "desk", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err
