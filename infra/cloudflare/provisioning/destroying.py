"""Taking a target away with all it holds. Never production."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

from infra.cloudflare.account.access import Target
from infra.cloudflare.account.inventory import Account, Inventory
from infra.cloudflare.account.patience import Missing
from infra.cloudflare.account.resources import Resources
from infra.cloudflare.manifests import Manifest
from shared.platform.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Doomed:
    """One thing to delete."""

    kind: str
    name: str
    id: str

    def __str__(self) -> str:
        return f"- {self.kind} {self.name}"


async def doomed(
    target: Target, manifests: Sequence[Manifest], meant: Resources, found: Inventory, account: Account
) -> list[Doomed]:
    """What there is of a target, in the order in which it can be deleted: who consumes a queue before the queue.

    Raises:
        ConfigurationError: the target is production. Otherwise as `Patience` does.
    """
    if target is not Target.STAGING:
        raise ConfigurationError(f"{target} is not destroyed by a command; only staging is")
    scripts = {each.worker for each in manifests} & set(await _scripts(account))
    return [
        *(Doomed("worker", each.worker, each.worker) for each in manifests if each.worker in scripts),
        *(
            Doomed(kind, name, found.ids.get((kind, name), name))
            for kind, name in meant.names()
            if (kind, name) in found.resources.names()
        ),
    ]


async def destroyed(what: Sequence[Doomed], account: Account) -> AsyncIterator[Doomed]:
    """Delete each, and give it when it is gone. Raises as `Patience` does, at the first that fails: a bucket that still
    holds objects, for one."""
    sdk = account.sdk
    deeds: dict[str, Callable[[Doomed], Awaitable[object]]] = {
        "worker": lambda each: sdk.workers.scripts.delete(each.id, account_id=account.id),
        "queue": lambda each: _queue(account, each.id),
        "database": lambda each: sdk.d1.database.delete(each.id, account_id=account.id),
        "bucket": lambda each: sdk.r2.buckets.delete(each.id, account_id=account.id),
    }
    for each in what:

        async def delete(each: Doomed = each) -> object:
            return await deeds[each.kind](each)

        with contextlib.suppress(Missing):  # an answer was lost: it is gone
            await account.patiently(f"delete {each.kind} {each.name}", delete)
        yield each


async def _queue(account: Account, id: str) -> None:
    consumers = (await account.sdk.queues.consumers.list(id, account_id=account.id)).result
    for consumer in consumers:
        await account.sdk.queues.consumers.delete(consumer.consumer_id or "", account_id=account.id, queue_id=id)
    await account.sdk.queues.delete(id, account_id=account.id)


async def _scripts(account: Account) -> list[str]:
    async def listed() -> list[str]:
        return [each.id or "" async for each in account.sdk.workers.scripts.list(account_id=account.id)]

    return await account.patiently("list the Workers", listed)
