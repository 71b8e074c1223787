"""What a version changed leads to where it stands, and says nothing twice."""

from io import BytesIO

import pytest
from invented.editions import edition
from invented.factories import peptide
from invented.sheets import PUBLISHED, SEARCHES
from pypdf import PdfReader

from functions.render.changes import changed
from functions.render.compose import compose
from functions.render.elements.sheet import Block, Bullets, Paragraph
from functions.render.typesetting.document import document
from shared.domain.publishing.changes import Changes
from shared.domain.vocabulary import Level, Section

MADE = edition(more=3)
IDS = tuple(each.id for each in MADE.monograph.claims)


def blocks(changes: Changes, *gone: str, version: int = 2) -> tuple[Block, ...]:
    return changed.blocks(changes, MADE.monograph, MADE.pack, gone, version)


def lines(found: tuple[Block, ...]) -> list[str]:
    return [
        "".join(span.text for span in line)
        for block in found
        for line in (
            block.items if isinstance(block, Bullets) else [block.line] if isinstance(block, Paragraph) else []
        )
    ]


def test_it_says_since_which_version() -> None:
    added = Changes(grade_now=Level.LOW, claims_added=IDS[:1])

    assert lines(blocks(added, version=7)) == [
        "Since version 6.",
        "1 statement was added: grip strength, among studies in people.",
    ]
    assert lines(blocks(Changes(first=True, grade_now=Level.LOW), version=1)) == [changed.FIRST]
    assert lines(blocks(Changes(grade_now=Level.LOW), version=3)) == [changed.REDONE]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("Grip strength", "grip strength"),
        ("VISA-A score", "VISA-A score"),
        ("Constant–Murley scores", "Constant–Murley scores"),
        ("Fasting HbA1c", "fasting HbA1c"),
        ("glycaemia", "glucose and HbA1c"),
    ],
)
def test_an_outcomes_name_keeps_the_capitals_that_belong_to_it(outcome: str, said: str) -> None:
    first, *others = MADE.monograph.claims
    named = first.model_copy(update={"outcome": outcome})
    monograph = MADE.monograph.model_copy(update={"claims": (named, *others)})
    amended = Changes(grade_now=Level.LOW, claims_amended=(first.id,))

    assert lines(changed.blocks(amended, monograph, MADE.pack, (), 2))[1:] == [
        f"1 statement was amended: {said}, among studies in people."
    ]


def test_why_a_statement_went_takes_the_place_of_how_many_went() -> None:
    gone = Changes(grade_now=Level.LOW, claims_removed=("c1",))

    assert lines(blocks(gone))[1:] == ["1 statement was removed."]
    assert lines(blocks(gone, "1 statement among reviews was removed: it fell"))[1:] == [
        "1 statement among reviews was removed: it fell."
    ]


def test_a_summary_is_named_as_one_and_many_statements_are_only_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = MADE.monograph.claims
    summed = first.model_copy(update={"section": Section.OVERVIEW})
    bare = others[0].model_copy(update={"outcome": ""})
    monograph = MADE.monograph.model_copy(update={"claims": (summed, bare, *others[1:])})
    added = Changes(grade_now=Level.LOW, claims_added=IDS[:2])

    said = lines(changed.blocks(added, monograph, MADE.pack, (), 2))
    monkeypatch.setattr(changed, "LINKED_AT_MOST", 1)
    many = lines(changed.blocks(added, monograph, MADE.pack, (), 2))

    assert said[1:] == ["2 statements were added: the overview; studies in people."]
    assert many[1:] == ["2 statements were added."]


def test_every_link_of_the_pdf_leads_to_a_place_in_it() -> None:
    sheet = compose(
        peptide(sample=True),
        MADE.pack,
        MADE.monograph,
        Changes(grade_now=Level.LOW, claims_added=IDS[:1]),
        SEARCHES,
        version=2,
        published_at=PUBLISHED,
        approved_by="automatic",
    )

    read = PdfReader(BytesIO(document(sheet).data))

    links = [each.get_object() for page in read.pages for each in page.get("/Annots") or ()]
    inner = [each for each in links if "/Dest" in each]
    assert len(inner) > len(MADE.monograph.references)
    text = " ".join(" ".join(each.extract_text().split()) for each in read.pages)
    assert "Since version 1." in text
    assert "1 statement was added: grip strength, among studies in people." in text
