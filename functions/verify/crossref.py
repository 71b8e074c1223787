"""Asks Crossref, the second source, whether a work was retracted, removed, corrected or put under concern.

A work names its notices in `updated-by` (Retraction Watch's and publishers'), a notice names its work in `update-to`.
Looking at one of the two alone misses cases, so both are asked: works by the filter `doi:`, notices by the filter
`updates:` (crossref.org/documentation/retrieve-metadata/rest-api/rest-api-filters). Several values of one filter are
alternatives, and a comma separates them, so a DOI with a comma is asked by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from functions.verify.crossref_answers import VENDOR, Update, read, updates_of
from functions.verify.patience import Patience
from functions.verify.settings import VerifySettings
from shared.domain.vocabulary import Flag
from shared.platform.errors import UpstreamRefused
from shared.platform.ports import Platform
from shared.store.study_flags import Told, Watched

AT_ONCE = 40
"""Records a request: with DOIs of usual length an address of some 2,000 characters."""

_ROWS = 1_000
"""The most that Crossref lists at once; forty works with more notices than that are an answer cut off."""


@dataclass
class Crossref:
    """A client for one tick. `requests` counts; `refused` are DOIs that Crossref would not look up at all."""

    platform: Platform
    settings: VerifySettings
    patience: Patience
    requests: int = 0
    refused: list[str] = field(default_factory=list[str])

    async def told(self, records: Sequence[Watched]) -> list[Told]:
        """What Crossref says of these records (at most AT_ONCE) and was not known of them.

        What it calls retracted, withdrawn or removed is a suspicion: PubMed or a person confirms it.

        Raises:
            RetryableError: Crossref does not answer, or its answer is not one to this question.
        """
        by_doi: dict[str, list[Watched]] = {}
        for each in records:
            if each.doi:
                by_doi.setdefault(each.doi.casefold(), []).append(each)
        found: dict[tuple[str, Flag], Told] = {}
        for update in await self._updates(list(by_doi)):
            for study in by_doi.get(update.doi, ()):
                if _news(update.flag, study.flags):
                    said = Told(study.id, update.flag, "crossref", update.notice, update.date)
                    found.setdefault((study.id, update.flag), said)
        return list(found.values())

    async def _updates(self, dois: Sequence[str]) -> list[Update]:
        if not dois:
            return []
        if len(dois) == 1 and "," in dois[0]:
            return await self._alone(dois[0])
        together = [each for each in dois if "," not in each]
        found = [update for each in dois if "," in each for update in await self._alone(each)]
        return [*found, *await self._together(together)] if together else found

    async def _together(self, dois: Sequence[str]) -> list[Update]:
        try:
            works = await self._list("doi", dois, "DOI,updated-by", _ROWS)
            notices = await self._list("updates", dois, "DOI,update-to", _ROWS)
        except UpstreamRefused:
            if len(dois) == 1:
                self.refused.append(dois[0])
                return []
            # One of them is what Crossref will not look up: the others are asked without it.
            half = len(dois) // 2
            return [*await self._together(dois[:half]), *await self._together(dois[half:])]
        return list(updates_of(works, notices))

    async def _alone(self, doi: str) -> list[Update]:
        try:
            work = await self._ask(f"/works/{quote(doi, safe='')}", {})
        except UpstreamRefused:
            self.refused.append(doi)
            return []
        return list(updates_of([work] if work else [], []))

    async def _list(self, name: str, dois: Iterable[str], select: str, rows: int) -> list[dict[str, Any]]:
        named = ",".join(f"{name}:{doi}" for doi in dois)
        message = await self._ask("/works", {"filter": named, "select": select, "rows": str(rows)})
        return message["items"] if message else []

    async def _ask(self, path: str, params: dict[str, str]) -> dict[str, Any] | None:
        contact = self.settings.NCBI_EMAIL
        polite = {**params, "mailto": contact} if contact else params
        agent = "PepTalk/1.0" + (f" (mailto:{contact})" if contact else "")

        async def ask() -> dict[str, Any] | None:
            self.requests += 1
            answer = await self.platform.http.request(
                "GET",
                f"{self.settings.PEPTALK_CROSSREF_URL}{path}",
                params=polite,
                headers={"user-agent": agent, "accept": "application/json"},
                timeout=self.settings.PEPTALK_CROSSREF_TIMEOUT,
            )
            return read(answer, listed=path == "/works")

        return await self.patience.asked(VENDOR, self.settings.crossref_pace, ask)


def _news(flag: Flag, known: frozenset[Flag]) -> bool:
    """Whether a flag says more than is known: nothing is suspected of what PubMed retracted."""
    return flag not in known and not (flag is Flag.RETRACTION_SUSPECTED and Flag.RETRACTED in known)
