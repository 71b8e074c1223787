"""Which PepTalk a command is for, and how agreement to change it is got.

The target is named with each command. No variable presets it: a command that was meant for this machine must not reach
production because of a line in somebody's profile.
"""

import os
import sys
from typing import Annotated

import typer

from infra.cli.terminal.console import say
from infra.cloudflare.account.access import Target
from infra.local.machine.clock import VARIABLE
from shared.platform.errors import PermanentError

LOCAL = Target.LOCAL


def _told(target: Target) -> Target:
    if target is not LOCAL:
        if os.environ.get(VARIABLE):
            raise typer.BadParameter(
                f"{VARIABLE} is for this machine alone, and {target} has the time; unset it", param_hint="--target"
            )
        say(f"Target: {target}. Commands that are named below want --target {target} too.")
    return target


TargetOption = Annotated[
    Target, typer.Option("--target", callback=_told, help="This machine, or an environment on Cloudflare.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Agree to the plan; needed where no person is at a terminal.")]


def only_here(target: Target, instead: str) -> None:
    """Refuse a target that a command cannot have; `instead` says what serves there.

    Raises:
        typer.BadParameter: the target is not this machine.
    """
    if target is not LOCAL:
        raise typer.BadParameter(f"{target} is not for this command; instead: {instead}", param_hint="--target")


def agreed(target: Target, question: str, what: str, *, yes: bool, asks: bool = False) -> bool:
    """Whether a person agrees to the plan that was just shown: by --yes, or asked on a terminal.

    Production always asks, and wants its name typed; elsewhere only where the command `asks`. `what` is the participle
    of what would be done: replayed.

    Raises:
        PermanentError: nobody is there to be asked.
    """
    if yes or not (asks or target is Target.PRODUCTION):
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise PermanentError(f"nothing was {what}: no person is at a terminal to agree; add --yes")
    if target is Target.PRODUCTION:
        typed: str = typer.prompt(f"{question} Type {target} to agree", default="", show_default=False, err=True)
        agrees = typed.strip() == target
    else:
        agrees = typer.confirm(question, err=True)
    if not agrees:
        say(f"Nothing was {what}.")
    return agrees
