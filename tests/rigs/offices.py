"""Use cases asked in this very process, and the acts of whoever asks."""

from dataclasses import dataclass

from shared.platform.ports import Platform
from shared.store.audit import Act


def act(number: int = 1, reason: str | None = None, actor: str = "ada") -> Act:
    return Act(f"{number:012x}", actor, reason)


@dataclass(frozen=True)
class InProcess:
    """Asks by calling."""

    platform: Platform

    async def ask(self, case, request):
        return await case.run(self.platform, request)
