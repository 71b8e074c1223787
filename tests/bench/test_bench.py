"""The benchmark itself runs; what it measures is read by people, never asserted."""

from bench.__main__ import measured


def test_every_measure_is_taken_beside_its_baseline():
    rows = measured(messages=50, times=1)

    assert [row.what.split()[0] for row in rows] == ["broker:", "broker:", "parse"]
    assert all(row.ours > 0 and row.baseline > 0 for row in rows)
