"""What readers see of a page and its PDF: words that are true, tables that hold their words, no torn headings."""

import re
from io import BytesIO
from typing import TypeVar

import pytest
from editions import edition
from factories import SLUG, peptide
from pypdf import PdfReader
from sheets import SEARCHES, sheet

from functions.render import wording
from functions.render.compose import compose
from functions.render.document import document
from functions.render.page import page
from functions.render.sheet import Claims, Facts, Sheet, Table
from shared.domain.changes import Changes
from shared.domain.grade_evidence import COUNTED
from shared.domain.monograph import Counts, Monograph, Quote
from shared.domain.pack import EvidencePack
from shared.domain.vocabulary import Level
from shared.domain.words import human_line

Block = TypeVar("Block")


def shown(pack: EvidencePack, monograph: Monograph, changes: Changes | None = None) -> Sheet:
    return compose(
        peptide(sample=True),
        pack,
        monograph,
        changes or Changes(first=True, grade_now=Level.LOW),
        SEARCHES,
        version=2 if changes else 1,
        published_at="2026-11-23T02:00:00.000Z",
        approved_by="automatic",
    )


def blocks(composed: Sheet, kind: type[Block]) -> list[Block]:
    return [block for part in composed.parts for block in part.blocks if isinstance(block, kind)]


@pytest.mark.parametrize(("extractive", "quotations"), [(True, ["One. Two."]), (False, ["One.", "Two."])])
def test_a_digests_neighbouring_sentences_are_one_quotation(extractive: bool, quotations: list[str]) -> None:
    made = edition(extractive=extractive)
    first = made.monograph.claims[0]
    pmid = first.quotes[0].pmid
    quotes = (Quote(pmid=pmid, sentence="S1.1", text="One."), Quote(pmid=pmid, sentence="S1.2", text="Two."))
    claims = (first.model_copy(update={"quotes": quotes}), *made.monograph.claims[1:])

    composed = shown(made.pack, made.monograph.model_copy(update={"claims": claims}))

    assert [each.text for each in blocks(composed, Claims)[0].items[0].quotes] == quotations


@pytest.mark.parametrize(("extractive", "tags"), [(True, ""), (False, "grip strength, in favour")])
def test_a_digest_passes_no_judgement_on_what_it_quotes(extractive: bool, tags: str) -> None:
    assert blocks(sheet(extractive=extractive), Claims)[0].items[0].tags == tags


def test_a_page_on_request_says_so_and_names_no_category() -> None:
    asked = peptide(ad_hoc=True, category="ad hoc", aliases=())

    composed = sheet(of=asked)
    html = page(composed, SLUG).decode()

    assert composed.subtitle == ""
    assert wording.AD_HOC in html
    assert "Category" not in html
    assert 'class="subtitle"' not in html


def test_every_cell_of_a_stacked_table_names_its_column() -> None:
    html = page(sheet(), SLUG).decode()

    cells = re.findall(r"<td[^>]*>", html)

    assert cells
    assert not [each for each in cells if not re.search(r'data-label="[A-Z][a-z ]+"', each)]


def test_no_rule_of_the_grade_is_broken_across_lines_of_the_pdf() -> None:
    composed = sheet()
    (steps,) = [each for each in blocks(composed, Table) if each.head[0] == "Rule"]

    lines = {
        line.strip()
        for each in PdfReader(BytesIO(document(composed).data)).pages
        for line in each.extract_text().splitlines()
    }

    for row in steps.rows:
        assert any(line.startswith(row[0][0].text) for line in lines), row[0][0].text


def test_what_the_grade_counts_has_a_name_that_people_read() -> None:
    made = edition()

    (facts,) = [each for each in blocks(shown(made.pack, made.monograph), Facts) if each.rows[0][0] == "Computed from"]

    assert set(wording.INPUTS) == set(COUNTED)
    assert "Randomised trials in people 1" in facts.rows[0][1][0].text
    assert " 0;" not in facts.rows[0][1][0].text


def test_no_heading_of_the_pdf_stands_at_a_pages_end() -> None:
    for more in range(14):
        composed = sheet_of(more)
        headings = {part.heading for part in composed.parts}

        for each in PdfReader(BytesIO(document(composed).data)).pages:
            lines = [line.strip() for line in each.extract_text().splitlines() if line.strip()]
            body = [line for line in lines if not re.match(r"PepTalk: |Page \d", line)]
            assert body[-1] not in headings, f"{more} more studies: {body[-1]}"


def sheet_of(more: int) -> Sheet:
    made = edition(more=more)
    return shown(made.pack, made.monograph)


@pytest.mark.parametrize(
    ("excluded", "said"),
    [(0, "No study in people was found."), (1, "No study in people was found that can be used.")],
)
def test_a_retracted_trial_is_not_said_never_to_have_been_found(excluded: int, said: str) -> None:
    assert human_line(Counts(animal=2, excluded=excluded)) == said


def test_a_version_that_was_only_redone_says_no_more_than_that() -> None:
    made = edition()

    html = page(shown(made.pack, made.monograph, Changes(first=False, grade_now=Level.LOW)), SLUG).decode()

    assert "The same records, grade and statements as in the version before" in html
