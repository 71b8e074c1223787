"""kill -9 at the named points of synthesize and comply: 200 times under `make chaos`, a twentieth of it otherwise.

The campaign (draft_kills.py) is a process of its own, which forks what is killed.
"""

from chaos.amounts import FULL, amount, seed
from chaos.campaigns.report import report_of
from infra.local.crashes.crash_points import known


def test_no_request_is_paid_twice_and_the_ledger_is_the_vendors_books_wherever_a_process_dies(tmp_path, ready):
    times, given = amount(200), seed()
    found = report_of("chaos.kills.draft_kills", tmp_path / "drafts", given, ready, "--times", str(times))
    points = found.pop("points")
    print(f"\nseed {given}: {found}, points by way: { {way: len(each) for way, each in points.items()} }")

    assert found["faults"] == [], f"seed {given}"
    assert found["kills"] == times
    of_both = {each for each in known() if each.startswith(("synthesize/", "comply/"))} - _OF_CRON
    assert all(of_both <= set(points[way]) for way in ("alone", "twice at once"))
    if FULL:
        assert [(way, each) for way in points for each, kills in points[way].items() if not kills] == []


_OF_CRON = {f"synthesize/{when} db.batch prune_waits+prune" for when in ("before", "after")}
"""Points of the cron that looks at batches, which those two ways do not have."""
