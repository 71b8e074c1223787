"""What a run's report says to do next."""

import pytest

from functions.operate.running.runs import RunReport
from infra.cli.desks import reporting
from infra.cli.desks.desk import Report
from shared.store.operations.runs import Run, RunItem, Spending


def report(*states, owed=()):
    items = [
        RunItem(
            slug=f"peptide-{number}",
            name=f"Peptide {number}",
            trace_id="0" * 16,
            state=state,
            stage="comply",
            version=1 if state == "published" else None,
            reason="the first publication waits for a person's approval" if state == "held" else None,
            updated_at="2026-11-28T02:00:00.000Z",
            page=None,
            pdf=None,
            manifest=None,
        )
        for number, state in enumerate(states, 1)
    ]
    run = Run(id="batch-1", kind="batch", origin="test", created_at="2026-11-28T02:00:00.000Z", finished_at=None)
    spending = Spending(calls=0, tokens=0, cost_microusd=0, unpriced=0, lost=0)
    found = RunReport(run=run, items=tuple(items), spending=spending, owed=owed)
    return Report(found, {each.slug: {} for each in items})


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (("held", "published"), "Next: peptalk review show peptide-1\n"),
        (("held", "held"), "Next: `peptalk review list` shows which of these wait for a person"),
    ],
    ids=["one", "several"],
)
def test_what_is_held_has_a_next_command(capsys, states, said):
    reporting.show(report(*states), json=False)

    assert said in capsys.readouterr().err


def test_a_run_that_held_nothing_sends_nobody_to_review(capsys):
    reporting.show(report("published", "failed"), json=False)

    assert "review" not in capsys.readouterr().err


def test_quotes_in_a_models_place_are_told(capsys):
    found = report("published", owed=("peptide-1",))

    reporting.show(found, json=False)

    assert "Quoted in a model's place" in capsys.readouterr().err
    assert found.as_json()["owed"] == ["peptide-1"]


def test_unchanged_without_a_page_says_why_there_is_none(capsys):
    reporting.show(report("unchanged"), json=False)

    assert "nothing of it is published" in capsys.readouterr().out
