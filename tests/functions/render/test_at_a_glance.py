"""What a reader takes in first must not be read as more than it is: a certainty is no benefit, silence no absence."""

import re

import pytest
from invented import graded
from invented.editions import edition
from invented.factories import SLUG
from invented.sheets import sheet_of

from functions.render.elements import wording
from functions.render.elements.sheet import Badge, Facts, Line, Paragraph, Part, Sheet
from functions.render.evidence import gaps, grading
from functions.render.findings.summaries import parts
from functions.render.inspect import faults
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, places, texts
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Design, Direction, Role, Section, Species
from shared.gates.context import Status


def said(line: Line) -> str:
    return "".join(each.text for each in line)


def part_of(sheet: Sheet, id: str) -> Part:
    return next(each for each in sheet.parts if each.id == id)


def digest(*sections: tuple[Section, Species]) -> Monograph:
    """A digest whose first claims stand in these sections; the others are left out."""
    made = edition(extractive=True, more=2).monograph
    claims = tuple(
        claim.model_copy(update={"section": section, "species": species})
        for claim, (section, species) in zip(made.claims, sections, strict=False)
    )
    return made.model_copy(update={"claims": claims})


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        (
            [(Section.SAFETY, Species.HUMAN)],
            "1 quotation tells of studies in people. 1 quotation is about unwanted effects.",
        ),
        (
            [(Section.REVIEWS, Species.HUMAN), (Section.REVIEWS, Species.HUMAN)],
            "No quotation tells of studies in people. 2 quotations are from reviews of other studies.",
        ),
        (
            [(Section.HUMAN, Species.HUMAN), (Section.SAFETY, Species.ANIMAL)],
            "1 quotation tells of studies in people. 1 quotation is about unwanted effects.",
        ),
    ],
)
def test_a_digest_counts_harms_in_people_and_reviews_for_what_they_are(sections, told: str) -> None:
    _, plainly = parts(digest(*sections), edition(extractive=True, more=2).pack)

    assert isinstance(plainly.blocks[0], Paragraph)
    assert said(plainly.blocks[0].line) == told


def test_a_certainty_says_that_it_is_no_benefit_and_what_it_is_of() -> None:
    pack = graded.of(
        graded.rct(n=900, outcomes={"pain": Direction.NULL, "glycaemia": Direction.BENEFIT}),
        graded.rct(n=900, outcomes={"pain": Direction.NULL}),
        graded.rat(outcomes={"sleep": Direction.NULL}),
    )
    monograph = edition().monograph.model_copy(update={"grade": grade(pack), "counts": counts(pack)})

    sheet = sheet_of(pack, monograph)
    badge, meaning, facts = part_of(sheet, "evidence-grade").blocks

    assert isinstance(badge, Badge)
    assert badge.meaning.endswith(grading.CERTAINTY)
    assert f"{badge.word}, whichever way the findings went." in sheet.summary, "what a search engine shows"
    assert isinstance(meaning, Paragraph)
    assert said(meaning.line).startswith("That is the grade of the whole.")
    assert isinstance(facts, Facts)
    assert [(term, said(line)) for term, line in facts.rows] == [
        ("High certainty", "Pain"),
        ("Moderate certainty", "Glucose and HbA1c"),
    ]


def test_outcomes_beyond_a_handful_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading, "NAMED_AT_MOST", 1)
    outcomes = {"pain": Direction.NULL, "sleep": Direction.NULL, "fatigue": Direction.NULL}

    _, facts = grading.by_outcome(grade(graded.of(graded.rct(outcomes=outcomes))))

    assert isinstance(facts, Facts)
    assert [said(line) for _, line in facts.rows] == ["Pain; and 2 more"]


def test_where_no_certainty_is_claimed_none_is_explained() -> None:
    pack = graded.of(graded.rat(outcomes={"sleep": Direction.NULL}))
    monograph = edition().monograph.model_copy(update={"grade": grade(pack), "counts": counts(pack)})

    (badge,) = part_of(sheet_of(pack, monograph), "evidence-grade").blocks

    assert isinstance(badge, Badge)
    assert grading.CERTAINTY not in badge.meaning


