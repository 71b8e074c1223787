"""What a command is about to do, told before it asks: what changes, what models may cost, how long it takes."""

from collections.abc import Sequence

from functions.operate.literature.catalog import CatalogChange
from functions.operate.pages.trying import TryoutPlan
from functions.operate.running.running import RunPlan
from infra.cli.terminal.console import print_json, print_table, say
from infra.cli.terminal.target import Target
from shared.domain.publishing.words import count
from shared.store.operations.replay_plan import Plan, PlannedCalls, total_cost

_FIRST = 10
"""Slugs of each kind of change that a person is told."""


def show_replay(plan: Plan, words: str, *, json: bool) -> None:
    """How many letters, by stage and group, what models may cost, how long."""
    if json:
        print_json({"which": words, **plan.model_dump(mode="json"), "cost_usd": _dollars(plan.cost_microusd)})
        return
    rows = [[each.fingerprint, each.stage, each.count, f"{each.error}: {each.example}"] for each in plan.groups]
    if rows:
        print_table(f"Plan: {words}", ["group", "stage", "letters", "an example"], rows)
    able = plan.total - plan.unreadable
    if plan.unreadable:
        say(f"{plan.unreadable} of {plan.total} cannot be replayed (unreadable or discarded); `dlq show ID` says why.")
    _show_calls(plan.calls, anything=bool(able))
    say(f"{able} letters at {plan.per_minute:g}/min take {_duration(plan.minutes)}.")


def show_run(plan: RunPlan, target: Target, what: str, *, json: bool = False) -> None:
    """Which peptides are run there, and what models may cost."""
    if json:
        print_json({**plan.model_dump(mode="json"), "cost_usd": _dollars(total_cost(plan.calls))})
        return
    if plan.standing:
        say(f"The unfinished run {plan.standing} on {target} will be gone on with: {what}.")
    else:
        say(f"A new run on {target}: {what}.")
    if plan.name is not None and plan.slug is None:
        near = f"; nearest: {', '.join(plan.nearest)}" if plan.nearest else ""
        say(f"{plan.name} is not in the catalog there and runs ad hoc{near}.")
    _show_calls(plan.calls, anything=True)


def show_tryout(plan: TryoutPlan) -> None:
    """Which page is compared with, and what models may cost."""
    against = f"version {plan.against.version}" if plan.against.version else "the held draft"
    say(f"A draft of {plan.name} from the evidence of {against}, {plan.pack}; nothing is published.")
    _show_calls(plan.calls, anything=True)


def show_catalog(change: CatalogChange, target: Target) -> None:
    """What of the catalog changes there."""
    for kind, slugs in change.groups.items():
        if slugs and kind != "unchanged":
            more = f" and {len(slugs) - _FIRST} more" if len(slugs) > _FIRST else ""
            say(f"{kind} on {target}: {len(slugs)}: {', '.join(slugs[:_FIRST])}{more}")
    say(f"{len(change.unchanged)} peptides stay as they are.")


def _show_calls(calls: Sequence[PlannedCalls], *, anything: bool) -> None:
    for each in calls:
        say(_said(each))
    if not calls:
        say("No model is asked with the settings of this command: $0.")
    elif anything:
        most = _dollars(total_cost(calls))
        say(
            f"About ${most} in all if every call is made, and that again where a draft goes into a second round."
            if most
            else "What that costs is not known: a price is missing."
        )


def _said(calls: PlannedCalls) -> str:
    name = calls.model or "no model"
    cost = f", about ${_dollars(calls.cost_microusd)}" if calls.cost_microusd is not None else ""
    stored = f"; {calls.stored} have an answer in store, which costs nothing" if calls.stored else ""
    batch = f", ${_dollars(calls.batch_microusd)} in batches of a night" if calls.batch_microusd is not None else ""
    spare = f"; {calls.fallback} if it is gone" if calls.fallback else ""
    if calls.fallback_microusd is not None:
        spare += f", about ${_dollars(calls.fallback_microusd)}"
    most = count(calls.calls, "call", "calls")
    return f"{calls.role} ({name}): at most {most}{cost}{batch} ({calls.basis}){stored}{spare}"


def _dollars(microusd: int | None) -> str | None:
    """To the cent; what is something and comes to none, to a hundredth of one."""
    if microusd is None:
        return None
    return f"{microusd / 1_000_000:.{4 if 0 < microusd < 5_000 else 2}f}"


def _duration(minutes: float) -> str:
    seconds = round(minutes * 60)
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7_200 else f"{seconds / 3_600:.1f} h"
