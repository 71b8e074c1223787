"""1,000 kill -9 over `run-batch` and `up` under `make chaos`, a fortieth of them under `make test`.

The campaign (run_kills.py) is a process of its own, which forks what it kills; here its report is held to the promises.
"""

import pytest

from chaos.amounts import FULL, amount, seed
from chaos.campaigns.report import report_of

KILLS = amount(1_000, one_of=40)
SIZES = "2,3,8" if FULL else "2"


@pytest.fixture(scope="module")
def report(tmp_path_factory, ready):
    folder, given = tmp_path_factory.mktemp("campaign"), seed()
    ask = ["--kills", str(KILLS), "--sizes", SIZES]
    found = report_of("chaos.kills.run_kills", folder, given, ready, *ask, progress=True)
    print("\n" + told(found))
    return found


def told(report) -> str:
    """The report for a person."""
    inside = ", ".join(f"{name} {count}" for name, count in sorted(report["inside"].items(), key=lambda each: -each[1]))
    return "\n".join(
        [
            f"seed {report['seed']}: {report['kills']} kill -9 in {report['seconds']} s, {report['commands']}",
            f"in flight at the kills: {inside}",
            f"{report['homes']} homes, {report['states']} evidence states, {report['publications']} publications",
            (
                f"model calls: {report['booked']} booked = {report['answered']} answered + {report['lost']} lost - "
                f"{report['unreached']} of these that never reached the vendor; "
                f"{report['under_way']} were under way at the kills"
            ),
            (
                f"taken over after {report['recoveries']} kills: {report['mean_recovery']:.2f} s in the mean, "
                f"{report['slowest_recovery']:.2f} s at most; {report['cut_short']} killed again before, "
                f"{report['nothing_held']} held nothing"
            ),
            f"a run that nobody kills, in seconds: {report['lengths']}",
        ]
    )


def test_each_peptide_is_published_once_per_evidence_state_and_nothing_is_damaged_or_paid_again(report):
    assert report["faults"] == [], f"seed {report['seed']}"
    assert report["kills"] >= KILLS
    assert report["publications"] > 0


def test_calls_that_were_lost_are_those_under_way_at_the_kills(report):
    assert report["booked"] - report["answered"] == report["lost"] - report["unreached"], f"seed {report['seed']}"
    assert report["lost"] <= report["under_way"], f"seed {report['seed']}"


def test_the_next_process_takes_over_within_five_seconds(report):
    assert report["recoveries"] > 0
    assert report["slowest_recovery"] < 5.0, f"seed {report['seed']}"


def test_the_kills_fall_inside_calls_and_commits(report):
    assert report["inside"].get("model call", 0) > 0, f"seed {report['seed']}: {report['inside']}"
    assert len(report["inside"]) > 1, f"seed {report['seed']}: {report['inside']}"
