"""The program of an isolate that runs pytest: the arguments come from the variable PYTEST, the outcomes go to OUTCOMES."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest


class Outcomes:
    """A pytest plugin that keeps what became of each test, in the order they ended."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of a test's three phases."""
        if report.when == "call" or report.outcome != "passed":
            said = "" if report.outcome == "passed" else str(report.longrepr)
            self.found[report.nodeid] = {"outcome": report.outcome, "said": said}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be collected is a failure."""
        if report.failed:
            self.found[report.nodeid] = {"outcome": "failed", "said": str(report.longrepr)}


def main(given: Any) -> str:
    """Run the suite and give pytest's exit code."""
    import host  # noqa: PLC0415

    host.given = given
    outcomes = Outcomes()
    code = pytest.main(json.loads(os.environ["PYTEST"]), plugins=[outcomes])
    Path(os.environ["OUTCOMES"]).write_text(json.dumps(outcomes.found), "utf-8")
    return str(int(code))


sys.path.insert(0, str(Path(__file__).parent))
