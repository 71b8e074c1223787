"""PDFs for who has access: of the present version, and of any before it with a notice in front.

A version that was withdrawn, and one whose studies have a notice that a PDF cannot carry, is given to nobody: 410, with
the reason. A large one is read from the bucket part by part, so that no Worker holds the whole but for stamping.
"""

import hashlib
from collections.abc import AsyncGenerator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from functions.api.http.context import Here, Remembering
from functions.api.http.gate import Gated
from functions.api.http.problems import Problem, documented
from functions.api.http.ranges import Part, Unsatisfiable, asked_for
from shared.platform.errors import Corrupt
from shared.platform.ports import Bucket, Platform
from shared.platform.remembered import Remembered
from shared.platform.web.copies import matches
from shared.store import objects
from shared.store.publishing import versions
from shared.store.publishing.versions import Pdf
from shared.store.reading import pdfs

router = APIRouter(tags=["versions"])

CHUNK = 262_144
"""Bytes that are read from the bucket at once."""
SMALL = 1_000_000
"""Bytes of a PDF that is read whole, checked against its key, and remembered."""

Slug = Annotated[str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Number = Annotated[int, Path(ge=1, le=999_999_999)]

_BYTES: dict[str, Any] = {"application/pdf": {"schema": {"type": "string", "contentMediaType": "application/pdf"}}}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The PDF.", "content": _BYTES},
    206: {"description": "The part that Range asked for.", "content": _BYTES},
    304: {"description": "The copy at hand will do."},
    **documented(401, 403, 404, 410, 416, 422, 503),
}


@router.get(
    "/api/peptides/{slug}/pdf",
    operation_id="getPdf",
    response_class=Response,
    responses={**_ANSWERS, 308: {"description": "The peptide has another name now."}},
    summary="The PDF of the present version",
)
async def present(slug: Slug, request: Request, platform: Here, memory: Remembering, door: Gated) -> Response:
    """For who has access. Range requests are served."""
    found = await versions.pdf(platform.db, slug, None)
    if found is not None and found.redirect_to:
        return RedirectResponse(f"/api/peptides/{found.redirect_to}/pdf", 308, {"cache-control": "no-cache"})
    return await _given(found, request, platform, memory, door)


@router.get(
    "/api/peptides/{slug}/versions/{version}/pdf",
    operation_id="getVersionPdf",
    response_class=Response,
    responses=_ANSWERS,
    summary="The PDF of a version",
)
async def of_version(
    slug: Slug, version: Number, request: Request, platform: Here, memory: Remembering, door: Gated
) -> Response:
    """For who has access. That of a version which has a successor opens with a page that says so."""
    return await _given(await versions.pdf(platform.db, slug, version), request, platform, memory, door)


async def _given(found: Pdf | None, request: Request, platform: Platform, memory: Remembered, door: Gated) -> Response:
    if found is None or found.version is None or found.key is None or found.size is None:
        raise Problem(404, "No such version has been published.", why="not_published")
    if found.withdrawn is not None:
        raise Problem(410, f"This version was withdrawn: {found.withdrawn}", why="withdrawn")
    door.require("pdf", found.slug, sample=found.origin == "sample")
    if found.noticed:
        said = (
            "Since this version was published, a notice was issued about a study that it rests on, which a PDF cannot "
        )
        where = f"/peptides/{found.slug}/v/{found.version}"
        raise Problem(410, f"{said}carry. The page itself carries it.", why="noticed", next=where)
    etag = f'"{pdfs.tag(found)}"'
    headers = {
        "etag": etag,
        # Who may read it is asked each time; no cache may answer in our place.
        "cache-control": "private, no-store",
        "vary": "Cookie, Authorization",
        "accept-ranges": "bytes",
        "content-disposition": f'attachment; filename="{found.slug}-v{found.version}.pdf"',
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    }
    if matches(request.headers.get("if-none-match"), etag):
        return Response(None, 304, headers)
    data = await _whole(found.key, platform.files, memory) if found.superseded or found.size <= SMALL else None
    if found.superseded and data is not None:
        data = pdfs.superseded(found, data)
    size = found.size if data is None else len(data)
    try:
        part = asked_for(request.headers.get("range"), request.headers.get("if-range"), etag, size)
    except Unsatisfiable:
        said = f"The PDF has {size:,} bytes; the range begins behind them."
        raise Problem(416, said, headers={"content-range": f"bytes */{size}"}) from None
    if part is not None:
        headers["content-range"] = f"bytes {part.first}-{part.last}/{size}"
    status, sent = (200, Part(0, size - 1)) if part is None else (206, part)
    headers["content-length"] = str(sent.length)
    if data is not None:
        return Response(data[sent.first : sent.last + 1], status, headers, "application/pdf")
    # The first bytes are read before the answer begins: where they are missing, that is still an answer.
    first = await _read(platform.files, found.key, sent.first, min(CHUNK, sent.length))
    body = in_parts(platform.files, found.key, first, sent, whole=part is None)
    if len(first) == sent.length:
        body = await anext(body)
        return Response(body, status, headers, "application/pdf")
    return StreamingResponse(body, status, headers, "application/pdf")


async def _whole(key: str, files: Bucket, memory: Remembered) -> bytes:
    if (data := memory.recall(key, key)) is None:
        data = await objects.load(files, key)
        memory.remember(key, key, data, len(data))
    return data


async def _read(files: Bucket, key: str, offset: int, length: int) -> bytes:
    data = await files.part(key, offset, length)
    if data is None or len(data) != length:
        raise Corrupt(f"{key} is not in the bucket, or shorter than it was; restore it from a backup")
    return data


async def in_parts(files: Bucket, key: str, first: bytes, sent: Part, *, whole: bool) -> AsyncGenerator[bytes]:
    """What is sent, part by part. The last part of a whole PDF goes out only if all together is what the key says: a
    reader whose download breaks off knows that it is none."""
    digest, data, at = hashlib.sha256(), first, sent.first
    while True:
        digest.update(data)
        at += len(data)
        if at > sent.last:
            break
        yield data
        data = await _read(files, key, at, min(CHUNK, sent.last + 1 - at))
    if whole and digest.hexdigest() != objects.hash_in(key):
        raise Corrupt(f"{key} holds other bytes than its name says; restore it from a backup")
    yield data
