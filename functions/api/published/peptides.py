"""Published peptides: the list, and one of them in its present version or an older one."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import answers
from functions.api.http.answers import Body, Kept
from functions.api.http.context import Configured, Here, Remembering
from functions.api.http.cursors import Cursor, made, place_of
from functions.api.http.gate import Door, Gated, Withheld
from functions.api.http.problems import documented
from functions.api.published.located import Number, Slug, published
from functions.api.published.shapes import (
    DISCLAIMER,
    Answer,
    ClaimShown,
    GradeWord,
    NewerShown,
    NoticeShown,
    ReasonShown,
    ReferenceShown,
    StudyCounts,
    cite_as,
    claim_shown,
    counted,
    grade_word,
    newer_shown,
    notice_shown,
    page_url,
    reasons_shown,
    record_url,
)
from shared.domain.accounts.gate import Part
from shared.domain.catalog.peptide import Relation
from shared.domain.catalog.regulatory import Regulatory
from shared.domain.grading.contradictions import Contradiction
from shared.domain.grading.grade import Grade
from shared.domain.publishing.draft import Writer
from shared.domain.publishing.monograph import Monograph, Reference, Reviewer
from shared.domain.vocabulary import Level
from shared.platform.ports import Platform
from shared.platform.remembered import Remembered
from shared.store import objects
from shared.store.evidence.peptides import Origin
from shared.store.publishing.versions import PageVersion
from shared.store.reading import readable
from shared.store.reading.readable import LOOKED_FOR_AT_MOST, Found, Human, Page, Sort, Wanted

router = APIRouter(tags=["peptides"])

Words = Annotated[str | None, Query(min_length=1, max_length=LOOKED_FOR_AT_MOST, pattern=r"^[^\x00-\x1f\x7f]*$")]
Count = Annotated[int, Query(ge=1, le=100, description="How many at most.")]


PARTS: tuple[Part, ...] = ("studies", "claims", "quotes", "proof")
"""What of a version may be kept back."""


class Listed(Answer):
    """A published peptide of a list."""

    slug: str
    name: str
    aliases: list[str]
    category: str
    conditions: list[str]
    origin: Origin
    sample: bool
    version: int
    published_at: str
    grade: GradeWord
    counts: StudyCounts
    url: str


class Peptides(Answer):
    """One page of a list; `next` is the cursor of the one behind it."""

    peptides: list[Listed]
    next: str | None


class PeptideShown(Answer):
    """One version of a peptide's page. What the reader is not given is null, and `withheld` says why.

    Quotes are null where the claims are given without them."""

    slug: str
    name: str
    aliases: list[str]
    category: str
    conditions: list[str]
    relations: list[Relation]
    regulatory: Regulatory
    origin: Origin
    sample: bool
    retired: bool
    version: int
    current: bool
    published_at: str
    content_hash: str
    url: str
    cite_as: str
    grade: GradeWord
    counts: StudyCounts
    first_sentence: str
    writer: Writer
    reviewer: Reviewer
    approved_by: str
    notices: list[NoticeShown]
    newer_studies: NewerShown | None
    claims: list[ClaimShown] | None
    contradictions: list[Contradiction] | None
    references: list[ReferenceShown] | None
    proof: Grade | None
    reasons: dict[str, list[ReasonShown]] | None = Field(
        description="By outcome, and the whole as `overall`: each step of the proof in a sentence for readers."
    )
    withheld: Withheld | None
    disclaimer: str


@router.get(
    "/api/peptides",
    operation_id="listPeptides",
    response_model=Peptides,
    responses={**answers.described(), **documented(400, 422, 503)},
    summary="Published peptides, searched, filtered and sorted",
)
async def list_peptides(
    request: Request,
    platform: Here,
    settings: Configured,
    memory: Remembering,
    q: Words = None,
    condition: Words = None,
    grade: Level | None = None,
    human: Human | None = None,
    category: Annotated[str | None, Query(min_length=2, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")] = None,
    sort: Sort = "name",
    count: Count = 20,
    cursor: Cursor = None,
) -> Response:
    """`q` is looked for in names, aliases and conditions, whatever its case, hyphens or Greek letters."""
    wanted = Wanted(q, condition, grade, human, category, sort)
    question = {"route": "peptides", "q": q, "condition": condition, "grade": grade.value if grade else None}
    question |= {"human": human, "category": category, "sort": sort}
    after = place_of(question, cursor, 2)
    found = await readable.listed(platform.db, wanted, (after[0], after[1]) if after else ("", ""), count + 1, memory)
    name, made_of = ("peptides", wanted, after, count), (found, settings.PEPTALK_ORIGIN)
    if (known := memory.recall(name, made_of)) is None:
        here = found[:count]
        more = made(question, (here[-1].place, here[-1].slug)) if len(found) > count else None
        shown = Peptides(peptides=[_listed(each, settings.PEPTALK_ORIGIN) for each in here], next=more)
        known = Body.of(shown), more
        memory.remember(name, made_of, known, len(known[0].data))
    body, more = known
    return answers.shown(request, body, headers=answers.next_page(request, more))


@router.get(
    "/api/peptides/{slug}",
    operation_id="getPeptide",
    response_model=PeptideShown,
    responses={**answers.described(), **documented(308, 404, 410, 422, 503)},
    summary="A peptide's present version",
)
async def get_peptide(
    request: Request, platform: Here, settings: Configured, memory: Remembering, door: Gated, slug: Slug
) -> Response:
    """Names, grade, counts, dates, notices and the first sentence are given to all, the rest as the gate says."""
    page, version = await published(request, platform.db, slug)
    body = await _body(platform, memory, page, version, door, settings.PEPTALK_ORIGIN)
    return answers.shown(request, body, kept(door, page))


@router.get(
    "/api/peptides/{slug}/versions/{number}",
    operation_id="getVersion",
    response_model=PeptideShown,
    responses={**answers.described(), **documented(401, 403, 404, 410, 422, 503)},
    summary="One version of a peptide's page",
)
async def get_version(
    request: Request,
    platform: Here,
    settings: Configured,
    memory: Remembering,
    door: Gated,
    slug: Slug,
    number: Number,
) -> Response:
    """A version keeps its address when its peptide is renamed. One that has a successor is given as the page is."""
    page, version = await published(request, platform.db, slug, number)
    if not page.current:
        door.require("page", slug, sample=page.known.peptide.sample)
    body = await _body(platform, memory, page, version, door, settings.PEPTALK_ORIGIN)
    return answers.shown(request, body, kept(door, page))


async def _body(
    platform: Platform, memory: Remembered, page: Page, version: PageVersion, door: Door, origin: str
) -> Body:
    """The answer of `detail`, made again where anything that it is made of is another."""
    opened = tuple(door.opens(part, version.slug, sample=page.known.peptide.sample) for part in PARTS)
    name, made_of = ("peptide", version.slug, version.version, opened), (page, _withheld(page, version, door), origin)
    if (body := memory.recall(name, made_of)) is None:
        monograph = await objects.read(platform.files, Monograph, version.monograph)
        body = Body.of(detail(page, version, monograph, door, origin), last_changed(page, version))
        memory.remember(name, made_of, body, len(body.data))
    return body


def detail(page: Page, version: PageVersion, monograph: Monograph, door: Door, origin: str) -> PeptideShown:
    """A version as this reader is shown it."""
    peptide = page.known.peptide
    claims, quotes, proof, references = (
        door.opens(part, version.slug, sample=peptide.sample) for part in ("claims", "quotes", "proof", "studies")
    )
    url = page_url(origin, version.slug, version.version)
    return PeptideShown(
        slug=page.known.slug,
        name=peptide.name,
        aliases=list(peptide.aliases),
        category=peptide.category,
        conditions=list(peptide.conditions),
        relations=list(peptide.relations),
        regulatory=peptide.regulatory,
        origin=page.known.origin,
        sample=peptide.sample,
        retired=page.known.state == "retired",
        version=version.version,
        current=page.current,
        published_at=version.published_at,
        content_hash=version.content_hash,
        url=url,
        cite_as=cite_as(peptide.name, version, url, sample=peptide.sample),
        grade=grade_word(version.evidence_grade),
        counts=counted(monograph.counts),
        first_sentence=monograph.claims[0].text if monograph.claims else "",
        writer=monograph.writer,
        reviewer=monograph.reviewer,
        approved_by=version.approved_by,
        notices=[notice_shown(each) for each in page.notices],
        newer_studies=newer_shown(page.newer),
        claims=[claim_shown(each, page, version, origin, quotes=quotes) for each in monograph.claims]
        if claims
        else None,
        contradictions=list(monograph.contradictions) if claims and quotes else None,
        references=[reference_shown(each, sample=peptide.sample) for each in monograph.references]
        if references
        else None,
        proof=monograph.grade if proof else None,
        reasons=reasons_shown(monograph.grade) if proof else None,
        withheld=_withheld(page, version, door),
        disclaimer=DISCLAIMER,
    )


def _withheld(page: Page, version: PageVersion, door: Door) -> Withheld | None:
    return door.withheld(*PARTS, slug=version.slug, sample=page.known.peptide.sample)


def kept(door: Door, page: Page) -> Kept:
    """Who may keep a copy of a version's answer."""
    sample = page.known.peptide.sample
    return answers.kept(door.reader, free=all(door.free(each, page.known.slug, sample=sample) for each in PARTS))


def last_changed(page: Page, version: PageVersion) -> str:
    """The latest instant at which anything of the answer is known to have changed."""
    return max([version.published_at, *(each.issued_at for each in page.notices)])


def reference_shown(reference: Reference, *, sample: bool) -> ReferenceShown:
    """A study of the list of references."""
    cited = reference.citation
    return ReferenceShown(
        number=reference.number,
        pmid=reference.pmid,
        title=cited.title,
        authors=list(cited.authors),
        journal=cited.journal,
        year=cited.year,
        doi=cited.doi,
        design=reference.design,
        species=reference.species,
        n=reference.n,
        flags=list(reference.flags),
        reviewed=reference.reviewed,
        url=record_url(reference.pmid, sample=sample),
    )


def _listed(found: Found, origin: str) -> Listed:
    return Listed(
        slug=found.slug,
        name=found.name,
        aliases=list(found.aliases),
        category=found.category,
        conditions=list(found.conditions),
        origin=found.origin,
        sample=found.origin == "sample",
        version=found.version,
        published_at=found.published_at,
        grade=grade_word(found.evidence_grade),
        counts=counted(found.counts),
        url=f"{origin}/peptides/{found.slug}",
    )
