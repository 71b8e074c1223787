"""The program of an isolate that runs pytest.

Variable PYTEST holds its arguments, CASES how many cases of a test run (all where it is empty); the outcomes go to
OUTCOMES.
"""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import host
import pytest
from outcomes import Outcomes

EXAMPLES = 5
"""Of a property that names no number of its own: what CPython tries a hundred times takes far longer in WebAssembly."""


class Fewer:
    """Takes fewer examples of each property and, where CASES says so, only the first cases of each test."""

    def __init__(self, cases: int | None) -> None:
        self.cases = cases

    def pytest_configure(self) -> None:
        """Set what properties try, once pytest has begun: it refuses plugins that were imported before it."""
        from hypothesis import settings

        settings.register_profile("isolate", max_examples=EXAMPLES, deadline=None)
        settings.load_profile("isolate")

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out the cases beyond the first ones; pytest tells how many."""
        seen: Counter[str] = Counter()
        kept: list[pytest.Item] = []
        left_out: list[pytest.Item] = []
        for item in items:
            test = item.nodeid.partition("[")[0]
            seen[test] += 1
            (kept if self.cases is None or seen[test] <= self.cases else left_out).append(item)
        if left_out:
            config.hook.pytest_deselected(items=left_out)
            items[:] = kept


def main(given: Any) -> str:
    """Run the suite and give pytest's exit code."""
    host.given = given
    outcomes = Outcomes()
    cases = int(os.environ["CASES"]) if os.environ["CASES"] else None
    code = pytest.main(json.loads(os.environ["PYTEST"]), plugins=[outcomes, Fewer(cases)])
    Path(os.environ["OUTCOMES"]).write_text(json.dumps(outcomes.found), "utf-8")
    return str(int(code))
