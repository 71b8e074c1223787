"""The program of an isolate that breaks the Cloudflare adapter, one way after the other, and runs the ports' suites.

Each break names the test that must find it, and only that test is run: every suite is run whole elsewhere. Variable
MUTANTS holds the places of those that are tried in the list below. Answered is JSON: mutant to the first test that
failed, or null where none did.
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
import shared.platform.cloudflare.bindings as adapter

NAME = "shared.platform.cloudflare.bindings"


@dataclass(frozen=True)
class Mutant:
    """One break: the port's suite and its test that finds it, a piece of the adapter's source and what stands there
    instead."""

    says: str
    suite: str
    test: str
    of: str
    instead: str


MUTANTS = (
    Mutant(
        "something in place of None for a missing row",
        "database",
        "test_all_gives_every_row_in_order_and_first_the_first",
        "rows[0] if rows else None",
        "rows[0] if rows else {}",
    ),
    Mutant(
        "something in place of None for a missing object",
        "bucket",
        "test_what_is_not_there_is_none",
        "None if found is None else bytes(",
        "b'' if found is None else bytes(",
    ),
    Mutant(
        "a list for a row's bytes",
        "database",
        "test_values_come_back_as_they_went",
        "{key: read(value) for",
        "{key: value for",
    ),
    Mutant(
        "a memoryview for an object's bytes",
        "bucket",
        "test_an_object_comes_back_as_it_was_put",
        "bytes(await found.arrayBuffer())",
        "(await found.arrayBuffer())",
    ),
    Mutant(
        "a naive datetime",
        "bucket",
        "test_an_object_comes_back_as_it_was_put",
        "found.uploaded.replace(tzinfo=UTC)",
        "found.uploaded",
    ),
    Mutant(
        "a tuple bound to D1",
        "database",
        "test_all_gives_every_row_in_order_and_first_the_first",
        "*map(_sent, bound(statement.params))",
        "statement.params",
    ),
    Mutant(
        "the largest number as a BigInt",
        "database",
        "test_values_come_back_as_they_went",
        "map(_sent, bound(statement.params))",
        "bound(statement.params)",
    ),
    Mutant(
        "values that D1 would take otherwise",
        "database",
        "test_values_that_d1_does_not_bind_are_refused",
        "map(_sent, bound(statement.params))",
        "map(_sent, statement.params)",
    ),
    Mutant(
        "an error that is no error of ours",
        "database",
        "test_a_batch_writes_all_or_nothing",
        "raise _translated(exc) from exc",
        "raise",
    ),
    Mutant(
        "what a list holds, bare",
        "bucket",
        "test_a_listing_is_in_key_order_by_prefix_and_pages",
        "_info(_wrapped(each, self.binding))",
        "_info(each)",
    ),
    Mutant(
        "a list without metadata",
        "bucket",
        "test_a_listing_is_in_key_order_by_prefix_and_pages",
        '"include": ["httpMetadata", "customMetadata"],',
        "",
    ),
    Mutant(
        "a put that asks no condition",
        "bucket",
        "test_only_if_absent_writes_once",
        '{"etagDoesNotMatch": "*"}',
        '{"etagDoesNotMatch": "never"}',
    ),
    Mutant(
        "a delay that stays at home",
        "queue",
        "test_a_delayed_message_comes_when_its_time_has_come",
        'contentType="text", delaySeconds=delay_seconds',
        'contentType="text"',
    ),
    Mutant(
        "a retry that is none",
        "queue",
        "test_attempts_count_from_one_and_the_id_stays",
        "self.message.retry(delaySeconds=delay_seconds)",
        "self.message.ack()",
    ),
    Mutant(
        "one call for any number of messages",
        "queue",
        "test_a_batch_of_any_size_arrives_whole",
        "for chunk in chunks(bodies):",
        "for chunk in [list(bodies)] if bodies else []:",
    ),
)


def main(given: Any) -> str:
    """Run each tried mutant's test once, and all of them once without a mutant."""
    host.given = given
    source = adapter.__loader__.get_source(NAME)
    tried = [MUTANTS[place] for place in json.loads(os.environ["MUTANTS"])]
    found = {"no mutant": _first_failure(source, *tried)}
    for mutant in tried:
        if mutant.of not in source:
            raise RuntimeError(f"the mutant {mutant.says!r} does not find its place; the adapter has changed")
        found[mutant.says] = _first_failure(source.replace(mutant.of, mutant.instead), mutant)
    return json.dumps(found)


def _first_failure(source: str, *mutants: Mutant) -> str | None:
    """The first failure of these mutants' tests over an adapter of this source."""
    _install(source)
    outcomes = Outcomes()
    tests = {f"/peptalk/tests/conformance/test_{each.suite}_port.py::{each.test}" for each in mutants}
    pytest.main(
        [*json.loads(os.environ["PYTEST"]), "-x", "-qq", "--no-header", "--no-summary", *sorted(tests)],
        plugins=[outcomes],
    )
    if not outcomes.found:
        raise RuntimeError(f"no test ran: {sorted(tests)}")
    return outcomes.failed[0] if outcomes.failed else None


def _install(source: str) -> None:
    module = ModuleType(NAME)
    module.__file__ = adapter.__file__
    sys.modules[NAME] = shared.platform.cloudflare.bindings = module
    exec(compile(source, str(adapter.__file__), "exec"), module.__dict__)
    for name in [name for name in sys.modules if name == "on_cloudflare" or name.startswith("tests.")]:
        del sys.modules[name]
