"""`python -m chaos.loss.part FOLDER`: a part of the loss campaign at its full size, by request or by fault.

For what a run that was cut short has left, or for a fault that came after it: `--requests 19 23`, `--faults NAME...`.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from chaos.campaigns.command import teller
from chaos.loss.campaign import Campaign, Case
from chaos.loss.test_loss import FULL_SIZE
from infra.local.sqlite.migrate import apply


def main() -> int:
    """Print what came of it; 1 where something was lost or nothing was chosen."""
    command = argparse.ArgumentParser()
    command.add_argument("folder", type=Path)
    command.add_argument("--requests", type=int, nargs=2, default=(1, sys.maxsize), metavar=("FIRST", "LAST"))
    command.add_argument("--faults", nargs="+", default=())
    given = command.parse_args()
    first, last = given.requests

    def chosen(cases: list[Case]) -> list[Case]:
        named = [each for each in cases if not given.faults or each.fault in given.faults]
        return [each for each in named if first <= each.number <= last]

    given.folder.mkdir(parents=True, exist_ok=True)
    migrated = given.folder / "migrated.db"
    apply(migrated)
    records, a_delivery, _ = FULL_SIZE
    report = asyncio.run(Campaign(records, a_delivery, given.folder).run(migrated, 0, chosen, teller(progress=True)))
    print(report)
    for each in report.faults:
        print(each)
    return 1 if report.faults or not report.cases else 0


if __name__ == "__main__":
    sys.exit(main())
