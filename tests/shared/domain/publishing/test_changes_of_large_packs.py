"""What changed between two packs of which one or both only count some of their studies."""

import pytest
from invented import editions, factories

from shared.domain.evidence.pack import PackClass
from shared.domain.publishing.changes import changes
from shared.domain.vocabulary import Design, Species


def edition(pmids, counted, monograph):
    kind = PackClass(design=Design.EXPERIMENT, species=Species.ANIMAL, reason="r", count=counted, revisions="0" * 64)
    studies = tuple(factories.pack_study(number, pmid) for number, pmid in enumerate(pmids, 1))
    return monograph, factories.pack(studies=studies, unlisted=(kind,) if counted else ())


@pytest.mark.parametrize(
    ("before", "now", "added", "removed"),
    [
        # Everything is named: the difference is the difference.
        ((["1", "2"], 0), (["2", "3"], 0), ("3",), ("1",)),
        # A new study pushes the last one out of those that are named: it is not gone.
        ((["1", "2"], 10), (["2", "3"], 11), ("3",), ()),
        # The list was full and there are no more than before: who is named for the first time was there.
        ((["1", "2"], 10), (["2", "3"], 10), (), ()),
        # Now all are named again.
        ((["1", "2"], 10), (["1", "2", "3"], 0), (), ()),
    ],
)
def test_a_study_that_is_only_counted_is_neither_new_nor_gone(before, now, added, removed):
    monograph = editions.edition().monograph

    found = changes(edition(*before, monograph), edition(*now, monograph))

    assert (found.studies_added, found.studies_removed) == (added, removed)
