"""What became known of a study after a page was published: which flags weigh, and what a page without it is.

Flags told by a source stand beside the record's own: a later fetch of the record takes none of them away.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.evidence.standing_reports import standing
from shared.domain.frozen import Frozen
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Flag

RULES: Mapping[tuple[str, Flag], str] = {
    ("pubmed", Flag.RETRACTED): "K1",
    ("pubmed", Flag.CONCERN): "K2",
    ("crossref", Flag.RETRACTION_SUSPECTED): "K3",
    ("crossref", Flag.CONCERN): "K4",
    ("crossref", Flag.ERRATUM): "K5",
}
"""The rule that a source's word is, by source and flag."""


class NoticeKind(StrEnum):
    """Why readers of a page are told something."""

    RETRACTION = "retraction"
    RETRACTION_SUSPECTED = "retraction_suspected"
    """Another source than PubMed says so; the study is held from support until PubMed or a person confirms."""
    CONCERN = "expression_of_concern"
    QUOTE = "quote"
    """The record does not say any more what the page quotes from it."""


KINDS: Mapping[Flag, NoticeKind] = {
    Flag.RETRACTED: NoticeKind.RETRACTION,
    Flag.RETRACTION_SUSPECTED: NoticeKind.RETRACTION_SUSPECTED,
    Flag.CONCERN: NoticeKind.CONCERN,
}
"""The notice that a flag is worth; an erratum is worth none."""

UNPUBLISHING = frozenset({NoticeKind.RETRACTION, NoticeKind.RETRACTION_SUSPECTED})
"""Kinds after which a page may not stand as it is, whatever becomes of its successor."""

SET_ASIDE: Mapping[NoticeKind, str] = {
    NoticeKind.RETRACTION: "retracted",
    NoticeKind.RETRACTION_SUSPECTED: "said to be retracted by another source than PubMed",
}
"""A pack's reason for leaving such a study out."""

_SAID: Mapping[NoticeKind, str] = {
    NoticeKind.RETRACTION: "the study with PMID {pmid} was retracted",
    NoticeKind.RETRACTION_SUSPECTED: "the study with PMID {pmid} is said to be retracted",
    NoticeKind.CONCERN: "an expression of concern was published about the study with PMID {pmid}",
    NoticeKind.QUOTE: "the record with PMID {pmid} no longer holds the words that were quoted from it",
}


class Finding(Frozen):
    """That a page rests on this study, and may not go on as if nothing had happened."""

    kind: NoticeKind
    pmid: str

    @property
    def said(self) -> str:
        """The finding in words, as part of a sentence."""
        return _SAID[self.kind].format(pmid=self.pmid)


def told(appraisal: Appraisal, words: Iterable[tuple[str, Flag]]) -> Appraisal:
    """The appraisal with what sources (`pubmed`, `crossref`) told; nothing is suspected of what is known."""
    flags, rules = list(appraisal.flags), list(appraisal.rules)
    known = sorted(words, key=lambda each: (list(Flag).index(each[1]), each[0]))
    retracted = Flag.RETRACTED in flags or any(flag is Flag.RETRACTED for _, flag in known)
    for source, flag in known:
        if flag in flags or (flag is Flag.RETRACTION_SUSPECTED and retracted):
            continue
        flags.append(flag)
        rules.append(RULES[source, flag])
    if len(flags) == len(appraisal.flags):
        return appraisal
    return appraisal.model_copy(update={"flags": tuple(flags), "rules": tuple(rules)})


def findings(pack: EvidencePack, now: Mapping[str, Appraisal]) -> tuple[Finding, ...]:
    """What is now known of the pack's usable studies and was not when it was made; `now` is by PMID."""
    found: list[Finding] = []
    for study in pack.studies:
        today = now.get(study.pmid)
        if today is not None and study.appraisal.counts:
            found += since(study.pmid, study.appraisal.flags, today)
    return tuple(found)


def since(pmid: str, before: Collection[Flag], today: Appraisal) -> list[Finding]:
    """What is now known of this study beside the flags that were known `before`."""
    fresh = [flag for flag in today.flags if flag in KINDS and flag not in before]
    if Flag.RETRACTED in fresh:
        fresh = [Flag.RETRACTED]
    return [Finding(kind=KINDS[flag], pmid=pmid) for flag in fresh]


def without(
    pack: EvidencePack, draft: Draft, monograph: Monograph, found: Iterable[Finding], now: Mapping[str, Appraisal]
) -> tuple[EvidencePack, Draft]:
    """The same evidence as it is known now, and the page's own claims that still stand on it.

    Where a trial's report that counted was retracted, another usable report of the trial counts in its place.
    Sentences keep their numbers. A claim goes with any one of its sentences: what is left of its grounds was not what
    it was judged on. What review had kept from the page does not come back.
    """
    by_pmid: dict[str, set[NoticeKind]] = {}
    for each in found:
        by_pmid.setdefault(each.pmid, set()).add(each.kind)
    studies = standing([_study(each, by_pmid.get(each.pmid, set()), now) for each in pack.studies])
    gone = {pmid for pmid, kinds in by_pmid.items() if kinds - {NoticeKind.CONCERN}}
    less = pack.model_copy(
        update={"studies": studies, "sentences": tuple(each for each in pack.sentences if each.pmid not in gone)}
    )
    published = {each.id for each in monograph.claims}
    claims = tuple(
        each
        for each in draft.claims
        if each.id in published and all(less.sentence(sentence) for sentence in each.sentences)
    )
    return less, draft.model_copy(update={"pack": less.hash, "claims": claims})


def _study(study: PackStudy, kinds: set[NoticeKind], now: Mapping[str, Appraisal]) -> PackStudy:
    if not kinds:
        return study
    appraisal = study.appraisal
    today = now.get(study.pmid)
    fresh = [each for each in (today.flags if today else ()) if each in KINDS and each not in appraisal.flags]
    rules = [each for each in (today.rules if today else ()) if each not in appraisal.rules]
    changed = appraisal.model_copy(
        update={"flags": (*appraisal.flags, *fresh), "rules": (*appraisal.rules, *rules) if fresh else appraisal.rules}
    )
    reasons = [SET_ASIDE[each] for each in NoticeKind if each in kinds and each in SET_ASIDE]
    if NoticeKind.QUOTE in kinds:
        reasons.append("its record has changed since it was quoted")
    if not reasons:
        return study.model_copy(update={"appraisal": changed})
    return study.model_copy(update={"appraisal": changed, "selected": False, "reason": reasons[0]})
