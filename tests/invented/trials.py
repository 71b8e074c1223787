"""A randomised trial in people whose abstract says what a test says, and what is read of it."""

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.seen import seen_by
from invented import factories
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal, Effect
from shared.domain.evidence.study import AbstractSection, Study, Term
from shared.domain.vocabulary import Direction

PEPTIDE = Peptide.ad_hoc_of("Exemplin-12", ())


def trial(text: str, *, title: str = "A trial in obese adults.", label: str = "RESULTS", before: str = "") -> Study:
    """The text stands under `label`, behind methods of their own where `before` is given."""
    sections = {**({"METHODS": before} if before else {}), label: text}
    return factories.study(
        title=title,
        abstract=tuple(AbstractSection(label=each, category=each, text=said) for each, said in sections.items()),
        publication_types=(Term(ui="D016449", name="x"),),
        mesh=(Term(ui="D006801", name="x"),),
    )


def seen(study: Study) -> tuple[Effect, ...]:
    """What is read of it as of Exemplin-12, each with its quote at its place."""
    found = seen_by(study, appraise(study, PEPTIDE), PEPTIDE).effects
    text = study.abstract_text
    assert all(text[each.quote.start : each.quote.end] == each.quote.text for each in found)
    return found


def ways(read: Appraisal) -> dict[str, Direction]:
    """The outcomes that went one way, or are said not to differ, by name."""
    return {each.name: each.direction for each in read.outcomes if each.direction is not Direction.UNCLEAR}


def concluding(text: str, title: str = "A trial.") -> Study:
    """A trial that concludes so."""
    return trial(text, title=title, label="CONCLUSIONS")


def ways_of(text: str, title: str = "A trial.") -> dict[str, Direction]:
    """The ways that are read of a trial's conclusion, for a peptide of the catalog."""
    return ways(appraise(concluding(text, title), factories.peptide()))
