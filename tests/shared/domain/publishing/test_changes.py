"""What a version changed of its claims: added, removed, amended, and what is no change."""

from typing import Any

import pytest
from invented.editions import edition

from shared.domain.publishing.changes import changes
from shared.domain.publishing.monograph import Quote
from shared.domain.vocabulary import Direction

MADE = edition()
BEFORE = (MADE.monograph, MADE.pack)


def after(**update: Any) -> tuple[str, ...]:
    """The claims amended where the first one is another in this."""
    first, *others = MADE.monograph.claims
    now = MADE.monograph.model_copy(update={"claims": (first.model_copy(update=update), *others)})
    found = changes(BEFORE, (now, MADE.pack))
    assert (found.claims_added, found.claims_removed) == ((), ())
    return found.claims_amended


@pytest.mark.parametrize(
    "update",
    [
        {"text": "In one trial, grip strength rose.", "revision": 2},
        {"direction": Direction.HARM},
        {"outcome": "hand strength"},
        {"quotes": (Quote(pmid="990000001", sentence="S1.2", text="Other words."),)},
        {"quotes": (Quote(pmid="990000009", sentence="S1.1", text=MADE.pack.sentences[0].text),)},
        {"quotes": ()},
    ],
    ids=["words", "direction", "outcome", "quote", "record", "fewer quotes"],
)
def test_a_claim_that_reads_otherwise_under_its_id_is_amended(update: dict[str, Any]) -> None:
    assert after(**update) == (MADE.monograph.claims[0].id,)


def test_a_quotes_number_and_a_revision_are_no_change() -> None:
    [quote] = MADE.monograph.claims[0].quotes

    assert after(quotes=(quote.model_copy(update={"sentence": "S7.1"}),), revision=3) == ()


def test_another_claim_is_added_and_none_is_amended() -> None:
    now = MADE.monograph.model_copy(update={"claims": MADE.monograph.claims[1:]})

    found = changes(BEFORE, (now, MADE.pack))

    assert (found.claims_removed, found.claims_amended) == ((MADE.monograph.claims[0].id,), ())
