from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from factcheck.reading import iso_date


@pytest.mark.parametrize(
    "raw",
    [
        "2025-03-04",
        " 2025-03-04 ",
        "20250304",
        "4 March 2025",
        "4th Mar. 2025",
        "March 4, 2025",
        "Tuesday, March 4, 2025",
        "Tue 4 Mar 2025",
        "2025/3/4",
        "2025.03.04",
    ],
)
def test_dates_come_out_as_iso_without_a_time(raw: str) -> None:
    assert iso_date(raw) == "2025-03-04"


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2025-03-04T08:30:00Z", "2025-03-04T08:30:00+00:00"),
        ("2025-03-04 08:30", "2025-03-04T08:30:00"),
        ("Tue, 4 Mar 2025 08:30:00 +0200", "2025-03-04T08:30:00+02:00"),
    ],
)
def test_date_times_keep_their_time_and_zone(raw: str, iso: str) -> None:
    assert iso_date(raw) == iso


@pytest.mark.parametrize("raw", ["03/04/2025", "31 February 2025", "last Tuesday", "4 Marsh 2025", "2025", "", "12:30"])
def test_what_would_need_guessing_is_no_date(raw: str) -> None:
    assert iso_date(raw) is None


@given(
    st.dates(min_value=dt.date(1000, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y/%m/%d"]),
)
@hypothesis_settings(deadline=None)
def test_written_dates_name_the_same_day(day: dt.date, form: str) -> None:
    assert iso_date(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=30))
@hypothesis_settings(deadline=None)
def test_any_text_gives_an_iso_date_or_none(raw: str) -> None:
    iso = iso_date(raw)
    assert iso is None or dt.datetime.fromisoformat(iso)
