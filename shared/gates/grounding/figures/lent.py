"""C21: one figure given to the owner of another.

Of `24% with exemplin and 9% with placebo` a claim may tell one figure alone; it may not tell `9% with exemplin`. A
figure's owner is what it is said of in its quote: behind it (`9% with placebo`, `7.1 months (placebo)`), in front of
its sentence (`In the placebo group, ...`), or at its place of a list (`12% and 33% with A and B, respectively`);
doses and times own figures as arms do. What the claim says of a figure is the part of the claim that no other figure
of that unit takes. It passes where it names the owner, or no owner at all; whatever stands behind `than` or `compared
with` owns nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from shared.gates.grounding.figures.pairing import told
from shared.gates.words.labels import labels, short_forms
from shared.gates.words.measures import denominators
from shared.gates.words.normal import normalise
from shared.gates.words.roles import got_nothing
from shared.gates.words.values import TIMES, placed
from shared.gates.words.wording import plain

_PART_OF = re.compile(
    r"(?<![\d.,/])(\d+)\s?(?:/|(?:out )?of (?:the |all )?)\s?(\d+)(?![\d/]|[.,]\d)\s?(?=[a-z(])", re.IGNORECASE
)
_P = re.compile(r"\bp(?:trend)?\s?(?:[<>=≤≥]\s?)+$", re.IGNORECASE)
_SPREAD = re.compile(r"(?:\+/-|±)\s?$")
_IN_BRACKETS = re.compile(
    r"\s?[(\[][^()\[\]]*\d[^()\[\]]*[)\]]|\s?(?:\+/-|±)\s?[\d.]+(?:\s?[a-z/%]+\d?\b(?= (?:in|with|for)))?"
)
_SAID_OF = re.compile(
    r"\s?(?:(?:smaller|lower|higher|less|more|fewer|larger|greater|longer|shorter|further) )?(?:(?:patients|people|"
    r"participants|cases|points|of (?:the )?(?:\w+ )?(?:patients|people|participants|cases|animals|rats|mice|those|"
    r"them)) )?(?:of|for|in|on|with|among|at|under|by|after|following|given|taking|receiving|during|who (?:got|took|"
    r"received))\s",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s?[(\[]([^()\[\]\d]{3,40})[)\]]")
_ENDS = re.compile(
    r",(?!\d{3})|[;:()\[\]]|\.(?= |$)|\b(?:and|or|versus|vs|v|than|but|while|whereas|compared|were|was|"
    r"had|did|against|to|from|as)\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"^\W*(?:in|among|with|on|for|after|under|of|at|by)\s([^,;:]{3,80}?),\s", re.IGNORECASE)
_CUTS = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        r";|\b(?:while|whereas|but|against|versus|vs|than|compared (?:with|to)|although|as opposed to)\b",
        r"\band\b",
        r",",
    )
)
_CLAUSE = re.compile(r";|, (?:and|but|while|whereas)\b|\b(?:while|whereas|but|although)\b", re.IGNORECASE)
_IN_TURN = re.compile(r"\s?\([^()\d]{2,20}\)-?\s?(?:,|and|or|vs\.?|versus)\s*", re.IGNORECASE)
"""`2.2 (in males)- and 1.9-fold (in females)`."""
_BESIDE = re.compile(
    r"[\s,]*(?:\b(?:and|or|versus|vs|v|against|compared (?:with|to)|to|than)\b\.?|/|-|;|\W)*\s*", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|in comparison (?:with|to)|relative to|versus|vs|against|unlike|over|from that of|"
    r"as opposed to|rather than|instead of|beyond)\b[^,;:]*",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_STOP = re.compile(r"[;:()]|\.(?= |$)")
_LISTED = re.compile(
    r"\b(?:in|for|with|of|on|among|by|after|at)\s(?P<list>[^.;:()]{3,100}?)\s(?:was|were|is|are|had|reached|averaged|"
    r"amounted to)\s[^,.;:()\d]{0,30}$",
    re.IGNORECASE,
)
"""`In A and B were 12% and 33%`: what stands between a preposition and the verb before the figures."""
_ITEM = re.compile(r"\s*,?\s*\b(?:and|or)\b\s*|\s*,\s*", re.IGNORECASE)
_AND = re.compile(r"\s*\band\b\s*", re.IGNORECASE)
_INERT = re.compile(
    r"\b(?:placebos?|controls?|vehicles?|shams?|saline|dumm(?:y|ies)|untreated|usual care|standard care|comparators?|"
    r"no treatment|without|nothing|none|unexposed)\b",
    re.IGNORECASE,
)
_CONTROL = "(control)"
_BEFORE = "(before)"
_AT_FIRST = re.compile(
    r"\b(?:before|baseline|began|begin\w*|start\w*|initial\w*|at first|originally|from)\b", re.IGNORECASE
)
_LOWERED = re.compile(
    r"^(?P<who>[^,;:]{2,80}?)(?<!was)(?<!were)(?<!be)(?<!been)\s(?:\w+ly )?(?:decreased|increased|reduced|raised|"
    r"lowered|elevated|shortened|prolonged|improved|cut)\s(?!from\b|by\b|in\b|with\b|after\b|significantly\b|over\b)[^;:]{3,90}?"
    r"\bfrom\s",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:\s?(?:±|\+/-)\s?[\d.]+)?(?:\s?\([^()]*\))?\s?to\s", re.IGNORECASE)
_LISTED_ITEM = re.compile(
    r"(?:(?<=[(:])|(?<=; ))(?P<who>[A-Za-z][A-Za-z -]{2,30}?),?\s(?P<figures>\d[^;()]*)(?=[;)])", re.IGNORECASE
)
_TOGETHER = re.compile(r"\b(?:plus|combined|combination|added|adding|together|both)\b|\+", re.IGNORECASE)
_BOTH = "(both)"
_NEAR = 40
_LONG = 3
"""A bare figure of so many digits is hardly that of two things."""
_BARE = re.compile(r"\s(?:against|versus|vs)\b\.?\s[\d.]+\s?[a-z%]", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:was|were|of|averaged|lasted|took|versus|vs|and|(?:compared|against) (?:with|to))\s(?:about |"
    r"nearly |some )?$",
    re.IGNORECASE,
)
_SEX = re.compile(r"\s?(?:in |for |of )?(?P<who>(?:fe)?males?|men|women|boys|girls)\b", re.IGNORECASE)
_NO_OWNERS = frozenset({"group", "arm", "arms", "treat", "recei", "given", "patie", "rats", "mice", "dose", "doses"})


@dataclass(frozen=True, slots=True)
class _Figure:
    value: str
    unit: str
    at: int
    end: int
    span: str
    owner: frozenset[str] = frozenset()


def lent(claim: str, quotes: Sequence[str]) -> str:
    """A figure of the claim that its quotes give to something else that the claim names for it, or nothing."""
    short = short_forms(quotes)
    theirs = [each for quote in quotes for each in _owned(quote, short)]
    if not any(each.owner for each in theirs):
        return ""
    told_there = list(_told(claim, short))
    if moved := _moved(told_there, theirs):
        return moved
    units = _by_unit(theirs)
    crossed: list[str] = []
    for one, said in told_there:
        mine = [each for each in units.get(one.unit, ()) if each.value == one.value]
        others = [each for each in units.get(one.unit, ()) if each.value != one.value and each.owner]
        if len(mine) != 1 or not mine[0].owner or not others:
            continue
        kept = mine[0].owner.difference(*(each.owner for each in others))
        if kept & said:
            return ""
        if any(_of_the_other(said, mine[0].owner, each.owner) for each in others):
            crossed.append(one.span)
    return ", ".join(crossed)


def _moved(told_there: Sequence[tuple[_Figure, frozenset[str]]], theirs: Sequence[_Figure]) -> str:
    """Two figures of the claim, one of which is told of what owns the other alone in the quotes; or nothing."""
    units = _by_unit(theirs)
    for one, said in told_there:
        mine = [each for each in units.get(one.unit, ()) if each.value == one.value]
        others = [each for each in units.get(one.unit, ()) if each.value != one.value]
        if len(mine) != 1 or not mine[0].owner:
            continue
        alone = mine[0].owner.difference(*(each.owner for each in others))
        owned = {each.value for each in others if each.owner}
        for other, instead in told_there:
            elsewhere = bool(alone & instead) and _BEFORE not in instead and not alone & said
            if other.value in owned and other.unit == one.unit and elsewhere and said - instead:
                return f"{one.span}, {other.span}"
    return ""


def _by_unit(figures: Iterable[_Figure]) -> dict[str, list[_Figure]]:
    found = defaultdict[str, list[_Figure]](list)
    for each in figures:
        found[each.unit].append(each)
    return found


def _of_the_other(said: frozenset[str], own: frozenset[str], other: frozenset[str]) -> bool:
    """Whether words name the other owner; of a combination, one part of it that has a figure of its own."""
    part = _BOTH in own - said and other <= own and bool(other & said)
    return part or bool((other - own) & said)


def _figures(text: str) -> list[_Figure]:
    """What is measured or counted in shares, in order; no P, no spread, no time."""
    body = normalise(text).text
    parts = [
        _Figure(f"{each[1]}/{each[2]}", "of", each.start(), each.end(), each[0].strip())
        for each in _PART_OF.finditer(body)
    ]
    within = [(each.at, each.end) for each in parts]
    found = [
        _Figure(
            each.value, each.unit or each.shared, at, max(end, denominators(body, end, bool(each.unit))[1]), each.span
        )
        for each, at, end in placed(text)
        if not (each.name or each.counts or _P.search(body[max(0, at - 12) : at]))
        and not _SPREAD.search(body[max(0, at - 6) : at])
        and not any(start <= at < upto for start, upto in within)
        and (each.unit or each.shared or _BARE.match(body, end) or "." in each.value or len(each.value) >= _LONG)
    ]
    return _of_one_unit(body, sorted([*parts, *found], key=lambda each: each.at))


def _of_one_unit(body: str, figures: list[_Figure]) -> list[_Figure]:
    """The same; of two that stand together the first may leave its unit to the second (`1.1 against 0.6 points`)."""
    for place, (one, two) in reversed([*enumerate(pairwise(figures))]):
        if not one.unit and (_BESIDE.fullmatch(body, one.end, two.at) or _IN_TURN.fullmatch(body, one.end, two.at)):
            figures[place] = replace(one, unit=figures[place + 1].unit)
    return figures


def _owned(quote: str, short: Mapping[str, frozenset[str]]) -> Iterator[_Figure]:
    """The figures of a sentence with their owners."""
    body = normalise(quote).text
    figures = [each for each in _figures(quote) if each.unit not in TIMES or _is_told(body, each)]
    fronted = _FRONTED.match(body)
    listed = dict(_respectively(body, figures, short))
    found: list[_Figure] = []
    listed |= _changed(body, figures, short) | _itemised(body, figures, short)
    for place, each in enumerate(figures):
        after = [other.at for other in figures[place + 1 :] if other.unit == each.unit]
        owner = listed.get(each.at) or _behind(body, each, min(after, default=len(body)), short)
        found.append(replace(each, owner=owner))
    pairs = [] if _RESPECTIVELY.search(body) else told(quote, short)
    beside = {each.at: each.owner for each in pairs if each.owner and each.owner == each.before}
    found = [each if each.owner else replace(each, owner=_known(beside, each)) for each in found]
    apart = {each.unit for each in found if each.owner}
    for each in found:
        all_of_it = fronted is not None and fronted.end() <= each.at and each.unit not in apart
        yield replace(each, owner=_meant(fronted[1], short)) if fronted and all_of_it else each


def _changed(body: str, figures: Sequence[_Figure], short: Mapping[str, frozenset[str]]) -> dict[int, frozenset[str]]:
    """`A lowered it from x to y`: y is of A, and x of what was before, or without it."""
    found = _LOWERED.match(body)
    if found is None:
        return {}
    for one, two in pairwise(figures):
        if one.at == found.end() and _TO.fullmatch(body, one.end, two.at):
            return {one.at: frozenset({_BEFORE}), two.at: _meant(found["who"], short)}
    return {}


def _itemised(body: str, figures: Sequence[_Figure], short: Mapping[str, frozenset[str]]) -> dict[int, frozenset[str]]:
    """`(controls 7/49, 14%; high dose 18/50, 36%)`: the figures of each item are of whom it begins with."""
    items = list(_LISTED_ITEM.finditer(body))
    if len(items) < 2:
        return {}
    return {
        each.at: _meant(item["who"], short)
        for item in items
        for each in figures
        if item.start("figures") <= each.at < item.end()
    }


def _is_told(body: str, figure: _Figure) -> bool:
    """Whether a time is what was measured, and not when: `7.1 months (placebo)`, `was 19 days`."""
    return bool(_NAMED.match(body, figure.end) or _LASTED.search(body, max(0, figure.at - _NEAR), figure.at))


def _known(beside: Mapping[int, frozenset[str]], figure: _Figure) -> frozenset[str]:
    """The owner of one of two figures that stand together, as the words around both share them out."""
    return beside.get(figure.at, frozenset())


def _behind(body: str, figure: _Figure, upto: int, short: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What stands behind a figure as that of which it is said."""
    if named := _NAMED.match(body, figure.end, upto) or _SEX.match(body, figure.end, upto):
        return _meant(named[1], short)
    at = figure.end
    while spread := _IN_BRACKETS.match(body, at):
        at = spread.end()
    if figure.unit != "of":
        said = _SAID_OF.match(body, at)
        if said is None:
            return frozenset()
        at = said.end()
    end = next((each.start() for each in _ENDS.finditer(body, at, upto)), upto)
    return _meant(body[at:end], short)


