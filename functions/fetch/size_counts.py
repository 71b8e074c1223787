"""Every count of people or animals in a sentence, with what the words around it say of it.

A count that is the subject of its clause is ranked by the first verb behind it ("45 patients were enrolled"), one
that is an object by the last verb before it ("was measured in 45 patients"). What happened to some of them
("developed", "died") makes it a part; who was only invited, or belongs to other work, is not counted at all.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from functions.fetch.size_cues import (
    ACTIVE,
    ALL_BEFORE,
    ARE,
    AS_CONTROLS,
    ASKED,
    BARE,
    CLAUSE,
    CONTROLS_ONLY,
    EACH_AFTER,
    ELSEWHERE,
    FIRST,
    FORMS,
    GIVEN,
    HYPHENED,
    ITEM,
    LISTED,
    MADE_OF,
    MARKED_MORE,
    MEASURED,
    NEVER,
    OBJECT,
    OF_EACH,
    OF_THEM,
    OWN,
    PART_OF,
    PLANNED,
    RELATIVE,
    REST,
    SAMPLE,
    SECOND,
    SEXES,
    SIZED,
    SOME,
    STUDY_OF,
    TOTAL_BEFORE,
    VERB,
    WHOLE_OF,
    YEAR,
)
from functions.fetch.size_words import COUNTED, COUNTED_CASES, MARKED, value_of

_I = re.IGNORECASE


class Rank(IntEnum):
    """What a count speaks of, most telling first; a PART is some of them."""

    RANDOMISED = 1
    TOTAL = 2
    DIVIDED = 3
    ENROLLED = 4
    STUDIED = 5
    NAMED = 6
    PART = 7


class Count(NamedTuple):
    """`n` people or animals; the quote is the sentence's own words.

    `given`: they got something, as one arm may; `control`: they are the controls.
    """

    n: int
    quote: str
    rank: Rank
    at: int
    given: bool = False
    control: bool = False


def counts_in(text: str) -> Iterator[Count]:
    """The counts of one sentence in its order; none of a sentence that plans, or tells of other work."""
    if PLANNED.search(text) or (ELSEWHERE.search(text) and not OWN.search(text)):
        return
    taken = 0
    for match in sorted(_matches(text), key=lambda each: (each.start(), -each.end())):
        if match.start() < taken:
            continue
        count, end = _read(text, match)
        if count is not None:
            yield count
            taken = end


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (OF_THEM, COUNTED, COUNTED_CASES, MARKED, BARE, SAMPLE, FORMS, HYPHENED, SIZED):
        for match in pattern.finditer(text):
            yield _nearest(text, match, pattern)


def _nearest(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str]:
    """ "2019 120 patients": the number next to whom it counts."""
    if pattern is not COUNTED:
        return match
    inner = match
    while (later := COUNTED.search(text, inner.end("n"), match.end())) is not None and later.end() <= match.end():
        inner = later
    return inner


_STATED = {
    OF_THEM: Rank.ENROLLED,
    SAMPLE: Rank.ENROLLED,
    FORMS: Rank.ENROLLED,
    HYPHENED: Rank.STUDIED,
    SIZED: Rank.STUDIED,
}
"""Forms that say by themselves what the count is."""
_NEAR = 300
"""Characters before a count that may speak of it: a sentence without an end must not cost the square of its length."""


def _read(text: str, match: re.Match[str]) -> tuple[Count | None, int]:
    """The count that a match makes, if it makes one, and where the next may begin."""
    n, start, end = value_of(match["n"]), match.start("n"), match.end()
    before = _near(text, match.start() if match.re is MARKED else start)
    named = match.re in (COUNTED, COUNTED_CASES)
    if n is None or n < 2 or NEVER.search(before) or (named and EACH_AFTER.match(text[end : end + _NEAR])):
        return None, end
    if re.fullmatch(r"(?:19|20)\d\d", match["n"]) and YEAR.search(before):
        return None, end
    if match.re in _STATED:
        return Count(n, text[start:end], _STATED[match.re], start), end
    if match.re is BARE:
        return Count(n, text[start:end], Rank.RANDOMISED if match["random"] else Rank.ENROLLED, start), end
    if "twin" in match["who"].lower() and "pair" in match["who"].lower():
        n *= 2
    if PART_OF.search(before) and not STUDY_OF.search(before):
        return Count(n, text[start:end], Rank.PART, start), end
    opens = bool(WHOLE_OF.search(before))
    n, end = _summed(text, match, n, end, opens=opens)
    if EACH_AFTER.match(text[end : end + _NEAR]):
        return None, end
    if match.re is not MARKED and (first := FIRST.search(before)):
        start -= len(before) - first.start()
        before = before[: first.start()]
        n += sum(value_of(item["n"]) or 0 for item in ITEM.finditer(first[0]))
    rank, given = _rank(before, text[match.end() : match.end() + 2 * _NEAR], opens=opens)
    if rank is None or (match.re is COUNTED_CASES and end == match.end() and rank is Rank.NAMED):
        return None, end
    if match.re is MARKED:
        start, end = match.start(), end + (text[end : end + 1] in (")", "]"))
    control = bool(CONTROLS_ONLY.search(text[start:end]) or AS_CONTROLS.search(text[end : end + _NEAR]))
    return Count(n, text[start:end].strip(), rank, start, given, control), end


def _near(text: str, start: int) -> str:
    # A word keeps what is cut off from looking like a sentence's beginning.
    return text[:start] if start <= _NEAR else "a " + text[start - _NEAR : start]


def _summed(text: str, match: re.Match[str], n: int, end: int, *, opens: bool) -> tuple[int, int]:
    """ "25 patients and 15 controls", "22 of this kind, 17 of that and 19 volunteers": all of them, once."""
    if match.re is MARKED:
        found = [n]
        while more := MARKED_MORE.match(text, end):
            found.append(value_of(more["m"]) or 0)
            end = more.end()
        return sum(found), end
    if sexes := SEXES.match(text, match.start("n")):
        other = value_of(sexes["m"] or sexes["m2"]) or 0
        return n + other, sexes.end()
    found, at, kept = [n], end, 1
    while True:
        more = SECOND.match(text, at)
        last = more is not None
        # "Of 300 patients, 120 men ..." begins with the whole: what a comma adds to it is a part.
        if more is None and not opens:
            more = LISTED.match(text, at)
        m = value_of(more["m"]) if more else None
        if more is None or m is None:
            break
        rest = REST.match(text, more.end())
        behind = rest.end() if rest else more.end()
        if more["verb"] and re.match(rf"\s+(?:were |was )?{SOME}\b", text[behind:], _I):
            break
        found.append(m)
        at = behind
        if last:
            end, kept = at, len(found)
    if kept > 2 and found[0] == sum(found[1:kept]):
        return n, end
    return sum(found[:kept]), end


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
    if OF_EACH.match(after):
        return Rank.DIVIDED, False
    if ALL_BEFORE.search(before):
        return (Rank.PART if RELATIVE.match(after.lstrip()) else Rank.STUDIED), False
    if kind == "random" and not opens:
        return Rank.RANDOMISED, False
    if TOTAL_BEFORE.search(before):
        return (Rank.TOTAL if kind != "some" else Rank.NAMED), False
    if active := ACTIVE.search(before):
        named = active.lastgroup
        rank = {"random": Rank.RANDOMISED, "joined": Rank.ENROLLED}.get(named or "", Rank.STUDIED)
        return rank, False
    if MADE_OF.search(before):
        return Rank.ENROLLED, False
    if of := STUDY_OF.search(before):
        return (Rank.ENROLLED if of["joined"] else Rank.STUDIED), False
    if opens:
        return Rank.STUDIED, False
    if OBJECT.search(before):
        cues = list(MEASURED.finditer(before))
        if cues and cues[-1]["seen"]:
            return Rank.PART, False
        if kind in ("joined", "divided"):
            return Rank.ENROLLED, False
        return (Rank.STUDIED if cues or kind == "done" else Rank.NAMED), False
    given = bool(verb and re.fullmatch(GIVEN, verb[0], _I))
    return {
        "divided": Rank.DIVIDED, "joined": Rank.ENROLLED, "done": Rank.STUDIED, "some": Rank.PART, "out": Rank.PART,
    }.get(kind or "", Rank.NAMED), given  # fmt: skip
