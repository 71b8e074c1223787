"""What is published: claims with their verbatim quotes, references, grade and the report of their review."""

from typing import Literal

from shared.domain.evidence.pack import Citation
from shared.domain.frozen import Frozen, Stored
from shared.domain.grading.contradictions import Contradiction
from shared.domain.grading.grade import Grade
from shared.domain.publishing.draft import Unread, Writer
from shared.domain.vocabulary import Design, Direction, Flag, Section, Species

Severity = Literal["block", "warn"]


class Finding(Frozen):
    """What a gate or the second model holds against a claim, or against the whole (`claim` is empty).

    `rule` is the rule's id (`C20`), `span` the words it fired on.
    """

    rule: str
    severity: Severity
    claim: str = ""
    reason: str
    span: str = ""


class Quote(Frozen):
    """Words of an abstract, verbatim."""

    pmid: str
    sentence: str
    text: str


class QuotedClaim(Frozen):
    """A claim that passed, with the words it rests on. `revision` is the draft's."""

    later = frozenset({"revision"})

    id: str
    section: Section
    text: str
    outcome: str = ""
    direction: Direction
    species: Species
    quotes: tuple[Quote, ...]
    revision: int = 1


class Reference(Frozen):
    """A study that a claim quotes or a contradiction names; `number` is its mark on the page.

    `reviewed`: a person decided on it.
    """

    later = frozenset({"reviewed"})

    number: int
    pmid: str
    design: Design
    species: Species
    n: int | None = None
    flags: tuple[Flag, ...] = ()
    citation: Citation
    reviewed: bool = False


class Reviewer(Frozen):
    """Who judged the claims beside the gates; `kind` none means that no second model did."""

    kind: Literal["model", "none"]
    model: str = ""
    prompt: str = ""


class Counts(Frozen):
    """Studies by kind: what was found, not what was quoted."""

    human_rct: int = 0
    human_other: int = 0
    animal: int = 0
    in_vitro: int = 0
    reviews: int = 0
    other: int = 0
    excluded: int = 0


class Monograph(Stored):
    """All that a page says, before anything is typeset. Fields of an old `v` stay readable."""

    later = frozenset({"contradictions", "unread"})

    v: int = 1
    slug: str
    pack: str
    draft: str
    writer: Writer
    reviewer: Reviewer
    grade: Grade
    counts: Counts
    claims: tuple[QuotedClaim, ...]
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...] = ()
    dropped: int = 0
    contradictions: tuple[Contradiction, ...] = ()
    unread: tuple[Unread, ...] = ()
    """The draft's."""