def _respectively(
    body: str, figures: Sequence[_Figure], short: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, frozenset[str]]]:
    """The owners of figures in a row, each at its place of a list that stands behind them."""
    word = _RESPECTIVELY.search(body)
    if word is None:
        return
    rows: list[list[_Figure]] = []
    for each in (one for one in figures if one.end <= word.start()):
        last = rows[-1][-1] if rows else None
        if last and last.unit == each.unit and _BESIDE.fullmatch(body, last.end, each.at):
            rows[-1].append(each)
        else:
            rows.append([each])
    while rows and len(rows[-1]) < 2:
        rows.pop()
    if not rows:
        return
    row = rows[-1]
    if said := _SAID_OF.match(body, row[-1].end):
        items = _items(body[said.end() : word.start()])
    elif said := _SAID_OF.match(body, word.end() + body.startswith(",", word.end())):
        items = _items(body[said.end() : found.start() if (found := _STOP.search(body, said.end())) else len(body)])
    elif len(rows) > 1 and len(rows[-2]) == len(row):
        items = [each.span + f" {each.unit}" for each in rows[-2]]
    else:
        items = _items(found["list"]) if (found := _LISTED.search(body[: row[0].at])) else []
    if len(items) == len(row):
        yield from ((one.at, _meant(item, short)) for one, item in zip(row, items, strict=True))


