"""What is known beside the words of a sentence: the studies that it cites, the place and the page that it stands on.

What is not known is None, and a rule that needs it is silent.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from shared.domain.vocabulary import Design, Level, Species

Place = Literal["body", "title", "alt", "pdf_metadata", "opengraph", "slug", "email", "feed"]
BLOCKS = frozenset(
    {"disclaimer_top", "disclaimer_bottom", "status", "ai_disclosure", "limitations", "funding", "last_searched"}
)
"""What every page has."""


@dataclass(frozen=True, slots=True)
class Status:
    """A peptide's regulatory status; `as_of` is an ISO date or None, `wada` a section such as `S0`, or None."""

    status: str = ""
    as_of: str | None = None
    wada: str | None = None

    @property
    def prohibited(self) -> bool:
        """Whether a section of WADA's list names it."""
        return (self.wada or "").startswith("S")

    @property
    def approved(self) -> bool:
        """Whether some authority approved it as a medicine."""
        return self.status.startswith("approved")


@dataclass(frozen=True, slots=True)
class Context:
    """What a check is told; `cited` says whether the sentence names a source that can be resolved."""

    species: AbstractSet[Species] | None = None
    designs: AbstractSet[Design] | None = None
    n: int | None = None
    level: Level | None = None
    cited: bool | None = None
    quotes: tuple[str, ...] | None = None
    place: Place = "body"
    blocks: AbstractSet[str] | None = None
    status: Status | None = None


NOTHING_KNOWN = Context()
