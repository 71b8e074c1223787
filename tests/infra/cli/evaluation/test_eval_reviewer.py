"""`peptalk eval reviewer` from plan to figures, with the stand-in for the second model behind the real SDK."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from rigs.ready import Ready
from rigs.shell import Done, Shell

from infra.evaluation.compliance import labelled
from infra.evaluation.second_model import chosen
from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import Sandbox, serve

Peptalk = Callable[..., Awaitable[Done]]
ASK = ("eval", "reviewer", "--set", "fresh", "--limit", "30")


@pytest.fixture
async def vendors() -> AsyncIterator[Sandbox]:
    async with serve(samples.CORPUS, faults=Faults()) as sandbox:
        yield sandbox


@pytest.fixture
async def peptalk(vendors: Sandbox, tmp_path: Path, ready: Ready) -> Peptalk:
    """The command in a process of its own, with a catalog and keys for the stand-ins."""
    shell = Shell(tmp_path / "home", vendors.env(keys=True), ready)

    async def run(*arguments: str, **env: str) -> Done:
        return await asyncio.to_thread(shell, *arguments, **env)

    assert (await run("catalog", "sync")).code == 0
    return run


async def test_an_estimate_needs_no_key_and_asks_nothing(peptalk: Peptalk, vendors: Sandbox) -> None:
    said = await peptalk(*ASK, "--estimate", "--json", OPENAI_API_KEY="")

    assert said.code == 0
    assert (said.json["sentences"], said.json["requests"], said.json["calls"], said.json["stored"]) == (30, 2, 2, 0)
    assert 0 < said.json["cost_microusd"] < 1_000_000
    assert said.json["left_out"] == {"fresh": len(labelled("fresh")) - len(chosen("fresh"))}
    assert vendors.counts().get("openai", 0) == 0


async def test_nothing_is_asked_without_a_key_or_without_agreement(peptalk: Peptalk, vendors: Sandbox) -> None:
    no_key, not_agreed = await peptalk(*ASK, "--yes", OPENAI_API_KEY=""), await peptalk(*ASK)
    elsewhere = await peptalk(*ASK, "--yes", "--target", "production")

    assert (no_key.code, "OPENAI_API_KEY" in no_key.err, "--estimate" in no_key.err) == (1, True, True)
    assert (not_agreed.code, "add --yes" in not_agreed.err, "at most about $" in not_agreed.err) == (1, True, True)
    assert (elsewhere.code, "key, the budgets and the ledger of this machine" in elsewhere.err) == (2, True)
    assert vendors.counts().get("openai", 0) == 0


async def test_figures_are_told_once_paid_for_and_a_second_time_for_nothing(peptalk: Peptalk, vendors: Sandbox) -> None:
    first, again = await peptalk(*ASK, "--yes", "--json"), await peptalk(*ASK, "--json")
    plain = await peptalk(*ASK)
    costs, audit = await peptalk("costs", "--by", "stage", "--json"), await peptalk("dlq", "audit", "--json")

    assert (first.code, again.code, plain.code) == (0, 0, 0)
    assert vendors.counts()["openai"] == 2
    assert first.json["sets"] == again.json["sets"]
    assert (first.json["cost"]["this_run"]["calls"], again.json["cost"]["this_run"]["calls"]) == (2, 0)
    assert again.json["cost"]["in_all"] == first.json["cost"]["in_all"] == first.json["cost"]["this_run"]
    assert [(each["key"], each["calls"]) for each in costs.json["groups"]] == [("evaluate", 2)]
    assert audit.json[0]["subject"] == f"run/{first.json['run_id']}"
    assert first.json["models"] == ["sandbox-reviewer"]
    found = first.json["sets"]["fresh"]
    # The stand-in names no rule: it finds nothing, and together they find what the rules do.
    assert found["model"]["recall_blocking"]["hits"] == 0
    assert found["both"] == found["rules"]
    assert found["rules"]["recall_blocking"]["hits"] > 5
    assert (found["sentences"], found["no_answer"]) == (30, [])
    assert re.search(r"^fresh\trecall blocking\t(\d+) of \1, 100.0% ", plain.out, re.MULTILINE)
    assert "2 calls" in plain.err


async def test_of_a_set_that_is_only_counted_no_more_than_ids_is_told(peptalk: Peptalk) -> None:
    third, written = labelled("third"), labelled("written")

    said = await peptalk("eval", "reviewer", "--set", "third", "--set", "written", "--limit", "40", "--yes")
    json = await peptalk("eval", "reviewer", "--set", "third", "--limit", "40", "--json")

    assert [each.id for each in third if each.text in said.out + said.err + json.out + json.err] == []
    missed = [each.id for each in third if re.search(rf"^third\t{each.id}\t\t$", said.out, re.MULTILINE)]
    assert missed == sorted(json.json["sets"]["third"]["both"]["missed"])
    assert missed
    told = {each.id for each in written if f"written\t{each.id}\t{each.family}\t" in said.out}
    assert told == {each.id for each in written if each.text in said.out}


async def test_no_answer_is_told_and_the_code_says_so(tmp_path: Path, ready: Ready) -> None:
    faults = Faults([of_spec("openai:refusal")])
    async with serve(samples.CORPUS, faults=faults) as vendors:
        shell = Shell(tmp_path / "home", vendors.env(keys=True), ready)
        assert (await asyncio.to_thread(shell, "catalog", "sync")).code == 0
        said = await asyncio.to_thread(shell, *ASK, "--yes", "--json")

    assert said.code == 3
    assert [(each["kind"], each["requests"]) for each in said.json["no_answer"]] == [("unusable", 2)]
    assert len(said.json["sets"]["fresh"]["no_answer"]) == 30
    assert said.json["sets"]["fresh"]["model"]["false_alarms"]["of"] == 0


async def test_a_spent_budget_ends_it_with_what_was_heard(peptalk: Peptalk, vendors: Sandbox) -> None:
    assert (await peptalk(*ASK[:-1], "20", "--yes", "--json")).code == 0

    said = await peptalk(*ASK, "--yes", "--json", PEPTALK_BUDGET_DAY_USD="0.000001")

    assert said.code == 1
    assert "PEPTALK_BUDGET_DAY_USD" in said.json["stopped"]
    assert (said.json["not_asked"], said.json["sets"]["fresh"]["sentences"]) == (10, 20)
    assert vendors.counts()["openai"] == 1
