"""What became of each test of a suite."""

import pytest


class Outcomes:
    """A pytest plugin that keeps the outcome of each test, and what was said of it, in the order they ended."""

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

    @property
    def failed(self) -> list[str]:
        """The tests that failed."""
        return [name for name, each in self.found.items() if each["outcome"] == "failed"]
