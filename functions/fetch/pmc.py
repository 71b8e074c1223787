"""PubMed Central over NCBI's E-utilities: efetch of db=pmc, by POST.

PMC's FTP files and its OA web service ended in August 2026 (NLM Technical Bulletin, 2026 Jan-Feb).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from functions.fetch.elements import Unreadable, elements, root_of
from functions.fetch.jats import NoText, full_text_of, pmcid_of
from functions.fetch.settings import FetchSettings
from shared.domain.full_text import FullText
from shared.platform.errors import UpstreamUnavailable
from shared.platform.ncbi import VENDOR, failure
from shared.platform.ports import Http

BATCH = 10
"""Articles an efetch: a few megabytes of XML."""

_SETS = frozenset({"pmc-articleset"})


@dataclass
class Pmc:
    """A client for one invocation. Each call is one request; who calls paces them."""

    http: Http
    settings: FetchSettings

    async def fetch(self, pmcids: Sequence[str], today: date) -> list[FullText | NoText]:
        """What may be quoted today of at most BATCH articles (`PMC123`), or why nothing may; one for each asked for.

        Raises:
            UpstreamUnavailable: the answer is not PMC's XML, or is cut off.
            RetryableError, UpstreamRefused: as `shared.platform.ncbi.failure` says.
        """
        answer = await self.http.request(
            "POST",
            f"{self.settings.PEPTALK_NCBI_URL}/efetch.fcgi",
            form={
                "db": "pmc",
                "id": ",".join(each.removeprefix("PMC") for each in pmcids),
                "retmode": "xml",
                **self.settings.identity,
            },
            timeout=self.settings.PEPTALK_NCBI_TIMEOUT,
        )
        if (key := self.settings.NCBI_API_KEY) is not None:
            # NCBI repeats the key in some of its errors; nothing behind this line may know it.
            answer = replace(answer, body=answer.body.replace(key.get_secret_value().encode(), b"..."))
        if error := failure(answer):
            raise error
        try:
            found = read(answer.body, pmcids, today)
        except Unreadable as exc:
            raise UpstreamUnavailable(f"PMC answered {exc}", vendor=VENDOR) from exc
        unsent = "PMC sent no article of this number"
        return [found.get(each) or NoText(each, unsent) for each in dict.fromkeys(pmcids)]


def read(xml: bytes, pmcids: Sequence[str], today: date) -> dict[str, FullText | NoText]:
    """The articles of a pmc-articleset that were asked for, by PMCID; one after the other, as they stand there.

    Raises:
        Unreadable: it is none, is not well-formed, is cut off, or declares anything of its own.
    """
    if (root := root_of(xml)) not in _SETS:
        raise Unreadable(f"XML with the root <{root[:60]}>, not <pmc-articleset>")
    found: dict[str, FullText | NoText] = {}
    for article in elements(xml, _SETS):
        pmcid = pmcid_of(article) if article.tag == "article" else None
        if pmcid not in pmcids or pmcid is None:
            continue
        try:
            found[pmcid] = full_text_of(article, pmcid, today)
        except ValueError as exc:
            found[pmcid] = NoText(pmcid, str(exc))
    return found
