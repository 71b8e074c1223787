"""What the system itself says during a deployment, through operate: dead letters, and functions that are left alone."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from functions.operate.delivery.letters import GROUPS, ListGroups
from functions.operate.running.watching import ALERTS, ListAlerts
from infra.cloudflare.account.access import Access, Need, Target
from infra.cloudflare.account.operate import OperateClient, opened
from infra.cloudflare.deployment.releases import Standing
from shared.platform.errors import PepTalkError
from shared.platform.outages.breakers import FUNCTION_PREFIX


@dataclass(frozen=True, slots=True)
class Seen:
    """Groups of open dead letters by fingerprint, each with its size and words, and functions whose breaker is open."""

    letters: Mapping[str, tuple[int, str]]
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Signals:
    """operate, and what it said before anything was changed."""

    client: OperateClient
    before: Seen

    async def faults(self) -> list[str]:
        """What is worse than before, one line each."""
        try:
            now = await seen(self.client)
        except PepTalkError as exc:
            return [f"operate cannot be asked any more: {exc}"]
        more = [
            (count - self.before.letters.get(group, (0, ""))[0], words) for group, (count, words) in now.letters.items()
        ]
        return [
            *(f"{count} new dead letters: {words} (peptalk dlq groups)" for count, words in more if count > 0),
            *(f"{name} crashes and is left alone (peptalk alerts)" for name in sorted(now.broken - self.before.broken)),
        ]


async def seen(client: OperateClient) -> Seen:
    """What operate says now. Raises as `OperateClient.ask` does."""
    groups = await client.ask(GROUPS, ListGroups())
    alerts = await client.ask(ALERTS, ListAlerts())
    letters = {each.fingerprint: (each.count, f"{each.error}: {each.example}"[:120]) for each in groups.groups}
    if groups.stranded:
        letters["stranded"] = (groups.stranded, "the database refused them, the bucket keeps them")
    names = [each.name for each in alerts.breakers]
    return Seen(letters, frozenset(name for name in names if name.startswith(FUNCTION_PREFIX)))


@asynccontextmanager
async def listening(
    env: Mapping[str, str], target: Target, domain: str, operate: Standing | None
) -> AsyncGenerator[Signals | str]:
    """operate, while the context is open, or why it is not listened to. `operate` is how its Worker stands."""
    if operate is None or operate.release is None:
        yield "operate serves nothing yet"
        return
    async with AsyncExitStack() as stack:
        try:
            door = Access.read(env, target, Need.OPERATE, domain=domain).operate
            client = await stack.enter_async_context(opened(door, target))
            heard: Signals | str = Signals(client, await seen(client))
        except PepTalkError as exc:
            heard = str(exc)
        yield heard
