"""The studies that a peptide's present version quotes, for reference managers."""

from collections.abc import Callable, Sequence
from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import answers
from functions.api.http.context import Here
from functions.api.http.gate import Gated
from functions.api.http.problems import documented
from functions.api.published import citations
from functions.api.published.located import Slug, published
from shared.domain.publishing.monograph import Monograph, Reference
from shared.store import objects

router = APIRouter(tags=["peptides"])

Form = Literal["ris", "bib", "json"]

_WRITERS: dict[Form, tuple[str, Callable[..., bytes]]] = {
    "ris": ("application/x-research-info-systems", citations.ris),
    "bib": ("application/x-bibtex; charset=utf-8", citations.bibtex),
    "json": ("application/vnd.citationstyles.csl+json", citations.csl),
}
_OPENAPI = {
    "content": {
        kind.partition(";")[0]: {"schema": {"type": "array", "items": {"type": "object"}}}
        if form == "json"
        else {"schema": {"type": "string"}}
        for form, (kind, _) in _WRITERS.items()
    },
    "description": "The references in that format.",
}


@router.get(
    "/api/peptides/{slug}/bibliography.{form}",
    operation_id="getBibliography",
    response_class=Response,
    responses={**answers.described(), 200: _OPENAPI, **documented(308, 401, 403, 404, 410, 422, 503)},
    summary="The references of a peptide's present version",
)
async def bibliography(request: Request, platform: Here, door: Gated, slug: Slug, form: Form) -> Response:
    """RIS, BibTeX or CSL-JSON."""
    page, version = await published(request, platform.db, slug)
    sample = page.known.peptide.sample
    door.require("studies", version.slug, sample=sample)
    monograph = await objects.read(platform.files, Monograph, version.monograph)
    media_type, write = _WRITERS[form]
    references: Sequence[Reference] = monograph.references
    return answers.shown(
        request,
        answers.Body.of(write(references, sample=sample), version.published_at),
        answers.kept(door.reader, free=door.free("studies", version.slug, sample=sample)),
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{version.slug}-v{version.version}.{form}"'},
    )
