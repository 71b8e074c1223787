"""How many took part, with the words that say so. None where it is doubtful: a size too high raises the grade.

Every count of people or animals is ranked by what the words around it say (counts.py), then the highest rank
that has one decides: those who were randomised, a total, those enrolled, groups and arms, those studied, and at last
whoever is named. From "studied" down the count must be the largest of the abstract, for nothing says that it is
the whole.
"""

import re

from functions.fetch.appraisal.sizes.animals import one_kind_of_several, some_of_them
from functions.fetch.appraisal.sizes.cases import AGED, ONE_CASE, POOLS, one_case, pooled
from functions.fetch.appraisal.sizes.counts import counts_in
from functions.fetch.appraisal.sizes.cues import ASKED, CONTROLS_ONLY, SOURCE
from functions.fetch.appraisal.sizes.groups import (
    EXPERIMENTS,
    GROUPS,
    IN_GROUPS,
    KINDS,
    arms,
    made_of,
    per_group,
    side_by_side,
)
from functions.fetch.appraisal.sizes.others import beside, opens
from functions.fetch.appraisal.sizes.ranks import Count, Rank
from functions.fetch.appraisal.sizes.secondary import counts_fewer, is_secondary, taken_of
from functions.fetch.appraisal.sizes.wholes import who_are_left
from functions.fetch.appraisal.sizes.words import EQUALS, NUMBER, ONLY_ANIMALS, ONLY_PEOPLE, WHO, value_of
from shared.domain.evidence.study import Sentence, Study, sentences
from shared.domain.vocabulary import Design, Species

Size = tuple[int | None, str | None, str | None]
_UNKNOWN: Size = (None, None, None)
FIVE_FIGURES = 10_000
"""So many, named without a word of where they come from, are a country's patients and not a study's."""
MOST_IN_ALL = 150
"""Counts of people or animals that an abstract has at most: beyond, nothing tells which of them is its size."""
_SHARED = 5
"""So many at least are told by shares of them."""
MATCHED = 5
"""So many times fewer controls are those of some, not of all."""
_STRONG = (
    (Rank.RANDOMISED, "N-randomised"),
    (Rank.TOTAL, "N-total"),
    (Rank.DIVIDED, "N-divided"),
    (Rank.ENROLLED, "N-enrolled"),
)
_ASIDE = re.compile(r"(?:BACKGROUND|OBJECTIVE|AIM|PURPOSE|INTRODUCTION|CONCLUSION)S?\b", re.IGNORECASE)
_AIM = re.compile(r"(?:OBJECTIVE|AIM|PURPOSE)S?\b", re.IGNORECASE)
_THIS = re.compile(
    r"\b(?:this|our|present) (?:[\w-]+ ){0,4}(?:study|trial|series|cohort|sample|analysis|survey)\b", re.IGNORECASE
)
_SERVED = re.compile(
    rf"\b(?:and|while|whereas) {NUMBER} [^.;]{{0,60}}\b(?:served|acted|were (?:used|chosen)) as "
    r"(?:the |a )?(?:control|referen)",
    re.IGNORECASE,
)
"""Others beside a total: "89 workers were recruited, and 111 who were not exposed served as controls"."""
_OF = re.compile(r"\(of \d", re.IGNORECASE)
"""So many of so many: some of those who were asked."""
_CONTROLS = re.compile(r"\bcontrols\b", re.IGNORECASE)
_WEAK = ((Rank.STUDIED, "N-studied", 2), (Rank.NAMED, "N-named", 5), (Rank.SHARED, "N-shared", 10))
_THINGS = re.compile(rf"\b(?!{WHO}\b)(?![a-z]*(?:ss|us|is)\b)[a-z-]{{3,}}s\s?[(\[]$")
"""Jobs (n = 1,684), wells (n = 85): whatever is counted there, it is no people."""
_USED = re.compile(r" (?:were|was) (?:\w+ )?used\b", re.IGNORECASE)
_MILLIONS = re.compile(rf"\bmillion (?:[\w-]+ ){{0,4}}?(?:{WHO}|admissions|records|cases)\b", re.IGNORECASE)


def size_of(study: Study, design: Design, species: Species) -> Size:
    """The number, its verbatim quote (a substring of the abstract) and the rule; all None where no rule found one.

    "n = 8 per group" is multiplied only where the number of groups stands in the same sentence; else the quote
    stands without a number. People beside an animal experiment, and animals beside a study in people, are not its size.
    """
    if design is Design.NARRATIVE_REVIEW or species is Species.IN_VITRO:
        return _UNKNOWN
    found = _stated(study, design, species)
    if species is Species.ANIMAL or not is_secondary(study):
        return found
    if taken := taken_of(study):
        return taken[0], taken[1], "N-secondary"
    n, quote, _ = found
    return _UNKNOWN if n and quote and counts_fewer(study, n, quote) else found


