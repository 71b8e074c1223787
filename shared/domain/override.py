"""What a person decided of one study in place of the rules, and what an appraisal is under it.

The rules' own appraisal stays stored as it was; a decision is laid over it whenever studies are read, so that no later
night undoes it.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from shared.domain.appraisal import Appraisal, Decision
from shared.domain.frozen import Frozen
from shared.domain.vocabulary import Confidence, Design, Direction, Flag, Species

Action = Literal["exclude", "include", "reclassify"]

RULE = "person"
"""The id of the rule where a person decided."""

_USE, _REASON = "use", "reason"


class Override(Frozen):
    """One decision. `slug` is the peptide on whose page it holds, None for all; what is None of the rest stays as the
    rules have it. `ended_at` and `ended_by` are there once it was withdrawn or another took its place."""

    id: str
    pmid: str
    slug: str | None = None
    action: Action
    design: Design | None = None
    species: Species | None = None
    direction: Direction | None = None
    n: int | None = None
    reason: str
    person: str
    made_at: str
    ended_at: str | None = None
    ended_by: str | None = None
    ended_reason: str | None = None

    @property
    def changes(self) -> dict[str, str | int]:
        """What it sets, by field of the appraisal."""
        found = {"design": self.design, "species": self.species, "direction": self.direction, "n": self.n}
        return {field: value for field, value in found.items() if value is not None}


def refusal(appraisal: Appraisal, override: Override) -> str | None:
    """Why this decision cannot be taken of a study that the rules appraise so; None where it can."""
    if override.action == "exclude":
        return "what is excluded is not classified: leave the classification out" if override.changes else None
    if override.design in (Design.CONTEXT, Design.NOTICE):
        return f"nothing can rest on {override.design}: exclude the study instead"
    if override.action == "reclassify":
        return None if override.changes else "say as what: a design, a species, a direction or a number"
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
    made = {_USE: override.action, **override.changes, _REASON: override.reason}
    update: dict[str, object] = {
        **override.changes,
        "rules": (*appraisal.rules, RULE),
        "decisions": (
            *(each for each in appraisal.decisions if each.field not in override.changes),
            *(
                Decision(field=field, value=str(value), rule=RULE, confidence=Confidence.CERTAIN)
                for field, value in made.items()
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
    return appraisal.model_copy(update=update)


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
