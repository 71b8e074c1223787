"""Studies and claims as files: CSV or JSON lines, page by page, each page streamed as it is read."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar, cast

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from functions.api.http.answers import FOR_ALL, FOR_ONE, VARY, next_page
from functions.api.http.context import Configured, Here
from functions.api.http.cursors import Cursor, made, place_of
from functions.api.http.gate import Door, Gated
from functions.api.http.problems import documented
from functions.api.http.tables import row_of
from functions.api.published.shapes import cite, page_url, record_url
from functions.api.settings import ApiSettings
from shared.domain.publishing.monograph import Monograph, QuotedClaim
from shared.platform.ports import Bucket, Database, Platform
from shared.platform.web.asgi import ALWAYS
from shared.store import objects
from shared.store.reading import readable_studies
from shared.store.reading.readable_studies import Exported, ExportedVersion

router = APIRouter(prefix="/api/exports", tags=["exports"])

Form = Literal["csv", "jsonl"]
T = TypeVar("T")

MEDIA_TYPES: Mapping[Form, str] = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}

STUDIES = (
    *("id", "url", "title", "year", "design", "species", "n", "direction", "flags", "peptides", "sample"),
    "updated_at",
)
CLAIMS = (
    *("ref", "slug", "peptide", "version", "id", "revision", "section", "outcome", "direction", "species", "text"),
    *("quotes", "url", "cite_as", "sample", "published_at"),
)

Since = Annotated[
    str,
    Query(
        pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{3})?Z)?$",
        description="A day or an instant (UTC): what did not change since then is left out.",
    ),
]
BEGINNING = "2000-01-01"

_FILES: dict[int | str, Any] = {
    200: {
        "content": {kind.partition(";")[0]: {"schema": {"type": "string"}} for kind in MEDIA_TYPES.values()},
        "description": "One page. A Link header leads to the next one.",
    },
    **documented(400, 401, 403, 422, 503),
}


@router.get(
    "/studies.{form}",
    operation_id="exportStudies",
    response_class=Response,
    responses=_FILES,
    summary="The records of all published peptides, in the order in which they changed",
)
async def export_studies(
    request: Request,
    platform: Here,
    settings: Configured,
    door: Gated,
    form: Form,
    updated_since: Since = BEGINNING,
    count: Annotated[int, Query(ge=1, le=1_000, description="Records on a page.")] = 500,
    cursor: Cursor = None,
) -> Response:
    """As they are held now; a peptide's `studies` shows them as its present version has them."""
    return await _exported(_STUDIES, request, platform, settings, door, form, updated_since, count, cursor)


@router.get(
    "/claims.{form}",
    operation_id="exportClaims",
    response_class=Response,
    responses=_FILES,
    summary="The claims of all present versions, in the order in which these were published",
)
async def export_claims(
    request: Request,
    platform: Here,
    settings: Configured,
    door: Gated,
    form: Form,
    updated_since: Since = BEGINNING,
    count: Annotated[int, Query(ge=1, le=40, description="Peptides on a page; each comes with all its claims.")] = 20,
    cursor: Cursor = None,
) -> Response:
    """With their quotes, and how to cite each."""
    return await _exported(_CLAIMS, request, platform, settings, door, form, updated_since, count, cursor)


@dataclass(frozen=True, slots=True)
class _Export(Generic[T]):
    """One file: what is read of the database behind an instant and a name, where each of that stands, and the rows that
    it comes to."""

    name: str
    columns: Sequence[str]
    read: Callable[[Database, str, str, int], Awaitable[list[T]]]
    place: Callable[[T], tuple[str, str]]
    rows: Callable[[T, Bucket, str], AsyncIterator[Mapping[str, Any]]]


async def _exported(
    what: _Export[T],
    request: Request,
    platform: Platform,
    settings: ApiSettings,
    door: Door,
    form: Form,
    since: str,
    count: int,
    cursor: str | None,
) -> Response:
    """A page of a file, streamed as it is read."""
    door.require("export")
    question = {"route": f"exports/{what.name}", "since": since}
    at, after = place_of(question, cursor, 2) or (_instant(since), "")
    found = await what.read(platform.db, at, after, count + 1)
    here = found[:count]
    more = made(question, what.place(here[-1])) if len(found) > count else None

    async def lines() -> AsyncIterator[bytes]:
        if form == "csv":
            yield row_of(what.columns)
        for each in here:
            async for row in what.rows(each, platform.files, settings.PEPTALK_ORIGIN):
                if form == "csv":
                    yield row_of([_flat(row[column]) for column in what.columns])
                else:
                    yield json.dumps(row, ensure_ascii=False).encode() + b"\n"

    headers = {
        **ALWAYS,
        "content-type": MEDIA_TYPES[form],
        "content-disposition": f'attachment; filename="peptalk-{what.name}.{form}"',
        "cache-control": FOR_ALL if door.free("export") else FOR_ONE,
        "vary": VARY,
        **next_page(request, more),
    }
    return StreamingResponse(lines(), 200, headers)


async def _claims(of: ExportedVersion, files: Bucket, origin: str) -> AsyncIterator[Mapping[str, Any]]:
    """One monograph is in memory at a time."""
    monograph = await objects.read(files, Monograph, of.monograph)
    for claim in monograph.claims:
        yield _claim(claim, of, origin)


def _claim(claim: QuotedClaim, of: ExportedVersion, origin: str) -> dict[str, Any]:
    url = f"{page_url(origin, of.slug, of.version)}#{claim.id}"
    return {
        "ref": f"{of.slug}/{claim.id}",
        "slug": of.slug,
        "peptide": of.name,
        "version": of.version,
        "id": claim.id,
        "revision": claim.revision,
        "section": claim.section.value,
        "outcome": claim.outcome,
        "direction": claim.direction.value,
        "species": claim.species.value,
        "text": claim.text,
        "quotes": [{"pmid": each.pmid, "sentence": each.sentence, "text": each.text} for each in claim.quotes],
        "url": url,
        "cite_as": cite(of.name, of.version, of.published_at, of.content_hash, url, claim=claim.id, sample=of.sample),
        "sample": of.sample,
        "published_at": of.published_at,
    }


async def _study(found: Exported, files: Bucket, origin: str) -> AsyncIterator[Mapping[str, Any]]:
    del files, origin
    pmid = found.id.removeprefix("PMID:")
    yield {
        "id": found.id,
        "url": record_url(pmid, sample=found.sample),
        "title": found.title,
        "year": found.year,
        "design": found.appraisal.design.value,
        "species": found.appraisal.species.value,
        "n": found.appraisal.n,
        "direction": found.appraisal.direction.value,
        "flags": [each.value for each in found.flags],
        "peptides": list(found.slugs),
        "sample": found.sample,
        "updated_at": found.updated_at,
    }


def _flat(value: Any) -> Any:
    """A list as one cell: texts with spaces between, quotes as JSON."""
    if not isinstance(value, list):
        return value
    parts = cast("list[Any]", value)
    return " ".join(parts) if all(isinstance(each, str) for each in parts) else json.dumps(parts, ensure_ascii=False)


def _instant(since: str) -> str:
    """As instants are stored, so that texts can be compared."""
    if len(since) == 10:
        return f"{since}T00:00:00.000Z"
    return since if "." in since else f"{since.removesuffix('Z')}.000Z"


_STUDIES = _Export("studies", STUDIES, readable_studies.exported, lambda each: (each.updated_at, each.id), _study)
_CLAIMS = _Export("claims", CLAIMS, readable_studies.versions, lambda each: (each.published_at, each.slug), _claims)
