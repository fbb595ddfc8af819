"""A check under a desk's rules: what the policy and the as-of date change of a verdict, and what they never do."""

import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from fakes import RuleNLI, WordEncoder
from rich.console import Console

from factcheck import FactChecker, ReferenceIndex, Report, Settings, check
from factcheck.datatypes import Article, Reason, Stance, TimeNote, VerdictLabel, Withheld
from factcheck.errors import InputError
from factcheck.policy import Policy, parse_policy
from factcheck.reading import reference_from_text
from factcheck.report import FORMATS, render
from factcheck.report.arrow import to_table
from factcheck.report.terminal import render_terminal

CLAIM = "The clinic in Karsk hired 12 nurses in March."
SAYS_SO = "The clinic in Karsk hired 12 nurses in March on trial. The mayor praised the doctors."
SAYS_SO_TOO = "Karsk has news: the clinic in Karsk hired 12 nurses in March. Patients wait less than before."
DENIES = "The clinic in Karsk hired 19 nurses in March. The union asked for more of them."
BACKING = """
[tiers]
primary = ["Health Office"]
trusted = ["Bay Wire"]
[require]
supported = "one primary or two independent"
contradicted = "one primary or two independent"
"""


def report(text, publisher, published="2024-05-01", **fields):
    return reference_from_text(text, publisher=publisher, published=published, path=f"{publisher}.txt", **fields)


def opened(*references):
    return ReferenceIndex.in_memory(references, encoder=WordEncoder(), settings=Settings())


def verdict_under(rules, *references, as_of=None, claim=CLAIM):
    policy = None if rules is None else parse_policy(rules, name="policy.toml")
    with opened(*references) as index:
        (verdict,) = FactChecker(index, nli=RuleNLI(), policy=policy).check_claims([claim], as_of=as_of)
    assert sum(verdict.probabilities.values()) == pytest.approx(1.0, abs=1e-9)
    assert verdict.confidence == verdict.probabilities[verdict.label]
    return verdict


def test_support_by_one_secondary_report_is_not_enough_and_it_says_what_is_missing() -> None:
    without = verdict_under(None, report(SAYS_SO, "The Quay"))
    verdict = verdict_under(BACKING, report(SAYS_SO, "The Quay"))
    assert (without.label, without.policy) == (VerdictLabel.SUPPORTED, None)
    assert (verdict.label, verdict.reason) == (VerdictLabel.UNVERIFIABLE, Reason.POLICY)
    assert verdict.explanation.startswith(without.explanation)
    assert "one primary report or two independent reports to call a claim supported" in verdict.explanation
    assert "there is one secondary report" in verdict.explanation
    assert (verdict.policy.label, verdict.policy.confidence) == (VerdictLabel.SUPPORTED, without.confidence)
    assert (verdict.evidence[0].stance, verdict.evidence[0].tier) == (Stance.SUPPORTS, "secondary")


def test_a_contradiction_that_is_not_enough_is_shown() -> None:
    verdict = verdict_under(BACKING, report(DENIES, "The Quay"))
    assert (verdict.label, verdict.reason) == (VerdictLabel.UNVERIFIABLE, Reason.POLICY)
    assert verdict.policy.label == VerdictLabel.CONTRADICTED
    assert (verdict.evidence[0].stance, verdict.evidence[0].passage.text) == (
        Stance.CONTRADICTS,
        "The clinic in Karsk hired 19 nurses in March.",
    )
    assert verdict.differences
    assert "19" in verdict.explanation


@pytest.mark.parametrize(
    "references",
    [
        [report(SAYS_SO, "Health Office")],
        [report(SAYS_SO, "The Quay"), report(SAYS_SO_TOO, "Bay Wire")],
        # The primary report is the last of sixteen in closeness.
        [
            *(report(f"{CLAIM[:-1]}, {word}. Day {word} was quiet.", "The Quay") for word in "abcdefghijklmno"),
            report(f"Notes of the day. {SAYS_SO_TOO} The weather was fine and the market was open.", "Health Office"),
        ],
    ],
    ids=["one primary", "two independent", "a primary one behind fifteen others"],
)
def test_enough_support_is_support(references) -> None:
    verdict = verdict_under(BACKING, *references)
    assert (verdict.label, verdict.policy) == (VerdictLabel.SUPPORTED, None)


