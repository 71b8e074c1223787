"""The page that an address means: found, or why not. What is withdrawn says so, and what was renamed leads on."""

from typing import Annotated

from fastapi import Path
from starlette.requests import Request

from functions.api.http.context import memory_of
from functions.api.http.problems import Problem
from shared.platform.ports import Database
from shared.store.evidence.peptides import StoredPeptide
from shared.store.publishing.versions import PageVersion
from shared.store.reading import readable
from shared.store.reading.readable import Page

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Path(pattern=SLUG, max_length=80, description="Such as bpc-157.")]
Number = Annotated[int, Path(ge=1, le=999_999_999, description="A version's number.")]


async def published(request: Request, db: Database, slug: str, version: int | None = None) -> tuple[Page, PageVersion]:
    """The version asked for, or the present one.

    Raises:
        Problem: 308 to a new slug, 404 where nothing was published, 410 where it was withdrawn.
    """
    page = await readable.page(db, slug, version, memory=memory_of(request))
    if page is not None and version is None:
        lead_on(request, page.known)
    if page is None or page.version is None:
        raise absent(slug, page.known if page else None, version)
    return page, given(page.version)


def lead_on(request: Request, known: StoredPeptide) -> None:
    """Go on where the peptide has its slug still.

    Raises:
        Problem: 308 to the same address under the slug that took its place.
    """
    if known.redirect_to is None:
        return
    path = request.url.path.replace(f"/peptides/{known.slug}", f"/peptides/{known.redirect_to}", 1)
    to = f"{path}?{request.url.query}" if request.url.query else path
    raise Problem(308, f"{known.slug} was renamed to {known.redirect_to}.", next=to, headers={"location": to})


def given(version: PageVersion) -> PageVersion:
    """The version, as long as readers are given it.

    Raises:
        Problem: 410, with the reason.
    """
    if version.withdrawn is not None:
        raise Problem(410, version.withdrawn, why="withdrawn", next=f"/api/peptides/{version.slug}/versions")
    return version


def absent(slug: str, known: StoredPeptide | None, version: int | None = None) -> Problem:
    """The refusal for what was never published."""
    if known is None:
        return Problem(404, f"There is no peptide {slug}.", why="unknown", next=f"/api/peptides?q={slug}")
    if version is None:
        return Problem(404, f"Nothing has been published on {slug} yet.", why="unpublished")
    there = f"There is no version {version} of {slug}."
    return Problem(404, there, why="unpublished", next=f"/api/peptides/{slug}/versions")
