"""Invented packs for tests of grading: studies by what the rules read of them. None of it is real."""

from collections.abc import Mapping
from typing import Any

from invented.factories import appraisal, pack, pack_study
from shared.domain.evidence.appraisal import Appraisal, Outcome, Passage
from shared.domain.evidence.pack import EvidencePack, Grouping, PackStudy, PackTrial
from shared.domain.evidence.trial import Trial
from shared.domain.vocabulary import Design, Direction, Role, Species

WEIGHT, LIPIDS = "body_weight", "lipids"
"""An outcome that people feel, and a surrogate."""
BENEFIT, NULL, HARM = Direction.BENEFIT, Direction.NULL, Direction.HARM


def saw(outcomes: Mapping[str, Direction]) -> tuple[Outcome, ...]:
    """Outcomes as an appraisal holds them, each with a quote of its own."""
    return tuple(
        Outcome(name=name, direction=direction, rule="test", quote=Passage(start=0, end=3, text=f"{name} moved."))
        for name, direction in outcomes.items()
    )


def study(design: Design, species: Species = Species.HUMAN, **fields: Any) -> PackStudy:
    """A study that was given the peptide; `outcomes` are ids with directions, by default weight that fell.

    `role`, `counted`, `grouping`, `full_text` and `title` are the pack's, all else is the appraisal's.
    """
    outcomes = saw(fields.pop("outcomes", {WEIGHT: BENEFIT}))
    title = fields.pop("title", None)
    outer = {name: fields.pop(name) for name in ("role", "counted", "grouping", "full_text", "pmid") if name in fields}
    made = appraisal(**{"design": design, "species": species, "n": 500, "outcomes": outcomes, **fields})
    found = pack_study(**{"appraisal": made, "role": Role.ADMINISTERED, **outer})
    return (
        found
        if title is None
        else found.model_copy(update={"citation": found.citation.model_copy(update={"title": title})})
    )


def rct(n: int | None = 300, **fields: Any) -> PackStudy:
    """A blinded, registered trial."""
    return study(Design.RCT, **{"n": n, "blinded": True, "registered": True, **fields})


def probable(n: int | None = 300, **fields: Any) -> PackStudy:
    """The same, randomised by its own words only."""
    return study(Design.PROBABLE_RCT, **{"n": n, "blinded": True, "registered": True, **fields})


def review(n: int | None = 900, **fields: Any) -> PackStudy:
    """A systematic review of randomised trials."""
    title = "Exemplin-12 in adults: a systematic review of randomised controlled trials"
    return study(Design.SYSTEMATIC_REVIEW, **{"n": n, "title": title, **fields})


def rat(**fields: Any) -> PackStudy:
    return study(Design.EXPERIMENT, Species.ANIMAL, **{"n": 24, **fields})


def dish(**fields: Any) -> PackStudy:
    return study(Design.EXPERIMENT, Species.IN_VITRO, **{"n": None, **fields})


def report(primary: int = 1, kind: str = "trial", **fields: Any) -> PackStudy:
    """Another record of the study that stands at this place of the pack: grouped under it, and not counted."""
    grouping = Grouping(primary=str(990000000 + primary), kind=kind, rule="G9", evidence="NCT90000001")
    return rct(**{"grouping": grouping, "counted": False, **fields})


def of(*studies: PackStudy | Appraisal, overdue: int = 0) -> EvidencePack:
    """A pack of these, numbered and named in this order unless they have PMIDs of their own."""
    listed = tuple(
        pack_study(number, appraisal=each) if isinstance(each, Appraisal) else _numbered(each, number)
        for number, each in enumerate(studies, 1)
    )
    trials = tuple(
        PackTrial(trial=Trial(nct=f"NCT9900000{number}", title="An invented trial"), overdue=True)
        for number in range(overdue)
    )
    return pack(studies=listed, sentences=(), trials=trials)


def _numbered(study: PackStudy, number: int) -> PackStudy:
    given = {"number": number}
    return study.model_copy(
        update=given if study.pmid != pack_study(1).pmid else {**given, "pmid": str(990000000 + number)}
    )
