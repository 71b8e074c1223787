"""How long a claim and its quotes may be, and how work grows with rows of figures within that."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from invented.factories import claim, draft, pack, pack_study, sentence

from shared.gates.draft import judge
from shared.gates.grounding.contrary import likeness
from shared.gates.grounding.doubts import restrictions
from shared.gates.grounding.figures import companions, pairing
from shared.gates.grounding.lengths import CLAIM_AT_MOST, QUOTES_AT_MOST, too_long
from shared.gates.words import normal, values

ROWS: tuple[Callable[[int], str], ...] = (
    lambda row: f"{row} of {row + 1} rats, ",
    lambda row: f"{row + 11} ({row + 5}%) of group{row}, ",
    lambda row: f"{row}.{row} and {row + 7}.5 ppm for strain{row} and ",
    lambda row: f"weight fell by {row} % in A but stayed in B; ",
    lambda row: f"{row + 3}, ",
    lambda row: f"It rose in {row}. ",
)
GATES = (companions.parted, pairing.misplaced_figure, restrictions.narrowed, likeness.contradicted)
GROWN = 3
"""Where both texts grow by two, work that grows with their product grows by four."""


def text(row: Callable[[int], str], rows: int, first: int = 1) -> str:
    return "".join(row(first + each) for each in range(rows)).strip()


def counted(look: Callable[[], Any]) -> int:
    """The operations of the interpreter that it takes with nothing remembered of the texts."""
    normal.normalise.cache_clear()
    values.placed.cache_clear()
    pairing._told.cache_clear()
    done = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal done
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        done += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        look()
    finally:
        sys.settrace(before)
    return done


@pytest.mark.parametrize("gate", GATES, ids=lambda each: each.__module__.split(".")[-1])
@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_work_grows_with_rows_in_claim_and_quote_as_these_do(gate, row):
    small, large = (counted(lambda n=n: gate(text(row, n), [text(row, n, 2)])) for n in (60, 120))

    assert small > 100
    assert large < GROWN * small


def test_what_grows_with_the_product_is_seen_by_that_count():
    def each_with_each(claim: str, quotes: list[str]) -> int:
        return sum(one == other for one in claim.split() for other in quotes[0].split())

    small, large = (counted(lambda n=n: each_with_each("a " * n, ["b " * n])) for n in (60, 120))

    assert large > GROWN * small


@pytest.mark.parametrize(
    ("claim_of", "quotes_of", "told"),
    [
        (CLAIM_AT_MOST, [QUOTES_AT_MOST], ""),
        (CLAIM_AT_MOST + 1, [10], "a claim of 1001 characters"),
        (10, [QUOTES_AT_MOST // 2, QUOTES_AT_MOST // 2 + 1], "quotes of 8001 characters"),
    ],
)
def test_what_no_reader_could_hold_together_is_too_long(claim_of, quotes_of, told):
    assert too_long("x" * claim_of, ["y" * each for each in quotes_of]) == told


def against(said: str, quote: str) -> list[str]:
    of = pack(studies=(pack_study(1),), sentences=(sentence(1, 1, quote),))
    made = claim(said, sentences=("S1.1",))
    found = judge(of, draft(of, claims=(made,)))
    return [each.reason for each in found if each.severity == "block" and "longer" in each.reason]


def test_a_claim_that_is_too_long_is_refused_and_says_why():
    row = text(ROWS[0], 900)

    assert len(against(f"Of the rats, {row}", row)) == 1
    assert len(against("Of the rats 3 of 4 lived.", row)) == 1


def test_a_long_sentence_repeated_word_for_word_is_not_refused_for_that():
    row = text(ROWS[0], 100)

    assert len(row) > CLAIM_AT_MOST
    assert against(row, row) == []
