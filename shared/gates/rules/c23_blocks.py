"""C23: a page has its disclaimers, dated status, who wrote it, its limits, funding and the day of its search."""

from collections.abc import Iterator

from shared.domain.publishing.monograph import Severity
from shared.gates.context import BLOCKS, Context
from shared.gates.family import Family


def missing(known: Context) -> list[str]:
    """What the page lacks, by name; a status without its day counts as lacking. Empty where the page is not known."""
    if known.blocks is None:
        return []
    lacking = set(BLOCKS - known.blocks)
    if known.status is not None and known.status.status and not known.status.as_of:
        lacking.add("status")
    return sorted(lacking)


def _against(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    if missing(known):
        yield 0, len(sentence), "block"


FAMILY = Family(
    id="C23",
    version=1,
    severity="block",
    reason="stands on a page without all of its blocks",
    patterns=(),
    given=_against,
)