def _items(text: str) -> list[str]:
    # One thing `or` another is no list of two in turn.
    apart = _ITEM if " and " in text or "," in text else _AND
    return [each for each in apart.split(text.strip(" ,")) if each.strip()]


def _told(claim: str, short: Mapping[str, frozenset[str]]) -> Iterator[tuple[_Figure, frozenset[str]]]:
    """Each figure of the claim with the words of its part; none that stands side by side with another of its unit."""
    body = normalise(claim).text
    figures = _figures(claim)
    for unit in dict.fromkeys(each.unit for each in figures):
        own = [each for each in figures if each.unit == unit]
        beside = {
            each.at for pair in pairwise(own) if _BESIDE.fullmatch(body, pair[0].end, pair[1].at) for each in pair
        }
        bounds = [0, *(_cut(body, one.end, two.at) for one, two in pairwise(own)), len(body)]
        for each, (start, end) in zip(own, pairwise(bounds), strict=True):
            if each.at not in beside:
                first = max((one.end() for one in _CLAUSE.finditer(body, start, each.at)), default=start)
                part = body[first : next((one.start() for one in _CLAUSE.finditer(body, each.end, end)), end)]
                lead = min(_first_word(part), each.at - first)
                yield each, _meant(part[:lead] + _COMPARED.sub(" ", part[lead:]), short)


def _first_word(part: str) -> int:
    """Where the first word ends: a part may begin with the conjunction by which it was cut off."""
    found = re.match(r"\W*(?:than|against|versus|vs|compared (?:with|to)|as opposed to)\b(?=.*\d)", part, re.IGNORECASE)
    return found.end() if found else 0


def _cut(body: str, start: int, end: int) -> int:
    for regex in _CUTS:
        if found := regex.search(body, start, end):
            return found.start()
    return (start + end) // 2


def _meant(text: str, short: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The labels of words, figures of dose and time among them; all that is given in place of a treatment is one."""
    found = {each.stem for each in labels(text, short)}
    found |= {each for each in plain(text) if not each[0].isdigit()}
    found -= _NO_OWNERS
    found |= {f"{each.value} {each.unit or each.shared}" for each, *_ in placed(text) if each.unit or each.shared}
    found |= {_CONTROL} if _INERT.search(text) or got_nothing(text) else set()
    found |= {_BEFORE} if _AT_FIRST.search(text) else set()
    return frozenset(found | ({_BOTH} if _TOGETHER.search(text) else set()))
