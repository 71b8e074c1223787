"""`peptalk dlq list|show|replay`: what was given up, why, and once more."""

import json as jsonlib
from typing import Annotated

import typer

from infra.cli import session
from infra.cli.console import Exit, Json, print_json, print_table, progress, say, trouble
from infra.local import pipeline, reports
from infra.local.embedded import Embedded
from shared.platform.errors import PermanentError
from shared.store import dead_letters
from shared.store.dead_letters import DeadLetter

app = typer.Typer(no_args_is_help=True, help="Dead letters: what was given up, why, and once more.")

Id = Annotated[str, typer.Argument(help="A dead letter's id, or the first characters of it.")]
State = Annotated[str, typer.Option("--state", help="open, replayed or all.")]


@app.command("list")
def list_letters(state: State = "open", json: Json = False) -> int:
    """Dead letters, newest first."""
    if state not in ("open", "replayed", "all"):
        raise typer.BadParameter(f"{state!r} is none of open, replayed, all", param_hint="--state")

    async def work(embedded: Embedded) -> int:
        found = await dead_letters.listed(embedded.db, state=state)
        if json:
            print_json([each.model_dump(mode="json") for each in found])
        elif not found:
            say("No dead letters." if state == "all" else f"No {state} dead letters.")
        else:
            rows = [
                [each.id, each.created_at[:19], each.stage, each.name, each.state, f"{each.error}: {each.reason}"]
                for each in found
            ]
            print_table("Dead letters", ["id", "since", "stage", "peptide", "state", "reason"], rows)
            say("Next: peptalk dlq show ID, and after the cure: peptalk dlq replay ID")
        return Exit.DONE

    return session.run(work)


@app.command("show")
def show_letter(id: Id, json: Json = False) -> int:
    """One dead letter: its message and every failed attempt."""

    async def work(embedded: Embedded) -> int:
        letter = await _the(embedded, id)
        tried = await dead_letters.attempts(embedded.db, letter)
        if json:
            attempts = [{**each.model_dump(mode="json", exclude={"try_"}), "try": each.try_} for each in tried]
            print_json({**letter.model_dump(mode="json"), "attempts": attempts})
            return Exit.DONE
        fields = letter.model_dump(mode="json", exclude={"body"})
        print_table(f"Dead letter {letter.id}", ["field", "value"], [[key, fields[key]] for key in fields])
        rows = [
            [each.generation, each.try_, each.at[:19], each.kind, f"{each.error}: {each.message}"] for each in tried
        ]
        print_table("Attempts", ["generation", "try", "at", "kind", "error"], rows)
        print_json(jsonlib.loads(letter.body) if letter.body.startswith("{") else letter.body)
        return Exit.DONE

    return session.run(work)


@app.command("replay")
def replay_letter(id: Id, json: Json = False) -> int:
    """Ask for the work again, as the same work, and follow it to its end."""

    async def work(embedded: Embedded) -> int:
        letter = await _the(embedded, id)
        message = await dead_letters.replay(embedded.platform("replay"), letter)
        with progress(1, letter.name or letter.id) as show:
            await pipeline.settle(embedded, message.run_id, show, trouble, slug=message.slug)
        report = await reports.report(embedded, message.run_id)
        item = next(each for each in report.items if each.slug == message.slug)
        if json:
            print_json(reports.as_json(report))
        else:
            say(f"{item.name}: {item.state}" + (f": {item.reason}" if item.reason else f", version {item.version}"))
        return Exit.FAILED if item.state == "failed" else Exit.DONE

    return session.run(work)


async def _the(embedded: Embedded, prefix: str) -> DeadLetter:
    found = await dead_letters.by_prefix(embedded.db, prefix)
    if not found:
        raise PermanentError(f"there is no dead letter {prefix}; list them with `peptalk dlq list --state all`")
    if len(found) > 1:
        raise PermanentError(f"more than one dead letter starts with {prefix}; give more of its id")
    return found[0]
