"""Two faults at once, on random requests: whatever they come to, it is an outcome that we promise."""

import asyncio
import random
from pathlib import Path

import pytest

from chaos.amounts import FULL, amount, seed
from chaos.matrix.cells import End, ended, prepared
from chaos.matrix.test_matrix import AT_ONCE, MODELS, REFUSED_BY_US
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.vocabulary import BATCHES, ENDPOINTS, REGISTRY, STRIPE, possible

PAIRS = 40
BELIEVED = ("invented-numbers",)
"""Answers that only the gates can tell from right ones."""


def _pair(rng: random.Random) -> list[Rule]:
    places = [(at, fault) for at in ENDPOINTS if at not in (REGISTRY, *BATCHES, *STRIPE) for fault in possible(at)]
    return [
        Rule(
            at=at,
            fault=fault,
            seconds=3 if fault in ("latency", "slow-drip") else None,
            times=rng.randint(1, 3),
            probability=rng.choice((0.3, 0.6, 1.0)),
        )
        for at, fault in rng.sample(places, 2)
    ]


def _promised(rules: list[Rule], end: End, clean: End) -> bool:
    """Whether the outcome is one that these faults may have: success wherever trying again can help."""
    said = end.outcome(clean)
    happened = [each for each in rules if end.fired[each.at]]
    if said.startswith("dead letter"):
        # A model that is gone once has its fallback.
        gone = any(each.fault == "model-gone" and end.fired[each.at] > 1 for each in happened)
        return gone or any(each.fault == "400" for each in happened)
    if "digest" in said or "not judged" in said:
        return sum(each.times or 0 for each in happened if each.at in MODELS and each.fault in REFUSED_BY_US) >= 3
    if said.startswith("held") or "without" in said:
        return any(each.fault in BELIEVED for each in happened)
    return said.startswith("published") and end.told == clean.told


@pytest.fixture
async def template(tmp_path: Path) -> Path:
    return await prepared(tmp_path / "template")


async def test_pairs_of_faults_on_random_requests_end_as_promised(template: Path, tmp_path: Path):
    drawn = seed()
    rng = random.Random(drawn)
    pairs = [_pair(rng) for _ in range(amount(PAIRS))]
    clean = await ended(template, tmp_path / "clean", [])
    gate = asyncio.Semaphore(AT_ONCE)

    async def run(number: int, rules: list[Rule]) -> tuple[list[Rule], End]:
        async with gate:
            end = await ended(template, tmp_path / f"pair-{number}", rules, drawn + number)
        if FULL:
            occurred = ", ".join(f"{at} {count}" for at, count in end.fired.items()) or "none"
            print(f"{' and '.join(map(str, rules))} (occurred: {occurred}): {end.outcome(clean)[:140]}", flush=True)
        return rules, end

    found = await asyncio.gather(*(run(number, rules) for number, rules in enumerate(pairs)))

    if FULL:
        print(f"{len(found)} pairs of faults, seed {drawn}")
    wrong = [
        f"{' and '.join(map(str, rules))}: {end.outcome(clean)!r}, {end.broken()}, {end.tries}"
        for rules, end in found
        if end.broken() or not _promised(rules, end, clean)
    ]
    assert not wrong, f"seed {drawn}\n" + "\n".join(wrong)
