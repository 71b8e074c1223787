"""The closed word lists that several domain types share. The words are stored: add, never rename."""

from enum import StrEnum


class Design(StrEnum):
    """How a study was done."""

    SYSTEMATIC_REVIEW = "systematic_review"
    RCT = "rct"
    PROBABLE_RCT = "probable_rct"
    """Randomised by its own words, but not indexed as such; never lifts a grade above moderate."""
    NONRANDOMISED_TRIAL = "nonrandomised_trial"
    OBSERVATIONAL = "observational"
    CASE_REPORT = "case_report"
    NARRATIVE_REVIEW = "narrative_review"
    EXPERIMENT = "experiment"
    """Work on animals, cells or tissue."""
    CONTEXT = "context"
    """Letter, editorial, comment, news, guideline, protocol: cited by no claim."""
    NOTICE = "notice"
    """A retraction, erratum or expression of concern: about a record, not evidence."""
    UNKNOWN = "unknown"


class Species(StrEnum):
    """In whom or in what."""

    HUMAN = "human"
    ANIMAL = "animal"
    IN_VITRO = "in_vitro"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Which way an outcome went."""

    BENEFIT = "benefit"
    NULL = "null"
    HARM = "harm"
    MIXED = "mixed"
    UNCLEAR = "unclear"


class Section(StrEnum):
    """Where on the page a claim stands, in the page's order."""

    OVERVIEW = "overview"
    PLAIN_LANGUAGE = "plain_language"
    HUMAN = "human"
    ANIMAL = "animal"
    IN_VITRO = "in_vitro"
    SAFETY = "safety"
    REVIEWS = "reviews"

    @property
    def sums_up(self) -> bool:
        """Whether its claims say again what the page's findings say: shorter, or in everyday words."""
        return self in (Section.OVERVIEW, Section.PLAIN_LANGUAGE)


class Level(StrEnum):
    """The grade's words. `preclinical` says in words that no study in people was found: no certainty is claimed."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    PRECLINICAL = "preclinical"
    NONE = "none"
    """No usable evidence of any kind."""


class Flag(StrEnum):
    """What a reader must know of a record before trusting it."""

    RETRACTED = "retracted"
    RETRACTION_SUSPECTED = "retraction_suspected"
    CONCERN = "expression_of_concern"
    ERRATUM = "erratum"
    PREPRINT = "preprint"
    WITHHELD = "withheld"
    """Its record speaks to a machine, carries markup or hides something (`shared.gates.untrusted`): nothing of it is
    used."""


class Confidence(StrEnum):
    """How sure a rule is of what it decided."""

    CERTAIN = "certain"
    """An identifier, or words that mean nothing else."""
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Blinding(StrEnum):
    """Who did not know what was given, as stated."""

    DOUBLE = "double"
    """Double, triple or more."""
    SINGLE = "single"
    OPEN = "open"
    NOT_STATED = "not_stated"


class Conflict(StrEnum):
    """What the authors say of conflicts of interest."""

    DECLARED = "declared"
    NONE = "none"
    NOT_STATED = "not_stated"


class Role(StrEnum):
    """What the peptide of the page is in a study."""

    ADMINISTERED = "administered"
    ENDOGENOUS = "endogenous"
    """The body's own was measured; nothing was given."""
    RELATED = "related"
    """Another molecule was given: a fragment, a parent, an analogue."""
    MENTIONED = "mentioned"
    UNCLEAR = "unclear"
