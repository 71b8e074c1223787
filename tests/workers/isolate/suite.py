"""The program of an isolate that runs pytest.

Variable PYTEST holds its arguments, FIRST how many tests of a file run, one case of each (all where it is empty); the
outcomes go to OUTCOMES.
"""

import json
import os
from pathlib import Path
from typing import Any

import host
import pytest
from outcomes import Outcomes

EXAMPLES = 5
"""Of a property that names no number of its own: what CPython tries a hundred times takes far longer in WebAssembly."""


class Fewer:
    """Takes fewer examples of each property and, where FIRST says so, only the first tests of each file."""

    def __init__(self, first: int | None) -> None:
        self.first = first

    def pytest_configure(self) -> None:
        """Set what properties try, once pytest has begun: it refuses plugins that were imported before it."""
        from hypothesis import settings

        settings.register_profile("isolate", max_examples=EXAMPLES, deadline=None)
        settings.load_profile("isolate")

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out what comes after the first ones; pytest tells how many."""
        if self.first is None:
            return
        seen: dict[str, set[str]] = {}
        kept: list[pytest.Item] = []
        left_out: list[pytest.Item] = []
        for item in items:
            file, test = item.nodeid.partition("::")[0], item.nodeid.partition("[")[0]
            of_file = seen.setdefault(file, set())
            wanted = test not in of_file and len(of_file) < self.first
            of_file |= {test} if wanted else set()
            (kept if wanted else left_out).append(item)
        if left_out:
            config.hook.pytest_deselected(items=left_out)
            items[:] = kept


def main(given: Any) -> str:
    """Run the suite and give pytest's exit code."""
    host.given = given
    outcomes = Outcomes()
    first = int(os.environ["FIRST"]) if os.environ["FIRST"] else None
    code = pytest.main(json.loads(os.environ["PYTEST"]), plugins=[outcomes, Fewer(first)])
    Path(os.environ["OUTCOMES"]).write_text(json.dumps(outcomes.found), "utf-8")
    return str(int(code))
