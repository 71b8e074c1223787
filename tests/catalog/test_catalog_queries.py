"""What the catalog's queries find and what they leave, asked of the sandbox's own PubMed search."""

from itertools import product
from xml.sax.saxutils import escape

import pytest
import yaml
from rigs.places import ROOT

from functions.fetch.sources.query import query_of
from infra.local.checkout.catalog import load
from infra.sandbox.literature.corpus import Corpus
from infra.sandbox.literature.search import search
from infra.sandbox.literature.terms import parse
from infra.sandbox.literature.words import words

PEPTIDES = load(ROOT / "catalog" / "peptides.yaml").peptides
TITLES = yaml.safe_load((ROOT / "tests" / "catalog" / "titles.yaml").read_text())
EVERY = pytest.mark.parametrize("peptide", PEPTIDES, ids=lambda each: each.slug)

LONGEST = 400
"""Characters of one query: thirty of them, asked about together, stay well below what one request of NCBI takes."""


def record(number, title):
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{number}</PMID>'
        f"<Article><ArticleTitle>{escape(title)}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


def titled(folder, titles):
    """A corpus with these titles, and the title of each PMID."""
    by_pmid = {str(number): title for number, title in enumerate(dict.fromkeys(titles), 1)}
    body = "".join(record(number, title) for number, title in by_pmid.items())
    (folder / "titles.xml").write_text(f"<PubmedArticleSet>{body}</PubmedArticleSet>")
    return Corpus.open(folder), by_pmid


def found(corpus, by_pmid, peptide):
    query = parse(query_of(peptide).text)
    assert query is not None
    return {by_pmid[pmid] for pmid in search(corpus, query).pmids}


@pytest.fixture(scope="module")
def of_titles(tmp_path_factory):
    titles = [title for each in TITLES.values() for kind in ("found", "others") for title in each[kind]]
    return titled(tmp_path_factory.mktemp("titles"), titles)


@pytest.fixture(scope="module")
def of_terms(tmp_path_factory):
    return titled(tmp_path_factory.mktemp("terms"), [term for each in PEPTIDES for term in each.terms])


def test_each_entry_has_titles_of_both_kinds():
    assert set(TITLES) == {each.slug for each in PEPTIDES}
    assert all(each["found"] and each["others"] for each in TITLES.values())


@EVERY
def test_a_query_finds_its_titles_and_nobody_elses(peptide, of_titles):
    own = set(TITLES[peptide.slug]["found"])

    assert found(*of_titles, peptide) == own


@EVERY
def test_a_query_finds_each_of_its_terms_and_no_other_entrys(peptide, of_terms):
    assert found(*of_terms, peptide) == set(peptide.terms)


@EVERY
def test_a_query_is_short_enough_to_be_asked_with_others(peptide):
    assert len(query_of(peptide).text) <= LONGEST


def test_each_exclusion_is_what_keeps_a_homonym_out(of_titles):
    for peptide in (each for each in PEPTIDES if each.exclude):
        bare = peptide.model_copy(update={"exclude": ()})

        assert found(*of_titles, bare) - found(*of_titles, peptide), f"{peptide.slug}: the exclusion keeps nothing out"


def test_no_name_of_an_entry_stands_in_the_terms_of_another():
    for one, other in product(PEPTIDES, PEPTIDES):
        if one.slug == other.slug:
            continue
        names = {f" {' '.join(words(name))} " for name in (one.name, *one.aliases) if words(name)}
        for term in other.terms:
            spoken = f" {' '.join(words(term))} "
            assert not [name for name in names if name in spoken], f"{other.slug}: {term!r} holds a name of {one.slug}"
