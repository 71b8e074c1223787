"""What the grade counts is named where no statement quotes it, so that a reader can look it up."""

import pytest
from invented import graded

from functions.render.elements.sheet import Facts
from functions.render.evidence import grading
from shared.domain.grading.grade import grade
from shared.domain.vocabulary import Role


@pytest.mark.parametrize("quoted", [set[str](), {"1"}, {"1", "2"}])
def test_records_that_count_and_are_not_quoted_are_named(quoted: set[str]) -> None:
    pack = graded.of(graded.rct(), graded.rat(), graded.rat(role=Role.MENTIONED))
    counted = [each.pmid for each in pack.studies][:2]
    shown = {counted[int(each) - 1] for each in quoted}

    facts = grading.proof(grade(pack), pack, shown)[-1]

    assert isinstance(facts, Facts)
    named = {term: [span.text for span in line if "PMID" in span.text] for term, line in facts.rows}
    missing = [f"PMID\u00a0{each}" for each in counted if each not in shown]
    assert named.get("Counted, not quoted", []) == missing
