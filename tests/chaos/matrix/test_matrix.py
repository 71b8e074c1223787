"""Every stage that asks a vendor, by every fault that it can meet there: what becomes of the work.

Each fault occurs twice and is then gone; then for good, or, where it is an outage, for six hours. `make chaos` runs
every cell and prints the table (docs/chaos.md keeps it), `make test` a twentieth of them and one of each stage.
"""

import asyncio
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chaos.amounts import FULL, amount, seed
from chaos.matrix.cells import LATE, End, ended, prepared
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.vocabulary import (
    BATCHES,
    FAULTS,
    MAIL,
    RECORDS,
    REGISTRY,
    REVIEWER,
    SEARCH,
    STRIPE,
    WORKS,
    WRITER,
    possible,
)
from shared.store.spending.ledger import PROBES_AT_MOST

AT_ONCE = 4
"""Cells that run side by side."""

HOURS = 6
STAGES = {
    SEARCH: "fetch, search",
    RECORDS: "fetch, records",
    REGISTRY: "fetch, trials",
    WRITER: "synthesize",
    REVIEWER: "comply",
}
MODELS = (WRITER, REVIEWER)

REFUSED_BY_US = ("refusal", "max-tokens", "broken-json", "wrong-schema", "unknown-ids", "wrong-language")
"""Answers that cannot be used: a model is asked again at once, three times at most."""
LOST = ("reset", *LATE, "reset-midway", "cut-off", "truncated", "empty", "html", "failed")
"""A model's answer that may have been made, and paid for, and did not come: asked again later."""


@dataclass(frozen=True)
class Cell:
    """A fault at a stage; `lasting` is how often: once, twice, always, or for hours."""

    at: str
    fault: str
    lasting: str
    seconds: float | None = None

    @property
    def rule(self) -> Rule:
        times = {"once": 1, "twice": 2}.get(self.lasting)
        until = HOURS * 3600 if self.lasting == "hours" else None
        seconds = 3 if self.fault in LATE else self.seconds
        return Rule(at=self.at, fault=self.fault, seconds=seconds, times=times, until=until)

    @property
    def name(self) -> str:
        return self.fault if self.seconds is None else f"{self.fault}={self.seconds:g}"

    @property
    def tried_again_later(self) -> bool:
        return not (
            self.fault in ("400", "invented-numbers", "model-gone")
            or (self.at in MODELS and self.fault in REFUSED_BY_US)
        )

    @property
    def takes_long(self) -> bool:
        """It waits in real time for what comes too late, many times."""
        return self.fault in LATE and self.lasting in ("always", "hours")

    @property
    def expected(self) -> str:
        """A pattern of the outcome that this cell must have."""
        times = {"once": 1, "twice": 2}.get(self.lasting)
        if self.fault == "400" and self.at == REGISTRY:
            # A source that refuses keeps its old set; the page says so and is made from the others.
            return "published"
        if self.fault == "400":
            return r"dead letter: (?:fetch|synthesize|comply): \w+ (?:answered|refused) .*400.*"
        if self.fault == "model-gone":
            # Once it is the role's own model, and its fallback answers; a second time the fallback is gone too.
            return "published" if times == 1 else r"dead letter: (?:synthesize|comply): \w+ answered 404: .*model.*"
        if self.fault == "invented-numbers":
            return f"published{'' if times == 1 else ', without what was refused'}, in the second round"
        if not self.tried_again_later:
            if times:
                return f"published, after {times} refused answers"
            return "published, a digest in place of what the model would write, after 3 refused answers"
        if self.lasting == "always":
            return f"dead letter: .* was asked {PROBES_AT_MOST} times, each lost.*"
        if self.fault in LATE:
            # A machine that is busy elsewhere may be late by itself.
            return r"published, after \d+ failed tries"
        return rf"published, after {times or '[1-9][0-9]*'} failed tries"


