"""`peptalk logs`: the logs of all Workers of an environment, as they happen."""

import json as json_format
import os
import re
import sys
from typing import Annotated, Literal

import typer

from infra.cli.desks import session
from infra.cli.terminal.console import Exit, say
from infra.cli.terminal.target import LOCAL, TargetOption
from infra.cloudflare.account import access
from infra.cloudflare.account.access import Access, Need
from infra.cloudflare.deployment.commands import Runner
from infra.cloudflare.deployment.tailing import Line, follow
from infra.cloudflare.manifests import read_manifests

Grep = Annotated[str | None, typer.Option("--grep", metavar="PATTERN", help="Only lines that match (as `grep -E`).")]
Status = Annotated[Literal["ok", "error", "canceled"] | None, typer.Option("--status", help="Only such invocations.")]
Workers = Annotated[
    list[str] | None, typer.Option("--worker", metavar="FUNCTION", help="Only this function's; repeatable.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


def command(
    target: TargetOption = LOCAL, grep: Grep = None, status: Status = None, worker: Workers = None, json: Json = False
) -> int:
    """Follow the logs of all Workers until Ctrl-C, one line each, the Worker's name first."""
    where = access.Target(target)
    rest = Access.read(os.environ, where, Need.REST).rest
    manifests = {each.function: each.worker for each in read_manifests(where)}
    if unknown := set(worker or ()) - manifests.keys():
        raise typer.BadParameter(f"no function is called {', '.join(sorted(unknown))}", param_hint="--worker")
    try:
        wanted = re.compile(grep or "")
    except re.error as exc:
        raise typer.BadParameter(f"{grep!r} is no pattern: {exc}", param_hint="--grep") from exc

    def emit(line: Line) -> None:
        text = str(line)
        if not wanted.search(text):
            return
        if json:
            told = {"worker": line.worker, "at": line.at.isoformat(), "level": line.level, "text": line.text}
            text = json_format.dumps(told, ensure_ascii=False)
        # At once: the next command of a pipe shall see it now.
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    followed = [name for function, name in manifests.items() if not worker or function in worker]
    say(f"Following {len(followed)} Workers of {target}; Ctrl-C ends it.")
    session.until_stopped(follow(followed, Runner(rest), emit, say, status))
    return Exit.FAILED
