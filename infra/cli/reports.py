"""A run's report, for people and for programs, and the exit code that it means."""

from infra.cli.console import Exit, print_json, print_table, say
from infra.local.pipeline import Report, as_json


def show(report: Report, *, json: bool) -> Exit:
    """Print the report; the most important line comes last."""
    if json:
        print_json(as_json(report))
        return exit_of(report)
    rows = [
        [item.name, item.state, item.version, report.artifacts[item.slug].get("pdf", item.reason or "")]
        for item in report.items
    ]
    print_table(f"Run {report.run.id}", ["peptide", "state", "version", "PDF, or why there is none"], rows)
    spent = report.spending
    cost = f"${spent.cost_microusd / 1_000_000:.4f}" + (f" + {spent.unpriced} calls unpriced" if spent.unpriced else "")
    counts = [f"{report.count(state)} {state}" for state in ("published", "unchanged", "held", "superseded", "failed")]
    say(f"{', '.join(counts)}; {spent.calls} model calls, {spent.tokens} tokens, {cost}")
    if report.count("failed"):
        say("Next: `peptalk dlq list` shows what failed and why; `peptalk dlq replay ID` tries it again.")
    return exit_of(report)


def exit_of(report: Report) -> Exit:
    """Failed where nothing succeeded, partly where something did."""
    failed = report.count("failed")
    if not failed and not report.open:
        return Exit.DONE
    return Exit.FAILED if failed == len(report.items) else Exit.PARTLY
