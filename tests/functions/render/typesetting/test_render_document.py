"""The PDF: what a reader of the file finds in it is what was composed."""

import re
from io import BytesIO

import pytest
from invented.editions import ANIMAL, CELLS, HUMAN
from invented.factories import SLUG
from invented.sheets import sheet
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from functions.render.inspect import faults
from functions.render.typesetting import fonts
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, texts
from functions.render.typesetting.texts import Text
from shared.domain.publishing.words import SAMPLE
from shared.gates.context import Status


def squeezed(text: str) -> str:
    """Without white space: where lines break is the typesetter's business."""
    return re.sub(r"\s+", "", text)


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def body(reader: PdfReader) -> str:
    return squeezed("".join(each.extract_text() for each in reader.pages))


def test_the_real_file_holds_every_quote_with_greek_signs_and_accents() -> None:
    text = body(read(document(sheet()).data))

    for quote in (HUMAN, ANIMAL):
        assert squeezed(quote) in text
    assert squeezed(fonts.printable(CELLS)) in text
    assert "NúñezA,SampleB." in text


def test_the_real_file_says_what_the_typesetter_says_that_it_set() -> None:
    made = document(sheet())

    text = body(read(made.data))

    for each in made.texts:
        # A page's end may part a text; headers and footers stand between the halves.
        if len(each.text) < 400:
            assert squeezed(each.text) in text, each.text


def test_a_rare_letter_is_set_in_the_whole_font_and_a_common_text_in_the_small_file() -> None:
    rare = "The phonetic ɑ is no Greek letter."

    text = body(read(document(sheet(human=rare)).data))

    assert squeezed(rare) in text
    assert len(fonts.file_for("figo", {"a"})) < 100_000 < len(fonts.file_for("figo", {"ɑ"}))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert document(sheet()).data == document(sheet()).data


def test_another_version_has_another_identity() -> None:
    one, other = (read(document(each).data).trailer["/ID"] for each in (sheet(), sheet(extractive=True)))

    assert one != other


def test_fonts_are_embedded_and_subset() -> None:
    reader = read(document(sheet()).data)

    found: dict[str, int] = {}
    for each in reader.pages:
        for font in each["/Resources"]["/Font"].values():  # pyright: ignore
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor: DictionaryObject = descendant["/FontDescriptor"].get_object()
            found[str(descendant["/BaseFont"])] = len(descriptor["/FontFile2"].get_object().get_data())
    assert {name.split("+")[-1] for name in found} >= {"FiraGO", "FiraGOBold"}
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in found)
    assert max(found.values()) < 120_000, "a whole FiraGO is 800 kB"


def test_it_has_title_language_dates_and_bookmarks() -> None:
    reader = read(document(sheet()).data)

    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Exemplin-12: evidence summary, version 1. Invented sample. No such peptide or study exists."
    )
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.isoformat() == "2026-11-23T02:00:00+00:00"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    headings = [each.title for each in reader.outline if not isinstance(each, list)]
    assert headings[0] == "Evidence at a glance"
    assert headings[-2:] == ["Methods", "References"]


def test_every_page_has_banner_version_hash_and_number() -> None:
    composed = sheet()

    pages = read(document(composed).data).pages

    assert len(pages) > 1
    for number, each in enumerate(pages, 1):
        text = squeezed(each.extract_text())
        assert squeezed("Invented sample. No such peptide or study exists.") in text
        assert squeezed(f"Version 1, 23 November 2026. Content {composed.content_hash[:16]}") in text
        assert f"Page{number}" in text


def uris_of(reader: PdfReader) -> list[str]:
    """Where the file's links lead, those within it aside."""
    return [
        str(annotation.get_object()["/A"]["/URI"])
        for each in reader.pages
        for annotation in each.get("/Annots", [])
        if "/A" in annotation.get_object() and "/URI" in annotation.get_object()["/A"]
    ]


def test_a_path_of_the_site_is_told_in_words_and_is_no_link() -> None:
    """A file is kept where no site is; a link without one would lead to nothing."""
    reader = read(document(sheet()).data)

    assert squeezed("How pages are made, checked and graded, at /methods on PepTalk's site.") in body(reader)
    assert uris_of(reader) == []


def test_references_of_real_records_are_links() -> None:
    uris = uris_of(read(document(sheet(sample=False)).data))

    assert uris
    assert all(each.startswith("https://") for each in uris)
    assert "https://pubmed.ncbi.nlm.nih.gov/990000001/" in uris
    assert "https://doi.org/10.0000/invented.990000001" in uris


@pytest.mark.parametrize(
    "nasty", ["<b>bold</b> **bold** __u__ [text](https://evil.example) {nb}", r"\input{/etc/passwd} $x$ %s {0} & < >"]
)
def test_markup_in_any_text_stays_text(nasty: str) -> None:
    reader = read(document(sheet(human=nasty)).data)

    assert squeezed(nasty) in body(reader)


def test_a_character_that_no_font_has_is_replaced_and_named() -> None:
    composed = sheet(human="Dose 中 rose ∼2-fold in phase Ⅲ\u0007.")

    text = body(read(document(composed).data))

    assert "Dose\ufffdrose~2-foldinphaseIII\ufffd." in text
    assert squeezed("shown as others: U+0007 as \ufffd, U+2162 as III, U+223C as ~, U+4E2D as \ufffd.") in text


def test_the_fonts_have_what_abstracts_are_written_with() -> None:
    signs = "αβγδεκλμµσωΔΩ≥≤±×−→°≈₂⁺∞√′″éüñøåłŁčşžőİğ–—‘’“”…•·†‡§®™½≠✓≡♀♂"

    assert fonts.substitutes([signs]) == {}


def test_a_long_word_and_a_full_page_of_quotes_break_and_lose_nothing() -> None:
    word = "N-acetyl-" + "seryl" * 60
    quote = f"{word} " + "and so it went on " * 250

    text = "".join(squeezed(each.extract_text()) for each in read(document(sheet(human=quote)).data).pages)

    text = re.sub(r"PepTalk:Exemplin-12\..*?Page\d+", "", text).replace(squeezed(SAMPLE), "")
    assert squeezed(word) in text
    assert text.count("andsoitwenton") >= 245


def test_nothing_speaks_against_what_was_composed() -> None:
    composed = sheet()

    assert faults(composed, texts(page(composed, SLUG)), document(composed).texts, (), Status()) == []


def test_a_typesetting_that_lost_a_quote_is_caught() -> None:
    composed = sheet()
    lossy = [each for each in document(composed).texts if ANIMAL not in each.text]

    found = faults(composed, texts(page(composed, SLUG)), lossy, (), Status())

    assert {each.rule for each in found} == {"typeset"}
    assert all(each.reason.startswith("PDF") for each in found)


def test_a_typesetting_without_its_last_disclaimer_is_caught() -> None:
    composed = sheet()
    laid = list(document(composed).texts)
    last = max(at for at, each in enumerate(laid) if each.text == composed.disclaimer)

    found = faults(composed, texts(page(composed, SLUG)), laid[:last] + laid[last + 1 :], (), Status())

    assert [each.rule for each in found] == ["C23"]


def test_forbidden_words_of_our_own_are_caught_in_both() -> None:
    composed = sheet()
    word = Text("You should inject 250 mcg twice daily.", False, 10_000)

    found = faults(composed, [*texts(page(composed, SLUG)), word], [*document(composed).texts, word], (), Status())

    assert {each.reason.split(":")[0] for each in found} == {"page", "PDF"}
