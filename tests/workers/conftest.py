"""The suites that run in isolates are started together, when the first test asks for one, and waited for one by one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from isolates import CHECKOUT, WORK, Isolate, Start

BRINGING = ("render", "synthesize", "comply", "fetch")
"""The Workers whose packages together are all that the suites import."""

SUITES = {
    "ports": ("conformance/test_database_port.py", "conformance/test_bucket_port.py", "conformance/test_queue_port.py",
              "conformance/test_consumer_loop.py", "shared/platform/test_consumer.py", "shared/platform/test_breakers.py",
              "shared/platform/test_platform_sql.py", "shared/platform/test_settings.py", "shared/platform/test_verdict.py"),
    "stores": ("shared/store",),
    "pure": ("shared/domain", "shared/gates", "queues", "functions/fetch/test_appraise.py", "functions/fetch/test_direction.py",
             "functions/fetch/test_fetch_parse.py", "functions/fetch/test_pack.py", "functions/fetch/test_sample_size.py",
             "functions/synthesize/test_extractive_digest.py", "functions/render/test_lines.py"),
}  # fmt: skip

OPTIONS = [f"--rootdir={CHECKOUT}", f"--confcutdir={CHECKOUT}", "-c", f"{CHECKOUT}/tests/workers/isolate/pytest.ini"]

@dataclass(frozen=True, slots=True)
class Suite:
    """One suite on its way in its isolate."""

    isolate: Isolate
    work: Path

    def outcomes(self, seconds: float) -> dict[str, dict[str, str]]:
        """Test to outcome and what was said."""
        self.isolate.answer(seconds)
        return json.loads((self.work / "outcomes.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def suite_path(packages: Callable[[str], str], tools: str) -> list[str]:
    """The import path of a suite: the checkout before what the Workers vendor, and pytest last."""
    return [f"{CHECKOUT}/tests", CHECKOUT, *map(packages, BRINGING), tools]


@pytest.fixture(scope="session")
def suites(start: Start, suite_path: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Suite]:
    """All suites, each in an isolate of its own."""
    started: dict[str, Suite] = {}
    for name, paths in SUITES.items():
        work = tmp_path_factory.mktemp(f"isolate-{name}")
        arguments = [*OPTIONS, *(f"{CHECKOUT}/tests/{path}" for path in paths)]
        environ = {"PYTEST": json.dumps(arguments), "OUTCOMES": f"{WORK}/outcomes.json"}
        started[name] = Suite(start("suite.py", suite_path, work, environ=environ), work)
    return started
