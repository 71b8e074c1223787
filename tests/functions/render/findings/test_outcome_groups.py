"""Statements that bear on one outcome stand together, in the order of the list of outcomes."""

import re
from io import BytesIO

import pytest
from invented.editions import edition
from invented.factories import SLUG
from invented.sheets import sheet_of
from pypdf import PdfReader

from functions.comply.compose import compose, kept
from functions.render.elements.sheet import Claims, Part, Sheet, ShownClaim
from functions.render.findings.outcome_groups import OTHERS, headed
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page
from shared.domain.evidence.outcome_order import groups, named
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.publishing.monograph import Monograph, Reviewer
from shared.gates.text import check


def people(*outcomes: str) -> Sheet:
    """A page with a statement in people on each of these outcomes."""
    made = edition(more=len(outcomes) - 1)
    found = [each for each in made.monograph.claims if each.section == "human"]
    claims = tuple(each.model_copy(update={"outcome": said}) for each, said in zip(found, outcomes, strict=True))
    return sheet_of(made.pack, made.monograph.model_copy(update={"claims": claims}))


def headings(composed: Sheet) -> list[str]:
    return [part.heading for part in composed.parts if part.level == 4]


def parts_of(composed: Sheet, section: str = "human") -> list[Part]:
    return [each for each in composed.parts if each.id.startswith(f"evidence-{section}")]


def claims_of(composed: Sheet) -> list[ShownClaim]:
    return [
        claim
        for part in parts_of(composed)
        for block in part.blocks
        if isinstance(block, Claims)
        for claim in block.items
    ]


def test_statements_of_one_outcome_stand_together_in_the_order_of_the_list() -> None:
    composed = people("Pain", "walking speed", "body_weight", "", "pain", "Walking  speed", "Glucose and HbA1c")

    assert headings(composed) == ["Body weight", "Glucose and HbA1c", "Pain", "Walking speed", OTHERS]
    told = [len(block.items) for part in parts_of(composed) for block in part.blocks if isinstance(block, Claims)]
    assert told == [1, 1, 2, 2, 1]


@pytest.mark.parametrize(
    ("outcomes", "found"),
    [
        (["pain"], []),
        (["pain", "Pain"], ["Pain"]),
        (["", ""], []),
        (["grip strength"], []),
        (["", "sleep"], ["Sleep", OTHERS]),
    ],
)
def test_one_statement_needs_no_heading_and_what_names_no_outcome_has_none(
    outcomes: list[str], found: list[str]
) -> None:
    assert headings(people(*outcomes)) == found


def test_below_a_heading_the_outcome_is_not_said_again() -> None:
    apart, alone = people("pain", "sleep"), people("pain")

    tags = [
        [
            claim.tags
            for part in parts_of(each)
            for block in part.blocks
            if isinstance(block, Claims)
            for claim in block.items
        ]
        for each in (apart, alone)
    ]
    assert tags == [["Result: in favour of the peptide"] * 2, ["Pain: in favour of the peptide"]]


@pytest.mark.parametrize(
    ("words", "shown"), [("grip strength", "Grip strength"), ("pH of urine", "pH of urine"), ("mRNA", "mRNA"), ("", "")]
)
def test_an_outcome_begins_with_a_capital_unless_it_is_known_without(words: str, shown: str) -> None:
    assert headed(words) == shown


def test_page_and_pdf_have_the_headings_and_every_anchor_is_unique() -> None:
    composed = people("sleep", "gait", "stride", "pain")

    html = page(composed, SLUG).decode()
    ids = re.findall(r' id="([^"]+)"', html)
    pdf = " ".join(" ".join(each.extract_text().split()) for each in PdfReader(BytesIO(document(composed).data)).pages)

    assert re.findall(r"<h4[^>]*>([^<]+)", html) == ["Pain", "Sleep", "Gait", "Stride"]
    assert '<h4 id="evidence-human-pain">' in html
    assert len(ids) == len(set(ids))
    places = [pdf.index(each) for each in ("Studies in people", "Pain", "Sleep", "Gait", "Stride")]
    assert places == sorted(places)


def test_no_heading_of_an_outcome_stands_at_a_pages_end() -> None:
    for number in range(2, 16):
        composed = people(*("pain" if at % 2 else f"outcome {at}" for at in range(number)))
        for each in PdfReader(BytesIO(document(composed).data)).pages:
            lines = [line.strip() for line in each.extract_text().splitlines() if line.strip()]
            body = [line for line in lines if not re.match(r"PepTalk: |Page \d", line)]
            assert body[-1] not in {part.heading for part in composed.parts}, number


def marks(monograph: Monograph) -> list[str]:
    made = edition(more=3)
    html = page(sheet_of(made.pack, monograph), SLUG).decode()
    first = html[html.index('id="evidence"') : html.index('id="set-aside"')]
    return list(dict.fromkeys(re.findall(r"\[(\d+)\]", first)))


def test_references_are_numbered_by_first_mention_on_the_page() -> None:
    made = edition(more=3)
    outcomes = ["sleep", "", "", "pain", "sleep", "pain"]
    claims = tuple(
        each.model_copy(update={"outcome": said}) for each, said in zip(made.draft.claims, outcomes, strict=True)
    )
    monograph = compose(made.pack, made.draft.model_copy(update={"claims": claims}), (), Reviewer(kind="none"))

    assert [each.outcome for each in monograph.claims] == ["pain", "pain", "sleep", "sleep", "", ""]
    assert marks(monograph) == ["1", "2", "3", "4", "5", "6"]


def test_where_no_outcome_is_named_statements_keep_the_drafts_order() -> None:
    made = edition(more=3, extractive=True)
    claims = tuple(each.model_copy(update={"outcome": ""}) for each in made.draft.claims)

    found = kept(made.draft.model_copy(update={"claims": claims}), ())

    assert [each.id for each in found if each.section == "human"] == [
        each.id for each in claims if each.section == "human"
    ]
    assert len(groups(each for each in found if each.section == "human")) == 1


@pytest.mark.parametrize("said", ["body_weight", "Body weight", " body  weight", "BODY WEIGHT"])
def test_an_outcome_is_known_by_its_id_and_its_title(said: str) -> None:
    assert named(said) is OUTCOMES["body_weight"]


@pytest.mark.parametrize("said", ["", "weight", "body weight in rats"])
def test_other_words_are_no_outcome_of_the_list(said: str) -> None:
    assert named(said) is None


@pytest.mark.parametrize("heading", [*(each.title for each in OUTCOMES.values()), OTHERS])
def test_every_heading_passes_the_rules_for_our_own_words(heading: str) -> None:
    assert [each for each in check(heading) if each.severity == "block"] == []
