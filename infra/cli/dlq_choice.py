"""Which dead letters a command means, and who asks."""

import getpass
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, cast, get_args

import typer

from infra.local.embedded import Embedded
from queues.messages import Stage
from shared.domain.instants import later
from shared.platform.errors import PermanentError
from shared.store import dead_letters, peptides
from shared.store.audit import Act
from shared.store.dead_letters import DeadLetter, Filter, State

STAGES = get_args(Stage)
STATES = (*get_args(State), "all")

Ids = Annotated[list[str] | None, typer.Argument(help="Dead letters by id, or the first characters of each.")]
StageOption = Annotated[str | None, typer.Option("--stage", help=f"Only of this stage: {', '.join(STAGES)}.")]
PeptideOption = Annotated[str | None, typer.Option("--peptide", help="Only of this peptide: name, alias or slug.")]
GroupOption = Annotated[str | None, typer.Option("--group", help="Only of this group, as `dlq groups` names it.")]
ErrorOption = Annotated[str | None, typer.Option("--error", help="Only with this class of error: UpstreamRefused.")]
RunOption = Annotated[str | None, typer.Option("--run", help="Only of this run.")]
OlderOption = Annotated[str | None, typer.Option("--older-than", help="Only older than this: 30m, 12h, 7d.")]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; it goes into the audit.")]

_AGE = re.compile(r"(\d{1,6})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters of a command, as they were typed."""

    stage: str | None = None
    peptide: str | None = None
    group: str | None = None
    error: str | None = None
    run: str | None = None
    older_than: str | None = None

    @property
    def any(self) -> bool:
        return self != Choice()


def check_stage(stage: str | None) -> None:
    """Refuse what is no stage."""
    if stage is not None and stage not in STAGES:
        raise typer.BadParameter(f"{stage!r} is none of {', '.join(STAGES)}", param_hint="--stage")


def seconds_of(age: str) -> int:
    """The seconds of `90s`, `30m`, `12h` or `7d`."""
    match = _AGE.fullmatch(age.strip())
    if match is None:
        raise typer.BadParameter(f"{age!r} is no age; write 30m, 12h or 7d", param_hint="--older-than")
    return int(match[1]) * _SECONDS[match[2]]


async def filter_of(embedded: Embedded, choice: Choice, state: str = "open") -> Filter:
    """The filter that was typed, with names made exact.

    Raises:
        PermanentError: no peptide, or no single group, is called so.
    """
    check_stage(choice.stage)
    before = None
    if choice.older_than is not None:
        before = later(embedded.clock.now(), -seconds_of(choice.older_than))
    return Filter(
        state=cast("State", state),
        stage=choice.stage,
        slug=await _slug(embedded, choice.peptide) if choice.peptide is not None else None,
        fingerprint=await _group(embedded, choice.group) if choice.group is not None else None,
        error=choice.error,
        run_id=choice.run,
        before=before,
    )


async def the_letter(embedded: Embedded, prefix: str) -> DeadLetter:
    """The letter whose id starts so.

    Raises:
        PermanentError: there is none, or more than one.
    """
    found = await dead_letters.by_prefix(embedded.db, prefix) if prefix else []
    if not found:
        raise PermanentError(f"there is no dead letter {prefix!r}; list them with `peptalk dlq list --state all`")
    if len(found) > 1:
        raise PermanentError(f"more than one dead letter starts with {prefix}; give more of its id")
    return found[0]


async def the_letters(embedded: Embedded, prefixes: Sequence[str]) -> list[DeadLetter]:
    """The letters named, each once, in that order."""
    found = [await the_letter(embedded, each) for each in prefixes]
    return list({each.id: each for each in found}.values())


def act_of(embedded: Embedded, reason: str | None) -> Act:
    """An act of whoever is at the keyboard: `PEPTALK_ACTOR`, or the user of this machine."""
    return Act(embedded.entropy.token()[-12:], os.environ.get("PEPTALK_ACTOR") or _user(), reason)


async def _slug(embedded: Embedded, name: str) -> str:
    found = await peptides.find(embedded.db, name)
    if found.peptide is None and await peptides.by_slug(embedded.db, name):
        return name  # retired: its letters are still here
    if found.peptide is None:
        near = f"; did you mean {', '.join(found.nearest)}?" if found.nearest else ""
        raise PermanentError(f"no peptide is called {name!r}{near}")
    return found.peptide.slug


async def _group(embedded: Embedded, prefix: str) -> str:
    found = await dead_letters.groups_like(embedded.db, prefix) if prefix else []
    if len(found) != 1:
        many = f"more than one group starts with {prefix}" if found else f"there is no group {prefix!r}"
        raise PermanentError(f"{many}; `peptalk dlq groups --state all` lists them")
    return found[0]


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container's user may have no name.
        return f"uid {os.getuid()}"
