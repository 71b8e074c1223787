"""What reading spares itself changes nothing of what is read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vendors.pubmed_xml import article, records

from functions.fetch.reading.parse import parse
from functions.fetch.reading.text import tidy

UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def only(xml: bytes):
    (study,) = parse(xml).studies
    return study


def plainly(text: str) -> str:
    """What tidy is to make of a text without markup and entities, as its description says it."""
    return " ".join(UNSEEN.sub("", text).split())


def test_every_character_of_every_kind_is_tidied_as_described():
    for code in (*range(1, 0x3100), 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0x1F600, 0xE0001, 0x10FFFF):
        if (character := chr(code)) not in "&<":
            for text in (character, f"a{character}b", f" {character}", f"a {character} b", f"a{character}"):
                assert tidy(text) == plainly(text), hex(code)


@given(st.text(alphabet=st.sampled_from("a1β .,-\u00a0\u2009\u00ad\u200b\ufeff\n\t\u3000\x85é")))
def test_any_text_is_tidied_as_described(text):
    assert tidy(text) == plainly(text)
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize("said", ["NCT99900004", "nct99900004", "nCt99900004"])
def test_a_trial_is_known_however_its_number_is_written(said):
    assert only(records(article(title=f"A function of ({said}), distinct: xNCT99900005."))).mentioned_trials == (
        "NCT99900004",
    )


def test_of_elements_that_stand_twice_the_first_counts():
    inside = (
        "<AuthorList><Author><LastName>First</LastName><LastName>Second</LastName><Initials>A</Initials>"
        "<Initials>B</Initials></Author></AuthorList><ArticleTitle>Another title.</ArticleTitle>"
        "<Pagination><MedlinePgn>1-2</MedlinePgn><MedlinePgn>3-4</MedlinePgn></Pagination>"
    )

    study = only(
        records(article(inside=inside, after="<CoiStatement>None.</CoiStatement><CoiStatement>x</CoiStatement>"))
    )

    assert (study.title, study.authors, study.pages) == ("A title.", ("First A",), "1-2")
    assert study.conflict_statement == "None."


def test_terms_that_are_alike_but_for_one_thing_stay_apart():
    def heading(name: str, ui: str = "D999999", major: str = "N", qualifier: str = "") -> str:
        beside = f'<QualifierName UI="{qualifier}" MajorTopicYN="N">x</QualifierName>' if qualifier else ""
        named = f'<DescriptorName UI="{ui}" MajorTopicYN="{major}">{name}</DescriptorName>'
        return f"<MeshHeading>{named}{beside}</MeshHeading>"

    long = "a very long name " * 50
    told = (
        *(heading("One"), heading("One", major="Y"), heading("Two"), heading("One", "D999998")),
        *(heading("One", qualifier="Q999999"), heading("One"), heading(long), heading(long + "b")),
    )
    mesh = only(records(article(after=f"<MeshHeadingList>{''.join(told)}</MeshHeadingList>"))).mesh

    assert [(each.ui, each.name, each.major, each.qualifiers) for each in mesh] == [
        ("D999999", "One", False, ()),
        ("D999999", "One", True, ()),
        ("D999999", "Two", False, ()),
        ("D999998", "One", False, ()),
        ("D999999", "One", False, ("Q999999",)),
        ("D999999", "One", False, ()),
        ("D999999", long.strip(), False, ()),
        ("D999999", long + "b", False, ()),
    ]


def test_a_heading_is_major_where_only_its_qualifier_is():
    heading = (
        '<MeshHeading><DescriptorName UI="D999999" MajorTopicYN="N">One</DescriptorName>'
        '<QualifierName UI="Q999999" MajorTopicYN="Y">x</QualifierName></MeshHeading>'
    )

    (term,) = only(records(article(after=f"<MeshHeadingList>{heading}</MeshHeadingList>"))).mesh

    assert term.major
