"""`peptalk dlq discard` and `peptalk dlq import`: give letters up for good; bring stranded ones into the database."""

import typer

from infra.cli import session
from infra.cli.console import Exit, Json, print_json, print_table, say
from infra.cli.dlq_choice import (
    Choice,
    ErrorOption,
    GroupOption,
    Ids,
    OlderOption,
    PeptideOption,
    Reason,
    RunOption,
    StageOption,
    act_of,
    filter_of,
    the_letters,
)
from infra.cli.target import LOCAL, Yes, agreed
from infra.local.embedded import Embedded
from shared.platform.errors import PermanentError
from shared.store import dead_letters, stranded_letters
from shared.store.dead_letters import ALL, DeadLetter


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
) -> int:
    """Give dead letters up for good. Their work is never done; the run says why. This cannot be undone."""
    choice = Choice(stage, peptide, group, error, run, older_than)
    if bool(ids) == choice.any:
        raise typer.BadParameter("name letters by id, or by filters such as --group; one of the two")
    if reason is None or not reason.strip():
        raise typer.BadParameter("say why: the reason stands in the audit and in the run", param_hint="--reason")

    async def work(embedded: Embedded) -> int:
        letters = await _open_letters(embedded, ids or [], choice)
        if not letters:
            say("No open dead letter matches; nothing was discarded.")
            return Exit.DONE
        if len(letters) > 1:
            _show(letters)
            if not agreed(LOCAL, f"Discard these {len(letters)} for good?", "discarded", yes=yes, asks=True):
                return Exit.DONE
        act = act_of(embedded, reason.strip())
        count = await dead_letters.discard(embedded.platform("discard"), letters, act)
        if json:
            print_json({"discarded": count, "letters": [each.id for each in letters], "actor": act.actor})
        else:
            say(f"{count} of {len(letters)} discarded by {act.actor}: {act.reason}")
        return Exit.DONE if count == len(letters) else Exit.PARTLY

    return session.run(work)


def bring_back(json: Json = False) -> int:
    """Bring dead letters that the database refused out of the bucket into it."""

    async def work(embedded: Embedded) -> int:
        found = await stranded_letters.listed(embedded.files)
        act = act_of(embedded, None)
        platform = embedded.platform("import")
        refused: dict[str, str] = {}
        for letter in found:
            why = await stranded_letters.bring_back(platform, letter, act)
            if why is not None:
                refused[letter.key] = why
        if json:
            print_json({"imported": len(found) - len(refused), "refused": refused})
        else:
            for key, why in refused.items():
                say(f"{key} stays in the bucket: {why}")
            say(f"{len(found) - len(refused)} of {len(found)} brought into the database.")
        if not refused:
            return Exit.DONE
        return Exit.FAILED if len(refused) == len(found) else Exit.PARTLY

    return session.run(work)


async def _open_letters(embedded: Embedded, ids: list[str], choice: Choice) -> list[DeadLetter]:
    if not ids:
        letters, _ = await dead_letters.matching(embedded.db, await filter_of(embedded, choice), ALL)
        return letters
    letters = await the_letters(embedded, ids)
    for each in letters:
        if each.state != "open":
            raise PermanentError(f"dead letter {each.id} was {each.state} at {each.settled_at}; nothing was discarded")
    return letters


def _show(letters: list[DeadLetter]) -> None:
    rows = [[each.id, each.stage, each.name, f"{each.error}: {each.reason}"] for each in letters[:20]]
    print_table("To be discarded", ["id", "stage", "peptide", "reason"], rows)
    if len(letters) > 20:
        say(f"... and {len(letters) - 20} more, {len(letters)} in all")
