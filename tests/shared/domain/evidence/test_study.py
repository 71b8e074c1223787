"""Sentences of an abstract: verbatim, numbered, cut where a sentence ends and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented.factories import study

from shared.domain.evidence.study import AbstractSection, sentences, study_from_record

TEXTS = st.text(st.sampled_from("aZ1α .!?()\"'\n\tµe.g vs"), max_size=80)


def cut(*texts: str) -> list[str]:
    return [each.text for each in sentences(study(abstract=tuple(AbstractSection(text=text) for text in texts)))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One ended. Two began.", ["One ended.", "Two began."]),
        ("Did it work? It did! Well.", ["Did it work?", "It did!", "Well."]),
        # a number's point, and a p value's
        ("It rose by 2.4 kg (p = 0.03). It fell.", ["It rose by 2.4 kg (p = 0.03).", "It fell."]),
        # abbreviations of the field
        ("Doses (e.g. BPC-157) vs. Placebo were given i.p. Then s.c. All lived.", None),
        ("Smith et al. Found nothing in S. Aureus.", None),
        # a small letter does not begin a sentence
        ("The pH was 7. and stayed.", None),
        # brackets and quotation marks close with their sentence
        ("(It rose.) Then it fell.", ["(It rose.)", "Then it fell."]),
        ('They wrote "no effect." We agree.', ['They wrote "no effect."', "We agree."]),
        # a Greek letter or a number begins one
        ("It bound. α-MSH did not. 12 rats died.", ["It bound.", "α-MSH did not.", "12 rats died."]),
        ("No end", ["No end"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text, parts):
    assert cut(text) == (parts if parts is not None else [text])


def test_sections_keep_their_labels_and_numbers_run_through():
    found = sentences(study())

    assert [(each.number, each.section) for each in found] == [(1, "METHODS"), (2, "RESULTS"), (3, "RESULTS")]


def test_a_sentence_never_runs_from_one_section_into_the_next():
    assert cut("no end", "nor here") == ["no end", "nor here"]


@given(st.lists(TEXTS, max_size=4))
def test_every_sentence_is_verbatim_and_together_they_lose_nothing_but_whitespace(texts):
    one = study(abstract=tuple(AbstractSection(text=text) for text in texts))

    found = sentences(one)

    assert [each.text for each in found] == [one.abstract_text[each.start : each.end] for each in found]
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert all(each.text == each.text.strip() != "" for each in found)
    assert "".join("".join(each.text for each in found).split()) == "".join(one.abstract_text.split())


def test_a_revision_changes_with_the_record_and_with_nothing_else():
    assert study().revision == study().revision
    assert study(title="another").revision != study().revision
    assert study(status="PubMed-not-MEDLINE").revision != study().revision


def test_a_study_comes_back_from_its_row():
    assert study_from_record(study().model_dump_json()) == study()
