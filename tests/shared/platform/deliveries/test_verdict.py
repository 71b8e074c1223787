"""The kind of error alone decides what becomes of a delivery."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.platform.deliveries.verdict import DEATHS_AT_MOST, DELAY_AT_MOST, PAUSE, Verdict, judge
from shared.platform.errors import (
    ConfigurationError,
    Corrupt,
    DatabaseError,
    DatabaseUnavailable,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        # The vendor's word wins over our own back-off.
        (UpstreamThrottled("slow down", retry_in=120), Verdict("retryable", "retry", 120)),
        # A vendor cannot send us away for longer than a queue can wait.
        (UpstreamThrottled("go away", retry_in=10**9), Verdict("retryable", "retry", DELAY_AT_MOST)),
        # Throttling, outages and a busy database cost no life.
        (UpstreamUnavailable("down"), Verdict("retryable", "retry", 2)),
        (DatabaseUnavailable("locked"), Verdict("retryable", "retry", 2)),
        # What will fail the same way again goes at once.
        (UpstreamRefused("no"), Verdict("permanent", "die")),
        (Corrupt("gone"), Verdict("permanent", "die")),
        # An operator must act: the function pauses, the work lives.
        (ConfigurationError("no key"), Verdict("configuration", "retry", PAUSE, pause=True)),
        # A refused statement and whatever we do not know count as a crash.
        (DatabaseError("no such table"), Verdict("crash", "retry", 2, deaths=1)),
        (ZeroDivisionError(), Verdict("crash", "retry", 2, deaths=1)),
    ],
)
def test_a_first_attempt_is_judged_by_its_error(error, verdict):
    assert judge(error, tries=1, deaths=0, jitter=0.0) == verdict


def test_a_crash_dies_at_the_fifth():
    verdicts = [judge(KeyError(), tries=n + 1, deaths=n, jitter=0.0).action for n in range(DEATHS_AT_MOST)]

    assert verdicts == ["retry"] * 4 + ["die"]


@given(tries=st.integers(1, 10_000), jitter=st.floats(0, 1, exclude_max=True))
def test_an_outage_never_kills_and_never_waits_beyond_an_hour(tries, jitter):
    verdict = judge(UpstreamUnavailable("down"), tries=tries, deaths=4, jitter=jitter)

    assert verdict.action == "retry"
    assert 1 <= verdict.delay <= 3_600


@given(jitter=st.floats(0, 1, exclude_max=True), asked=st.floats(0, 1e6))
def test_a_vendor_is_never_asked_before_the_time_it_named(jitter, asked):
    verdict = judge(UpstreamThrottled("wait", retry_in=asked), tries=1, deaths=0, jitter=jitter)

    assert verdict.delay >= min(DELAY_AT_MOST, int(asked))
