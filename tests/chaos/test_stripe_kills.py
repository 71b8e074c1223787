"""500 kill -9 between receiving, storing, acknowledging and applying Stripe's events under `make chaos`, a hundredth of
them under `make test`."""

import json
import os
import subprocess
import sys

from chaos.amounts import FULL, seed
from places import ROOT

from shared.platform.verdict import DEATHS_AT_MOST


def test_no_event_is_lost_and_none_is_applied_twice(tmp_path):
    given, kills = seed(), 500 if FULL else 5
    done = subprocess.run(
        [sys.executable, "-m", "chaos.stripe_kills", str(tmp_path), "--kills", str(kills), "--seed", str(given)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'tests'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"seed {given}: {done.stderr[-2_000:]}"
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    print(found)

    assert found["events"] == found["acknowledged"] == 3 * kills
    assert found["lost"] == []
    assert (found["changes"], found["changed_twice"]) == (found["events"], 0)
    assert found["replayed"] <= kills / DEATHS_AT_MOST
    assert (found["dead_letters"], found["leases_left"], found["integrity"]) == (0, 0, "ok")
