"""The methods part of a page, in words: what was searched, and what it gave."""

import editions
import pytest
from sheets import SEARCHES

from functions.render import methods


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"total": 1, "found": 1}, "1 match, 1 read."),
        ({"total": 4, "found": 4}, "4 matches, 4 read."),
        ({"total": 2, "found": 1, "missing": ("7",)}, "2 matches, 1 read, 1 of them not handed over."),
        ({"total": 0, "found": 0}, "no match."),
    ],
)
def test_what_a_search_gave_is_told_in_words(fields, said):
    made = editions.edition()
    search = SEARCHES[0].model_copy(update=fields)

    _, facts = methods.blocks(made.pack, made.monograph, (search,), "automatic")

    ((_, line),) = [row for row in facts.rows if row[0] == "PubMed"]
    assert "".join(each.text for each in line) == f"Searched on 23 November 2026: {said}"
