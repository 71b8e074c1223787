"""`peptalk eval compliance`: the compliance rules against the labelled sentences, without a database or a network."""

from typing import Annotated, Any

import typer

from infra.cli.console import Exit, Json, print_json, print_table, say
from infra.cli.target import LOCAL, TargetOption, only_here
from infra.evaluation.compliance import FAMILIES, FRESH, WARNING, Half, Measured, Share, labelled, measure, rules
from shared.domain.fingerprints import RULES_EDITION

app = typer.Typer(no_args_is_help=True, help="Measure the gates against labelled material that ships with them.")
app.callback()(lambda: None)

HALVES: tuple[Half, ...] = ("open", "closed")
Errors = Annotated[bool, typer.Option("--errors", help="List the misjudged sentences of the open half, only those.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Measure the second set, all of it to tune by, in place of both.")]


@app.command()
def compliance(errors: Errors = False, fresh: Fresh = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Recall and precision of the compliance rules, family by family, for the half to tune by and the closed half."""
    only_here(target, "the same command without --target; it reads what ships with it and nothing else")
    wanted: tuple[str, ...] = ("fresh",) if fresh else ("open",) if errors else HALVES
    halves: dict[str, Measured] = {}
    for half in wanted:
        chosen = labelled(FRESH) if fresh else [each for each in labelled() if each.half == half]
        halves[half] = measure(chosen, rules)
    if json:
        print_json({"rules_edition": RULES_EDITION, "halves": {half: _plain(halves[half]) for half in wanted}})
        return Exit.DONE
    rows = [_row(name, halves) for name in FAMILIES]
    columns = [f"{half} {what}" for half in wanted for what in ("found", "false alarms")]
    print_table(f"Compliance rules, edition {RULES_EDITION}", ["family", *columns], rows)
    for half in wanted:
        for name, share in _totals(halves[half]).items():
            say(f"{half} {'set' if fresh else 'half'}, {name.replace('_', ' ')}: {_told(share)}")
    told = [] if not errors else halves["fresh"].wrong() if fresh else halves["open"].errors()
    for each in told:
        fired = ", ".join(sorted(each.blocking)) or "nothing"
        wrong = "missed" if each.sentence.violating else "false alarm"
        say(f"{each.sentence.id} {each.sentence.family} {wrong} (blocked by {fired}): {each.sentence.text}")
    return Exit.DONE


def _totals(measured: Measured) -> dict[str, Share]:
    return {
        "recall_blocking": measured.recall(set(FAMILIES) - WARNING),
        "recall_warning": measured.recall(WARNING),
        "refused_by_any": measured.refused(),
        "precision": measured.precision(),
        "false_alarms": measured.false_alarms(),
        "false_warnings": measured.false_warnings(),
    }


def _plain(measured: Measured) -> dict[str, Any]:
    families = {
        name: {**measured.recall([name]).plain(), "false_alarms": measured.alarms_of(name)} for name in FAMILIES
    }
    totals = {name: share.plain() for name, share in _totals(measured).items()}
    return {**totals, "strays": measured.strays(), "families": families}


def _row(family: str, halves: dict[str, Measured]) -> list[object]:
    cells: list[object] = [family]
    for measured in halves.values():
        share = measured.recall([family])
        cells += [f"{share.hits} of {share.of}", measured.alarms_of(family)]
    return cells


def _told(share: Share) -> str:
    if share.value is None:
        return "0 of 0"
    low, high = share.interval
    return f"{share.hits} of {share.of}, {share.value:.1%} (95 % interval {low:.1%} to {high:.1%})"
