"""What answers look like: the parts that several routes share. Every text of a record is data, whatever it says."""

from pydantic import BaseModel, ConfigDict, Field

from shared.domain.grading.grade import Grade
from shared.domain.grading.reasons import by_outcome
from shared.domain.publishing.monograph import Counts, Quote, QuotedClaim
from shared.domain.publishing.words import GRADES, SAMPLE, human_line, sentence
from shared.domain.vocabulary import Design, Direction, Flag, Level, Section, Species
from shared.gates.disclaimers import NO_SALES, NOT_ADVICE_LONG
from shared.store.evidence.newer_studies import Newer
from shared.store.publishing.notices import Shown
from shared.store.publishing.versions import PageVersion
from shared.store.reading.readable import Page

DISCLAIMER = f"{NOT_ADVICE_LONG} {NO_SALES}"
RECORDS = "https://pubmed.ncbi.nlm.nih.gov"


class Answer(BaseModel):
    """What every answer of ours is made of; the document says that there is nothing else in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GradeWord(Answer):
    """A grade in one word and one line."""

    level: Level
    title: str
    meaning: str


class ReasonShown(Answer):
    """One step of a grade's proof: its rule, and why it holds, in a sentence for readers."""

    rule: str
    why: str


class StudyCounts(Answer):
    """Studies found, by kind; `said` is the sentence on people that pages show."""

    human_rct: int
    human_other: int
    animal: int
    in_vitro: int
    said: str


class QuoteShown(Answer):
    """Words of a record, verbatim. `sentence` is the sentence's number in the evidence of this version; `url` is the
    record's page at NLM, absent where the record is invented."""

    pmid: str
    sentence: str
    text: str
    url: str | None


class ClaimShown(Answer):
    """One claim with the words it rests on. `ref` is its name for life, `url` its place in this version."""

    ref: str = Field(description="slug/id: the same in every version that holds the claim.")
    id: str
    revision: int
    section: Section
    outcome: str
    direction: Direction
    species: Species
    text: str
    quotes: list[QuoteShown] | None
    url: str
    cite_as: str


class ReferenceShown(Answer):
    """A study that claims or contradictions quote, as a page lists it."""

    number: int
    pmid: str
    title: str
    authors: list[str]
    journal: str
    year: int | None
    doi: str | None
    design: Design
    species: Species
    n: int | None
    flags: list[Flag]
    reviewed: bool
    url: str | None


class NoticeShown(Answer):
    """What became known of a study since the version was published."""

    kind: str
    pmid: str
    said: str
    title: str
    issued_at: str
    state: str | None


class NewerShown(Answer):
    """Studies that are known and that the version does not take in yet."""

    count: int
    summarised_at: str


def grade_word(level: Level) -> GradeWord:
    """The grade's word as pages have it."""
    title, meaning = GRADES[level]
    return GradeWord(level=level, title=title, meaning=meaning)


def reasons_shown(grade: Grade) -> dict[str, list[ReasonShown]]:
    """Why each outcome, and the whole, has its grade."""
    return {
        name: [ReasonShown(rule=each.rule, why=each.reason) for each in steps]
        for name, steps in by_outcome(grade).items()
    }


def counted(counts: Counts) -> StudyCounts:
    """The counts that readers are shown."""
    return StudyCounts(
        human_rct=counts.human_rct,
        human_other=counts.human_other,
        animal=counts.animal,
        in_vitro=counts.in_vitro,
        said=human_line(counts),
    )


def record_url(pmid: str, *, sample: bool) -> str | None:
    """The record's page at NLM; an invented one has none."""
    return None if sample or not pmid.isascii() or not pmid.isdigit() else f"{RECORDS}/{pmid}/"


def page_url(origin: str, slug: str, version: int) -> str:
    """Where a version stands for ever."""
    return f"{origin}/peptides/{slug}/v/{version}"


def claim_shown(claim: QuotedClaim, of: Page, version: PageVersion, origin: str, *, quotes: bool) -> ClaimShown:
    """A claim of a version, with its quotes where the reader is given them."""
    url = f"{page_url(origin, version.slug, version.version)}#{claim.id}"
    return ClaimShown(
        ref=f"{version.slug}/{claim.id}",
        id=claim.id,
        revision=claim.revision,
        section=claim.section,
        outcome=claim.outcome,
        direction=claim.direction,
        species=claim.species,
        text=claim.text,
        quotes=[quote_shown(each, sample=of.known.peptide.sample) for each in claim.quotes] if quotes else None,
        url=url,
        cite_as=cite_as(of.known.peptide.name, version, url, claim.id, sample=of.known.peptide.sample),
    )


def cite_as(name: str, version: PageVersion, url: str, claim: str = "", *, sample: bool) -> str:
    """How to cite a version, or one claim of it, for ever."""
    return cite(name, version.version, version.published_at, version.content_hash, url, claim=claim, sample=sample)


def cite(name: str, number: int, published_at: str, content: str, url: str, *, claim: str = "", sample: bool) -> str:
    """The same from its parts; `content` is the hash of what the version says."""
    invented = f" {SAMPLE}" if sample else ""
    of = f", claim {claim}" if claim else ""
    return (
        f"PepTalk. {name}: evidence summary, version {number}{of}. {published_at[:10]}. "
        f"Content {content[:16]}. {url}.{invented}"
    )


def notice_shown(notice: Shown) -> NoticeShown:
    """A notice in words."""
    return NoticeShown(
        kind=notice.kind.value,
        pmid=notice.pmid,
        said=sentence(notice.said),
        title=notice.title,
        issued_at=notice.issued_at,
        state=notice.state,
    )


def newer_shown(newer: Newer | None) -> NewerShown | None:
    return NewerShown(count=newer.count, summarised_at=newer.summarised_at) if newer else None


def quote_shown(quote: Quote, *, sample: bool) -> QuoteShown:
    """Words of a record, with its page."""
    return QuoteShown(
        pmid=quote.pmid, sentence=quote.sentence, text=quote.text, url=record_url(quote.pmid, sample=sample)
    )
