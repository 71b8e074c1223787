"""The program of an isolate that runs pytest: variable PYTEST holds its arguments, the outcomes go to OUTCOMES."""

import json
import os
from pathlib import Path
from typing import Any

import host
import pytest
from hypothesis import settings
from outcomes import Outcomes

EXAMPLES = 15
"""Of a property that names no number of its own: what CPython tries a hundred times takes far longer in WebAssembly."""


def main(given: Any) -> str:
    """Run the suite and give pytest's exit code."""
    host.given = given
    settings.register_profile("isolate", max_examples=EXAMPLES, deadline=None)
    settings.load_profile("isolate")
    outcomes = Outcomes()
    code = pytest.main(json.loads(os.environ["PYTEST"]), plugins=[outcomes])
    Path(os.environ["OUTCOMES"]).write_text(json.dumps(outcomes.found), "utf-8")
    return str(int(code))
