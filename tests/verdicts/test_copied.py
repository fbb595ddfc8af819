"""A report that says a claim in its own words is not taken to contradict it; one that says a little else may be."""

import pytest

from factcheck.datatypes import VerdictLabel
from factcheck.verdicts.checks import run_checks
from factcheck.verdicts.copied import is_altered, is_copied
from factcheck.verdicts.decide import SURE, load_rule

CLAIM = "Dogan said Ankara would not close the border crossings with northern Syria."
REPORT = "Snow fell. Dogan told reporters that Ankara would not close border crossings with northern Syria, he wrote."


def test_the_same_words_in_the_same_order_are_copied() -> None:
    assert is_copied(CLAIM, REPORT)


@pytest.mark.parametrize(
    "passage",
    [
        REPORT.replace("not ", ""),
        REPORT.replace("would not", "might not"),
        REPORT.replace("Dogan told", "Nobody believes that Dogan told"),
        REPORT.replace("northern Syria", "Syria's northern provinces"),
        REPORT.replace("close border", "close almost all border"),
        REPORT.replace("Dogan told", "Dogan's rivals told"),
        REPORT.replace("Dogan told", "Rivals of Dogan told"),
        REPORT.replace("would not close", "would not close or widen"),
        REPORT.replace("close border", "close, as officials had feared for weeks, the border"),
        REPORT.replace("with northern Syria", "with northern Syria before May"),
        "Syria said Dogan would not close northern border crossings with Ankara.",
        "Dogan told reporters that Ankara would not. Close border crossings with northern Syria.",
    ],
)
def test_a_word_more_or_less_that_shifts_it_is_no_copy(passage) -> None:
    assert not is_copied(CLAIM, passage)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "Midfielder Jonas Ravn was beaten by Olav Lind in Oslo.",
            "Midfielder Jonas Ravn has beaten Olav Lind in Oslo.",
        ),
        ("Lufto flew 40 doctors from Oslo on Monday.", "Lufto flew 40 doctors to Oslo on Monday."),
        ("The Oslo council would buy 12 ferries in May.", "The Oslo council did buy 12 ferries in May."),
    ],
)
def test_a_small_word_that_turns_a_sentence_round_is_no_copy(claim, passage) -> None:
    assert not is_copied(claim, passage)
    assert is_copied(passage, passage)


DESCRIBED = "Dogan also vowed on Tuesday that Ankara would avenge the killing of the Syrian general Qasim Sule in May."


@pytest.mark.parametrize(
    ("passage", "copied"),
    [
        (DESCRIBED, True),
        (DESCRIBED.replace("the Syrian general", "a well known general"), True),
        (DESCRIBED.replace("the Syrian general", "the brother of"), False),
        (DESCRIBED.replace("the Syrian general", "general"), False),
        (DESCRIBED.replace("the Syrian general", "the alleged murderer"), False),
        (DESCRIBED.replace("the killing", "the secret foreign killing"), False),
        (DESCRIBED.replace("the Syrian general", "the much praised young Syrian general"), False),
    ],
)
def test_what_describes_the_bearer_of_a_name_may_be_left_out(passage, copied) -> None:
    claim = "Dogan vowed on Tuesday that Ankara would avenge the killing of Qasim Sule in May."
    assert is_copied(claim, passage) is copied


@pytest.mark.parametrize(
    "before", ["Dogan suggested that", "Dogan told reporters", "Papers say that the", "He said the"]
)
def test_what_somebody_says_is_not_copied_without_him(before) -> None:
    claim = "The council would not close the border crossings with northern Syria."
    assert is_copied(claim, claim)
    assert not is_copied(claim, f"{before} council would not close the border crossings with northern Syria.")


def test_few_words_may_be_chance() -> None:
    assert not is_copied("Rain fell in Oslo.", "Rain fell in Oslo.")


def accused(**more):
    """Give features of which the rule makes a contradiction."""
    rule = load_rule()
    values = dict(rule.mean) | {"joined_contradiction": 5.8, "nearest_contradiction": 5.8, "single_contradiction": 5.8}
    return rule.probabilities({**values, **{name: 0.0 for name in values if name.endswith("_differs")}, **more})


def test_what_is_copied_is_supported_unless_a_fact_differs() -> None:
    rule = load_rule()
    assert rule.label(accused()) == VerdictLabel.CONTRADICTED
    spared = accused(copied=1.0)
    assert spared[VerdictLabel.SUPPORTED] >= SURE
    assert sum(spared.values()) == pytest.approx(1.0)
    assert rule.label(spared) == VerdictLabel.SUPPORTED
    assert rule.label(accused(copied=1.0, number_differs=1.0)) == VerdictLabel.CONTRADICTED


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("would not close", "would close"),
        ("Kerem Dogan", "Aylin Demir"),
        ("12 border", "14 border"),
        ("Monday", "Friday"),
        ("opened", "closed"),
    ],
)
def test_a_fact_that_differs_in_the_same_words_is_an_alteration(mine, other) -> None:
    claim = (
        "Minister Kerem Dogan said Ankara opened 12 border crossings on Monday and would not close the northern roads."
    )
    passage = f"Snow fell. {claim.replace(mine, other)}"
    assert is_altered(claim, passage, run_checks(claim=claim, premise=passage))
    assert not is_altered(claim, claim, run_checks(claim=claim, premise=claim))


def test_two_facts_that_differ_may_be_of_another_event() -> None:
    claim = "The Oslo exchange closed with a gain of 0.4% at 1,410 points on Tuesday."
    other = "The Oslo exchange closed with a gain of 0.7% at 1,410 points on Wednesday."
    findings = run_checks(claim=claim, premise=other)
    assert {finding.kind for finding in findings if finding.relation == "differs"} == {"number", "date"}
    assert not is_altered(claim, other, findings)


def test_other_words_beside_the_fact_are_no_alteration() -> None:
    claim = "The council bought 12 ferries for its northern harbours."
    other = "The council bought 14 ferries and two tugs for harbours in its northern provinces."
    findings = run_checks(claim=claim, premise=other)
    assert any(finding.relation == "differs" for finding in findings)
    assert not is_altered(claim, other, findings)


def test_a_quoted_synonym_is_no_alteration() -> None:
    claim = 'The panel called the offer of Borealis "too little for too few travellers" in Toronto.'
    other = claim.replace("travellers", "passengers")
    assert not is_altered(claim, other, run_checks(claim=claim, premise=other))


def test_what_is_altered_is_contradicted_though_the_model_sees_nothing() -> None:
    rule = load_rule()
    silent = dict(rule.mean) | {"joined_neutral": 5.8, "nearest_neutral": 5.8, "single_neutral": 5.8}
    assert rule.label(rule.probabilities(silent)) == VerdictLabel.UNVERIFIABLE
    altered = rule.probabilities({**silent, "altered": 1.0})
    assert sum(altered.values()) == pytest.approx(1.0)
    assert altered[VerdictLabel.CONTRADICTED] >= SURE
