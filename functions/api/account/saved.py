"""What a reader keeps: peptides that he follows and searches, each with when he is told of what is new."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from functions.api.account.asked_again import asked_again
from functions.api.http.context import Configured, Here
from functions.api.http.owner import Mine, Owner
from functions.api.http.problems import Problem, documented
from shared.domain.accounts.saved import PEPTIDES_AT_MOST, SEARCHES_AT_MOST, Alert, SavedQuery, SearchName
from shared.domain.catalog.peptide import Slug
from shared.store.accounts import saved
from shared.store.accounts.saved import NameTaken, NotThere, SavedPeptide, SavedSearch, TooMany

router = APIRouter(prefix="/api/account", tags=["account"])

SearchId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
SlugPath = Annotated[Slug, Path()]
Limit = Annotated[int, Query(ge=1, le=100, description="How many on a page.")]


class Following(BaseModel):
    """How a followed peptide's reader is told of a new version."""

    model_config = ConfigDict(extra="forbid")

    alert: Alert = Alert.NEVER


class NamedSearch(BaseModel):
    """A search to be kept."""

    model_config = ConfigDict(extra="forbid")

    name: SearchName
    query: SavedQuery
    alert: Alert = Alert.NEVER


class Followed(BaseModel):
    """A peptide that is followed."""

    slug: str
    alert: Alert
    saved_at: str


class _Page(BaseModel):
    next: str | None = Field(description="What `after` is for the next page; null on the last.")


class PeptidePage(_Page):
    """Peptides by slug."""

    items: list[SavedPeptide]


class SearchPage(_Page):
    """Searches by id."""

    items: list[SavedSearch]


@router.get(
    "/saved",
    operation_id="listFollowed",
    responses=documented(401, 403, 422),
    summary="The peptides that the account follows",
)
async def followed(
    owner: Owner,
    platform: Here,
    after: Annotated[str, Query(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=80)] = "",
    limit: Limit = 50,
) -> PeptidePage:
    """By slug, with what stands of each."""
    found = await saved.peptides(platform.db, owner, after, limit + 1)
    return PeptidePage(items=found[:limit], next=_next([each.slug for each in found], limit))


@router.put(
    "/saved/{slug}",
    operation_id="followPeptide",
    responses=documented(400, 401, 403, 404, 409, 413, 422),
    summary="Follow a peptide",
)
async def follow(
    owner: Owner, mine: Mine, platform: Here, settings: Configured, slug: SlugPath, body: Following
) -> Followed:
    """Followed already, only the alert changes. With an alert, its mail comes though it was unsubscribed from."""
    try:
        since = await saved.save_peptide(platform.db, owner, slug, body.alert, platform.clock.now())
    except NotThere:
        raise Problem(404, "There is no such peptide.") from None
    except TooMany:
        said = f"An account follows at most {PEPTIDES_AT_MOST} peptides. Drop one first."
        raise Problem(409, said, why="too_many") from None
    await asked_again(body.alert, mine, settings, platform)
    return Followed(slug=slug, alert=body.alert, saved_at=since)


@router.delete(
    "/saved/{slug}",
    operation_id="unfollowPeptide",
    status_code=204,
    response_class=Response,
    responses=documented(401, 403, 404, 422),
    summary="Follow a peptide no more",
)
async def unfollow(owner: Owner, platform: Here, slug: SlugPath) -> Response:
    """404 where it was not followed."""
    if not await saved.drop_peptide(platform.db, owner, slug):
        raise Problem(404, "The account does not follow this peptide.")
    return Response(status_code=204)


@router.get(
    "/searches",
    operation_id="listSearches",
    responses=documented(401, 403, 422),
    summary="The searches that the account keeps",
)
async def kept(
    owner: Owner,
    platform: Here,
    after: Annotated[str, Query(pattern=r"^([0-9a-f]{32})?$")] = "",
    limit: Limit = 50,
) -> SearchPage:
    """By id."""
    found = await saved.searches(platform.db, owner, after, limit + 1)
    return SearchPage(items=found[:limit], next=_next([each.id for each in found], limit))


def _next(found: Sequence[str], limit: int) -> str | None:
    """Where the next page begins, where one more was found than a page has."""
    return found[limit - 1] if len(found) > limit else None


@router.post(
    "/searches",
    operation_id="keepSearch",
    status_code=201,
    responses=documented(400, 401, 403, 409, 413, 422),
    summary="Keep a search",
)
async def keep(owner: Owner, mine: Mine, platform: Here, settings: Configured, body: NamedSearch) -> SavedSearch:
    """Under a name that the account has for no other. With an alert, its mail comes though it was unsubscribed from."""
    id, now = platform.entropy.token(), platform.clock.now()
    try:
        kept = await saved.save_search(platform.db, owner, id, body.name, body.query, body.alert, now)
    except NameTaken:
        raise Problem(409, "The account keeps another search of this name.", why="name_taken") from None
    except TooMany:
        said = f"An account keeps at most {SEARCHES_AT_MOST} searches. Drop one first."
        raise Problem(409, said, why="too_many") from None
    await asked_again(body.alert, mine, settings, platform)
    return kept


@router.put(
    "/searches/{id}",
    operation_id="changeSearch",
    responses=documented(400, 401, 403, 404, 409, 413, 422),
    summary="Change a search",
)
async def change(
    owner: Owner, mine: Mine, platform: Here, settings: Configured, id: SearchId, body: NamedSearch
) -> SavedSearch:
    """All of it: name, query and alert. With an alert, its mail comes though it was unsubscribed from."""
    try:
        changed = await saved.change_search(platform.db, owner, id, body.name, body.query, body.alert)
    except NotThere:
        raise Problem(404, "The account keeps no such search.") from None
    except NameTaken:
        raise Problem(409, "The account keeps another search of this name.", why="name_taken") from None
    await asked_again(body.alert, mine, settings, platform)
    return changed


@router.delete(
    "/searches/{id}",
    operation_id="dropSearch",
    status_code=204,
    response_class=Response,
    responses=documented(401, 403, 404, 422),
    summary="Keep a search no more",
)
async def drop(owner: Owner, platform: Here, id: SearchId) -> Response:
    """404 where there was none."""
    if not await saved.drop_search(platform.db, owner, id):
        raise Problem(404, "The account keeps no such search.")
    return Response(status_code=204)
