"""The readers' site: what is published, page by page and as PDF. Works without JavaScript."""

import json
import re
from collections.abc import Iterable
from functools import cache, partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from functions.site import answers, gate, pages
from functions.site.gate import Form
from functions.site.guard import Endpoint, guarded
from functions.site.listing import listing, near
from functions.site.searching import searching
from functions.site.told import EARLIER_AT_MOST, Told, told
from shared.domain.accounts.gate import Refusal
from shared.domain.canonical import digest
from shared.domain.publishing.words import METHODS_PATH
from shared.platform.ports import Platform
from shared.platform.remembered import Remembered
from shared.platform.web.asgi import ALWAYS, Bodiless, PlatformOf
from shared.platform.web.copies import matches
from shared.platform.web.policy import policy_of
from shared.store import objects
from shared.store.publishing import versions
from shared.store.reading import pdfs, readable
from shared.store.reading.readable import Page

READS = ["GET", "HEAD"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"[1-9][0-9]{0,8}")


def app(platform_of: PlatformOf) -> Bodiless:
    """The ASGI application; `platform_of` gives the platform of a request's scope."""
    memory = Remembered()

    def at(path: str, endpoint: Endpoint) -> Route:
        return Route(path, guarded(endpoint, platform_of), methods=READS)

    routes = [at("/", listing), at(pages.SEARCH_PATH, searching), at(METHODS_PATH, _methods), at("/healthz", _health)]
    # The longer ending first: `{slug}` would take `bpc-157.pdf` too.
    for path in ("/peptides/{slug}", "/peptides/{slug}/v/{version}"):
        routes.append(at(f"{path}.pdf", partial(_serve, memory=memory, form="pdf")))
        routes.append(at(path, partial(_serve, memory=memory, form="page")))
    routed = Starlette(routes=routes, exception_handlers={HTTPException: _refused})
    routed.router.redirect_slashes = False
    return Bodiless(routed)


async def _methods(request: Request, platform: Platform) -> Response:
    del platform
    data, etag, policy = _told_of_methods()
    if matches(request.headers.get("if-none-match"), etag):
        return answers.unmodified({"etag": etag, "cache-control": answers.FRESH})
    return answers.html(data, policy=policy, etag=etag)


@cache
def _told_of_methods() -> tuple[bytes, str, str]:
    """The page, its tag and its policy: the same for everybody, for as long as this release runs."""
    data = pages.methods()
    return data, f'"{digest(data)}"', policy_of(data)


async def _health(request: Request, platform: Platform) -> Response:
    del request
    body = json.dumps({"status": "ok", "published": await versions.published(platform.db)}).encode()
    return answers.answer(body, "application/json", 200, {"cache-control": "no-store"})


async def _serve(request: Request, platform: Platform, *, memory: Remembered, form: Form) -> Response:
    slug, asked = request.path_params["slug"], request.path_params.get("version")
    if not _SLUG.fullmatch(slug) or (asked is not None and not _VERSION.fullmatch(asked)):
        return await _absent(platform, slug)
    page = await readable.page(platform.db, slug, None if asked is None else int(asked), EARLIER_AT_MOST, memory)
    if page is not None and page.known.redirect_to and asked is None:
        # A version keeps its address for ever; only the page that changes moves with its peptide.
        return _moved(page.known.redirect_to, form)
    if page is None or page.version is None:
        return await _absent(platform, slug, page.known.peptide.name if page else None)
    known, found = page.known, page.version
    if found.withdrawn is not None:
        return answers.html(pages.notice(f"{known.peptide.name}: withdrawn", found.withdrawn), 410)
    passed = await gate.passes(request, platform, known, form)
    if isinstance(passed, Refusal):
        return gate.locked(known, found, passed)
    notices = told(page, found)
    if form == "pdf" and notices.own:
        return answers.html(notices.in_place_of_pdf(), 410, cache_control=_kept(passed))
    # Who is signed in and what stands were two questions; that of a version with a successor takes the third.
    old = await versions.pdf(platform.db, slug, found.version) if form == "pdf" and not page.current else None
    key = found.page if form == "page" else found.pdf
    tag = pdfs.tag(old) if old else objects.hash_in(key)
    if form == "page" and notices:
        tag += f"-{digest(_block(notices, page, asked, memory))[:16]}"
    etag = f'"{tag}"'
    # A version's bytes never change, and still a copy is asked about each time: a notice may have come since.
    cached = {"etag": etag, "cache_control": _kept(passed)} | ({} if passed.shared else {"vary": gate.VARY})
    if matches(request.headers.get("if-none-match"), etag):
        return answers.unmodified({name.replace("_", "-"): value for name, value in cached.items()})
    # The tag names the bytes: they are those of an immutable object, and of what was read just now and stands in front.
    if (known := memory.recall(tag, key)) is None:
        data = await objects.load(platform.files, key)
        if old:
            data = pdfs.superseded(old, data)
        if form == "page" and notices:
            data = notices.beside(data)
        known = data, policy_of(data) if form == "page" else None
        memory.remember(tag, key, known, len(data))
    data, policy = known
    if form == "page":
        return answers.html(data, 200, policy=policy, **cached)
    return answers.pdf(data, f"{slug}-v{found.version}", **cached)


def _block(notices: Told, page: Page, asked: str | None, memory: Remembered) -> bytes:
    """What is shown with the page, made again where anything that is read of it is another."""
    name = "notices", page.known.slug, asked
    if (block := memory.recall(name, page)) is None:
        block = notices.block
        memory.remember(name, page, block, len(block))
    return block


def _kept(passed: gate.Passed) -> str:
    return answers.FRESH if passed.shared else gate.OWN


def may_read_replicas(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a request may be answered from a copy of the database that lags behind: not where it shows a session,
    which may have begun a moment ago."""
    return all(name.lower() != b"cookie" for name, _ in headers)


def _moved(slug: str, form: Form) -> Response:
    path = f"/peptides/{slug}" + (".pdf" if form == "pdf" else "")
    return RedirectResponse(path, 301, {**ALWAYS, "cache-control": answers.FRESH})


async def _absent(platform: Platform, slug: str, name: str | None = None) -> Response:
    if name is not None:
        return answers.html(pages.notice("Not published", f"No such version of {name} has been published."), 404)
    text = "There is no page of this name."
    return answers.html(pages.notice("Not found", text, await near(platform, slug)), 404)


async def _refused(request: Request, error: Exception) -> Response:
    """What the router refuses: an unknown path, or a method that a path does not have."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if status == 405:
        page = pages.notice("Not allowed", "Pages can be read, and nothing else.")
        return answers.html(page, 405, allow=headers.get("Allow", "GET, HEAD"))
    return answers.html(pages.notice("Not found", "There is no page at this address."), status)
