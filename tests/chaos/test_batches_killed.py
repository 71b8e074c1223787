"""kill -9 at the gaps of a night that asks by batches: 200 times under `make chaos`, a few of them otherwise.

The campaign (campaign_batches.py) is a process of its own, which forks what is killed.
"""

import json
import os
import subprocess
import sys

from chaos.amounts import FULL, amount, seed
from places import ROOT


def test_no_request_is_paid_twice_and_no_batch_lost_wherever_a_process_dies(tmp_path):
    times, given, folder = amount(200), seed(), tmp_path / "batches"
    done = subprocess.run(
        [sys.executable, "-m", "chaos.campaign_batches", str(folder), "--times", str(times), "--seed", str(given)],
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
    print(f"\nseed {given}: {found}")

    assert found["faults"] == [], f"seed {given}"
    assert found["kills"] >= 0.9 * times
