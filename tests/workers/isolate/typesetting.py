"""The program of an isolate that sets one long PDF: the factory's sheet, with as many references as COUNT says and a
quarter as many claims in each section. All of it is invented."""

import json
import os
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from invented.sheets import sheet
from js import process

from functions.render.elements.sheet import Claims, Part, References, Sheet
from functions.render.typesetting.document import document


def main(given: Any) -> str:
    """Heap after import and after the work in bytes, and CPU in milliseconds, as JSON; the PDF goes to the file PDF."""
    long = _lengthened(sheet(), int(os.environ["COUNT"]))
    imported, began = given.heap(), process.cpuUsage()
    made = document(long)
    spent = process.cpuUsage(began)
    Path(os.environ["PDF"]).write_bytes(made.data)
    return json.dumps(
        {
            "imported": imported,
            "heap": given.heap(),
            "longest_cpu_ms": round((spent.user + spent.system) / 1000),
        }
    )


def _lengthened(short: Sheet, count: int) -> Sheet:
    return replace(short, parts=tuple(_part(part, count) for part in short.parts))


def _part(part: Part, count: int) -> Part:
    blocks: list[Any] = []
    for block in part.blocks:
        if isinstance(block, References):
            items = enumerate(islice(cycle(block.items), count), 1)
            blocks.append(replace(block, items=tuple(replace(each, number=number) for number, each in items)))
        elif isinstance(block, Claims):
            blocks.append(replace(block, items=tuple(islice(cycle(block.items), count // 4))))
        else:
            blocks.append(block)
    return replace(part, blocks=tuple(blocks))
