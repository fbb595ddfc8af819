"""The policy file: what it says, and errors that name the key and its line."""

from datetime import UTC, date, datetime

import pytest

from factcheck.datatypes import VerdictLabel
from factcheck.errors import InputError
from factcheck.policy import Policy, find_policy, parse_policy, read_policy

WHOLE = """\
[tiers]
primary = ["Statistics Office", "courts.example.org"]
trusted = ["Bay Wire"]
default = "secondary"

[require]
supported = "one primary or two independent"
contradicted = "one trusted"

[exclude]
publishers = ["Daily Rumour"]
references = ["drafts/*"]

[embargo]
use = "exclude"
[embargo.until]
"budget-*" = 2024-05-02T06:00:00Z
"census.pdf" = 2024-06-01

[internal]
references = ["memo-*"]

[time]
max_age_days = 730
undated = "allow"
newer_wins = false
"""


def refused(text):
    with pytest.raises(InputError) as caught:
        parse_policy(text, name="policy.toml")
    return str(caught.value)


def test_every_rule_of_a_file_is_read() -> None:
    policy = parse_policy(WHOLE, name="policy.toml")
    assert policy.tier_names == ("primary", "trusted", "secondary")
    assert policy.tiers["primary"] == ("Statistics Office", "courts.example.org")
    assert [(wanted.n, wanted.tier) for wanted in policy.requirement(VerdictLabel.SUPPORTED)] == [
        (1, "primary"),
        (2, None),
    ]
    assert [tuple(wanted) for wanted in policy.requirement(VerdictLabel.CONTRADICTED)] == [(1, "trusted")]
    assert policy.requirement(VerdictLabel.UNVERIFIABLE) == ()
    assert policy.exclude.references == ("drafts/*",)
    assert policy.embargo.until == {
        "budget-*": datetime(2024, 5, 2, 6, tzinfo=UTC),
        "census.pdf": date(2024, 6, 1),
    }
    assert (policy.time.max_age_days, policy.time.undated, policy.time.newer_wins) == (730, "allow", False)


def test_an_empty_file_has_no_rule_but_that_the_newer_report_wins() -> None:
    assert parse_policy("", name="policy.toml") == Policy()
    assert Policy().tier_names == ("secondary",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tiers]\nprimary = 3", ["tiers.primary (line 2)", "got 3"]),
        ('[tiers]\nprimary = ["A"]\ntrusted = ["a"]', ["'a' stands in two tiers, 'primary' and 'trusted'"]),
        ('[tiers]\nprimary = ["https://a.example/x"]', ["tiers.primary (line 2)", "a name or a host"]),
        ('[tiers]\nprimary = [" "]', ["tiers.primary (line 2)", "must not be empty"]),
        ("[tiers]\ndefault = 3", ["tiers.default (line 2)", "got 3"]),
        ('[require]\n\nsupported = "one primry"', ["require.supported (line 3)", "secondary", "'primry'"]),
        ('[require]\nsupported = "some"', ["require.supported (line 2)", "one primary or two independent", "'some'"]),
        ("[require]\nunverifiable = 'one primary'", ["require.unverifiable (line 2)", "supported, contradicted"]),
        ("[exclude]\npublisher = ['A']", ["exclude.publisher (line 2)", "publishers, references"]),
        ("[embargoes]", ["embargoes (line 1)", "tiers, require, exclude, embargo, internal, time"]),
        ("default_tier = 'a'", ["default_tier (line 1)", "[tiers]"]),
        ("[embargo]\nuse = 'hide'", ["embargo.use (line 2)", "'withhold' or 'exclude'", "'hide'"]),
        ("[embargo.until]\n'a' = 'May'", ["embargo.until.a (line 2)", "'May'"]),
        ("[time]\nmax_age_days = 0", ["time.max_age_days (line 2)", "greater than or equal to 1", "got 0"]),
        ("[time]\nnewer_wins = 'yes'", ["time.newer_wins (line 2)", "'yes'"]),
        ("[time]\n= 3", ["no TOML", "line 2"]),
    ],
)
def test_what_will_not_do_is_named_with_key_and_line(text, told) -> None:
    message = refused(text)
    for words in ("policy.toml", *told):
        assert words in message


def test_two_mistakes_are_both_told() -> None:
    message = refused("[time]\nmax_age_days = 0\nundated = 'no'")
    assert "(line 2)" in message
    assert "(line 3)" in message


@pytest.mark.parametrize(
    ("content", "told"), [(None, "No such file"), (b"\xff", "not UTF-8"), (b" " * 1_000_001, "over 1000000 bytes")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, content, told) -> None:
    path = tmp_path / "policy.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        read_policy(path)


def test_the_file_beside_the_index_goes_before_the_one_in_the_working_folder(tmp_path) -> None:
    index = tmp_path / "indexes" / "desk"
    index.mkdir(parents=True)
    assert find_policy([index]) is None
    (tmp_path / "policy.toml").write_text("")
    assert find_policy([index]).resolve() == (tmp_path / "policy.toml").resolve()
    assert find_policy([]) is not None
    (tmp_path / "indexes" / "policy.toml").write_text("")
    assert find_policy([index, index.with_name("other")]) == tmp_path / "indexes" / "policy.toml"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "policy.toml").write_text("")
    with pytest.raises(InputError, match="different policies"):
        find_policy([index, tmp_path / "elsewhere" / "desk"])


def test_other_rules_have_another_fingerprint_and_the_same_rules_the_same() -> None:
    texts = [WHOLE, WHOLE, WHOLE.replace("730", "731"), WHOLE.replace('["Bay Wire"]', '["Bay Wire", "The Quay"]')]
    prints = [parse_policy(text, name="p").fingerprint for text in texts]
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3