def _cells() -> Iterator[Cell]:
    for at in STAGES:
        for fault in possible(at):
            twice = Cell(at, fault, "twice")
            yield twice
            yield Cell(at, fault, "hours" if twice.tried_again_later else "always")
            if at in MODELS and fault == LOST[0]:
                yield Cell(at, fault, "always")
            if fault == "model-gone" or (at == WRITER and fault == "invented-numbers"):
                yield Cell(at, fault, "once")
        yield Cell(at, "throttled", "twice", seconds=8)


CELLS = tuple(_cells())


def _chosen(rng: random.Random) -> list[Cell]:
    if FULL:
        return list(CELLS)
    brisk = [each for each in CELLS if not each.takes_long]
    of_each = [rng.choice([each for each in brisk if each.at == at]) for at in STAGES]
    return list(dict.fromkeys([*of_each, *rng.sample(brisk, amount(len(CELLS)))]))


@pytest.fixture
async def template(tmp_path: Path) -> Path:
    return await prepared(tmp_path / "template")


async def test_every_fault_ends_in_success_one_dead_letter_or_a_hold_with_its_reason(template: Path, tmp_path: Path):
    drawn = seed()
    clean = await ended(template, tmp_path / "clean", [])
    gate = asyncio.Semaphore(AT_ONCE)
    ends: dict[Cell, End] = {}

    async def run(number: int, cell: Cell) -> None:
        async with gate:
            ends[cell] = await ended(template, tmp_path / f"cell-{number}", [cell.rule])
        if FULL:
            print(f"{STAGES[cell.at]:15} {cell.name:17} {cell.lasting:7} {ends[cell].outcome(clean)[:140]}", flush=True)

    await asyncio.gather(*(run(number, cell) for number, cell in enumerate(_chosen(random.Random(drawn)))))

    assert clean.outcome(clean) == "published"
    assert clean.broken() == []
    wrong = [
        f"{cell}: {ends[cell].outcome(clean)!r}, fired {ends[cell].fired}, {ends[cell].broken()}, {ends[cell].tries}"
        for cell in ends
        if ends[cell].broken()
        or not re.fullmatch(cell.expected, ends[cell].outcome(clean))
        or set(ends[cell].fired) != {cell.at}
    ]
    if FULL:
        print(_table({cell: ends[cell].outcome(clean) for cell in ends}))
    assert not wrong, f"seed {drawn}\n" + "\n".join(wrong)


def test_there_is_a_cell_for_every_fault_at_every_stage():
    # Crossref is asked by no stage of the pipeline; what its faults do is tried where `verify` is. Batches are made by
    # nights that are told to, and looked at by a cron: theirs are tried where those are. No stage asks Stripe or mails.
    possible_there = {(at, name) for name, kind in FAULTS.items() for at in kind.at - {WORKS, *BATCHES, *STRIPE, MAIL}}

    assert {(each.at, each.fault) for each in CELLS} == possible_there


def _table(outcomes: dict[Cell, str]) -> str:
    """The matrix in Markdown."""
    lines = ["", "| stage | fault | twice, then gone | lasting |", "|---|---|---|---|"]
    for cell in CELLS:
        if cell.lasting != "twice":
            continue
        others = {each.lasting: said for each, said in outcomes.items() if (each.at, each.name) == (cell.at, cell.name)}
        last = f"for good: {_short(others['always'])}" if "always" in others else ""
        if "hours" in others:
            last = "; ".join(filter(None, [f"for {HOURS} hours: {_short(others['hours'])}", last]))
        twice = _short(others["twice"]) + (f"; once: {_short(others['once'])}" if "once" in others else "")
        lines.append(f"| {STAGES[cell.at]} | `{cell.name}` | {twice} | {last} |")
    return "\n".join(lines)


def _short(said: str) -> str:
    return re.sub(r"(?:fetch|synthesize|comply): |\.? A replay of the dead letter asks again", "", said)[:150]
