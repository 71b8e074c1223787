"""C21: what the figures of a claim belong to, beside what they belong to in its quotes.

Two figures whose labels are each other's in the quote were swapped. Labels are the words around a figure, as far as
both texts have them; where they share none, nothing is said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations, pairwise

from shared.gates.words.labels import Word, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.roles import told_labels
from shared.gates.words.sides import both_crossed, one_crossed, roles_agree, straight
from shared.gates.words.values import Quantity, placed

_CUTS = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        r";|\b(?:while|whereas|but|against|versus|vs\b\.?|v\b|than|compared (?:with|to)|although)\b",
        r"\band\b",
        r",",
        r"\b(?:where|when|if|or)\b",
    )
)
"""Where the labels of one figure end and those of the next begin; the strongest first."""
_JOINED = re.compile(r"\b(?:and|or|versus|vs\b\.?|v|than|compared (?:with|to)|as opposed to)\b", re.IGNORECASE)
_PAIRED = re.compile(r"\b(?:and|versus|vs\b\.?|v|than|compared (?:with|to)|as opposed to)\b", re.IGNORECASE)
_BARRIER = re.compile(r";|\b(?:while|whereas|but)\b", re.IGNORECASE)
_COMPARED = re.compile(r"than|compared|as opposed", re.IGNORECASE)
_FIGURE_NEXT = re.compile(r"\s?\W?\d")
_SPREAD = re.compile(r"(?:\+/-|±)\s?$")
_P_VALUE = re.compile(r"\bp(?:trend)?\s?(?:[<>=≤≥]\s?)+$", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"(?:\W|\d|\b(?:and|or|versus|vs|v|against|compared|with|to|than)\b)*", re.IGNORECASE)
_STOP = re.compile(r"[,;:(\[]")
_SAID_OF = re.compile(
    r"\s?(?:\([^()]*\)\s?)?(?:of|for|in|on|with|among|at|under|by|when|if)\s(?:the |those |patients |cases )*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;:()]|\s\d|\b(?:and|or|versus|vs|v|than|but|while|whereas|compared|were|was|had|did|whose|who)\b"
)
_SYMBOL = r"(?:r2?|rho|kappa|OR|RR|HR|AUC|SMD|ES)"
_STATISTIC = re.compile(rf"\b({_SYMBOL})\W{{0,3}}$")
_IN_PARENTHESES = re.compile(rf"\w \((?:{_SYMBOL}\W{{0,3}})?$")
_OF_SO_MANY = re.compile(r"\s?(?:/|(?:out )?of (?:the |all )?)\s?\d")
_SO_MANY_OF = re.compile(r"\d\s?(?:/|(?:out )?of (?:the |all )?)\s?$")
_DIRECT = 3
_NEXT = 3
_NEAR = 6
"""So many labels on either side of a figure may be its own."""
_LONG = 3
"""A figure of so many digits is hardly that of two things."""
_MASS = frozenset({"g", "mg", "ug", "ng", "pg"})


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, where it stands, and the stems of its labels on either side."""

    figure: Quantity
    at: int
    end: int
    unit: str
    """Its unit, or that of its list; masses are of one kind, and so are values of p."""
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    owner: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    """Those of its labels that stand next to it."""

    @property
    def labels(self) -> frozenset[str]:
        """Those of both sides."""
        return self.before | self.after


def swapped_figures(claim: str, quotes: Sequence[str]) -> str:
    """Two figures of the claim that have changed places, or nothing."""
    for one, other, where in _pairs(claim, quotes):
        here, near, owners = _apart(one, other), _sets(one.near, other.near), _sets(one.owner, other.owner)
        for first, second in where:
            there = _apart(first, second)
            if both_crossed(here, there, near, _sets(first.near, second.near)):
                return f"{one.figure.span}, {other.figure.span}"
            if one_crossed(here, there, owners, _sets(first.owner, second.owner)):
                return f"{one.figure.span}, {other.figure.span}"
    return ""


def perhaps_swapped(claim: str, quotes: Sequence[str]) -> str:
    """Two figures of the claim of which one stands beside the other's label and neither beside its own, or nothing."""
    for one, other, where in _pairs(claim, quotes):
        here, near = _apart(one, other), _sets(one.near, other.near)
        for first, second in where:
            if one_crossed(here, _apart(first, second), near, _sets(first.near, second.near)):
                return f"{one.figure.span}, {other.figure.span}"
    return ""


