"""The words of page and PDF that are ours. Both print the same ones, and the compliance rules read them all."""

from shared.domain.catalog.peptide import Kind, Relation
from shared.domain.vocabulary import Design, Direction, Flag, Role, Section, Species
from shared.gates.disclaimers import NO_SALES, NOT_ADVICE_LONG

DISCLAIMER = (
    f"{NOT_ADVICE_LONG} {NO_SALES} Every statement rests on words quoted from the study records cited beside it."
)

AD_HOC = "This peptide is not part of the catalog. The page was made on request and is not updated nightly."

PRIVATE = "Not published: for review only."

SECTIONS = {
    Section.HUMAN: ("Studies in people", "What trials and observations in people reported."),
    Section.ANIMAL: ("Studies in animals", "What was reported in animals. It does not show what happens in people."),
    Section.IN_VITRO: (
        "Studies in cells and tissue",
        "What was reported in the laboratory. It does not show what happens in people.",
    ),
    Section.SAFETY: ("Adverse events and tolerability", "What the studies reported about unwanted effects."),
    Section.REVIEWS: ("Reviews of the literature", "What authors who surveyed other studies wrote."),
}

DESIGNS = {
    Design.SYSTEMATIC_REVIEW: "systematic review",
    Design.RCT: "randomised trial",
    Design.PROBABLE_RCT: "probably randomised trial",
    Design.NONRANDOMISED_TRIAL: "trial without randomisation",
    Design.OBSERVATIONAL: "observational study",
    Design.CASE_REPORT: "case report",
    Design.NARRATIVE_REVIEW: "narrative review",
    Design.EXPERIMENT: "laboratory experiment",
    Design.CONTEXT: "letter, comment or protocol",
    Design.NOTICE: "notice about another record",
    Design.UNKNOWN: "design not stated",
}

AUTOMATED = "classified automatically"
REVIEWED = "reviewed by a person"
"""Who says what design, species and size a study has."""

SPECIES = {
    Species.HUMAN: "people",
    Species.ANIMAL: "animals",
    Species.IN_VITRO: "cells or tissue",
    Species.UNKNOWN: "species not stated",
}

DIRECTIONS = {
    Direction.BENEFIT: "in favour of the peptide",
    Direction.NULL: "no difference",
    Direction.HARM: "against the peptide",
    Direction.MIXED: "mixed",
    Direction.UNCLEAR: "not told as for or against the peptide",
}

SIDES = {
    Direction.BENEFIT: "a result in favour",
    Direction.NULL: "no difference",
    Direction.HARM: "a result against",
}
"""What one side of a contradiction says."""

MOLECULES = {"own": "the one of this page", "related": "a related one"}

_NO_PART = "it takes no part in the grade."
NOT_GIVEN = {
    Role.ENDOGENOUS: f"Fixed rules took it that this study measured the peptide and did not give it: {_NO_PART}",
    Role.MENTIONED: f"Fixed rules took it that this study only mentions the peptide: {_NO_PART}",
}
"""What stands beside a quote from a study to which the peptide was not given."""
REVIEW_NOT_GIVEN = {
    Role.ENDOGENOUS: f"Fixed rules took it that this review tells of the peptide as measured, not as given: {_NO_PART}",
    Role.MENTIONED: f"Fixed rules took it that this review only mentions the peptide: {_NO_PART}",
}
"""The same of a review, which gave and measured nothing itself."""
HARMS_FIRST = (
    "Of a record that tells of unwanted effects these are quoted first. What else it found is not quoted where the "
    "limits of quotation leave no room."
)
"""What a digest says where nothing but the harms of some record is quoted."""


def not_given(role: Role, design: Design) -> str:
    """The sentence beside a quote from a record in which the peptide was not given; empty where it was, or may be."""
    review = design in (Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW)
    return (REVIEW_NOT_GIVEN if review else NOT_GIVEN).get(role, "")


FLAGS = {
    Flag.RETRACTED: "retracted",
    Flag.RETRACTION_SUSPECTED: "retraction suspected",
    Flag.CONCERN: "expression of concern",
    Flag.ERRATUM: "corrected by an erratum",
    Flag.PREPRINT: "preprint, not peer reviewed",
    Flag.WITHHELD: "withheld",
}

INPUTS = {
    "rct": ("randomised trial in people", "randomised trials in people"),
    "probable_rct": ("probably randomised trial in people", "probably randomised trials in people"),
    "review_of_trials": ("systematic review of randomised trials", "systematic reviews of randomised trials"),
    "controlled": ("other controlled study in people", "other controlled studies in people"),
    "uncontrolled": ("uncontrolled study in people", "uncontrolled studies in people"),
    "preprint": ("preprint on people", "preprints on people"),
    "animal": ("study in animals", "studies in animals"),
    "in_vitro": ("study in cells or tissue", "studies in cells or tissue"),
    "one_laboratory": (
        "preclinical study, the most that come from one laboratory",
        "preclinical studies, the most that come from one laboratory",
    ),
    "one_sponsor": (
        "preclinical study, the most that one sponsor paid for",
        "preclinical studies, the most that one sponsor paid for",
    ),
    "role_unclear": (
        "study in which it is unclear whether the peptide was given",
        "studies in which it is unclear whether the peptide was given",
    ),
}
"""What the rules of the grade count (`shared.domain.grading.bodies`), one of it and many, as read by people."""

SOURCES = {"pubmed": "PubMed", "clinicaltrials": "ClinicalTrials.gov"}

RELATIONS: dict[Kind, str] = {
    "fragment_of": "{name} is a fragment of {of}; the two are different molecules.",
    "salt_of": "{name} is a salt of {of}.",
    "analogue_of": "{name} is an analogue of {of}; the two are different molecules.",
    "complex_of": "{name} is a complex that contains {of}; the two are different substances.",
    "same_as": "{name} and {of} are the same molecule.",
}


def related(name: str, relation: Relation) -> str:
    """What a page says of a peptide beside another molecule, with the entry's note."""
    return " ".join(filter(None, (RELATIONS[relation.kind].format(name=name, of=relation.of), relation.note)))
