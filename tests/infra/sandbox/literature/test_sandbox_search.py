"""The grammar of queries, and what they find."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infra.sandbox import samples
from infra.sandbox.literature.corpus import Corpus
from infra.sandbox.literature.fields import NAMES, WHOLE
from infra.sandbox.literature.search import search
from infra.sandbox.literature.terms import QueryError, parse
from infra.sandbox.literature.words import holds


@pytest.mark.parametrize(
    ("term", "pmids"),
    [
        # words: hyphens, case and accents make no difference, but a word is a word
        ('"Exemplin 12"[tiab]', "1001 1002"),
        ("exemplin-12[ti]", "1001 1002"),
        ("exemplin12[ti]", "1006"),
        ("EXEMPLIN-12", "1001 1002"),
        ("exempl[tiab]", ""),
        ("tgf-beta1[tiab]", "1003"),
        ('"TGF-β1"', "1003"),
        # truncation
        ("pep*[ti]", "1003"),
        ("exemplin*[ti]", "1001 1002 1006"),
        ('"insulin resist*"[tiab]', "1002"),
        # fields
        ("rats", "1001 1005"),
        ("rats[mh]", "1001"),
        ("rats[MeSH Terms]", "1001"),
        ("wound[mh]", ""),
        ('"Wound Healing"[mesh:noexp]', "1001"),
        ('"wound healing/metabolism"[mh]', "1001"),
        ("insulin resistance[majr]", "1002"),
        ("wound healing[majr]", ""),
        ("exemplin 12[nm]", "1001"),
        ("randomized controlled trial[pt]", "1002"),
        ("trial[pt]", ""),
        ("1004[uid]", "1004"),
        ("1004 1001,7[pmid]", "1001 1004"),
        ("1003[pmid] OR 1004[uid]", "1003 1004"),
        ("1001:1003[uid]", "1001 1002 1003"),
        ("1005[uid] : 9999[uid]", "1005 1006"),
        ("invented results[ta]", ""),
        ("journal of invented results[ta] AND 1001[uid]", "1001"),
        # an unquoted run of words is the heading, or all of its words
        ("insulin resistance", "1002 1004"),
        ('"insulin resistance"', "1002"),
        ("lesion exemplin", "1001"),
        # operators run from left to right
        ("rats AND exemplin-12", "1001"),
        ("rats NOT exemplin-12", "1005"),
        ("rats AND NOT exemplin-12", "1005"),
        ("pep*[ti] OR rats AND lesion", "1001"),
        ("pep*[ti] OR (rats AND lesion)", "1001 1003"),
        ('(("exemplin 12"[tiab]))', "1001 1002"),
        ('humans[mh] "exemplin 12"[tiab]', "1002"),
        # dates
        ("2022[dp]", "1002 1003"),
        ("2018:2020[dp]", "1001"),
        ('"2024/01/01"[crdt] : "3000"[crdt]', "1003 1006"),
        ('("2024/01/02"[crdt] : "3000"[crdt])', "1003"),
        ("2023/12[edat]", "1005"),
        ("2015/01/01[crdt]", "1004"),
        ("2021/01/02[mdat] AND 1001[uid]", "1001"),
        # filters
        ("hasabstract", "1001 1002 1006"),
        ("hasabstract[text] NOT rats", "1002 1006"),
        ("hasretractionin OR 7[uid]", "1002"),
        ("hasexpressionofconcernin", ""),
    ],
)
def test_a_query_finds(folder: Path, term: str, pmids: str):
    corpus = Corpus.open(folder)

    query = parse(term)

    assert query is not None
    assert sorted(search(corpus, query).pmids) == pmids.split()


def test_the_latest_publication_comes_first_and_the_higher_pmid_breaks_a_tie(folder: Path):
    query = parse("journal of invented results[ta]")

    assert query is not None
    assert search(Corpus.open(folder), query).pmids == ["1006", "1005", "1003", "1002", "1001", "1004"]


def test_a_phrase_that_nothing_holds_is_taken_apart_and_the_answer_says_so(folder: Path):
    query = parse('"insulin trial"[tiab] OR "no such thing"[mh]')

    assert query is not None
    found = search(Corpus.open(folder), query)

    assert found.pmids == ["1002"]
    assert found.quoted_not_found == ['"insulin trial"[Title/Abstract]']
    assert found.phrases_not_found == ["no such thing[MeSH Terms]"]
    assert found.translation == (
        '("insulin"[Title/Abstract] AND "trial"[Title/Abstract]) OR "no such thing"[MeSH Terms]'
    )


def test_a_publication_type_that_no_record_has_is_known_all_the_same(folder: Path):
    query = parse('"retracted publication"[pt] OR "no such type"[pt]')

    assert query is not None
    found = search(Corpus.open(folder), query)

    assert (found.pmids, found.phrases_not_found) == ([], ["no such type[Publication Type]"])


def test_an_unknown_field_is_searched_everywhere_and_the_answer_says_so(folder: Path):
    query = parse("pepsin[titel]")

    assert query is not None
    found = search(Corpus.open(folder), query)

    assert (found.pmids, found.fields_not_found) == (["1003"], ["titel"])


def test_untagged_words_are_mapped_to_headings(folder: Path):
    query = parse("insulin resistance AND humans")

    assert query is not None
    found = search(Corpus.open(folder), query)

    assert found.translations[0] == (
        "insulin resistance",
        (
            '"insulin resistance"[MeSH Terms] OR ("insulin"[All Fields] AND "resistance"[All Fields])'
            ' OR "insulin resistance"[All Fields]'
        ),
    )
    assert found.translation.endswith(' AND ("humans"[MeSH Terms] OR "humans"[All Fields])')


@pytest.mark.parametrize(
    "term",
    [
        "(a",
        "a)",
        "a AND",
        "OR a",
        '"a',
        "a[tiab",
        "a]",
        "()",
        "soon[crdt]",
        "2020/13[dp]",
        "2020 : soon[dp]",
        "[ti]",
        "2020:",
    ],
)
def test_a_query_that_does_not_pair_is_refused(term: str):
    with pytest.raises(QueryError):
        parse(term)


def test_an_empty_query_is_none():
    assert parse("  ") is None


_PIECES = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "[",
        "]",
        ":",
        "AND",
        "OR",
        "NOT",
        "[tiab]",
        "[crdt]",
        "[x]",
        "2024",
        "2024/01/01",
        "rats",
        "*",
        "-",
        " ",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=5), max_size=40).map(" ".join))
@example("(" * 5000)
@example("a OR " * 3000 + "a")
def test_any_text_is_read_or_refused(term: str):
    try:
        query = parse(term)
    except QueryError:
        return
    if query is not None:
        search(_NOTHING, query)


_NOTHING = Corpus(Path("nowhere"))


@pytest.mark.parametrize("field", sorted(NAMES))
@settings(max_examples=20, deadline=None)
@given(st.data(), st.booleans())
def test_the_index_finds_what_a_look_at_every_record_finds(field, data, truncated):
    records = _sample().records
    line = data.draw(st.sampled_from([each.lines.get(field, "") for each in records.values()]))
    begun = data.draw(st.integers(0, line.count(" ")))
    spoken = [each for each in line.split()[begun:][: data.draw(st.integers(1, 3))] if each != "|"] or ["rat"]
    spoken[-1] = spoken[-1][: data.draw(st.sampled_from([2, 99]))]

    found = _sample().index.holding(field, spoken, truncated=truncated)

    whole, phrase = field in WHOLE, " ".join(spoken)
    assert found == {
        pmid
        for pmid, each in records.items()
        if holds(each.lines.get(field, ""), phrase, whole=whole, truncated=truncated)
    }


@cache
def _sample() -> Corpus:
    return Corpus.open(samples.CORPUS)
