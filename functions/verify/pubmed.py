"""Asks PubMed which of our records were retracted or put under an expression of concern: its filters, by ESearch.

PubMed's filters `hasretractionin` and `hasexpressionofconcernin` find records by the notices that name them
(pubmed.ncbi.nlm.nih.gov/help, "comment correction type"); retracted ones also have the publication type D016441.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from functions.verify.patience import Patience
from functions.verify.settings import VerifySettings
from shared.domain.vocabulary import Flag
from shared.platform.errors import UpstreamUnavailable
from shared.platform.ports import Platform
from shared.platform.vendors.ncbi import VENDOR, failure, found_in
from shared.store.evidence.study_flags import Told, Watched

AT_ONCE = 300
"""Records a request: some five kilobytes of a form."""

_RETRACTED = 'hasretractionin OR "retracted publication"[pt]'
_CONCERN = "hasexpressionofconcernin"
_OWN = re.compile(r"\d+(\[uid\])?", re.IGNORECASE)
_WEIGHS = frozenset({Flag.RETRACTED, Flag.CONCERN})


@dataclass
class PubMed:
    """A client for one tick; `requests` counts."""

    platform: Platform
    settings: VerifySettings
    patience: Patience
    requests: int = 0

    async def told(self, records: Sequence[Watched]) -> list[Told]:
        """What PubMed says of these records (at most AT_ONCE) and was not known of them.

        One request where it says nothing; two more tell retractions and concerns apart.

        Raises:
            RetryableError, UpstreamRefused: as `shared.platform.vendors.ncbi.failure` says, or the answer is not one to
                this question: that is never "nothing found".
        """
        by_pmid = {each.pmid: each for each in records}
        hits = await self._among(list(by_pmid), f"{_RETRACTED} OR {_CONCERN}")
        # What is retracted needs no second look; what is under concern may have been retracted since.
        fresh = [pmid for pmid in hits if Flag.RETRACTED not in by_pmid[pmid].flags]
        if not fresh:
            return []
        retracted = await self._among(fresh, _RETRACTED)
        open_ones = [pmid for pmid in fresh if not by_pmid[pmid].flags & _WEIGHS]
        concern = await self._among(open_ones, _CONCERN) if open_ones else []
        found = [Told(by_pmid[pmid].id, Flag.RETRACTED, "pubmed") for pmid in retracted]
        return [*found, *(Told(by_pmid[pmid].id, Flag.CONCERN, "pubmed") for pmid in concern)]

    async def _among(self, pmids: Sequence[str], filters: str) -> list[str]:
        term = f"({' OR '.join(f'{pmid}[uid]' for pmid in pmids)}) AND ({filters})"
        form = {"db": "pubmed", "term": term, "retmax": str(len(pmids)), "retmode": "xml", **self.settings.identity}

        async def ask() -> list[str]:
            self.requests += 1
            answer = await self.platform.http.request(
                "POST",
                f"{self.settings.PEPTALK_NCBI_URL}/esearch.fcgi",
                form=form,
                timeout=self.settings.PEPTALK_NCBI_TIMEOUT,
            )
            if error := failure(answer):
                raise error
            found = found_in(answer.body)
            unknown = [each for each in found.not_found if not _OWN.fullmatch(each.strip())]
            if unknown:
                raise UpstreamUnavailable(f"PubMed did not understand {unknown[0][:80]} of the sweep", vendor=VENDOR)
            if len(set(found.ids)) != found.count or not set(found.ids) <= set(pmids):
                raise UpstreamUnavailable(
                    f"PubMed counts {found.count} records and named {len(found.ids)}, not all of those asked about",
                    vendor=VENDOR,
                )
            return list(found.ids)

        return await self.patience.asked(VENDOR, self.settings.pace, ask)
