import pytest

from shared.domain.catalog.catalog import BadEntries, Catalog
from shared.domain.catalog.peptide import Peptide


def entry(slug, **fields):
    name = fields.pop("name", slug.upper())
    return Peptide.from_entry({"slug": slug, "name": name, "terms": [name], "category": "invented", **fields})


PARENT = entry("parent-4", name="Parent-4", aliases=["PX4"])


@pytest.mark.parametrize(
    ("second", "path", "reason"),
    [
        (entry("parent-4", name="Other"), ("slug",), "is the slug of Parent-4 already"),
        (entry("other", name="parent 4"), ("name",), "means Parent-4 already"),
        (entry("other", aliases=["px-4"]), ("aliases", 0), "means Parent-4 already"),
        (entry("other", terms=["Other", "PARENT-4"]), ("terms", 1), "is searched for by Parent-4 already"),
        # A fragment that searches for its parent would take the parent's studies for its own.
        (entry("other", terms=["PX4"]), ("terms", 0), "is another entry's name: Parent-4"),
        (entry("other", formerly=["parent-4"]), ("formerly", 0), "is the slug of an entry"),
        (entry("other", relations=[{"kind": "fragment_of", "of": "PX4"}]), ("relations", 0, "of"), "use its name"),
        (
            entry("other", relations=[{"kind": "same_as", "of": "Parent-4"}]),
            ("relations", 0, "of"),
            "the same molecule",
        ),
    ],
)
def test_entries_that_disagree_are_refused_at_the_later_one(second, path, reason):
    with pytest.raises(BadEntries) as caught:
        Catalog.of([PARENT, second])

    faults = [(each.position, each.fault.path) for each in caught.value.faults]
    assert (1, path) in faults
    assert reason in str(caught.value)


def test_two_entries_cannot_be_fragments_of_each_other():
    one = entry("one", relations=[{"kind": "fragment_of", "of": "TWO"}])
    two = entry("two", relations=[{"kind": "fragment_of", "of": "ONE"}])

    with pytest.raises(BadEntries, match="cannot each be fragment_of the other"):
        Catalog.of([one, two])


def test_two_entries_may_be_analogues_of_each_other():
    one = entry("one", relations=[{"kind": "analogue_of", "of": "TWO"}])
    two = entry("two", relations=[{"kind": "analogue_of", "of": "ONE"}])

    assert len(Catalog.of([one, two]).peptides) == 2


def test_an_old_slug_redirects_to_one_entry_only():
    with pytest.raises(BadEntries, match="'old' redirects to ONE already"):
        Catalog.of([entry("one", formerly=["old"]), entry("two", formerly=["old"])])


def test_every_disagreement_is_told_at_once():
    with pytest.raises(BadEntries) as caught:
        Catalog.of([PARENT, entry("parent-4", name="A-1"), entry("bb", name="PX4", terms=["bb"])])

    assert [each.position for each in caught.value.faults] == [1, 2]


def test_a_catalog_without_entries_is_refused():
    with pytest.raises(BadEntries, match="would retire them all"):
        Catalog.of([])


def test_the_fingerprint_follows_the_entries_and_not_their_order():
    one, two = entry("one"), entry("two")
    fingerprint = Catalog.of([one, two]).fingerprint

    assert Catalog.of([two, one]).fingerprint == fingerprint
    assert Catalog.of([one, entry("two", category="changed")]).fingerprint != fingerprint
