"""How many took part, with the words that say so. None where it is doubtful: a size too high raises the grade.

Only words that speak of the whole count: those who were randomised or enrolled, a total, the opening of the
methods. Subgroups, years, doses, percentages, weeks, sites, cases, samples and cells are no sizes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from functions.fetch.size_words import (
    ALL,
    ANYONE,
    BARE,
    CAPITAL_N,
    CASES,
    DESIGN_WORDS,
    DONE,
    EACH,
    ENROLLED,
    FIRST,
    GROUPS,
    GROUPS_OF,
    IN_GROUPS,
    INSIDE_SENTENCE,
    ITEM,
    LISTED,
    MADE,
    NOUN_N,
    OF_ALL,
    ONE_CASE,
    ONE_N,
    ONLY_ANIMALS,
    ONLY_PEOPLE,
    OPENING,
    OTHERS,
    PART,
    PEOPLE_OR_ANIMALS,
    PLANNED,
    POOLED,
    RANDOMISED,
    REVIEWED,
    SAMPLE,
    SECOND,
    SERIES,
    SEVERAL,
    SEXES,
    SMALL_N,
    SOME_CASES,
    SURVEYED,
    THIS,
    TOTAL,
    VALUES,
    YEAR_BEFORE,
)
from shared.domain.study import Sentence, Study, sentences
from shared.domain.vocabulary import Design, Species

Size = tuple[int | None, str | None, str | None]
_UNKNOWN: Size = (None, None, None)


class _Hit(NamedTuple):
    n: int
    quote: str


def size_of(study: Study, design: Design, species: Species) -> Size:
    """The number, its verbatim quote (a substring of the abstract) and the rule; all None where no rule found one.

    "n = 8 per group" is multiplied only where the number of groups stands in the same sentence; else the quote
    stands without a number. People beside an animal experiment, and animals beside a study in people, are not its size.
    """
    n, quote, rule = _stated(study, design, species)
    if quote is not None and (
        species is Species.IN_VITRO
        or (species is Species.ANIMAL and ONLY_PEOPLE.search(quote))
        or (species is Species.HUMAN and ONLY_ANIMALS.search(quote))
    ):
        return _UNKNOWN
    return n, quote, rule


def _stated(study: Study, design: Design, species: Species) -> Size:
    told = _told(study)
    if design is Design.SYSTEMATIC_REVIEW:
        return _pooled(told)
    if design is Design.NARRATIVE_REVIEW:
        return _UNKNOWN
    if design is Design.CASE_REPORT:
        return _case(study)
    planned = [each for each in told if not PLANNED.search(each.text)]
    text = study.abstract_text
    several = bool(SEVERAL.search(text) or (species is not Species.HUMAN and IN_GROUPS.search(text)))
    named = (
        ("N-randomised", (*RANDOMISED, BARE)),
        ("N-total", TOTAL),
        ("N-enrolled", (*ENROLLED, SAMPLE, SERIES)),
        ("N-all", (ALL,)),
    )
    for rule, patterns in named:
        hits = [hit for each in planned for pattern in patterns for hit in _hits(each.text, pattern)]
        if hits:
            # The first statement is the whole; a later, larger one makes it doubtful.
            found = _agreed(rule, hits)
            if found is _UNKNOWN and rule == "N-enrolled" and (listed := _listed(planned)):
                return listed
            if several and rule == "N-enrolled":
                return _UNKNOWN
            if found is not _UNKNOWN:
                return found
    if (listed := _listed(planned)) is not None:
        return listed
    if (each := _per_group(planned)) is not None:
        return each
    if (each := _arms(planned)) is not None:
        return each
    if several:
        return _UNKNOWN
    if design is Design.UNKNOWN and len({each[0] for each in ONE_CASE.finditer(text) if each[0][0].isdigit()}) == 1:
        return _case(study)
    found = _weaker(study, planned)
    return found if found[0] is not None else _weakest(planned, sentences(study))


def _told(study: Study) -> list[Sentence]:
    """Sentences that may speak of the study's own size: what a background says of numbers is about others."""
    aside = {
        each.label
        for each in study.abstract
        if each.label
        and (
            each.category in ("BACKGROUND", "OBJECTIVE", "CONCLUSIONS")
            or re.match(r"(?:BACKGROUND|OBJECTIVE|AIM|PURPOSE|INTRODUCTION|CONCLUSION)S?\b", each.label, re.IGNORECASE)
        )
        and not re.search(r"method|patients|participants|design", each.label, re.IGNORECASE)
    }
    return [each for each in sentences(study) if each.section not in aside]