def _pairs(claim: str, quotes: Sequence[str]) -> Iterator[tuple[Told, Told, list[tuple[Told, Told]]]]:
    """Two figures of one unit in the claim, and where quotes have both; where none has them as the claim does."""
    short = short_forms(quotes)
    own = told(claim, short)
    theirs = [told(quote, short) for quote in quotes]
    for one, other in combinations([each for each in own if _only(each.figure, own)], 2):
        where = list(_where(one, other, theirs)) if one.unit == other.unit else []
        if where and not any(straight(_apart(one, other), _apart(*each)) for each in where):
            yield one, other, where


def misplaced_figure(claim: str, quotes: Sequence[str]) -> str:
    """A figure of the claim whose owner has another figure in the quote, which the claim leaves out; or nothing.

    Owners are what a figure is said of directly: `15% (2/13) for clofibrate`, `clofibrate (15%)`.
    """
    short = short_forms(quotes)
    own = told(claim, short)
    values = {each.figure.value for each in own}
    theirs = [told(quote, short) for quote in quotes]
    for one in own:
        there = [each for each in chain.from_iterable(theirs) if each.figure.value == one.figure.value]
        if not one.unit or any(one.owner & each.owner for each in there):
            continue
        for sentence in theirs:
            alike = [each for each in sentence if each.unit == one.unit and each.owner]
            others = [each for each in alike if each.figure.value not in values]
            if any(each in there for each in alike) and any(one.owner & _its_own(each, alike) for each in others):
                return one.figure.span
    return ""


def _its_own(one: Told, alike: Sequence[Told]) -> frozenset[str]:
    """The owner of a figure by what no other figure of its unit in the sentence has."""
    return one.owner.difference(*(each.owner for each in alike if each != one))


def _where(one: Told, other: Told, theirs: Sequence[Sequence[Told]]) -> Iterator[tuple[Told, Told]]:
    """Where a quote gives both figures, each once and of one unit.

    Small bare numbers count too many things, unless a role tells whose they are, or what they count is named in both.
    """
    for sentence in theirs:
        first, second = _only(one.figure, sentence), _only(other.figure, sentence)
        if first and second and first.unit == second.unit:
            figures = (one, other, first, second)
            here, there = _apart(one, other), _apart(first, second)
            if all(map(_telling, figures)) or roles_agree(here, there) is not None or _of_one_thing(here, there):
                yield first, second


def _of_one_thing(here: tuple[set[str], set[str]], there: tuple[set[str], set[str]]) -> bool:
    """Whether both texts name what two figures count: more than one word that is no arm's."""
    crossed = (here[0] & there[1]) | (here[1] & there[0])
    return len((here[0] | here[1]) & (there[0] | there[1]) - crossed) > 1


def _telling(told: Told) -> bool:
    return bool(told.unit) or "." in told.figure.value or len(told.figure.value) >= _LONG


def _only(figure: Quantity, told: Sequence[Told]) -> Told | None:
    found = [each for each in told if each.figure.value == figure.value]
    return found[0] if len(found) == 1 else None


def _apart(one: Told, other: Told) -> tuple[set[str], set[str]]:
    """The labels of two figures. Of `x of A, y of B` what stands before x is no label of it alone."""
    later, earlier = (one, other) if one.at > other.at else (other, one)
    if not later.before and later.after and earlier.after:
        return set(one.after), set(other.after)
    return set(one.labels), set(other.labels)


def _sets(one: frozenset[str], other: frozenset[str]) -> tuple[set[str], set[str]]:
    return set(one), set(other)


def told(text: str, short: Mapping[str, frozenset[str]]) -> list[Told]:
    """The figures of a sentence with their labels; those of one unit share the sentence out among them."""
    return list(_told(text, frozenset(short.items())))


@lru_cache(maxsize=128)
def _told(text: str, explained: frozenset[tuple[str, frozenset[str]]]) -> tuple[Told, ...]:
    """The same, which several gates ask of each quote."""
    short = dict(explained)
    body = normalise(text).text
    words = told_labels(body, short)
    found = [
        Told(each, at, end, _unit(each, body[:at]) or _share(body, at, end))
        for each, at, end in placed(text)
        if not each.name and not _SPREAD.search(body[:at])
    ]
    made: list[Told] = []
    for unit in dict.fromkeys(each.unit for each in found):
        others = [
            Word(each.at, f"{each.figure.value} {each.unit}")
            for each in found
            if each.unit not in ("", unit, "p", "part", "whole")
        ]
        around = sorted([*words, *others], key=lambda each: each.at)
        own = [each for each in found if each.unit == unit]
        made += _shared_out(body, around, [replace(each, owner=_owner(body, each, around)) for each in own])
    return tuple(made)


