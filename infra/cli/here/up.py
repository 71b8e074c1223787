"""`peptalk up`: the whole platform on this machine, until Ctrl-C."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from functions.operate.settings import OperateSettings
from infra.cli.desks import session
from infra.cli.terminal.console import Exit, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.machine.project import CATALOG
from infra.local.platform import pipeline
from infra.local.sqlite.rebuilding import rebuilt
from shared.platform.errors import PepTalkError

Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65_535, help="The port of site and API; 0 takes a free one.")]


def command(host: Host = "127.0.0.1", port: Port = 8787, target: TargetOption = LOCAL) -> int:
    """Consume the queues, fire the crons and serve the site; log lines go to stdout and to the home's log."""
    only_here(target, f"peptalk deploy --target {target}; Cloudflare runs it from then on")
    OperateSettings.read(os.environ)  # A token that admits nobody is told before anything starts.

    homes: list[Home] = []

    async def serve() -> None:
        async with session.embedded(echo=_echo) as embedded:
            homes.append(embedded.home)
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.ensure_catalog(embedded, load(CATALOG))
            async with embedded.web(host, port) as url:
                say(f"PepTalk is up on {url} (home: {embedded.home.path}); Ctrl-C stops it")
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(embedded.consume(None))
                        group.create_task(embedded.cron())
                except* PepTalkError as group_of_errors:
                    raise group_of_errors.exceptions[0] from None

    try:
        session.until_stopped(serve())
    except (KeyboardInterrupt, session.Terminated):
        say("Stopped. Work in hand was given back to its queues.")
    finally:
        for home in homes:
            rebuilt(home.app_db, datetime.now(UTC))
    return Exit.DONE


def _echo(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
