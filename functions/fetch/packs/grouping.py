"""Which records report one work: grouped with an audit trail, counted once, never deleted.

The rules, in the order in which they are asked; a record is grouped by the first that fits:

| rule | kind | what it sees |
|---|---|---|
| G1 | preprint | UpdateIn or UpdateOf between a preprint and its published version |
| G2 | correction | CorrectedandRepublishedIn/From, RetractedandRepublishedIn/From: the republished record stands |
| G3 | republication | RepublishedIn/From, ReprintIn/Of: the original stands |
| G4 | notice | ErratumFor, (Partial)RetractionOf, ExpressionOfConcernFor: the notice stands under its article |
| G5 | duplicate | one DOI |
| G6 | duplicate | the same title, year, first author and pages |
| G7 | translation | the same title and first author, at most two years apart, in different languages |
| G8 | preprint | a nearly identical title, the same first author, published within 24 months after the preprint |
| G9 | trial | a number in any registry in common: reports of one trial, of which one counts its participants |

Doubt goes with the work. Of one article under two numbers (G5, G6) a retracted record stands, so that its copy counts
no more than it does; a republication never stands in for an original that was retracted (G3); and a retracted report of
a trial is grouped under the report that counts for the trial (G9), where grading looks for it. Where a record was
retracted and republished (G2), the republished one stands, as its authors and editors meant.

The words of links are NLM's `CommentsCorrections` RefType; `In` stands in the older record, `Of`, `For` and `From` in
the newer one (MEDLINE/PubMed XML element descriptions).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from functions.fetch.appraisal.conduct.trial_numbers import numbers_of, registry_of
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import Grouping
from shared.domain.evidence.study import Study
from shared.domain.vocabulary import Confidence, Design, Flag, Species

TRIAL = "trial"
"""The kind whose members are works of their own: they may be selected, though one alone counts the participants."""

NEARLY = 0.85
"""Of the words of two titles together, the share that both must have (G8)."""

_WORD = re.compile(r"[^\W_]+")
_UPWARD = {
    "UpdateIn": "G1",
    "CorrectedandRepublishedIn": "G2",
    "RetractedandRepublishedIn": "G2",
    "RepublishedFrom": "G3",
    "ReprintOf": "G3",
    "ErratumFor": "G4",
    "RetractionOf": "G4",
    "PartialRetractionOf": "G4",
    "ExpressionOfConcernFor": "G4",
}
"""Links from a record to the one that it is grouped under."""
_DOWNWARD = {
    "UpdateOf": "G1",
    "CorrectedandRepublishedFrom": "G2",
    "RetractedandRepublishedFrom": "G2",
    "RepublishedIn": "G3",
    "ReprintIn": "G3",
}
"""Links from the record that stands to one that is grouped under it."""
_KINDS = {
    "G1": "preprint",
    "G2": "correction",
    "G3": "republication",
    "G4": "notice",
    "G5": "duplicate",
    "G6": "duplicate",
    "G7": "translation",
    "G8": "preprint",
    "G9": TRIAL,
}
REPORTING = (Design.RCT, Design.PROBABLE_RCT, Design.NONRANDOMISED_TRIAL, Design.OBSERVATIONAL)
"""Designs of a trial's own report; a review that names a trial is none."""


@dataclass(frozen=True, slots=True)
class Record:
    """What grouping needs of a study; texts are folded. Small, because a peptide may have 20,000."""

    pmid: str
    doi: str
    title: str
    author: str
    pages: str
    year: int | None
    language: str
    links: tuple[tuple[str, str], ...]
    trials: tuple[str, ...]
    preprint: bool
    notice: bool
    usable: bool
    retracted: bool
    has_abstract: bool
    medline: bool
    design: Design
    species: Species
    n: int | None

    def also(self, trials: tuple[str, ...]) -> "Record":
        """The record with further trials that it reports."""
        return replace(self, trials=tuple(sorted({*self.trials, *trials})))


