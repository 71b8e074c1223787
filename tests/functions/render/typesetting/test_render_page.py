"""The page: everything that was composed, escaped, in order, and nothing that runs or fetches."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from invented.editions import ANIMAL, CELLS, HUMAN, edition
from invented.factories import SLUG, peptide
from invented.sheets import SEARCHES, sheet, sheet_of

from functions.render.compose import compose
from functions.render.typesetting import texts as reading
from functions.render.typesetting.page import page, texts
from shared.domain.catalog.peptide import Relation
from shared.domain.evidence.pack import PackClass
from shared.domain.publishing.changes import Changes
from shared.domain.vocabulary import Design, Flag, Level, Species
from shared.gates.text import check

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} \\input{x} \"&'</style>"


class Outline(HTMLParser):
    """Tags with attributes, as a browser would see them."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]


def test_everything_composed_stands_on_the_page_in_order() -> None:
    composed = sheet()

    said = reading.whole(texts(page(composed, SLUG)))

    at = 0
    for span in (each for part in composed.parts for each in [part.heading]):
        found = said.find(span, at)
        assert found >= 0, span
        at = found
    assert not list(reading.absent((each.text for each in composed.spans()), said))
    for quote in (HUMAN, ANIMAL, CELLS):
        assert quote in said


def test_people_animals_and_cells_stand_apart() -> None:
    said = reading.whole(texts(page(sheet(), SLUG)))

    places = [said.rindex(each) for each in ("Studies in people What", HUMAN, "Studies in animals What", ANIMAL)]
    assert places == sorted(places)
    assert said.index("Studies in cells and tissue") < said.index(CELLS)


def test_a_sentence_chosen_by_rules_is_shown_as_quotation_only() -> None:
    own = reading.own(texts(page(sheet(extractive=True), SLUG)))

    assert HUMAN not in own
    assert "Extractive digest: sentences chosen by fixed rules, no model wrote a word." in own


def test_a_models_statement_is_our_own_words_and_the_quote_is_not() -> None:
    own = reading.own(texts(page(sheet(), SLUG)))

    assert "In one trial, grip strength rose by 2.4 kg." in own
    assert HUMAN not in own
    assert "Drafted by sandbox-writer, a stand-in for a language model" in own
    assert "reviewed by sandbox-reviewer, a stand-in for a second language model" in own
    assert "Not reviewed by a person." in own


@pytest.mark.parametrize("extractive", [True, False])
def test_markup_in_any_text_stays_text(extractive: bool) -> None:
    plain = NASTY.replace('"', "")  # the catalog takes no quotation marks in names
    nasty = peptide(
        name=plain,
        aliases=[f"{plain}b"],
        category="<b>x</b>",
        relations=[Relation(kind="salt_of", of=f"{plain}c", note=NASTY)],
    )
    composed = sheet(extractive=extractive, human=NASTY, of=nasty)

    data = page(composed, SLUG)

    outline = Outline(data)
    assert not {"script", "img", "iframe", "object", "form"} & set(outline.names())
    assert not [attrs for _, attrs in outline.tags if any(name.startswith("on") for name in attrs)]
    assert outline.names().count("style") == 1
    assert NASTY in reading.whole(texts(data))
    assert "49" not in reading.whole(texts(data)).replace(composed.content_hash, "")


def test_a_crafted_doi_leads_nowhere_else() -> None:
    made = edition()
    evil = 'javascript:alert(1)//"><script>'
    references = tuple(
        each.model_copy(update={"citation": each.citation.model_copy(update={"doi": evil})})
        for each in made.monograph.references
    )
    composed = compose(
        peptide(),
        made.pack.model_copy(update={"sample": False}),
        made.monograph.model_copy(update={"references": references}),
        Changes(first=True, grade_now=Level.LOW),
        SEARCHES,
        version=1,
        published_at="2026-11-23T02:00:00.000Z",
        approved_by="automatic",
    )

    links = [attrs["href"] or "" for tag, attrs in Outline(page(composed, SLUG)).tags if tag == "a"]

    assert {re.match(r"https://[a-z.]+/|/|#", each) is not None for each in links} == {True}
    assert "https://doi.org/javascript%3Aalert%281%29//%22%3E%3Cscript%3E" in links


def test_invented_records_are_linked_to_nothing() -> None:
    links = [
        attrs.get("href") or "" for tag, attrs in Outline(page(sheet(of=peptide(sample=True)), SLUG)).tags if tag == "a"
    ]

    assert not [each for each in links if "pubmed" in each or "doi.org" in each]


