"""Sentences of abstracts: where they end, where only a dot stands, and what always holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import factories

from functions.fetch.reading.parse import parse
from shared.domain.evidence.study import AbstractSection, Study, sentences


def texts(text: str) -> list[str]:
    return [each.text for each in sentences(factories.study(abstract=(AbstractSection(text=text),)))]


@pytest.mark.parametrize(
    "text",
    [
        "The difference was small (P < .05) and stayed (p = 0.03).",
        "Scores were 3.5 vs. 4.1 and fell.",
        "Some proliferators (e.g. Exemplin) and others, i.e. Fabulotide, were used.",
        "Rats were injected i.v. Exemplin-free saline.",
        "Rats received i.p. (3.8 mM/kg) and s.c. doses.",
        "Growth of S. aureus and E. coli stopped.",
        "The wound (Fig. 2) closed, as in Refs. 3 and 4.",
        "Smith et al. (2003) and Jones et al. Described it.",
        "The U.S. National Register was searched.",
        "It rose to 12.5 mg and 0.03%.",
        "Registered (NCT01234567), it ran.",
        "At 500 p.p.m. DEHP it rose.",
        "A dose of 50 mg/kg b.w. per day was used.",
        "The strain M. H. Smith found grew.",
        "See https://doi.org/10.5555/EXAMPLE for it.",
    ],
)
def test_a_dot_that_ends_nothing(text):
    assert texts(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It was randomised (NCT01234567).", "Pain fell."),
        ("Pain fell (P < .05).", "Sleep rose."),
        ("Pain fell (p = 0.03).", "(See below.)"),
        ("It fell to 0.5.", "12 patients left."),
        ("It grew.", "mRNA levels rose."),
        ("Cilia were normal.", "rsph9 mutants were not."),
        ("It was measured.", "gamma-Glutamyl transferase rose."),
        ("Several were tested.", "d-Limonene was one."),
        ("It was measured.", "α-Synuclein rose."),
        ("It was measured.", "[³H]-thymidine was taken up."),
        ("They took vitamin C.", "These results hold."),
        ("It was heated to 37 degrees C.", "In fractions it rose."),
        ("It acts through kinase A.", "Further, it binds."),
        ("Was it better?", "It was."),
        ('He wrote "none."', "She agreed."),
        ("They had nausea, rash, etc.", "Others had none."),
        ("It grew.", "S. aureus did not."),
    ],
)
def test_a_sentence_ends(first, second):
    assert texts(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Seen in mice.Following this, it rose.", ["Seen in mice.", "Following this, it rose."]),
        ("No change (p = 0.1).Conclusion: none.", ["No change (p = 0.1).", "Conclusion: none."]),
    ],
)
def test_a_space_that_a_publisher_lost_joins_no_sentences(text, parts):
    assert texts(text) == parts


def test_a_section_ends_a_sentence_and_names_it():
    study = factories.study(
        abstract=(AbstractSection(label="METHODS", text="We did so"), AbstractSection(label="RESULTS", text="it rose."))
    )

    assert [(each.number, each.section, each.text) for each in sentences(study)] == [
        (1, "METHODS", "We did so"),
        (2, "RESULTS", "it rose."),
    ]


def whole(study: Study) -> None:
    """Every sentence is a piece of the abstract, in order, and nothing but space is left out."""
    text, end = study.abstract_text, 0
    for number, each in enumerate(sentences(study), 1):
        assert each.number == number
        assert text[each.start : each.end] == each.text == each.text.strip() != ""
        assert not text[end : each.start].strip()
        end = each.end
    assert not text[end:].strip()


PIECES = st.sampled_from(
    ["It fell", "P", "<", ".05", ".", ". ", "? ", "!) ", "(", ")", "e.g. ", "S. aureus ", "vs. ", "mRNA ", "α", "12.5",
     "U.S. ", " ", "\n", "[³H]", "etc. ", "mice.Then ", "“", "”"]
)  # fmt: skip


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=4))
def test_sentences_cover_whatever_is_written(sections):
    whole(factories.study(abstract=tuple(AbstractSection(text=text) for text in sections)))


@given(st.lists(st.text(max_size=60), max_size=3))
def test_sentences_cover_any_text(sections):
    whole(factories.study(abstract=tuple(AbstractSection(text=text) for text in sections)))


def test_real_abstracts_are_cut_whole_and_no_cut_is_missed_before_a_plain_sentence(real_data):
    missed, cuts = [], 0
    for path in sorted((real_data / "pubmed").rglob("*.xml")):
        for study in parse(path.read_bytes()).studies:
            whole(study)
            found = sentences(study)
            cuts += len(found)
            missed += [
                (study.pmid, match[0])
                for each in found
                for match in re.finditer(r"[a-z]{4,}\. (?:The|In|We|These|This|However|There) \w+", each.text)
            ]

    assert cuts > 4_000
    assert missed == []
