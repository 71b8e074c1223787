"""The dev loop's front door, a Worker of its own before all others, and the crons that are fired through it."""

import asyncio
import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from infra.local.network.certificates import certificates
from infra.local.triggers.cron import Trigger

DOOR = Path(__file__).with_name("dev_door.js")
CONFIG = ".wrangler/door/wrangler.toml"
FIRING_S = 960


def hang(root: Path, functions: Mapping[str, Path]) -> None:
    """Write the door's code and configuration below `root`: one service binding for each function, by its name."""
    date = tomllib.loads((root / "wrangler.toml").read_text("utf-8"))["compatibility_date"]
    services = [
        f'[[services]]\nbinding = "{function}"\nservice = "{_name(folder)}"\n' for function, folder in functions.items()
    ]
    place = (root / CONFIG).parent
    place.mkdir(parents=True, exist_ok=True)
    (place / DOOR.name).write_bytes(DOOR.read_bytes())
    (root / CONFIG).write_text(
        f'name = "peptalk-door"\nmain = "{DOOR.name}"\ncompatibility_date = "{date}"\n'
        # `scheduled` of a service binding is not for deployments; the simulator's own front uses it too.
        f'compatibility_flags = ["service_binding_extra_handlers", "experimental"]\n' + "".join(services),
        "utf-8",
    )


def triggers(functions: Mapping[str, Path]) -> list[Trigger]:
    """Every cron that a Worker declares."""
    return [
        Trigger.of(function, cron)
        for function, folder in functions.items()
        for cron in _manifest(folder).get("triggers", {}).get("crons", [])
    ]


async def fire_all(url: str, due: list[Trigger], say: Callable[[str], None]) -> None:
    """Fire each trigger at its times until cancelled; what fails is said, and the next time comes."""
    async with asyncio.TaskGroup() as group:
        for trigger in due:
            group.create_task(_at_its_times(url, trigger, say))


async def _at_its_times(url: str, trigger: Trigger, say: Callable[[str], None]) -> None:
    while True:
        now = datetime.now(UTC)
        await asyncio.sleep((trigger.following(now) - now).total_seconds())
        try:
            await fire(url, trigger)
        except httpx.HTTPError as exc:
            say(f"cron {trigger.cron} of {trigger.function}: {exc or type(exc).__name__}")


async def fire(url: str, trigger: Trigger) -> None:
    """Fire once, now.

    Raises:
        httpx.HTTPError: the Worker failed, or there is none.
    """
    async with httpx.AsyncClient(timeout=FIRING_S, verify=certificates()) as client:
        (await client.get(by_hand(url, trigger))).raise_for_status()


def by_hand(url: str, trigger: Trigger) -> str:
    """The address that fires it once."""
    return f"{url}/__fire/{trigger.function}?cron={trigger.cron.replace(' ', '+')}"


def _name(folder: Path) -> str:
    return _manifest(folder)["name"]


def _manifest(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "wrangler.toml").read_text("utf-8"))