def record_of(study: Study, appraisal: Appraisal) -> Record:
    """The record of a study. `trials` are the numbers of the trials that it reports, as any registry gave them."""
    return Record(
        pmid=study.pmid,
        doi=(study.doi or "").casefold(),
        title=" ".join(_words(study.title)),
        author=" ".join(_words(study.authors[0])) if study.authors else "",
        pages="".join(_words(study.pages)),
        year=study.year,
        language=study.languages[0] if study.languages else "",
        links=tuple(
            (each.ref_type, each.pmid)
            for each in study.corrections
            if each.pmid and (each.ref_type in _UPWARD or each.ref_type in _DOWNWARD)
        ),
        trials=numbers_of(study),
        preprint=Flag.PREPRINT in appraisal.flags,
        notice=appraisal.design is Design.NOTICE,
        usable=appraisal.counts,
        retracted=appraisal.retracted,
        # Of a record that is withheld nothing may be quoted, though a person has it count.
        has_abstract=not appraisal.withheld and any(each.text.strip() for each in study.abstract),
        medline=study.status == "MEDLINE",
        design=appraisal.design,
        species=appraisal.species,
        n=appraisal.n,
    )


def groupings(records: Iterable[Record]) -> dict[str, Grouping]:
    """By PMID, the grouping of every record that another one counts for; the order of `records` makes no difference.

    `primary` is never itself grouped: where one record leads to another that leads on, it is the last. Of records
    that name each other in a circle one stays.
    """
    found = _Found({each.pmid: each for each in sorted(records, key=lambda each: int(each.pmid))})
    _links(found)
    found.alike("G5", lambda each: (each.doi,) if each.doi and not each.notice else None, "DOI {0}")
    found.alike("G6", _same_print, "title, first author {1}, year {2} and pages {3}")
    _translations(found)
    _preprints(found)
    _reports(found)
    return found.groupings()


class _Found:
    """Which record stands under which, and why. An edge is kept only where it closes no circle."""

    def __init__(self, here: dict[str, Record]) -> None:
        self.here = here
        self._edges: dict[str, tuple[str, str, str, Confidence]] = {}

    def root(self, pmid: str) -> str:
        while pmid in self._edges:
            pmid = self._edges[pmid][0]
        return pmid

    def under(
        self, pmid: str, primary: str, rule: str, evidence: str, confidence: Confidence = Confidence.CERTAIN
    ) -> None:
        if pmid not in self._edges and primary in self.here and self.root(primary) != pmid:
            self._edges[pmid] = (primary, rule, evidence, confidence)

    def open(self) -> Iterator[Record]:
        """The records that still stand for themselves, by PMID."""
        yield from [each for pmid, each in self.here.items() if pmid not in self._edges]

    def alike(self, rule: str, key: Callable[[Record], tuple[object, ...] | None], evidence: str) -> None:
        """Of the records with one key a retracted one stands, else the best; a key is None for a record that the rule
        does not know."""
        same: dict[tuple[object, ...], list[Record]] = {}
        for each in self.open():
            if (its := key(each)) is not None:
                same.setdefault(its, []).append(each)
        for its, members in same.items():
            best, *others = sorted(members, key=lambda each: (not each.retracted, *_worth(each)))
            for each in others:
                self.under(each.pmid, best.pmid, rule, evidence.format(*its))

    def groupings(self) -> dict[str, Grouping]:
        return {
            pmid: Grouping(
                primary=self.root(pmid), kind=_KINDS[rule], rule=rule, evidence=evidence, confidence=confidence
            )
            for pmid, (_, rule, evidence, confidence) in self._edges.items()
        }


def _links(found: _Found) -> None:
    edges: list[tuple[str, int, int, str]] = []
    for pmid, record in found.here.items():
        for ref_type, other in record.links:
            if other not in found.here:
                continue
            if (rule := _UPWARD.get(ref_type)) is not None:
                edges.append((rule, int(pmid), int(other), f"{ref_type} PMID {other}"))
            else:
                edges.append((_DOWNWARD[ref_type], int(other), int(pmid), f"PMID {pmid}: {ref_type} PMID {other}"))
    for rule, pmid, primary, evidence in sorted(edges):
        under, stands = found.here[str(pmid)], found.here[str(primary)]
        if rule == "G3" and not stands.retracted and _bare(under) < _bare(stands):
            # Only the republication can be read.
            under, stands = stands, under
        # An update of something else (a guideline, a Cochrane review) is another work.
        if (rule != "G1" or under.preprint) and (rule != "G4" or under.notice):
            found.under(under.pmid, stands.pmid, rule, evidence)


