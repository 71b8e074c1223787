"""What a record is worth knowing for, by fixed rules, first match wins; every decision names its rule and its sureness.

Identifiers decide (NLM's publication types and MeSH, by UI). Words decide only where indexing is absent, and then
whole words: `rat` is not in `rate`, and a nonrandomised study is not randomised.
"""

from collections.abc import Sequence

from functions.fetch.appraisal.conduct.blinding import blinding_of
from functions.fetch.appraisal.conduct.conflict import conflict_of
from functions.fetch.appraisal.conduct.funding import funding_of
from functions.fetch.appraisal.conduct.laboratory import laboratory_of
from functions.fetch.appraisal.conduct.registration import registration_of
from functions.fetch.appraisal.designs.design import design_of
from functions.fetch.appraisal.designs.retracted_title import retraction_in
from functions.fetch.appraisal.effects.estimates import effects_of
from functions.fetch.appraisal.giving.durations import duration_of
from functions.fetch.appraisal.giving.routes import routes_of
from functions.fetch.appraisal.results.direction import direction_of
from functions.fetch.appraisal.results.outcomes import outcomes_of
from functions.fetch.appraisal.sizes.sample_size import size_of
from functions.fetch.appraisal.subjects.species import species_of
from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal, Decision
from shared.domain.evidence.study import Study
from shared.domain.vocabulary import Blinding, Confidence, Design, Direction, Flag
from shared.gates.untrusted import tampered_record

_CONCERN = frozenset({"ExpressionOfConcernIn", "PartialRetractionIn"})
"""A part that was retracted leaves doubt about the rest; older records have such links."""

DELETED = "deleted"
"""The rule of a record that NLM deleted."""


def appraise(study: Study, peptide: Peptide) -> Appraisal:
    """The appraisal of one record. A study is one row however many peptides it serves, so no rule looks at `peptide`.

    What the peptide is in the study is `functions.fetch.appraisal.giving.role.role_of`; which way it went for it where
    agents are compared is `functions.fetch.appraisal.seen.seen_by`.
    """
    del peptide
    words = Words.of(study)
    funding = funding_of(words)
    flags = _flags(words, funding.funders)
    found = species_of(words)
    design, by_design = design_of(words, found)
    evidence = design not in (Design.CONTEXT, Design.NOTICE)
    n, quote, n_rule = size_of(study, design, found.species) if evidence else (None, None, None)
    direction, direction_rule = (
        direction_of(study) if evidence and design is not Design.NARRATIVE_REVIEW else (Direction.UNCLEAR, None)
    )
    blinding, by_blinding = blinding_of(words, design)
    registered = registration_of(words, design)
    conflict, by_conflict = conflict_of(words)
    laboratory, by_laboratory = laboratory_of(words)
    decisions = (
        *flags.values(), by_design, found.decision, *_size(words, n, quote, n_rule), *_way(direction, direction_rule),
        by_blinding, registered, by_conflict, *funding.decisions, by_laboratory,
    )  # fmt: skip
    kept = tuple(each for each in decisions if each)
    return Appraisal(
        design=design,
        species=found.species,
        direction=direction,
        n=n,
        n_quote=quote,
        blinded=blinding in (Blinding.DOUBLE, Blinding.SINGLE),
        flags=tuple(flags),
        rules=tuple(dict.fromkeys(each.rule for each in kept)),
        indexed=found.indexed,
        blinding=blinding,
        registered=registered is not None,
        conflict=conflict,
        funding=funding.funders,
        routes=routes_of(words, design),
        duration=duration_of(words, design, found.species),
        outcomes=outcomes_of(words, design),
        effects=effects_of(words, design),
        laboratory=laboratory,
        sponsor=funding.sponsor,
        decisions=kept,
    )


def deleted(appraisal: Appraisal) -> Appraisal:
    """The appraisal of a record that NLM deleted, as the database keeps it too: no claim may rest on it."""
    gone = decision("design", Design.NOTICE, DELETED)
    return appraisal.model_copy(update={"design": Design.NOTICE, "rules": (DELETED,), "decisions": (gone,)})


def _size(words: Words, n: int | None, quote: str | None, rule: str | None) -> tuple[Decision, ...]:
    if rule is None or quote is None:
        return ()
    start = words.abstract.find(quote)
    where = words.passage(start, start + len(quote)) if start >= 0 else None
    value = "" if n is None else str(n)
    return (decision("n", value, rule, Confidence.PROBABLE if n else Confidence.POSSIBLE, where),)


def _way(direction: Direction, rule: str | None) -> tuple[Decision, ...]:
    sure = Confidence.POSSIBLE if direction in (Direction.UNCLEAR, Direction.MIXED) else Confidence.PROBABLE
    return (decision("direction", direction, rule, sure),) if rule else ()


def _flags(words: Words, payers: Sequence[str]) -> dict[Flag, Decision]:
    study, relations = words.study, words.relations
    found: dict[Flag, Decision] = {}
    if "D016441" in words.types or relations & {"RetractionIn", "RetractedandRepublishedIn"}:
        found[Flag.RETRACTED] = _flag(Flag.RETRACTED, "I1")
    elif not ("D016440" in words.types or "RetractionOf" in relations) and (match := retraction_in(study.title)):
        quote = words.passage(match.start(), match.end(), in_title=True)
        suspected = Flag.RETRACTION_SUSPECTED
        found[suspected] = decision("flag", suspected, "I6", Confidence.PROBABLE, quote)
    if relations & _CONCERN:
        found[Flag.CONCERN] = _flag(Flag.CONCERN, "I2")
    if "ErratumIn" in relations:
        found[Flag.ERRATUM] = _flag(Flag.ERRATUM, "I3")
    if "D000076942" in words.types:
        found[Flag.PREPRINT] = _flag(Flag.PREPRINT, "I5")
    if tampered_record(study, payers):
        # Without a quote: what it holds is shown nowhere.
        found[Flag.WITHHELD] = _flag(Flag.WITHHELD, "U1")
    return found


def _flag(flag: Flag, rule: str) -> Decision:
    return decision("flag", flag, rule)
