"""The program of an isolate that runs pytest: variable PYTEST holds its arguments, the outcomes go to OUTCOMES."""

import json
import os
from pathlib import Path
from typing import Any

import host
import pytest
from outcomes import Outcomes

EXAMPLES = 15
"""Of a property that names no number of its own: what CPython tries a hundred times takes far longer in WebAssembly."""


class FewerExamples:
    """Sets what properties try, once pytest has begun: it refuses plugins that were imported before it."""

    def pytest_configure(self) -> None:
        from hypothesis import settings

        settings.register_profile("isolate", max_examples=EXAMPLES, deadline=None)
        settings.load_profile("isolate")


def main(given: Any) -> str:
    """Run the suite and give pytest's exit code."""
    host.given = given
    outcomes = Outcomes()
    code = pytest.main(json.loads(os.environ["PYTEST"]), plugins=[outcomes, FewerExamples()])
    Path(os.environ["OUTCOMES"]).write_text(json.dumps(outcomes.found), "utf-8")
    return str(int(code))