def _weaker(study: Study, told: list[Sentence]) -> Size:
    """The opening of the methods, a capital N, or one phrase: only where nothing in the abstract names more."""
    results = {
        each.label
        for each in study.abstract
        if each.label
        and (each.category == "RESULTS" or re.match(r"RESULT|FINDING", each.label, re.IGNORECASE))
        and not re.search("method|patients|participants", each.label, re.IGNORECASE)
    }
    methods = [each for each in told if each.section not in results]
    capitals = {_value(match["n"]): match[0] for each in methods for match in CAPITAL_N.finditer(each.text)}
    largest = max((hit.n for each in told for hit in _hits(each.text, ANYONE)), default=0)
    for rule, pattern in (("N-opening", OPENING), ("N-inside", INSIDE_SENTENCE)):
        hits = [hit for each in methods if not OTHERS.search(each.text) for hit in _hits(each.text, pattern)]
        # One phrase inside a sentence is the whole only when nothing else is counted.
        if whole := next((hit for hit in hits if hit.n >= max(largest, 2)), None):
            return whole.n, whole.quote, rule
    if done := _done(told, largest):
        return done
    if len(capitals) == 1:
        (n, quote), *_ = capitals.items()
        return (n, quote, "N-equals") if n and n >= largest else _UNKNOWN
    return _UNKNOWN


def _weakest(told: list[Sentence], everywhere: tuple[Sentence, ...]) -> Size:
    """Those who answered, those of several studies, women and men, or the only n: where nothing else is counted."""
    largest = max((hit.n for each in told for hit in _hits(each.text, ANYONE)), default=0)
    for rule, pattern, where in (
        ("N-this", THIS, everywhere),
        ("N-surveyed", SURVEYED, told),
        ("N-pooled", POOLED[0], told),
        ("N-noun", NOUN_N, told),
        ("N-cases", SOME_CASES, told),
    ):
        hits = [hit for each in where for hit in _hits(each.text, pattern)]
        if len({hit.n for hit in hits}) == 1 and (hits[0].n >= largest or rule == "N-this"):
            return hits[0].n, hits[0].quote, rule
    sexes = [each for sentence in told for each in SEXES.finditer(sentence.text)]
    if len(sexes) == 1:
        women, men = (_value(sexes[0][one] or sexes[0][f"{one}2"]) for one in "nm")
        if women and men and women + men >= largest:
            return women + men, sexes[0][0], "N-sexes"
    only = {_value(each["n"]): each[0] for sentence in told for each in ONE_N.finditer(sentence.text)}
    if len(only) == 1:
        ((n, quote),) = only.items()
        if n and n >= max(50, largest):
            return n, quote, "N-only"
    return _UNKNOWN


def _done(told: list[Sentence], largest: int) -> Size | None:
    """People to whom something was done, or of whom parts are told: the whole where nobody counts more."""
    for rule, pattern in (("N-done", DONE), ("N-of", OF_ALL)):
        hits = [
            hit
            for each in told
            if not OTHERS.search(each.text)
            for hit in _hits(each.text, pattern)
            if hit.n >= largest
        ]
        if hits and len({hit.n for hit in hits}) == 1 and hits[0].n > 1:
            return hits[0].n, hits[0].quote, rule
    return None


def _pooled(told: list[Sentence]) -> Size:
    """The participants of all studies that a review pools."""
    for patterns in ((REVIEWED, *POOLED), TOTAL):
        hits = [hit for each in told for pattern in patterns for hit in _hits(each.text, pattern)]
        if hits:
            return _agreed("N-reviewed", hits)
    return _UNKNOWN


def _case(study: Study) -> Size:
    """One, where the report is of one; the stated number of a series."""
    text = study.abstract_text
    several = [value for each in CASES.finditer(text) if (value := _value(each["n"])) and value > 1]
    if several:
        first = next(each for each in CASES.finditer(text) if (_value(each["n"]) or 0) > 1)
        described = re.search(r"\b(?:we|report|describe|present)\b[^.]{0,40}$", text[: first.start()], re.IGNORECASE)
        if described:
            return (several[0], first[0], "N-cases") if several[0] == max(several) else _UNKNOWN
    found = ONE_CASE.search(text)
    return (1, found[0], "N-case") if found else _UNKNOWN


