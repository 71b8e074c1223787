"""Records by name: one linked to its page at NLM, and many in one line."""

import re

from functions.render.sheet import Line, Span

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
    line.append(Span(f" and {more:,} more, all of them in the manifest." if more > 0 else "."))
    return tuple(line)
