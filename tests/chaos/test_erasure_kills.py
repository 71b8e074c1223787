"""An erasure goes on to its end whatever kills its processes: four times each port call under `make chaos`, a
twentieth of them once under `make test`."""

import json
import os
import subprocess
import sys

from chaos.amounts import FULL, seed
from places import ROOT


def test_an_erasure_that_is_killed_anywhere_ends_and_does_nothing_twice(tmp_path):
    given, share, times = seed(), 1.0 if FULL else 0.05, 4 if FULL else 1
    asked = [str(tmp_path), "--share", str(share), "--times", str(times), "--seed", str(given)]
    done = subprocess.run(
        [sys.executable, "-m", "chaos.erasure_kills", *asked],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'tests'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"seed {given}: {done.stderr[-2_000:]}"
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    killed = sum(found["killed"].values())
    print(
        f"seed {given}: {killed} kills at {len(found['killed'])} of {len(found['points'])} points, "
        f"{found['twice']} homes died twice, in {found['seconds']} s"
    )

    assert found["faults"] == [], f"seed {given}"
    assert len(found["points"]) >= 40
    assert {point.partition("/")[0] for point in found["points"]} >= {"command", "broker", "billing", "mail", "stripe"}
    assert killed >= round(len(found["points"]) * share) * times
