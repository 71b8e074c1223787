"""Records to studies: against two peers and the XML parser's own pass over the same files, and what memory it takes.

The files are real ones where they are at hand (`../shared/data`), else the sample corpus; a file that a peer refuses
is read by nobody.
"""

import gc
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from infra.sandbox import samples
from tests.rigs.places import REAL_DATA, ROOT

from . import readers
from .readers import Read, bare_expat, bare_tree, idle_expat, ours
from .rows import Row, Scale

QUICK_ROUNDS = 5
"""Rounds of a reader that is no peer for each of the peers': what takes little time is disturbed the more."""

MEASURED = """
import resource, sys
from pathlib import Path
from tests.bench import readers

def kilobytes():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

readers_by_name = {"ours": readers.ours, **readers.peers()}
small, large = Path(sys.argv[2]), Path(sys.argv[3])
readers_by_name[sys.argv[1]](small)
before = kilobytes()
readers_by_name[sys.argv[1]](large)
print((kilobytes() - before) * 1024)
"""


def measure(scale: Scale) -> list[Row]:
    """Records a second of CPU, each reader's best of a few rounds in turn; and a process's growth at a large answer."""
    with tempfile.TemporaryDirectory() as folder:
        copied = _copies(Path(folder), scale)
        known = readers.peers()
        paths = [path for path in copied if all(_reads(read, path) for read in known.values())]
        records = sum(map(ours, paths))
        size, references = sum(each.stat().st_size for each in paths), sum(map(_references, paths))
        kept = (
            f"{len(paths)} of {len(copied)} files, {size / 1e6:.1f} MB, {references / size:.0%} of it reference lists"
        )
        own: dict[str, Read] = {"ours": ours, "expat": bare_expat, "tree": bare_tree, "idle": idle_expat}
        best = _best(own, known, paths, scale.of(3))
        missing = "" if len(known) == len(readers.PEERS) else "; peers are missing, `make bench` installs them"

        def row(peer: str, baseline: str, what: str) -> Row:
            theirs = records / best[peer] if peer in best else None
            note = f"{kept}, best of {scale.of(3) * QUICK_ROUNDS}, peers of {scale.of(3)}; baseline: {what}{missing}"
            return Row(
                f"parse PubMed records: {peer}", records / best["ours"], theirs, records / best[baseline],
                "records/s", note,
            )  # fmt: skip

        biopython, pubmed_parser = readers.PEERS
        return [
            row(biopython, "tree", "ElementTree's parser in C, whose elements nobody reads"),
            row(
                pubmed_parser, "expat", "expat without handlers, whose text never reaches Python; with one for each "
                f"element's start that does nothing it reads {records / best['idle']:,.0f} records/s",
            ),
            *_memory(Path(folder), paths, scale.of(20_000_000)),
        ]  # fmt: skip


def _copies(folder: Path, scale: Scale) -> list[Path]:
    """That share of all files, the first ones."""
    found = sorted((REAL_DATA / "pubmed").rglob("*.xml")) or sorted(samples.CORPUS.glob("*.xml"))
    kept = found[: scale.of(len(found), at_least=8)]
    return [Path(shutil.copy(path, folder / f"{number}.xml")) for number, path in enumerate(kept)]


def _reads(read: Read, path: Path) -> bool:
    with suppress(Exception):
        return read(path) > 0
    return False


def _references(path: Path) -> int:
    return sum(
        len(each[0]) for each in re.finditer(rb"<ReferenceList>.*?</ReferenceList>", path.read_bytes(), re.DOTALL)
    )


def _best(own: dict[str, Read], known: dict[str, Read], paths: list[Path], rounds: int) -> dict[str, float]:
    best = dict.fromkeys((*own, *known), float("inf"))
    for _ in range(rounds):
        for name, read in (*(list(own.items()) * QUICK_ROUNDS), *known.items()):
            # Nobody's time goes into what others hold or have left behind.
            gc.collect()
            gc.freeze()
            begun = time.process_time()
            for path in paths:
                read(path)
            best[name] = min(best[name], time.process_time() - begun)
            gc.unfreeze()
    return best


def _memory(folder: Path, paths: list[Path], size: int) -> list[Row]:
    """How far a process that has read something small grows when it reads an answer of that many bytes."""
    whole = b"".join(path.read_bytes() for path in paths)
    first = whole.find(b"<PubmedArticle>")
    one = whole[first : whole.find(b"</PubmedArticle>", first) + len(b"</PubmedArticle>")]
    small, large = folder / "small.xml", folder / "large.xml"
    for path, bytes_ in ((small, 1), (large, size)):
        path.write_bytes(_answer(one, bytes_))
        readers.pubmed_parser(path) if "pubmed_parser" in readers.peers() else None
    grown: dict[str, float] = {}
    for name in ("ours", *readers.peers()):
        command = [sys.executable, "-c", MEASURED, name, str(small), str(large)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        grown[name] = int(done.stdout) / 1e6
    held = large.stat().st_size / 1e6
    return [
        Row(
            f"memory to parse {held:.1f} MB: {name}", grown["ours"], grown.get(name), held, "MB",
            "growth of a fresh process; baseline: the answer itself, which ours is handed; pubmed_parser reads a file",
            better="less",
        )
        for name in readers.PEERS
    ]  # fmt: skip


def _answer(record: bytes, size: int) -> bytes:
    doctype = (
        b'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" '
        b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">\n'
    )
    return doctype + b"<PubmedArticleSet>" + record * (size // len(record) + 1) + b"</PubmedArticleSet>"
