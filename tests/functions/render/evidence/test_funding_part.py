"""Who paid, as a page tells it: names where a record names somebody, and where it does not, that it does not."""

import pytest
from invented.editions import edition

from functions.render.evidence import limits
from shared.domain.evidence.appraisal import Decision
from shared.domain.publishing.manifest import quoted
from shared.domain.vocabulary import Confidence

MADE = edition()
FIRST, *_ = sorted(quoted(MADE.monograph))


def told(**changes):
    """What is said of the records, the first quoted one with these changes and the others with nobody who paid."""
    studies = tuple(
        each.model_copy(
            update={"appraisal": each.appraisal.model_copy(update=changes if each.pmid == FIRST else {"funding": ()})}
        )
        for each in MADE.pack.studies
    )
    part = limits.funding(MADE.monograph, MADE.pack.model_copy(update={"studies": studies}))
    _, said, *listed = part.blocks
    items = listed[0].items if listed else ()
    assert all(mark.href == f"#ref-{mark.text[1:-1]}" and gap.text == " " for mark, gap, *_ in items)
    return said.line[0].text, [[(span.text, span.verbatim) for span in line] for _, _, *line in items]


def by_type(value):
    decided = Decision(field="funding", value=value, rule="funding-types", confidence=Confidence.CERTAIN)
    return {"rules": ("funding-types",), "decisions": (decided,)}


def test_a_payer_is_named_in_the_records_words():
    said, rows = told(funding=("An Invented Fund",))

    assert said.endswith("1 names who paid.")
    assert rows == [[("An Invented Fund", True)]]


@pytest.mark.parametrize(
    ("funding", "shown"),
    [
        ("NIA NIH HHS", "National Institute on Aging, United States (NIA NIH HHS)"),
        ("HHS | NIH", "National Institutes of Health, United States (HHS | NIH)"),
        ("NIH", "National Institutes of Health, United States (NIH)"),
        (
            "HHS|NIH|NIDDK",
            "National Institute of Diabetes and Digestive and Kidney Diseases, United States (HHS|NIH|NIDDK)",
        ),
        ("HHS | NIH | An Invented Institute (AII)", "An Invented Institute (AII)"),
        ("MOST | NSFX", "MOST | NSFX"),
        ("XYZ NIH HHS", "XYZ NIH HHS"),
        ("Wellcome Trust", "Wellcome Trust"),
        ("|", "|"),
    ],
)
def test_a_code_is_spelled_out_and_of_levels_the_last_name_is_told(funding: str, shown: str):
    _, ((*line,),) = told(funding=(funding,))

    assert "".join(text for text, _ in line) == shown
    assert all(verbatim == (text in funding) for text, verbatim in line if text != ")")


def test_a_type_of_support_names_nobody():
    said, rows = told(**by_type("Research Support, Non-U.S. Gov't"))

    assert said.endswith("none names who paid; of 1 it is only known that somebody did.")
    assert rows == [
        [
            ("Support is reported and no payer named; indexed as ", False),
            ("Research Support, Non-U.S. Gov't", True),
            (" (paid by others than the government of the United States)", False),
        ]
    ]


def test_the_word_for_a_type_in_an_older_pack_is_no_payer():
    said, rows = told(funding=("not the US government",), **by_type("not the US government"))

    assert "none names who paid" in said
    assert rows == [[("Support is reported and no payer named.", False)]]


def test_a_record_that_says_nothing_is_not_listed():
    assert told(funding=())[1] == []


@pytest.mark.parametrize(
    ("funding", "said"),
    [
        (("An Invented Fund",), "The one quoted record names who paid."),
        ((), "The one quoted record does not name who paid."),
    ],
)
def test_of_one_record_it_is_told_in_the_singular(funding, said):
    claims = tuple(each for each in MADE.monograph.claims if {quote.pmid for quote in each.quotes} == {FIRST})
    alone = MADE.monograph.model_copy(update={"claims": claims, "contradictions": ()})
    studies = tuple(
        each.model_copy(update={"appraisal": each.appraisal.model_copy(update={"funding": funding})})
        for each in MADE.pack.studies
    )

    _, line, *_ = limits.funding(alone, MADE.pack.model_copy(update={"studies": studies})).blocks

    assert line.line[0].text == said


def test_records_that_the_same_paid_for_are_told_together():
    studies = tuple(
        each.model_copy(update={"appraisal": each.appraisal.model_copy(update={"funding": ("NIA NIH HHS",)})})
        for each in MADE.pack.studies
    )

    *_, listed = limits.funding(MADE.monograph, MADE.pack.model_copy(update={"studies": studies})).blocks

    (line,) = listed.items
    marks = [span.text for span in line if span.href]
    assert marks == sorted(marks)
    assert len(marks) == len(quoted(MADE.monograph)) > 1
    assert "".join(each.text for each in line).endswith(
        f"{marks[-1]} National Institute on Aging, United States (NIA NIH HHS)"
    )
