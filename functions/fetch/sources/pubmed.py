"""PubMed over NCBI's E-utilities: esearch for the ids, efetch for the records, both by POST."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol, TypeVar

from functions.fetch.reading.elements import Malformed
from functions.fetch.reading.parse import Parsed, Refused, Unreadable, parse
from functions.fetch.settings import FetchSettings
from functions.fetch.sources import query as queries
from functions.fetch.sources.query import Query, broadens
from functions.fetch.sources.slices import REACHABLE, all_ids
from shared.domain.evidence.study import Study
from shared.platform.errors import UpstreamRefused, UpstreamUnavailable
from shared.platform.ports import Http
from shared.platform.vendors.ncbi import VENDOR, Found, failure, found_in

BATCH = 200
"""Records an efetch: a few megabytes of XML, well within a Worker's memory."""

SPLITS = 16
"""How many answers are asked for again in halves because one record spoils them: two such records in a full batch."""

_ROUNDS = 3
"""How often a query is asked again without what PubMed does not know."""

T = TypeVar("T")


class Pacing(Protocol):
    """Whose call waits until one request may start, and is told how it went (`shared.platform.outages.turns.Turns`)."""

    def __call__(self) -> AbstractAsyncContextManager[Any]: ...

    def expect(self, requests: int) -> None: ...


