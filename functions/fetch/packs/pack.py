"""The evidence pack: every study listed or counted, and the sentences of those selected. The same set, the same bytes.

It is built in two looks at the studies, so that 20,000 of them fit into a Worker: `add` keeps little of each, `wanted`
names those to be selected, and `build` takes the whole records of these alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from functions.fetch.appraisal.seen import seen_by
from functions.fetch.packs.grouping import groupings
from functions.fetch.packs.listing import Entry, entry_of, not_again, selected_of
from functions.fetch.packs.pack_trials import fitting, linked, named_by, trials_of_records
from shared.domain.canonical import canonical, fingerprint, plain
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import (
    BEYOND,
    BYTES_AT_MOST,
    ROWS_AT_LEAST,
    SELECTED_AT_MOST,
    EvidencePack,
    Grouping,
    PackClass,
    PackSentence,
    PackStudy,
)
from shared.domain.evidence.selection import SAID, Place, Tier, in_order, why_not
from shared.domain.evidence.study import Study, sentences
from shared.domain.evidence.trial import Trial
from shared.domain.fingerprints import SELECTION_EDITION
from shared.domain.vocabulary import Flag

_Appraised = tuple[Study, Appraisal]

TOO_LARGE = "beyond the size that a page is written from"


def build_pack(
    peptide: Peptide, studies: Iterable[_Appraised], trials: Sequence[Trial] = (), asked: date = date.min
) -> EvidencePack:
    """The pack of studies that are all at hand, as `PackBuilder` makes it."""
    by_pmid = {study.pmid: (study, appraisal) for study, appraisal in studies}
    builder = PackBuilder(peptide, trials, asked)
    for each in by_pmid.values():
        builder.add(*each)
    return builder.build(by_pmid[pmid] for pmid in builder.wanted())


class PackBuilder:
    """The pack of one peptide, whatever the order of its studies.

    Nothing in it depends on when or by which run it was built, but for `asked`, the day on which the registry of
    `trials` was last read: on the day on which a completed trial becomes overdue the pack is another.

    At most SELECTED_AT_MOST studies are selected, in the order of `shared.domain.evidence.selection`; each with its
    sentences while the canonical bytes leave ROWS_AT_LEAST for the others. These are listed by `Entry.rank`
    while the whole stays within BYTES_AT_MOST, retracted and doubtful ones before all; what is left is counted by kind.
    """

    def __init__(self, peptide: Peptide, trials: Sequence[Trial] = (), asked: date = date.min) -> None:
        self._peptide = peptide
        self._trials = trials
        self._asked = asked
        self._entries: dict[str, Entry] = {}
        self._grouped: dict[str, Grouping] | None = None
        self._order: list[Place] | None = None

    def add(self, study: Study, appraisal: Appraisal, revision: str | None = None) -> None:
        """Take note of a study; of two with one PMID the later counts."""
        appraisal = seen_by(study, appraisal, self._peptide)
        self._entries[study.pmid] = entry_of(study, appraisal, self._peptide, revision)
        self._grouped = self._order = None

    def wanted(self) -> list[str]:
        """The PMIDs of the studies whose whole records `build` needs, at most SELECTED_AT_MOST, best first."""
        return [each.candidate.pmid for each in self._in_order()[:SELECTED_AT_MOST]]

    def build(self, whole: Iterable[_Appraised]) -> EvidencePack:
        """The pack; `whole` are the records that `wanted` names, in its order."""
        numbers = {pmid: number for number, pmid in enumerate(sorted(self._entries, key=int), 1)}
        grouped = self._groupings()
        trials, more, weight = fitting(
            linked(self._trials, (each.record for each in self._entries.values()), self._asked)
        )
        peptide = self._peptide
        room = BYTES_AT_MOST - weight - len(canonical([peptide.name, peptide.slug, list(peptide.aliases)])) - 400
        selected, chosen, taken = self._selected(whole, numbers, room - ROWS_AT_LEAST)
        listed, unlisted = self._listed(selected, numbers, grouped, room - taken)
        return EvidencePack(
            slug=peptide.slug,
            name=peptide.name,
            aliases=peptide.aliases,
            sample=peptide.sample,
            studies=tuple(sorted((*selected.values(), *listed), key=lambda each: each.number)),
            sentences=tuple(chosen),
            trials=trials,
            unlisted=unlisted,
            more_trials=more,
            selection=SELECTION_EDITION if len(selected) < len(self._in_order()) else 1,
        )

    def _groupings(self) -> dict[str, Grouping]:
        if self._grouped is None:
            records = (each.record for each in self._entries.values())
            self._grouped = groupings(trials_of_records(records, named_by(self._trials)))
        return self._grouped

    def _in_order(self) -> list[Place]:
        """Those that may be selected, in the order of choice."""
        if self._order is None:
            grouped = self._groupings()
            self._order = in_order(
                each.choice
                for each in self._entries.values()
                if each.unusable is None and not_again(grouped.get(each.pmid)) is None
            )
        return self._order

    def _beyond(self) -> dict[str, str]:
        """By PMID, why studies that may be selected were not."""
        order = self._in_order()
        chosen = order[:SELECTED_AT_MOST]
        said = {each.candidate.pmid: TOO_LARGE for each in chosen}
        for each in order[SELECTED_AT_MOST:]:
            said[each.candidate.pmid] = f"{BEYOND}, because {SAID[why_not(each, chosen)]}"
        return said

    def _selected(
        self, whole: Iterable[_Appraised], numbers: Mapping[str, int], room: int
    ) -> tuple[dict[str, PackStudy], list[PackSentence], int]:
        """The studies that fit, their sentences by number, and the bytes of both."""
        grouped = self._groupings()
        selected: dict[str, PackStudy] = {}
        chosen: list[PackSentence] = []
        taken = 0
        for study, appraisal in whole:
            number = numbers[study.pmid]
            entry, grouping = self._entries[study.pmid], grouped.get(study.pmid)
            seen = seen_by(study, appraisal, self._peptide)
            listed = selected_of(study, seen, entry, number=number, grouping=grouping)
            added = [
                PackSentence(id=f"S{number}.{each.number}", pmid=study.pmid, section=each.section, text=each.text)
                for each in sentences(study)
            ]
            weight = sum(len(canonical(plain(each))) + 1 for each in (listed, *added))
            if taken + weight <= room:
                selected[study.pmid] = listed
                chosen += added
                taken += weight
        chosen.sort(key=lambda each: numbers[each.pmid])
        return selected, chosen, taken

    def _listed(
        self, selected: Mapping[str, PackStudy], numbers: Mapping[str, int], grouped: Mapping[str, Grouping], room: int
    ) -> tuple[list[PackStudy], tuple[PackClass, ...]]:
        """The studies listed without being selected, and what is said of those that do not fit."""
        beyond = self._beyond()
        listed: list[PackStudy] = []
        classes: dict[bytes, tuple[PackClass, list[Entry]]] = {}
        for entry in sorted(self._entries.values(), key=_shown_first):
            if entry.pmid in selected:
                continue
            grouping = grouped.get(entry.pmid)
            reason = entry.unusable or not_again(grouping) or beyond[entry.pmid]
            row = entry.row(numbers[entry.pmid], reason, grouping)
            weight = len(canonical(plain(row))) + 1
            if not classes and weight + _RESERVED <= room:
                listed.append(row)
                room -= weight
                continue
            # Once one does not fit, none behind it is named: which are named must not depend on their sizes.
            kind = _class_of(row)
            key = canonical(plain(kind))
            classes.setdefault(key, (kind, []))[1].append(entry)
        return listed, tuple(_counted(kind, members) for _, (kind, members) in sorted(classes.items()))


_RESERVED = 100_000
"""Bytes kept for the classes of what is only counted: a few hundred kinds, each with its reason."""


def _shown_first(each: Entry) -> tuple[bool, tuple[Tier, int, int]]:
    """A reader is told of studies that were retracted or withheld or have a concern, however many others there are."""
    told = {Flag.RETRACTED, Flag.RETRACTION_SUSPECTED, Flag.CONCERN, Flag.WITHHELD}.intersection(each.flags)
    return (not told, each.rank)


def _class_of(row: PackStudy) -> PackClass:
    # Which record another one repeats is not what makes a class.
    reason = row.reason.partition(" PMID ")[0]
    return PackClass(
        design=row.appraisal.design,
        species=row.appraisal.species,
        flags=row.appraisal.flags,
        counted=row.counted,
        role=row.role,
        reason=reason,
        count=0,
        revisions="",
    )


def _counted(kind: PackClass, members: Sequence[Entry]) -> PackClass:
    ids = sorted([each.pmid, each.revision, each.appraisal.decode()] for each in members)
    return kind.model_copy(update={"count": len(members), "revisions": fingerprint(ids)})
