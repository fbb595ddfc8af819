"""Each family of edits changes what it should and spares what it must."""

import datetime as dt
import random
from collections.abc import Callable, Iterable

import pytest

from factcheck.training.edits import (
    NamePool,
    additions,
    antonyms,
    dates,
    details,
    exchange,
    modality,
    names,
    numbers,
    polarity,
    roles,
    scope,
)
from factcheck.training.edits.forms import ANY, FIRST, SECOND, Site
from factcheck.training.edits.inflect import gerund, participle, past, plural, third
from factcheck.training.edits.view import View
from factcheck.training.edits.wire import tidy


def texts(sites: Iterable[Site]) -> set[str]:
    return {form.text for site in sites for form in site.forms}


def readings(sites: Iterable[Site], worlds: int) -> set[str]:
    return {form.text for site in sites for form in site.forms[1:] if form.worlds == worlds}


@pytest.mark.parametrize("seed", range(30))
def test_a_changed_number_keeps_its_format_and_differs(seed: int) -> None:
    (site,) = numbers.sites(View("The firm paid $4.5 billion for it in cash."), random.Random(seed))
    changed = [form for form in site.forms if form.kind == "number"][1].text
    assert changed.startswith("$")
    assert changed.endswith(" billion")
    assert len(changed.split(".")[1].split()[0]) == 1
    assert changed != "$4.5 billion"


@pytest.mark.parametrize("seed", range(30))
def test_other_ways_to_write_a_number_have_its_value(seed: int) -> None:
    (site,) = numbers.sites(View("The firm paid $4.5 billion for it in cash."), random.Random(seed))
    same = {form.text for form in site.forms if form.kind == "number format" and form.worlds == FIRST}
    assert same <= {"$4.5bn", "$4,500 million", "4.5 billion dollars", "US$4.5 billion"}
    assert same


@pytest.mark.parametrize("seed", range(30))
def test_a_hedged_round_number_lies_on_the_right_side(seed: int) -> None:
    (site,) = numbers.sites(View("The quake damaged 4,870 houses in the valley."), random.Random(seed))
    for form in site.forms:
        if form.kind == "rounding" and form.worlds & FIRST:
            hedge, value = form.text.rsplit(" ", 1)
            bound = int(value.replace(",", ""))
            if hedge in {"nearly", "almost", "close to"}:
                assert bound > 4870
            if hedge in {"more than", "over", "some"}:
                assert bound < 4870
            assert abs(bound - 4870) < 250


@pytest.mark.parametrize(
    "text",
    [
        "He was born in 1987 and lives there.",
        "The Boeing 747 landed there at dawn.",
        "More than 500 people came to the square.",
        "It did not sell 500 cars in that year.",
        "It beat them 3-2 in the final match.",
    ],
)
def test_years_names_hedged_and_denied_numbers_are_spared(text: str) -> None:
    assert not [site for site in numbers.sites(View(text), random.Random(0)) if site.forms[0].kind == "number"]


def test_a_weekday_can_be_told_as_the_date_it_was() -> None:
    published = dt.date(2024, 5, 16)  # a Thursday
    (site,) = dates.sites(View("The council met on Tuesday to vote."), random.Random(0), published)
    assert "on May 14" in {form.text for form in site.forms if form.worlds == FIRST}
    assert "on May 14" not in {form.text for form in site.forms if form.worlds == SECOND}


def test_the_verb_may_is_no_month() -> None:
    assert not list(dates.sites(View("The council may vote on it again."), random.Random(0), None))


def test_names_are_exchanged_for_names_of_the_same_report() -> None:
    report = ["Helen Farouk spoke.", "Peter Novak listened."]
    pool = NamePool.harvest(report)
    found = set()
    for seed in range(20):
        found |= texts(
            names.sites(View("The plan was shown to Anna Moreau in Lyon."), random.Random(seed), pool, report)
        )
    assert {"Helen Farouk", "Peter Novak", "Moreau"} <= found
    assert not any("Lyon" in text for text in found - {"Lyon"})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It has risen since the spring of that year.", "has not"),
        ("The minister would not accept the offer made.", "would accept"),
        ("The firm did not buy the site from them.", "bought"),
        ("She refused to sign the paper they sent.", "agreed to"),
        ("The mine is no longer open to them.", "still"),
    ],
)
def test_negations_are_added_and_dropped(text: str, wanted: str) -> None:
    assert wanted in readings(polarity.sites(View(text), random.Random(0)), SECOND)


