"""A count of quotations says which of their records take no part in the grade: none looks for them in its numbers."""

import pytest
from invented.editions import edition

from functions.render.elements.sheet import Bullets
from functions.render.findings.summaries import parts
from shared.domain.vocabulary import Role


@pytest.mark.parametrize(
    ("more", "apart", "said"),
    [
        (0, 0, "1 quotation of 1 record, on"),
        (0, 1, "1 quotation of 1 record (it takes no part in the grade), on"),
        (2, 1, "3 quotations of 3 records (1 takes no part in the grade), on"),
        (2, 2, "3 quotations of 3 records (2 take no part in the grade), on"),
        (2, 3, "3 quotations of 3 records (none of them takes part in the grade), on"),
    ],
)
def test_it_says_how_many_of_the_records_take_no_part(more: int, apart: int, said: str) -> None:
    made = edition(extractive=True, more=more)
    people = [each for each in made.monograph.claims if each.section.value == "human"]
    aside = sorted({quote.pmid for each in people for quote in each.quotes})[:apart]
    studies = tuple(
        each.model_copy(update={"role": Role.ENDOGENOUS}) if each.pmid in aside else each for each in made.pack.studies
    )

    overview, _ = parts(made.monograph, made.pack.model_copy(update={"studies": studies}))

    (items,) = [each.items for each in overview.blocks if isinstance(each, Bullets)]
    (line,) = ["".join(span.text for span in each) for each in items if each[0].text == "Studies in people"]
    assert said in line
