"""Files of PubMed XML that a command is given: what was read of each, and every fault with the file it is in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from functions.fetch.reading.parse import Refused, Unreadable
from infra.cli.terminal.packed import packed_with

NEXT = "Next: name files that are there and hold PubMed XML, as NCBI's efetch answers with retmode=xml."


class Found(Protocol):
    """What was read of a file, and the records of it that were not."""

    @property
    def refused(self) -> tuple[Refused, ...]: ...


F = TypeVar("F", bound=Found)


def read_files(paths: Sequence[Path], read: Callable[[bytes], F]) -> tuple[list[tuple[Path, F]], list[dict[str, str]]]:
    """What `read` makes of each file that is there and is PubMed XML; faults are `{"file", "reason"}`."""
    found: list[tuple[Path, F]] = []
    faults: list[dict[str, str]] = []
    for path in paths:
        try:
            data = path.read_bytes()
            if packed := packed_with(data):
                reason = f"it is packed with {packed[0]}: unpack it first with `{packed[1]} {path}`"
                faults.append({"file": str(path), "reason": reason})
                continue
            one = read(data)
        except OSError as exc:
            faults.append({"file": str(path), "reason": exc.strerror or str(exc)})
            continue
        except Unreadable as exc:
            faults.append({"file": str(path), "reason": str(exc)})
            continue
        found.append((path, one))
        faults += [
            {"file": str(path), "reason": f"PMID {each.pmid or 'unknown'}: {each.reason}"} for each in one.refused
        ]
    return found, faults