@pytest.mark.parametrize(
    "references",
    [
        [report(SAYS_SO, "The Quay"), report(f"{SAYS_SO} By our desk.", "Bay Wire")],
        [report(SAYS_SO, "The Quay"), report(SAYS_SO_TOO, "the quay")],
    ],
    ids=["wire copies", "one publisher"],
)
def test_copies_and_reports_of_one_publisher_count_once(references) -> None:
    assert verdict_under(BACKING, *references).reason == Reason.POLICY


def test_of_a_wire_story_the_copy_of_the_best_tier_is_cited() -> None:
    verdict = verdict_under(BACKING, report(SAYS_SO, "The Quay"), report(f"{SAYS_SO} By us.", "Health Office"))
    assert verdict.label == VerdictLabel.SUPPORTED
    assert (verdict.evidence[0].publisher, verdict.evidence[0].tier) == ("Health Office", "primary")
    assert verdict.evidence[0].copies == 1


def test_a_side_that_is_not_enough_gives_way_to_one_that_is_and_both_are_shown() -> None:
    rules = BACKING + "[time]\nnewer_wins = false"
    verdict = verdict_under(rules, report(DENIES, "The Quay"), report(SAYS_SO, "Health Office"))
    assert (verdict.label, verdict.conflicting) == (VerdictLabel.SUPPORTED, True)
    other = verdict_under(rules, report(DENIES, "Health Office"), report(SAYS_SO, "The Quay"))
    assert (other.label, other.conflicting) == (VerdictLabel.CONTRADICTED, True)
    for each in (verdict, other):
        assert {item.stance for item in each.evidence[:2]} == {Stance.SUPPORTS, Stance.CONTRADICTS}
        assert {item.tier for item in each.evidence[:2]} == {"primary", "secondary"}
    told = [each.policy.label for each in (verdict, other) if each.policy]
    assert len(told) == 1  # one of the two differs from what the reports say without the policy
    changed = verdict if verdict.policy else other
    assert changed.policy.label != changed.label
    assert "What says otherwise is not enough for the policy" in changed.explanation


@pytest.mark.parametrize("rules", [None, "", BACKING])
def test_an_excluded_outlet_is_never_evidence(rules) -> None:
    references = [report(SAYS_SO, "Health Office"), report(DENIES, "Daily Rumour")]
    verdict = verdict_under(f"{rules or ''}\n[exclude]\npublishers = ['daily rumour']", *references)
    assert verdict.label == VerdictLabel.SUPPORTED
    assert not verdict.conflicting
    assert {item.publisher for item in verdict.evidence} == {"Health Office"}


def test_the_newer_of_two_reports_wins_and_the_older_is_named() -> None:
    old, new = report(SAYS_SO, "The Quay", "2024-05-01", title="Nurses hired"), report(DENIES, "Bay Wire", "2024-05-03")
    verdict = verdict_under("", old, new)
    assert (verdict.label, verdict.conflicting) == (VerdictLabel.CONTRADICTED, False)
    assert verdict.notes == (TimeNote.SUPERSEDED,)
    assert [(item.publisher, item.notes) for item in verdict.evidence[:2]] == [
        ("Bay Wire", ()),
        ("The Quay", (TimeNote.SUPERSEDED,)),
    ]
    assert "An older report says otherwise (“Nurses hired”, 2024-05-01); the newer one counts." in verdict.explanation
    turned = verdict_under("", replace(old, published="2024-05-04"), new)
    assert (turned.label, turned.notes) == (VerdictLabel.SUPPORTED, (TimeNote.SUPERSEDED,))


@pytest.mark.parametrize(
    ("rules", "dates"),
    [
        ("", ("2024-05-01", "2024-05-01")),
        ("", ("2024-05-01", None)),
        ("[time]\nnewer_wins = false", ("2024-05-01", "2024-05-03")),
        (None, ("2024-05-01", "2024-05-03")),
    ],
)
def test_otherwise_reports_that_disagree_stay_in_conflict(rules, dates) -> None:
    verdict = verdict_under(rules, report(SAYS_SO, "The Quay", dates[0]), report(DENIES, "Bay Wire", dates[1]))
    assert verdict.conflicting
    assert verdict.notes == ()
    assert verdict.explanation.endswith("Trusted reports disagree on this.")


