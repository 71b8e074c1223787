"""Long runs of spaces cost no more than other text."""

import time

from shared.gates.words.normal import normalise


def test_spaces_are_read_in_linear_time() -> None:
    began = time.process_time()
    normalise(" " * 40_000 + "Exemplin-12 rose.")

    assert time.process_time() - began < 1.0  # four seconds where each space begins a search of its own
