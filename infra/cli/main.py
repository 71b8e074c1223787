"""The `peptalk` command: its commands, and what becomes of their errors."""

import sys

import typer

from infra.cli import (
    alerts,
    backup,
    catalog,
    db,
    demo,
    deploy,
    dlq,
    evidence,
    files,
    grade,
    infra,
    logs,
    notices,
    peptides,
    queues,
    review,
    run_batch,
    run_single,
    runs,
    sandbox,
    searching,
    session,
    studies,
    trace,
    up,
    verify,
    workers,
)
from infra.cli.console import Exit, say
from shared.domain.peptide import BadPeptide
from shared.platform.errors import PepTalkError

app = typer.Typer(
    name="peptalk",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Living, evidence-graded monographs on peptides. Exit codes: 0 done, 1 failed, 2 usage, 3 partly failed.",
)

app.command("run-single")(run_single.command)
app.command("run-batch")(run_batch.command)
app.command("up")(up.command)
app.command("demo")(demo.command)
app.command("sandbox")(sandbox.command)
app.add_typer(runs.app, name="runs")
app.add_typer(dlq.app, name="dlq")
app.add_typer(db.app, name="db")
app.add_typer(backup.app, name="backup")
app.add_typer(queues.app, name="queues")
app.add_typer(catalog.app, name="catalog")
app.add_typer(peptides.app, name="peptides")
app.add_typer(searching.app, name="search")
app.add_typer(studies.app, name="studies")
app.add_typer(review.app, name="review")
app.add_typer(workers.app, name="workers")
app.add_typer(files.app, name="files")
app.command("alerts")(alerts.command)
app.command("trace")(trace.command)
app.command("verify")(verify.command)
app.command("notices")(notices.command)
app.command("evidence")(evidence.command)
app.command("grade")(grade.command)
app.add_typer(infra.app, name="infra")
app.command("deploy")(deploy.deploy)
app.command("rollback")(deploy.rollback)
app.command("logs")(logs.command)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; an error is one line on stderr that says what to do."""
    try:
        code = app(args=arguments, prog_name="peptalk", standalone_mode=False)
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
