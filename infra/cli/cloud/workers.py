"""`peptalk workers`: what Workers are made of, on this machine."""

import asyncio
from typing import Annotated, Any

import typer

from infra.cli.desks import session
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.cloudflare.dev import dev_door
from infra.cloudflare.dev.dev_loop import DevLoop
from infra.cloudflare.packages.bundles import COMPRESSED_LIMIT, UNCOMPRESSED_LIMIT, Bundle, weigh
from infra.cloudflare.packages.closure import workers
from infra.cloudflare.packages.syncing import sync_all
from infra.cloudflare.packages.vendoring import vendor_all
from infra.cloudflare.wrangler import Wrangler
from infra.local.machine.project import ROOT
from infra.sandbox import samples

VENDORED = ROOT / ".wrangler" / "vendored"

Port = Annotated[int, typer.Option("--port", min=1, max=65_535, help="Where the Workers answer, on 127.0.0.1.")]

app = typer.Typer(no_args_is_help=True, help="What Workers are made of: their packages, their size, and a dev loop.")

_SAME = "the same command without --target; every environment is deployed from the same folders"


@app.command("vendor")
def vendor(target: TargetOption = LOCAL) -> int:
    """Put into every Worker's folder what it is deployed with (pywrangler sync --force)."""
    only_here(target, _SAME)
    sync_all(say)
    return Exit.DONE


@app.command("bundles")
def bundles(json: Json = False, target: TargetOption = LOCAL) -> int:
    """Resolve and weigh every Worker's bundle against Cloudflare's limits; nothing in the Workers' folders changes."""
    only_here(target, _SAME)
    folders = vendor_all(workers(), VENDORED)
    found = [weigh(function, folder) for function, folder in folders.items()]
    if json:
        print_json([_shape(each) for each in found])
    else:
        columns = ["function", "packages", "modules", "MiB", "of 64", "gzip MB", "of 10"]
        print_table("Bundles", columns, [_row(each) for each in found])
    if too_big := [each.function for each in found if not each.fits]:
        say(f"Cloudflare would refuse {', '.join(too_big)}. Next: see what its pyproject.toml brings, or exclude files")
        return Exit.FAILED
    return Exit.DONE


@app.command("dev")
def dev(port: Port = 8787, target: TargetOption = LOCAL) -> int:
    """Run all Workers under one `wrangler dev`, with the sandbox as vendors, their crons fired, until Ctrl-C."""
    only_here(target, f"peptalk deploy --target {target}")
    loop = DevLoop(ROOT, VENDORED, Wrangler.installed(), port)
    loop.prepare(say)

    async def serve() -> int:
        crons: list[asyncio.Task[None]] = []

        def up(url: str) -> None:
            if crons:  # wrangler says so again after each reload
                return
            due = dev_door.triggers(loop.folders)
            crons.append(asyncio.create_task(dev_door.fire_all(url, due, say)))
            say(f"The site is on {url}, others on http://NAME.localhost:{port}; Ctrl-C stops them. Crons by hand:")
            for trigger in due:
                say(f"  curl '{dev_door.by_hand(url, trigger)}'")

        try:
            return await loop.run(samples.CORPUS, say, print, up)
        finally:
            for task in crons:
                task.cancel()

    try:
        return session.until_stopped(serve())
    except (KeyboardInterrupt, session.Terminated):
        say(f"Stopped. What the Workers stored is in {ROOT / '.wrangler' / 'state'}.")
        return Exit.DONE


def _shape(bundle: Bundle) -> dict[str, Any]:
    return {
        "function": bundle.function,
        "packages": bundle.packages,
        "modules": bundle.modules,
        "uncompressed_bytes": bundle.uncompressed,
        "compressed_bytes": bundle.compressed,
        "fits": bundle.fits,
    }


def _row(bundle: Bundle) -> list[object]:
    return [
        bundle.function,
        bundle.packages,
        bundle.modules,
        f"{bundle.uncompressed / 2**20:.1f}",
        f"{bundle.uncompressed / UNCOMPRESSED_LIMIT:.0%}",
        f"{bundle.compressed / 1e6:.2f}",
        f"{bundle.compressed / COMPRESSED_LIMIT:.0%}",
    ]
