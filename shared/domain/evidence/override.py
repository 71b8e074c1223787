"""What a person decided of one study in place of the rules, and what an appraisal is under it.

The rules' own appraisal stays stored as it was; a decision is laid over it whenever studies are read, so that no later
night undoes it.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from shared.domain.evidence.appraisal import BROUGHT_BACK, Appraisal, Decision, Outcome
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.frozen import Frozen
from shared.domain.vocabulary import Confidence, Design, Direction, Flag, Species

Action = Literal["exclude", "include", "reclassify"]

RULE, _USE, _ = BROUGHT_BACK
"""The id of the rule where a person decided, and the field of what became of the study."""

_REASON, _OUTCOME = "reason", "outcome"


class Override(Frozen):
    """One decision. `slug` is the peptide on whose page it holds, None for all; what is None of the rest stays as the
    rules have it. `direction` is the study's as a whole, `outcomes` are single outcomes' by their ids. `ended_at` and
    `ended_by` are there once it was withdrawn or another took its place."""

    id: str
    pmid: str
    slug: str | None = None
    action: Action
    design: Design | None = None
    species: Species | None = None
    direction: Direction | None = None
    n: int | None = None
    outcomes: dict[str, Direction] = Field(default={})
    reason: str
    person: str
    made_at: str
    ended_at: str | None = None
    ended_by: str | None = None
    ended_reason: str | None = None

    @property
    def changes(self) -> dict[str, str | int]:
        """What it sets, by field of the appraisal; of outcomes as one text."""
        return {**self.of_the_study, **({"outcomes": ", ".join(self.told)} if self.outcomes else {})}

    @property
    def told(self) -> tuple[str, ...]:
        """The outcomes that it sets, each as `pain=null`."""
        return tuple(f"{name}={way}" for name, way in sorted(self.outcomes.items()))

    @property
    def of_the_study(self) -> dict[str, str | int]:
        """What it sets of the study as a whole, by field of the appraisal."""
        found = {"design": self.design, "species": self.species, "direction": self.direction, "n": self.n}
        return {field: value for field, value in found.items() if value is not None}

    def says_what(self, other: "Override") -> bool:
        """Whether it decides the same of the same study for the same pages, by the same person for the same reason."""
        apart = {"id", "made_at", "ended_at", "ended_by", "ended_reason", "title"}
        return self.model_dump(exclude=apart) == other.model_dump(exclude=apart)


def refusal(appraisal: Appraisal, override: Override) -> str | None:
    """Why this decision cannot be taken of a study that the rules appraise so; None where it can."""
    if override.action == "exclude":
        return "what is excluded is not classified: leave the classification out" if override.changes else None
    if unknown := sorted(override.outcomes.keys() - OUTCOMES.keys()):
        return f"no outcome is called {unknown[0]!r}: they are {', '.join(OUTCOMES)}"
    if override.outcomes and override.direction is None:
        return "say which way the study went as a whole too"
    if override.design in (Design.CONTEXT, Design.NOTICE):
        return f"nothing can rest on {override.design}: exclude the study instead"
    if override.action == "reclassify":
        return None if override.changes else "say as what: a design, a species, a direction, outcomes or a number"
    if Flag.RETRACTED in appraisal.flags:
        return "it is retracted, and no claim may rest on it"
    if "deleted" in appraisal.rules:
        return "NLM deleted it, and no claim may rest on it"
    if appraisal.design in (Design.CONTEXT, Design.NOTICE) and override.design is None:
        return f"the rules take it for {appraisal.design}: say which design it has"
    return None


def judged(appraisal: Appraisal, override: Override) -> Appraisal:
    """The appraisal as the person has it. A retraction that came later outweighs whatever was decided before.

    A withheld record that is included counts in grades (`Appraisal.counts`) and keeps its flag: what it says is shown
    to no model and on no page all the same.
    """
    fields = override.of_the_study
    made = [(_USE, override.action), *fields.items(), *((_OUTCOME, each) for each in override.told)]
    update: dict[str, object] = {
        **fields,
        "rules": (*appraisal.rules, RULE),
        "decisions": (
            *(each for each in appraisal.decisions if each.field not in fields),
            *(
                Decision(field=field, value=str(value), rule=RULE, confidence=Confidence.CERTAIN)
                for field, value in (*made, (_REASON, override.reason))
            ),
        ),
        "reviewed_by": override.person,
    }
    if override.n is not None:
        update["n_quote"] = None
    if override.action == "exclude":
        update["design"] = Design.CONTEXT
    if override.action == "include":
        update["flags"] = tuple(each for each in appraisal.flags if each is not Flag.RETRACTION_SUSPECTED)
    return settled(appraisal.model_copy(update=update))


def settled(appraisal: Appraisal) -> Appraisal:
    """The appraisal with each outcome as a person has it; call it wherever outcomes were read anew.

    What was said of the study as a whole is said of its outcome where it has one. Where it has several, one that went
    another way than the whole is unclear: which of them the person meant is not known. A harm stays.
    """
    decided = [each for each in appraisal.decisions if each.rule == RULE]
    named = dict(each.value.split("=") for each in decided if each.field == _OUTCOME)
    whole = next((Direction(each.value) for each in decided if each.field == "direction"), None)
    if whole is None:
        return appraisal
    names = {each.name for each in appraisal.outcomes} | named.keys()

    def way(each: Outcome) -> Direction:
        if each.name in named:
            return Direction(named[each.name])
        if len(names) == 1:
            return whole
        stays = whole is Direction.MIXED or each.direction in (whole, Direction.HARM)
        return each.direction if stays else Direction.UNCLEAR

    told = {each.name for each in appraisal.outcomes}
    read = tuple(_gone(each, way(each)) for each in appraisal.outcomes)
    new = (Outcome(name=name, direction=Direction(to), rule=RULE) for name, to in named.items() if name not in told)
    return appraisal.model_copy(update={"outcomes": (*read, *new)})


def _gone(outcome: Outcome, way: Direction) -> Outcome:
    """The outcome as it went. The words that the rules read otherwise are not what tells it."""
    return outcome if outcome.direction is way else Outcome(name=outcome.name, direction=way, rule=RULE)


def excluded(appraisal: Appraisal) -> bool:
    """Whether a person excluded the study."""
    return any((each.rule, each.field, each.value) == (RULE, _USE, "exclude") for each in appraisal.decisions)


def standing(overrides: Iterable[Override], slug: str) -> Mapping[str, Override]:
    """By PMID, what holds on this peptide's page: what was decided for it alone before what was decided for all."""
    found: dict[str, Override] = {}
    for each in overrides:
        if each.ended_at is None and each.slug in (None, slug) and (each.slug is not None or each.pmid not in found):
            found[each.pmid] = each
    return found
