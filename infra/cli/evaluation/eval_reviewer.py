"""`peptalk eval reviewer`: the configured second model against labelled sentences, beside the rules of words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from infra.cli.desks import session
from infra.cli.evaluation.eval_sets import Sets
from infra.cli.terminal.console import Exit, Json, print_json, print_table, progress, say
from infra.cli.terminal.target import LOCAL, TargetOption, Yes, agreed, only_here
from infra.evaluation.compliance import HALVES, TUNED_BY, Labelled, Measured, Name, Share, labelled
from infra.evaluation.second_model import FAMILIES, JUDGES, Compared, Portion, chosen, compared, portions, suits
from infra.local.machine.actor import act
from infra.local.platform.embedded import Embedded
from shared.domain.fingerprints import RULES_EDITION
from shared.domain.publishing.manifest import Cost
from shared.domain.publishing.words import count
from shared.store import audit
from shared.store.spending.budgets import BudgetSpent, dollars

if TYPE_CHECKING:
    from infra.evaluation.second_model_asked import Asked, Plan

Limit = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, help="So many sentences of each set at most, of all families.")
]
Estimate = Annotated[bool, typer.Option("--estimate", help="Say what the model may cost, and ask nothing.")]
INSTEAD = "the same command without --target; it asks with the key, the budgets and the ledger of this machine"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is told at the end: each set's figures, what was asked, and what that took, in all and in this run."""

    run_id: str
    plan: "Plan"
    asked: "Asked"
    sets: Mapping[Name, Compared]
    not_asked: int
    took: Cost
    took_now: Cost

    @property
    def code(self) -> Exit:
        return Exit.FAILED if self.asked.stopped else Exit.PARTLY if self.asked.without else Exit.DONE


