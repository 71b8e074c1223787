"""Normalisation: what hides a word does not, and a finding names the words as they stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.gates.text import check
from shared.gates.words.normal import LONGEST, normalise, readings, sentences


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("It is com\u200bpletely safe.", "is com\u200bpletely safe"),
        ("It is \u0441\u043empletely safe.", "is \u0441\u043empletely safe"),
        ("It is ｃｏｍｐｌｅｔｅｌｙ safe.", "is ｃｏｍｐｌｅｔｅｌｙ safe"),
        ("It is com\u00adpletely safe.", "is com\u00adpletely safe"),
        ("It is completely\nsafe.", "is completely\nsafe"),
        ("It is com-\npletely safe.", "is com-\npletely safe"),
        ("It is com\x07pletely safe.", "is com\x07pletely safe"),
        ("It is \x1b[31mcompletely\x1b[0m safe.", "is \x1b[31mcompletely\x1b[0m safe"),
        ("It is com\u3164pletely safe.", "is com\u3164pletely safe"),
        ("It is cómpletèly safe.", "is cómpletèly safe"),
        ("It is co\u0301mpletely safe.", "is co\u0301mpletely safe"),
        ("It is com\ufe0fpletely sa\U000e0041fe.", "is com\ufe0fpletely sa\U000e0041fe"),
        ("Take 500\u00a0µg daily.", "Take 500\u00a0µg"),
        ("Take 500 \u03bcg daily.", "Take 500 \u03bcg"),
        ("It is F.D.A.-approved.", "F.D.A.-approved"),
        ("It is F.D.A. approved.", "F.D.A. approved"),
        ("It is not only safe but cheap.", "is not only safe"),
    ],
)
def test_a_hidden_word_is_found_and_named_as_it_stood(text: str, span: str) -> None:
    assert span in {each.span for each in check(text)}


def test_hyphens_of_every_kind_are_one() -> None:
    assert {normalise(f"BPC{hyphen}157").text for hyphen in "-‐‑‒–—−"} == {"BPC-157"}


def test_a_single_letter_may_end_a_sentence() -> None:
    found = sentences(normalise("It grew in solution A. It is worth trying. J. Smith saw it, as A. Jones did."))

    assert [each.text for each in found] == [
        "It grew in solution A.", "It is worth trying.", "J. Smith saw it, as A. Jones did.",
    ]  # fmt: skip


def test_letters_with_full_stops_are_one_word_and_the_end_of_a_sentence_stays() -> None:
    (normal,) = readings("It was seen by the F.D.A. It fell by 2 kg, as W.H.O. says.")

    assert [each.text for each in sentences(normal)] == [
        "It was seen by the FDA.", "It fell by 2 kg, as WHO says.",
    ]  # fmt: skip


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert [each.text for each in sentences(normalise("Title\n\nOne\nsentence. Two e.g. this."))] == [
        "Title", "One sentence.", "Two e.g. this.",
    ]  # fmt: skip


def test_a_disclaimer_counts_only_word_for_word() -> None:
    assert check("This page is not\nmedical advice.") == ()
    assert check("Ask your doctor; this page is not medical advice.") != ()


@given(st.text(max_size=200))
def test_every_character_leads_back_to_where_it_stood(text: str) -> None:
    normal = normalise(text)

    assert len(normal.origin) == len(normal.text)
    assert list(normal.origin) == sorted(normal.origin)
    assert all(0 <= each < len(text) for each in normal.origin)
    check(text)


def test_a_text_without_an_end_is_read_in_pieces_whose_number_grows_as_it_does() -> None:
    short, long = (list(sentences(normalise("take 5 mg of it and " * repeated))) for repeated in (500, 5000))

    assert max(len(each.text) for each in long) <= LONGEST
    assert len(short) > 1
    assert len(long) <= 11 * len(short)


@pytest.mark.parametrize("before", range(720, 830, 10))
def test_words_across_the_end_of_a_piece_are_still_found(before: int) -> None:
    found = check("a" * (before % 7) + " word" * (before // 5) + " and it is completely safe " + "word " * 200)

    assert "C10" in {each.rule for each in found}


def test_many_abbreviations_end_no_sentence() -> None:
    assert len(list(sentences(normalise("as in e.g. Fig. 3 vs. Fig. 4, i.e. both. And more.")))) == 2
