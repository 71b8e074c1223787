"""The rules of the grade by id, with their numbers: each id once, in the order in which they are applied.

They follow GRADE's shape (Guyatt et al., J Clin Epidemiol 2011; optimal information size 400 as its rule of thumb).
docs/methods.md explains them to readers, and a test holds the two lists equal. Change a rule and
`shared.domain.fingerprints.GRADING_EDITION` goes up.
"""

FEW, SOME = 100, 400
"""Participants below which a sum is very imprecise, and imprecise."""
BLINDED_PERCENT = REGISTERED_PERCENT = 50
"""Shares of the randomised participants below which blinding, and registration, count as missing."""
MINORITY_PERCENT = 25
"""Share of participants in studies that point another way, from which on results are inconsistent."""
RELATED_PERCENT = 25
"""Share of participants who were given a related molecule, from which on evidence is indirect."""
ONE_SOURCE_PERCENT = 80
"""Share of participants from one laboratory or sponsor, from which on publication bias is suspected."""
CONCENTRATED_PERCENT = 70
"""Share from which on a laboratory or sponsor is named as a concentration, in words."""
PRECLINICAL_AT_LEAST = 3
"""Studies in animals, cells or tissue from which on their concentration says anything."""
FULL_TEXT_PERCENT = 50
"""Share of participants in studies read in full, from which on the evidence is not of abstracts only."""

RULES = {
    "start-rct": "High: at least one randomised trial in people",
    "start-probable-rct": "Moderate: trials randomised by their own words only",
    "start-review": "High: a systematic review of randomised trials in people, and none of the trials themselves",
    "start-observational": "Low: non-randomised, observational or reviewed studies in people",
    "start-uncontrolled": "Very low: case reports, preprints or unclassified studies in people",
    "start-preclinical": "Preclinical only: studies in animals, cells or tissue",
    "start-none": "No usable evidence: nothing that could be graded",
    "down-blinding": f"1 level: less than {BLINDED_PERCENT} % of randomised participants were in blinded trials",
    "down-blinding-unregistered": f"2 levels: and less than {REGISTERED_PERCENT} % in registered ones",
    "down-imprecision-1": f"1 level: fewer than {SOME} participants in all",
    "down-imprecision-2": f"2 levels: fewer than {FEW} participants in all",
    "down-inconsistency": f"1 level: {MINORITY_PERCENT} % or more of the participants point another way",
    "down-surrogate": "1 level: the outcome stands for another one that patients feel",
    "down-molecule": f"1 level: {RELATED_PERCENT} % or more of the participants were given a related molecule",
    "down-species": "2 levels: another species, or cells; what is left is not called a certainty about people",
    "down-publication-bias": (
        f"1 level: one laboratory or sponsor supplies {ONE_SOURCE_PERCENT} % or more of the participants, or a trial "
        "completed more than 24 months ago has no result"
    ),
    "cap-n-unknown": "Low: no number of participants was found, so precision was not assessed",
    "cap-single-study": "Moderate: one study alone, so consistency cannot be assessed",
    "cap-no-direction": "Very low: no deciding study states which way the outcome went",
    "cap-direction-unknown": "Moderate: fewer than two studies state a direction, so consistency was not assessed",
    "cap-concern": "Low: a deciding study, or another report of it, is under an expression of concern",
    "cap-retracted-report": "Low: another report of a deciding study was retracted, or is said to be",
    "cap-no-human-rct": "Low: no randomised trial in people",
    "cap-uncontrolled": "Very low: no controlled study in people",
    "cap-preprint": "Very low: preprints alone",
    "cap-abstract-only": (
        f"Moderate: abstracts only, no review of trials, and not {SOME} participants over two randomised trials; "
        f"lifted where studies with {FULL_TEXT_PERCENT} % of the participants were read in full"
    ),
    "cap-probable-rct": "Moderate: high only with trials that are randomised by their own words alone",
    "cap-outcomes": "As the best outcome: overall, no grade is above that of every outcome",
    "cap-no-outcome": "Very low: overall, no outcome was recognised in any study in people",
    "cap-not-assessed": (
        "Up to the third edition only. Moderate or as the best outcome, the higher of the two: overall, where a "
        "deciding study's outcome was not recognised"
    ),
    "flag-laboratory": f"No level: {CONCENTRATED_PERCENT} % or more of the participants are one laboratory's",
    "flag-sponsor": f"No level: {CONCENTRATED_PERCENT} % or more of the participants are one sponsor's",
    "flag-laboratory-preclinical": f"No level: {CONCENTRATED_PERCENT} % or more of the preclinical studies, of at "
    f"least {PRECLINICAL_AT_LEAST}, are one laboratory's",
    "flag-sponsor-preclinical": f"No level: {CONCENTRATED_PERCENT} % or more of the preclinical studies, of at "
    f"least {PRECLINICAL_AT_LEAST}, are one sponsor's",
    "flag-role-unclear": "No level: overall, studies count of which no rule could tell whether the peptide was given",
}
"""What each rule does, in words: the level that it gives, takes or allows, and when."""
