"""The studies that a peptide's present version was made from, whether it quotes them or not."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import answers
from functions.api.http.context import Here
from functions.api.http.cursors import Cursor, made, number_of
from functions.api.http.gate import Gated
from functions.api.http.problems import documented
from functions.api.published.located import Slug, published
from functions.api.published.peptides import Count
from functions.api.published.shapes import Answer, record_url
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.vocabulary import Design, Direction, Flag, Role, Species
from shared.store import objects
from shared.store.reading import readable_studies
from shared.store.reading.readable_studies import Named

router = APIRouter(tags=["peptides"])

Year = Annotated[int | None, Query(ge=1800, le=2200)]


class StudyShown(Answer):
    """One study, as the version's evidence has it. `told` are flags that other sources gave it since; `trials` are
    NCT numbers of registered trials that it reports. `title` and `year` are its record's."""

    pmid: str
    title: str
    year: int | None
    design: Design
    species: Species
    n: int | None
    direction: Direction
    flags: list[Flag]
    told: list[Flag]
    role: Role
    selected: bool
    counted: bool
    reason: str
    same_work_as: str | None
    full_text: bool
    trials: list[str]
    url: str | None


class Studies(Answer):
    """One page by ascending PMID. `found` are all that the version knows of, `unlisted` those that it only counts."""

    slug: str
    version: int
    found: int
    unlisted: int
    studies: list[StudyShown]
    next: str | None


@router.get(
    "/api/peptides/{slug}/studies",
    operation_id="listStudies",
    response_model=Studies,
    responses={**answers.described(), **documented(308, 400, 401, 403, 404, 410, 422, 503)},
    summary="The studies behind a peptide's present version",
)
async def list_studies(
    request: Request,
    platform: Here,
    door: Gated,
    slug: Slug,
    design: Design | None = None,
    species: Species | None = None,
    human: Annotated[bool | None, Query(description="In people, or not.")] = None,
    selected: Annotated[bool | None, Query(description="Whether claims may rest on it.")] = None,
    retracted: Annotated[bool | None, Query(description="Retracted, or said to be, then or since.")] = None,
    year_from: Year = None,
    year_to: Year = None,
    count: Count = 50,
    cursor: Cursor = None,
) -> Response:
    """Filtered by kind, species, year, and what became of them."""
    page, version = await published(request, platform.db, slug)
    sample = page.known.peptide.sample
    door.require("studies", version.slug, sample=sample)
    question: dict[str, Any] = {"route": "studies", "slug": slug, "version": version.version, "human": human}
    question |= {"design": design and design.value, "species": species and species.value, "selected": selected}
    question |= {"retracted": retracted, "from": year_from, "to": year_to}
    place = number_of(question, cursor)
    pack = await objects.read(platform.files, EvidencePack, version.pack)
    wanted = {
        each.pmid: each
        for each in pack.studies
        if (design is None or each.appraisal.design is design)
        and (species is None or each.appraisal.species is species)
        and (human is None or human == (each.appraisal.species is Species.HUMAN))
        and (selected is None or each.selected == selected)
    }
    found = await readable_studies.rows(
        platform.db,
        wanted.values(),
        years=(year_from, year_to),
        retracted=retracted,
        after=place or 0,
        count=count + 1,
    )
    here = found[:count]
    more = made(question, (here[-1].pmid,)) if len(found) > count else None
    reported: dict[str, list[str]] = {}
    for trial in pack.trials:
        for pmid in trial.reported_by:
            reported.setdefault(pmid, []).append(trial.trial.nct)
    body = Studies(
        slug=version.slug,
        version=version.version,
        found=pack.found,
        unlisted=pack.found - len(pack.studies),
        studies=[_study(wanted[each.pmid], each, reported.get(each.pmid, []), sample=sample) for each in here],
        next=more,
    )
    kept = answers.kept(door.reader, free=door.free("studies", version.slug, sample=sample))
    return answers.shown(request, body, kept, headers=answers.next_page(request, more))


def _study(study: PackStudy, known: Named, trials: list[str], *, sample: bool) -> StudyShown:
    appraisal = study.appraisal
    return StudyShown(
        pmid=study.pmid,
        title=known.title or study.citation.title,
        year=known.year or study.citation.year,
        design=appraisal.design,
        species=appraisal.species,
        n=appraisal.n,
        direction=appraisal.direction,
        flags=list(appraisal.flags),
        told=list(known.told),
        role=study.role,
        selected=study.selected,
        counted=study.counted,
        reason=study.reason,
        same_work_as=study.grouping.primary if study.grouping else None,
        full_text=study.full_text,
        trials=trials,
        url=record_url(study.pmid, sample=sample),
    )
