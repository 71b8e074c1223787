"""Claims that are no quotes are faithful where a program can tell: pointers, figures, marks and distance."""

import re
from collections import Counter

import pytest

from evaluation.paraphrases import OPEN, digest, has_numeral, numerals, overlap, paraphrases, records, times
from shared.domain.evidence.study import AbstractSection, sentences_in

CLOSED = paraphrases()
OPENED = paraphrases(OPEN)
CLAIMS = CLOSED + OPENED
WITH_UNIT = re.compile(
    r"\d ?(?:%|mg|g\b|kg|ppm|ppb|p\.p\.m|m[lL]\b|mm\b|cm\b|mM\b|μM|microM|μg|micrograms|IU|U/|mEq|N-cm|MAC|"
    r"h\b|min\b|s\b|wk\b|weeks?\b|days?\b|months?\b|years?\b|-fold)"
)
WORDS_IN_A_ROW = 8
"""So many of an abstract's words in a row would be a quotation."""


@pytest.fixture(scope="module")
def studies(real_data):
    return records(real_data / "pubmed", (source.pmid for claim in CLAIMS for source in claim.sources))


@pytest.fixture(scope="module")
def evidence(studies):
    """The cited sentences of each claim, by its id."""
    return {claim.id: claim.evidence(studies) for claim in CLAIMS}


def test_claims_are_numbered_and_differ():
    for letter, claims in (("P", CLOSED), ("O", OPENED)):
        assert [claim.id for claim in claims] == [f"{letter}{number:03d}" for number in range(1, len(claims) + 1)]
    assert [text for text, count in Counter(claim.text for claim in CLAIMS).items() if count > 1] == []


def test_claims_are_one_sentence_on_one_to_three():
    assert [claim.id for claim in CLAIMS if len(sentences_in([AbstractSection(text=claim.text)])) != 1] == []
    assert [claim.id for claim in CLAIMS if not re.fullmatch(r"[A-Z0-9].*\.", claim.text)] == []
    assert [claim.id for claim in CLAIMS if not 2 <= len(claim.outcome.split()) <= 5] == []
    assert [claim.id for claim in CLAIMS for each in claim.sources if not 1 <= len(set(each.sentences)) <= 3] == []


def test_there_are_enough_of_every_kind():
    species = Counter(claim.species for claim in CLOSED)

    assert len(CLOSED) >= 180
    assert len({source.pmid for claim in CLOSED for source in claim.sources}) >= 45
    assert sum(claim.denial is not None for claim in CLOSED) >= 45
    assert sum(bool(claim.numbers) and WITH_UNIT.search(claim.text) is not None for claim in CLOSED) >= 90
    assert sum(claim.arms is not None for claim in CLOSED) >= 50
    assert sum(claim.population is not None for claim in CLOSED) >= 40
    assert sum(bool(claim.also) for claim in CLOSED) >= 3
    assert (species["human"] >= 60, species["animal"] >= 60, species["in_vitro"] >= 15) == (True, True, True)


def test_the_open_set_is_about_other_abstracts_and_full_of_denials_and_figures():
    told = {source.pmid for claim in CLOSED for source in claim.sources}

    assert len(OPENED) >= 180
    assert {source.pmid for claim in OPENED for source in claim.sources} & told == set()
    assert sum(claim.denial is not None for claim in OPENED) >= 140
    assert all(claim.affirmed for claim in OPENED if claim.denial)
    assert sum(len(claim.numbers) for claim in OPENED) >= 140


def test_every_mark_stands_in_its_claim_once():
    marks = [
        (claim, mark)
        for claim in CLAIMS
        for mark in (claim.denial, claim.population, *(claim.arms or ()))
        if mark is not None
    ]

    assert [(claim.id, mark) for claim, mark in marks if times(mark, claim.text) != 1] == []
    assert [(claim.id, each) for claim in CLAIMS for each in claim.numbers if not has_numeral(each, claim.text)] == []
    assert [claim.id for claim in CLAIMS if claim.arms and _one_within_the_other(*claim.arms)] == []


def test_every_cited_sentence_is_the_one_that_was_read(evidence):
    assert [claim.id for claim in CLAIMS if digest(evidence[claim.id]) != claim.sha256] == []


def test_no_cited_study_is_retracted(studies):
    kinds = {pmid: {kind.name for kind in study.publication_types} for pmid, study in studies.items()}

    assert [pmid for pmid, names in kinds.items() if "Retracted Publication" in names] == []


def test_every_numeral_stands_in_the_cited_sentences(evidence):
    absent = [
        (claim.id, each)
        for claim in CLAIMS
        for each in (*claim.numbers, *numerals(claim.text))
        if not has_numeral(each, evidence[claim.id])
    ]

    assert absent == []


def test_claims_overlap_with_what_they_cite_by_less_than_70_per_cent(evidence):
    shares = {claim.id: overlap(claim.text, evidence[claim.id]) for claim in CLAIMS}

    assert {id: round(share, 3) for id, share in shares.items() if share >= 0.70} == {}
    assert sum(shares.values()) / len(shares) < 0.60


def test_no_claim_quotes(evidence):
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1)}

    assert [claim.id for claim in CLAIMS if runs(claim.text) & runs(evidence[claim.id])] == []


@pytest.mark.parametrize(
    ("claim", "cited", "share"),
    [
        ("Rats ate less", "The mice slept", 0.0),
        ("Rats ate less, rats", "Of rats", 0.5),  # each as often as it stands in the claim
        ("It fell by 0.5", "0.7 or 0.5", 0.4),  # the larger of one in four, with 0.5 as one token, and two in five
    ],
)
def test_overlap_counts_tokens(claim, cited, share):
    assert overlap(claim, cited) == pytest.approx(share)


def _one_within_the_other(first: str, second: str) -> bool:
    return times(first, second) + times(second, first) > 0
