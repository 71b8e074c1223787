"""What the command line of a campaign takes and gives, whatever the campaign does."""

import argparse
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from chaos.campaigns.home import as_json

EVERY = 15.0
"""Seconds between two lines of progress."""


class Report(Protocol):
    """A dataclass that says what went wrong."""

    faults: list[str]
    __dataclass_fields__: dict[str, Any]


def parser(lanes: int) -> argparse.ArgumentParser:
    """FOLDER, --seed, --lanes and --progress; a campaign adds its own."""
    given = argparse.ArgumentParser()
    given.add_argument("folder", type=Path)
    given.add_argument("--seed", type=int, required=True)
    given.add_argument("--lanes", type=int, default=lanes, help="homes at work at the same time")
    given.add_argument("--progress", action="store_true", help="a line to stdout now and then")
    return given


def teller(*, progress: bool) -> Callable[[str], None]:
    """Prints what it is told, not too often, where progress is asked for."""
    last = 0.0

    def tell(line: str) -> None:
        nonlocal last
        if progress and time.monotonic() - last > EVERY:
            last = time.monotonic()
            print(line, flush=True)

    return tell


def reported(report: Report, folder: Path) -> int:
    """Write FOLDER/report.json; the exit code."""
    (folder / "report.json").write_text(as_json(asdict(report)), "utf-8")
    return 1 if report.faults else 0
