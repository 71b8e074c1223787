"""A grade's level told apart: a certainty about people, or one of the words that claim none."""

from typing import TypedDict

from shared.domain.grading.rules import ASCENDING
from shared.domain.vocabulary import Level


class Told(TypedDict):
    """A level as data: `certainty` is a word of certainty (`very_low`), None where none is claimed."""

    certainty: str | None
    preclinical_only: bool
    no_usable_evidence: bool


def told(level: Level | str | None) -> Told:
    """The level (None before any grade) in fields that no other kind of level shares.

    Raises:
        ValueError: it is no level.
    """
    known = None if level is None else Level(level)
    return Told(
        certainty=known.value if known is not None and known in ASCENDING else None,
        preclinical_only=known is Level.PRECLINICAL,
        no_usable_evidence=known is Level.NONE,
    )


def cells(level: Level | str | None) -> tuple[str, str]:
    """The same for two columns of a table, one of which is empty: the certainty, and the words that claim none."""
    found = told(level)
    instead = {"preclinical only": found["preclinical_only"], "no usable evidence": found["no_usable_evidence"]}
    return (found["certainty"] or "").replace("_", " "), next((word for word, holds in instead.items() if holds), "")
