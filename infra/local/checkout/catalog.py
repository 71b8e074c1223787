"""The catalog's files: the peptides, and beside them the regulatory facts about them.

A bad entry is refused with file, line and reason.
"""

from pathlib import Path
from typing import Any, cast

from yaml.nodes import Node

from functions.render.elements.wording import related
from infra.local.checkout.marked_yaml import BadCatalog, CatalogFault, Reader, contents
from infra.local.checkout.regulatory import facts
from shared.domain.catalog.catalog import BadEntries, Catalog, disagreements
from shared.domain.catalog.peptide import BadPeptide, Peptide
from shared.domain.catalog.regulatory import Regulatory
from shared.gates.text import check

REGULATORY = "regulatory.yaml"
"""The name of the file of facts, in the catalog's own folder."""


def load(path: Path, *, sample: bool = False, worded: bool = False) -> Catalog:
    """The catalog that a YAML file holds, with the facts of the file `REGULATORY` beside it, if there is one.

    `sample` marks its peptides as invented. With `worded` what pages say of an entry itself is held to the compliance
    rules, as every page is before it is published; that takes some 20 ms an entry.

    Raises:
        BadCatalog: the file cannot be read, is no YAML, or any entry breaks a rule; all faults at once.
    """
    reader = Reader(str(path), empty="every peptide would be retired")
    root = reader.root(contents(path))
    nodes = cast("list[Node]", root.value)
    peptides: dict[int, Peptide] = {}
    for position, node in enumerate(nodes):
        before = len(reader.faults)
        entry: Any = reader.plain(node, (position,))
        if isinstance(entry, dict) and "regulatory" in cast("dict[str, Any]", entry):
            reader.fault((position, "regulatory"), f"regulatory: facts stand in {REGULATORY}, beside this file")
        try:
            peptide = Peptide.from_entry(cast("object", entry), sample=sample)
        except BadPeptide as exc:
            for fault in exc.faults:
                reader.fault((position, *fault.path), str(fault))
        else:
            if worded:
                _hold_to_rules(reader, position, peptide)
            if len(reader.faults) == before:
                peptides[position] = peptide
    for each in disagreements(peptides):
        reader.fault((each.position, *each.fault.path), str(each.fault))
    if reader.faults:
        raise BadCatalog(sorted(reader.faults, key=lambda each: each.line or 0))
    beside = path.with_name(REGULATORY)
    known = facts(beside, {each.slug for each in peptides.values()}) if beside.exists() else dict[str, Regulatory]()
    try:
        return Catalog.of(
            [each.model_copy(update={"regulatory": known.get(each.slug, Regulatory())}) for each in peptides.values()]
        )
    except BadEntries as exc:
        raise BadCatalog([CatalogFault(str(path), 1, "no entry: every peptide would be retired")]) from exc


def _hold_to_rules(reader: Reader, position: int, peptide: Peptide) -> None:
    said = {("aliases",): ", ".join(peptide.aliases), ("category",): peptide.category}
    said |= {("relations", place): related(peptide.name, each) for place, each in enumerate(peptide.relations)}
    for path, text in said.items():
        for each in check(text):
            if each.severity == "block":
                why = f"{each.span!r} {each.reason} ({each.rule})"
                reader.fault((position, *path), f"{path[0]}: a page that says so is never published: {why}")
