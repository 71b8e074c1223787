"""What is not quoted and what takes no part in the grade: two lists, each record by its name, and counts that agree."""

import pytest
from invented.editions import edition
from invented.factories import SLUG, appraisal, pack_study, peptide
from invented.sheets import sheet_of

from functions.render.elements.sheet import Sheet
from functions.render.evidence import set_aside
from functions.render.inspect import faults
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, places, texts
from shared.domain.publishing.counts import counts
from shared.domain.publishing.words import GRADES
from shared.domain.vocabulary import Design, Flag, Level, Role, Species
from shared.gates.context import Status
from shared.gates.untrusted import WITHHELD_RECORD

REVIEW = pack_study(7, appraisal=appraisal(design=Design.NARRATIVE_REVIEW))
MEASURED = pack_study(8, role=Role.ENDOGENOUS)
NOWHERE = pack_study(9, appraisal=appraisal(species=Species.UNKNOWN))
BARE = pack_study(10, selected=False, reason="no abstract")
RETRACTED = pack_study(11, appraisal=appraisal(flags=(Flag.RETRACTED,)), selected=False, reason="retracted")
WITHHELD = pack_study(12, appraisal=appraisal(flags=(Flag.WITHHELD,)), selected=False, reason=WITHHELD_RECORD)
DOUBTED = pack_study(13, appraisal=appraisal(flags=(Flag.CONCERN,)))


def of(*more) -> Sheet:
    """The edition's three quoted studies and these."""
    made = edition()
    packed = made.pack.model_copy(update={"studies": (*made.pack.studies[:3], *more), "sample": False})
    return sheet_of(packed, made.monograph, of=peptide())


def counted(*more) -> Sheet:
    """The same, with the counts of its pack."""
    made = edition()
    packed = made.pack.model_copy(update={"studies": (*made.pack.studies[:3], *more), "sample": False})
    return sheet_of(packed, made.monograph.model_copy(update={"counts": counts(packed)}), of=peptide())


def said(composed: Sheet, id: str) -> str:
    part = next(each for each in composed.parts if each.id == id)
    return "\n".join(
        "".join(span.text for span in line)
        for block in part.blocks
        for line in ([block.line] if block.kind == "paragraph" else [cell for row in block.rows for cell in row])
    ).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("study", "quotable", "graded", "reason"),
    [
        (REVIEW, True, False, "Narrative reviews."),
        (MEASURED, True, False, "The peptide was measured, not given."),
        (NOWHERE, True, False, "Neither people nor animals nor cells are named."),
        (BARE, False, True, "No abstract."),
        (RETRACTED, False, False, "Retracted."),
        (WITHHELD, False, False, "Withheld for words addressed to a machine, or others that no page prints."),
        (DOUBTED, False, True, "An expression of concern."),
    ],
    ids=["review", "measured", "nowhere", "bare", "retracted", "withheld", "doubted"],
)
def test_a_record_is_named_in_each_list_that_it_belongs_to_with_the_reason(study, quotable, graded, reason):
    found = said(of(study), "set-aside")

    assert set_aside.ALL_USED not in found
    assert (set_aside.UNQUOTED in found, set_aside.ALL_QUOTABLE in found) == (not quotable, quotable)
    assert (set_aside.UNGRADED in found, set_aside.ALL_GRADED in found) == (not graded, graded)
    assert found.count(f"PMID {study.pmid}") == (not quotable) + (not graded)
    assert reason in found


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ((REVIEW,), "These records take no part in the grade; a page may quote them all the same."),
        ((RETRACTED, WITHHELD), "These records take no part in the grade."),
        (
            (REVIEW, RETRACTED),
            "These records take no part in the grade; a page may quote those of them that are not named above.",
        ),
    ],
    ids=["all", "none", "some"],
)
def test_of_no_retracted_record_is_it_said_that_a_page_may_quote_it(more, words):
    assert [line for line in said(of(*more), "set-aside").splitlines() if set_aside.UNGRADED in line] == [words]


def test_only_where_nothing_is_left_out_could_every_study_be_used():
    assert said(of(), "set-aside") == set_aside.ALL_USED


def test_the_counts_tell_retracted_records_and_what_takes_no_part_apart():
    sheet = counted(REVIEW, MEASURED, RETRACTED, BARE)

    told = dict(next(each.blocks[0] for each in sheet.parts).counts)

    assert (told["Of all 7, not part of the grade"], told["Of these, retracted"]) == (3, 1)


def test_the_counts_by_kind_add_up_to_all_records_that_were_found():
    sheet = counted(REVIEW, MEASURED, RETRACTED, BARE)

    told = dict(next(each.blocks[0] for each in sheet.parts).counts)

    assert told["Other records"] == 2, "one was retracted, and in one the peptide was measured"
    assert sum(list(told.values())[:6]) == 7


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ((BARE,), "No statement rests on 1 record that was found and set aside."),
        ((BARE, RETRACTED), "No statement rests on 2 records that were found and set aside."),
    ],
)
def test_one_record_is_told_in_the_singular(more, words):
    limits = next(each for each in of(*more).parts if each.id == "limitations")

    assert words in ["".join(span.text for span in item) for item in limits.blocks[1].items]


def test_a_page_without_a_grade_does_not_say_that_no_statement_rests_on_anything():
    assert GRADES[Level.NONE][1] == "No study could be graded."


@pytest.mark.parametrize("more", [(), (REVIEW,), (BARE,), (REVIEW, MEASURED, NOWHERE, BARE, RETRACTED, WITHHELD)])
def test_every_form_of_the_lists_passes_the_gates_of_page_and_pdf(more):
    composed = of(*more)
    html = page(composed, SLUG)

    found = faults(composed, texts(html), document(composed).texts, places(html), Status())

    assert [(each.rule, each.span, each.reason) for each in found] == []
