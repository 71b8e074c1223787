"""What one machine holds: `peptalk run-batch` over a thousand and over ten thousand sample peptides, and how it grows.

The command is the real one, in a process of its own, with the extractive writer and an NCBI on loopback that answers
at once. Growth is the cost of a peptide among ten thousand against its cost among a thousand: 1 is linear.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from infra.local.machine.project import ROOT

from .crowd import entry
from .rows import Row, Scale
from .vendor import ncbi

FEW, MANY = 1_000, 10_000


@dataclass(frozen=True)
class Load:
    """What a run took. `cpu` and `wall` are seconds, `memory` is the most that was resident, in MB."""

    peptides: int
    wall: float
    cpu: float
    memory: float
    files: int
    megabytes: float

    def told(self) -> str:
        """In a line."""
        return (
            f"{self.peptides:,} peptides: {self.wall:,.0f} s, {self.cpu:,.0f} s of CPU, "
            f"{self.memory:,.0f} MB resident, {self.files:,} files, {self.megabytes:,.0f} MB on disk"
        )


def measure(scale: Scale) -> list[Row]:
    """Time, CPU, memory, files and bytes a peptide, at ten thousand and at a thousand."""
    with ncbi() as address:
        few, many = (run(scale.of(count), address) for count in (FEW, MANY))
    said = f"{many.told()}; baseline: {few.told()}"
    rows = [
        _row("run-batch, seconds a peptide", many.wall, few.wall, many, few, "s", said),
        _row("run-batch, CPU a peptide", many.cpu, few.cpu, many, few, "s"),
        _row("run-batch, files a peptide", many.files, few.files, many, few, "files"),
        _row("run-batch, disk a peptide", many.megabytes, few.megabytes, many, few, "MB"),
    ]
    note = "of the whole process; what grows is the list of peptides and the answers in hand"
    return [*rows, Row("run-batch, most memory", many.memory, None, few.memory, "MB", note, better="less")]


def run(count: int, address: str) -> Load:
    """One run over so many peptides in a home of its own."""
    with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as name:
        folder = Path(name)
        catalog = folder / "peptides.yaml"
        # JSON is YAML.
        catalog.write_text("".join(f"- {json.dumps(entry(number))}\n" for number in range(count)), "utf-8")
        home = folder / "home"
        kept = {key: value for key, value in os.environ.items() if not key.endswith("_API_KEY")}
        begun = time.perf_counter()
        with (folder / "said").open("w") as said, (folder / "report.json").open("w") as report:
            process = subprocess.Popen(
                [Path(sys.executable).with_name("peptalk"), "run-batch", catalog, "--json"],
                cwd=ROOT,
                env={**kept, "PEPTALK_HOME": str(home), "PEPTALK_NCBI_URL": address},
                stdout=report,
                stderr=said,
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        if process.returncode:
            raise AssertionError(f"run-batch ended with {process.returncode}: {(folder / 'said').read_text()[-2_000:]}")
        ended = Counter(each["state"] for each in json.loads((folder / "report.json").read_text("utf-8"))["peptides"])
        if ended != {"published": count}:
            raise AssertionError(f"not all were published: {ended}")
        files = [each for each in home.rglob("*") if each.is_file()]
        return Load(
            peptides=count,
            wall=wall,
            cpu=used.ru_utime + used.ru_stime,
            memory=used.ru_maxrss / 1_024,
            files=len(files),
            megabytes=sum(each.stat().st_size for each in files) / 1e6,
        )


def _row(what: str, ours: float, baseline: float, many: Load, few: Load, unit: str, note: str = "") -> Row:
    note = note or "growth: 1 is linear, the goal is within 10 % of it"
    return Row(what, ours / many.peptides, None, baseline / few.peptides, unit, note, better="less")