class Unpaced:
    """Every request starts at once."""

    def __call__(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    def expect(self, requests: int) -> None:
        """Nothing is reserved."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of the ids asked for: `studies` came; `missing` did not, of which `owed` are known to PubMed all the
    same; `deleted` are those that NLM deleted; `refused` came and could not be read."""

    studies: tuple[Study, ...]
    missing: tuple[str, ...]
    deleted: tuple[str, ...]
    owed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass
class PubMed:
    """A client for one invocation. Every request takes its own turn.

    Raises:
        RetryableError, UpstreamRefused: as `shared.platform.vendors.ncbi.failure` says.
    """

    http: Http
    settings: FetchSettings
    turns: Pacing = field(default_factory=Unpaced)

    async def search(self, query: Query, today: date, since: date | None = None) -> tuple[Found, Query]:
        """All ids that the query finds, newest first, and the query without what PubMed does not know.

        With `since` only those created or modified on that day or later. Where PubMed knew none of the phrases as
        asked, it would have searched for their words one by one: that is another question, so it counts as nothing
        found, with PubMed's warnings, and every phrase is left out: once PubMed knows one, all is searched anew.

        Raises:
            PermanentError: more records match than a peptide may have.
            UpstreamRefused: PubMed rewrites the query, and it is not known which phrase is to blame.
        """
        warnings: tuple[str, ...] = ()
        for _ in range(_ROUNDS):
            text = queries.since(query.text, since) if since else query.text
            found = await self._search(text)
            warnings = tuple(dict.fromkeys((*warnings, *found.warnings)))
            said = {each: query.meant(each) for each in (*found.not_found, *found.mapped)}
            blamed = {phrase for each in said.values() for phrase in each}
            if blamed >= set(query.phrases):
                return _nothing(found, warnings), query.without(blamed)
            rewritten = {phrase for phrase in blamed if broadens(phrase)}
            rewritten |= {phrase for each in found.mapped for phrase in said[each]}
            if not rewritten:
                _refuse_rewriting(found, said)
                self.turns.expect(found.count // REACHABLE)
                ids = await all_ids(self._search, text, found, today)
                return replace(found, ids=ids, warnings=warnings), query
            query = query.without(rewritten)
        raise UpstreamRefused(f"PubMed rewrites the query however it is asked: {'; '.join(warnings)[:300]}")

    async def named(self, text: str) -> Found:
        """What PubMed says to a query, as it is: at most the first REACHABLE ids, and whatever it made of the words."""
        return await self._search(text)

    async def forgotten(self, pmids: Sequence[str], named: str) -> tuple[str, ...]:
        """Which of these (at most BATCH) PubMed does not know any more; `named` is a record that it named just now.

        Raises:
            UpstreamUnavailable: it does not know that one either, so its answer tells nothing of the others.
        """
        known = await self._known((*pmids, named))
        if named not in known:
            raise UpstreamUnavailable(f"PubMed named PMID {named} and does not know it", vendor=VENDOR)
        return tuple(each for each in pmids if each not in known)

    async def fetch(self, pmids: Sequence[str]) -> Batch:
        """The records of at most BATCH ids, reconciled: what did not come is asked for once more where PubMed knows it.

        Another record that came in place of one that PubMed does not know any more is what NLM merged that into. A
        record that is not well-formed spoils no other one: what came with it is asked for again in halves.

        Raises:
            UpstreamUnavailable: the answer is no PubMed XML, or lacks more than half of what was asked for, or more
                records are not well-formed than SPLITS finds.
        """
        parsed = await self._records(pmids, [])
        came = _Came(pmids)
        came.take(parsed)
        absent = len(set(came.missing) - set(came.refused))
        if 2 * absent > len(pmids):
            gave = len(pmids) - absent
            raise UpstreamUnavailable(f"PubMed gave {gave} of {len(pmids)} records", vendor=VENDOR)
        owed: tuple[str, ...] = ()
        if came.missing:
            owed = await self._known(came.missing)
            came.merge(len(came.missing) - len(owed), parsed)
            if owed:
                came.take(await self._records(owed, []))
                owed = tuple(each for each in owed if each in came.missing)
        refused = tuple(each for each in came.refused if each not in came.studies)
        return Batch(tuple(came.studies.values()), came.missing, tuple(came.deleted), owed, refused)

    async def _known(self, pmids: Sequence[str]) -> tuple[str, ...]:
        found = await self._search(queries.known(pmids))
        return tuple(each for each in pmids if each in found.ids)

    async def _search(self, text: str) -> Found:
        return await self._ask("esearch.fcgi", {"term": text, "retmax": str(REACHABLE), "retmode": "xml"}, found_in)

    async def _records(self, pmids: Sequence[str], splits: list[Malformed]) -> Parsed:
        """`splits` are the answers so far that one record had spoiled; none of them is held against PubMed."""
        parsed = await self._ask("efetch.fcgi", {"id": ",".join(pmids), "retmode": "xml"}, _parsed)
        if isinstance(parsed, Parsed):
            return parsed
        if len(pmids) == 1:
            return Parsed((), refused=(Refused(pmids[0], str(parsed)),))
        splits.append(parsed)
        if len(splits) > SPLITS:
            raise UpstreamUnavailable(f"NCBI answered {len(splits)} times {splits[0]}", vendor=VENDOR)
        middle = len(pmids) // 2
        first, second = await self._records(pmids[:middle], splits), await self._records(pmids[middle:], splits)
        return Parsed(
            (*first.studies, *second.studies), (*first.deleted, *second.deleted), (*first.refused, *second.refused)
        )

    async def _ask(self, utility: str, form: dict[str, str], read: Callable[[bytes], T]) -> T:
        url = f"{self.settings.PEPTALK_NCBI_URL}/{utility}"
        async with self.turns():
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
            return read(answer.body)


class _Came:
    """What has come so far of the ids asked for."""

    def __init__(self, pmids: Sequence[str]) -> None:
        self._asked = dict.fromkeys(pmids)
        self.studies: dict[str, Study] = {}
        self.deleted: list[str] = []
        self.refused: list[str] = []

    def take(self, parsed: Parsed) -> None:
        """What was asked for of an answer."""
        self.studies |= {each.pmid: each for each in parsed.studies if each.pmid in self._asked}
        self.deleted += [each for each in parsed.deleted if each in self._asked and each not in self.deleted]
        refused = [each.pmid for each in parsed.refused if each.pmid in self._asked]
        self.refused += [each for each in refused if each and each not in self.refused]
        # A record without any PMID is one of those that did not come.
        unnamed = sum(each.pmid is None for each in parsed.refused)
        self.refused += [each for each in self.missing if each not in self.refused][:unnamed]

    def merge(self, gone: int, parsed: Parsed) -> None:
        """Other records of the answer, where there are no more of them than ids that are gone."""
        others = {each.pmid: each for each in parsed.studies if each.pmid not in self._asked}
        if len(others) <= gone:
            self.studies |= others

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(each for each in self._asked if each not in self.studies and each not in self.deleted)


def _parsed(body: bytes) -> Parsed | Malformed:
    try:
        return parse(body)
    except Malformed as exc:
        return exc
    except Unreadable as exc:
        raise UpstreamUnavailable(f"NCBI answered {exc}", vendor=VENDOR) from exc


def _nothing(found: Found, warnings: tuple[str, ...]) -> Found:
    note = f"no term was found as asked; {found.count} matches of a broader search were left out"
    return replace(found, count=0, ids=(), warnings=(*warnings, note))


def _refuse_rewriting(found: Found, said: dict[str, tuple[str, ...]]) -> None:
    """Whatever of the query was taken for something else."""
    unknown = [each for each, phrases in said.items() if not phrases]
    if unknown or "[all fields]" in found.translation.casefold():
        what = f" ({', '.join(unknown)[:200]})" if unknown else ""
        raise UpstreamRefused(
            f"PubMed rewrote the query{what} and would answer a broader question; it searched for "
            f"{found.translation[:300]}"
        )
