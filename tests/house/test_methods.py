"""What readers are told of grading is what the code does: the same rules, in the same words and order."""

import re

from places import ROOT

from shared.domain.contradictions import CONTRADICTIONS_AT_MOST
from shared.domain.grade_book import RULES

METHODS = (ROOT / "docs" / "methods.md").read_text("utf-8")


def test_the_document_explains_every_rule_and_no_other():
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", METHODS, re.MULTILINE))

    assert list(rows.items()) == list(RULES.items())


def test_the_document_tells_how_many_contradictions_a_page_shows():
    assert {6: "six"}[CONTRADICTIONS_AT_MOST] in re.search(r"At\s+most\s+(\w+)\s+contradictions", METHODS)[1]


def test_the_document_never_calls_a_computed_grade_grade():
    assert "GRADE-informed, computed" in METHODS
    assert not re.search(r"\bGRADE (?:rating|level|certainty)s?\b(?!: GRADE asks)", METHODS)
