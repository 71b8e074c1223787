"""Making an account what it is meant to be, one change at a time; stopped anywhere, the next run does the rest."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from cloudflare.types.r2.buckets.lock_update_params import Rule as RuleParams

from infra.cloudflare.account.inventory import (
    Account,
    Inventory,
    bucket_named,
    database_named,
    locks_of,
    queue_named,
    rules,
    settings_of,
)
from infra.cloudflare.account.patience import Missing
from infra.cloudflare.account.resources import Lock, QueueSettings, Resources
from infra.cloudflare.provisioning.difference import Change


async def applied(
    changes: Sequence[Change], desired: Resources, found: Inventory, account: Account
) -> AsyncIterator[Change]:
    """Make the changes in their order, and give each one when it stands.

    Raises as `Patience` does, at the first that fails.

    Each deed can be done twice: nothing is made whose name is there, settings are set and never added to, what is gone
    counts as deleted.
    """
    for change in changes:
        await _DEEDS[change.sign, change.kind](change, desired, found, account)
        yield change


async def _make_queue(change: Change, desired: Resources, found: Inventory, account: Account) -> None:
    name = change.name
    made = await account.patiently(
        f"create queue {name}",
        lambda: account.sdk.queues.create(account_id=account.id, queue_name=name),
        already=lambda: queue_named(account, name),
    )
    if made is None:
        raise Missing(f"Cloudflare created queue {name} and says nothing of it; run the same command again")
    # The SDK's create takes no settings; until the second request, a queue has Cloudflare's own.
    if settings_of(made) != desired.queues[name]:
        await _settle(made.queue_id or "", name, desired.queues[name], account)


async def _set_queue(change: Change, desired: Resources, found: Inventory, account: Account) -> None:
    await _settle(found.ids["queue", change.name], change.name, desired.queues[change.name], account)


async def _settle(id: str, name: str, wanted: QueueSettings, account: Account) -> None:
    # PATCH, so that a delivery paused by an operator stays paused.
    await account.patiently(
        f"change queue {name}",
        lambda: account.sdk.queues.edit(
            id,
            account_id=account.id,
            settings={"message_retention_period": wanted.retention, "delivery_delay": wanted.delivery_delay},
        ),
    )


async def _make_database(change: Change, desired: Resources, found: Inventory, account: Account) -> None:
    name = change.name

    async def create() -> str | None:
        return (await account.sdk.d1.database.create(account_id=account.id, name=name)).uuid

    id = await account.patiently(f"create database {name}", create, already=lambda: database_named(account, name))
    await _replicate(id or "", name, desired, account)


async def _set_database(change: Change, desired: Resources, found: Inventory, account: Account) -> None:
    await _replicate(found.ids["database", change.name], change.name, desired, account)


async def _replicate(id: str, name: str, desired: Resources, account: Account) -> None:
    mode = desired.databases[name].replication
    await account.patiently(
        f"set the read replication of database {name}",
        lambda: account.sdk.d1.database.edit(
            id,
            account_id=account.id,
            read_replication={"mode": mode},  # pyright: ignore[reportArgumentType]
        ),
    )


async def _make_bucket(change: Change, desired: Resources, found: Inventory, account: Account) -> None:
    name = change.name

    async def create() -> str | None:
        return (await account.sdk.r2.buckets.create(account_id=account.id, name=name)).name

    await account.patiently(f"create bucket {name}", create, already=lambda: bucket_named(account, name))


async def _lock(change: Change, desired: Resources, found: Inventory, account: Account) -> None:
    """Set our rules and keep those of others: the API replaces the whole list."""
    bucket = change.name
    wanted = desired.buckets[bucket].locks
    there = await rules(account, bucket)
    if locks_of(there).items() >= wanted.items():
        return
    theirs: list[RuleParams] = [each.to_dict(use_api_names=False) for each in there if each.id not in wanted]  # type: ignore[misc]
    ours = [_rule(id, lock) for id, lock in wanted.items()]
    await account.patiently(
        f"lock bucket {bucket}",
        lambda: account.sdk.r2.buckets.locks.update(bucket, account_id=account.id, rules=[*theirs, *ours]),
    )


def _rule(id: str, lock: Lock) -> RuleParams:
    if lock.seconds is None:
        return {"id": id, "enabled": lock.enabled, "prefix": lock.prefix, "condition": {"type": "Indefinite"}}
    age = {"type": "Age", "max_age_seconds": lock.seconds}
    return {"id": id, "enabled": lock.enabled, "prefix": lock.prefix, "condition": age}  # pyright: ignore[reportReturnType]


async def _delete(change: Change, desired: Resources, found: Inventory, account: Account) -> None:
    name, id = change.name, found.ids.get((change.kind, change.name), change.name)
    sdk = account.sdk
    deeds: dict[str, Callable[[], Awaitable[object]]] = {
        "queue": lambda: sdk.queues.delete(id, account_id=account.id),
        "database": lambda: sdk.d1.database.delete(id, account_id=account.id),
        "bucket": lambda: sdk.r2.buckets.delete(name, account_id=account.id),
    }
    try:
        await account.patiently(f"delete {change.kind} {name}", deeds[change.kind])
    except Missing:
        return


_DEEDS: dict[tuple[str, str], Callable[[Change, Resources, Inventory, Account], Awaitable[None]]] = {
    ("+", "queue"): _make_queue,
    ("~", "queue"): _set_queue,
    ("+", "database"): _make_database,
    ("~", "database"): _set_database,
    ("+", "bucket"): _make_bucket,
    ("+", "lock"): _lock,
    ("~", "lock"): _lock,
    ("-", "queue"): _delete,
    ("-", "database"): _delete,
    ("-", "bucket"): _delete,
}
