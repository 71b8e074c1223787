"""Every count of people or animals in a sentence, with what the words around it say of it.

A count that is the subject of its clause is ranked by the first verb behind it ("45 patients were enrolled"), one
that is an object by the last verb before it ("was measured in 45 patients"). What happened to some of them
("developed", "died") makes it a part; who was only invited, or belongs to other work, is not counted at all.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from functions.fetch.appraisal.sizes.cues import (
    ACTIVE,
    AGAINST,
    ALL_BEFORE,
    ARE,
    AS_CONTROLS,
    ASKED,
    ASKED_OF,
    BARE,
    BESIDE,
    CADAVERS,
    CLAUSE,
    CONSECUTIVE,
    CONTROLS_ONLY,
    EACH_AFTER,
    ELSEWHERE,
    GIVEN,
    JOINS,
    LABELLED,
    MEASURED,
    MOST_OR_LEAST,
    NAMES,
    NEVER,
    NEXT,
    NOT_OURS,
    OBJECT,
    OF_EACH,
    ONE_GROUP,
    ONLY_CONTROLS,
    OUT_OF,
    OWN,
    PAIRED,
    PART_OF,
    PLANNED,
    RECORDS,
    RELATIVE,
    ROUGHLY,
    SHARE_OF,
    SOUGHT,
    STUDY_OF,
    TAKEN,
    THAN,
    THAN_OTHERS,
    TOTAL_BEFORE,
    UNITS,
    VERB,
    WHOLE_OF,
    YEAR,
)
from functions.fetch.appraisal.sizes.forms import BRACKETED, PATTERNS, STATED, WORDED
from functions.fetch.appraisal.sizes.links import BREAKDOWN, FIRST, ITEM, WHEN, extended, summed
from functions.fetch.appraisal.sizes.parts import OF_THESE, beside_uncounted, some_by_words
from functions.fetch.appraisal.sizes.phrases import (
    ANYONE,
    AT_A_DOSE,
    IN_BRACKETS,
    OF_EACH_SEX,
    OPEN_OBJECT,
    OPEN_SUBJECT,
    SUBSTUDY,
)
from functions.fetch.appraisal.sizes.ranks import Count, Rank
from functions.fetch.appraisal.sizes.wholes import (
    DIVIDED_THEN,
    PER_ARM,
    SEXED,
    WERE_INCLUDED,
    fits,
)
from functions.fetch.appraisal.sizes.words import COUNTED, COUNTED_CASES, EQUALS, MARKED, SPELLED, value_of

_I = re.IGNORECASE
MOST = 40
"""Matches that a sentence of prose has at most. What has more is a table or an attack, and each costs a millisecond."""


_NUMBERED = re.compile(rf"\d|\b{SPELLED}\b", _I)
"""What has no number counts nobody."""


def counts_in(text: str) -> list[Count]:
    """The counts of one sentence in its order; none of a sentence that plans, or tells of other work.

    Nor of one with more than `MOST` matches, so that the work grows no faster than the text.
    """
    if not _NUMBERED.search(text):
        return []
    if PLANNED.search(text) or CADAVERS.search(text) or (ELSEWHERE.search(text) and not OWN.search(text)):
        return []
    matches = list(islice(_matches(text), MOST + 1))
    if len(matches) > MOST:
        return []
    taken, whole = 0, 0
    found: list[Count] = []
    for match in sorted(matches, key=lambda each: (each.start("n"), -each.end())):
        if match.start("n") < taken:
            continue
        count, end = _read(text, match)
        if count is None:
            continue
        found.append(count._replace(rank=Rank.PART) if count.n < whole else count)
        taken = end
        whole = count.n if count.n > whole and BREAKDOWN.match(text, end) else whole
    return _marked_together(text, _doubted(text, _without_asked(found)))


_AND_SO_MANY = re.compile(
    r"\)?,? (?:and|or|versus|vs\.?) (?:without|not|unexposed)\b(?: [\w-]+){0,3} \(n\s?=\s?\d", re.IGNORECASE
)
"""Others have their n beside it: "with (n = 150) and without (n = 150)"."""


_OF_THEM = re.compile(r"\S+(?: \([^()]*\))? of (?:them|these|those)\b", re.IGNORECASE)
"""So many of them are no second group beside the first."""


def _doubted(text: str, found: list[Count]) -> list[Count]:
    """Two counts that "and" joins, though nothing added them, may be the two groups: then neither is the whole.

    Unless each has the name of its group behind it in brackets, which makes them two groups and the sum the whole.
    """
    doubted: set[int] = set()
    if len(found) == 2 and found[0].rank == found[1].rank < Rank.NAMED and not (found[0].marked or found[0].opens):
        one, other = found
        end = other.at + len(other.quote)
        between = text[one.at + len(one.quote) : other.at]
        if JOINS.fullmatch(between) and _GROUP_NAMED.match(between) and _GROUP_NAMED.match(text, end):
            return [one._replace(n=one.n + other.n, quote=text[one.at : end])]
    for one, other in pairwise(found):
        between = text[one.at + len(one.quote) : other.at]
        whole = max(one.rank, other.rank) >= Rank.SHARED or one.opens or one.marked or other.marked
        if not whole and one.rank == other.rank and JOINS.fullmatch(between):
            doubted |= {one.at, other.at}
    for place, one in enumerate(found):
        others = [each for each in found[place + 1 :] if each.rank < Rank.SHARED and not each.marked]
        listed = [
            each
            for each in others
            if 2 * each.n >= one.n
            and not each.control
            and NEXT.search(_near(text, each.at))
            and not OF_THESE.search(_near(text, each.at))
            and not _OF_THEM.match(each.quote)
            and not WHEN.match(text, each.at + len(each.quote))
        ]
        several = one.rank is Rank.TOTAL and len([each for each in others if NEXT.search(_near(text, each.at))]) > 1
        listed = listed or (others if several else [])
        doubtful = (one.rank in (Rank.ENROLLED, Rank.STUDIED) or several) and not one.opens
        if doubtful and listed and sum(each.n for each in others) != one.n:
            doubted |= {one.at, *(each.at for each in listed)}
    doubted |= {
        each.at
        for each in found
        if each.marked and each.rank >= Rank.STUDIED and _AND_SO_MANY.match(text, each.at + len(each.quote))
    }
    return [each._replace(rank=Rank.PART) if each.at in doubted else each for each in found]


def _without_asked(found: list[Count]) -> list[Count]:
    """Without those of whom fewer took part: "of 232 workers, 181 participated"."""
    joined = {each.n for each in found if each.rank in (Rank.RANDOMISED, Rank.ENROLLED)}
    return [each for each in found if not (each.opens and any(n < each.n for n in joined))]


def _marked_together(text: str, found: list[Count]) -> list[Count]:
    """Groups that one sentence tells side by side, each with its n in brackets, are one count."""
    marked = [each for each in found if each.marked and each.rank < Rank.SHARED]
    if len(marked) < 2:
        # One of several n of a sentence is the n of some.
        some = marked and len({each["n"] for each in EQUALS.finditer(text)}) > 1
        return [
            each._replace(rank=Rank.PART)
            if some and each.marked and not (each.control and " group" not in each.quote)
            else each
            for each in found
        ]
    first, last = marked[0], marked[-1]
    n, most = sum(each.n for each in marked), max(each.n for each in marked)
    if n == 2 * most:
        return [each if each.n == most or not each.marked else each._replace(rank=Rank.PART) for each in found]
    quote = text[first.at : last.at + len(last.quote)]
    together = first._replace(n=n, quote=quote, control=any(each.control for each in marked), alone=False)
    return [together if each is first else each for each in found if each is first or each not in marked]


def _matches(text: str) -> Iterator[re.Match[str]]:
    bracket = "(" in text or "[" in text
    fitting = (each for each in PATTERNS if bracket or each not in BRACKETED)
    for pattern in (each for each in fitting if WORDED.get(each, "") in text):
        for match in pattern.finditer(text):
            yield _nearest(text, match, pattern)


def _nearest(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str]:
    """ "2019 120 patients": the number next to whom it counts."""
    if pattern is not COUNTED:
        return match
    inner, at = match, match.end("n")
    while (later := COUNTED.search(text, at, match.end())) is not None and later.end() <= match.end():
        at = later.end("n")
        if not NAMES.search(text, 0, later.start("n")):
            inner = later
    return inner


_NEAR = 300
"""Characters before a count that may speak of it: a sentence without an end must not cost the square of its length."""


def _read(text: str, match: re.Match[str]) -> tuple[Count | None, int]:
    """The count that a match makes, if it makes one, and where the next may begin."""
    n, start, end = value_of(match["n"]), match.start("n"), match.end()
    before = _near(text, match.start() if match.re is MARKED else start)
    named = match.re in (COUNTED, COUNTED_CASES, OPEN_SUBJECT, OPEN_OBJECT, ANYONE)
    beside = bool(BESIDE.search(before))
    # "Aged rats (n = 40)" are old ones; "aged 40" is no count.
    told = re.sub(r"\baged $", "", before, flags=_I) if match.re is MARKED else before
    if n is None or n < 2 or (NEVER.search(told) and not beside):
        rough = match.re is COUNTED and ROUGHLY.search(told)
        return (Count(n, match[0], Rank.PART, start) if n and rough else None), end
    if match.re is COUNTED_CASES and (of := OUT_OF.match(text, end)) and (value_of(of["whole"]) or 0) > n:
        return Count(n, match[0], Rank.PART, start), end
    if named and EACH_AFTER.match(text[end : end + _NEAR]):
        return Count(n, match[0], Rank.PART, start, each=True), end
    if named and NOT_OURS.search(match[0]):
        return None, end
    if re.fullmatch(r"(?:19|20)\d\d", match["n"]) and YEAR.search(before):
        return None, end
    if match.re in (UNITS, BARE) or match.re in STATED:
        return _by_form(text, match, n), end
    if "twin" in match["who"].lower() and "pair" in match["who"].lower():
        n *= 2
    if (some := _some(text, match, n, end)) is not None:
        return some, end
    opens = bool(WHOLE_OF.search(before))
    single, (n, end) = n, summed(text, match, n, end, opens=opens)
    if EACH_AFTER.match(text[end : end + _NEAR]):
        return None, end
    if match.re is not MARKED and (first := FIRST.search(before)):
        start -= len(before) - first.start()
        before = before[: first.start()]
        n += sum(value_of(item["n"]) or 0 for item in ITEM.finditer(re.sub(r"\([^()]*\)", "", first[0])))
    closed = _CLOSED.match(text, match.end()) if match.re is MARKED else None
    after = closed.end() if closed else match.end()
    rank, given = _rank(before, text[after : after + 2 * _NEAR], opens=opens)
    if rank is None or (match.re is COUNTED_CASES and end == match.end() and rank is Rank.NAMED):
        return None, end
    if named and MOST_OR_LEAST.search(match[0]):
        rank = Rank.PART
    if named and rank in (Rank.TOTAL, Rank.STUDIED, Rank.NAMED) and some_by_words(text, before, match, after):
        rank = Rank.PART
    if THAN.search(before) or THAN_OTHERS.match(text, end) or (opens and ASKED_OF.search(text, start, end)):
        rank = Rank.PART
    if n == single and (ONE_GROUP.match(text, end) or (opens and AT_A_DOSE.match(text, end))):
        rank = Rank.PART
    if (sex := OF_EACH_SEX.match(text, end)) and 2 * (value_of(sex["m"]) or 0) == n:
        return Count(n, text[start : sex.end()], Rank.DIVIDED, start), sex.end()
    if beside_uncounted(text[end : end + _NEAR]):
        rank = Rank.PART
    if rank is Rank.PART and CONSECUTIVE.search(match[0]):
        rank = Rank.STUDIED
    if rank is not Rank.PART and not opens:
        n, end = extended(text, n, start, end)
    if match.re is MARKED:
        rank = Rank.NAMED if rank is Rank.PART and " group" in match["who"] else rank
        start, end = match.start(), end + (text[end : end + 1] in (")", "]"))
    control = beside or bool(CONTROLS_ONLY.search(text[start:end]) or AS_CONTROLS.search(text[end : end + _NEAR]))
    clause = re.match(r"(?:(?! and )[^.,;])*", text[end : end + _NEAR])
    as_control = clause and AS_CONTROLS.search(clause[0])
    others = as_control or ONLY_CONTROLS.search(text[start:end]) or AGAINST.search(before)
    alone = n == single and (beside or bool(others))
    return Count(n, text[start:end].strip(), rank, start, given, control, alone, opens, match.re is MARKED), end


def _by_form(text: str, match: re.Match[str], n: int) -> Count | None:
    """The count of a form that says by itself what it is."""
    quote, start = text[match.start("n") : match.end()], match.start("n")
    if match.re is UNITS:
        return Count(n, match[0], Rank.PART, start)
    if match.re is not BARE:
        if match.re is SEXED:
            return Count(n + (value_of(match["m"]) or 0), quote, Rank.STUDIED, start)
        return None if match.re is PER_ARM and not fits(match) else Count(n, quote, STATED[match.re], start)
    if re.search("responded|replied", match[0], _I) and not ASKED.search(text):
        return None
    if OF_THESE.search(_near(text, start)) and re.search("second|third|follow-?up|final", match[0], _I):
        return Count(n, quote, Rank.PART, start)
    rank = Rank.RANDOMISED if match["random"] else Rank.TOTAL if match["total"] else Rank.ENROLLED
    return Count(n, quote, rank, start)


_CLOSED = re.compile(r"[^()\[\]]{0,80}[)\]]")
"""The rest of the brackets in which a count stands: "(n = 35, 340 g)"."""


_RESPECTIVELY = re.compile(r",? respectively|[^.;:]{1,120}\bgroups?,? respectively", _I)
_GROUP_NAMED = re.compile(
    r"[^.;:]{0,80}?\((?:the )?(?:[\w-]+ ){0,3}(?:group|arm|cohort|controls)(?: [\w-]{1,4})?\)", _I
)


def _some(text: str, match: re.Match[str], n: int, end: int) -> Count | None:
    """The count, where the words before it make it one of several or a share, and say no more; else None."""
    start = match.start("n")
    before = _near(text, start)
    part = Count(n, text[start:end], Rank.PART, start)
    share = None if ASKED_OF.search(match[0]) else SHARE_OF.search(before)
    if share and n / 20 < (value_of(share["k"]) or n) < n:
        # "Found in 13 of 84" may be found in some group; "126 of 544 had it" is told of all.
        part = part._replace(share=True)
        return part if OBJECT.search(before, 0, share.start()) else part._replace(rank=Rank.SHARED)
    if pair := match.re in (COUNTED, COUNTED_CASES) and PAIRED.search(before):
        cues = list(MEASURED.finditer(before))
        respectively = _RESPECTIVELY.match(text, end) and not (cues and cues[-1]["seen"])
        rank = Rank.STUDIED if respectively else Rank.PART
        start -= len(pair[0])
        return Count(n + (value_of(pair["n"]) or 0), text[start:end], rank, start)
    return part if LABELLED.search(before) or (PART_OF.search(before) and not STUDY_OF.search(before)) else None


def _near(text: str, start: int) -> str:
    # A word keeps what is cut off from looking like a sentence's beginning.
    return text[:start] if start <= _NEAR else "a " + text[start - _NEAR : start]


def _rank(before: str, after: str, *, opens: bool) -> tuple[Rank | None, bool]:
    """None: not to be counted. Whether they were given something stands beside it."""
    clause = CLAUSE.match(after)
    # A relative clause tells who they are, not what was done.
    follows = RELATIVE.sub(" ", clause[0] if clause else "")
    verb = VERB.search(follows[:220])
    kind = verb.lastgroup if verb else None
    if verb and kind in ("joined", "done") and ARE.search(follows[: verb.start()]) and not OWN.search(before + follows):
        return Rank.PART, False
    if verb and verb[0].lower() == "responded" and ASKED.search(before + after):
        kind = "joined"
    if kind == "out" and re.match(r"[\w\s,-]{0,25}$", follows[: verb.start()] if verb else ""):
        return None, False
    if re.match(r"\s*\(\d[\d.]*\s?%\)", after) and kind not in ("random", "joined"):
        return Rank.PART, False
    if OF_EACH.match(after) or DIVIDED_THEN.match(after):
        return Rank.DIVIDED, False
    if ALL_BEFORE.search(before) and not RECORDS.search(before):
        return (Rank.PART if RELATIVE.match(after.lstrip()) else Rank.STUDIED), False
    if kind == "random" and not opens:
        return Rank.RANDOMISED, False
    if TOTAL_BEFORE.search(before):
        return (Rank.TOTAL if kind != "some" else Rank.NAMED), False
    if SUBSTUDY.search(before):
        return Rank.PART, False
    if active := ACTIVE.search(before) or IN_BRACKETS.search(before):
        named = active.lastgroup
        rank = {"random": Rank.RANDOMISED, "joined": Rank.ENROLLED}.get(named or "", Rank.STUDIED)
        return rank, False
    if of := STUDY_OF.search(before):
        return (Rank.ENROLLED if of["joined"] else Rank.STUDIED), False
    if opens:
        return (Rank.ENROLLED if WERE_INCLUDED.match(after) else Rank.STUDIED), False
    if OBJECT.search(before):
        cues = list(MEASURED.finditer(before))
        while len(cues) > 1 and TAKEN.fullmatch(cues[-1][0]):
            cues.pop()
        sought = kind == "done" or (cues and SOUGHT.search(before, 0, cues[-1].start()))
        if cues and (cues[-1]["seen"] or (cues[-1]["often"] and not sought)):
            return Rank.PART, False
        if kind in ("joined", "divided"):
            return Rank.ENROLLED, False
        return (Rank.STUDIED if cues or kind == "done" else Rank.NAMED), False
    given = bool(verb and re.fullmatch(GIVEN, verb[0], _I))
    return {
        "divided": Rank.DIVIDED, "joined": Rank.ENROLLED, "done": Rank.STUDIED, "some": Rank.PART, "out": Rank.PART,
    }.get(kind or "", Rank.NAMED), given  # fmt: skip
