"""What readers see of a page and its PDF: words that are true, tables that hold their words, no torn headings."""

import re
from html import unescape
from io import BytesIO
from typing import TypeVar

import pytest
from invented import graded
from invented.editions import edition
from invented.factories import SLUG, peptide
from invented.sheets import SEARCHES, sheet
from pypdf import PdfReader

from functions.render.compose import compose
from functions.render.elements import wording
from functions.render.elements.sheet import Claims, Facts, Sheet, Table
from functions.render.evidence.set_aside import UNQUOTED
from functions.render.inspect import faults
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, places, texts
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.grading.bodies import COUNTED
from shared.domain.grading.grade import grade
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.counts import counts
from shared.domain.publishing.monograph import Counts, Monograph, Quote
from shared.domain.publishing.words import human_line
from shared.domain.vocabulary import Direction, Level, Role
from shared.gates.context import Status

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


@pytest.mark.parametrize(("extractive", "tags"), [(True, ""), (False, "Grip strength: in favour of the peptide")])
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
    assert "1 randomised trial in people; " in facts.rows[0][1][0].text
    assert " 0;" not in facts.rows[0][1][0].text


def test_no_heading_of_the_pdf_stands_at_a_pages_end() -> None:
    for more in range(14):
        composed = sheet_of(more)
        headings = {part.heading for part in composed.parts}

        for each in PdfReader(BytesIO(document(composed).data)).pages:
            lines = [line.strip() for line in each.extract_text().splitlines() if line.strip()]
            body = [line for line in lines if not re.match(r"PepTalk: |Page \d", line)]
            assert body[-1] not in headings, f"{more} more studies: {body[-1]}"
            assert body[-1] != UNQUOTED, f"{more} more studies: a table's introduction without its table"


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


def test_studies_that_disagree_stand_on_page_and_pdf_with_both_quotes_and_what_differs() -> None:
    made = edition(disagreeing=True)
    composed = shown(made.pack, made.monograph)
    (part,) = [each for each in composed.parts if each.id == "contradictions"]
    (item,) = [each for block in part.blocks if isinstance(block, Claims) for each in block.items]

    html = unescape(page(composed, SLUG).decode())
    pdf = " ".join(" ".join(each.extract_text().split()) for each in PdfReader(BytesIO(document(composed).data)).pages)

    said = "".join(each.text for each in item.text or ())
    assert said.startswith("Pain: one study reports a result in favour, and one study reports a result against.")
    assert "species (people, animals); design (randomised trial, laboratory experiment)" in said
    assert [each.text for each in item.quotes] == [made.pack.sentence(id).text for id in ("S1.1", "S2.1")]
    for each in item.quotes:
        assert f'<p translate="no">{each.text}</p>' in html
    assert "Studies that disagree" in pdf
    assert said.split(".")[0] in pdf


@pytest.mark.parametrize(
    ("unquoted", "why"),
    [
        (("spent", ""), "this page quotes as much of its abstract as it may"),
        (("", "barred"), "rules keep them from this page"),
        (("unknown", "spent"), "none are recorded"),
    ],
)
def test_a_study_that_disagrees_and_may_not_be_quoted_is_named_with_the_reason(unquoted, why: str) -> None:
    made = edition(disagreeing=True)
    (found,) = made.monograph.contradictions
    sides = tuple(
        side.model_copy(update={"unquoted": each, "text": "", "sentence": ""}) if each else side
        for side, each in zip(found.sides, unquoted, strict=True)
    )
    monograph = made.monograph.model_copy(update={"contradictions": (found.model_copy(update={"sides": sides}),)})

    composed = shown(made.pack, monograph)
    (part,) = [each for each in composed.parts if each.id == "contradictions"]
    (item,) = [each for block in part.blocks if isinstance(block, Claims) for each in block.items]
    said = "".join(each.text for each in item.text or ())
    html = page(composed, SLUG)
    made_pdf = document(composed)

    numbers = {each.pmid: each.number for each in monograph.references}
    assert why in said
    for side in sides:
        number = numbers[side.pmid]
        assert (f"PMID\u00a0{side.pmid}" in said) is bool(side.unquoted)
        assert (f"#ref-{number}" in {each.href for each in item.text or ()}) is bool(side.unquoted)
    assert ("The result in favour is that of [1] Randomised trial in " in said) is bool(unquoted[0])
    assert ("The result against is that of [2] Laboratory experiment in " in said) is bool(unquoted[1])
    assert [each.text for each in item.quotes] == [side.text for side in sides if side.text]
    assert faults(composed, texts(html), made_pdf.texts, places(html), Status()) == []


