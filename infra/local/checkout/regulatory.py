"""The file of regulatory facts: one entry a peptide of the catalog that it lies beside."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, cast

from yaml.nodes import Node

from infra.local.checkout.marked_yaml import BadCatalog, Reader, contents
from shared.domain.catalog.regulatory import BadFacts, Recorded, Regulatory
from shared.gates.text import check


def facts(path: Path, slugs: AbstractSet[str]) -> dict[str, Regulatory]:
    """The facts by slug; `slugs` are those of the catalog.

    Raises:
        BadCatalog: the file cannot be read, is no YAML, an entry breaks a rule, names no peptide of the catalog or one
            twice, or a note says what no page may say; all faults at once, each with its line, peptide and field.
    """
    reader = Reader(str(path), empty="leave it out where nothing is recorded", as_text={"timestamp", "int"})
    found: dict[str, Regulatory] = {}
    for position, node in enumerate(cast("list[Node]", reader.root(contents(path)).value)):
        before = len(reader.faults)
        entry: Any = reader.plain(node, (position,))
        if len(reader.faults) > before:
            continue
        fields = dict(cast("dict[str, Any]", entry)) if isinstance(entry, dict) else {}
        slug = fields.pop("slug", None)
        if slug not in slugs:
            reader.fault((position, "slug"), f"slug: {slug!r} is no peptide of the catalog beside this file")
        elif slug in found:
            reader.fault((position, "slug"), f"slug: {slug!r} has an entry already")
        else:
            found[slug] = _read(reader, position, slug, fields)
    if reader.faults:
        raise BadCatalog(sorted(reader.faults, key=lambda each: each.line or 0))
    return found


def _read(reader: Reader, position: int, slug: str, fields: dict[str, Any]) -> Regulatory:
    try:
        read = Regulatory.from_entry(fields)
    except BadFacts as exc:
        for fault in exc.faults:
            reader.fault((position, *fault.path), f"{slug}: {fault}")
        return Regulatory()
    if not read.recorded:
        reader.fault((position,), f"{slug}: records nothing; leave the entry out, and the page says that there is none")
    for index, each in enumerate(read.statuses):
        _note(reader, (position, "statuses", index, "note"), f"{slug}: statuses.{index}", each)
    if read.wada:
        _note(reader, (position, "wada", "note"), f"{slug}: wada", read.wada)
    return read


def _note(reader: Reader, where: tuple[str | int, ...], named: str, fact: Recorded) -> None:
    """A page prints it, and would be held for it every night."""
    for each in check(fact.note or ""):
        if each.severity == "block":
            reader.fault(where, f"{named}.note: breaks rule {each.rule}, it {each.reason}: {each.span!r}")
