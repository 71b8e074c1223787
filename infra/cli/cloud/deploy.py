"""`peptalk deploy` and `peptalk rollback`: all Workers of an environment, forward and back."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

import typer

from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, Yes, agreed
from infra.cloudflare.account import access
from infra.cloudflare.account.access import Access, Need, Rest
from infra.cloudflare.account.inventory import Account, opened
from infra.cloudflare.deployment import health, preflight
from infra.cloudflare.deployment.commands import Runner
from infra.cloudflare.deployment.deploying import Deploying, gone_back
from infra.cloudflare.deployment.releases import Standing, current_release, standing
from infra.cloudflare.deployment.returning import going_back, releases
from infra.cloudflare.deployment.rollout import rollout
from infra.cloudflare.deployment.signals import listening
from infra.cloudflare.domains import domain
from infra.cloudflare.manifests import Manifest, read_manifests
from infra.local.machine.project import FUNCTIONS, ROOT
from shared.platform.errors import PermanentError

Plan = Annotated[bool, typer.Option("--plan", help="Show every step and command; run none.")]
Pause = Annotated[float, typer.Option("--pause", min=0, help="Seconds between a wave of traffic and its checks.")]
Settle = Annotated[float, typer.Option("--settle", min=0, help="Seconds that a Worker may take to answer well.")]
Vendor = Annotated[bool, typer.Option("--vendor/--no-vendor", help="Bring every Worker's dependencies anew first.")]
To = Annotated[str | None, typer.Option("--to", metavar="RELEASE", help="Which release; the one before, if left out.")]
Shown = Annotated[bool, typer.Option("--list", help="Show the releases that can be gone back to; change nothing.")]
Why = Annotated[str, typer.Option("--reason", help="Stands in Cloudflare's list of deployments.")]


def deploy(
    target: TargetOption = LOCAL,
    plan: Plan = False,
    pause: Pause = 60.0,
    settle: Settle = 60.0,
    vendor: Vendor = True,
    yes: Yes = False,
    json: Json = False,
) -> int:
    """Check, migrate, and roll this commit out to all Workers: consumers first, 10, 50, then 100 % of traffic."""
    where = access.Target(target)

    async def work(account: Account, rest: Rest) -> int:
        manifests = read_manifests(where)
        at = await preflight.checked_out(ROOT)
        standings = await _standings(account, manifests)
        message = f"release {at.release}"
        meant = rollout(where, at.release, message, manifests, standings, vendor=vendor)
        if plan:
            faults = await preflight.faults(where, at, manifests, account, FUNCTIONS)
            if json:
                print_json({"release": at.release, "plan": list(meant.lines()), "refused": faults})
                return Exit.DONE
            typer.echo("\n".join(meant.lines()))
            for fault in faults:
                say(f"would refuse: {fault}")
            return Exit.DONE
        await preflight.passed(where, at, manifests, account, FUNCTIONS)
        if not agreed(target, f"Deploy {at.release} to {target}?", "deployed", yes=yes):
            return Exit.DONE
        async with listening(os.environ, where, domain(where), standings.get("operate")) as heard:
            if isinstance(heard, str):
                say(f"Dead letters and breakers are not watched: {heard}")
            signals = None if isinstance(heard, str) else heard
            watching = await health.watch(health.doors(manifests, os.environ), settle, signals)
            deploying = Deploying(meant, Runner(rest), watching, say, pause)
            await deploying.run()
        if json:
            print_json({"target": target, "release": at.release, "versions": deploying.versions})
        else:
            say(
                f"{at.release} serves {target}: {len(deploying.versions)} Workers moved, {len(meant.there)} were there."
            )
        return Exit.DONE

    return _run(where, work)


def rollback(
    target: TargetOption = LOCAL,
    to: To = None,
    list_: Shown = False,
    reason: Why = "rollback",
    plan: Plan = False,
    yes: Yes = False,
    json: Json = False,
) -> int:
    """Give all traffic of all Workers back to an earlier release. Database, files and queues stay as they are."""
    where = access.Target(target)

    async def work(account: Account, rest: Rest) -> int:
        standings = await _standings(account, read_manifests(where))
        if list_:
            return _list(standings, json=json)
        returning = going_back(where, standings, to, reason)
        for function, why in returning.staying.items():
            say(f"{function} stays: {why}")
        if not returning.commands:
            raise PermanentError("no Worker has anything to go back to; `peptalk rollback --list` shows the releases")
        if plan:
            lines = list(map(str, returning.commands))
            if json:
                print_json({"target": target, "releases": list(returning.releases), "plan": lines})
            else:
                typer.echo("\n".join(lines))
            return Exit.DONE
        question = f"Go back from {current_release(list(standings.values()))} to {', '.join(returning.releases)}?"
        if not agreed(target, question, "rolled back", yes=yes, asks=True):
            return Exit.DONE
        failed = await gone_back(returning.commands, Runner(rest), say)
        if json:
            print_json({"target": target, "releases": list(returning.releases), "failed": list(map(str, failed))})
        say(f"{len(returning.commands) - len(failed)} of {len(returning.commands)} Workers went back.")
        if not failed:
            return Exit.DONE
        return Exit.FAILED if len(failed) == len(returning.commands) else Exit.PARTLY

    return _run(where, work)


def _list(standings: dict[str, Standing], *, json: bool) -> int:
    found = releases(standings)
    if json:
        print_json([{"release": each.name, "since": each.since, "workers": list(each.workers)} for each in found])
    else:
        rows = [[each.name, each.since, len(each.workers), "serves" if each.serves else ""] for each in found]
        print_table("Releases", ["release", "since", "workers", ""], rows)
    return Exit.DONE


async def _standings(account: Account, manifests: Sequence[Manifest]) -> dict[str, Standing]:
    found = await asyncio.gather(*(standing(account, each.worker) for each in manifests))
    return {manifest.function: each for manifest, each in zip(manifests, found, strict=True)}


def _run(target: access.Target, work: Callable[[Account, Rest], Awaitable[int]]) -> int:
    rest = Access.read(os.environ, target, Need.REST).rest

    async def opening() -> int:
        async with opened(rest) as account:
            return await work(account, rest)

    return asyncio.run(opening())
