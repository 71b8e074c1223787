"""What models have cost, and what budgets leave."""

from datetime import timedelta

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase
from shared.platform.ports import Platform
from shared.store.spending import costs
from shared.store.spending.costs import By, Costs


class ShowCosts(Request):
    """The calls of so many days, today (UTC) among them, added up in one way; at most `limit` groups."""

    by: By = "day"
    days: int = Field(default=30, ge=1, le=90)
    limit: int = Field(default=100, ge=1, le=1_000)


class CostReport(Answer):
    """Groups, of days the newest first and else the dearest; `total` is of all calls since that day, listed or not."""

    by: By
    since: str
    groups: tuple[Costs, ...]
    total: Costs


async def _show(platform: Platform, request: ShowCosts) -> CostReport:
    since = (platform.clock.now() - timedelta(days=request.days - 1)).date().isoformat()
    groups = await costs.by(platform.db, request.by, since, request.limit)
    total = await costs.total(platform.db, since)
    return CostReport(by=request.by, since=since, groups=tuple(groups), total=total)


SHOW = UseCase("costs.show", ShowCosts, CostReport, _show)

CASES = (SHOW,)
