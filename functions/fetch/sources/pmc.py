"""PubMed Central over NCBI's E-utilities: efetch of db=pmc, by POST.

PMC's FTP files and its OA web service ended in August 2026 (NLM Technical Bulletin, 2026 Jan-Feb).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from xml.etree.ElementTree import Element

from functions.fetch.reading.elements import CutOff, Unreadable, elements, root_of
from functions.fetch.reading.jats import NoText, Unread, full_text_of, pmcid_of
from functions.fetch.reading.text import tidy
from functions.fetch.settings import FetchSettings
from shared.domain.evidence.full_text import NOT_SENT, FullText
from shared.platform.errors import UpstreamUnavailable
from shared.platform.ports import Http
from shared.platform.vendors.ncbi import VENDOR, failure

BATCH = 10
"""Articles an efetch: a few megabytes of XML."""

Article = FullText | NoText | Unread

_SETS = frozenset({"pmc-articleset"})
_TOLD = frozenset({"Reply", "error"})


class Spoiled(UpstreamUnavailable):
    """An answer that cannot be read to its end; `whole` is what stands before the place where it breaks."""

    def __init__(self, error: Unreadable, whole: Sequence[Article]) -> None:
        super().__init__(f"PMC answered {error}", vendor=VENDOR)
        self.whole = whole


@dataclass
class Pmc:
    """A client for one invocation. Each call is one request; who calls paces them."""

    http: Http
    settings: FetchSettings

    async def fetch(self, pmcids: Sequence[str], today: date) -> list[Article]:
        """What may be quoted today of at most BATCH articles (`PMC123`), or why nothing is; one for each asked for.

        An article that is asked for alone and is not well-formed is `Unread`.

        Raises:
            Spoiled: the answer is cut off; or one of several articles is not well-formed, and with it the rest.
            UpstreamUnavailable: the answer is not PMC's XML.
            RetryableError, UpstreamRefused: as `shared.platform.vendors.ncbi.failure` says.
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
            articles = read(answer.body, pmcids, today)
        except Unreadable as exc:
            raise UpstreamUnavailable(f"PMC answered {exc}", vendor=VENDOR) from exc
        found: dict[str, Article] = {}
        try:
            for each in articles:
                found[each.pmcid] = each
        except Unreadable as exc:
            if len(pmcids) > 1 or isinstance(exc, CutOff):
                raise Spoiled(exc, tuple(found.values())) from exc
            found.setdefault(pmcids[0], Unread(pmcids[0], f"PMC sent {exc}"))
        return [found.get(each) or Unread(each, NOT_SENT) for each in dict.fromkeys(pmcids)]


def read(xml: bytes, pmcids: Sequence[str], today: date) -> Iterator[Article]:
    """The articles of a pmc-articleset that were asked for; one after the other, as they stand there.

    Raises:
        Unreadable: it is none, or declares anything of its own; while it is read: it is not well-formed, or cut off.
    """
    if (root := root_of(xml)) not in _SETS:
        raise Unreadable(f"XML with the root <{root[:60]}>, not <pmc-articleset>")
    return _articles(xml, pmcids, today)


def _articles(xml: bytes, pmcids: Sequence[str], today: date) -> Iterator[Article]:
    for element in elements(xml, _SETS):
        if element.tag in _TOLD:
            pmcid, said = _told(element)
            if pmcid in pmcids:
                yield Unread(pmcid, f"PMC says: {said}")
            continue
        pmcid = pmcid_of(element) if element.tag == "article" else None
        if pmcid is None or pmcid not in pmcids:
            continue
        try:
            yield full_text_of(element, pmcid, today)
        except ValueError as exc:
            yield NoText(pmcid, str(exc))


def _told(element: Element) -> tuple[str, str]:
    """Of which article PMC says something instead, and what: "The following PMCID is not available: 123", in an
    attribute of `<Reply Id="123">` or in `<error id="123">` itself."""
    number = element.get("Id") or element.get("id") or ""
    said = element.get("error") or "".join(element.itertext())
    return f"PMC{number.removeprefix('PMC')}", tidy(said)[:200]