def test_a_newer_report_that_is_not_enough_supersedes_nothing() -> None:
    old, new = report(SAYS_SO, "Health Office", "2024-05-01"), report(DENIES, "The Quay", "2024-05-03")
    verdict = verdict_under(BACKING, old, new)
    assert (verdict.label, verdict.conflicting, verdict.notes) == (VerdictLabel.SUPPORTED, True, ())


def test_as_of_answers_with_what_was_known_then() -> None:
    old, new = report(SAYS_SO, "The Quay", "2024-05-01"), report(DENIES, "Bay Wire", "2024-05-03")
    assert verdict_under(None, old, new, as_of="2024-04-30").evidence == ()
    assert verdict_under(None, old, new, as_of="2024-05-02").label == VerdictLabel.SUPPORTED
    now = verdict_under(None, old, new, as_of=date(2024, 5, 3))
    assert (now.label, now.notes) == (VerdictLabel.CONTRADICTED, (TimeNote.SUPERSEDED,))


def test_as_of_an_undated_report_is_left_out_or_noted() -> None:
    undated = report(SAYS_SO, "The Quay", None)
    assert verdict_under(None, undated, as_of="2024-05-02").evidence == ()
    verdict = verdict_under("[time]\nundated = 'allow'", undated, as_of="2024-05-02")
    assert (verdict.label, verdict.notes) == (VerdictLabel.SUPPORTED, (TimeNote.UNDATED,))


def test_an_as_of_date_that_is_none_is_refused() -> None:
    with opened(report(SAYS_SO, "The Quay")) as index, pytest.raises(InputError, match="2024-05-02, got 'May'"):
        FactChecker(index, nli=RuleNLI()).check(CLAIM, as_of="May")


def test_reports_are_later_than_the_article_or_stale_for_it() -> None:
    with opened(report(SAYS_SO, "The Quay", "2024-05-03")) as index:
        checker = FactChecker(index, nli=RuleNLI())
        notes = {
            day: checker.check(Article(text=CLAIM, published=day)).verdicts[0].notes
            for day in ("2024-05-02", "2024-05-03", "2025-06-01")
        }
    assert notes == {"2024-05-02": (TimeNote.LATER,), "2024-05-03": (), "2025-06-01": (TimeNote.STALE,)}


def test_articles_that_share_a_batch_keep_their_own_dates() -> None:
    articles = [Article(text=CLAIM, published=day) for day in ("2024-05-02", "2024-05-03", None)]
    with opened(report(SAYS_SO, "The Quay", "2024-05-03")) as index:
        notes = [each.verdicts[0].notes for each in FactChecker(index, nli=RuleNLI()).check_many(articles)]
    assert notes == [(TimeNote.LATER,), (), ()]


HIDDEN = "The clinic in Karsk hired 19 nurses in March, says the zanzibar memo. Quixotic rumours of xylophones grew."


@pytest.fixture
def marked():
    secret = report(
        HIDDEN, "Whistler", "2024-05-01", title="Zanzibar papers", url="https://secret.whistler.example/zanzibar"
    )
    public = report("Ships pay a fee of ten crowns. The harbour is old.", "Bay Wire")
    with opened(secret, public) as index:
        yield index


@pytest.mark.parametrize(
    ("rules", "withheld"),
    [
        ("[internal]\npublishers = ['whistler']", Withheld.INTERNAL),
        ("[embargo.until]\n'https://secret.*' = 9999-01-01", Withheld.EMBARGOED),
    ],
)
def test_a_withheld_report_decides_and_no_rendering_has_a_word_of_it(marked, rules, withheld) -> None:
    text = f"{CLAIM} Ships pay a fee of ten crowns."
    checker = FactChecker(marked, nli=RuleNLI(), policy=parse_policy(rules, name="p"))
    made = checker.check(Article(text=text, title="Clinic", published="2024-05-02"))
    (verdict, _) = made.verdicts
    assert verdict.label == VerdictLabel.CONTRADICTED
    assert (verdict.evidence[0].withheld, verdict.evidence[0].title) == (withheld, f"{withheld.capitalize()} reference")
    assert f"An {withheld} reference rules it out" in verdict.explanation
    assert {difference.reference_span for difference in verdict.differences} == {None}
    assert Report.from_json(made.to_json()) == made
    renderings = {fmt: render(made, fmt, author="Desk", url="https://desk.example/1") for fmt in FORMATS}
    renderings["arrow"] = json.dumps(to_table(made).to_pylist())
    renderings["claims"] = repr(checker.check_claims([CLAIM]))
    renderings["terminal"] = shown(made)
    assert "ten crowns" in renderings["markdown"]
    for fmt in ("annotations", "claimreview"):  # they are for others, who can do nothing with a text withheld
        assert "ten crowns" in renderings[fmt]
        assert "text withheld" not in renderings[fmt]
    for fmt, rendering in renderings.items():
        lower = rendering.lower()
        for word in ("zanzibar", "whistler", "quixotic", "xylophone", "19 nurses", "secret."):
            assert word not in lower, (fmt, word)


