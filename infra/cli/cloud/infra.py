"""`peptalk infra`: what an environment on Cloudflare is meant to have, what it has, and making the two agree."""

import asyncio
import os
from collections.abc import Collection, Sequence
from typing import Annotated, Any

import typer

from infra.cli.cloud import domains
from infra.cli.terminal.console import Exit, Json, print_json, say
from infra.cli.terminal.target import LOCAL, Target, TargetOption, Yes, agreed
from infra.cloudflare.account import access
from infra.cloudflare.account.access import Access, Need
from infra.cloudflare.account.inventory import Account, Inventory, inventory, opened
from infra.cloudflare.account.resources import Resources
from infra.cloudflare.manifests import read_manifests
from infra.cloudflare.provisioning.desired import desired
from infra.cloudflare.provisioning.destroying import destroyed, doomed
from infra.cloudflare.provisioning.difference import Change, difference, unmanaged
from infra.cloudflare.provisioning.provisioning import applied
from shared.platform.errors import PepTalkError

app = typer.Typer(no_args_is_help=True, help="Queues, databases and buckets on Cloudflare. Workers are `deploy`'s.")

Delete = Annotated[
    list[str] | None,
    typer.Option("--delete", metavar="NAME", help="Also delete what has this name, with all it holds; repeatable."),
]


@app.command("plan")
def plan(target: TargetOption = LOCAL, delete: Delete = None, json: Json = False) -> int:
    """Show what `apply` would change, one line per change. Nothing is changed."""

    async def work(account: Account) -> int:
        meant, found = await _looked(account, target)
        _show(_changes(meant, found, delete or ()), found, json=json)
        return Exit.DONE

    return _run(target, work)


@app.command("check")
def check(target: TargetOption = LOCAL, json: Json = False) -> int:
    """Exit with 1 where anything differs from what is meant to be."""

    async def work(account: Account) -> int:
        meant, found = await _looked(account, target)
        changes = difference(meant, found.resources)
        _show(changes, found, json=json)
        if changes and not json:
            say(f"Next: peptalk infra apply --target {target}")
        return Exit.FAILED if changes else Exit.DONE

    return _run(target, work)


@app.command("apply")
def apply(target: TargetOption = LOCAL, delete: Delete = None, yes: Yes = False, json: Json = False) -> int:
    """Create and change what differs. Nothing is deleted but what --delete names."""

    async def work(account: Account) -> int:
        meant, found = await _looked(account, target)
        changes = _changes(meant, found, delete or ())
        if not json:
            _show(changes, found, json=False)
        for change in changes if json else ():
            say(str(change))
        destroys = any(each.sign == "-" for each in changes)
        if changes and not agreed(target, f"Make these {len(changes)} changes?", "changed", yes=yes, asks=destroys):
            return Exit.DONE
        done: list[Change] = []
        try:
            async for change in applied(changes, meant, found, account):
                done.append(change)
                if not json:
                    say(f"done {change}")
        except PepTalkError:
            say(f"{len(done)} of {len(changes)} changes were made; the same command goes on with the rest.")
            raise
        if json:
            print_json({"target": target, "applied": [_as_json(each) for each in done]})
        elif changes:
            say(f"{len(done)} of {len(changes)} changes made.")
        return Exit.DONE

    return _run(target, work)


@app.command("destroy")
def destroy(target: TargetOption = LOCAL, yes: Yes = False, json: Json = False) -> int:
    """Take staging away: Workers, queues, database and bucket, with all they hold. Production is refused."""

    async def work(account: Account) -> int:
        where = access.Target(target)
        meant, found = await _looked(account, target)
        what = await doomed(where, read_manifests(where), meant, found, account)
        for each in what:
            (say if json else typer.echo)(str(each))
        if what and not agreed(target, f"Delete these {len(what)} with all they hold?", "deleted", yes=yes, asks=True):
            return Exit.DONE
        async for each in destroyed(what, account):
            say(f"deleted {each.kind} {each.name}")
        if json:
            print_json({"target": target, "deleted": [{"kind": each.kind, "name": each.name} for each in what]})
        elif not what:
            say(f"There is nothing of {target}.")
        return Exit.DONE

    return _run(target, work)


app.command("domains")(domains.command)


@app.callback()
def group() -> None:
    """Queues, databases and buckets on Cloudflare."""


def _run(target: Target, work: Any) -> int:
    where = access.Target(target)
    rest = Access.read(os.environ, where, Need.REST).rest

    async def opening() -> int:
        async with opened(rest) as account:
            return await work(account)

    return asyncio.run(opening())


async def _looked(account: Account, target: Target) -> tuple[Resources, Inventory]:
    meant = desired(access.Target(target))
    return meant, await inventory(account, meant)


def _changes(meant: Resources, found: Inventory, delete: Collection[str]) -> list[Change]:
    """The difference with what is to be deleted. Raises `typer.BadParameter` where that is not there or still meant."""
    changes = difference(meant, found.resources, delete)
    doomed = {each.name for each in changes if each.sign == "-"}
    if missing := sorted(set(delete) - doomed):
        raise typer.BadParameter(f"the account has no {', '.join(missing)}", param_hint="--delete")
    if kept := sorted(doomed & {name for _, name in meant.names()}):
        raise typer.BadParameter(
            f"the manifests still name {', '.join(kept)}; `peptalk infra destroy` takes a whole target away",
            param_hint="--delete",
        )
    return changes


def _show(changes: Sequence[Change], found: Inventory, *, json: bool) -> None:
    doomed = {(each.kind, each.name) for each in changes if each.sign == "-"}
    known = (desired(access.Target(each)) for each in ("staging", "production"))
    strangers = [each for each in unmanaged(found.resources, *known) if each not in doomed]
    if json:
        others = [{"kind": kind, "name": name} for kind, name in strangers]
        print_json({"changes": [_as_json(each) for each in changes], "unmanaged": others})
        return
    for change in changes:
        typer.echo(str(change))
    for kind, name in strangers:
        say(f"unmanaged {kind} {name}: no manifest names it; left alone")
    say(f"{len(changes)} {'change' if len(changes) == 1 else 'changes'}." if changes else "Nothing to change.")


def _as_json(change: Change) -> dict[str, str]:
    return {"sign": change.sign, "kind": change.kind, "name": change.name, "what": change.what}
