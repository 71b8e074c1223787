"""How commands speak: data on stdout, everything else on stderr, plain where nobody is watching."""

import json
import re
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from infra.local.platform.pipeline import OnProgress
from shared.store.operations.runs import OPEN_STATES, FailedAttempt

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout (shapes: docs/cli.md).")]


class Exit(IntEnum):
    """What a command's exit code says."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    PARTLY = 3
    INTERRUPTED = 130
    TERMINATED = 143


_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""What has no shape of its own, shows letters in another order than they stand in, or commands the terminal: a file
that is named by mistake, or an answer of a vendor, may hold any of it."""


def out() -> Console:
    """Standard output, for people; it follows NO_COLOR and TERM."""
    return Console(highlight=False)


def err() -> Console:
    return Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """Tell the person something that is not data."""
    err().print(Text(_UNSEEN.sub("", text)), soft_wrap=True)


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table, or tab-separated lines where nobody is watching; cells are data and never markup."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            sys.stdout.write("\t".join(" ".join(_cell(cell).split()) for cell in row) + "\n")
        return
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for position, column in enumerate(columns):
        # The first column is what a reader copies: it is never broken.
        table.add_column(column, overflow="fold", no_wrap=position == 0)
    for row in rows:
        table.add_row(*(Text(_cell(cell)) for cell in row))
    out().print(table)


def _cell(cell: object) -> str:
    return "" if cell is None else _UNSEEN.sub("", str(cell))


def trouble(attempt: FailedAttempt) -> None:
    """Say that something failed and what becomes of it; a wait that nobody explains looks like a hang."""
    becomes = {
        "retryable": "tried again, for as long as it takes; Ctrl-C is safe, nothing is lost",
        "crash": "tried again, five times at most",
        "configuration": "paused until it has that setting",
        "permanent": "given up",
    }
    say(f"{attempt.name}: {attempt.stage} try {attempt.number}: {attempt.message} ({becomes[attempt.kind]})")


@contextmanager
def progress(total: int, what: str) -> Generator[OnProgress]:
    """A progress bar on a terminal; elsewhere nothing."""
    console = err()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[states]}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(what, total=total, states="")

        def show(counts: dict[str, int]) -> None:
            ended = {state: count for state, count in counts.items() if state not in OPEN_STATES}
            words = ", ".join(f"{count} {state}" for state, count in sorted(ended.items()))
            bar.update(task, completed=sum(ended.values()), total=max(1, sum(counts.values())), states=words)

        yield show
