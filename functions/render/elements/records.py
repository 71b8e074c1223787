"""Records by name: one linked to its page at NLM, many in one line, and whose words a quotation is."""

import re

from functions.render.elements import wording
from functions.render.elements.sheet import Line, Span
from shared.domain.publishing.monograph import Reference
from shared.domain.publishing.words import count, sentence
from shared.domain.vocabulary import Design, Species

NAMED_AT_MOST = 40
"""Records named one by one in a line; the manifest names them all."""


def record_link(pmid: str, *, sample: bool) -> Span:
    """A record's name, linked to its page at NLM; invented records have none."""
    linked = not sample and re.fullmatch(r"[0-9]{1,12}", pmid)
    return Span(f"PMID\u00a0{pmid}", href=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if linked else None)


def named(pmids: tuple[str, ...], sample: bool, at_most: int = NAMED_AT_MOST) -> Line:
    """Records one after the other, linked, and how many more there are; at least one."""
    line: list[Span] = []
    for pmid in pmids[:at_most]:
        line += [record_link(pmid, sample=sample), Span(", ")]
    line.pop()
    more = len(pmids) - at_most
    line.append(Span(f" and {more:,} more." if more > 0 else "."))
    return tuple(line)


def mark(number: int) -> Span:
    """A reference's number, linked to it."""
    return Span(f"[{number}]", href=f"#ref-{number}", strong=True)


def source(reference: Reference) -> Line:
    """The line below a quotation: its mark, and what its study is."""
    flags = "".join(f", {wording.FLAGS[flag]}" for flag in reference.flags)
    year = f", {reference.citation.year}" if reference.citation.year else ""
    return (
        mark(reference.number),
        Span(f" {kind(reference)}{year}{flags}"),
    )


def kind(reference: Reference) -> str:
    """Design, species and size of a study, as a page says them: `Randomised trial in 132 people`."""
    design, where = sentence(wording.DESIGNS[reference.design])[:-1], wording.SPECIES[reference.species]
    n, counted = reference.n, _COUNTED.get(reference.species)
    if counted is None or reference.design in _OF_RECORDS:
        return f"{design}, {where}{f', n = {n:,}' if n is not None else ''}"
    whom = where if n is None else count(n, *counted)
    return (
        f"Study in {whom}, {design[:1].lower()}{design[1:]}"
        if reference.design is Design.UNKNOWN
        else f"{design} in {whom}"
    )


_COUNTED = {Species.HUMAN: ("person", "people"), Species.ANIMAL: ("animal", "animals")}
"""What the size of a study counts, one and many."""
_OF_RECORDS = (Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE)
"""Designs of what tells of other studies."""