def _bare(each: Record) -> tuple[bool, bool]:
    return (not each.usable, not each.has_abstract)


def _same_print(each: Record) -> tuple[object, ...] | None:
    known = each.title and each.author and each.pages and each.year and not each.notice
    return (each.title, each.author, each.year, each.pages) if known else None


def _translations(found: _Found) -> None:
    titled: dict[tuple[str, str], list[Record]] = {}
    for each in found.open():
        if each.title and each.author and each.language and not each.notice:
            titled.setdefault((each.title, each.author), []).append(each)
    for members in titled.values():
        best, *others = sorted(members, key=lambda each: (each.language != "eng", *_worth(each)))
        for each in others:
            if each.language != best.language and abs((each.year or 0) - (best.year or 0)) <= 2:
                evidence = f"the same title and first author, in {each.language} and {best.language}"
                found.under(each.pmid, best.pmid, "G7", evidence, Confidence.PROBABLE)


def _preprints(found: _Found) -> None:
    published: dict[str, list[Record]] = {}
    for each in found.open():
        if not each.preprint and not each.notice and each.author and each.design is not Design.CONTEXT:
            published.setdefault(each.author, []).append(each)
    for preprint in list(found.open()):
        if not preprint.preprint or preprint.year is None:
            continue
        near = [
            (-_likeness(preprint.title, each.title), int(each.pmid))
            for each in published.get(preprint.author, [])
            if each.year is not None and 0 <= each.year - preprint.year <= 2
        ]
        if near and -min(near)[0] >= NEARLY:
            likeness, pmid = min(near)
            evidence = f"{round(-likeness * 100)} % of the titles' words, and the same first author"
            found.under(preprint.pmid, str(pmid), "G8", evidence, Confidence.PROBABLE)


def _reports(found: _Found) -> None:
    """A report of several trials stands for those that no other report here has alone: no participant counts twice.
    A retracted report stands for none."""
    reports = [
        each for each in found.open() if each.trials and each.design in REPORTING and each.species is not Species.ANIMAL
    ]
    trial_of = _same_trial(reports)
    stands: dict[str, str] = {}

    def known(record: Record) -> str | None:
        return next((number for number in record.trials if trial_of[number] in stands), None)

    for each in sorted((each for each in reports if each.usable), key=lambda each: _completeness(each, trial_of)):
        if number := known(each):
            found.under(each.pmid, stands[trial_of[number]], "G9", number)
        else:
            stands.update(dict.fromkeys((trial_of[number] for number in each.trials), each.pmid))
    for each in reports:
        if each.retracted and (number := known(each)):
            found.under(each.pmid, stands[trial_of[number]], "G9", number)


def _same_trial(reports: Iterable[Record]) -> dict[str, str]:
    """By number, the trial's least number. Where a report names one number of each of several registries, they are
    the numbers of one trial."""
    one: dict[str, str] = {}

    def least(number: str) -> str:
        while one.setdefault(number, number) != number:
            number = one[number]
        return number

    for each in reports:
        roots = {least(number) for number in each.trials}
        if len({registry_of(number) for number in each.trials}) == len(each.trials):
            one.update(dict.fromkeys(roots, min(roots)))
    return {number: least(number) for number in one}


def _worth(each: Record) -> tuple[bool, bool, bool, int]:
    """Of two records of one work: the one that can be used, then the one with an abstract, then MEDLINE's."""
    return (not each.usable, not each.has_abstract, not each.medline, int(each.pmid))


def _completeness(each: Record, trial_of: Mapping[str, str]) -> tuple[int, bool, int, int, int, int]:
    """Of two reports of one trial: the one of fewer trials, with an abstract, by design, size and date."""
    return (
        len({trial_of[number] for number in each.trials}),
        not each.has_abstract,
        REPORTING.index(each.design),
        -(each.n or 0),
        each.year or 9_999,
        int(each.pmid),
    )


def _likeness(one: str, other: str) -> float:
    first, second = set(one.split()), set(other.split())
    return len(first & second) / len(first | second) if first and second else 0.0


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(each for each in apart if not unicodedata.combining(each)))