def test_no_contradiction_no_heading() -> None:
    assert "contradictions" not in {each.id for each in sheet().parts}


def graded_page(*studies: PackStudy) -> str:
    made = edition()
    pack = graded.of(*studies)
    monograph = made.monograph.model_copy(update={"grade": grade(pack), "counts": counts(pack)})
    return page(shown(made.pack, monograph), SLUG).decode()


def test_preclinical_only_never_wears_the_badge_of_a_certainty_about_people() -> None:
    people, animals = graded_page(graded.rct(300), graded.rct(300)), graded_page(graded.rat(), graded.dish())

    assert 'class="badge certainty-high"' in people
    assert "no-certainty" not in people.split("<main")[1]
    assert 'class="no-certainty preclinical-only"' in animals
    assert 'class="badge' not in animals
    assert 'id="certainty-by-outcome"' not in animals
    assert 'id="preclinical-outcomes"' in animals


def test_each_outcome_stands_with_its_certainty_its_studies_and_who_decided() -> None:
    mixed = graded_page(graded.rct(300), graded.rct(300), graded.rat(outcomes={"sleep": Direction.BENEFIT}))

    (certain,) = re.findall(r'id="certainty-by-outcome".*?</table>', mixed, re.DOTALL)
    (preclinical,) = re.findall(r'id="preclinical-outcomes".*?</table>', mixed, re.DOTALL)
    assert "Body weight" in certain
    assert ">High<" in certain
    assert ">2 randomised trials.<" in certain
    assert certain.count("PMID\u00a0") == 2
    assert "Sleep" in preclinical
    assert "Sleep" not in certain
    assert ">1 study in animals.<" in preclinical


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        (0, "per outcome and overall, without a person's judgement."),
        (1, "per outcome and overall, and for 1 study from what a person decided in place of the rules."),
        (2, "per outcome and overall, and for 2 studies from what a person decided in place of the rules."),
    ],
)
def test_a_grade_that_rests_on_a_persons_word_is_not_called_computed_without_one(decided: int, said: str) -> None:
    made = edition()
    studies = tuple(
        each.model_copy(update={"appraisal": each.appraisal.model_copy(update={"reviewed_by": "Ada"})})
        if at < decided
        else each
        for at, each in enumerate(made.pack.studies)
    )

    composed = shown(made.pack.model_copy(update={"studies": studies}), made.monograph)

    (told,) = [line for facts in blocks(composed, Facts) for term, line in facts.rows if term == "Grade"]
    assert said in "".join(each.text for each in told)


@pytest.mark.parametrize("extractive", [True, False])
def test_beside_a_quote_from_a_study_that_did_not_give_the_peptide_stands_that_it_does_not_count(extractive: bool):
    made = edition(extractive=extractive)
    roles = [Role.ENDOGENOUS, Role.MENTIONED, Role.ADMINISTERED]
    studies = [
        study.model_copy(update={"role": role}) for study, role in zip(made.pack.studies[:3], roles, strict=True)
    ]
    of = made.pack.model_copy(update={"studies": (*studies, *made.pack.studies[3:])})

    composed = shown(of, made.monograph)

    said = [
        "".join(span.text for span in quote.source)
        for block in blocks(composed, Claims)
        for claim in block.items
        for quote in claim.quotes
    ]
    assert [each.rpartition(". Fixed rules took it that this study ")[2] for each in said[:2]] == [
        "measured the peptide and did not give it: it takes no part in the grade.",
        "only mentions the peptide: it takes no part in the grade.",
    ]
    assert "grade" not in said[2]
    assert "takes no part in the grade" in page(composed, SLUG).decode()


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ((0, 0), "Pain: one study reports a result in favour, and one study reports a result against. They differ in "),
        (
            (12, 0),
            "Pain: 13 studies report a result in favour, and one study reports a result against. The two that are ",
        ),
    ],
)
def test_of_many_studies_that_disagree_is_said_that_two_are_compared(others: tuple[int, int], said: str) -> None:
    made = edition(disagreeing=True)
    (found,) = made.monograph.contradictions
    sides = tuple(side.model_copy(update={"others": more}) for side, more in zip(found.sides, others, strict=True))
    monograph = made.monograph.model_copy(update={"contradictions": (found.model_copy(update={"sides": sides}),)})

    (part,) = [each for each in shown(made.pack, monograph).parts if each.id == "contradictions"]

    (item,) = [each for block in part.blocks if isinstance(block, Claims) for each in block.items]
    assert "".join(each.text for each in item.text or ()).startswith(said)
