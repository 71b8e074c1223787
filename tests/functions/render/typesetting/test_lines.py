"""Our line breaks are fpdf2's own, and cost time linear in the text."""

from typing import cast

import pytest
from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from hypothesis import given
from hypothesis import strategies as st
from invented.sheets import sheet

from functions.render.typesetting import fonts
from functions.render.typesetting.lines import lines
from functions.render.typesetting.typeset import POINT, Typesetter
from shared.domain.instants import moment

NARROW, WIDE = 20, 160
WORDS = st.text(alphabet="abilmwMW ,.-/()%β≥ü\u00a0", max_size=60)
HYPHEN = 10


def of_tens(text: str, first: float, full: float) -> list[str]:
    """Where each character but a soft hyphen is ten wide."""
    return list(lines(text, [0 if each == "\u00ad" else 10 for each in text], first, full, hyphen=HYPHEN))


@pytest.fixture(scope="module")
def pdf() -> Typesetter:
    made = Typesetter(sheet(), moment("2026-11-23T02:00:00.000Z"))
    made.set_font(fonts.FAMILY, "", 10)
    return made


def by_fpdf(pdf: FPDF, text: str, width: float) -> list[str]:
    found = cast("list[str]", pdf.multi_cell(width, 5, text, dry_run=True, output=MethodReturnValue.LINES))
    return [each.replace("\u00a0", " ") for each in found]


@given(text=st.lists(WORDS, min_size=1, max_size=8).map(" ".join), width=st.integers(NARROW, WIDE))
def test_any_text_is_broken_where_fpdf2_breaks_it(pdf: Typesetter, text: str, width: int) -> None:
    room = width * 1000 / (10 * POINT)

    ours = list(lines(text, pdf.advances(text), room, room, hyphen=HYPHEN))

    assert ours == (by_fpdf(pdf, text, width) if text else [])


def test_a_line_ends_at_its_last_space() -> None:
    assert of_tens("aa bb cc", 50, 50) == ["aa bb", "cc"]
    assert of_tens("aa bb cc", 60, 60) == ["aa bb", "cc"]


def test_a_word_longer_than_a_line_is_cut_where_the_line_is_full() -> None:
    assert of_tens("aaaaaaa bb", 30, 30) == ["aaa", "aaa", "a", "bb"]


def test_a_first_line_without_room_stays_empty() -> None:
    assert of_tens("aaa", 5, 30) == ["", "aaa"]


def test_a_line_holds_at_least_one_character() -> None:
    assert of_tens("abc", 5, 5) == ["a", "b", "c"]


def test_a_soft_hyphen_shows_only_where_a_line_ends_in_it() -> None:
    assert of_tens("immuno\u00adglobulin", 200, 200) == ["immunoglobulin"]
    assert of_tens("immuno\u00adglobulin", 100, 100) == ["immuno-", "globulin"]
    assert of_tens("immuno\u00adglobulin", 60, 80) == ["immuno", "globulin"]


def test_no_text_has_no_line() -> None:
    assert of_tens("", 50, 50) == []