def test_nothing_is_negated_under_if() -> None:
    assert not list(polarity.sites(View("It will fall if the bank has raised its rates."), random.Random(0)))


def test_opposites_take_the_inflection_of_the_word() -> None:
    assert "fell" in texts(antonyms.sites(View("Prices rose in the capital."), random.Random(0)))
    assert "narrowing" in texts(antonyms.sites(View("They are widening the old road."), random.Random(0)))


def test_a_guarded_statement_rules_out_the_plain_one_but_not_the_other_way_round() -> None:
    (site,) = modality.sites(View("The bank may sell its offices there."), random.Random(1))
    guarded, plain = site.forms
    assert plain.text in {"sold", "already sold"}
    assert site.relation(guarded, plain) == "contradiction"
    assert site.relation(plain, guarded) is None


def test_actor_and_target_change_places_and_the_passive_keeps_them() -> None:
    (site,) = roles.sites(View("Northern Oil sued Baltic Steel in Paris."))
    assert readings([site], SECOND) == {"Baltic Steel sued Northern Oil", "Northern Oil was sued by Baltic Steel"}
    assert readings([site], FIRST) == {"Baltic Steel was sued by Northern Oil"}


def test_the_passive_agrees_in_number() -> None:
    (site,) = roles.sites(View("Police arrested 14 men on Tuesday."))
    assert readings([site], FIRST) == {"14 men were arrested by police"}


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("The vote was lost because of the storm there.", "because of"),
        ("Costs were higher than those of the rival.", "higher than"),
        ("Most of the men went home at night.", "Most of"),
    ],
)
def test_scope_comparison_and_cause_are_found(text: str, old: str) -> None:
    sites = list(scope.sites(View(text), random.Random(0)))
    assert old in {site.forms[0].text for site in sites}
    assert readings(sites, SECOND)


def test_details_are_left_out_only_where_that_weakens_the_sentence() -> None:
    open_ = list(details.sites(View("The two banks signed the long agreement in Paris on Monday.")))
    assert {site.forms[0].text for site in open_} == {" in Paris", " on Monday"}
    assert all(site.forms[1].worlds == ANY for site in open_)
    assert not list(details.sites(View("No bank signed the long agreement in Paris on Monday.")))
    assert not list(details.sites(View("All the banks signed the agreement in Paris on Monday.")))


@pytest.mark.parametrize("seed", range(40))
def test_two_versions_of_a_detail_differ_and_no_slot_is_left_open(seed: int) -> None:
    rng = random.Random(seed)
    for table in (additions.TAILS, additions.HEADS, additions.ASIDES):
        first, second = additions.render(rng.choice(table), rng, NamePool())
        assert first != second
        assert not set("{}[]|~!") & set(first + (second or ""))


@pytest.mark.parametrize(
    ("inflect", "verb", "form"),
    [
        (past, "admit", "admitted"),
        (past, "carry", "carried"),
        (participle, "take", "taken"),
        (gerund, "make", "making"),
        (third, "reach", "reaches"),
        (plural, "member of staff", "members of staff"),
        (plural, "foreman", "foremen"),
    ],
)
def test_inflection_follows_english_spelling(inflect: Callable[[str], str], verb: str, form: str) -> None:
    assert inflect(verb) == form


def test_old_wire_copy_is_written_out() -> None:
    old = "Acme Corp <ACM> bought <Beta Ltd> for 5 mln dlrs. &\\tIt rose 3 pct."
    assert tidy(old) == "Acme Corp bought Beta Ltd for 5 million dollars. It rose 3 percent."


def test_two_names_change_places_but_not_in_a_list() -> None:
    found = list(exchange.sites(View("Wheat sold by France to Poland was spoiled.")))
    assert readings(found, SECOND) == {"Poland to France"}
    assert not list(exchange.sites(View("Talks between France and Poland failed again.")))
    assert not list(exchange.sites(View("France met with Poland in the evening.")))


def test_two_figures_of_one_format_change_places() -> None:
    found = list(
        exchange.sites(View("Sales were $12 million in spring after $19 million in autumn, up from 7 percent."))
    )
    assert readings(found, SECOND) == {"$19 million in spring after $12 million"}