def test_an_outcome_with_a_certainty_of_which_nothing_is_quoted_is_named() -> None:
    pack = graded.of(graded.rct(outcomes={"pain": Direction.NULL, "sleep": Direction.NULL}))
    made = edition().monograph.model_copy(update={"grade": grade(pack)})
    on_pain = tuple(each.model_copy(update={"outcome": "Pain"}) for each in made.claims)

    some = gaps.found(made.model_copy(update={"claims": on_pain}), pack, unquoted=0)
    none = gaps.found(made.model_copy(update={"claims": ()}), pack, unquoted=0)

    start = "These outcomes are graded, and no statement on this page goes under their name: "
    assert [each for each in some if each.startswith(start)] == [f"{start}Sleep."]
    assert [each for each in none if each.startswith(start)] == [f"{start}Pain; Sleep."]


@pytest.mark.parametrize(
    ("text", "harmful"),
    [
        ("Stinging was reported by nine volunteers.", True),
        ("In rats, nodules and tumours grew in number and more of them were seen.", True),
        ("In rats, tumours were fewer and weight increased.", False),
        ("Release of tumour necrosis factor fell.", False),
    ],
)
def test_what_hurts_and_more_of_a_disease_are_harms_and_less_of_it_is_none(text: str, harmful: bool) -> None:
    pack = graded.of(graded.rct())
    made = edition().monograph
    claims = tuple(each.model_copy(update={"text": text}) for each in made.claims[:1])

    found = gaps.found(made.model_copy(update={"claims": claims, "grade": grade(pack)}), pack, unquoted=0)

    assert (gaps.HARMS_UNTOLD not in found) is harmful


def test_a_digest_that_quotes_nothing_but_a_records_harms_says_why() -> None:
    made = edition(extractive=True, more=2)
    alone = digest((Section.SAFETY, Species.HUMAN), (Section.ANIMAL, Species.ANIMAL))
    same = alone.claims[0].model_copy(update={"section": Section.HUMAN})
    beside = alone.model_copy(update={"claims": (same, *alone.claims)})

    composed = sheet_of(made.pack, alone)

    intros = [said(each.line) for each in part_of(composed, "evidence-safety").blocks if isinstance(each, Paragraph)]
    assert intros == [wording.SECTIONS[Section.SAFETY][1], wording.HARMS_FIRST]
    assert wording.HARMS_FIRST not in page(sheet_of(made.pack, beside), SLUG).decode()
    html = page(composed, SLUG)
    assert faults(composed, texts(html), document(composed).texts, places(html), Status()) == []


def test_a_review_is_not_said_to_have_measured_anything() -> None:
    review = wording.not_given(Role.ENDOGENOUS, Design.NARRATIVE_REVIEW)

    assert "this review tells of" in review
    assert "this study measured" in wording.not_given(Role.ENDOGENOUS, Design.OBSERVATIONAL)
    assert "this review only mentions" in wording.not_given(Role.MENTIONED, Design.SYSTEMATIC_REVIEW)
    assert wording.not_given(Role.ADMINISTERED, Design.NARRATIVE_REVIEW) == ""


def test_the_grade_stands_before_the_list_of_parts_and_behind_the_disclaimer() -> None:
    html = page(sheet_of(edition().pack, edition().monograph), SLUG).decode()

    places = [
        html.index(each)
        for each in ('class="disclaimer"', "<h1>", 'class="word"', 'class="contents"', 'id="what-changed"')
    ]
    assert places == sorted(places)
    assert re.findall(r'<nav class="(\w+)" aria-label="([^"]+)">', html) == [
        ("site", "Site"),
        ("contents", "On this page"),
    ]


def test_a_table_stays_a_table_to_a_screen_reader_where_it_is_drawn_as_a_list() -> None:
    html = page(sheet_of(edition().pack, edition().monograph), SLUG).decode()

    tables = html.count("<table ")
    assert tables
    assert html.count('role="table"') == tables
    assert html.count('role="row"') == html.count("<tr ")
    assert html.count('role="cell"') == html.count("<td ")
    assert html.count('role="rowheader"') + html.count('role="columnheader"') == html.count("<th ")
    assert html.count('role="doc-biblioref"') == html.count('href="#ref-')
