"""The manifest of a version: all that is needed to prove it again, offline, from stored bytes alone."""

from typing import ClassVar, Literal

from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import Fingerprints
from shared.domain.frozen import Frozen, Stored
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.draft import Writer
from shared.domain.publishing.monograph import Monograph, Reviewer
from shared.domain.vocabulary import Level


class Artifact(Frozen):
    """Stored bytes: their key in the bucket, SHA-256 in lower-case hex, and size in bytes."""

    key: str
    sha256: str
    size: int


class Artifacts(Frozen):
    """What readers are given."""

    page: Artifact
    pdf: Artifact


class SearchMade(Frozen):
    """What a source was asked and how it understood it. `total` is its own count of matches.

    `found` are the records of it that were read, `missing` those that it named and then did not hand over. Where
    `failure` says why it could not be asked, what it gave before stands, as of `searched_at` (empty: never). With
    `since`, an instant, only what was new or changed since then was asked for, and the others were read before.
    """

    later: ClassVar[frozenset[str]] = frozenset({"failure", "since"})

    source: Literal["pubmed", "clinicaltrials"]
    query: str
    translation: str
    total: int
    found: int
    missing: tuple[str, ...] = ()
    searched_at: str
    failure: str = ""
    since: str = ""


class Left(Frozen):
    """A study that was found and left out of what claims may rest on, and why."""

    pmid: str
    reason: str


class Editions(Frozen):
    """Which edition of each rule book was in force (`shared.domain.fingerprints`)."""

    grading: int
    rules: int
    template: int


class Cost(Frozen):
    """What the run asked of models for this peptide: micro-dollars, and how many calls have no known price."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    microusd: int = 0
    unpriced: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        """Both together, kind by kind."""
        return Cost(**{name: getattr(self, name) + getattr(other, name) for name in Cost.model_fields})


class Manifest(Stored):
    """One version, accounted for. `pmids_in` may be quoted, `pmids_out` not, each with its reason."""

    v: int = 1
    slug: str
    name: str
    sample: bool = False
    version: int
    run_id: str
    trace_id: str
    pack: str
    draft: str
    monograph: str
    artifacts: Artifacts
    searches: tuple[SearchMade, ...]
    pmids_in: tuple[str, ...]
    pmids_out: tuple[Left, ...]
    writer: Writer
    reviewer: Reviewer
    grade: Level
    editions: Editions
    fingerprints: Fingerprints
    changes: Changes
    cost: Cost
    approved_by: str
    published_at: str


def used(pack: EvidencePack) -> tuple[str, ...]:
    """PMIDs of the studies that claims may rest on, in the pack's order."""
    return tuple(each.pmid for each in pack.studies if each.selected)


def left(pack: EvidencePack) -> tuple[Left, ...]:
    """The other studies, in the pack's order, each with the pack's reason."""
    return tuple(Left(pmid=each.pmid, reason=each.reason) for each in pack.studies if not each.selected)


def quoted(monograph: Monograph) -> tuple[str, ...]:
    """PMIDs that claims quote and contradictions name, each once, in the order in which they come first."""
    sides = (side.pmid for each in monograph.contradictions for side in each.sides)
    return tuple(dict.fromkeys([*(quote.pmid for claim in monograph.claims for quote in claim.quotes), *sides]))
