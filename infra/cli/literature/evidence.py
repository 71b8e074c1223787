"""`peptalk evidence FILES...`: what PepTalk reads in PubMed XML, without a database or a network."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from functions.fetch.evidence import read
from infra.cli.literature.record_files import NEXT, read_files
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from shared.domain.publishing.words import count

Files = Annotated[list[Path], typer.Argument(help="PubMed XML files, as efetch answers them.")]


def command(files: Files, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Parse PubMed XML and print its studies: design, species, size, direction, flags and rules."""
    only_here(target, "the same command without --target; it reads files and nothing else")
    found, faults = read_files(files, read)
    studies: list[Mapping[str, Any]] = [{"file": str(path), **row} for path, one in found for row in one.rows]
    gone = [{"file": str(path), "pmid": pmid} for path, one in found for pmid in one.deleted]
    if json:
        print_json({"studies": studies, "deleted": gone, "faults": faults})
    else:
        columns = ["pmid", "year", "design", "species", "n", "direction", "flags", "rules", "title"]
        print_table("Studies", columns, [[_cell(study.get(column)) for column in columns] for study in studies])
        say(f"{count(len(studies), 'study', 'studies')} in {count(len(found), 'file', 'files')}")
        for each in gone:
            say(f"{each['file']}: NLM deleted PMID {each['pmid']}, and no claim may rest on it")
        for fault in faults:
            say(f"{fault['file']}: {fault['reason']}")
    if not found:
        say(NEXT)
        return Exit.FAILED
    return Exit.PARTLY if faults else Exit.DONE


def _cell(value: object) -> object:
    return ", ".join(map(str, cast("list[object]", value))) if isinstance(value, list | tuple) else value
