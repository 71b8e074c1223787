"""The registered trials of a page: what was begun, how it stands, and whether anything was heard of it."""

import re

from functions.render.elements.records import named
from functions.render.elements.sheet import Block, Line, Paragraph, Part, Span, Table, plain
from shared.domain.evidence.pack import EvidencePack, PackTrial
from shared.domain.publishing.words import count, day_or_month_of, sentence
from shared.gates.untrusted import withheld

SHOWN_AT_MOST = 30
"""Trials that a page names; the registry shows all."""

_NCT = re.compile(r"NCT\d{8}")
_CAPTION = "Overdue trials first, then those with results"
_HEAD = ("Trial", "Status", "Phase", "Participants", "Results")


def part(pack: EvidencePack) -> list[Part]:
    """The section, where the registry knows a trial; the registry's own words are shown as they stand."""
    if not pack.trials:
        return []
    known = len(pack.trials) + (pack.more_trials.count if pack.more_trials else 0)
    overdue = sum(each.overdue for each in pack.trials)
    said = f"{count(known, 'trial', 'trials')} of {pack.name} {_are(known)} registered at ClinicalTrials.gov"
    if overdue:
        which = "it" if known == 1 else f"{overdue:,} of them"
        were = "was" if overdue == 1 else "were"
        said += f"; {which} {were} completed over 24 months before the registry was asked, and no result was found"
    shown = sorted(pack.trials, key=_first)[:SHOWN_AT_MOST]
    blocks: list[Block] = [
        Paragraph(plain(f"{sentence(said)} A registration is no evidence of an effect."), "intro"),
        Table(
            _CAPTION,
            _HEAD,
            tuple(_row(each, pack) for each in shown),
            (36, 16, 12, 14, 22),
        ),
    ]
    if known > len(shown):
        more = known - len(shown)
        blocks.append(Paragraph(plain(f"{more:,} more {_are(more)} registered.")))
    return [Part("registered-trials", "Registered trials", tuple(blocks))]


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _row(each: PackTrial, pack: EvidencePack) -> tuple[Line, ...]:
    trial = each.trial
    # Invented registrations have no page.
    href = trial.link if not pack.sample and _NCT.fullmatch(trial.nct) else None
    enrolled = "" if trial.enrolment is None else f"{trial.enrolment:,}"
    planned = " planned" if enrolled and trial.enrolment_type != "ACTUAL" else ""
    return (
        (_titled(trial.title), Span(" "), Span(trial.nct, href=href)),
        (Span(_word(trial.status), verbatim=True),),
        (Span(", ".join(map(_word, trial.phases)), verbatim=True),),
        plain(f"{enrolled}{planned}" or "Not stated."),
        _results(each, pack),
    )


def _titled(title: str) -> Span:
    return Span("Title withheld: see the registry.") if withheld(title) else Span(title, verbatim=True)


def _results(each: PackTrial, pack: EvidencePack) -> Line:
    if each.reported_by:
        return (Span("Reported in "), *named(each.reported_by, pack.sample, 3))
    if each.trial.results_posted:
        posted = day_or_month_of(each.trial.results_posted)
        return (Span("Posted " + ("on " if posted[:1].isdigit() else "in ")), Span(posted, verbatim=True), Span("."))
    if each.trial.pmids:
        return plain("Reported in a record outside this page.")
    return plain("Overdue: none found." if each.overdue else "None found.")


def _first(each: PackTrial) -> tuple[bool, bool, bool, str]:
    """Overdue ones, then those with results, then trials before registries of patients."""
    heard = bool(each.reported_by or each.trial.results_posted)
    return (not each.overdue, not heard, each.trial.study_type != "INTERVENTIONAL", each.trial.nct)


def _word(text: str) -> str:
    """The registry's word without its underscores: `ACTIVE_NOT_RECRUITING` is `active not recruiting`."""
    return re.sub(r"(?<=[a-z])(?=\d)", " ", text.replace("_", " ").lower()) or "-"