def _owner(body: str, told: Told, words: Sequence[Word]) -> frozenset[str]:
    start = told.at
    if found := _SAID_OF.match(body, told.end):
        upto = next((each.start() for each in _ENDS.finditer(body, found.end())), len(body))
        return _stems([word for word in words if found.end() <= word.at < upto], _DIRECT)
    if found := _IN_PARENTHESES.search(body[:start]):
        return _last(body[: found.start() + 1], words)
    return frozenset()


def _unit(figure: Quantity, before: str) -> str:
    if _P_VALUE.search(before[-12:]):
        return "p"
    unit = figure.unit or figure.shared
    if not unit and (found := _STATISTIC.search(before[-12:])):
        return found[1]
    return "mass" if unit in _MASS else unit


def _share(body: str, at: int, end: int) -> str:
    """Whether a bare figure is the part or the whole of `5 of 61`, or neither."""
    if _OF_SO_MANY.match(body, end):
        return "part"
    return "whole" if _SO_MANY_OF.search(body[max(0, at - 20) : at]) else ""


def _shared_out(body: str, words: Sequence[Word], figures: Sequence[Told]) -> Iterator[Told]:
    groups: list[list[Told]] = []
    for each in figures:
        if groups and _SIDE_BY_SIDE.fullmatch(body, groups[-1][-1].end, each.at):
            groups[-1].append(each)
        else:
            groups.append([each])
    cuts = [_cut(body, one[-1].end, two[0].at) for one, two in pairwise(groups)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(body)]
    for group, start, end in zip(groups, starts, ends, strict=True):
        before = [word for word in words if start <= word.at < group[0].at]
        after = [word for word in words if group[-1].end <= word.at < end]
        if len(group) == 2:
            sides = _joined(body, group, words) or (_stems(before, -_NEAR), _stems(after, _NEAR))
            yield from (
                replace(each, before=side, near=side, owner=side) for each, side in zip(group, sides, strict=True)
            )
        else:
            near = _stems(before, -_NEXT) | _stems(after, _NEXT)
            left, right = _stems(before, -_NEAR), _stems(after, _NEAR)
            yield from (replace(each, before=left, after=right, near=near) for each in group)


def _stems(words: Sequence[Word], count: int) -> frozenset[str]:
    """Those of the first words, or, where the count is below zero, of the last."""
    spots = sorted({word.at for word in words})
    near = spots[count:] if count < 0 else spots[:count]
    return frozenset(word.stem for word in words if word.at in near)


def _cut(body: str, start: int, end: int) -> tuple[int, int]:
    """Where the labels of the one end and those of the other begin; between two equal cuts a word may be of either."""
    for regex in _CUTS:
        if found := list(regex.finditer(body, start, end)):
            return found[0].start(), found[-1].start()
    return (start + end) // 2, (start + end) // 2


def _joined(body: str, group: Sequence[Told], words: Sequence[Word]) -> tuple[frozenset[str], frozenset[str]] | None:
    """The labels of two figures that stand together (`14.2 and 24.3 ppb`): what the nearest conjunction joins.

    None where nothing is joined and the first is compared with the second, so that each stands on its own side.
    """
    one, two = group
    between = _PAIRED.search(body, one.end, two.at)
    joined = [each for each in _JOINED.finditer(body) if not _FIGURE_NEXT.match(body, each.end())]
    barrier = max((each.end() for each in _BARRIER.finditer(body, 0, one.at)), default=0)
    before = [
        each for each in joined if barrier <= each.start() and any(each.end() <= word.at < one.at for word in words)
    ][-1:]
    after = [each for each in joined if each.start() > two.end][:1]
    for match in (before or after) if between else ():
        # `lower (34.6% vs 64.0%) than`: what is compared stands before the figures.
        upto = one.at if match in after and _COMPARED.match(match[0]) else match.start()
        return _last(body[:upto], words), _next(body, match.end(), words)
    return None if between and _COMPARED.match(between[0]) else (frozenset(), frozenset())


def _last(body: str, words: Sequence[Word]) -> frozenset[str]:
    """The labels of the last two words of a phrase."""
    phrase = body.rstrip(" ,([")
    start = max((each.end() for each in _STOP.finditer(phrase)), default=0)
    spots = [word.at for word in words if start <= word.at < len(phrase)]
    starts = sorted({phrase.rfind(" ", 0, at) for at in spots})[-2:]
    return frozenset(word.stem for word in words if starts and starts[0] < word.at < len(phrase))


def _next(body: str, start: int, words: Sequence[Word]) -> frozenset[str]:
    """The labels of the first word of a phrase that has any."""
    at = next((word.at for word in words if word.at >= start), len(body))
    end = body.find(" ", at)
    return frozenset(word.stem for word in words if at <= word.at < (end if end >= 0 else len(body)))
