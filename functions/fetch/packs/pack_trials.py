"""The pack's registered trials: linked to the studies that report them, and what has been silent for too long."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from functions.fetch.packs.grouping import REPORTING, Record
from shared.domain.canonical import canonical, fingerprint, plain
from shared.domain.evidence.pack import TRIALS_AT_MOST, MoreTrials, PackTrial
from shared.domain.evidence.trial import Trial

_PHASES = ("PHASE4", "PHASE3", "PHASE2", "PHASE1", "EARLY_PHASE1")


def named_by(trials: Iterable[Trial]) -> dict[str, tuple[str, ...]]:
    """By PMID, the numbers of the trials whose registrations name that record as a report."""
    found: dict[str, set[str]] = {}
    for trial in trials:
        for pmid in trial.pmids:
            found.setdefault(pmid, set()).add(trial.nct)
    return {pmid: tuple(sorted(numbers)) for pmid, numbers in found.items()}


def linked(trials: Iterable[Trial], records: Iterable[Record], asked: date) -> list[PackTrial]:
    """Each trial once, with the usable records of people that report it: those that name its number, and those that
    the registration names. `asked` is the day on which the registry was last read."""
    reports: dict[str, set[str]] = {}
    here = {each.nct: each for each in trials}
    named = named_by(here.values())
    for record in records:
        if record.usable and record.design in REPORTING:
            for nct in (*record.trials, *named.get(record.pmid, ())):
                reports.setdefault(nct, set()).add(record.pmid)
    return [
        PackTrial(
            # When the registry last posted the record says nothing of the trial, and would change the pack.
            trial=trial.model_copy(update={"updated": ""}),
            reported_by=tuple(sorted(reports.get(nct, ()), key=int)),
            overdue=not reports.get(nct) and trial.silent(asked),
        )
        for nct, trial in sorted(here.items())
    ]


def fitting(trials: Sequence[PackTrial]) -> tuple[tuple[PackTrial, ...], MoreTrials | None, int]:
    """Those that the pack names, by number, what is said of the others, and the bytes of both."""
    kept: list[PackTrial] = []
    more: list[PackTrial] = []
    weight = 0
    for each in sorted(trials, key=_rank):
        bytes_ = len(canonical(plain(each))) + 1
        if weight + bytes_ > TRIALS_AT_MOST:
            more.append(each)
        else:
            kept.append(each)
            weight += bytes_
    kept.sort(key=lambda each: each.trial.nct)
    if not more:
        return tuple(kept), None, weight
    revisions = fingerprint(sorted([each.trial.nct, fingerprint(plain(each))] for each in more))
    return tuple(kept), MoreTrials(count=len(more), revisions=revisions), weight + 200


def trials_of_records(records: Iterable[Record], named: Mapping[str, tuple[str, ...]]) -> list[Record]:
    """The records, each with the trials that name it beside those that it names."""
    return [each.also(named[each.pmid]) if each.pmid in named else each for each in records]


def _rank(each: PackTrial) -> tuple[bool, bool, bool, int, int, str]:
    trial = each.trial
    phases = [_PHASES.index(phase) for phase in trial.phases if phase in _PHASES]
    return (
        not each.overdue,
        not (trial.results_posted or each.reported_by),
        trial.study_type != "INTERVENTIONAL",
        min(phases, default=len(_PHASES)),
        -(trial.enrolment or 0),
        trial.nct,
    )
