"""What a source of evidence is: asked for what it knows about a peptide, then read record by record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from queues.messages import FetchStudies
from shared.domain.catalog.peptide import Peptide
from shared.platform.ports import Platform, Statement
from shared.store.evidence import searches
from shared.store.evidence.peptides import StoredPeptide
from shared.store.evidence.searches import Search, Watermark


@dataclass(frozen=True, slots=True)
class Asked:
    """What a delivery asks its sources about. `mark` is how far the source was read before, None where everything is
    to be searched and read: the first time, when query or reading changed, or because the run is fresh."""

    job: FetchStudies
    stored: StoredPeptide
    platform: Platform
    mark: Watermark | None = None

    @property
    def peptide(self) -> Peptide:
        return self.stored.peptide


@dataclass(frozen=True, slots=True)
class Named:
    """A source's answer to a search: `ids` are the records to read, in an order that holds for the run; the other
    fields as `shared.store.evidence.searches.Search` has them. With `since`, the watermark from which only news were
    asked for, `total` counts what the set holds with them."""

    query: str
    ids: tuple[str, ...]
    total: int
    translation: str = ""
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of the records asked for: the statements that keep them, and the ids that did not come (`missing`),
    will be asked for again (`owed`), or came and could not be read (`refused`)."""

    writes: list[Statement] = field(default_factory=list[Statement])
    missing: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


class Source(Protocol):
    """One source. Its errors are those of `shared.platform.errors`; it paces its own requests.

    A `RetryableError` brings the delivery back; where it lasts, or for a `PermanentError`, the run goes on without the
    source. An error never reads as "no results": what came of a search that failed is not known.
    """

    name: searches.Source
    required: bool
    """Whether a peptide that this source was never read for cannot go on without it."""
    at_once: int
    """Records that `read` is asked for at most."""
    reading: str
    """Edition of what reads its records; another one makes every peptide's next search a full one."""

    def query_hash(self, peptide: Peptide) -> str:
        """Names the question, so that a changed one begins a new set."""
        ...

    def expect(self, records: int) -> None:
        """So many records are read from here on, `at_once` at a time: their requests can be paced together."""
        ...

    async def search(self, asked: Asked) -> Named:
        """Which records there are; with a watermark, which may be new or changed since."""
        ...

    async def read(self, asked: Asked, search: Search, ids: Sequence[str]) -> Read:
        """These records of a search; asking twice for the same ones changes nothing."""
        ...


@runtime_checkable
class Together(Source, Protocol):
    """A source that can be asked at once what is new about many peptides. One that cannot is asked about each apart,
    at longer intervals (`functions.fetch.group`)."""

    async def quiet(self, asked: Sequence[Asked]) -> Collection[str]:
        """Slugs of those of which it has nothing new since their watermark, for certain: each has one. Where it is
        not sure, it leaves a slug out."""
        ...
