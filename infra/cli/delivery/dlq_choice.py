"""Which dead letters a command means, as it was typed."""

import re
from typing import Annotated, cast, get_args

import typer

from functions.operate.delivery.choosing import Choice
from infra.cli.terminal.naming import named
from queues.fields import Stage
from shared.store.operations.dead_letters import State

STAGES = get_args(Stage)
STATES = (*get_args(State), "all")

Ids = Annotated[list[str] | None, typer.Argument(help="Dead letters by id, or the first characters of each.")]
StageOption = Annotated[str | None, typer.Option("--stage", help=f"Only of this stage: {', '.join(STAGES)}.")]
PeptideOption = Annotated[
    str | None, typer.Option("--peptide", callback=named, help="Only of this peptide: name, alias or slug.")
]
GroupOption = Annotated[str | None, typer.Option("--group", help="Only of this group, as `dlq groups` names it.")]
ErrorOption = Annotated[str | None, typer.Option("--error", help="Only with this class of error: UpstreamRefused.")]
RunOption = Annotated[str | None, typer.Option("--run", help="Only of this run.")]
OlderOption = Annotated[str | None, typer.Option("--older-than", help="Only older than this: 30m, 12h, 7d.")]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; it goes into the audit.")]

_AGE = re.compile(r"(\d{1,6})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def choice_of(
    stage: str | None,
    peptide: str | None,
    group: str | None,
    error: str | None,
    run: str | None,
    older_than: str | None,
) -> Choice:
    """The filters that were typed.

    Raises:
        typer.BadParameter: what was typed is no stage, or no age.
    """
    if stage is not None and stage not in STAGES:
        raise typer.BadParameter(f"{stage!r} is none of {', '.join(STAGES)}", param_hint="--stage")
    return Choice(
        stage=cast("Stage | None", stage),
        peptide=peptide,
        group=group,
        error=error,
        run=run,
        older_than=seconds_of(older_than) if older_than is not None else None,
    )


def seconds_of(age: str) -> int:
    """The seconds of `90s`, `30m`, `12h` or `7d`."""
    match = _AGE.fullmatch(age.strip())
    if match is None:
        raise typer.BadParameter(f"{age!r} is no age; write 30m, 12h or 7d", param_hint="--older-than")
    return int(match[1]) * _SECONDS[match[2]]


def checked_state(state: str) -> State:
    """One of `STATES`; `all` passes for a state too."""
    if state not in STATES:
        raise typer.BadParameter(f"{state!r} is none of {', '.join(STATES)}", param_hint="--state")
    return cast("State", state)
