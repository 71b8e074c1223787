"""The records that nothing was quoted from, and those that take no part in the grade: two lists of one pack."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from functions.render.elements.records import named
from functions.render.elements.sheet import Block, Line, Paragraph, Table, plain
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.grading.bodies import EXCLUDED, why_excluded
from shared.domain.publishing.monograph import Monograph
from shared.domain.publishing.words import sentence
from shared.domain.vocabulary import Flag

ALL_USED = "Every study that was found could be used."
ALL_QUOTABLE = "Every study that was found was open to quotation."
ALL_GRADED = "Every study that was found takes part in the grade."
UNQUOTED = "Not quoted: no statement on this page rests on these records."
UNGRADED = "These records take no part in the grade"
"""It goes on with which of them a page may quote."""
ANY_QUOTED = "; a page may quote them all the same"
SOME_QUOTED = "; a page may quote those of them that are not named above"
OF_CONCERN = "an expression of concern"
"""Why nothing is quoted anew from a study that could be quoted otherwise."""

_RETRACTED = ("retracted", "retraction_suspected")
_TOLD_FIRST = (Flag.RETRACTED, Flag.RETRACTION_SUSPECTED, Flag.WITHHELD, Flag.CONCERN)
_WIDTHS = (34, 12, 54)


@dataclass(slots=True)
class Group:
    """Records of one reason: the PMIDs of those that the pack names, how many it only counts, and all their flags."""

    pmids: list[str] = field(default_factory=list[str])
    counted: int = 0
    flags: set[Flag] = field(default_factory=set[Flag])

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.pmids) + self.counted


@dataclass(frozen=True, slots=True)
class SetAside:
    """By reason, the records that nothing could be quoted from, and those that take no part in the grade; a record
    may be among both."""

    unquoted: dict[str, Group]
    ungraded: dict[str, Group]

    @property
    def unquoted_number(self) -> int:
        """How many records nothing could be quoted from."""
        return _number(self.unquoted.values())

    @property
    def ungraded_number(self) -> int:
        """How many take no part in the grade, the retracted among them."""
        return _number(self.ungraded.values())

    @property
    def ungraded_words(self) -> str:
        """That they take no part in the grade, and which of them a page may quote all the same."""
        closed = {pmid for each in self.unquoted.values() for pmid in each.pmids}
        open_ = [pmid not in closed for each in self.ungraded.values() for pmid in each.pmids]
        quoted = (ANY_QUOTED if all(open_) else SOME_QUOTED) if any(open_) else ""
        return sentence(f"{UNGRADED}{quoted}")

    @property
    def retracted_number(self) -> int:
        """How many were retracted, or are said to be."""
        return _number(self.ungraded[each] for each in _RETRACTED if each in self.ungraded)


def of(pack: EvidencePack, monograph: Monograph) -> SetAside:
    """What a page of this pack leaves out of its quotations and out of its grade."""
    unquoted: dict[str, Group] = defaultdict(Group)
    ungraded: dict[str, Group] = defaultdict(Group)
    shown = {each.pmid for each in monograph.references}
    for study in pack.studies:
        why_not = None if study.pmid in shown else _unquotable(study)
        for groups, reason in ((unquoted, why_not), (ungraded, why_excluded(study))):
            if reason:
                groups[reason].pmids.append(study.pmid)
                groups[reason].flags.update(study.appraisal.flags)
    for each in pack.unlisted:
        for groups, reason in ((unquoted, each.reason), (ungraded, why_excluded(each.example))):
            if reason:
                groups[reason].counted += each.count
    return SetAside(dict(unquoted), dict(ungraded))


def _unquotable(study: PackStudy) -> str | None:
    if not study.selected:
        return study.reason
    return OF_CONCERN if Flag.CONCERN in study.appraisal.flags else None


def blocks(aside: SetAside, *, sample: bool) -> tuple[Block, ...]:
    """Both lists, each record by its link."""
    if not aside.unquoted and not aside.ungraded:
        return (Paragraph(plain(ALL_USED)),)
    return (
        *_list("Not quoted, by reason", UNQUOTED, ALL_QUOTABLE, aside.unquoted, sample),
        *_list(
            "Takes no part in the grade, by reason",
            aside.ungraded_words,
            ALL_GRADED,
            {EXCLUDED[reason]: aside.ungraded[reason] for reason in EXCLUDED if reason in aside.ungraded},
            sample,
        ),
    )


def _list(caption: str, said: str, none: str, groups: dict[str, Group], sample: bool) -> Iterator[Block]:
    if not groups:
        yield Paragraph(plain(none))
        return
    rows: list[tuple[Line, ...]] = []
    for reason, group in sorted(groups.items(), key=_told_first):
        if group.pmids:
            rows.append(_row(reason, len(group.pmids), named(tuple(group.pmids), sample)))
    for reason, group in sorted(groups.items(), key=lambda item: (-item[1].counted, item[0])):
        if group.counted:
            rows.append(_row(reason, group.counted, plain("Counted here, and too many to be named.")))
    yield Paragraph(plain(said), "intro")
    yield Table(caption, ("Reason", "Records", "Which"), tuple(rows), _WIDTHS)


def _row(reason: str, number: int, which: Line) -> tuple[Line, ...]:
    return plain(sentence(reason)), plain(f"{number:,}"), which


def _told_first(item: tuple[str, Group]) -> tuple[int, int, str]:
    """Retracted records first, then those that are doubted, then the reasons of most records."""
    reason, group = item
    told = next((at for at, flag in enumerate(_TOLD_FIRST) if flag in group.flags), len(_TOLD_FIRST))
    return told, -len(group.pmids), reason


def _number(groups: Iterable[Group]) -> int:
    return sum(each.number for each in groups)
