"""A crash at each named point, and recovery from it: each 20 times under `make chaos`, a twentieth of them once
otherwise, of which each place has one.

The campaign (point_kills.py) is a process of its own, which records the points and forks what crashes at them.
"""

import signal

import pytest
from rigs.shell import Shell

from chaos.amounts import FULL, amount, seed
from chaos.campaigns.report import report_of
from infra.local.crashes.crash_points import known
from infra.sandbox import samples

SHARE = 1.0 if FULL else 0.05
TIMES = amount(20)


def place_of(point):
    return point.partition("/")[0]


@pytest.fixture(scope="module")
def report(tmp_path_factory, ready):
    folder, given = tmp_path_factory.mktemp("points"), seed()
    ask = ["--times", str(TIMES), "--share", str(SHARE)]
    found = report_of("chaos.kills.point_kills", folder, given, ready, *ask, progress=True)
    print(
        f"\nseed {given}: {sum(found['crashes'].values())} crashes at {len(found['chosen'])} of {len(found['points'])} "
        f"points, in two rounds of a draft and during calls, in {found['seconds']} s and {found['homes']} homes; "
        f"calls: {found['booked']} booked, {found['answered']} answered, {found['lost']} lost, of these "
        f"{found['unreached']} that never reached the vendor"
    )
    return found


def test_after_a_crash_at_any_point_everything_is_published_once_and_nothing_is_paid_again(report):
    assert report["faults"] == [], f"seed {report['seed']}"


def test_each_chosen_point_was_crashed_at(report):
    assert set(report["crashes"]) >= set(report["chosen"])
    assert {place_of(each) for each in report["chosen"]} == {place_of(each) for each in report["points"]}
    assert len(report["chosen"]) >= len(report["points"]) * SHARE - 1
    assert set(report["crashes"].values()) == {TIMES}, f"seed {report['seed']}"


def test_points_lie_in_every_gap_of_the_loop_and_of_every_function(report):
    places = set(map(place_of, report["points"]))

    assert places >= {"broker", "cron", "command", "nightly_ingest", "fetch", "synthesize", "comply", "render"}
    assert places >= {"dead_letters", "watch"}


def test_an_unknown_point_is_refused_with_the_list_of_those_there_are(tmp_path, ready):
    refused = Shell(tmp_path / "home", ready=ready)("runs", "list", PEPTALK_CRASH_AT="render/before lunch")

    assert refused.code == 1
    assert "PEPTALK_CRASH_AT names no crash point: 'render/before lunch'" in refused.err
    assert all(point in refused.err for point in known())


def test_a_process_kills_itself_at_the_point_that_it_is_given(tmp_path, ready):
    shell = Shell(tmp_path / "home", ready=ready)

    crashed = shell(
        "catalog", "sync", str(samples.CATALOG), PEPTALK_CRASH_AT="command/before db.batch put+retire+record"
    )

    assert crashed.code == -signal.SIGKILL


@pytest.mark.parametrize("nth", ["0", "once", ""])
def test_a_passing_that_is_no_number_is_refused(tmp_path, nth, ready):
    refused = Shell(tmp_path / "home", ready=ready)("runs", "list", PEPTALK_CRASH_AT=f"broker/before leave#{nth}")

    if nth:
        assert (refused.code, "behind # stands at which passing to die" in refused.err) == (1, True)
    else:
        assert refused.code == -signal.SIGKILL
