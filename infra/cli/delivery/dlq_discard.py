"""`peptalk dlq discard` and `peptalk dlq import`: give letters up for good; bring stranded ones into the database."""

import typer

from functions.operate.delivery.letters import CHOOSE, STRANDED, ChooseLetters, Chosen, ListStranded
from functions.operate.delivery.mending import DISCARD, IMPORT, MOST, DiscardLetters, ImportLetters
from infra.cli.delivery.dlq_choice import (
    ErrorOption,
    GroupOption,
    Ids,
    OlderOption,
    PeptideOption,
    Reason,
    RunOption,
    StageOption,
    choice_of,
)
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, Target, TargetOption, Yes, agreed
from infra.local.machine.actor import act


def discard(
    ids: Ids = None,
    stage: StageOption = None,
    peptide: PeptideOption = None,
    group: GroupOption = None,
    error: ErrorOption = None,
    run: RunOption = None,
    older_than: OlderOption = None,
    reason: Reason = None,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Give dead letters up for good. Their work is never done; the run says why. This cannot be undone."""
    choice = choice_of(stage, peptide, group, error, run, older_than)
    if bool(ids) == choice.any:
        raise typer.BadParameter("name letters by id, or by filters such as --group; one of the two")
    if reason is None or not reason.strip():
        raise typer.BadParameter("say why: the reason stands in the audit and in the run", param_hint="--reason")

    async def work(desk: Desk) -> int:
        chosen = await desk.ask(CHOOSE, ChooseLetters(ids=tuple(ids or ()), choice=choice, open_only=True))
        count = len(chosen.ids)
        if not count:
            say("No open dead letter matches; nothing was discarded.")
            return Exit.DONE
        if count > 1 or target is Target.PRODUCTION:
            _show(chosen)
        if not agreed(target, f"Discard these {count} for good?", "discarded", yes=yes, asks=count > 1):
            return Exit.DONE
        acting = act(reason.strip())
        discarded = 0
        for at in range(0, count, MOST):
            part = DiscardLetters(ids=chosen.ids[at : at + MOST], act=acting if at == 0 else act(acting.reason))
            discarded += (await desk.ask(DISCARD, part)).discarded
        if json:
            print_json({"discarded": discarded, "letters": list(chosen.ids), "actor": acting.actor})
        else:
            say(f"{discarded} of {count} discarded by {acting.actor}: {acting.reason}")
        return Exit.DONE if discarded == count else Exit.PARTLY

    return session.at(target, work)


def bring_back(yes: Yes = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Bring dead letters that the database refused out of the bucket into it."""

    async def work(desk: Desk) -> int:
        if target is Target.PRODUCTION:
            waiting = (await desk.ask(STRANDED, ListStranded())).in_all
            say(f"{waiting} dead letters lie in the bucket of {target}.")
        if not agreed(target, "Bring them into the database?", "imported", yes=yes):
            return Exit.DONE
        imported, refused = await _imported(desk)
        if json:
            print_json({"imported": imported, "refused": refused})
        else:
            for key, why in refused.items():
                say(f"{key} stays in the bucket: {why}")
            say(f"{imported} of {imported + len(refused)} brought into the database.")
        if not refused:
            return Exit.DONE
        return Exit.PARTLY if imported else Exit.FAILED

    return session.at(target, work)


async def _imported(desk: Desk) -> tuple[int, dict[str, str]]:
    """How many came in, and why others did not."""
    imported, refused, left = 0, dict[str, str](), 1
    while left:
        done = await desk.ask(IMPORT, ImportLetters(but=tuple(refused), act=act()))
        imported, left = imported + done.imported, done.left
        refused |= done.refused
    return imported, refused


def _show(chosen: Chosen) -> None:
    rows = [[each.id, each.stage, each.name, f"{each.error}: {each.reason}"] for each in chosen.first]
    print_table("To be discarded", ["id", "stage", "peptide", "reason"], rows)
    if (more := len(chosen.ids) - len(chosen.first)) > 0:
        say(f"... and {more} more, {len(chosen.ids)} in all")
