"""What we make of a record, by fixed rules: each decision with its rule, each reading with the words that gave it."""

from typing import Self

from shared.domain.frozen import Frozen
from shared.domain.vocabulary import Blinding, Confidence, Conflict, Design, Direction, Flag, Species

BY_TYPE = "funding-types"
"""The rule of a record that names no payer, and that NLM's publication types call a paid one."""
_TYPE = "Research Support, "
BROUGHT_BACK = ("person", "use", "include")
"""Rule, field and value of a person's decision that a record counts (`shared.domain.evidence.override`)."""


class Passage(Frozen):
    """Verbatim words: `text` is `abstract_text[start:end]`, or of the title where `in_title`."""

    start: int
    end: int
    text: str
    in_title: bool = False


class Decision(Frozen):
    """That `rule` decided `field` to be `value`; the quote is there where words decided, not identifiers."""

    field: str
    value: str
    rule: str
    confidence: Confidence
    quote: Passage | None = None


class Stated(Frozen):
    """Something as the text states it: a route ("subcutaneous"), a duration ("12 weeks")."""

    value: str
    quote: Passage


class Outcome(Frozen):
    """An outcome that was looked at, by its id in `shared.domain.evidence.outcomes`, and which way it went.

    A brief appraisal keeps name and direction alone.
    """

    name: str
    direction: Direction
    rule: str = ""
    quote: Passage | None = None


class Effect(Frozen):
    """An effect estimate as printed; every number is text, so that nothing is rounded.

    `measure` is the field's word (`mean difference`, `risk ratio`, `odds ratio`, `hazard ratio` ...). Of a change it
    says the way, which the printed number need not: `decrease`, `increase`, `improvement`, `percent decrease` ...; a
    `change` or `percent change` has a number that says it by its own sign. The unit `-fold` says how many times as
    much ("threefold" is 3). A change that is told by both its ends has both as its value (`8.2 to 7.1`), and numbers
    of two groups too, the one in question first (`12 vs 3`): their measure is the way of what is said to differ, or
    `two arms` where that is not said. `low` and `high` are the interval at `level` percent, `comparator` is what it
    was compared with, `outcome` an outcome's id.
    """

    measure: str
    value: str
    unit: str = ""
    low: str | None = None
    high: str | None = None
    level: str | None = None
    p: str | None = None
    comparator: str = ""
    outcome: str = ""
    quote: Passage


class Appraisal(Frozen):
    """What we make of a record, by fixed rules; `rules` are the ids of those that decided.

    `n` is the number of participants or animals and `n_quote` the words that gave it, a substring of the
    abstract. A quote without a number says what was found and does not suffice ("n = 8 per group", groups unstated).
    `indexed` says that identifiers decided, not words. `decisions` are the same rules with what each decided and how
    sure it is. `laboratory` and `sponsor` are keys to count by, not names to print: the senior author with the first
    words of the affiliation, and the payer, both folded. `reviewed_by` is the person who decided in place of the rules.
    """

    later = frozenset(
        {
            "blinding", "registered", "conflict", "funding", "routes", "duration", "outcomes", "effects", "laboratory",
            "sponsor", "decisions", "reviewed_by",
        }
    )  # fmt: skip

    design: Design
    species: Species
    direction: Direction = Direction.UNCLEAR
    n: int | None = None
    n_quote: str | None = None
    blinded: bool = False
    flags: tuple[Flag, ...] = ()
    rules: tuple[str, ...] = ()
    indexed: bool = False
    blinding: Blinding = Blinding.NOT_STATED
    registered: bool = False
    conflict: Conflict = Conflict.NOT_STATED
    funding: tuple[str, ...] = ()
    routes: tuple[Stated, ...] = ()
    duration: Stated | None = None
    outcomes: tuple[Outcome, ...] = ()
    effects: tuple[Effect, ...] = ()
    laboratory: str = ""
    sponsor: str = ""
    decisions: tuple[Decision, ...] = ()
    reviewed_by: str | None = None

    def brief(self) -> Self:
        """What counting and grading need, in a tenth of the bytes: no quotes, no decisions, no effects."""
        return self.model_copy(
            update={
                "n_quote": None,
                "funding": (),
                "routes": (),
                "duration": None,
                "outcomes": tuple(Outcome(name=each.name, direction=each.direction) for each in self.outcomes),
                "effects": (),
                "decisions": (),
            }
        )

    @property
    def payers(self) -> tuple[str, ...]:
        """Who is named as having paid. Older packs have words of ours for a publication type in `funding`."""
        return () if BY_TYPE in self.rules else self.funding

    @property
    def supported(self) -> tuple[str, ...]:
        """The publication types that say that somebody paid, where nobody is named; older packs have no such names."""
        types = (each.value for each in self.decisions if each.rule == BY_TYPE)
        return tuple(each for each in types if each.startswith(_TYPE))

    @property
    def retracted(self) -> bool:
        """Whether it was retracted, or is said to be."""
        return Flag.RETRACTED in self.flags or Flag.RETRACTION_SUSPECTED in self.flags

    @property
    def withheld(self) -> bool:
        """Whether nothing of its record is used, because of words in it that were not written for readers."""
        return Flag.WITHHELD in self.flags

    @property
    def brought_back(self) -> bool:
        """Whether a person has a withheld record count all the same. Its text stays withheld: see `usable`."""
        return self.withheld and any((each.rule, each.field, each.value) == BROUGHT_BACK for each in self.decisions)

    @property
    def counts(self) -> bool:
        """Whether a grade may rest on it: on a record that a person brought back, though no claim may."""
        return self.usable or (
            self.brought_back and not self.retracted and self.design not in (Design.CONTEXT, Design.NOTICE)
        )

    @property
    def usable(self) -> bool:
        """Whether a claim may rest on it."""
        return self.design not in (Design.CONTEXT, Design.NOTICE) and not self.retracted and not self.withheld

    @property
    def study_type(self) -> str:
        """The database's word: human_rct, human_trial, human_observational, animal, in_vitro, review or other."""
        if self.design in (Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW):
            return "review"
        if self.design in (Design.CONTEXT, Design.NOTICE):
            return "other"
        if self.species is Species.ANIMAL:
            return "animal"
        if self.species is Species.IN_VITRO:
            return "in_vitro"
        if self.species is Species.HUMAN:
            if self.design in (Design.RCT, Design.PROBABLE_RCT):
                return "human_rct"
            if self.design is Design.NONRANDOMISED_TRIAL:
                return "human_trial"
            return "human_observational"
        return "other"
