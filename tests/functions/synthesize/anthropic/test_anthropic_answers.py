"""A Message of the vendor's is taken for an answer only where it says what it took."""

from typing import Any

import pytest

from functions.synthesize.anthropic.messages import answer_of
from shared.platform.errors import UpstreamUnavailable
from shared.store.spending.ledger import Unpaid

SAID = {
    "id": "msg_1",
    "model": "pen-1",
    "content": [{"type": "text", "text": "{}"}],
    "stop_reason": "end_turn",
    "usage": {"input_tokens": 7, "output_tokens": 3, "cache_read_input_tokens": 2},
}


def test_what_it_took_is_read_part_by_part():
    answer = answer_of(SAID)

    assert (answer.input_tokens, answer.cached_input_tokens, answer.cache_write_tokens) == (7, 2, 0)
    assert (answer.output_tokens, answer.text) == (3, "{}")


@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        {"input_tokens": 7},
        {"input_tokens": -7, "output_tokens": 3},
        {"input_tokens": 7, "output_tokens": 3, "cache_read_input_tokens": -1},
        {"input_tokens": 7, "output_tokens": 3, "cache_creation_input_tokens": -1},
    ],
)
def test_an_answer_that_says_not_what_it_took_is_never_booked_as_free(usage: dict[str, Any] | None):
    with pytest.raises(UpstreamUnavailable) as caught:
        answer_of({**SAID, "usage": usage})

    assert not isinstance(caught.value, Unpaid)