def _listed(told: list[Sentence]) -> Size | None:
    """ "22 of this kind, 17 of that kind and 19 healthy volunteers were included": all of them."""
    for each in told:
        found = LISTED.search(each.text)
        if found is None or not PEOPLE_OR_ANIMALS.search(found["all"]) or PART.search(each.text[: found.start()]):
            continue
        numbers = [value for item in re.finditer(ITEM, found["all"], re.IGNORECASE) if (value := _value(item["n"]))]
        if len(numbers) >= 2 and "%" not in found["all"]:
            return sum(numbers), found["all"], "N-listed"
    return None


def _hits(text: str, pattern: re.Pattern[str]) -> Iterator[_Hit]:
    for match in pattern.finditer(text):
        n = _value(match["n"])
        before, start = text[: match.start("n")], match.start("n")
        if n is None or n < 2 or PART.search(before):
            continue
        if re.fullmatch(r"(?:19|20)\d\d", match["n"]) and YEAR_BEFORE.search(before):
            continue
        if FIRST.search(before):
            continue
        if (inner := _nearer(text, match)) is not None:
            yield inner
            continue
        who = ANYONE.match(text, start)
        end = who.end() if who else match.end()
        if second := SECOND.match(text[end:]):
            # "25 patients and 15 controls were recruited": both, as far as both are numbers.
            m = _value(second["m"])
            if m is not None:
                yield _Hit(n + m, text[start : end + second.end()])
            continue
        yield _Hit(n, text[start:end])


def _nearer(text: str, match: re.Match[str]) -> _Hit | None:
    """Of "Of 300 people screened, 120 patients were randomised" the later count: it stands next to what was done."""
    first = ANYONE.match(text, match.start("n"))
    if first is None:
        return None
    for inner in ANYONE.finditer(text, first.end(), match.end()):
        before = text[first.end() : inner.start()]
        if before.count("(") == before.count(")") and not re.search(r"\b(?:and|plus|as well as)\s*$", before):
            n = _value(inner["n"])
            return _Hit(n, inner[0]) if n and n > 1 and not PART.search(text[: inner.start()]) else None
    return None


def _agreed(rule: str, hits: list[_Hit]) -> Size:
    if not hits or hits[0].n < max(each.n for each in hits):
        return _UNKNOWN
    return hits[0].n, hits[0].quote, rule


def _per_group(told: list[Sentence]) -> Size | None:
    for each in told:
        if found := GROUPS_OF.search(each.text):
            k, size = _value(found["k"]), _value(found["n"])
            if k and size and 2 <= k <= 12 and GROUPS_OF.search(each.text, found.end()) is None:
                return k * size, found[0], "N-per-group"
        if (match := EACH.search(each.text)) and (match["n"] or MADE.search(each.text)):
            size = _value(match["n"] or match["m"])
            groups = {_value(found["k"]): found for found in GROUPS.finditer(each.text)}
            if size and len(groups) == 1:
                ((k, found),) = groups.items()
                if k and 2 <= k <= 12:
                    start, end = min(found.start(), match.start()), max(found.end(), match.end())
                    return k * size, each.text[start:end], "N-per-group"
            return None, match[0], "N-groups-unknown"
    return None


def _arms(told: list[Sentence]) -> Size | None:
    for each in told:
        found = list(SMALL_N.finditer(each.text))
        if found and 2 <= len(found) <= 6 and DESIGN_WORDS.search(each.text) and not OTHERS.search(each.text):
            return sum(int(one["n"]) for one in found), each.text[found[0].start() : found[-1].end()], "N-arms"
    return None


def _value(text: str) -> int | None:
    text = text.lower().strip()
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text)) or None
    total = below = 0
    for word in re.findall(r"[a-z]+", text):
        if word == "hundred":
            below *= 100
        elif word == "thousand":
            total, below = (total + below) * 1000, 0
        elif word != "and":
            below += VALUES[word]
    return total + below or None