def command(
    sets: Sets = None,
    limit: Limit = None,
    estimate: Estimate = False,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """What the second model finds of labelled sentences, alone and together with the rules of words; it costs money."""
    only_here(target, INSTEAD)
    wanted = tuple(dict.fromkeys(sets or HALVES))

    async def work() -> int:
        async with session.embedded() as embedded:
            return await _measured(embedded, wanted, limit, estimate=estimate, yes=yes, json=json)

    return session.until_stopped(work())


async def _measured(
    embedded: Embedded, wanted: Sequence[Name], limit: int | None, *, estimate: bool, yes: bool, json: bool
) -> int:
    # The vendor's SDK takes a second to import: the other measurements do without it.
    from infra.evaluation import second_model_asked as asking  # noqa: PLC0415

    platform = embedded.platform("comply")
    every = [portion for name in wanted for portion in portions(name, chosen(name, limit))]
    plan = await asking.planned(platform, every)
    if estimate:
        _show_plan(plan, wanted, json=json)
        return Exit.DONE
    asking.key_of(asking.ComplySettings.read(platform.env))
    _show_plan(plan, wanted, json=False)
    if not agreed(LOCAL, f"Ask {plan.model} about {plan.sentences}?", "asked", yes=yes, asks=bool(plan.calls)):
        return Exit.DONE
    mine = act()
    run_id = f"evaluation-{mine.id}"
    if plan.calls:
        said = {"sets": list(wanted), "sentences": plan.sentences, "model": plan.model}
        await platform.db.run(audit.record(mine, "evaluate", f"run/{run_id}", {}, said, platform.clock.now()))
    # What a command that was killed had under way is free to be asked again.
    await embedded.broker.reap(embedded.lapse)
    with progress(len(every), "requests") as on_progress:
        found = await asking.asked(platform, run_id, every, on_progress, say)
    if found.stopped and not isinstance(found.stopped, BudgetSpent):
        say("Stopped; what was answered is in store, and the same command goes on from there.")
        raise found.stopped
    outcome = Outcome(
        run_id=run_id,
        plan=plan,
        asked=found,
        sets={name: _compared(name, every, found) for name in wanted},
        not_asked=sum(len(each.sentences) for at, each in enumerate(every) if at not in found.heard | found.without),
        took=await asking.spent(platform, every),
        took_now=await asking.spent(platform, every, run_id),
    )
    if json:
        print_json(_plain(outcome))
    else:
        _show(outcome)
    return outcome.code


def _compared(name: Name, every: Sequence[Portion], found: "Asked") -> Compared:
    of_set = [(at, each) for at, each in enumerate(every) if each.of is name and at in found.heard | found.without]
    return compared([(each, found.heard.get(at)) for at, each in of_set])


def _show_plan(plan: "Plan", wanted: Sequence[Name], *, json: bool) -> None:
    left_out = {name: sum(not suits(each) for each in labelled(name)) for name in wanted}
    if json:
        print_json({**plan.model_dump(mode="json"), "calls": plan.calls, "left_out": left_out})
        return
    known = "what that costs is not known: a price is missing"
    if plan.cost_microusd is not None:
        known = f"at most about ${dollars(plan.cost_microusd)}, and twice that again where answers cannot be used"
    spare = f" (or {plan.fallback}, if it is gone)" if plan.fallback else ""
    sentences, requests = count(plan.sentences, "sentence", "sentences"), count(plan.requests, "request", "requests")
    say(
        f"{sentences} of {', '.join(wanted)} as claims before {plan.model}{spare}: {requests}, {plan.stored} of them "
        f"answered in store, which costs nothing; {plan.calls} to send, {known}."
    )
    say(
        f"Left out are {sum(left_out.values())}: of families that the model is not told, or in other places than a "
        "page's statements."
    )


def _show(outcome: Outcome) -> None:
    columns = ["rules", "model", "rules and model"]
    rows = [
        [name, what.replace("_", " "), *(found.judged[each].totals()[what].told for each in JUDGES)]
        for name, found in outcome.sets.items()
        for what in found.judged["both"].totals()
    ]
    print_table(f"The second model beside the rules of edition {RULES_EDITION}", ["set", "figure", *columns], rows)
    families = [
        [name, family, *(cell for each in JUDGES for cell in _cells(found.judged[each], family))]
        for name, found in outcome.sets.items()
        for family in FAMILIES
    ]
    both = [f"{judge} {what}" for judge in columns for what in ("recall", "precision")]
    print_table("By family", ["set", "family", *both], families)
    missed = [[name, *_named(each)] for name, found in outcome.sets.items() for each in found.missed("both")]
    if missed:
        print_table("Found by neither", ["set", "id", "family", "sentence"], missed)
    for line in _summary(outcome):
        say(line)


def _summary(outcome: Outcome) -> list[str]:
    asked, took, now = outcome.asked, outcome.took, outcome.took_now
    lines: list[str] = []
    if asked.stopped:
        lines.append(f"{asked.stopped}: {outcome.not_asked} sentences were not asked about; the figures lack them.")
    for (kind, reason), requests in Counter((each.kind, each.reason) for each in asked.without.values()).items():
        lines.append(f"No answer to {count(requests, 'request', 'requests')} ({kind}): {reason}")
    if unanswered := sum(len(each.unanswered) for each in outcome.sets.values()):
        lines.append(f"{unanswered} sentences have no answer; they count for nobody, neither as found nor as clean.")
    if unsupported := sum(each.unsupported for each in outcome.sets.values()):
        lines.append(f"{unsupported} claims were called less than supported by quotes that hold them; that finds none.")
    by = ", ".join(sorted(asked.models)) or "no model"
    lines.append(
        f"Judged by {by}, prompt {outcome.plan.prompt[:12]}: {took.calls} calls, {took.input_tokens:,} tokens read and "
        f"{took.output_tokens:,} written, {_dollars(took)}; of it in this run ({outcome.run_id}) {now.calls} calls, "
        f"{_dollars(now)}."
    )
    return lines


def _plain(outcome: Outcome) -> dict[str, Any]:
    """The documented shape of `eval reviewer --json` (docs/cli.md)."""
    reasons = Counter((each.kind, each.reason) for each in outcome.asked.without.values())
    return {
        "run_id": outcome.run_id,
        "rules_edition": RULES_EDITION,
        "models": sorted(outcome.asked.models),
        "prompt": outcome.plan.prompt,
        "stopped": str(outcome.asked.stopped) if outcome.asked.stopped else None,
        "not_asked": outcome.not_asked,
        "no_answer": [{"kind": kind, "reason": reason, "requests": n} for (kind, reason), n in reasons.items()],
        "cost": {"in_all": outcome.took.model_dump(), "this_run": outcome.took_now.model_dump()},
        "sets": {name: _plain_set(found) for name, found in outcome.sets.items()},
    }


def _plain_set(found: Compared) -> dict[str, Any]:
    return {
        "sentences": len(found.judged["both"].judged),
        "no_answer": [each.id for each in found.unanswered],
        "unsupported": found.unsupported,
        **{judge: _plain_judge(found, judge) for judge in JUDGES},
    }


def _plain_judge(found: Compared, judge: str) -> dict[str, Any]:
    measured = found.judged[judge]
    families = {
        family: {
            "recall": measured.recall([family]).plain(),
            "precision": measured.precision_of(family).plain(),
            "false_alarms": measured.alarms_of(family),
        }
        for family in FAMILIES
    }
    return {
        **{name: share.plain() for name, share in measured.totals().items()},
        "families": families,
        "missed": [each.id for each in found.missed(judge)],
        "blocked": [each.id for each in found.blocked(judge)],
    }


def _named(sentence: Labelled) -> list[str]:
    """What may be told of it: of a set that is only counted, no more than its id."""
    return [sentence.id, sentence.family, sentence.text] if sentence.of in TUNED_BY else [sentence.id, "", ""]


def _cells(measured: Measured, family: str) -> list[str]:
    return [_cell(measured.recall([family])), _cell(measured.precision_of(family))]


def _cell(share: Share) -> str:
    if share.value is None:
        return "none"
    low, high = share.interval
    return f"{share.hits} of {share.of} ({low:.0%} to {high:.0%})"


def _dollars(cost: Cost) -> str:
    unpriced = f" and {cost.unpriced} calls of unknown cost" if cost.unpriced else ""
    return f"${dollars(cost.microusd)}{unpriced}"
