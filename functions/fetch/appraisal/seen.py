"""What a study says of one peptide: an appraisal is the same for all, but who won a comparison another one lost."""

import re

from functions.fetch.appraisal.effects.estimates import effects_of
from functions.fetch.appraisal.giving.role import known_of, names_of
from functions.fetch.appraisal.results.agents import Agents, agents_of
from functions.fetch.appraisal.results.direction import clauses, direction_of
from functions.fetch.appraisal.results.outcomes import outcomes_of
from functions.fetch.appraisal.results.set_aside import is_set_aside
from functions.fetch.appraisal.results.sides import MARK
from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.override import RULE, settled
from shared.domain.evidence.study import Study, sentences
from shared.domain.vocabulary import Confidence, Design, Direction


def seen_by(study: Study, appraisal: Appraisal, peptide: Peptide) -> Appraisal:
    """The appraisal with directions as they are the peptide's own: "another was superior to it" tells none of it, nor
    does "another reduced pain" or "the toxin did"; and "pain was lower with it" tells of it though no other word says
    that it was given. Estimates that are told of another agent or exposure are left out.

    What a person decided stays. Call it where a pack is built: unlike the appraisal it depends on the page.
    """
    names = names_of(peptide)
    if names is None or not names.search(f"{study.title}\n{study.abstract_text}"):
        return appraisal
    decided = any(each.field == "direction" and each.rule == RULE for each in appraisal.decisions)
    plain = appraisal.direction is not Direction.UNCLEAR or any(
        each.direction is not Direction.UNCLEAR for each in appraisal.outcomes
    )
    agents = agents_of(study, names, known_of(peptide) or names)
    # Of an arm that only its name tells from another the appraisal has nothing yet.
    effects = effects_of(Words.of(study), appraisal.design, agents)
    appraisal = appraisal.model_copy(update={"effects": effects})
    compared = plain and (_compared(study, names) or _another_acts(study, agents) or _set_aside(study, agents))
    read = any(each.rule and each.direction is not Direction.UNCLEAR for each in appraisal.outcomes)
    elsewhere = any(not each.rule for each in appraisal.outcomes)
    if (decided or elsewhere) and not (compared or read):
        return appraisal
    update: dict[str, object] = {"outcomes": outcomes_of(Words.of(study), appraisal.design, agents)}
    if compared and not decided and appraisal.design not in (Design.CONTEXT, Design.NOTICE, Design.NARRATIVE_REVIEW):
        direction, rule = direction_of(study, agents)
        if direction is not appraisal.direction:
            sure = Confidence.POSSIBLE if direction in (Direction.UNCLEAR, Direction.MIXED) else Confidence.PROBABLE
            others = (each for each in appraisal.decisions if each.field != "direction")
            update |= {
                "direction": direction,
                "decisions": (*others, decision("direction", direction, rule, sure)),
            }
    return settled(appraisal.model_copy(update=update))


def _another_acts(study: Study, agents: Agents) -> bool:
    """Whether another agent acts without the peptide in a clause, somewhere in the title or the abstract."""
    texts = [study.title, *(each.text for each in sentences(study))]
    if not agents.others:
        texts = [each for each in texts if agents.own.search(each)]
    return any(agents.alone_is_another(clause) for text in texts for clause in clauses(text, agents))


def _set_aside(study: Study, agents: Agents) -> bool:
    """Whether the peptide is somewhere named without acting: stopped, blocked, or what another agent is unlike."""
    return any(is_set_aside(text, agents.own) for text in (study.title, *(each.text for each in sentences(study))))


def _compared(study: Study, names: re.Pattern[str]) -> bool:
    """Whether the peptide stands behind words that compare, somewhere in the title or the abstract."""
    text = f"{study.title}\n{study.abstract_text}"
    return any(names.search(text, mark.end(), mark.end() + 120) for mark in MARK.finditer(text))