def _stated(study: Study, design: Design, species: Species) -> Size:
    told, aside = _told(study)
    if design is Design.SYSTEMATIC_REVIEW or (
        design is Design.UNKNOWN and any(POOLS.search(each.text) for each in told)
    ):
        return _fitting(pooled(told), species)
    if design is Design.CASE_REPORT and (case := one_case(study.abstract_text))[0] is not None:
        return case
    counts = _counts(told, species)
    counts = [
        each._replace(rank=Rank.PART)
        if (species is Species.ANIMAL or ONLY_ANIMALS.search(each.quote)) and some_of_them(each, study.abstract_text)
        else each._replace(rank=Rank.ENROLLED)
        if each.rank >= Rank.STUDIED and who_are_left(study.abstract_text, each.at)
        else each
        for each in counts
    ]
    found = _fitting(_whole(study, design, species, told, counts), species)
    if species is Species.ANIMAL and found[1] and one_kind_of_several(found[1], study.title, study.abstract_text):
        return _UNKNOWN
    return found if found[1] is not None else _own(_counts(aside, species), counts)


def _whole(study: Study, design: Design, species: Species, told: list[Sentence], counts: list[Count]) -> Size:
    text = study.abstract_text
    experiments = EXPERIMENTS.search(text)
    several = experiments or GROUPS.search(text) or (species is not Species.HUMAN and IN_GROUPS.search(text))
    for rank, rule in _STRONG:
        found = [each for each in counts if each.rank is rank and not each.alone]
        # The first statement is the whole; a later, larger one makes it doubtful.
        if found and found[0].n >= max(each.n for each in found):
            one = found[0]
            larger = [each for each in counts if each.rank < Rank.PART and each.n > one.n]
            if larger and (species is Species.ANIMAL or (rank is Rank.ENROLLED and _OF.search(one.quote))):
                return _UNKNOWN
            if (several and rank is Rank.ENROLLED) or (experiments and rank is Rank.DIVIDED):
                return (one.n, one.quote, rule) if not experiments and made_of(one.n, told) else _UNKNOWN
            served = rank is Rank.TOTAL and _SERVED.search(study.abstract_text, one.at)
            partial = rank is Rank.ENROLLED or one.quote.endswith("cases") or served
            return _with_controls(study, one, counts, rule) if partial else (one.n, one.quote, rule)
    if any(_MILLIONS.search(each.text) for each in told):
        return _UNKNOWN
    most = max((each.n for each in counts), default=0)
    groups, summed = per_group(told), arms(told)
    if groups is not None and groups[0]:
        return groups
    # Arms that are fewer than somebody else who is counted are the arms of some.
    if summed is not None and (summed[0] or 0) >= most:
        return _UNKNOWN if _beside(summed[1] or "", counts) else summed
    if groups is not None:
        first = next((each for each in counts if each.rank is Rank.STUDIED), None)
        if first is None or species is not Species.ANIMAL or experiments:
            return groups
        whole = (first.opens or opens(first, text)) and first.n == most and made_of(first.n, told)
        return (first.n, first.quote, "N-studied") if whole else groups
    if several:
        used = [
            each
            for each in counts
            if each.rank is Rank.STUDIED and (opens(each, text) or _USED.match(text, each.at + len(each.quote)))
        ]
        whole = len(used) == 1 and used[0].n == most and not experiments and made_of(most, told)
        return (most, used[0].quote, "N-studied") if whole else _UNKNOWN
    if design is Design.UNKNOWN and len({each[0] for each in ONE_CASE.finditer(text) if AGED.search(each[0])}) == 1:
        return one_case(text)
    return _largest(study, species, told, counts)


def _beside(arms_told: str, counts: list[Count]) -> bool:
    """Whether controls are counted beside the arms: then the arms are not all who took part."""
    others = [each for each in counts if each.control and not each.marked and each.rank < Rank.SHARED]
    return any(each.quote not in arms_told for each in others)


def _with_controls(study: Study, one: Count, counts: list[Count], rule: str) -> Size:
    """With the controls that another sentence counts; None where they stand too far off to be quoted together."""
    if CONTROLS_ONLY.search(one.quote):
        return one.n, one.quote, rule
    others = [each for each in counts if each.control and each is not one and each.rank < Rank.SHARED]
    if not others and one.quote.endswith("cases") and _CONTROLS.search(study.abstract_text):
        return _UNKNOWN
    parts = [each for each in counts if each is not one and each.rank < Rank.SHARED]
    if not others or (one.n == sum(each.n for each in parts) and not all(each.alone for each in parts)):
        return one.n, one.quote, rule
    other = others[0]
    first, last = sorted((one, other), key=lambda each: each.at)
    quote = study.abstract_text[first.at : last.at + len(last.quote)]
    if len(others) > 1 or len(quote) > 400 or max(one.n, other.n) > MATCHED * min(one.n, other.n):
        return _UNKNOWN
    return one.n + other.n, quote, rule


