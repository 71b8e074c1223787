"""`peptalk queues list|peek|pause|resume`: what waits, and whether it is delivered."""

import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Annotated, TypeVar

import typer

from infra.cli.desks import session
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, Target, TargetOption, Yes, agreed
from infra.cloudflare.account import inventory
from infra.cloudflare.account.access import Access, Need
from infra.cloudflare.account.inventory import Account
from infra.cloudflare.stores import queues_rest
from infra.cloudflare.stores.queues_rest import Backlog, Waiting
from infra.local.machine.clock import clock_of
from infra.local.platform.embedded import Embedded
from queues.topology import QUEUES
from shared.domain.instants import stamp
from shared.platform.errors import PermanentError

app = typer.Typer(no_args_is_help=True, help="The queues: what waits, and whether it is delivered.")

Name = Annotated[str, typer.Argument(metavar="QUEUE", help="Its name as in docs/architecture.md: peptalk-fetch ...")]
Count = Annotated[int, typer.Option("--count", min=1, max=queues_rest.MOST, help="How many messages.")]

T = TypeVar("T")


@app.command("list")
def list_(target: TargetOption = LOCAL, json: Json = False) -> int:
    """How full each queue is, how old its oldest message, and whether it delivers."""
    found = _there(target, queues_rest.backlogs) if target != LOCAL else _here(_backlogs_here)
    if json:
        print_json([_backlog_json(each) for each in found])
        return Exit.DONE
    rows = [
        [
            each.name,
            each.messages,
            each.bytes,
            _age(each.oldest) if each.oldest else "",
            "paused" if each.paused else "delivers",
        ]
        for each in found
    ]
    print_table("Queues", ["queue", "messages", "bytes", "oldest", "delivery"], rows)
    return Exit.DONE


@app.command("peek")
def peek(name: Name, count: Count = 10, target: TargetOption = LOCAL, json: Json = False) -> int:
    """Look at the first messages of a queue. Looking takes none and counts no delivery."""
    _known(name)

    async def here(embedded: Embedded) -> list[Waiting]:
        now = clock_of(os.environ).now()
        return [
            Waiting(each.id, each.body, each.attempts, now - timedelta(seconds=each.age))
            for each in await embedded.broker.peek(name, count)
        ]

    async def there(account: Account, meant: Target) -> list[Waiting]:
        return await queues_rest.peek(account, meant, name, count)

    found = _there(target, there) if target != LOCAL else _here(here)
    if json:
        print_json([_waiting_json(each) for each in found])
    elif found:
        rows = [[each.id, each.attempts, stamp(each.sent)[:19] if each.sent else "", each.body] for each in found]
        print_table(name, ["message", "attempts", "sent", "body"], rows)
    else:
        say(f"{name} is empty.")
    return Exit.DONE


@app.command("pause")
def pause(name: Name, target: TargetOption = LOCAL, yes: Yes = False, json: Json = False) -> int:
    """Stop delivering a queue: what is sent to it waits, for as long as it is kept (14 days)."""
    return _set(name, target, paused=True, yes=yes, json=json)


@app.command("resume")
def resume(name: Name, target: TargetOption = LOCAL, yes: Yes = False, json: Json = False) -> int:
    """Go on delivering a queue."""
    return _set(name, target, paused=False, yes=yes, json=json)


def _set(name: str, target: Target, *, paused: bool, yes: bool, json: bool) -> int:
    _known(name)
    if target == LOCAL:
        raise PermanentError(
            "one queue alone is not paused here; stop the process that consumes (peptalk up, by Ctrl-C): "
            "what is sent waits, and goes on when it is started again"
        )

    async def there(account: Account, meant: Target) -> bool:
        return await queues_rest.set_paused(account, meant, name, paused=paused)

    word = "paused" if paused else "resumed"
    if not agreed(target, f"Shall {name} be {word} on {target}?", word, yes=yes):
        return Exit.DONE
    changed = _there(target, there)
    if json:
        print_json({"queue": name, "paused": paused, "changed": changed})
    else:
        say(f"{name} is {word}." if changed else f"{name} was {word} already.")
    return Exit.DONE


def _known(name: str) -> None:
    if name not in QUEUES:
        raise PermanentError(f"no queue is called {name!r}; there are {', '.join(QUEUES)}")


async def _backlogs_here(embedded: Embedded) -> list[Backlog]:
    now = clock_of(os.environ).now()
    return [
        Backlog(
            each.queue,
            each.ready + each.delayed + each.leased,
            each.bytes,
            None if each.oldest_age is None else now - timedelta(seconds=each.oldest_age),
            paused=False,
        )
        for each in await embedded.broker.metrics()
    ]


def _here(work: Callable[[Embedded], Awaitable[T]]) -> T:
    async def asked() -> T:
        async with session.embedded() as platform:
            return await work(platform)

    return session.until_stopped(asked())


def _there(target: Target, work: Callable[[Account, Target], Awaitable[T]]) -> T:
    async def asked() -> T:
        async with _account(target) as (account, meant):
            return await work(account, meant)

    return session.until_stopped(asked())


@asynccontextmanager
async def _account(target: Target) -> AsyncGenerator[tuple[Account, Target]]:
    doors = Access.read(os.environ, target, Need.REST)
    async with inventory.opened(doors.rest) as account:
        yield account, doors.target


def _age(since: datetime) -> str:
    seconds = max(0, round((clock_of(os.environ).now() - since).total_seconds()))
    return str(timedelta(seconds=seconds))


def _backlog_json(each: Backlog) -> dict[str, object]:
    return {
        "queue": each.name,
        "messages": each.messages,
        "bytes": each.bytes,
        "oldest": stamp(each.oldest) if each.oldest else None,
        "paused": each.paused,
    }


def _waiting_json(each: Waiting) -> dict[str, object]:
    return {
        "id": each.id,
        "attempts": each.attempts,
        "sent": stamp(each.sent) if each.sent else None,
        "body": each.body,
    }
