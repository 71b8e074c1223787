"""Whether a thread waited, told from whether it only took long."""

import time

from infra.local.machine.patience import waited_since, waits


def test_sleeping_is_waiting():
    before = waits()
    time.sleep(0.001)

    assert waited_since(before)


def test_working_is_not_waiting():
    before = waits()
    sum(range(1_000))

    assert before is None or not waited_since(before)


def test_where_the_system_does_not_tell_it_is_taken_for_granted():
    assert waited_since(None)
