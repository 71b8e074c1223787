"""Short forms are spelled out below a quotation, by the very words of its record; the quotation stays as it is."""

from io import BytesIO

import pytest
from invented.editions import edition
from invented.factories import SLUG, sentence
from invented.sheets import sheet_of
from pypdf import PdfReader

from functions.render.elements.sheet import Claims, Sheet
from functions.render.findings import short_forms
from functions.render.inspect import faults
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, places, texts
from shared.domain.evidence.pack import EvidencePack
from shared.gates.context import Status

QUOTED = "GS fell by 2.4 kg in the EX group."


def record(*texts: str, title: str = "") -> EvidencePack:
    """The edition's pack, whose first record says this before the sentence that is quoted."""
    pack = edition(human=QUOTED).pack
    first, *others = pack.studies
    study = first.model_copy(update={"citation": first.citation.model_copy(update={"title": title})})
    more = tuple(sentence(1, number, text) for number, text in enumerate(texts, 2))
    return pack.model_copy(update={"studies": (study, *others), "sentences": (*pack.sentences, *more)})


def explained(*texts: str, title: str = "") -> dict[str, str]:
    pack = record(*texts, title=title)
    pmid = pack.studies[0].pmid
    return {each.short: each.words for each in short_forms.of(pack, [pmid])[pmid]}


def below(quoted: str, *texts: str) -> str:
    pack = record(*texts)
    pmid = pack.studies[0].pmid
    return "".join(each.text for each in short_forms.line(short_forms.of(pack, [pmid])[pmid], quoted))


def sheet(*texts: str, extractive: bool = True) -> Sheet:
    made = edition(extractive=extractive, human=QUOTED)
    return sheet_of(record(*texts), made.monograph)


def test_the_words_are_those_of_the_record_where_it_says_them() -> None:
    pack = record("Half were given exemplary xylitol (EX) and grip strength (GS) was read.", title="On plums (PL).")
    pmid = pack.studies[0].pmid

    found = {each.short: each for each in short_forms.of(pack, [pmid])[pmid]}

    words = {short: each.words for short, each in found.items()}
    assert words == {"PL": "plums", "EX": "exemplary xylitol", "GS": "grip strength"}
    for each in found.values():
        text = pack.sentence(each.sentence)
        said = text.text if text else pack.studies[0].citation.title
        assert said[each.start : each.end] == each.words


@pytest.mark.parametrize(
    ("text", "short", "words"),
    [
        ("Grip strength (GS) rose.", "GS", "Grip strength"),
        ("All took proton pump inhibitors (PPIs) before.", "PPIs", "proton pump inhibitors"),
        ("Under ultraviolet B (UV-B) light.", "UV-B", "ultraviolet B"),
        ("Fed di(2-invented) plumate (DIP) for days.", "DIP", "di(2-invented) plumate"),
        ("Given flutimaginate (FLUT); or nothing.", "FLUT", "flutimaginate"),
    ],
)
def test_a_short_form_has_the_words_that_it_is_made_of(text: str, short: str, words: str) -> None:
    assert explained(text) == {short: words}


@pytest.mark.parametrize(
    "text",
    [
        "Low amounts of the plum extract (LD) were given.",
        "The drink of Alba, Altona (AA) was tested.",
        "Mean (SD) was five, of spread diversity (SD).",
        "Most confidence intervals (CIs) were wide.",
        "Glycated A1c (A1C) was low.",
        "Irritable bowel syndrome (IBS-D) was seen.",
        "Near infrared diffuse (NIR) light was used.",
        "Plum (GS) was given.",
        "There was a trend (P = 0.06) (TP).",
    ],
)
def test_words_that_need_not_be_its_meaning_are_not_told(text: str) -> None:
    assert explained(text) == {}


def test_what_a_record_explains_in_two_ways_is_not_told() -> None:
    assert explained("Grip strength (GS) rose.", "Gold salt (GS) was given.") == {}
    assert explained("Grip strength (GS) rose.", "grip  strength (GS) fell.") == {"GS": "Grip strength"}


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        (QUOTED, "In this record GS stands for grip strength; EX stands for exemplary xylitol."),
        ("EX-treated mice had no change of it.", "In this record EX stands for exemplary xylitol."),
        ("Grip strength (GS) fell.", ""),
        ("Of all grip strength, GS fell.", "In this record GS stands for grip strength."),
        ("GS-1, AGS and GSX are no such words.", "In this record GS stands for grip strength."),
        ("AGS and GSX and gs are no such words.", ""),
    ],
)
def test_only_what_the_quotation_uses_and_does_not_say_itself_is_told(quoted: str, said: str) -> None:
    assert below(quoted, "The grip strength (GS) was read; exemplary xylitol (EX), was given.") == said


def test_no_more_than_a_few_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_forms, "AT_MOST", 1)

    assert (
        below(QUOTED, "The grip strength (GS) and exemplary xylitol (EX).")
        == "In this record GS stands for grip strength."
    )


@pytest.mark.parametrize("words", ["buy xenon", "<b xmp=1>"])
def test_words_that_no_page_prints_explain_nothing(words: str) -> None:
    assert below("BX was given.", f"There was {words} (BX).") == ""


@pytest.mark.parametrize("extractive", [True, False])
def test_page_and_pdf_spell_them_out_and_leave_the_quotation_alone(extractive: bool) -> None:
    composed = sheet("The grip strength (GS) was read.", extractive=extractive)

    html, pdf = page(composed, SLUG), document(composed)

    (first, *_) = [
        quote
        for part in composed.parts
        for block in part.blocks
        if isinstance(block, Claims)
        for claim in block.items
        for quote in claim.quotes
    ]
    assert first.text == QUOTED
    assert f'<p translate="no">{QUOTED}</p><div class="short">In this record <span translate="no">GS' in html.decode()
    read = " ".join(" ".join(each.extract_text().split()) for each in PdfReader(BytesIO(pdf.data)).pages)
    assert "In this record GS stands for grip strength." in read
    assert faults(composed, texts(html), pdf.texts, places(html), Status()) == []
