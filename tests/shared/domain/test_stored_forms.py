"""What was hashed once keeps its hash: golden hashes and field lists of every stored form."""

from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st
from invented import factories

from shared.domain.canonical import canonical, fingerprint, plain
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import Citation, EvidencePack, PackSentence, PackStudy
from shared.domain.evidence.study import AbstractSection, Correction, Study, Term
from shared.domain.frozen import Frozen
from shared.domain.grading.grade import Grade, grade
from shared.domain.grading.rules import Step
from shared.domain.publishing.draft import Claim, Draft, Writer
from shared.domain.publishing.monograph import Counts, Finding, Monograph, Quote, QuotedClaim, Reference, Reviewer

STORED: tuple[type[Frozen], ...] = (
    AbstractSection, Appraisal, Citation, Claim, Correction, Counts, Draft, EvidencePack, Finding, Grade, Monograph,
    PackSentence, PackStudy, Quote, QuotedClaim, Reference, Reviewer, Step, Study, Term, Writer,
)  # fmt: skip


def test_the_fields_that_were_hashed_from_the_first_are_the_same_for_ever():
    """A field added since belongs into its type's `later`, and this hash stays.

    A study's citation is in `later` though it is old: no pack of before holds an empty one, so none is hashed anew.
    """
    first = {each.__name__: sorted(set(each.model_fields) - each.later) for each in STORED}

    assert fingerprint(first)[:16] == "625bb2753865e287"


def test_golden_hashes_hold():
    pack = factories.pack()

    hashes = {
        "study": factories.study().revision,
        "pack": pack.hash[:16],
        "draft": factories.draft().hash[:16],
        "grade": fingerprint(plain(grade(pack)))[:16],
        "grade of edition 4": fingerprint(plain(grade(pack, 4)))[:16],
        "grade of edition 3": fingerprint(plain(grade(pack, 3)))[:16],
        "grade of edition 2": fingerprint(plain(grade(pack, 2)))[:16],
    }

    assert hashes == {
        "study": "caa8b5bd28d7235a",
        "pack": "9114cb17bb01b508",
        "draft": "cd4e366a93d9a35e",
        "grade": "e2403059701ab8ff",
        "grade of edition 4": "1bb5dd697e6c7830",
        "grade of edition 3": "5ffd9083ff729f01",
        "grade of edition 2": "41fc6582ccb27a80",
    }


def test_a_later_field_leaves_old_hashes_alone_until_it_is_used():
    class Grown(Citation):
        later: ClassVar[frozenset[str]] = frozenset({"publisher"})
        publisher: str = ""

    old, same = Citation(title="x"), Grown(title="x")

    assert canonical(plain(same)) == canonical(plain(old))
    assert canonical(plain(Grown(title="x", publisher="y"))) != canonical(plain(old))


@given(st.text(), st.integers(-(2**53), 2**53), st.lists(st.text()))
def test_a_stored_form_is_read_back_as_what_it_was(title, year, authors):
    citation = Citation(title=title, year=year, authors=tuple(authors))

    assert Citation.model_validate(plain(citation)) == citation


def test_a_whole_pack_is_read_back_as_what_it_was():
    pack = factories.pack()

    assert EvidencePack.model_validate_json(pack.encode()) == pack
