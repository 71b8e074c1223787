"""A search that finds more than PubMed names, in slices that it names whole."""

from collections.abc import Awaitable, Callable
from datetime import date

from shared.platform.errors import PermanentError, UpstreamUnavailable
from shared.platform.vendors.ncbi import VENDOR, Found

REACHABLE = 9_999
"""PubMed names only the first 9,999 records of a search (NLM Technical Bulletin, 2022)."""

AT_MOST = 150_000
"""Records of one peptide: their ids stay within the 2 MB of one value, and no page could say more of them."""

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(3000, 12, 31)
_LAST_UID = 10**9

Ask = Callable[[str], Awaitable[Found]]


async def all_ids(ask: Ask, text: str, found: Found, today: date) -> tuple[str, ...]:
    """Every id of a query whose answer was `found`; `ask` is given queries.

    Raises:
        PermanentError: there are more than AT_MOST.
        UpstreamUnavailable: the slices together name fewer records than the whole counts.
    """
    if found.count <= REACHABLE:
        return _whole(found)
    if found.count > AT_MOST:
        raise PermanentError(
            f"PubMed finds {found.count:,} records, and a peptide may have {AT_MOST:,}: give the catalog entry "
            f"narrower terms; it searched for {found.translation[:300]}"
        )
    days = (_FIRST_DAY.toordinal(), _LAST_DAY.toordinal())
    ids = tuple(dict.fromkeys(await _sliced(ask, text, days, _created, today.toordinal())))
    if len(ids) < found.count:
        raise UpstreamUnavailable(f"PubMed counts {found.count} records and named {len(ids)} in slices", vendor=VENDOR)
    return ids


async def _sliced(
    ask: Ask, text: str, span: tuple[int, int], clause: Callable[[int, int], str], cut: int | None = None
) -> tuple[str, ...]:
    """The newer half first. `cut` is where the first cut goes, the middle where there is none."""
    first, last = span
    if first == last:
        if clause is _within:
            raise UpstreamUnavailable("PubMed counts more than one record for one PMID", vendor=VENDOR)
        return await _sliced(ask, f"({text}) AND ({clause(first, last)})", (1, _LAST_UID), _within)
    middle = cut if cut is not None and first <= cut < last else (first + last) // 2
    ids: tuple[str, ...] = ()
    for half in ((middle + 1, last), (first, middle)):
        found = await ask(f"({text}) AND ({clause(*half)})")
        ids += _whole(found) if found.count <= REACHABLE else await _sliced(ask, text, half, clause)
    return ids


def _whole(found: Found) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(found.ids))
    if len(ids) < found.count:
        raise UpstreamUnavailable(f"PubMed counts {found.count} records and named {len(ids)}", vendor=VENDOR)
    return ids


def _created(first: int, last: int) -> str:
    begin, end = date.fromordinal(first), date.fromordinal(last)
    return f'"{begin:%Y/%m/%d}"[crdt] : "{end:%Y/%m/%d}"[crdt]'


def _within(first: int, last: int) -> str:
    return f"{first}:{last}[uid]"
