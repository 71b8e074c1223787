"""Asks Crossref, the second source, whether a work was retracted, removed, corrected or put under concern.

A work names its notices in `updated-by` (Retraction Watch's and publishers'), a notice names its work in `update-to`.
Looking at one of the two alone misses cases, so both are asked: works by the filter `doi:`, notices by the filter
`updates:` (crossref.org/documentation/retrieve-metadata/rest-api/rest-api-filters). Several values of one filter are
alternatives, and a comma separates them. Nothing escapes a comma: the service decodes the address first, then cuts at
every comma, and puts a piece without a colon back behind the piece before it (CrossRef/cayenne,
src/cayenne/api/v1/query.clj, get-filters; its order is lost with the first such piece, CrossRef/rest-api-doc, issue
558). So a filter carries a DOI with a comma where it holds nothing else, and no colon follows the comma.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from functions.verify.crossref_answers import VENDOR, DoiRefused, QuestionRefused, Update, read, updates_of
from functions.verify.patience import Patience
from functions.verify.settings import VerifySettings
from shared.domain.vocabulary import Flag
from shared.platform.errors import UpstreamRefused
from shared.platform.ports import Platform
from shared.store.evidence.study_flags import Told, Watched

AT_ONCE = 40
"""Records a request: with DOIs of usual length an address of some 2,000 characters."""

_ROWS = 1_000
"""The most that Crossref lists at once; forty works with more notices than that are an answer cut off."""


@dataclass
class Crossref:
    """A client for one tick. `requests` counts; `refused` are DOIs of which Crossref would not look up all.

    `answered` is whether it has given any list: while it has not, a refusal without a reason is not one of a DOI.
    """

    platform: Platform
    settings: VerifySettings
    patience: Patience
    requests: int = 0
    refused: list[str] = field(default_factory=list[str])
    answered: bool = False

    async def told(self, records: Sequence[Watched]) -> list[Told]:
        """What Crossref says of these records (at most AT_ONCE) and was not known of them.

        What it calls retracted, withdrawn or removed is a suspicion: PubMed or a person confirms it.

        Raises:
            RetryableError: Crossref does not answer, or its answer is not one to this question.
            UpstreamRefused: Crossref refuses the question itself, whatever DOI is in it.
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
        odd: dict[str, UpstreamRefused] = {}
        together = [each for each in dois if "," not in each]
        found = await self._together(together, odd) if together else []
        for each in dois:
            if "," in each:
                found += await self._alone(each)
        if not self.answered and (unexplained := [each for each in odd.values() if not isinstance(each, DoiRefused)]):
            raise unexplained[0]
        self.refused += odd
        return found

    async def _together(self, dois: Sequence[str], odd: dict[str, UpstreamRefused]) -> list[Update]:
        """Of DOIs without a comma; those that are refused go to `odd`."""
        try:
            works = await self._list("doi", dois, "DOI,updated-by")
            notices = await self._list("updates", dois, "DOI,update-to")
        except QuestionRefused:
            raise
        except UpstreamRefused as exc:
            if len(dois) == 1:
                odd[dois[0]] = exc
                return []
            # One of them is what Crossref will not look up: the others are asked without it.
            half = len(dois) // 2
            return [*await self._together(dois[:half], odd), *await self._together(dois[half:], odd)]
        return list(updates_of(works, notices))

    async def _alone(self, doi: str) -> list[Update]:
        """Of a DOI with a comma. That its work is found by the filter shows that the filter carries it; where it is
        not, and Crossref knows the work, its notices were not looked for."""
        works: list[dict[str, Any]] = []
        notices: list[dict[str, Any]] = []
        carried = False
        try:
            works = await self._list("doi", [doi], "DOI,updated-by")
            notices = await self._list("updates", [doi], "DOI,update-to")
            carried = any(str(each.get("DOI")).casefold() == doi for each in works)
        except UpstreamRefused:
            # What stands behind the comma was read as another filter, or the DOI is none.
            pass
        return list(updates_of(works if carried else await self._by_itself(doi), notices))

    async def _by_itself(self, doi: str) -> list[dict[str, Any]]:
        try:
            work = await self._ask(f"/works/{quote(doi, safe='')}", {})
        except UpstreamRefused:
            self.refused.append(doi)
            return []
        if work is None:
            return []
        self.refused.append(doi)
        return [work]

    async def _list(self, name: str, dois: Iterable[str], select: str) -> list[dict[str, Any]]:
        named = ",".join(f"{name}:{doi}" for doi in dois)
        message = await self._ask("/works", {"filter": named, "select": select, "rows": str(_ROWS)})
        self.answered = True
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
