"""Sober talk without a source passes by its frame, and a promise in that frame does not."""

import pytest

from shared.gates.context import Context
from shared.gates.text import check

SOBER = (
    "Grip strength and lung volume were recorded.",
    "A review looked at reading habits among soldiers.",
    "The term 'wonder cure' in the brochure has no counterpart in the trial.",
    "The stomach wall consists of four layers of tissue.",
    "Bone pain can have many causes.",
    "Mouse models of arthritis capture only part of the human disease.",
    "We turned down an advert for a sleep spray.",
    "Callers who want a dose get no reply.",
    "The two are often sold together, yet no controlled study of them was found.",
    "Results from separate cohorts should not be set side by side.",
    "What it does for people with gout is, put simply, unknown.",
    "The wound bed has three layers.",
    "Gout is marked by crystals in the joints.",
    "Stories from readers are not published.",
    "Words such as 'wonder' are struck at editing.",
    "A licence for a trial confers no permission to sell.",
)
UNSOBER = (
    "Practitioners looked at it and found relief for every patient.",
    "The mixture consists of two peptides that heal the stomach wall.",
    "We turned down an advert, but our own shop is cheap.",
    "It was studied for years and works.",
    "The two are often sold together, yet nobody has found a better pair.",
    "The drops can have no side effects.",
    "Gout is marked by pain that it heals.",
    "Stories from users are published below and speak of relief.",
)


def _blocked(text: str) -> list[str]:
    return [each.rule for each in check(text, Context(cited=False)) if each.severity == "block"]


@pytest.mark.parametrize("text", SOBER)
def test_sober_talk_needs_no_source(text: str) -> None:
    assert _blocked(text) == []


@pytest.mark.parametrize("text", UNSOBER)
def test_a_claim_in_its_frame_is_refused(text: str) -> None:
    assert _blocked(text)
