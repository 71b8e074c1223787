"""Up to five peptides side by side."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import answers
from functions.api.http.context import Configured, Here
from functions.api.http.gate import Gated, Withheld
from functions.api.http.problems import documented
from functions.api.published.located import absent, given
from functions.api.published.shapes import Answer, GradeWord, StudyCounts, counted, grade_word, page_url
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.grading.grade import OutcomeGrade
from shared.domain.publishing.monograph import Monograph
from shared.store import objects
from shared.store.reading import readable

router = APIRouter(tags=["peptides"])

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
AT_MOST = 5

Slugs = Annotated[
    str,
    Query(
        max_length=404,
        pattern=rf"^{_SLUG}(,{_SLUG}){{0,{AT_MOST - 1}}}$",
        description=f"At most {AT_MOST} slugs with commas between.",
    ),
]


class OutcomeCompared(Answer):
    """One outcome's grade, and how many studies decide it."""

    outcome: str
    title: str
    grade: GradeWord
    deciding: int


class Compared(Answer):
    """One peptide of the comparison. `outcomes` is null where it was withheld."""

    slug: str
    name: str
    category: str
    sample: bool
    version: int
    published_at: str
    grade: GradeWord
    counts: StudyCounts
    claims: int
    outcomes: list[OutcomeCompared] | None
    url: str


class Comparison(Answer):
    """The peptides in the order asked for, each once."""

    peptides: list[Compared]
    withheld: Withheld | None


@router.get(
    "/api/compare",
    operation_id="comparePeptides",
    response_model=Comparison,
    responses={**answers.described(), **documented(404, 410, 422, 503)},
    summary="Up to five peptides side by side",
)
async def compare(request: Request, platform: Here, settings: Configured, door: Gated, slugs: Slugs) -> Response:
    """Grades, counts and the grade of each outcome. An old slug stands for what took its place."""
    asked = list(dict.fromkeys(slugs.split(",")))
    pages = await readable.present(platform.db, asked)
    rows: dict[str, Compared] = {}
    free, withheld = True, None
    for slug in asked:
        page = pages.get(slug)
        if page is not None and page.known.redirect_to:
            page = pages.get(page.known.redirect_to)
        if page is None or page.version is None:
            raise absent(slug, page.known if page else None)
        version, sample = given(page.version), page.known.peptide.sample
        monograph = await objects.read(platform.files, Monograph, version.monograph)
        opened = door.opens("claims", version.slug, sample=sample)
        free = free and door.free("claims", version.slug, sample=sample)
        withheld = withheld or door.withheld("claims", slug=version.slug, sample=sample)
        rows[version.slug] = Compared(
            slug=version.slug,
            name=page.known.peptide.name,
            category=page.known.peptide.category,
            sample=sample,
            version=version.version,
            published_at=version.published_at,
            grade=grade_word(version.evidence_grade),
            counts=counted(monograph.counts),
            claims=len(monograph.claims),
            outcomes=[_outcome(each) for each in monograph.grade.outcomes] if opened else None,
            url=page_url(settings.PEPTALK_ORIGIN, version.slug, version.version),
        )
    body = Comparison(peptides=list(rows.values()), withheld=withheld)
    return answers.shown(request, body, answers.kept(door.reader, free=free))


def _outcome(found: OutcomeGrade) -> OutcomeCompared:
    known = OUTCOMES.get(found.outcome)
    return OutcomeCompared(
        outcome=found.outcome,
        title=known.title if known else found.outcome,
        grade=grade_word(found.level),
        deciding=len(found.deciding),
    )