def test_a_sample_says_so_before_anything_else() -> None:
    marked, plain = (reading.whole(texts(page(sheet(of=peptide(sample=sample)), SLUG))) for sample in (True, False))

    banner = "Invented sample. No such peptide or study exists."
    assert marked.index(banner) < marked.index("not medical advice")
    assert banner not in plain


def test_headings_go_down_one_step_at_a_time_and_every_id_is_unique() -> None:
    outline = Outline(page(sheet(), SLUG))

    levels = [int(tag[1]) for tag in outline.names() if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [
        (attrs.get("href") or "")[1:] for tag, attrs in outline.tags if (attrs.get("href") or "").startswith("#")
    ]
    assert set(targets) <= set(ids)


def test_the_page_asks_for_nothing_from_anywhere() -> None:
    data = page(sheet(), SLUG)

    assert b"@import" not in data
    assert b"url(" not in data
    loaded = [attrs for tag, attrs in Outline(data).tags if tag == "link" or "src" in attrs]
    assert [each["href"] for each in loaded] == ["data:,"]


def test_what_changed_names_records_grade_and_statements() -> None:
    added, amended, *_ = edition().monograph.claims
    changed = Changes(
        studies_added=("1", "2"),
        studies_removed=("3",),
        retracted=("4",),
        grade_before=Level.MODERATE,
        grade_now=Level.LOW,
        claims_added=(added.id,),
        claims_removed=("c2", "c3"),
        claims_amended=(amended.id,),
    )

    html = page(sheet(changes=changed), SLUG)

    own = reading.own(texts(html))
    for said in (
        "The grade moved: it was moderate certainty and is now low certainty.",
        "1 study was retracted: PMID 4.",
        "2 studies were added: PMID 1, PMID 2.",
        "1 study was removed: PMID 3.",
        "1 statement was added: grip strength, among studies in people.",
        "1 statement was amended: grip strength, among studies in animals.",
        "2 statements were removed.",
    ):
        assert said in own
    assert f'<a href="#{added.id}">' in html.decode()
    assert f'<li id="{added.id}">' in html.decode()


def test_retracted_records_are_named_first_among_those_set_aside() -> None:
    made = edition()
    extra = [
        made.pack.studies[0].model_copy(update={"pmid": str(each), "selected": False, "reason": "no abstract"})
        for each in range(5)
    ]
    assert made.pack.studies[-1].appraisal.flags == (Flag.RETRACTED,)
    packed = made.pack.model_copy(update={"studies": (*extra, *made.pack.studies)})
    composed = sheet_of(packed, made.monograph, of=peptide())

    own = reading.own(texts(page(composed, SLUG)))

    assert own.index("Retracted (D2).") < own.index("No abstract.")


@pytest.mark.parametrize("extractive", [True, False])
def test_our_own_words_pass_the_rules_that_we_hold_claims_to(extractive: bool) -> None:
    own = reading.own(texts(page(sheet(extractive=extractive), SLUG)))

    assert [each for each in check(own) if each.severity == "block"] == []


def test_a_study_that_a_person_decided_on_says_so_and_every_other_that_rules_did() -> None:
    made = edition()
    one, *others = made.monograph.references
    references = (one.model_copy(update={"reviewed": True}), *others)
    monograph = made.monograph.model_copy(update={"references": references})

    said = reading.whole(texts(page(compose_again(made, monograph), SLUG)))

    assert others
    assert said.count("; reviewed by a person") == 1
    assert said.count("; classified automatically") == len(others)


def compose_again(made, monograph):
    return compose(
        peptide(sample=True),
        made.pack,
        monograph,
        Changes(first=True, grade_now=Level.LOW),
        SEARCHES,
        version=1,
        published_at="2026-11-23T02:00:00.000Z",
        approved_by="automatic",
    )


def test_records_that_are_only_counted_are_set_aside_by_number_and_found_among_all() -> None:
    made = edition()
    kind = PackClass(
        design=Design.EXPERIMENT, species=Species.ANIMAL, reason="beyond the 300", count=1_234, revisions="0" * 64
    )
    packed = made.pack.model_copy(update={"unlisted": (kind,)})
    composed = sheet_of(packed, made.monograph, of=peptide())

    own = reading.own(texts(page(composed, SLUG)))

    assert "Beyond the 300. 1,234 Counted here, and too many to be named." in " ".join(own.split())
    assert f"{1_234 + len(made.pack.studies):,} records about" in own
