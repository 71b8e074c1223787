"""A prompt and a model tried out on a published page, by the whole pipeline, with the stand-in vendors."""

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from rigs.shell import Shell
from typer.testing import CliRunner

from functions.operate.pages.trying import BEGIN, SHOW, BeginTryout, ShowTryout
from infra.cli.desks.desk_here import DeskHere
from infra.cli.evaluation.tryout_files import fetched
from infra.cli.main import app_with
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.actor import act
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from infra.sandbox import samples
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import WRITER
from infra.sandbox.server import serve
from queues.messages import TRIED_OUT

OF_A_RUN = {"runs", "run_items", "work", "model_calls", "audit", "breakers", "sqlite_sequence"}
"""Tables in which a tryout leaves something."""
INVENTED = Rule(at=WRITER, fault="invented-numbers", times=2)


def kept(home: Path) -> dict[str, list[tuple]]:
    """Every row of the tables in which a tryout has no business."""
    with closing(sqlite3.connect(home / "app.db")) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in OF_A_RUN}


def versions(home: Path, run_id: str) -> list[int]:
    """Of the messages of a run."""
    with closing(sqlite3.connect(home / "app.db")) as db:
        bodies = db.execute("SELECT body FROM work WHERE run_id = ?1", (run_id,)).fetchall()
    return [json.loads(body)["v"] for (body,) in bodies]


def silent(_: object) -> None:
    """Nobody looks on."""


@pytest.fixture
async def there(tmp_path):
    """A home with one published page, what points at the stand-ins, and the faults that these have."""
    home, faults = tmp_path / "home", Faults()
    async with serve(samples.CORPUS, faults=faults) as vendors:
        env = vendors.env(keys=True)
        async with open_embedded(Home(home), env, sink=silent) as embedded:
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, load(samples.CATALOG, sample=True))
            begun = await pipeline.begin_single(embedded, "Pretendulin", ())
            await pipeline.settle(embedded, begun.run_id, silent, silent)
        yield home, env, faults


async def tried(home: Path, env: Mapping[str, str], **asked):
    """What came of a tryout, and its comparison."""
    async with open_embedded(Home(home), env, sink=silent) as embedded:
        desk = DeskHere(embedded)
        begun = await desk.ask(BEGIN, BeginTryout(name="pretendulin", act=act(), **asked))
        await desk.follow(begun.run_id, silent, silent)
        found = await desk.ask(SHOW, ShowTryout(run_id=begun.run_id))
        return found, await fetched(desk, found)


async def test_what_is_tried_is_judged_compared_and_paid_once_and_the_page_stays_as_it_is(there, tmp_path):
    home, env, faults = there
    before, report = kept(home), tmp_path / "report.html"
    faults.replace([INVENTED])

    found, compared = await tried(home, env, prompt="Write claims, and be brief.")
    again, compared_again = await tried(home, env, prompt="Write claims, and be brief.")
    shell = Shell(home, dict(env))
    told = await asyncio.to_thread(shell, "synthesize", "try", "Pretendulin", "--yes", "--json", "-o", str(report))
    alone, _ = await tried(home, env, review=False)
    quoted, digest = await tried(home, {})
    spent, nothing = await tried(home, {**env, "PEPTALK_BUDGET_RUN_USD": "0.000002"}, prompt="Write claims.")
    faults.replace([Rule(at=WRITER, fault="model-gone")])
    gone, _ = await tried(home, env, prompt="Write few claims.", model="claude-sonnet-5-5")
    nobody, _ = await tried(home, {}, prompt="Write claims.")

    assert kept(home) == before
    refused = [[one.rule for one in each.refused] for each in compared.rows if each.refused]
    assert refused == [["C21", "C21"]]
    # The claim with a wrong number twice over, and the two sentences that sum it up.
    assert ([len(each.findings) for each in compared.sent_back], compared.dropped) == ([2, 1, 1], (0, 1))
    # What summed up the refused claim went with it and came anew; the second answer invents a number in the first one.
    summaries = [each for each in compared.rows if each.section in ("overview", "plain_language")]
    assert [(each.what, bool(each.refused)) for each in summaries] == [("reworded", True), ("kept", False)]
    assert compared.count("kept") + compared.count("reworded") == len(compared.rows)
    assert (compared.writer.model, compared.writer.prompt != "", found.after.calls) == ("sandbox-writer", True, 2)
    # A release that knows nothing of tryouts leaves every one of its messages alone.
    assert versions(home, found.run_id) == [TRIED_OUT] * 4
    # The same request has its answer in store: nothing is asked again, and the comparison is the same.
    assert (again.after.calls, compared_again.rows) == (0, compared.rows)
    assert (told.code, "about $" in told.err) == (0, True), told.err
    assert {each["what"] for each in told.json["claims"]} == {"kept"}
    assert told.json["rates"]["after"]["rates"]["quote_grounding"]["share"] == 1
    assert told.json["claims"][0]["tried"].split(":")[0] in report.read_text("utf-8")
    assert (found.end.reviewer.kind, alone.end.reviewer.kind) == ("model", "none")
    assert (digest.writer.kind, quoted.after.calls) == ("extractive", 0)
    assert (spent.state, nothing, spent.after.calls) == ("held", None, 0)
    assert "PEPTALK_BUDGET_RUN_USD" in spent.reason
    # Another model is not what was to be tried.
    assert (gone.state, "Anthropic answered 404" in gone.reason, gone.after.calls) == ("held", True, 0)
    assert len(faults.fired) == 1
    assert (nobody.state, "ANTHROPIC_API_KEY" in nobody.reason) == ("held", True)


@pytest.mark.parametrize(("text", "said"), [(None, "cannot be read"), ("", "empty"), ("x" * 30_001, "30,000")])
def test_a_prompt_that_cannot_be_used_is_a_mistake_of_the_command_line(tmp_path, text, said):
    prompt = tmp_path / "prompt.txt"
    if text is not None:
        prompt.write_text(text, "utf-8")

    done = CliRunner().invoke(app_with(["synthesize"]), ["synthesize", "try", "x", "--prompt", str(prompt)])

    assert (done.exit_code, said in " ".join(done.output.split())) == (2, True), done.output
