"""Looking at the vendors' batches that nights sent."""

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase
from shared.platform.ports import Platform
from shared.store.spending import batches
from shared.store.spending.batches import BatchLine


class ListBatches(Request):
    """The newest batches."""

    count: int = Field(default=20, ge=1, le=1_000)


class BatchList(Answer):
    """Newest first."""

    batches: tuple[BatchLine, ...]


async def _list(platform: Platform, request: ListBatches) -> BatchList:
    return BatchList(batches=tuple(await batches.newest(platform.db, request.count)))


LIST = UseCase("batches.list", ListBatches, BatchList, _list)

CASES = (LIST,)
