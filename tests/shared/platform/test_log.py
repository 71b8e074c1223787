"""The log's words are a contract: closed, complete, and what the runbook greps for."""

import ast
import json
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from pydantic import SecretStr
from rigs.fakes import ManualClock
from rigs.places import ROOT

from queues.topology import QUEUES
from shared.domain.accounts.marks import mark
from shared.platform.log import EVENTS, Log

LEVELS = frozenset({"info", "warning", "error"})
# Whatever runs below the consumer loop logs with the item that the loop bound.
BOUND_BELOW = (
    "shared/platform/deliveries/consumer.py",
    "shared/store/spending/ledger.py",
    "shared/store/spending/fallbacks.py",
    *(f"functions/{queue.consumer}/" for queue in QUEUES.values() if queue.dead_letter_queue),
)


class Call(NamedTuple):
    place: str
    event: ast.expr
    fields: frozenset[str]


def sources() -> list[Path]:
    found = [path for folder in ("functions", "infra", "shared") for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if not {"python_modules", "node_modules"} & set(path.parts)]


def is_log(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name.lstrip("_") in ("log", "logger")


@cache
def calls(methods: frozenset[str]) -> list[tuple[str, ast.Call]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in methods
        and is_log(node.func.value)
    ]


@cache
def logged() -> list[Call]:
    return [
        Call(place, node.args[0], frozenset(each.arg for each in node.keywords if each.arg))
        for place, node in calls(LEVELS)
    ]


def bound() -> set[str]:
    return {
        each.arg
        for place, node in calls(frozenset({"bind"}))
        if place.startswith("shared/platform/deliveries/consumer.py")
        for each in node.keywords
        if each.arg
    }


def wanted(event: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(EVENTS[event]) if name}


@pytest.fixture
def log(lines: list[str], clock: ManualClock) -> Log:
    return Log(lines.append, clock.now)


def test_every_event_is_a_word_of_the_vocabulary_and_no_text_made_up_on_the_spot():
    made_up = [call.place for call in logged() if not isinstance(call.event, ast.Constant)]
    unknown = [call.place for call in logged() if getattr(call.event, "value", None) not in EVENTS]

    assert len(logged()) > 20
    assert made_up == []
    assert unknown == []


def test_every_word_of_the_vocabulary_is_used():
    used = {call.event.value for call in logged() if isinstance(call.event, ast.Constant)}

    assert set(EVENTS) - used == set()


def test_whoever_logs_gives_every_field_that_the_sentence_names():
    short = {
        call.place: sorted(missing)
        for call in logged()
        if isinstance(call.event, ast.Constant)
        and (given := call.fields | (bound() if call.place.startswith(BOUND_BELOW) else set())) is not None
        and (missing := wanted(str(call.event.value)) - given)
    }

    assert bound() >= {"stage", "peptide"}
    assert short == {}


def test_no_value_is_formatted_into_text_before_it_is_logged():
    """What is told of an error may be; a field that could stand by itself may not."""
    formatted = [
        f"{place} {keyword.arg}"
        for place, node in calls(LEVELS)
        for keyword in node.keywords
        if isinstance(keyword.value, ast.JoinedStr) and keyword.arg != "error"
    ]

    assert formatted == []


def test_no_field_of_a_line_is_of_what_a_person_is_found_by():
    """Lines outlive an erasure."""
    persons = {
        *("user", "user_id", "account", "owner", "holder", "reader", "email", "address", "to", "network", "ip"),
        *("customer", "customers", "subscription", "subscriptions", "identity", "token", "code", "nonce", "cookie"),
    }

    given = {f"{call.place} {name}" for call in logged() for name in call.fields & persons}
    named = {f"{event} {name}" for event in EVENTS for name in wanted(event) & persons}

    assert (given, named, bound() & persons) == (set(), set(), set())


@pytest.mark.parametrize("event", EVENTS)
def test_a_sentence_says_pipeline_or_whose_line_it_is(event):
    ours = ("pipeline ", "nightly-ingest ", "Pipeline failed for ")
    rooms = ("catalog ", "operate ", "verify: ", "webhook ", "billing ", "mail ", "mail: ", "notify ", "api ", "api: ")
    begins = (*ours, "{method} ", "cron ", *rooms)

    assert EVENTS[event].startswith(begins)


def test_a_line_is_one_json_object_with_time_level_event_and_sentence(log, lines):
    log.bind(stage="fetch", peptide="BPC-157").warning("stage_retried", delay=8, error='no\n"answer"')

    (line,) = lines
    assert "\n" not in line
    assert json.loads(line) == {
        "at": "2026-11-23T02:00:00.000Z",
        "level": "warning",
        "event": "stage_retried",
        "message": 'pipeline fetch tries again for BPC-157 in 8 s: no\n"answer"',
        "stage": "fetch",
        "peptide": "BPC-157",
        "delay": 8,
        "error": 'no\n"answer"',
    }


def test_tokens_used_ends_the_line_after_a_space_wherever_it_was_given(log, lines):
    below = log.bind(stage="comply", peptide="µ", tokens_used=1)

    below.info("model_called", tokens_used=1234, model="m", duration_ms=5)

    assert lines[0].endswith(', "tokens_used": 1234}')
    assert re.search(r"(\d+)\}?$", lines[0].split()[-1])


def test_what_is_bound_stays_on_its_own_log(log, lines):
    log.bind(run_id="r1").info("catalog_synced", count=1)
    log.info("catalog_synced", count=2)

    assert ["run_id" in json.loads(line) for line in lines] == [True, False]


def test_a_field_given_later_wins_over_one_bound_before(log, lines):
    log.bind(count=1).bind(count=2).info("catalog_synced", count=3)

    assert json.loads(lines[0])["message"] == "catalog synced: 3 peptides"


def test_a_field_that_is_missing_shows_as_its_name(log, lines):
    log.error("pipeline_failed", error="x")

    assert json.loads(lines[0])["message"] == "Pipeline failed for <peptide>: x"


def test_a_value_with_braces_is_data(log, lines):
    log.error("pipeline_failed", peptide="{error.__class__}", error="{peptide}")

    assert json.loads(lines[0])["message"] == "Pipeline failed for {error.__class__}: {peptide}"


def test_an_event_that_nobody_declared_is_refused(log, lines):
    with pytest.raises(KeyError, match="something_else"):
        log.info("something_else")

    assert lines == []


def test_a_secret_that_slips_in_hides_itself(log, lines):
    log.error("pipeline_failed", peptide="x", error="y", key=SecretStr("not-for-print"))

    assert "not-for-print" not in lines[0]


def test_an_id_of_a_readers_is_a_mark_in_the_fields_and_in_the_sentence(log, lines):
    ids = {"sign_in": "5e" * 16, "session": "ab" * 16, "key": "cd" * 16}
    customer, event = "cus_NffrFeUfNV2Hib", "evt_1OqXyzAbCdEfGh12"

    log.info("sign_in_asked", sign_in=ids["sign_in"])
    log.info("session_ended", session=ids["session"], by="reader")
    log.info("key_made", key=ids["key"])
    log.bind(peptide=event).warning("webhook_unqueued", id=event, error=f"No such customer: {customer!r}")

    said = "\n".join(lines)
    assert [each for each in (*ids.values(), customer, event) if each in said] == []
    assert [each for each in (*ids.values(), customer, event) if said.count(mark(each)) < 2] == []


def test_text_stays_readable(log, lines):
    log.error("pipeline_failed", peptide="Thymosin β-4", error="≥ 3 µg")

    assert "Pipeline failed for Thymosin β-4: ≥ 3 µg" in lines[0]
