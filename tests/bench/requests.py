"""What vendors are asked, counted on the way out of fetch."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from functions.fetch import handler as fetch
from queues.messages import FetchStudies
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome
from shared.platform.ports import Batch, Http, Platform


@dataclass
class Asked:
    """Counts what vendors are asked, by the last part of the address, and how much of it for whole groups."""

    counts: Counter[str] = field(default_factory=Counter[str])
    shared: int = 0
    _about_group: bool = False

    def clear(self) -> None:
        """Count from nothing."""
        self.counts.clear()
        self.shared = 0

    async def queue(self, batch: Batch, platform: Platform) -> None:
        """In place of fetch's own: its handler, of whose deliveries one at a time is at work."""
        await consume(batch, FetchStudies, self._handle, platform)

    async def _handle(self, job: FetchStudies, platform: Platform) -> Outcome:
        self._about_group = bool(job.group)
        return await fetch.handle(job, platform)

    def count(self, url: str) -> None:
        """A request to this address."""
        self.counts[url.partition("?")[0].rsplit("/", 1)[-1]] += 1
        self.shared += self._about_group

    def around(self, platform: Platform) -> Platform:
        """The platform with a line to vendors that is counted."""
        return replace(platform, http=_Counted(platform.http, self.count))


class _Counted:
    """The Http port, counted."""

    def __init__(self, http: Http, count: Callable[[str], None]) -> None:
        self._http = http
        self._count = count

    async def request(self, method: str, url: str, **rest: Any) -> Any:
        """As the port says."""
        self._count(url)
        return await self._http.request(method, url, **rest)
