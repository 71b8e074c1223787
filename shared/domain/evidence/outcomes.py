"""The outcomes that studies are compared by: what each is called, which way is better, whether it is a surrogate.

A surrogate stands for something that patients feel (a laboratory value, an image); evidence on it is indirect. The ids
are stored: add, never rename.
"""

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way of an outcome is better for a person."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class OutcomeKind:
    """One outcome. `group` gathers outcomes on the page; `title` is how readers see it."""

    id: str
    title: str
    group: str
    better: Better
    surrogate: bool = False


_L, _M, _N = Better.LESS, Better.MORE, Better.NEITHER

_ALL = (
    OutcomeKind("mortality", "Death from any cause", "survival", _L),
    OutcomeKind("cardiovascular_events", "Cardiovascular events", "heart and vessels", _L),
    OutcomeKind("heart_failure", "Heart failure events", "heart and vessels", _L),
    OutcomeKind("blood_pressure", "Blood pressure", "heart and vessels", _L, surrogate=True),
    OutcomeKind("cardiac_function", "Heart function", "heart and vessels", _M, surrogate=True),
    OutcomeKind("infarct_size", "Infarct size", "heart and vessels", _L, surrogate=True),
    OutcomeKind("body_weight", "Body weight", "weight and metabolism", _L),
    OutcomeKind("body_fat", "Body or visceral fat", "weight and metabolism", _L, surrogate=True),
    OutcomeKind("lean_mass", "Lean mass", "weight and metabolism", _M, surrogate=True),
    OutcomeKind("food_intake", "Appetite and food intake", "weight and metabolism", _N),
    OutcomeKind("glycaemia", "Glucose and HbA1c", "weight and metabolism", _L, surrogate=True),
    OutcomeKind("insulin", "Insulin secretion and sensitivity", "weight and metabolism", _N, surrogate=True),
    OutcomeKind("lipids", "Blood lipids", "weight and metabolism", _L, surrogate=True),
    OutcomeKind("liver_fat", "Liver fat and steatohepatitis", "liver", _L, surrogate=True),
    OutcomeKind("liver_injury", "Liver injury and enzymes", "liver", _L, surrogate=True),
    OutcomeKind("kidney_outcomes", "Kidney disease progression", "kidney", _L),
    OutcomeKind("kidney_function", "Kidney function and albuminuria", "kidney", _N, surrogate=True),
    OutcomeKind("wound_healing", "Wound healing", "skin and wounds", _M),
    OutcomeKind("skin_appearance", "Skin appearance", "skin and wounds", _M),
    OutcomeKind("hair_growth", "Hair growth", "skin and wounds", _M),
    OutcomeKind("tendon_ligament_healing", "Tendon and ligament healing", "muscle and bone", _M),
    OutcomeKind("muscle_healing", "Muscle healing and strength", "muscle and bone", _M),
    OutcomeKind("bone_healing", "Bone healing", "muscle and bone", _M),
    OutcomeKind("fracture", "Fractures", "muscle and bone", _L),
    OutcomeKind("bone_density", "Bone density and turnover", "muscle and bone", _M, surrogate=True),
    OutcomeKind("physical_function", "Physical function", "muscle and bone", _M),
    OutcomeKind("pain", "Pain", "symptoms", _L),
    OutcomeKind("fatigue", "Fatigue", "symptoms", _L),
    OutcomeKind("quality_of_life", "Quality of life", "symptoms", _M),
    OutcomeKind("sleep", "Sleep", "brain and mood", _M),
    OutcomeKind("anxiety", "Anxiety", "brain and mood", _L),
    OutcomeKind("depression", "Depression", "brain and mood", _L),
    OutcomeKind("cognition", "Cognition and memory", "brain and mood", _M),
    OutcomeKind("stroke_recovery", "Recovery after stroke", "brain and mood", _M),
    OutcomeKind("neuroprotection", "Nerve cell survival", "brain and mood", _M, surrogate=True),
    OutcomeKind("sexual_function", "Sexual function and desire", "reproduction", _M),
    OutcomeKind("fertility", "Fertility and pregnancy", "reproduction", _M),
    OutcomeKind("gut_healing", "Ulcers and gut healing", "gut", _M),
    OutcomeKind("bowel_inflammation", "Bowel inflammation", "gut", _L),
    OutcomeKind("gut_function", "Gut function and absorption", "gut", _M),
    OutcomeKind("infection", "Infection", "immunity", _L),
    OutcomeKind("antimicrobial_activity", "Killing of microbes", "immunity", _M, surrogate=True),
    OutcomeKind("immune_markers", "Immune cells and antibodies", "immunity", _N, surrogate=True),
    OutcomeKind("inflammation_markers", "Markers of inflammation", "immunity", _L, surrogate=True),
    OutcomeKind("oxidative_stress", "Oxidative stress", "cells", _L, surrogate=True),
    OutcomeKind("cell_survival", "Cell survival and growth", "cells", _N, surrogate=True),
    OutcomeKind("angiogenesis", "Vessel growth", "cells", _N, surrogate=True),
    OutcomeKind("tumour_growth", "Tumour growth", "cancer", _L),
    OutcomeKind("cancer_incidence", "New cancers", "cancer", _L),
    OutcomeKind("growth_hormone", "Growth hormone and IGF-1", "hormones", _N, surrogate=True),
    OutcomeKind("growth", "Growth in height", "hormones", _M),
    OutcomeKind("hormone_levels", "Other hormones", "hormones", _N, surrogate=True),
    OutcomeKind("pharmacokinetics", "How the body handles it", "pharmacology", _N, surrogate=True),
    OutcomeKind("lifespan", "Lifespan and ageing", "survival", _M),
    OutcomeKind("adverse_events", "Adverse events", "safety", _L),
    OutcomeKind("serious_adverse_events", "Serious adverse events", "safety", _L),
    OutcomeKind("discontinuation", "Stopping because of adverse events", "safety", _L),
)

OUTCOMES: dict[str, OutcomeKind] = {each.id: each for each in _ALL}
"""By id, in the order in which a page shows them."""
