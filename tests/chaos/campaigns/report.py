"""A campaign as a test runs it: a process of its own, and the report that it leaves."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from rigs.places import ROOT
from rigs.ready import Ready

from chaos.amounts import FULL

AT_MOST = 3_600
"""Seconds that a share of a campaign may take."""


def report_of(module: str, folder: Path, given: int, ready: Ready, *ask: str, progress: bool = False) -> dict[str, Any]:
    """What `python -m module folder --seed given ...` reports: forked by `ready`, but under `make chaos` a new process,
    whose `progress` is shown."""
    arguments = [str(folder), "--seed", str(given), *ask]
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'tests'}:{ROOT}"}
    if FULL:
        command = [sys.executable, "-m", module, *arguments, *(["--progress"] if progress else [])]
        code, said = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode, "see above"
    else:
        code, *both = ready.run(arguments, env, AT_MOST, module)
        said = "".join(both)[-4_000:]
    path = folder / "report.json"
    assert path.exists(), f"seed {given}: the campaign ended with {code} and no report: {said}"
    return json.loads(path.read_text("utf-8"))
