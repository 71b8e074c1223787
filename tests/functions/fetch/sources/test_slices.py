"""Searches beyond what PubMed names: in slices, whole or not at all."""

import re
from datetime import date

import pytest

from functions.fetch.sources.slices import AT_MOST, REACHABLE, all_ids
from shared.platform.errors import PermanentError, UpstreamUnavailable
from shared.platform.vendors.ncbi import Found

TODAY = date(2026, 11, 23)
_DAYS = re.compile(r'"(\d{4}/\d\d/\d\d)"\[crdt\] : "(\d{4}/\d\d/\d\d)"\[crdt\]')
_UIDS = re.compile(r"(\d+):(\d+)\[uid\]")


class Index:
    """An index that names the first 9,999 records of a search, newest first; `lost` counts in and is not named."""

    def __init__(self, days: dict[int, str], lost: frozenset[int] = frozenset()) -> None:
        self.days, self.lost, self.asked = days, lost, []

    async def __call__(self, text: str) -> Found:
        self.asked.append(text)
        found = sorted(self.days, reverse=True)
        for first, last in _DAYS.findall(text):
            found = [each for each in found if first <= self.days[each] <= last]
        for first, last in _UIDS.findall(text):
            found = [each for each in found if int(first) <= each <= int(last)]
        named = [str(each) for each in found[:REACHABLE] if each not in self.lost]
        return Found(len(found), tuple(named), "x", (), ())


def spread(count: int, per_day: int) -> dict[int, str]:
    return {
        number: date.fromordinal(date(2001, 1, 1).toordinal() + number // per_day).strftime("%Y/%m/%d")
        for number in range(1, count + 1)
    }


@pytest.mark.parametrize(
    ("count", "per_day"), [(9_999, 7), (10_000, 7), (25_000, 10), (12_000, 11_000), (30_000, 30_001)]
)
async def test_every_record_is_named_however_they_lie_and_in_a_bounded_number_of_requests(count, per_day):
    index = Index(spread(count, per_day))

    ids = await all_ids(index, "q", await index("q"), TODAY)

    assert sorted(map(int, ids)) == list(range(1, count + 1))
    assert len(index.asked) < 120


async def test_a_record_that_is_counted_and_never_named_is_an_outage_and_no_result():
    index = Index(spread(20_000, 10), lost=frozenset({12_345}))

    with pytest.raises(UpstreamUnavailable, match="named"):
        await all_ids(index, "q", await index("q"), TODAY)


async def test_more_than_a_peptide_may_have_is_refused_before_anything_is_sliced():
    index = Index({})

    with pytest.raises(PermanentError, match="narrower terms"):
        await all_ids(index, "q", Found(AT_MOST + 1, (), "x", (), ()), TODAY)

    assert index.asked == []
