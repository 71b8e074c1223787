"""The catalog that PepTalk publishes: what stands there is said nowhere else, so it is held here."""

import re
from itertools import chain

import pytest
from invented.sheets import sheet
from rigs.places import ROOT

from functions.render import inspect
from functions.render.status import regulatory
from functions.render.typesetting import page
from infra.local.checkout.catalog import load
from shared.domain.catalog.peptide import folded

FILE = ROOT / "catalog" / "peptides.yaml"

# An entry says what a molecule is. How to use it, where to get it and what it does are not facts of identity.
FORBIDDEN = {
    "a dose": r"\b\d+([.,]\d+)?\s*(mg|µg|μg|mcg|ug|iu|ml|units?)\b",
    "a schedule": r"\b(once|twice|daily|weekly|per day|cycles?|protocol|dos(e|es|age|ing)|inject\w*|titrat\w*)\b",
    "a vendor": r"\b(buy|sold|sale|vendors?|suppliers?|shop|store|prices?|purity|research chemical)\b|https?:|www\.",
    "a claim": r"\b(heals?|cures?|treats?|treatment|boosts?|improves?|effective|safe|benefits?|promising|proven)\b",
}

# Words that PubMed finds in papers on other things.
AMBIGUOUS = {
    *("bpc", "kpv", "ghk", "dsip", "ta1", "tb4", "tβ4", "tα1", "aedg", "tp-7", "tb 500", "dac", "grf", "pl-10"),
    *("mt-i", "mt-ii", "mt-1", "mt-2", "mgf", "kp-10", "p21", "vip", "t-20", "t20", "tp-5", "tp5", "sb-75", "pt141"),
    *("pth", "bnp", "gnrh", "lhrh", "avp", "igf-1", "lr3", "dri", "ara", "at-1", "edr", "tfd", "fts"),
}


@pytest.fixture(scope="module")
def catalog():
    return load(FILE)


def by_slug(catalog, slug):
    return next(each for each in catalog.peptides if each.slug == slug)


def test_it_lists_at_least_sixty_peptides(catalog):
    assert len(catalog.peptides) >= 60


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_entry_speaks_of(what, catalog):
    for peptide in catalog.peptides:
        notes = [relation.note for relation in peptide.relations]
        for text in chain(peptide.names, peptide.terms, peptide.conditions, [peptide.category], notes):
            assert not re.search(FORBIDDEN[what], text, re.IGNORECASE), f"{peptide.slug}: {text!r} holds {what}"


def test_the_patterns_for_what_is_forbidden_find_it():
    said = {"a dose": "250 mcg", "a schedule": "twice daily", "a vendor": "can be sold", "a claim": "heals tendons"}

    assert all(re.search(FORBIDDEN[what], text) for what, text in said.items())


def test_no_term_is_an_abbreviation_that_means_other_things(catalog):
    terms = [(peptide.slug, term) for peptide in catalog.peptides for term in peptide.terms]

    assert [each for each in terms if each[1].casefold() in AMBIGUOUS] == []


def test_every_peptide_is_searched_for_by_its_name(catalog):
    for peptide in catalog.peptides:
        assert any(folded(peptide.name) in folded(term) for term in peptide.terms), peptide.slug


def test_every_relation_has_a_note_and_uses_the_name_of_its_entry(catalog):
    names = {each.name for each in catalog.peptides}
    related = [(peptide, relation) for peptide in catalog.peptides for relation in peptide.relations]

    assert all(relation.note.endswith(".") for _, relation in related)
    assert {relation.of for _, relation in related} & names == {
        *("Thymosin beta-4", "Sermorelin", "Oxytocin", "Melanotan II", "GHRP-6", "Exenatide", "Gonadorelin"),
    }


@pytest.mark.parametrize("published_at", ["2026-11-23T02:00:00.000Z", "2027-03-23T02:00:00.000Z"], ids=["new", "stale"])
def test_what_a_page_says_of_an_entry_itself_passes_the_gates_that_it_must_pass(published_at, catalog):
    stopped = {}
    for peptide in catalog.peptides:
        html = page.page(sheet(of=peptide, published_at=published_at), peptide.slug)
        said, status = page.texts(html), regulatory.known(peptide.regulatory)
        found = inspect.faults(sheet(of=peptide, published_at=published_at), said, said, page.places(html), status)
        if blocking := {(each.rule, each.span) for each in found if each.rule != "typeset"}:
            stopped[peptide.slug] = blocking

    assert stopped == {}


def test_tb_500_is_a_fragment_of_thymosin_beta_4_and_searches_for_none_of_its_names(catalog):
    fragment, parent = by_slug(catalog, "tb-500"), by_slug(catalog, "thymosin-beta-4")

    assert [(each.kind, each.of) for each in fragment.relations] == [("fragment_of", parent.name)]
    assert not {term.casefold() for term in fragment.terms} & {name.casefold() for name in parent.names + parent.terms}


def test_cjc_1295_tells_the_forms_with_and_without_dac_apart(catalog):
    peptide = by_slug(catalog, "cjc-1295")

    assert "CJC-1295 with DAC" in peptide.aliases
    assert any("without DAC" in relation.note and relation.of == "Modified GRF(1-29)" for relation in peptide.relations)


def test_no_sample_peptide_has_a_real_name(catalog):
    sample = load(ROOT / "infra/sandbox/sample/peptides.yaml", sample=True)
    real = {folded(name) for peptide in catalog.peptides for name in (*peptide.names, *peptide.terms)}

    assert not real & {folded(name) for peptide in sample.peptides for name in (*peptide.names, *peptide.terms)}
