"""The suites that pass on the embedded platform pass in the Python of Workers, on Cloudflare's simulators."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from rigs.isolates import Start
from rigs.loads import FULL
from rigs.places import ROOT
from rigs.tables_told import Told

from .conftest import LONG, OPTIONS, SUITES, Suite

TESTS = ROOT / "tests"
SECONDS = 1_000
LEAST = {"ports": 390, "stores": 240, "functions": 2_380} if FULL else {"ports": 390, "stores": 58, "functions": 190}
"""Fewer tests than these mean that a suite was not collected whole."""
MUTANTS, TRIED = 15, 5
"""Breaks of the adapter in isolate/mutants.py, and how many of them `make test` tries, drawn anew each time."""


def test_what_the_suites_name_lies_there():
    named = [each.removeprefix("--ignore=") for paths in SUITES.values() for each in paths]

    assert [each for each in [*named, *(test.partition("::")[0] for test in LONG)] if not (TESTS / each).exists()] == []


@pytest.mark.parametrize("name", SUITES)
def test_every_test_of_the_suite_passes_there_too(suites: dict[str, Suite], name: str, told: Told):
    found = suites[name].outcomes(SECONDS)
    told.isolated.update({test: each["outcome"] for test, each in found.items()})

    failed = {test: each["said"] for test, each in found.items() if each["outcome"] == "failed"}
    assert failed == {}
    counted = Counter(each["outcome"] for each in found.values())
    assert counted["passed"] >= LEAST[name], counted
    listed = [path for path in SUITES[name] if not path.startswith("--")]
    assert [path for path in listed if not any(test.startswith(f"tests/{path}") for test in found)] == []


def test_what_is_left_out_there_says_why(suites: dict[str, Suite]):
    left_out = [
        each["said"]
        for suite in suites.values()
        for each in suite.outcomes(SECONDS).values()
        if each["outcome"] == "skipped"
    ]

    known = (
        "D1's documentation refuses it, D1's simulator does not",
        "the folder of real records",
        "an isolate starts no process and measures no memory",
        "take an isolate too long",
    )
    assert [said for said in left_out if not any(reason in said for reason in known)] == []


def test_each_break_of_the_cloudflare_adapter_turns_the_suites_red(start: Start, suite_path: list[str], tmp_path: Path):
    drawn = random.SystemRandom().sample(range(MUTANTS), MUTANTS if FULL else TRIED)
    print(f"\nof the adapter's {MUTANTS} mutants: {drawn}")
    environ = {"PYTEST": json.dumps(OPTIONS), "MUTANTS": json.dumps(drawn)}
    found = json.loads(start("mutants.py", suite_path, tmp_path, environ=environ).answer(SECONDS))

    assert found.pop("no mutant") is None
    assert len(found) == len(drawn)
    assert [mutant for mutant, failed in found.items() if failed is None] == []
