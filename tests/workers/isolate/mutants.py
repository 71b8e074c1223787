"""The program of an isolate that breaks the Cloudflare adapter, one way after the other, and runs the ports' suites.

Each suite must then find the break. Answered is JSON: mutant to the first test that failed, or null where none did.
"""

import json
import os
import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import host
import pytest
from outcomes import Outcomes

import shared.platform
import shared.platform.cloudflare as adapter

NAME = "shared.platform.cloudflare"


@dataclass(frozen=True)
class Mutant:
    """One break: a piece of the adapter's source, which occurs once, and what stands there instead."""

    says: str
    suite: str
    of: str
    instead: str


MUTANTS = (
    Mutant("no mutant", "database bucket queue", "", ""),
    Mutant(
        "something in place of None for a missing row",
        "database",
        "rows[0] if rows else None",
        "rows[0] if rows else {}",
    ),
    Mutant(
        "something in place of None for a missing object",
        "bucket",
        "None if found is None else bytes(",
        "b'' if found is None else bytes(",
    ),
    Mutant("a list for a row's bytes", "database", "{key: read(value) for", "{key: value for"),
    Mutant(
        "a memoryview for an object's bytes",
        "bucket",
        "bytes(await found.arrayBuffer())",
        "(await found.arrayBuffer())",
    ),
    Mutant("a naive datetime", "bucket", "found.uploaded.replace(tzinfo=UTC)", "found.uploaded"),
    Mutant("a tuple bound to D1", "database", "*map(_sent, bound(statement.params))", "statement.params"),
    Mutant(
        "the largest number as a BigInt", "database", "map(_sent, bound(statement.params))", "bound(statement.params)"
    ),
    Mutant(
        "values that D1 would take otherwise",
        "database",
        "map(_sent, bound(statement.params))",
        "map(_sent, statement.params)",
    ),
    Mutant("an error that is no error of ours", "database", "raise _translated(exc) from exc", "raise"),
    Mutant("what a list holds, bare", "bucket", "_info(_wrapped(each, self.binding))", "_info(each)"),
    Mutant("a list without metadata", "bucket", '"include": ["httpMetadata", "customMetadata"],', ""),
    Mutant("a put that asks no condition", "bucket", '{"etagDoesNotMatch": "*"}', '{"etagDoesNotMatch": "never"}'),
    Mutant(
        "a delay that stays at home", "queue", 'contentType="text", delaySeconds=delay_seconds', 'contentType="text"'
    ),
    Mutant("a retry that is none", "queue", "self.message.retry(delaySeconds=delay_seconds)", "self.message.ack()"),
    Mutant(
        "one call for any number of messages",
        "queue",
        "for chunk in chunks(bodies):",
        "for chunk in [list(bodies)] if bodies else []:",
    ),
)


def main(given: Any) -> str:
    """Run the suites once for each mutant."""
    host.given = given
    source = adapter.__loader__.get_source(NAME)
    return json.dumps({mutant.says: _first_failure(mutant, source) for mutant in MUTANTS})


def _first_failure(mutant: Mutant, source: str) -> str | None:
    if mutant.of and (count := source.count(mutant.of)) < 1:
        raise RuntimeError(f"the mutant {mutant.says!r} finds its place {count} times; the adapter has changed")
    _install(source.replace(mutant.of, mutant.instead) if mutant.of else source)
    outcomes = Outcomes()
    files = [f"/peptalk/tests/conformance/test_{suite}_port.py" for suite in mutant.suite.split()]
    pytest.main(
        [*json.loads(os.environ["PYTEST"]), "-x", "-qq", "--no-header", "--no-summary", *files], plugins=[outcomes]
    )
    if not outcomes.found:
        raise RuntimeError(f"no test ran for the mutant {mutant.says!r}")
    return outcomes.failed[0] if outcomes.failed else None


def _install(source: str) -> None:
    module = ModuleType(NAME)
    module.__file__ = adapter.__file__
    sys.modules[NAME] = shared.platform.cloudflare = module
    exec(compile(source, str(adapter.__file__), "exec"), module.__dict__)
    for name in [name for name in sys.modules if name == "on_cloudflare" or name.startswith("tests.")]:
        del sys.modules[name]
