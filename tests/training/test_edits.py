"""Edits keep or change the facts they say they keep or change."""

import random
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.training.edits import NamePool, contrast_pairs, generate, rewrite_premise
from factcheck.training.edits.forms import ANY, FIRST, SECOND, Form, Site, apply, disjoint
from factcheck.training.edits.frames import reframe
from factcheck.training.edits.spin import entries
from factcheck.training.edits.view import View, usable

LABELS = {"entailment", "neutral", "contradiction"}
REPORT = [
    "Harbour Minister Petra Lindqvist said on Monday that the port of Vessel would close two of its quays in March.",
    "The company, which employs 3,200 people in Lyon, had expected profits of $4.5 million after good sales last year.",
    "Police arrested 14 men on Tuesday because of a fire that destroyed a new warehouse near the river in 2019.",
    "Northern Oil Corp sued Baltic Steel Inc in Paris on Friday over a contract that was signed in June 2015.",
    "Exports fell 12 percent in April, while imports rose to 840 million euros, according to the statistics office.",
    "Some residents welcomed the plan, but the mayor, Daniel Brandt, has not said when the council will vote on it.",
    "Anna Moreau, the mayor of Lens, told reporters that the bridge may reopen before the end of the year.",
]
NAMES = NamePool.harvest(
    [*REPORT, "Victor Osei met Helen Farouk of the Central Insurance Group and Peter Novak of Delta Airlines."]
)


def edits_of(seed: int) -> list[tuple[str, str, str, str]]:
    rng = random.Random(seed)
    return [
        tuple(pair)
        for sentence in REPORT
        for pair in contrast_pairs(sentence, rng=rng, names=NAMES, others=REPORT, n_claims=3)
    ]


def test_every_claim_comes_with_each_label_once() -> None:
    by_claim: dict[str, list[str]] = defaultdict(list)
    for seed in range(8):
        pairs = edits_of(seed)
        for at in range(0, len(pairs), 3):
            three = pairs[at : at + 3]
            assert len({hypothesis for _, hypothesis, _, _ in three}) == 1
            assert {label for _, _, label, _ in three} == LABELS
            by_claim[three[0][1]].append("seen")
    assert len(by_claim) > 60


def test_premises_of_one_claim_differ() -> None:
    for premise, hypothesis, label, kind in edits_of(1):
        assert premise != hypothesis or (label == "entailment" and kind == "verbatim")


def test_the_same_seed_gives_the_same_pairs() -> None:
    assert edits_of(5) == edits_of(5)
    assert edits_of(5) != edits_of(6)


def test_many_kinds_of_contradiction_are_made() -> None:
    kinds = Counter()
    for seed in range(40):
        rng = random.Random(seed)
        for sentence in REPORT:
            edits = generate(sentence, rng=rng, names=NAMES, others=REPORT)
            kinds.update(part for edit in edits if edit.label == "contradiction" for part in edit.kind.split("+"))
    wanted = {
        "number",
        "weekday",
        "month",
        "year",
        "place",
        "antonym verb",
        "cause",
        "order",
        "role",
        "negation dropped",
        "tense",
    }
    assert wanted <= set(kinds)


def test_generate_labels_a_hypothesis_against_the_sentence_itself() -> None:
    rng = random.Random(3)
    for sentence in REPORT:
        for edit in generate(sentence, rng=rng, names=NAMES):
            assert edit.label in LABELS
            assert edit.text.endswith((".", '."'))
            assert edit.text != sentence or edit.kind == "verbatim"


def test_rewritten_premises_leave_a_wording_of_the_sentence_as_claim() -> None:
    rng = random.Random(2)
    pairs = [pair for sentence in REPORT for pair in rewrite_premise(sentence, rng=rng, names=NAMES)]
    assert {pair.label for pair in pairs} == LABELS
    assert all(pair.premise != pair.hypothesis for pair in pairs if pair.label != "entailment")


@pytest.mark.parametrize(
    "text",
    ["Too short.", "Shr 5 cts vs 6 cts net 40,000 vs 50,000 revs.", "Who said that the talks would fail on Monday?"],
)
def test_what_is_not_plain_prose_is_left_alone(text: str) -> None:
    rng = random.Random(0)
    assert not usable(text)
    assert generate(text, rng=rng, names=NAMES) == []
    assert contrast_pairs(text, rng=rng, names=NAMES) == []
    assert rewrite_premise(text, rng=rng, names=NAMES) == []


@given(st.integers(0, 10_000), st.sampled_from(REPORT))
@settings(deadline=None, max_examples=40)
def test_no_edit_leaves_doubled_spaces_or_empty_texts(seed: int, sentence: str) -> None:
    pairs = contrast_pairs(sentence, rng=random.Random(seed), names=NAMES, others=REPORT)
    for pair in pairs:
        for text in (pair.premise, pair.hypothesis):
            assert "  " not in text
            assert " ," not in text
            assert not text[0].islower()
            assert text[-1] == "."


def test_relation_follows_what_the_readings_allow() -> None:
    exact, changed, vague = Form("4", FIRST, "k"), Form("5", SECOND, "k"), Form("some", ANY, "k")
    site = Site(start=0, end=1, forms=(exact, changed, vague))
    assert site.relation(exact, vague) == "entailment"
    assert site.relation(vague, exact) == "neutral"
    assert site.relation(exact, changed) == "contradiction"
    guarded = Site(start=0, end=1, forms=(exact, changed), one_way=True)
    assert guarded.relation(exact, changed) == "contradiction"
    assert guarded.relation(changed, exact) is None


def test_apply_replaces_from_left_to_right_whatever_the_order() -> None:
    assert apply("one two three", [(8, 13, "3"), (0, 3, "uno")]) == "Uno two 3"


def test_disjoint_keeps_earlier_sites_and_drops_overlapping_ones() -> None:
    form = Form("x", FIRST, "k")
    first, second, third = (Site(start=a, end=b, forms=(form, form)) for a, b in ((4, 8), (6, 10), (8, 12)))
    assert disjoint([first, second, third]) == [first, third]


def test_a_fact_in_a_denied_clause_is_known_as_denied() -> None:
    view = View("The bank did not lend 40 million euros in May, but it bought 12 offices.")
    assert view.denied(view.text.index("40"))
    assert not view.denied(view.text.index("12"))


def test_moving_the_source_keeps_every_word_of_the_statement() -> None:
    text = "The repairs would cost 4.5 million euros, the harbour authority said on Friday."
    moved = reframe(text, random.Random(0))
    assert moved.startswith("The harbour authority said on Friday")
    assert moved.endswith("the repairs would cost 4.5 million euros.")


def test_the_table_of_odd_synonyms_is_large_and_never_gives_the_word_itself() -> None:
    table = entries()
    assert len(table) > 1500
    assert all(word not in entry.synonyms for word, found in table.items() for entry in found)
