"""`make bench`: one table of what each part measures. ARGS picks parts by name; `--json` is for machines."""

import argparse
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .rows import FULL, TINY, Row, Scale

Measure = Callable[[Scale], list[Row]]


def parts() -> dict[str, Measure]:
    """The modules of this folder that measure something, by name."""
    found: dict[str, Measure] = {}
    for each in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if each.name == "__main__" or each.name.startswith("test_"):
            continue
        module = importlib.import_module(f".{each.name}", __package__)
        if hasattr(module, "measure"):
            found[each.name] = module.measure
    return found


def table(rows: Sequence[Row]) -> Table:
    """The rows as people read them: a ratio above 1 is good where more is better, below 1 where less is."""
    shown = Table("what", "unit", "ours", "peer", "baseline", "ratio", "note", show_lines=True)
    for row in rows:
        ratios = f"{_times(row.ratio)} peer\n{_times(row.ratio_to_baseline)} baseline"
        unit = row.unit if row.better == "more" else f"{row.unit} (less is better)"
        shown.add_row(row.what, unit, _number(row.ours), _number(row.peer), _number(row.baseline), ratios, row.note)
    return shown


def as_json(rows: Sequence[Row]) -> str:
    """The rows with their ratios."""
    return json.dumps(
        [{**asdict(row), "ratio": row.ratio, "ratio_to_baseline": row.ratio_to_baseline} for row in rows], indent=2
    )


def main(arguments: Sequence[str] | None = None, known: Mapping[str, Measure] | None = None) -> int:
    """Measure and print; exit code 0, or 2 for a part that there is not."""
    known = parts() if known is None else known
    parser = argparse.ArgumentParser(prog="make bench", description="Ratios against peers and bare baselines.")
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"which to measure, all by default: {', '.join(known)}"
    )
    parser.add_argument("--json", action="store_true", help="JSON on stdout")
    parser.add_argument("--tiny", action="store_true", help="a thousandth of the work, to see that everything runs")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.parts if name not in known]:
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(known)}")
    rows: list[Row] = []
    for name in given.parts or known:
        print(f"measuring: {name}", file=sys.stderr)
        rows += known[name](TINY if given.tiny else FULL)
    if given.json:
        print(as_json(rows))
    else:
        Console().print(table(rows))
    return 0


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def _times(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f} x"


if __name__ == "__main__":
    sys.exit(main())
