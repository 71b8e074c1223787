"""`peptalk dlq`: what was given up, why, and once more. Looking is here; dlq_replay and dlq_discard change things."""

import json as jsonlib
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from infra.cli import dlq_discard, dlq_replay, session
from infra.cli.console import Exit, Json, print_json, print_table, say
from infra.cli.dlq_choice import (
    STATES,
    Choice,
    ErrorOption,
    GroupOption,
    OlderOption,
    PeptideOption,
    RunOption,
    StageOption,
    filter_of,
    the_letter,
)
from infra.local.embedded import Embedded
from shared.store import audit, dead_letters, replay_plan, replays, stranded_letters
from shared.store.dead_letters import Attempt, DeadLetter

app = typer.Typer(no_args_is_help=True, help="Dead letters: what was given up, why, and once more.")

app.command("replay")(dlq_replay.replay)
app.command("tasks")(dlq_replay.tasks)
app.command("cancel")(dlq_replay.cancel)
app.command("discard")(dlq_discard.discard)
app.command("import")(dlq_discard.bring_back)

Id = Annotated[str, typer.Argument(help="A dead letter's id, or the first characters of it.")]
StateOption = Annotated[str, typer.Option("--state", help=f"{', '.join(STATES[:-1])} or all.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=100_000, help="How many, newest first.")]
Bucket = Annotated[bool, typer.Option("--bucket", help="Those that the database refused and the bucket keeps.")]


def _check_state(state: str) -> None:
    if state not in STATES:
        raise typer.BadParameter(f"{state!r} is none of {', '.join(STATES)}", param_hint="--state")


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
) -> int:
    """Dead letters, newest first."""
    _check_state(state)
    choice = Choice(stage, peptide, group, error, run, older_than)
    if bucket and choice.any:
        raise typer.BadParameter("takes no filter; what lies in the bucket is listed whole", param_hint="--bucket")

    async def work(embedded: Embedded) -> int:
        if bucket:
            return await _list_bucket(embedded, json=json)
        chosen = await filter_of(embedded, choice, state)
        found, in_all = await dead_letters.matching(embedded.db, chosen, limit)
        if json:
            print_json([each.model_dump(mode="json") for each in found])
        elif found:
            rows = [
                [each.id, each.created_at[:19], each.stage, each.name, each.state, f"{each.error}: {each.reason}"]
                for each in found
            ]
            print_table("Dead letters", ["id", "since", "stage", "peptide", "state", "reason"], rows)
        else:
            say("No dead letters." if chosen.words == "all letters" else f"None: {chosen.words}.")
        if in_all > len(found):
            say(f"{len(found)} of {in_all} are shown; --limit {in_all} shows all.")
        await _tell_stranded(embedded)
        if found and not json:
            say("Next: peptalk dlq groups, peptalk dlq show ID, and after the cure: peptalk dlq replay ID")
        return Exit.DONE

    return session.run(work)


@app.command("groups")
def list_groups(state: StateOption = "open", json: Json = False) -> int:
    """Dead letters that failed alike: the same stage, the same error, the same words."""
    _check_state(state)

    async def work(embedded: Embedded) -> int:
        found = await dead_letters.groups(embedded.db, dead_letters.Filter.model_validate({"state": state}).state)
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
        await _tell_stranded(embedded)
        return Exit.DONE

    return session.run(work)


@app.command("show")
def show_letter(id: Id, json: Json = False) -> int:
    """One dead letter: its message, every attempt, what was done with it, and what a replay would do."""

    async def work(embedded: Embedded) -> int:
        letter = await the_letter(embedded, id)
        tried = await dead_letters.attempts(embedded.db, letter)
        prospect = replay_plan.prospect(letter)
        acts, _ = await audit.listed(embedded.db, subject=f"letter/{letter.id}")
        tasks = await replays.of_letter(embedded.db, letter)
        if json:
            attempts = [{**each.model_dump(mode="json", exclude={"try_"}), "try": each.try_} for each in tried]
            more = {"attempts": attempts, "tasks": tasks, "replay": prospect.model_dump()}
            print_json({**letter.model_dump(mode="json"), **more, "audit": [each.model_dump() for each in acts]})
            return Exit.DONE
        fields = letter.model_dump(mode="json", exclude={"body"})
        print_table(f"Dead letter {letter.id}", ["field", "value"], [[key, fields[key]] for key in fields])
        columns = ["generation", "try", "ended", "took", "kind", "error"]
        if rows := _attempt_rows(letter, tried):
            print_table("Attempts", columns, rows)
        else:
            say("No attempt was recorded: the queue gave the message up before any function had it.")
        acted = [[each.at[:19], each.actor, each.action, each.reason] for each in acts]
        acted += [
            [each["at"] and each["at"][:19], each["actor"], f"replay {each['id']}: {each['state']}", each["reason"]]
            for each in tasks
        ]
        if acted:
            print_table("Done with it", ["at", "by", "what", "reason"], acted)
        print_json(jsonlib.loads(letter.body) if letter.body.startswith("{") and prospect.can else letter.body)
        say(f"Safe to replay: {'yes' if prospect.can else 'no'}; {prospect.does}.")
        if letter.trace_id:
            say(f"Its run: peptalk runs show {letter.run_id}; its life: peptalk trace {letter.trace_id}")
        return Exit.DONE

    return session.run(work)


@app.command("audit")
def show_audit(limit: Limit = 100, json: Json = False) -> int:
    """Who replayed, discarded, cancelled or imported what, when and why; newest first."""

    async def work(embedded: Embedded) -> int:
        found, in_all = await audit.listed(embedded.db, count=limit)
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
            say("Nothing was replayed, discarded, cancelled or imported yet.")
        if in_all > len(found):
            say(f"{len(found)} of {in_all} are shown; --limit {in_all} shows all.")
        return Exit.DONE

    return session.run(work)


async def _list_bucket(embedded: Embedded, *, json: bool) -> int:
    found = await stranded_letters.listed(embedded.files)
    if json:
        print_json([each.model_dump() for each in found])
    elif found:
        rows = [[each.key, each.at[:19], each.queue, each.error] for each in found]
        print_table("Dead letters in the bucket", ["key", "since", "queue", "what the database said"], rows)
        say("Next: peptalk dlq import brings them into the database.")
    else:
        say("The bucket keeps no dead letters.")
    return Exit.DONE


async def _tell_stranded(embedded: Embedded) -> None:
    if count := await stranded_letters.count(embedded.files):
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
