"""What a run's report says to do next."""

import pytest

from functions.operate.running.runs import RunReport
from functions.synthesize.handler import NOBODY_JUDGES
from infra.cli.desks import owed, reporting
from infra.cli.desks.desk import Report
from shared.store.operations.runs import Run, RunItem, Spending


def report(*states, owed=(), owed_because=None):
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
    found = RunReport(run=run, items=tuple(items), spending=spending, owed=owed, owed_because=owed_because or {})
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
    found = report("published", owed=("peptide-1",), owed_because={"peptide-1": "it was asked 3 times, each refused"})

    reporting.show(found, json=False)

    told = capsys.readouterr().err
    assert "peptide-1 quotes in a model's place: it was asked 3 times, each refused. Every run asks" in told
    assert "peptalk run-single peptide-1" in told
    assert found.as_json()["owed"] == ["peptide-1"]
    assert found.as_json()["owed_because"] == {"peptide-1": "it was asked 3 times, each refused"}


def test_of_many_quotes_in_a_models_place_the_first_are_told_with_the_reason_and_all_by_name(capsys):
    slugs = tuple(f"peptide-{at}" for at in range(8))
    found = report("published", owed=slugs, owed_because=dict.fromkeys(slugs, "the day's budget is spent"))

    reporting.show(found, json=False)

    told = capsys.readouterr().err
    assert told.count("the day's budget is spent") == reporting.OWED_AT_MOST
    assert "So do peptide-5, peptide-6, peptide-7." in told
    assert "peptalk peptides show NAME" in told


@pytest.mark.parametrize(
    ("reason", "next"),
    [
        ("the day's budget (PEPTALK_BUDGET_DAY_USD) of 2026-11-28 is $1", "raise PEPTALK_BUDGET_DAY_USD, then"),
        ("the budget of run r (PEPTALK_BUDGET_RUN_USD) is $1", "raise PEPTALK_BUDGET_RUN_USD first"),
        ("the budget of p in one run (PEPTALK_BUDGET_PEPTIDE_USD) is $1", "raise PEPTALK_BUDGET_PEPTIDE_USD first"),
        ("a model was asked 3 times, each refused; the last: it declined", "catalog/models.yaml"),
        ("", "the log of that run says it"),
        (NOBODY_JUDGES, "another second model stands in catalog/models.yaml"),
    ],
)
def test_why_a_page_quotes_is_told_with_what_to_do_next(reason, next):
    told = owed.said("peptide-1", reason)

    assert reason in told
    assert next in told
    assert "`peptalk run-single peptide-1`" in told


def test_unchanged_without_a_page_says_why_there_is_none(capsys):
    reporting.show(report("unchanged"), json=False)

    assert "nothing of it is published" in capsys.readouterr().out
