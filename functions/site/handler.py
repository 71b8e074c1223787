"""The readers' site: what is published, page by page and as PDF. Works without JavaScript, trusts no query."""

import json
import re
from functools import partial
from typing import Literal

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from functions.site import answers, pages
from functions.site.guard import Bodiless, PlatformOf, guarded
from functions.site.told import told
from shared.domain.canonical import digest
from shared.platform.ports import Platform
from shared.store import objects, peptides, versions

READS = ["GET", "HEAD"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"[1-9][0-9]{0,8}")
_ASKED_AT_MOST = 120

Form = Literal["page", "pdf"]


def app(platform_of: PlatformOf) -> Bodiless:
    """The ASGI application; `platform_of` gives the platform of a request's scope."""
    api = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    api.add_route("/", guarded(_list, platform_of), methods=READS)
    api.add_route("/healthz", guarded(_health, platform_of), methods=READS)
    # The longer ending first: `{slug}` would take `bpc-157.pdf` too.
    for path in ("/peptides/{slug}", "/peptides/{slug}/v/{version}"):
        api.add_route(f"{path}.pdf", guarded(partial(_serve, form="pdf"), platform_of), methods=READS)
        api.add_route(path, guarded(partial(_serve, form="page"), platform_of), methods=READS)
    api.add_exception_handler(HTTPException, _refused)
    return Bodiless(api)


async def _list(request: Request, platform: Platform) -> Response:
    del request
    return answers.html(pages.listing(await versions.listed(platform.db)))


async def _health(request: Request, platform: Platform) -> Response:
    del request
    body = json.dumps({"status": "ok", "published": await versions.published(platform.db)}).encode()
    return answers.answer(body, "application/json", 200, {"cache-control": "no-store"})


async def _serve(request: Request, platform: Platform, *, form: Form) -> Response:
    slug, asked = request.path_params["slug"], request.path_params.get("version")
    if not _SLUG.fullmatch(slug) or (asked is not None and not _VERSION.fullmatch(asked)):
        return await _absent(platform, slug)
    known = await peptides.by_slug(platform.db, slug)
    if known is not None and known.redirect_to and asked is None:
        # A version keeps its address for ever; only the page that changes moves with its peptide.
        return _moved(known.redirect_to, form)
    found = await (
        versions.current(platform.db, slug) if asked is None else versions.by_version(platform.db, slug, int(asked))
    )
    if known is None or found is None:
        return await _absent(platform, slug, known.peptide.name if known else None)
    if found.withdrawn is not None:
        return answers.html(pages.notice(f"{known.peptide.name}: withdrawn", found.withdrawn), 410)
    notices = await told(platform.db, known, found)
    if form == "pdf" and notices.own:
        return answers.html(notices.in_place_of_pdf(), 410)
    key = found.page if form == "page" else found.pdf
    tag = objects.hash_in(key)
    if form == "page" and notices:
        tag += f"-{digest(notices.block)[:16]}"
    etag = f'"{tag}"'
    # A version's bytes never change, and still a copy is asked about each time: a notice may have come since.
    cached = {"etag": etag, "cache-control": answers.FRESH}
    if answers.matches(request.headers.get("if-none-match"), etag):
        return answers.unmodified(cached)
    data = await objects.load(platform.files, key)
    if form == "page":
        shown = notices.beside(data) if notices else data
        return answers.html(shown, etag=etag, cache_control=cached["cache-control"])
    return answers.pdf(data, f"{slug}-v{found.version}", etag=etag, cache_control=cached["cache-control"])


def _moved(slug: str, form: Form) -> Response:
    path = f"/peptides/{slug}" + (".pdf" if form == "pdf" else "")
    return RedirectResponse(path, 301, {**answers.ALWAYS, "cache-control": answers.FRESH})


async def _absent(platform: Platform, slug: str, name: str | None = None) -> Response:
    if name is not None:
        return answers.html(pages.notice("Not published", f"No such version of {name} has been published."), 404)
    near: dict[str, str] = {}
    found = await peptides.find(platform.db, slug[:_ASKED_AT_MOST])
    for each in (found.peptide.peptide.name,) if found.peptide else found.nearest:
        meant = (await peptides.find(platform.db, each)).peptide
        if meant is not None and meant.current_version:
            near[meant.slug] = meant.peptide.name
    text = "There is no page of this name."
    return answers.html(pages.notice("Not found", text, [(each, at) for at, each in near.items()]), 404)


async def _refused(request: Request, error: Exception) -> Response:
    """What the router refuses: an unknown path, or a method that a path does not have."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if status == 405:
        page = pages.notice("Not allowed", "Pages can be read, and nothing else.")
        return answers.html(page, 405, allow=headers.get("Allow", "GET, HEAD"))
    return answers.html(pages.notice("Not found", "There is no page at this address."), status)
