"""C11 and C20: people, conditions, outcomes, treatments and ways of giving that a claim names and its quotes do not.

What was found in adults with obesity was not found in pregnant women; a fall of one marker is no fall in deaths; what
beat one medicine did not beat another, and what was injected was not swallowed. A claim may use other words for the
thing than its quotes, so each is looked for under every name that they may have for it. Titles of the cited studies
speak for their quotes; for a route, so does the record where no quote names one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from shared.gates.words.endpoints import ENDPOINTS
from shared.gates.words.normal import normalise
from shared.gates.words.subjects_named import CONDITIONS, CONTRARY, PEOPLE
from shared.gates.words.treatments_named import AGENTS, DRUG, ROUTES, SCHEDULES

Rows = Sequence[tuple[str, str]]
Beyond = tuple[str, str, str]
"""A rule, what it holds against the claim, and the words."""
_LONG = re.compile(r"[a-z]{5,}")
"""What says so much also counts within a word: `carcin` in `cholangiocarcinoma`."""
_ALTERNATIVE = re.compile(r"(?:[^|()]|\([^()]*\))+")
_SPELT = 5
"""Letters of a medicine's name that its spellings share."""
_DRUG = re.compile(rf"\b{DRUG}\b", re.IGNORECASE)


class _Thing(NamedTuple):
    """How a claim says it, and every beginning of a word by which a quote says it."""

    said: re.Pattern[str]
    read: re.Pattern[str]


class _Others(NamedTuple):
    """Whom a claim names, who are others, and what lets both be meant."""

    said: re.Pattern[str]
    others: re.Pattern[str]
    read: re.Pattern[str]


_CONTRARY = tuple(
    _Others(
        re.compile(rf"\b(?:{said})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{others})", re.IGNORECASE),
        re.compile(rf"\b(?:{read})", re.IGNORECASE),
    )
    for said, others, read in CONTRARY
)


def beyond(claim: str, quotes: Sequence[str], titles: Sequence[str], routes: Sequence[str]) -> Iterator[Beyond]:
    """All that the claim names and its quotes do not; `titles` are of the cited studies, with the peptide's names."""
    known = [*quotes, *titles]
    for rule, reason, found in (
        ("C11", "speaks of people of whom its quotes do not", people(claim, known)),
        ("C20", "speaks of a condition or outcome that its quotes do not name", conditions(claim, known)),
        ("C20", "names a treatment that its quotes do not", treatments(claim, known)),
        ("C20", "names a way of giving that its quotes do not", giving(claim, quotes, [*titles, *routes])),
    ):
        if found:
            yield rule, reason, found


def people(claim: str, known: Iterable[str]) -> str:
    """The people whom the claim names and none of the texts known does, or who are others than theirs; or nothing."""
    text, there = normalise(claim).text, _one(known)
    if found := _missing(PEOPLE, text, there):
        return found
    for kind in _CONTRARY:
        said = kind.said.search(text)
        if said and kind.others.search(there) and not kind.read.search(there):
            return said[0]
    return ""


def conditions(claim: str, known: Iterable[str]) -> str:
    """The condition or outcome that the claim names and none of the texts known does, or nothing."""
    text, there = normalise(claim).text, _one(known)
    return _missing(CONDITIONS, text, there) or _missing(ENDPOINTS, text, there)


def treatments(claim: str, known: Iterable[str]) -> str:
    """The comparator or medicine that the claim names and none of the texts known does, or nothing."""
    text, there = normalise(claim).text, _one(known)
    if found := _missing(AGENTS, text, there):
        return found
    body = there.casefold()
    return next((each[0] for each in _DRUG.finditer(text) if each[0][:_SPELT].casefold() not in body), "")


def giving(claim: str, quotes: Iterable[str], known: Iterable[str]) -> str:
    """The route or schedule that the claim names and none of the texts known does, or nothing.

    What is `known` beside the quotes counts for routes where no quote names any.
    """
    text, there = normalise(claim).text, _one(quotes)
    routes = there if any(each.said.search(there) for each in _things(tuple(ROUTES))) else f"{there} {_one(known)}"
    return _missing(ROUTES, text, routes) or _missing(SCHEDULES, text, f"{there} {_one(known)}")


def _missing(rows: Rows, text: str, there: str) -> str:
    for thing in _things(tuple(rows)):
        said = thing.said.search(text)
        if said and not thing.read.search(there):
            return said[0]
    return ""


@cache
def _things(rows: tuple[tuple[str, str], ...]) -> tuple[_Thing, ...]:
    return tuple(_thing(said, also) for said, also in rows)


def _thing(said: str, also: str) -> _Thing:
    ways = [rf"\b(?:{said})\b", *([rf"\b(?:{also})"] if also else [])]
    ways += [each for each in _ALTERNATIVE.findall(also) if _LONG.fullmatch(each)]
    return _Thing(re.compile(ways[0], re.IGNORECASE), re.compile("|".join(ways), re.IGNORECASE))


def _one(texts: Iterable[str]) -> str:
    return " \n".join(normalise(each).text for each in texts)