def _largest(study: Study, species: Species, told: list[Sentence], counts: list[Count]) -> Size:
    if any(each.each for each in counts):
        return _UNKNOWN
    largest = max((each.n for each in counts), default=0)
    equals = {
        value_of(match["n"]): (match[0], _THINGS.search(each.text[max(0, match.start() - 40) : match.start()]))
        for each in told
        for match in EQUALS.finditer(each.text)
    }
    for rank, rule, least in _WEAK:
        found = [each for each in counts if each.rank is rank and not each.alone][:1]
        # Nothing says that it is the whole: it must come first of its kind, and nobody may count more.
        if found and found[0].n >= FIVE_FIGURES and (rank is Rank.NAMED or not SOURCE.search(study.abstract_text)):
            continue
        if not found or _other_arm(found[0], counts):
            continue
        alike = {each.n for each in counts if each.rank is rank}
        asked = rank is Rank.SHARED and ASKED.search(study.abstract_text)
        if rank is Rank.SHARED and (species is Species.ANIMAL or len(alike) > 1 or asked):
            continue
        others = [each.n for each in counts if found[0].control or not each.control or each.rank >= Rank.SHARED]
        others += [n or 0 for n in equals]
        if found[0].n >= max([*others, least]):
            if rank is not Rank.SHARED and beside(found[0], counts, study.abstract_text):
                return _UNKNOWN
            return _with_controls(study, found[0], counts, rule)
    if len(equals) == 1 and species is not Species.ANIMAL and not KINDS.search(study.abstract_text):
        ((n, (quote, things)),) = equals.items()
        once = all(len(EQUALS.findall(each.text)) < 2 for each in told)
        if n and once and not things and n >= max(largest, 10):
            return n, quote, "N-equals"
    # Where nobody is counted but as "3 of 11 patients" and "5 of 11", the eleven are all there were.
    shares = len(counts) > 1 and all(each.share and each.n == largest for each in counts)
    if shares and species is Species.HUMAN and not equals and largest >= _SHARED:
        return largest, counts[0].quote, "N-shared"
    joint = side_by_side(told)
    return joint if joint and (joint[0] or 0) >= largest and not any(each.control for each in counts) else _UNKNOWN


def _other_arm(one: Count, counts: list[Count]) -> bool:
    """Whether others, no far fewer, were given something too: then the two may be arms, and the whole is untold."""
    return one.given and any(
        each.given and each.n != one.n and 2 * each.n >= one.n for each in counts if each is not one
    )


def _fitting(size: Size, species: Species) -> Size:
    quote = size[1]
    if quote is not None and (
        (species is Species.ANIMAL and ONLY_PEOPLE.search(quote))
        or (species is Species.HUMAN and ONLY_ANIMALS.search(quote))
    ):
        return _UNKNOWN
    return size


def _counts(told: list[Sentence], species: Species) -> list[Count]:
    """Every count that fits the species, with its place in the abstract; none of an abstract that has too many."""
    found: list[Count] = []
    for sentence in told:
        found += [each._replace(at=sentence.start + each.at) for each in counts_in(sentence.text)]
        if len(found) > MOST_IN_ALL:
            return []
    return [each for each in found if _fitting((0, each.quote, None), species)[1]]


def _own(aside: list[Count], counts: list[Count]) -> Size:
    """What an objective or a conclusion counts of its own study, where nothing else does."""
    found = [each for each in aside if each.rank <= Rank.STUDIED]
    if len({each.n for each in found}) == 1 and found[0].n >= max((each.n for each in counts), default=0):
        return found[0].n, found[0].quote, "N-own"
    return _UNKNOWN


def _told(study: Study) -> tuple[list[Sentence], list[Sentence]]:
    """Sentences that may speak of the study's own size, and those beside them that name the study itself.

    What a background says of numbers is about others.
    """
    aside = {
        each.label: each.category == "OBJECTIVE" or bool(_AIM.match(each.label))
        for each in study.abstract
        if each.label
        and (each.category in ("BACKGROUND", "OBJECTIVE", "CONCLUSIONS") or _ASIDE.match(each.label))
        and not re.search(r"method|patients|participants|design", each.label, re.IGNORECASE)
    }
    every = sentences(study)
    own = [each for each in every if aside.get(each.section) or (each.section in aside and _THIS.search(each.text))]
    return [each for each in every if each.section not in aside], own
