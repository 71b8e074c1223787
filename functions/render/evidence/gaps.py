"""What the evidence of one page lacks, computed from its pack: each sentence stands only where it holds."""

import re
from collections.abc import Iterator

from shared.domain.evidence.outcome_order import named
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.grading.bodies import PEOPLE
from shared.domain.grading.rules import ASCENDING
from shared.domain.publishing.counts import takes_part
from shared.domain.publishing.monograph import Monograph
from shared.domain.publishing.words import count, sentence
from shared.domain.vocabulary import Direction, Section

OUTCOMES_AT_MOST = 12
"""Outcomes that a sentence names; the tables of outcomes have them all."""
HARMS = "safety"
"""The group of outcomes that are about harms."""

HARMS_UNTOLD = "Fixed rules found no statement about harms on this page. That does not show that there were none."

_OF_HARMS = re.compile(
    r"\b(?:adverse|side[- ]effects?|unwanted|harm\w*|safe\w*|toler\w+|\w*toxic\w*|nausea\w*|vomit\w*|diarrh\w+|"
    r"headaches?|hypoglyc\w+|reactions?|complications?|died|deaths?|mortality|withdr[ae]w\w*|discontinu\w+|"
    r"sting(?:s|ing)?|burning|itch\w*|rash(?:es)?|pruritus|tenderness|bruis\w+|dizz\w+|drows\w+|bleeding|constipat\w+|"
    r"injection[- ]site)\b",
    re.IGNORECASE,
)
"""Words of a statement that may be about harms wherever it stands."""
_WORSE = re.compile(
    r"^(?!.*\b(?:reduc|decreas|fewer|less|lower|attenuat|prevent|protect|inhibit|suppress|ameliorat|improv)\w*)"
    r"(?=.*\b(?:increas|elevat|induc|caus|develop|numerous|more|rais|worsen)\w*)"
    r".*\b(?:lesions?|\w*neoplas\w+|tumou?rs?|cancers?|\w*carcinom\w+|injur\w+|damage|degeneration|necrosis)\b"
    r"(?! factor)",
    re.IGNORECASE | re.DOTALL,
)
"""More of a disease, and less of nothing."""


def found(monograph: Monograph, pack: EvidencePack, unquoted: int) -> list[str]:
    """The gaps of this page, one sentence or two each, those about people first; `unquoted` records are set aside."""
    studies = [each for each in pack.studies if takes_part(each)]
    return [
        *_no_trial(monograph),
        *_unstudied(monograph),
        *_untold(monograph),
        *_sizes(studies),
        *_harms(monograph),
        *_overdue(pack),
        *_laboratory(studies, pack),
        *_set_aside(unquoted),
        *_abstracts(pack),
    ]


def _no_trial(monograph: Monograph) -> Iterator[str]:
    if monograph.counts.human_rct == 0:
        yield "No randomised trial in people could be used."


def _unstudied(monograph: Monograph) -> Iterator[str]:
    """Outcomes of animals or cells that no study in people bears on."""
    titles = [
        OUTCOMES[each.outcome].title
        for each in monograph.grade.outcomes
        if each.outcome in OUTCOMES and not any(each.inputs.get(kind) for kind in PEOPLE)
    ]
    if titles:
        yield f"Looked at in animals or cells and in no study in people that could be graded: {_cut(titles)}."


def _untold(monograph: Monograph) -> Iterator[str]:
    """Outcomes with a certainty of which no statement bears the name: the table has them, and the quotations do not."""
    told = {kind.id for each in monograph.claims if (kind := named(each.outcome))}
    told |= {each.outcome for each in monograph.contradictions}
    titles = [
        OUTCOMES[each.outcome].title
        for each in monograph.grade.outcomes
        if each.level in ASCENDING and each.outcome not in told
    ]
    if titles:
        yield f"These outcomes are graded, and no statement on this page goes under their name: {_cut(titles)}."


def _cut(titles: list[str]) -> str:
    more = len(titles) - OUTCOMES_AT_MOST
    return "; ".join(titles[:OUTCOMES_AT_MOST]) + (f"; and {more:,} more" if more > 0 else "")


def _sizes(studies: list[PackStudy]) -> Iterator[str]:
    people = [each for each in studies if each.appraisal.study_type.startswith("human_")]
    unknown = sum(each.appraisal.n is None for each in people)
    if unknown:
        which = f"Of {len(people):,} studies in people, {unknown:,}" if len(people) > 1 else "The one study in people"
        does = "does" if unknown == 1 else "do"
        yield f"{which} {does} not state how many took part, as far as the rules could read."


def _harms(monograph: Monograph) -> Iterator[str]:
    outcomes = [named(each.outcome) for each in monograph.claims]
    outcomes += [OUTCOMES.get(each.outcome) for each in monograph.contradictions]
    told = any(
        each.section is Section.SAFETY
        or each.direction is Direction.HARM
        or _OF_HARMS.search(each.text)
        or _WORSE.search(each.text)
        for each in monograph.claims
    )
    if not told and not any(each and each.group == HARMS for each in outcomes):
        yield HARMS_UNTOLD


def _overdue(pack: EvidencePack) -> Iterator[str]:
    overdue = sum(each.overdue for each in pack.trials)
    if overdue:
        were = "was" if overdue == 1 else "were"
        yield (
            f"{count(overdue, 'registered trial', 'registered trials')} {were} completed over 24 months before the "
            "registry was asked, and no result was found."
        )


def _laboratory(studies: list[PackStudy], pack: EvidencePack) -> Iterator[str]:
    """Where all whose laboratory is known are of one, and they are at least half of all."""
    done = [each for each in studies if each.appraisal.study_type not in ("review", "other")]
    known = [each.appraisal.laboratory for each in done if each.appraisal.laboratory]
    if len(known) > 1 and len(set(known)) == 1 and 2 * len(known) >= len(done) and not pack.unlisted:
        if len(known) == len(done):
            yield f"All {len(done):,} studies come from one laboratory."
        else:
            yield f"Of {len(done):,} studies, {len(known):,} come from one laboratory; that of the others is not known."


def _set_aside(unquoted: int) -> Iterator[str]:
    if unquoted:
        records = count(unquoted, "record that was", "records that were")
        yield sentence(f"no statement rests on {records} found and set aside")


def _abstracts(pack: EvidencePack) -> Iterator[str]:
    short = pack.found - sum(each.full_text for each in pack.studies)
    missing = "what stands in a full text alone is missing here"
    if short == pack.found > 0:
        which = "The one record was read as an abstract" if short == 1 else "All records were read as abstracts"
        yield f"{which}: {missing}."
    elif 2 * short > pack.found:
        yield f"Most records were read as abstracts: {missing}."
    elif short:
        read = "was read as an abstract" if short == 1 else "were read as abstracts"
        yield f"Of {pack.found:,} records, {short:,} {read}: {missing}."
