"""`peptalk dlq`: what was given up, why, and once more. Looking is here; dlq_replay and dlq_discard change things."""

import json as jsonlib
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from functions.operate.delivery import letters
from functions.operate.delivery.letters import ListAudit, ListGroups, ListLetters, ListStranded, ShowLetter
from infra.cli.delivery import dlq_discard, dlq_replay, dlq_tasks
from infra.cli.delivery.dlq_choice import (
    STATES,
    ErrorOption,
    GroupOption,
    OlderOption,
    PeptideOption,
    RunOption,
    StageOption,
    checked_state,
    choice_of,
)
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption
from shared.store.operations.dead_letters import Attempt, DeadLetter

app = typer.Typer(no_args_is_help=True, help="Dead letters: what was given up, why, and once more.")

app.command("replay")(dlq_replay.replay)
app.command("tasks")(dlq_tasks.tasks)
app.command("cancel")(dlq_tasks.cancel)
app.command("discard")(dlq_discard.discard)
app.command("import")(dlq_discard.bring_back)

_NO_LETTERS = {
    "all letters": "No dead letters.",
    "all open letters": "No dead letter is open; --state all shows those that were replayed or discarded.",
}

Id = Annotated[str, typer.Argument(help="A dead letter's id, or the first characters of it.")]
StateOption = Annotated[str, typer.Option("--state", help=f"{', '.join(STATES[:-1])} or all.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=100_000, help="How many, newest first.")]
Bucket = Annotated[bool, typer.Option("--bucket", help="Those that the database refused and the bucket keeps.")]


@app.command("list")
def list_letters(
    state: StateOption = "open",
    stage: StageOption = None,
    peptide: PeptideOption = None,
    group: GroupOption = None,
    error: ErrorOption = None,
    run: RunOption = None,
    older_than: OlderOption = None,
    limit: Limit = 100,
    bucket: Bucket = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Dead letters, newest first."""
    wanted = checked_state(state)
    choice = choice_of(stage, peptide, group, error, run, older_than)
    if bucket and choice.any:
        raise typer.BadParameter("takes no filter; what lies in the bucket is listed whole", param_hint="--bucket")

    async def work(desk: Desk) -> int:
        if bucket:
            return await _list_bucket(desk, json=json)
        answer = await desk.ask(letters.LIST, ListLetters(choice=choice, state=wanted, limit=limit))
        found, in_all = answer.letters, answer.in_all
        if json:
            print_json([each.model_dump(mode="json") for each in found])
        elif found:
            rows = [
                [each.id, each.created_at[:19], each.stage, each.name, each.state, f"{each.error}: {each.reason}"]
                for each in found
            ]
            print_table("Dead letters", ["id", "since", "stage", "peptide", "state", "reason"], rows)
        else:
            say(_NO_LETTERS.get(answer.words, f"There are no {answer.words.removeprefix('all ')}."))
        if in_all > len(found):
            say(f"{len(found)} of {in_all} are shown; --limit {in_all} shows all.")
        _tell_stranded(answer.stranded)
        if found and not json:
            say("Next: peptalk dlq groups, peptalk dlq show ID, and after the cure: peptalk dlq replay ID")
        return Exit.DONE

    return session.at(target, work)


@app.command("groups")
def list_groups(state: StateOption = "open", json: Json = False, target: TargetOption = LOCAL) -> int:
    """Dead letters that failed alike: the same stage, the same error, the same words."""
    wanted = checked_state(state)

    async def work(desk: Desk) -> int:
        answer = await desk.ask(letters.GROUPS, ListGroups(state=wanted))
        found = answer.groups
        if json:
            print_json([each.model_dump(mode="json") for each in found])
        elif found:
            rows = [
                [
                    each.fingerprint,
                    each.count,
                    ", ".join(each.stages),
                    _few(each.slugs),
                    each.first_at[:19],
                    each.last_at[:19],
                    f"{each.error}: {each.example}",
                ]
                for each in found
            ]
            columns = ["group", "letters", "stages", "peptides", "first", "last", "an example"]
            print_table("Groups of dead letters", columns, rows)
            say("Next: peptalk dlq list --group GROUP, and after the cure: peptalk dlq replay --group GROUP")
        else:
            say("No dead letters." if state == "all" else f"No {state} dead letters.")
        _tell_stranded(answer.stranded)
        return Exit.DONE

    return session.at(target, work)


@app.command("show")
def show_letter(id: Id, json: Json = False, target: TargetOption = LOCAL) -> int:
    """One dead letter: its message, every attempt, what was done with it, and what a replay would do."""

    async def work(desk: Desk) -> int:
        report = await desk.ask(letters.SHOW, ShowLetter(id=id))
        letter, prospect = report.letter, report.prospect
        if json:
            more = {"attempts": letters.attempts_as_json(report), "tasks": list(report.tasks)}
            more |= {"replay": prospect.model_dump(), "audit": [each.model_dump() for each in report.acts]}
            more |= {"newer": report.newer}
            print_json({**letter.model_dump(mode="json"), **more})
            return Exit.DONE
        fields = letter.model_dump(mode="json", exclude={"body"})
        print_table(f"Dead letter {letter.id}", ["field", "value"], [[key, fields[key]] for key in fields])
        columns = ["generation", "try", "ended", "took", "kind", "error"]
        if rows := _attempt_rows(letter, report.attempts):
            print_table("Attempts", columns, rows)
        else:
            say("No attempt was recorded: the queue gave the message up before any function had it.")
        acted = [[each.at[:19], each.actor, each.action, each.reason] for each in report.acts]
        acted += [
            [each["at"] and each["at"][:19], each["actor"], f"replay {each['id']}: {each['state']}", each["reason"]]
            for each in report.tasks
        ]
        if acted:
            print_table("Done with it", ["at", "by", "what", "reason"], acted)
        print_json(jsonlib.loads(letter.body) if letter.body.startswith("{") and prospect.can else letter.body)
        if report.newer:
            say(f"It was replayed and failed again. Next: peptalk dlq show {report.newer}")
        else:
            say(f"Safe to replay: {'yes' if prospect.can else 'no'}; {prospect.does}.")
        if letter.trace_id:
            say(f"Its run: peptalk runs show {letter.run_id}; its life: peptalk trace {letter.trace_id}")
        return Exit.DONE

    return session.at(target, work)


@app.command("audit")
def show_audit(limit: Limit = 100, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Who ran, replayed, discarded, cancelled, imported or synchronised what, when and why; newest first."""

    async def work(desk: Desk) -> int:
        answer = await desk.ask(letters.AUDIT, ListAudit(limit=limit))
        found, in_all = answer.entries, answer.in_all
        if json:
            decoded = [
                {**each.model_dump(), "before": jsonlib.loads(each.before), "after": jsonlib.loads(each.after)}
                for each in found
            ]
            print_json(decoded)
        elif found:
            rows = [
                [each.id, each.at[:19], each.actor, each.action, each.subject, each.reason, each.before, each.after]
                for each in found
            ]
            print_table("Audit", ["id", "at", "by", "action", "subject", "reason", "before", "after"], rows)
        else:
            say("Nobody changed anything yet.")
        if in_all > len(found):
            say(f"{len(found)} of {in_all} are shown; --limit {in_all} shows all.")
        return Exit.DONE

    return session.at(target, work)


async def _list_bucket(desk: Desk, *, json: bool) -> int:
    answer = await desk.ask(letters.STRANDED, ListStranded())
    found = answer.letters
    if json:
        print_json([each.model_dump() for each in found])
    elif found:
        rows = [[each.key, each.at[:19], each.queue, each.error] for each in found]
        print_table("Dead letters in the bucket", ["key", "since", "queue", "what the database said"], rows)
        say("Next: peptalk dlq import brings them into the database.")
    else:
        say("The bucket keeps no dead letters.")
    if answer.in_all > len(found):
        say(f"{len(found)} of {answer.in_all} are shown.")
    return Exit.DONE


def _tell_stranded(count: int) -> None:
    if count:
        say(f"{count} more in the bucket, because the database refused them: peptalk dlq list --bucket, dlq import")


def _attempt_rows(letter: DeadLetter, tried: Sequence[Attempt]) -> list[list[Any]]:
    """One row an attempt. A try without a record ended without a word: its process died or was stopped."""
    rows: list[list[Any]] = []
    for generation in sorted({each.generation for each in tried} | {letter.generation}):
        recorded = {each.try_: each for each in tried if each.generation == generation}
        for number in range(1, max(recorded, default=0) + 1):
            one = recorded.get(number)
            if one is None:
                rows.append([generation, number, None, None, None, "no word: its process died, or was stopped"])
                continue
            took = None if one.duration_ms is None else f"{one.duration_ms / 1000:.1f} s"
            rows.append([generation, number, one.at[:19], took, one.kind, f"{one.error}: {one.message}"])
        if tried and not recorded:
            rows.append([generation, None, None, None, None, "the queue gave it up before any attempt was recorded"])
    return rows


def _few(slugs: Sequence[str]) -> str:
    return ", ".join(slugs[:3]) + (f" and {len(slugs) - 3} more" if len(slugs) > 3 else "")
