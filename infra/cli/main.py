"""The `peptalk` command: its commands, and what becomes of their errors."""

import errno
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import typer
from pydantic import ValidationError

from infra.cli.desks import session
from infra.cli.terminal.console import Exit, say
from infra.cli.terminal.unfit import unfit
from infra.cli.terminal.version import begin
from shared.domain.catalog.peptide import BadPeptide
from shared.platform.errors import PepTalkError

COMMANDS = MappingProxyType(
    {
        "run-single": "running.run_single:command",
        "run-batch": "running.run_batch:command",
        "up": "here.up:command",
        "demo": "here.demo:command",
        "sandbox": "here.sandbox:app",
        "runs": "running.runs:app",
        "dlq": "delivery.dlq:app",
        "db": "storage.db:app",
        "backup": "storage.backup:app",
        "queues": "delivery.queues:app",
        "catalog": "literature.catalog:app",
        "peptides": "literature.peptides:app",
        "search": "literature.searching:app",
        "studies": "literature.studies:app",
        "review": "pages.review:app",
        "synthesize": "evaluation.synthesize:app",
        "subscribers": "readers.subscribers:app",
        "sessions": "readers.sessions:app",
        "stripe": "readers.stripe_commands:app",
        "mail": "readers.mailing:app",
        "costs": "running.costs:command",
        "batches": "running.batches:command",
        "doctor": "here.doctor:command",
        "workers": "cloud.workers:app",
        "files": "storage.files:app",
        "alerts": "running.alerts:command",
        "trace": "running.trace:command",
        "verify": "pages.verify:command",
        "notices": "pages.notices:command",
        "evidence": "literature.evidence:command",
        "grade": "literature.grade:command",
        "eval": "evaluation.eval:app",
        "comply": "pages.comply:command",
        "infra": "cloud.infra:app",
        "deploy": "cloud.deploy:deploy",
        "rollback": "cloud.deploy:rollback",
        "logs": "cloud.logs:command",
    }
)
"""Each command with what it is in which room's module of `infra.cli`, in the order in which help lists them."""


OF_THE_MACHINE = frozenset(
    {errno.EACCES, errno.EDQUOT, errno.EIO, errno.EISDIR, errno.EMFILE, errno.ENAMETOOLONG, errno.ENOSPC}
    | {errno.ENOTDIR, errno.EPERM, errno.EROFS}
)
"""What disks and folders refuse: no fault of ours, and told in a line."""


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
    app.callback()(begin)
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
    if said := _no_text(given):
        say(f"{said}\nNext: peptalk --help")
        return Exit.USAGE
    named = next((each for each in given if not each.startswith("-")), "")
    try:
        app = app_with([named] if named in COMMANDS else COMMANDS)
        code = app(args=given, prog_name="peptalk", standalone_mode=False)
    except typer.Exit as exc:
        code = exc.exit_code
    except typer.TyperException as exc:
        # Where nothing was typed behind a group, its help was all the answer.
        if exc.format_message():
            say(_mistake(exc))
        return exc.exit_code
    except (typer.Abort, KeyboardInterrupt):
        code = Exit.INTERRUPTED
    except session.Terminated:
        code = Exit.TERMINATED
    except BrokenPipeError:
        return Exit.DONE
    except SystemExit as exc:
        # How typer ends where whoever reads has had enough: `peptalk runs list | head -1` is no failure.
        if isinstance(exc.__context__, BrokenPipeError):
            return Exit.DONE
        raise
    except PepTalkError as exc:
        say(f"peptalk: {exc}")
        return Exit.FAILED
    except BadPeptide as exc:
        # Of what is typed on a command line: entries of a file are told with their lines.
        why = "; ".join(dict.fromkeys(each.reason for each in exc.faults))
        say(f"peptalk: this can be the name of no peptide: {why}")
        return Exit.FAILED
    except OSError as exc:
        if exc.errno not in OF_THE_MACHINE:
            raise
        say(_refused(exc))
        return Exit.FAILED
    except ValidationError as exc:
        if (said := unfit(exc)) is None:
            raise
        say(f"{said}\nNext: peptalk {named} --help")
        return Exit.USAGE
    if code in (Exit.INTERRUPTED, Exit.TERMINATED):
        say("Stopped. What was begun goes on with the same command.")
    return code if isinstance(code, int) else Exit.DONE


def _refused(exc: OSError) -> str:
    place = "" if exc.filename is None else f"{os.fsdecode(exc.filename)[:200]}: "
    return f"peptalk: {place}{exc.strerror}. Next: the same command once that is mended, or with another file"


def _no_text(given: Iterable[str]) -> str | None:
    """Which word on the command line is none in UTF-8; the name of a file may be anything."""
    for number, each in enumerate(given, 1):
        try:
            each.encode()
        except UnicodeEncodeError:
            if not Path(each).exists():
                shown = each.encode("utf-8", "backslashreplace").decode()
                return f"Word {number} is neither UTF-8 nor the name of a file: {shown}"
    return None


def _mistake(exc: typer.TyperException) -> str:
    """What is wrong with the command line, and whose help tells how it is right."""
    context: typer.Context | None = getattr(exc, "ctx", None)
    said = exc.format_message().replace(": Value error, ", ": ")
    path = context.command_path if context else "peptalk"
    option = getattr(exc, "option_name", "")
    if context and option.startswith("-") and not option.startswith("--") and _takes_words(context):
        said += f"\nWords that begin with a hyphen come behind two of them: {path} -- -WORD"
    return f"{said}\nNext: {path} --help"


def _takes_words(context: typer.Context) -> bool:
    return any(each.param_type_name == "argument" for each in context.command.params)


def run() -> None:
    """The console script."""
    # Where a shell closed one of them (`<&-`), nothing is read there, and nobody wants what is said.
    sys.stdin = sys.stdin or Path(os.devnull).open()  # noqa: SIM115 - for as long as the process lives
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115 - the same
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115 - the same
    sys.exit(_said_all(main()))


def _said_all(code: int) -> int:
    """The exit code once all that was printed is out; what cannot be is said here, and not by the interpreter's end."""
    try:
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        refused = None
    except OSError as exc:
        refused = _refused(exc)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if refused is None:
        return code
    say(refused)
    return code or Exit.FAILED


if __name__ == "__main__":
    run()
