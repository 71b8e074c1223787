"""Which peptides a saved search looks for."""

import pytest
from pydantic import ValidationError

from shared.domain.accounts.saved import Found, SavedQuery, matches
from shared.domain.vocabulary import Level

EXEMPLIN = Found(
    slug="exemplin-12",
    texts=("Exemplin-12", "EX-12", "Muscle loss"),
    category="Invented",
    grade=Level.LOW,
    human=True,
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (SavedQuery(), True),
        (SavedQuery(q="exemplin 12"), True),
        # Words may stand in different names.
        (SavedQuery(q="MUSCLE ex12"), True),
        (SavedQuery(q="muscle sleep"), False),
        # Nothing but signs is no word, and restricts nothing.
        (SavedQuery(q=" - "), True),
        (SavedQuery(grade=(Level.LOW, Level.HIGH)), True),
        (SavedQuery(grade=(Level.HIGH,)), False),
        (SavedQuery(category="invented"), True),
        (SavedQuery(category="other"), False),
        (SavedQuery(human=True), True),
    ],
)
def test_a_search_finds_what_has_all_that_it_asks_for(query, found):
    assert matches(query, EXEMPLIN) is found


def test_a_search_for_studies_in_people_leaves_out_a_peptide_without_any():
    assert not matches(SavedQuery(human=True), EXEMPLIN.model_copy(update={"human": False}))


def test_a_query_with_an_unknown_field_is_refused():
    with pytest.raises(ValidationError):
        SavedQuery.model_validate({"order": "name"})
