"""The `peptalk` command: its commands, and what becomes of their errors."""

import sys
from collections.abc import Iterable
from importlib import import_module
from types import MappingProxyType

import typer

from infra.cli import session
from infra.cli.console import Exit, say
from shared.domain.catalog.peptide import BadPeptide
from shared.platform.errors import PepTalkError

COMMANDS = MappingProxyType(
    {
        "run-single": "run_single:command",
        "run-batch": "run_batch:command",
        "up": "up:command",
        "demo": "demo:command",
        "sandbox": "sandbox:app",
        "runs": "runs:app",
        "dlq": "dlq:app",
        "db": "db:app",
        "backup": "backup:app",
        "queues": "queues:app",
        "catalog": "catalog:app",
        "peptides": "peptides:app",
        "search": "searching:app",
        "studies": "studies:app",
        "review": "review:app",
        "synthesize": "synthesize:app",
        "subscribers": "subscribers:app",
        "sessions": "sessions:app",
        "stripe": "stripe_commands:app",
        "mail": "mailing:app",
        "costs": "costs:command",
        "batches": "batches:command",
        "doctor": "doctor:command",
        "workers": "workers:app",
        "files": "files:app",
        "alerts": "alerts:command",
        "trace": "trace:command",
        "verify": "verify:command",
        "notices": "notices:command",
        "evidence": "evidence:command",
        "grade": "grade:command",
        "eval": "eval:app",
        "comply": "comply:command",
        "infra": "infra:app",
        "deploy": "deploy:deploy",
        "rollback": "deploy:rollback",
        "logs": "logs:command",
    }
)
"""Each command with what it is in which module of `infra.cli`, in the order in which help lists them."""


def app_with(names: Iterable[str]) -> typer.Typer:
    """The application with these commands. Only their modules are loaded: most of a short command's time is that."""
    app = typer.Typer(
        name="peptalk",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        help="Living, evidence-graded monographs on peptides. Exit codes: 0 done, 1 failed, 2 usage, 3 partly failed.",
    )
    # Without a callback, an application of one command takes the command's name for an argument.
    app.callback()(lambda: None)
    for name in names:
        module, _, attribute = COMMANDS[name].partition(":")
        found = getattr(import_module(f"infra.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; an error is one line on stderr that says what to do."""
    given = sys.argv[1:] if arguments is None else arguments
    named = next((each for each in given if not each.startswith("-")), "")
    try:
        app = app_with([named] if named in COMMANDS else COMMANDS)
        code = app(args=given, prog_name="peptalk", standalone_mode=False)
    except typer.Exit as exc:
        code = exc.exit_code
    except typer.TyperException as exc:
        say(f"{exc.format_message()}\nNext: peptalk --help, or peptalk COMMAND --help")
        return exc.exit_code
    except (typer.Abort, KeyboardInterrupt):
        code = Exit.INTERRUPTED
    except session.Terminated:
        code = Exit.TERMINATED
    except BrokenPipeError:
        return Exit.DONE
    except (PepTalkError, BadPeptide) as exc:
        say(f"peptalk: {exc}")
        return Exit.FAILED
    if code in (Exit.INTERRUPTED, Exit.TERMINATED):
        say("Stopped. What was begun goes on with the same command.")
    return code if isinstance(code, int) else Exit.DONE


def run() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    run()
