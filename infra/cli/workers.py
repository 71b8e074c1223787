"""`peptalk workers`: what Workers are made of, on this machine."""

from typing import Any

import typer

from infra.cli.console import Exit, Json, print_json, print_table, say
from infra.cli.target import LOCAL, TargetOption, only_here
from infra.cloudflare.bundles import COMPRESSED_LIMIT, UNCOMPRESSED_LIMIT, Bundle, weigh
from infra.cloudflare.closure import workers
from infra.cloudflare.syncing import sync_all
from infra.cloudflare.vendoring import vendor_all
from infra.local.project import ROOT

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
    folders = vendor_all(workers(), ROOT / ".wrangler" / "vendored")
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