def shown(made):
    page = StringIO()
    render_terminal(made, Console(file=page, width=100), verbose=True)
    return page.getvalue()


def test_renderings_for_people_say_tier_and_time() -> None:
    old, new = report(SAYS_SO, "Bay Wire", "2024-05-01"), report(DENIES, "Health Office", "2024-05-03")
    with opened(old, new) as index:
        policy = parse_policy(BACKING, name="p")
        made = FactChecker(index, nli=RuleNLI(), policy=policy).check(Article(text=CLAIM, published="2024-05-02"))
    for rendering in (shown(made), *(render(made, fmt) for fmt in ("markdown", "html", "sarif"))):
        plain = " ".join(rendering.replace("\\", "").split()).lower()
        for words in ("tier primary", "tier trusted", "later than the article", "a newer report says otherwise"):
            assert words in plain
    assert render(made, "csv").splitlines()[1].endswith(",primary,later superseded,,")
    assert made.run.policy_fingerprint == policy.fingerprint
    assert Report.from_json(made.to_json()) == made


def test_a_report_whose_ruling_is_out_of_range_is_refused() -> None:
    with opened(report(SAYS_SO, "The Quay")) as index:
        made = FactChecker(index, nli=RuleNLI(), policy=parse_policy(BACKING, name="p")).check(CLAIM)
    stored = json.loads(made.to_json())
    stored["verdicts"][0]["policy"]["confidence"] = 1.5
    with pytest.raises(InputError, match=r"policy\.confidence of verdict 1 must be in \[0, 1\], got 1\.5"):
        Report.from_json(json.dumps(stored))


def test_no_policy_and_no_as_of_give_the_verdicts_of_a_policy_without_rules() -> None:
    """Nothing but what rules ask for changes: an index with rules that leave all as it is answers the same."""
    rules = "[time]\nnewer_wins = false"
    for references in ([report(SAYS_SO, "The Quay"), report(DENIES, "Bay Wire")], [report(DENIES, "Bay Wire")], []):
        assert verdict_under(None, *references) == verdict_under(rules, *references)


def test_the_policy_beside_the_index_is_in_force_without_being_named(tmp_path) -> None:
    with ReferenceIndex.create(tmp_path / "indexes" / "desk", encoder=WordEncoder()) as index:
        index.add([report(SAYS_SO, "The Quay")])
        assert FactChecker(index, nli=RuleNLI()).policy is None
        (tmp_path / "indexes" / "policy.toml").write_text(BACKING)
        found = FactChecker(index, nli=RuleNLI())
        assert found.check_claims([CLAIM])[0].reason == Reason.POLICY
        assert FactChecker(index, nli=RuleNLI(), policy=None).check_claims([CLAIM])[0].reason == Reason.ENTAILED
        named = tmp_path / "other.toml"
        named.write_text("")
        assert FactChecker(index, nli=RuleNLI(), settings=Settings(policy=named)).policy == Policy()


def test_a_policy_that_cannot_be_used_stops_the_check(tmp_path) -> None:
    (tmp_path / "policy.toml").write_text("[tier]\nprimary = []")
    with pytest.raises(InputError, match=r"tier \(line 1\)"), opened(report(SAYS_SO, "The Quay")) as index:
        FactChecker(index, nli=RuleNLI())


def test_the_one_line_form_takes_rules() -> None:
    with opened(report(SAYS_SO, "The Quay")) as index, pytest.raises(InputError, match="got 'now'"):
        check(CLAIM, index=index, as_of="now")
