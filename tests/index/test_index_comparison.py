"""What differs between two sets of references."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from factcheck.index import compare_references
from factcheck.reading import reference_from_text

BRIDGE = reference_from_text(
    "The river bridge is closed. It opens again on Monday. Buses go round.", title="Bridge", url="https://a.example/1"
)
NEWER = reference_from_text(
    "The river bridge is closed. It opens again on Friday. Buses go round. Nobody was hurt.",
    title="Bridge",
    url="http://a.example/1/?utm_source=feed",
)
MARKET = reference_from_text("The fish market burned down.", title="Market", path="reports/market.txt")
SCHOOL = reference_from_text("Forty schools get new roofs.", title="School")


def test_names_what_is_added_gone_and_unchanged() -> None:
    found = compare_references([BRIDGE, MARKET], [SCHOOL, BRIDGE])
    assert (found.added, found.gone, found.changed, found.n_unchanged) == ((SCHOOL,), (MARKET,), (), 1)


def test_a_newer_version_is_changed_with_its_passages() -> None:
    found = compare_references([BRIDGE, MARKET], [NEWER, MARKET])
    (changed,) = found.changed
    assert (found.added, found.gone, found.n_unchanged) == ((), (), 1)
    assert (changed.old, changed.new) == (BRIDGE, NEWER)
    assert [each.text for each in changed.gone] == ["It opens again on Monday."]
    assert [each.text for each in changed.added] == ["It opens again on Friday.", "Nobody was hurt."]
    for side, passages in ((BRIDGE, changed.gone), (NEWER, changed.added)):
        assert all(side.text[each.start : each.end] == each.text for each in passages)
    assert changed.fields == {"url": (BRIDGE.url, NEWER.url)}


def test_another_title_is_a_change_and_another_file_is_none() -> None:
    renamed = dataclasses.replace(BRIDGE, title="Bridge closed")
    (changed,) = compare_references([BRIDGE], [renamed]).changed
    assert (changed.gone, changed.added, changed.fields) == ((), (), {"title": ("Bridge", "Bridge closed")})
    moved = dataclasses.replace(MARKET, path="elsewhere/market.txt")
    assert compare_references([MARKET], [moved]).n_unchanged == 1


def test_two_versions_held_are_not_both_matched_with_one_newer() -> None:
    oldest = reference_from_text("The river bridge is shut.", url="https://a.example/1")
    found = compare_references([BRIDGE, oldest], [NEWER])
    assert len(found.changed) == 1
    assert len(found.gone) == 1
    assert found.added == ()


POOL = [BRIDGE, NEWER, MARKET, SCHOOL, dataclasses.replace(MARKET, title="Fish")]


@given(st.lists(st.sampled_from(POOL)), st.lists(st.sampled_from(POOL)))
def test_every_report_is_counted_once_on_its_side(old: list, new: list) -> None:
    found = compare_references(old, new)
    n_both = len(found.changed) + found.n_unchanged
    assert n_both + len(found.gone) == len({each.reference_id for each in old})
    assert n_both + len(found.added) == len({each.reference_id for each in new})
    turned = compare_references(new, old)
    assert (len(turned.added), len(turned.gone)) == (len(found.gone), len(found.added))
