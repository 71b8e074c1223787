"""What sums up the page stands at its top, each sentence with the marks of the records that it rests on."""

from io import BytesIO

from invented.editions import edition
from invented.factories import SLUG
from invented.sheets import sheet_of
from pypdf import PdfReader

from functions.comply.compose import compose
from functions.render.elements.sheet import Bullets, Claims, Paragraph, Part, Sheet
from functions.render.findings.summaries import COUNTED, FOR_RESEARCHERS, NOT_SUMMED_UP
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page
from shared.domain.publishing.draft import Claim, claim_id
from shared.domain.publishing.monograph import Reviewer
from shared.domain.vocabulary import Direction, Section
from shared.gates.draft import judge
from shared.gates.text import check

OVERVIEW = "In one trial, grip strength rose."
IN_ANIMALS = "2 quotations tell of animals or cells, and what was seen there often does not hold in people."
PLAINLY = "People became stronger <b>& faster."


def summed_up() -> Sheet:
    """A page by a model with an overview, and a plain sentence that rests on two records."""
    made = edition(more=1)
    first, *_, last = made.draft.claims
    added = (
        _summary(first, Section.PLAIN_LANGUAGE, PLAINLY, (*last.sentences, *first.sentences)),
        _summary(first, Section.OVERVIEW, OVERVIEW, first.sentences),
    )
    draft = made.draft.model_copy(update={"claims": (*made.draft.claims, *added)})
    return sheet_of(made.pack, compose(made.pack, draft, (), Reviewer(kind="none")))


def _summary(like: Claim, section: Section, text: str, sentences: tuple[str, ...]) -> Claim:
    id = claim_id(SLUG, section, text)
    return like.model_copy(update={"id": id, "section": section, "text": text, "sentences": sentences})


def part_of(sheet: Sheet, id: str) -> Part:
    return next(each for each in sheet.parts if each.id == id)


def lines_of(part: Part) -> list[str]:
    found = [block.items for block in part.blocks if isinstance(block, Claims)]
    return ["".join(span.text for span in each.text or ()) for items in found for each in items]


def test_they_stand_before_the_findings_with_marks_that_lead_to_the_references() -> None:
    sheet = summed_up()

    ids = [each.id for each in sheet.parts]
    assert ids.index("evidence-grade") < ids.index("overview") < ids.index("plain-language") < ids.index("evidence")
    assert lines_of(part_of(sheet, "overview")) == [f"{OVERVIEW} [1]"]
    assert lines_of(part_of(sheet, "plain-language")) == [f"{PLAINLY} [1] [2]"]
    html = page(sheet, SLUG).decode()
    assert "People became stronger &lt;b&gt;&amp; faster." in html
    assert html.count('href="#ref-2"') == 2
    assert html.index('id="overview"') < html.index('id="evidence"')


def test_they_are_not_told_again_among_the_findings() -> None:
    sheet = summed_up()

    told = [line for part in sheet.parts for line in lines_of(part) if OVERVIEW in line or PLAINLY in line]
    assert len(told) == 2
    assert not any(each.id.startswith(("evidence-overview", "evidence-plain")) for each in sheet.parts)


def test_the_pdf_has_them_too() -> None:
    read = PdfReader(BytesIO(document(summed_up()).data))

    text = " ".join(" ".join(each.extract_text().split()) for each in read.pages)
    assert f"{OVERVIEW} [1]" in text
    assert f"{PLAINLY} [1] [2]" in text


def test_a_page_of_a_model_without_a_summary_says_that_there_is_none() -> None:
    made = edition()

    sheet = sheet_of(made.pack, made.monograph)

    (said,) = part_of(sheet, "overview").blocks
    assert isinstance(said, Paragraph)
    assert said.line[0].text == NOT_SUMMED_UP
    assert "plain-language" not in {each.id for each in sheet.parts}
    assert check(NOT_SUMMED_UP) == ()


def test_a_page_without_statements_has_nothing_to_sum_up() -> None:
    made = edition()

    sheet = sheet_of(made.pack, made.monograph.model_copy(update={"claims": (), "references": ()}))

    assert {each.id for each in sheet.parts}.isdisjoint({"overview", "plain-language"})


def test_a_page_with_one_of_the_two_summaries_says_nothing_of_the_other() -> None:
    made = edition()
    first, *_ = made.draft.claims
    claims = (*made.draft.claims, _summary(first, Section.PLAIN_LANGUAGE, PLAINLY, first.sentences))
    draft = made.draft.model_copy(update={"claims": claims})

    ids = {each.id for each in sheet_of(made.pack, compose(made.pack, draft, (), Reviewer(kind="none"))).parts}

    assert ("overview" in ids, "plain-language" in ids) == (False, True)


def test_of_a_digest_code_counts_what_is_quoted() -> None:
    made = edition(extractive=True, more=2)
    sheet = sheet_of(made.pack, made.monograph)

    intro, counted = part_of(sheet, "overview").blocks
    assert isinstance(intro, Paragraph)
    assert isinstance(counted, Bullets)
    assert intro.line[0].text == COUNTED
    assert ["".join(span.text for span in each) for each in counted.items] == [
        "Studies in people: 3 quotations of 3 records, on grip strength.",
        "Studies in animals: 1 quotation of 1 record, on grip strength.",
        "Studies in cells and tissue: 1 quotation of 1 record, on grip strength.",
    ]
    assert [each[0].href for each in counted.items] == ["#evidence-human", "#evidence-animal", "#evidence-in_vitro"]
    plain = ["".join(span.text for span in each.line) for each in part_of(sheet, "plain-language").blocks]
    assert plain == [
        f"3 quotations tell of studies in people. {IN_ANIMALS}",
        FOR_RESEARCHERS,
    ]
    assert [each for each in check(" ".join((COUNTED, *plain))) if each.severity == "block"] == []
    # Every link of the PDF has a place to lead to.
    assert PdfReader(BytesIO(document(sheet).data)).pages


def test_a_digest_without_people_says_so() -> None:
    made = edition(extractive=True)
    claims = tuple(each for each in made.monograph.claims if each.section is not Section.HUMAN)
    sheet = sheet_of(made.pack, made.monograph.model_copy(update={"claims": claims}))

    said = "".join(span.text for span in part_of(sheet, "plain-language").blocks[0].line)
    assert said == f"No quotation tells of studies in people. {IN_ANIMALS}"
    empty = sheet_of(made.pack, made.monograph.model_copy(update={"claims": ()}))
    assert {each.id for each in empty.parts}.isdisjoint({"overview", "plain-language"})


def test_the_gates_let_a_sound_summary_pass() -> None:
    made = edition()
    first = made.draft.claims[0].model_copy(update={"direction": Direction.UNCLEAR})
    overview = _summary(first, Section.OVERVIEW, OVERVIEW, first.sentences)
    draft = made.draft.model_copy(update={"claims": (first, overview)})

    assert [each for each in judge(made.pack, draft) if each.claim == overview.id] == []
