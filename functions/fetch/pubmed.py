"""PubMed over NCBI's E-utilities: esearch for the ids, efetch for the records, both by POST."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from functions.fetch.parse import Parsed, Unreadable, parse
from functions.fetch.query import Query
from functions.fetch.settings import FetchSettings
from shared.domain.study import Study
from shared.platform.errors import PermanentError, UpstreamUnavailable
from shared.platform.ncbi import VENDOR, Found, failure, found_in
from shared.platform.ports import Http

REACHABLE = 9_999
"""PubMed names only the first 9,999 records of a search (NLM Technical Bulletin, 2022)."""

BATCH = 200
"""Records an efetch: a few megabytes of XML, well within a Worker's memory."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Records that came, those asked for that did not, and those that NLM deleted."""

    studies: tuple[Study, ...]
    missing: tuple[str, ...]
    deleted: tuple[str, ...]


@dataclass
class PubMed:
    """A client for one invocation. Each method is one request; who calls paces them."""

    http: Http
    settings: FetchSettings

    async def search(self, query: Query) -> Found:
        """All ids that the query finds, newest first.

        Where PubMed knew none of the phrases as asked, it would have searched for their words one by one: that
        is another question, so it counts as nothing found, with PubMed's warnings.

        Raises:
            PermanentError: more records match than PubMed names.
            RetryableError, UpstreamRefused: as `shared.platform.ncbi.failure` says.
        """
        body = await self._ask("esearch.fcgi", {"term": query.text, "retmax": str(REACHABLE), "retmode": "xml"})
        found = found_in(body)
        if unknown(query, found):
            note = f"no term was found as asked; {found.count} matches of a broader search were left out"
            return Found(0, (), found.translation, (*found.warnings, note), found.not_found)
        if found.count > REACHABLE:
            raise PermanentError(
                f"PubMed finds {found.count:,} records, and names at most {REACHABLE:,}: give the catalog entry "
                f"narrower terms; it searched for {found.translation[:300]}"
            )
        if len(set(found.ids)) < found.count:
            raise UpstreamUnavailable(
                f"PubMed counts {found.count} records and named {len(set(found.ids))}", vendor=VENDOR
            )
        return found

    async def fetch(self, pmids: Sequence[str]) -> Batch:
        """The records of at most BATCH ids.

        Raises:
            UpstreamUnavailable: the answer is no PubMed XML, or lacks more than half of what was asked for.
        """
        body = await self._ask("efetch.fcgi", {"id": ",".join(pmids), "retmode": "xml"})
        try:
            parsed: Parsed = parse(body)
        except Unreadable as exc:
            raise UpstreamUnavailable(f"NCBI answered {exc}", vendor=VENDOR) from exc
        asked = set(pmids)
        studies = tuple(study for study in parsed.studies if study.pmid in asked)
        missing = tuple(pmid for pmid in pmids if pmid not in {study.pmid for study in studies})
        if 2 * len(missing) > len(pmids):
            raise UpstreamUnavailable(f"PubMed gave {len(studies)} of {len(pmids)} records", vendor=VENDOR)
        return Batch(studies, missing, tuple(pmid for pmid in parsed.deleted if pmid in asked))

    async def _ask(self, utility: str, form: dict[str, str]) -> bytes:
        url = f"{self.settings.PEPTALK_NCBI_URL}/{utility}"
        answer = await self.http.request(
            "POST",
            url,
            form={"db": "pubmed", **form, **self.settings.identity},
            timeout=self.settings.PEPTALK_NCBI_TIMEOUT,
        )
        if (key := self.settings.NCBI_API_KEY) is not None:
            # NCBI repeats the key in some of its errors; nothing behind this line may know it.
            answer = replace(answer, body=answer.body.replace(key.get_secret_value().encode(), b"..."))
        if error := failure(answer):
            raise error
        return answer.body


def unknown(query: Query, found: Found) -> bool:
    """Whether PubMed knew none of the phrases, in text or as a heading, as they were asked."""
    reported: Counter[str] = Counter()
    for each in found.not_found:
        phrase, _, tag = each.partition("[")
        reported[_key(phrase)] += 1 if tag else len(query.phrases)
    asked = Counter(map(_key, query.phrases))
    return all(reported[phrase] >= times for phrase, times in asked.items())


def _key(phrase: str) -> str:
    return " ".join(phrase.replace('"', " ").split()).casefold()
