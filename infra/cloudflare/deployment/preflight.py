"""What must be so before anything is deployed; all faults at once."""

import asyncio
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.cloudflare.account.access import Target
from infra.cloudflare.account.inventory import Account, inventory
from infra.cloudflare.account.patience import Missing
from infra.cloudflare.manifests import Manifest
from infra.cloudflare.provisioning.desired import desired
from infra.cloudflare.provisioning.difference import difference
from shared.platform.errors import ConfigurationError

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Checkout:
    """The commit that would be deployed: `release` is its first digits, `changed` what git says is not in it."""

    release: str
    changed: tuple[str, ...]


def checkout(root: Path) -> Checkout:
    """The checkout at `root`. Raises `ConfigurationError` where git cannot tell."""
    return Checkout(_git(root, "rev-parse", f"--short={_DIGITS}", "HEAD").strip(), tuple(_changed(root)))


async def faults(
    target: Target, at: Checkout, manifests: Sequence[Manifest], account: Account, functions: Path
) -> list[str]:
    """What stands against a deployment, one line each with what to do. Raises as `Patience` does."""
    found: list[str] = []
    if at.changed:
        found.append(
            f"the checkout has changes that no commit holds ({', '.join(at.changed[:3])}); commit or stash them"
        )
    meant = desired(target, functions)
    drift = difference(meant, (await inventory(account, meant)).resources)
    if drift:
        found.append(f"{len(drift)} differences on the account; peptalk infra apply --target {target}")
    for each in manifests:
        found += [
            f"{each.worker} lacks the secret {name}; "
            f"cd functions/{each.function} && wrangler secret put {name} --env {target}"
            for name in await missing_secrets(account, each)
        ]
    return found


async def missing_secrets(account: Account, manifest: Manifest) -> list[str]:
    """The secrets that a Worker's manifest requires and the account does not hold. Raises as `Patience` does."""
    if not manifest.secrets:
        return []

    async def listed() -> list[str]:
        pages = account.sdk.workers.scripts.secrets.list(manifest.worker, account_id=account.id)
        return [each.name async for each in pages]

    try:
        there = await account.patiently(f"list the secrets of {manifest.worker}", listed)
    except Missing:
        there = []
    return [name for name in manifest.secrets if name not in there]


async def passed(
    target: Target, at: Checkout, manifests: Sequence[Manifest], account: Account, functions: Path
) -> None:
    """Raises `ConfigurationError` with every fault."""
    if found := await faults(target, at, manifests, account, functions):
        raise ConfigurationError("nothing was deployed:\n" + "\n".join(f"  {each}" for each in found))


def _changed(root: Path) -> list[str]:
    lines = _git(root, "status", "--porcelain").splitlines()
    return [line[3:] for line in lines]


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603
        ["git", "-C", str(root), *words],  # noqa: S607
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ConfigurationError(f"git cannot tell what would be deployed: {done.stderr.strip()}")
    return done.stdout


async def checked_out(root: Path) -> Checkout:
    """`checkout`, beside the loop."""
    return await asyncio.to_thread(checkout, root)
