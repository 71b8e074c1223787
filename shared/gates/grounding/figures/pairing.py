"""C21: what the figures of a claim belong to, beside what they belong to in its quotes.

Two figures whose labels are each other's in the quote were swapped. Labels are the words around a figure, as far as
both texts have them; where they share none, nothing is said.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations, pairwise
from operator import attrgetter, methodcaller

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
_STOPS = ",;:(["
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
_AT = attrgetter("at")
_START = methodcaller("start")
_END = methodcaller("end")
_DIRECT = 3
_NEXT = 3
_NEAR = 6
"""So many labels on either side of a figure may be its own."""
_CLOSE = 12
"""So many characters before a figure are read for what kind of figure it is."""
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
    own = _once(told(claim, short))
    theirs = [_once(told(quote, short)) for quote in quotes]
    known = [each for each in own.values() if any(each.figure.value in sentence for sentence in theirs)]
    for one, other in combinations(known, 2):
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
    owners = defaultdict[str, set[str]](set)
    for each in chain.from_iterable(theirs):
        owners[each.figure.value] |= each.owner
    elsewhere = [_of_figures_left_out(sentence, values) for sentence in theirs]
    for one in own:
        if not one.unit or one.owner & owners[one.figure.value]:
            continue
        for there, labels in elsewhere:
            if (one.figure.value, one.unit) in there and one.owner & labels[one.unit]:
                return one.figure.span
    return ""


def _of_figures_left_out(
    sentence: Sequence[Told], values: Set[str]
) -> tuple[set[tuple[str, str]], dict[str, set[str]]]:
    """The figures of a sentence that have an owner; and, by unit, what owns one alone that is none of these values."""
    owned = [each for each in sentence if each.owner]
    counts = Counter((each.unit, label) for each in owned for label in each.owner)
    labels = defaultdict[str, set[str]](set)
    for each in owned:
        if each.figure.value not in values:
            labels[each.unit] |= {label for label in each.owner if counts[each.unit, label] == 1}
    return {(each.figure.value, each.unit) for each in owned}, labels


def _where(one: Told, other: Told, theirs: Sequence[Mapping[str, Told]]) -> Iterator[tuple[Told, Told]]:
    """Where a quote gives both figures, each once and of one unit.

    Small bare numbers count too many things, unless a role tells whose they are, or what they count is named in both.
    """
    for sentence in theirs:
        first, second = sentence.get(one.figure.value), sentence.get(other.figure.value)
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


def _once(told: Sequence[Told]) -> dict[str, Told]:
    """The figures that a text gives once."""
    counts = Counter(each.figure.value for each in told)
    return {each.figure.value: each for each in told if counts[each.figure.value] == 1}


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
        Told(each, at, end, _unit(each, body[max(0, at - _CLOSE) : at]) or _share(body, at, end))
        for each, at, end in placed(text)
        if not each.name and not _SPREAD.search(body[max(0, at - _CLOSE) : at])
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
        return _stems(_within(words, found.end(), upto), _DIRECT)
    if found := _IN_PARENTHESES.search(body[max(0, start - _CLOSE) : start]):
        return _last(body, max(0, start - _CLOSE) + found.start() + 1, words)
    return frozenset()


def _unit(figure: Quantity, before: str) -> str:
    if _P_VALUE.search(before):
        return "p"
    unit = figure.unit or figure.shared
    if not unit and (found := _STATISTIC.search(before)):
        return found[1]
    return "mass" if unit in _MASS else unit


def _share(body: str, at: int, end: int) -> str:
    """Whether a bare figure is the part or the whole of `5 of 61`, or neither."""
    if _OF_SO_MANY.match(body, end):
        return "part"
    return "whole" if _SO_MANY_OF.search(body[max(0, at - 20) : at]) else ""


def _shared_out(body: str, words: Sequence[Word], figures: Sequence[Told]) -> Iterator[Told]:
    joints = _Joints(body)
    groups: list[list[Told]] = []
    for each in figures:
        if groups and _SIDE_BY_SIDE.fullmatch(body, groups[-1][-1].end, each.at):
            groups[-1].append(each)
        else:
            groups.append([each])
    cuts = [_cut(body, one[-1].end, two[0].at) for one, two in pairwise(groups)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(body)]
    for group, start, end in zip(groups, starts, ends, strict=True):
        before = _within(words, start, group[0].at)
        after = _within(words, group[-1].end, end)
        if len(group) == 2:
            sides = _joined(body, group, words, joints) or (_stems(before, -_NEAR), _stems(after, _NEAR))
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


@dataclass(slots=True)
class _Joints:
    """What joins two things in a sentence, in order, and where what bars such a joint ends."""

    joined: list[re.Match[str]]
    barriers: list[int]

    def __init__(self, body: str) -> None:
        found = _JOINED.finditer(body)
        self.joined = [each for each in found if not _FIGURE_NEXT.match(body, each.end())]
        self.barriers = [each.end() for each in _BARRIER.finditer(body)]

    def before(self, at: int, words: Sequence[Word]) -> list[re.Match[str]]:
        """The last joint before a figure that no barrier parts from it, and behind which a word stands."""
        barred = bisect_right(self.barriers, at)
        barrier = self.barriers[barred - 1] if barred else 0
        last = bisect_left(words, at, key=_AT)
        word = words[last - 1].at if last else -1
        upto = bisect_right(self.joined, word, key=_END)
        found = self.joined[upto - 1 : upto] if upto else []
        return [each for each in found if barrier <= each.start()]

    def after(self, at: int) -> list[re.Match[str]]:
        """The first joint behind a figure."""
        first = bisect_right(self.joined, at, key=_START)
        return self.joined[first : first + 1]


def _joined(
    body: str, group: Sequence[Told], words: Sequence[Word], joints: _Joints
) -> tuple[frozenset[str], frozenset[str]] | None:
    """The labels of two figures that stand together (`14.2 and 24.3 ppb`): what the nearest conjunction joins.

    None where nothing is joined and the first is compared with the second, so that each stands on its own side.
    """
    one, two = group
    between = _PAIRED.search(body, one.end, two.at)
    before, after = (joints.before(one.at, words), joints.after(two.end)) if between else ([], [])
    for match in before or after:
        # `lower (34.6% vs 64.0%) than`: what is compared stands before the figures.
        upto = one.at if match in after and _COMPARED.match(match[0]) else match.start()
        return _last(body, upto, words), _next(body, match.end(), words)
    return None if between and _COMPARED.match(between[0]) else (frozenset(), frozenset())


def _last(body: str, upto: int, words: Sequence[Word]) -> frozenset[str]:
    """The labels of the last two words of the phrase that ends there."""
    while upto and body[upto - 1] in " ,([":
        upto -= 1
    first = bisect_left(words, max(body.rfind(each, 0, upto) for each in _STOPS) + 1, key=_AT)
    starts: list[int] = []
    for place in range(bisect_left(words, upto, key=_AT) - 1, first - 1, -1):
        start = body.rfind(" ", 0, words[place].at)
        if start not in starts:
            starts.append(start)
        if len(starts) == 2:
            break
    return frozenset(word.stem for word in _within(words, starts[-1] + 1, upto)) if starts else frozenset()


def _next(body: str, start: int, words: Sequence[Word]) -> frozenset[str]:
    """The labels of the first word of a phrase that has any."""
    first = bisect_left(words, start, key=_AT)
    at = words[first].at if first < len(words) else len(body)
    end = body.find(" ", at)
    return frozenset(word.stem for word in _within(words, at, end if end >= 0 else len(body)))


def _within(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Those of the words, which stand in order, that begin between two places."""
    return words[bisect_left(words, start, key=_AT) : bisect_left(words, end, key=_AT)]
