"""Searching studies, claims and outcomes in words; and keeping the index that is searched."""

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.domain.accounts.search_words import NoWords, match_of, record_of
from shared.platform.errors import ConfigurationError, PermanentError
from shared.platform.ports import Database, Platform
from shared.store.evidence import peptides
from shared.store.reading import search_index
from shared.store.reading.search_index import Hit, Kind

TEXT_AT_MOST = 2_000
"""Characters of what is searched for."""


class SearchStudies(Request):
    """Find the best that holds these words (`shared.domain.accounts.search_words`) or has this PMID, of a kind."""

    text: str = Field(max_length=TEXT_AT_MOST)
    kind: Kind | None = None
    count: int = Field(default=20, ge=1, le=100)


class Finds(Answer):
    """Best first, and how many documents were searched."""

    hits: tuple[Hit, ...]
    documents: int


class EmptyIndex(Write):
    """Forget what the index holds, page by page."""


class UpdateIndex(Write):
    """Bring one page of what changed into the index."""


class Indexed(Answer):
    """How many documents this page looked at, and whether there is more to do."""

    documents: int
    more: bool


async def _find(platform: Platform, request: SearchStudies) -> Finds:
    index = _index(platform)
    try:
        query = match_of(request.text, await peptides.names(platform.db))
    except NoWords as exc:
        raise PermanentError(str(exc)) from None
    record = record_of(request.text)
    hits = await search_index.find(platform.db, index, query, kind=request.kind, count=request.count, record=record)
    return Finds(hits=tuple(hits), documents=await search_index.count(index))


async def _empty(platform: Platform, request: EmptyIndex) -> Indexed:
    del request
    return Indexed(documents=0, more=await search_index.empty(_index(platform)))


async def _update(platform: Platform, request: UpdateIndex) -> Indexed:
    del request
    step = await search_index.update(platform.db, platform.files, _index(platform), platform.clock.now())
    return Indexed(documents=step.documents, more=step.more)


def _index(platform: Platform) -> Database:
    if platform.search is None:
        raise ConfigurationError("there is no search database here; bind SEARCH_DB in this function's wrangler.toml")
    return platform.search


SEARCH = UseCase("studies.search", SearchStudies, Finds, _find)
EMPTY = UseCase("search.empty", EmptyIndex, Indexed, _empty)
UPDATE = UseCase("search.update", UpdateIndex, Indexed, _update)

CASES = (SEARCH, EMPTY, UPDATE)
