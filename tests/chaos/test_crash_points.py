"""A crash at each named point, and recovery from it: each 20 times under `make chaos`, a fifth of them once otherwise.

The campaign (campaign_points.py) is a process of its own, which records the points and forks what crashes at them.
"""

import json
import os
import signal
import subprocess
import sys

import pytest
from chaos.amounts import FULL, amount, seed
from places import ROOT
from shell import Shell

from infra.local.crash_points import known
from infra.sandbox import samples

SHARE = 1.0 if FULL else 0.2
TIMES = amount(20)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("points")
    given = seed()
    ask = [str(folder), "--times", str(TIMES), "--share", str(SHARE), "--seed", str(given)]
    done = subprocess.run(
        [sys.executable, "-m", "chaos.campaign_points", *ask, *(["--progress"] if FULL else [])],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'tests'}:{ROOT}"},
        stdout=None if FULL else subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    path = folder / "report.json"
    assert path.exists(), f"seed {given}: the campaign did not report: {done.stdout}"
    found = json.loads(path.read_text("utf-8"))
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
    assert len(report["chosen"]) >= len(report["points"]) * SHARE - 1
    assert set(report["crashes"].values()) == {TIMES}, f"seed {report['seed']}"


def test_points_lie_in_every_gap_of_the_loop_and_of_every_function(report):
    places = {point.partition("/")[0] for point in report["points"]}

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
