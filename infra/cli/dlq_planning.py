"""The plan of a replay, for people and for programs."""

from functions.comply.settings import ComplySettings
from functions.synthesize.settings import SynthesizeSettings
from infra.cli.console import print_json, print_table, say
from infra.local.embedded import Embedded
from shared.store.models import Role
from shared.store.replay_plan import Plan, PlannedCalls


def asked_roles(embedded: Embedded) -> list[Role]:
    """The roles whose models are asked with this command's own settings.

    Raises:
        ConfigurationError: a model is demanded and its key is not set.
    """
    roles: list[Role] = []
    if SynthesizeSettings.read(embedded.platform("synthesize").env).writer_key is not None:
        roles.append("writer")
    if ComplySettings.read(embedded.platform("comply").env).reviewer_key is not None:
        roles.append("reviewer")
    return roles


def show_plan(plan: Plan, words: str, *, json: bool) -> None:
    """How many, by stage and group, what models may cost, how long."""
    if json:
        print_json({"which": words, **plan.model_dump(mode="json"), "cost_usd": _dollars(plan.cost_microusd)})
        return
    rows = [[each.fingerprint, each.stage, each.count, f"{each.error}: {each.example}"] for each in plan.groups]
    if rows:
        print_table(f"Plan: {words}", ["group", "stage", "letters", "an example"], rows)
    able = plan.total - plan.unreadable
    if plan.unreadable:
        say(f"{plan.unreadable} of {plan.total} cannot be replayed (unreadable or discarded); `dlq show ID` says why.")
    for each in plan.calls:
        say(_said(each))
    if not plan.calls:
        say("No model is asked with the settings of this command: $0.")
    elif able:
        most = _dollars(plan.cost_microusd)
        say(
            f"At most about ${most} in all, and that again where a draft goes into a second round."
            if most
            else "What that costs is not known: a price is missing."
        )
    say(f"{able} letters at {plan.per_minute:g}/min take {_duration(plan.minutes)}.")


def _said(calls: PlannedCalls) -> str:
    name = calls.model or "no model"
    cost = f", at most about ${_dollars(calls.cost_microusd)}" if calls.cost_microusd is not None else ""
    stored = f"; {calls.stored} have an answer in store, which costs nothing" if calls.stored else ""
    return f"{calls.role} ({name}): at most {calls.calls} calls{cost} ({calls.basis}){stored}"


def _dollars(microusd: int | None) -> str | None:
    return None if microusd is None else f"{microusd / 1_000_000:.2f}"


def _duration(minutes: float) -> str:
    seconds = round(minutes * 60)
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7_200 else f"{seconds / 3_600:.1f} h"
