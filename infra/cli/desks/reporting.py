"""A run's report, for people and for programs, the exit code that it means, and what to do next."""

from infra.cli.desks import owed
from infra.cli.desks.desk import Report
from infra.cli.terminal.console import Exit, print_json, print_table, say
from shared.store.operations.runs import RunItem

_ENDED = ("published", "unchanged", "held", "superseded", "failed")

OWED_AT_MOST = 5
"""Pages of a report that quote in a model's place and are told with the reason; of the others the names are."""

NEVER = (
    "nothing of it is published, and the evidence is what it was when that was decided. "
    "Next: `peptalk review list --all` shows what was held or rejected"
)
"""Of a peptide of which nothing changed, and which has no page."""


def show(report: Report, *, json: bool) -> Exit:
    """Print the report; the most important line comes last."""
    if json:
        print_json(report.as_json())
        return exit_of(report)
    found = report.report
    rows = [[item.name, item.state, item.version, _outcome(report, item)] for item in found.items]
    print_table(f"Run {found.run.id}", ["peptide", "state", "version", "PDF, or why there is none"], rows)
    if found.pruned and found.pruned.items:
        say(f"Details of {found.pruned.items} of its {found.total} items were pruned; they are counted, not listed.")
    if report.in_bucket and any(report.artifacts.values()):
        say("A PDF's key leads to its file: peptalk files get KEY, with the same --target.")
    spent = found.spending
    cost = f"${spent.cost_microusd / 1_000_000:.4f}" + (f" + {spent.unpriced} calls unpriced" if spent.unpriced else "")
    counts = [f"{found.count(state)} {state}" for state in _ENDED]
    say(f"{', '.join(counts)}; {spent.calls} model calls, {spent.tokens} tokens, {cost}")
    advise(report)
    if found.count("failed"):
        say("Next: `peptalk dlq list` shows what can be replayed; what found nothing wants other terms in the catalog.")
    return exit_of(report)


def _outcome(report: Report, item: RunItem) -> object:
    if item.slug in report.faults:
        return report.faults[item.slug]
    if item.state in ("failed", "held"):
        return item.reason
    if item.state == "unchanged" and item.version is None:
        return NEVER
    return report.artifacts[item.slug].get("pdf", item.reason or "")


def advise(report: Report) -> None:
    """Say of what is held, and of quotes that stand where a model was to write, what becomes of it."""
    found = report.report
    for slug in found.owed[:OWED_AT_MOST]:
        say(f"{slug} quotes in a model's place: {owed.said(slug, found.owed_because.get(slug, ''))}")
    if further := found.owed[OWED_AT_MOST:]:
        names = ", ".join(further)
        say(f"So do {names}. `peptalk peptides show NAME` says why of each, and what to do next.")
    held = [each.slug for each in found.items if each.state == "held"]
    if len(held) == 1:
        say(f"Next: peptalk review show {held[0]}")
    elif held:
        say("Next: `peptalk review list` shows which of these wait for a person, and what the others wait for.")


def exit_of(report: Report) -> Exit:
    """Failed where nothing succeeded, partly where something did, or where an artifact is damaged."""
    failed = report.report.count("failed")
    if not failed and not report.report.open:
        return Exit.PARTLY if report.faults else Exit.DONE
    return Exit.FAILED if failed == report.report.total else Exit.PARTLY
