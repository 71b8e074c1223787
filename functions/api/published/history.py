"""A peptide's versions, and what changed from one to another."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import answers
from functions.api.http.answers import Body
from functions.api.http.context import Configured, Here
from functions.api.http.cursors import Cursor, made, number_of
from functions.api.http.gate import Gated
from functions.api.http.problems import documented
from functions.api.published.located import Slug, absent, given, lead_on
from functions.api.published.peptides import Count
from functions.api.published.shapes import Answer, ClaimShown, GradeWord, claim_shown, grade_word, page_url
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.changes import Changes, changes
from shared.domain.publishing.monograph import Monograph
from shared.store import objects
from shared.store.publishing.versions import PageVersion
from shared.store.reading import readable
from shared.store.reading.readable import BEYOND, Page

router = APIRouter(tags=["peptides"])


class VersionShown(Answer):
    """One version in a list. `changed` is what it changed against the version before; `withdrawn` says why readers
    are not given it any more."""

    version: int
    current: bool
    published_at: str
    grade: GradeWord
    content_hash: str
    approved_by: str
    changed: Changes
    withdrawn: str | None
    url: str


class Versions(Answer):
    """Versions of a peptide, newest first; `next` is the cursor of the page behind."""

    slug: str
    name: str
    versions: list[VersionShown]
    next: str | None


class ClaimChange(Answer):
    """A claim of either version. An amended one is shown as it was and as it is."""

    id: str
    change: Literal["added", "kept", "amended", "retired"]
    before: ClaimShown | None
    after: ClaimShown | None


class Difference(Answer):
    """What `after` says that `before` did not, and the other way round. Studies are PMIDs."""

    slug: str
    before: int
    after: int
    grade_before: GradeWord
    grade_after: GradeWord
    regraded: bool
    studies_added: list[str]
    studies_removed: list[str]
    retracted: list[str]
    claims: list[ClaimChange]


@router.get(
    "/api/peptides/{slug}/versions",
    operation_id="listVersions",
    response_model=Versions,
    responses={**answers.described(), **documented(308, 400, 401, 403, 404, 422, 503)},
    summary="A peptide's versions, newest first",
)
async def list_versions(
    request: Request,
    platform: Here,
    settings: Configured,
    door: Gated,
    slug: Slug,
    count: Count = 20,
    cursor: Cursor = None,
) -> Response:
    """With what each changed, and which were withdrawn."""
    question = {"route": "versions", "slug": slug}
    place = number_of(question, cursor)
    known, found = await readable.history(platform.db, slug, BEYOND if place is None else place, count + 1)
    if known is None or (not found and place is None):
        if known is not None:
            lead_on(request, known)
        raise absent(slug, known)
    door.require("versions", slug, sample=known.peptide.sample)
    here = found[:count]
    more = made(question, (str(here[-1].version),)) if len(found) > count else None
    body = Versions(
        slug=slug,
        name=known.peptide.name,
        versions=[_version(each, known.current_version, settings.PEPTALK_ORIGIN) for each in here],
        next=more,
    )
    kept = answers.kept(door.reader, free=door.free("versions", slug, sample=known.peptide.sample))
    return answers.shown(request, body, kept, headers=answers.next_page(request, more))


@router.get(
    "/api/peptides/{slug}/diff",
    operation_id="diffVersions",
    response_model=Difference,
    responses={**answers.described(), **documented(401, 403, 404, 410, 422, 503)},
    summary="What changed from one version to another",
)
async def diff_versions(
    request: Request,
    platform: Here,
    settings: Configured,
    door: Gated,
    slug: Slug,
    before: Annotated[int, Query(alias="from", ge=1, le=999_999_999)],
    after: Annotated[int, Query(alias="to", ge=1, le=999_999_999)],
) -> Response:
    """Claims added, kept, amended and retired; where the grade moved; studies added and removed."""
    known, found = await readable.these(platform.db, slug, (before, after))
    if known is None:
        raise absent(slug, None)
    sample = known.peptide.sample
    door.require("differences", slug, sample=sample)
    versions: list[PageVersion] = []
    for number in (before, after):
        if number not in found:
            raise absent(slug, known, number)
        versions.append(given(found[number]))
    read = [
        (
            await objects.read(platform.files, Monograph, each.monograph),
            await objects.read(platform.files, EvidencePack, each.pack),
        )
        for each in versions
    ]
    told = changes(*read)
    shown = [
        {
            claim.id: claim_shown(claim, Page(known, version), version, settings.PEPTALK_ORIGIN, quotes=True)
            for claim in monograph.claims
        }
        for version, (monograph, _) in zip(versions, read, strict=True)
    ]
    body = Difference(
        slug=slug,
        before=before,
        after=after,
        grade_before=grade_word(versions[0].evidence_grade),
        grade_after=grade_word(versions[1].evidence_grade),
        regraded=told.regraded,
        studies_added=list(told.studies_added),
        studies_removed=list(told.studies_removed),
        retracted=list(told.retracted),
        claims=_claims(shown[0], shown[1], told),
    )
    kept = answers.kept(door.reader, free=door.free("differences", slug, sample=sample))
    return answers.shown(request, Body.of(body, max(each.published_at for each in versions)), kept)


def _claims(before: dict[str, ClaimShown], after: dict[str, ClaimShown], told: Changes) -> list[ClaimChange]:
    """Those of the newer text in its order, then those that it does not hold."""
    found: list[ClaimChange] = []
    for id, claim in after.items():
        change = "added" if id not in before else "amended" if id in told.claims_amended else "kept"
        found.append(ClaimChange(id=id, change=change, before=before.get(id), after=claim))
    retired = [id for id in before if id not in after]
    return found + [ClaimChange(id=id, change="retired", before=before[id], after=None) for id in retired]


def _version(found: PageVersion, current: int, origin: str) -> VersionShown:
    return VersionShown(
        version=found.version,
        current=found.version == current,
        published_at=found.published_at,
        grade=grade_word(found.evidence_grade),
        content_hash=found.content_hash,
        approved_by=found.approved_by,
        changed=found.changed,
        withdrawn=found.withdrawn,
        url=page_url(origin, found.slug, found.version),
    )
