"""Instants as text: their order is the order of time."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.instants import later, moment, stamp

FIRST, LAST = datetime.fromisoformat("1000-01-02"), datetime.fromisoformat("9999-12-30")
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(FIRST, LAST, timezones=ZONES)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (datetime(2026, 11, 23, 2, 0, tzinfo=UTC), "2026-11-23T02:00:00.000Z"),
        (datetime(2026, 11, 23, 2, 0, 0, 1_999, tzinfo=UTC), "2026-11-23T02:00:00.001Z"),
        (datetime(2026, 11, 23, 0, 30, tzinfo=timezone(timedelta(hours=1))), "2026-11-22T23:30:00.000Z"),
        (datetime(2026, 1, 1, 23, 0, tzinfo=timezone(timedelta(hours=-5))), "2026-01-02T04:00:00.000Z"),
    ],
)
def test_an_instant_is_written_in_utc_with_milliseconds(when, text):
    assert stamp(when) == text


@given(MOMENTS)
def test_what_was_written_is_read_as_the_same_millisecond(when):
    read = moment(stamp(when))

    assert read.tzinfo is UTC
    assert timedelta(0) <= when - read < timedelta(milliseconds=1)
    assert stamp(read) == stamp(when)


@given(MOMENTS, MOMENTS)
def test_text_order_is_time_order(one, other):
    assert len(stamp(one)) == len(stamp(other)) == 24
    assert (stamp(one) < stamp(other)) == (moment(stamp(one)) < moment(stamp(other)))


def test_later_counts_in_seconds_and_may_count_back():
    base = datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)

    assert later(base, 1.5) == "2026-11-24T00:00:00.500Z"
    assert later(base, 0) == stamp(base)
    assert later(base, -60) == "2026-11-23T23:58:59.000Z"
