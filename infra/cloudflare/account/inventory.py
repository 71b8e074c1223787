"""What an account has: its queues, databases and buckets, read over the REST API with the official SDK."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from cloudflare import AsyncCloudflare, omit
from cloudflare.types.queues.queue import Queue
from cloudflare.types.r2.buckets.lock_get_response import Rule

from infra.cloudflare.account.access import Rest
from infra.cloudflare.account.patience import Patience
from infra.cloudflare.account.resources import BucketSettings, DatabaseSettings, Lock, QueueSettings, Resources
from infra.cloudflare.account.rest import opened as client

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Account:
    """An account, the SDK's client for it, and how it is asked. The client itself never asks twice."""

    sdk: AsyncCloudflare
    id: str
    patiently: Patience


@dataclass(frozen=True, slots=True)
class Inventory:
    """What an account has, and the ids of what has one, by (kind, name).

    Databases and buckets that were not asked about stand as new ones: each one's settings cost a request.
    """

    resources: Resources
    ids: dict[tuple[str, str], str]


@asynccontextmanager
async def opened(rest: Rest, patience: Patience | None = None) -> AsyncGenerator[Account]:
    """The account; its client is closed at the end."""
    async with client(rest) as sdk:
        yield Account(sdk, rest.account, patience or Patience())


async def inventory(account: Account, concerning: Resources) -> Inventory:
    """What the account has; settings of databases and buckets only of those that `concerning` names.

    Raises as `Patience` does.
    """
    ids: dict[tuple[str, str], str] = {}
    queues: dict[str, QueueSettings] = {}
    for queue in await all_queues(account):
        name = queue.queue_name or ""
        queues[name] = settings_of(queue)
        ids["queue", name] = queue.queue_id or ""
    databases: dict[str, DatabaseSettings] = {}
    for name, id in await _databases(account):
        ids["database", name] = id
        databases[name] = DatabaseSettings(
            await _replication(account, name, id) if name in concerning.databases else "disabled"
        )
    buckets: dict[str, BucketSettings] = {}
    for name in await _buckets(account):
        buckets[name] = BucketSettings(locks_of(await rules(account, name)) if name in concerning.buckets else {})
    return Inventory(Resources(queues, databases, buckets), ids)


async def queue_named(account: Account, name: str) -> Queue | None:
    """The queue of that name, if there is one."""
    return next((each for each in await all_queues(account) if each.queue_name == name), None)


async def database_named(account: Account, name: str) -> str | None:
    """The id of the database of that name, if there is one."""
    return next((id for each, id in await _databases(account) if each == name), None)


async def bucket_named(account: Account, name: str) -> str | None:
    """The bucket's own name, if there is one of that name."""
    return name if name in await _buckets(account) else None


async def rules(account: Account, bucket: str) -> list[Rule]:
    """The rules that lock a bucket, whoever made them."""
    got = await account.patiently(
        f"show the locks of bucket {bucket}",
        lambda: account.sdk.r2.buckets.locks.get(bucket, account_id=account.id),
    )
    return got.rules or []


def locks_of(found: list[Rule]) -> dict[str, Lock]:
    """The same as our own words, by id; a lock until a date is one that we do not make, and is shown as its own."""
    return {each.id: _lock(each) for each in found}


def settings_of(queue: Queue) -> QueueSettings:
    """A queue's settings; what the API leaves out is 0."""
    settings = queue.settings
    retention = int((settings and settings.message_retention_period) or 0)
    return QueueSettings(retention, int((settings and settings.delivery_delay) or 0))


def _lock(rule: Rule) -> Lock:
    age = rule.condition.max_age_seconds if rule.condition.type == "Age" else None
    until = f" until {rule.condition.date:%Y-%m-%d}" if rule.condition.type == "Date" else ""
    return Lock(f"{rule.prefix or ''}{until}", age, enabled=rule.enabled)


async def all_queues(account: Account) -> list[Queue]:
    """All pages: the SDK takes the list for one page, wrangler asks for page after page."""
    found: dict[str, Queue] = {}
    for number in range(1, 10_000 // _PAGE + 1):
        page = await account.patiently(
            "list the queues",
            lambda number=number: _queues_on(account, number),
        )
        fresh = {each.queue_id or "": each for each in page if each.queue_id not in found}
        found |= fresh
        if not fresh or len(page) < _PAGE:
            break
    return list(found.values())


async def _databases(account: Account) -> list[tuple[str, str]]:
    async def listed() -> list[tuple[str, str]]:
        pages = account.sdk.d1.database.list(account_id=account.id, per_page=_PAGE)
        return [(each.name or "", each.uuid or "") async for each in pages]

    return await account.patiently("list the databases", listed)


async def _replication(account: Account, name: str, id: str) -> str:
    got = await account.patiently(
        f"show database {name}", lambda: account.sdk.d1.database.get(id, account_id=account.id)
    )
    return got.read_replication.mode if got.read_replication else "disabled"


async def _buckets(account: Account) -> list[str]:
    found: list[str] = []
    while True:
        after = found[-1] if found else omit
        got = await account.patiently(
            "list the buckets",
            lambda after=after: account.sdk.r2.buckets.list(account_id=account.id, per_page=_PAGE, start_after=after),
        )
        names = [each.name or "" for each in got.buckets or []]
        found += [name for name in names if name not in found]
        if len(names) < _PAGE:
            return found


async def _queues_on(account: Account, number: int) -> list[Queue]:
    query = {"page": number, "per_page": _PAGE}
    return (await account.sdk.queues.list(account_id=account.id, extra_query=query)).result
