"""What readers are told of grading is what the code does: the same rules, in the same words and order."""

import ast
import re

import pytest
from rigs.places import ROOT

from infra.local.checkout import methods_page
from shared.domain.fingerprints import GRADED_ANEW, GRADING_EDITION
from shared.domain.grading.bodies import EXCLUDED
from shared.domain.grading.book import RULES
from shared.domain.grading.contradictions import CONTRADICTIONS_AT_MOST

GRADING = [ROOT / "shared" / "domain" / "grading" / name for name in ("grade.py", "rules.py")]
"""Where steps of a grade are made."""
METHODS = (ROOT / "docs" / "methods.md").read_text("utf-8")
EVALUATION = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
MADE_WRONG = r"^\| (.+?) \| (\d+\.\d) % \|$"


def rows(first: str) -> list[tuple[str, str]]:
    """The table whose first column is headed so."""
    table = METHODS.split(f"\n| {first} | ")[1].split("\n\n")[0]
    return re.findall(r"^\| `([a-z0-9_-]+)` \| (.+) \|$", table, re.MULTILINE)


def test_the_document_explains_every_rule_and_no_other():
    assert rows("Rule") == list(RULES.items())


def test_the_document_tells_every_reason_for_which_a_record_takes_no_part():
    assert rows("Reason") == list(EXCLUDED.items())


@pytest.mark.parametrize("path", GRADING, ids=lambda path: path.name)
def test_every_rule_that_the_code_can_put_into_a_proof_is_in_the_document(path):
    """The ids are text of the code; where one is put together, whatever follows its constant beginning counts."""
    prefixes = ("start-", "down-", "cap-", "flag-")
    said = {
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(prefixes)
    }
    explained = [id for id, _ in rows("Rule")]

    assert said
    assert [each for each in said if not any(id.startswith(each) for id in explained)] == []
    whole = {each for each in said if not each.endswith("-")}
    assert whole <= set(explained)


def test_the_document_names_the_edition_in_force_and_those_that_are_computed():
    ordinal = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}

    assert f"The present edition is the {ordinal[GRADING_EDITION]}." in METHODS
    first, *rest, last = (f"the {ordinal[each]}" for each in GRADED_ANEW)
    computed = f"computes {', '.join([f'{first} edition', *rest])} and {last}"
    assert computed in METHODS.replace("\n", " ")


def test_the_document_tells_how_many_contradictions_a_page_shows():
    assert {6: "six"}[CONTRADICTIONS_AT_MOST] in re.search(r"At\s+most\s+(\w+)\s+contradictions", METHODS)[1]


def test_the_document_never_calls_a_computed_grade_grade():
    assert "GRADE-informed, computed" in METHODS
    assert not re.search(r"\bGRADE (?:rating|level|certainty)s?\b(?!: GRADE asks)", METHODS)


def test_the_document_tells_what_a_page_has_beside_its_grade():
    told = METHODS.split("\n## What a page tells beside its grade\n")[1].split("\n## ")[0]

    assert re.findall(r"^\*\*(.+?)\.\*\*", told, re.MULTILINE) == [
        "The page in short",
        "Statements by outcome",
        "Short forms",
        "Counted, not quoted",
        "What was given",
        "Gaps",
    ]
    assert "reported, not recommended" in told


def test_the_site_shows_the_document_as_it_stands_now():
    shown = methods_page.TARGET.read_text("utf-8")

    assert shown == methods_page.html(METHODS), "docs/methods.md was changed. Next: make methods"


def test_every_rule_that_a_page_names_can_be_linked_to():
    shown = methods_page.TARGET.read_text("utf-8")

    assert [each for each in RULES if f'<tr id="{each}">' not in shown] == []


def test_what_readers_are_told_of_wrong_statements_was_measured():
    """Each row is one of docs/evaluation.md, with its share of both halves; so is the day."""
    table = METHODS.split("\n| Made wrong | Caught |\n")[1].split("\n\n")[0]
    told = re.findall(MADE_WRONG, table, re.MULTILINE)
    measured = re.search(r"^Measured on (.+?) with the gates", EVALUATION, re.MULTILINE)[1]
    refused = re.search(r"^\| refused as they stand \| .+? = (\d+\.\d)% ", EVALUATION, re.MULTILINE)[1]

    assert len(told) >= 9
    for what, share in told:
        row = re.search(rf"^\| {re.escape(what)} \| \d+ of \d+ = (\d+\.\d)% ", EVALUATION, re.MULTILINE)
        assert (what, share) == (what, row[1] if row else "not measured")
    said = METHODS.split("### How many wrong statements are caught")[1].split("\n## ")[0].replace("\n", " ")
    assert f"Measured on {measured}:" in said
    assert f"before anything is made wrong, {refused} % are refused" in said
    shares = {what: float(share) for what, share in told}
    assert min(shares["a digit of a figure changed"], shares["the unit of a figure changed"]) > 98, "nearly all"
    assert 60 < shares["the population widened"] < 72, "a third are missed"
