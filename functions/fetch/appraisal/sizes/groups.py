"""Sizes that abstracts tell by groups: so many groups of so many, and the n of each arm."""

import re
from collections.abc import Iterable
from itertools import pairwise

from functions.fetch.appraisal.sizes.words import BETWEEN, DIGITS, NUMBER, WHO, value_of
from shared.domain.evidence.study import Sentence

Size = tuple[int | None, str | None, str | None]

_I = re.IGNORECASE
_GROUPS_OF = re.compile(
    rf"\b(?P<k>{NUMBER}) (?:(?!focus|support|discussion)\w+ ){{0,3}}(?:groups?,? (?:each )?"
    r"(?:of|with|containing|consisting of|comprising|composed of)|(?<!birth )cohorts of|"
    rf"(?:tanks|pens|cages|aquaria) (?:with|of|containing|holding)) (?P<n>{NUMBER})"
    rf"(?: (?:fe)?males? and (?P<more>{NUMBER})(?= (?:fe)?male))?"
    rf"(?:(?:\s+(?!and\b|or\b|to\b)[\w'’/+-]+){{0,4}}?\s+{WHO}\b|(?=\s?[.,;:)]|\s+(?:each\b|"
    rf"(?:and (?:\w+ly )?|were |was )(?!{NUMBER})\w+(?:ed|en|pt)\b)))",
    _I,
)
_EACH = re.compile(
    rf"(?:\bn\s?=\s?(?P<n>\d{{1,4}})(?:\s+\w+)?\s*(?:/|per|in each|each|for each)\s*(?:group|arm|treatment|dose)?\b|"
    rf"\b(?P<m>{NUMBER}){BETWEEN}\s+{WHO}(?:\s\(n\s?=\s?\d+\))?(?:\s?/\s?group\b|\s+(?:(?:per|"
    rf"in each(?: of (?:the |these )?(?:{NUMBER} )?)?)\s+(?:group|arm)s?\b|"
    r"(?P<each>each)\b(?!\s+(?:received|were|was|took|had|underwent|ingested|drank|performed|completed|wore|"
    r"gave)\b))))",
    _I,
)
_BY_SEX = re.compile(
    r"\b(?:n\s?=\s?)?(?P<n>\d{1,3})\s?(?:/|per )\s?(?:sex\s?(?:/|per )\s?(?:group|dose|level|treatment)|"
    r"(?:group|dose|level|treatment)\s?(?:/|per )\s?sex)\b",
    _I,
)
"""Nine per sex per group."""
_SIZE = re.compile(
    rf"\b(?:groups? of|n\s?=)\s?(?P<n>{NUMBER})|\b(?P<m>{NUMBER})(?:\s+{WHO})?\s*(?:/|per|in each|each)\s*\w", _I
)
KINDS = re.compile(rf"(?<!other )\b(?P<k>{NUMBER}) (?:(?!control|of\b)\w+ ){{0,2}}(?:groups|arms)\b", _I)
_ONE_OF = re.compile(
    r"\b(?:one|either) of (?P<k>two|three|four|five|six|[2-6]) (?!groups\b)(?:[a-z-]+ ){0,2}?[a-z-]{3,}s\b"
    r"(?![^.;]{0,60}\b(?:or|and) (?:an? )?(?:no |placebo|vehicle|control|sham|saline|nothing|untreated))",
    _I,
)
"""One of two creams: as many groups as there are things to be given, if nothing else was."""
_SOME_OF = re.compile(rf"(?<!to )(?<!in ){NUMBER} of (?:the |these )?$", _I)
_SEXES = re.compile(r"(?: (?:of|per|from) (?:each )?|\s?/\s?)sex\b", _I)
"""So many of each sex are twice as many."""
_OTHER_SEX = re.compile(rf"(?P<n>{NUMBER}) (?:fe)?males? and (?:also )?$", _I)
"""Before the size that has the other sex: "4 males and" 4 females per group."""
_AGAIN = re.compile(
    r"\b(?:for|of|in|at|per) (?:each|both|every|two|three)(?: of)?(?: \w+){0,2}? (?:strains?|species|states?|"
    r"experiments?|conditions?|diets?)\b|(?:\b(?:for|of|per) (?:each )?|/\s?)(?:sex|time|strain)\b",
    _I,
)
"""So many groups, more than once."""
_MADE = re.compile(
    r"\b(?:divided|allocated|assigned|randomi[sz]ed|comprised|consist\w+|were (?:fed|treated|given))\b", _I
)
_ARM = re.compile(
    rf"[(;\[,]\s?n\s?=\s?(?P<n>{DIGITS})(?![.,]\d|\s*%)\s?(?:\)|\]|;|,|\.(?!\d)|(?:patients|participants|subjects|men|"
    rf"women)\b)|[(\[]\s?(?P<m>{NUMBER}) {WHO}\s?[)\]]",
    _I,
)
_SENT = re.compile(
    rf"(?:[:,;(]|\band\b|\bor\b|\bversus\b)\s*(?P<n>{NUMBER})(?:\s+{WHO})?\s+"
    r"(?:to (?:the |an? )?(?!\d)[a-z-]{3,}|(?:were )?(?:assigned|allocated|randomi[sz]ed) to|received|were given|"
    r"in the (?:[\w-]+ ){1,3}(?:group|arm))\b",
    _I,
)
"""So many to one treatment: "at 22 hospitals: 551 to the drug and 549 to placebo"."""
_SENDS = re.compile(r"\b(?:randomi[sz]ed|randomly|assigned|allocated)\b", _I)
_GROUP = re.compile(
    rf"\bgroups? (?:\w+ )?(?:consisted of|comprised|included|was composed of|contained|of) (?P<n>{NUMBER})"
    rf"{BETWEEN}\s+{WHO}\b(?!-)",
    _I,
)
_ARMED = re.compile(
    r"\b(?:groups?|arms?|placebo|vehicle|controls?|randomi[sz]ed|randomly|received|sham|allocated|assigned|"
    r"versus|vs)\b",
    _I,
)
OTHERS = re.compile(
    r"\b(?:screened|(?:were|was|are) eligible|eligible (?:to|for)|invited|approached|"
    r"most (?:of the )?(?:patients|subjects|participants|animals|rats)|"
    r"completed(?! by)|withdrew|dropped out|discontinued|died|excluded|"
    r"subgroup|subset|substudy|lost to follow-up|available)\b",
    _I,
)
EXPERIMENTS = re.compile(
    r"\b(?:experiment|study|trial) (?:1|one|2|two|i|ii)\b|\b(?:second|third) (?:experiment|study|trial|series)\b|"
    r"\bin (?:two|three|both|a separate|a second|another) (?:experiments?|studies|study|trials?)\b|"
    r"\b(?:two|three|four|five) (?:related|separate|independent|different|linked|consecutive) "
    r"(?:experiments|studies|surveys|trials)\b",
    _I,
)
"""More than one experiment: a count may be that of one of them."""
GROUPS = re.compile(rf"(?<!sub-)\b(?:groups|(?:each|every|another|first|second|one) group) of (?:{NUMBER})", _I)
IN_GROUPS = re.compile(
    r"\d[^.;]{0,25}(?:\b(?:per|each|every)\s|/)(?:\w+ )?(?:group|sex|arm|dose)\b|"
    r"\b(?:each|every) (?:\w+ )?group (?:of|had|contained|consisted|comprised|included)\b|\bof (?:each|either) sex\b",
    _I,
)
_N = re.compile(rf"\bn\s?=\s?(?P<n>{DIGITS})(?![.,]\d|\s*%|,? and \d)\s?[)\];,]", _I)
_THINGS = re.compile(
    r"\b(?:blood|serum|sera|plasma|urine|milk|hair|placentas?|samples?|specimens|biopsies|tissues?|cells?|livers?|"
    r"lungs?|kidneys?|brains?|eyes?|teeth|wells|houses|homes|households|episodes|events|visits|admissions|"
    r"measurements|observations|tests|images|scans|lesions|tumou?rs|wounds|joints|knees|hips|limbs|legs|nerves|"
    r"vessels|arteries|implants|procedures|operations|articles|reports|records)(?: samples)?[,;]?$",
    _I,
)
_PLACES = re.compile(
    r"\b(?:dust|soils?|wells|tap water|drinking water|air|foods?|fish|homes|houses|samples)\b[^.;]{0,60}$", _I
)
_TESTED = re.compile(r"\([^()]*\bp\s?[<=>≤≥][^()]*$", _I)
"""An n in the bracket of a test is that of the result."""
_TEST_AFTER = re.compile(r"[^()]*\bp\s?[<=>≤≥]", _I)
_IN_BRACKETS, _NEAR = 300, 60
"""Characters in which the bracket of a test ends, and in which stands whose an n is."""
_GROUP_LABEL = re.compile(r"\b(?:group|arm|cohort) ([a-d]|i{1,3}|[1-4])\b", _I)
_SHARES = re.compile(r"%\)?(?: of)?(?: [\w-]+){0,3} ?[(\[]?\s?n\s?=", _I)
_JOINT = re.compile(r"\b(?:and|or|versus|vs|compared|with)\b", _I)


def per_group(told: Iterable[Sentence]) -> Size | None:
    """So many groups times so many, where one sentence has both; without a number where it lacks the groups."""
    told = list(told)
    several = sum(1 for each in told for _ in _GROUPS_OF.finditer(each.text)) > 1
    for each in told:
        if found := _GROUPS_OF.search(each.text):
            k, size = value_of(found["k"]), value_of(found["n"])
            if several:
                return None, found[0], "N-groups-unknown"
            if k and size and 2 <= k <= 12:
                if found["more"]:
                    return k * (size + (value_of(found["more"]) or 0)), found[0], "N-per-group"
                if sex := _SEXES.match(each.text, found.end()):
                    return 2 * k * size, each.text[found.start() : sex.end()], "N-per-group"
                return (
                    (None, found[0], "N-groups-unknown")
                    if _AGAIN.search(each.text)
                    else (k * size, found[0], "N-per-group")
                )
        if by_sex := _BY_SEX.search(each.text):
            kinds = {value_of(found["k"]): found for found in KINDS.finditer(each.text)}
            ((k, found),) = kinds.items() if len(kinds) == 1 else ((None, by_sex),)
            if k and 2 <= k <= 12:
                start, end = min(found.start(), by_sex.start()), max(found.end(), by_sex.end())
                return 2 * k * int(by_sex["n"]), each.text[start:end], "N-per-group"
            return None, by_sex[0], "N-groups-unknown"
        match = _EACH.search(each.text)
        if match and (match["n"] or not match["each"] or _MADE.search(each.text)):
            size = value_of(match["n"] or match["m"])
            if size and (other := _OTHER_SEX.search(each.text, 0, match.start())):
                size += value_of(other["n"]) or 0
            groups = {
                value_of(found["k"]): found
                for found in KINDS.finditer(each.text)
                if not _SOME_OF.search(each.text[max(0, found.start() - 30) : found.start()])
            }
            if not groups and (several_things := _ONE_OF.search(each.text)):
                groups = {value_of(several_things["k"]): several_things}
            if size and len(groups) == 1 and not _AGAIN.search(each.text):
                ((k, found),) = groups.items()
                if k and 2 <= k <= 12:
                    start, end = min(found.start(), match.start()), max(found.end(), match.end())
                    return k * size, each.text[start:end], "N-per-group"
            return None, match[0], "N-groups-unknown"
    return None


def made_of(n: int, told: Iterable[Sentence]) -> bool:
    """Whether `n` is so many groups of a size that the abstract tells."""
    sizes = {value_of(each["n"] or each["m"]) or n for one in told for each in _SIZE.finditer(one.text)}
    return any(n % size == 0 and 2 <= n // size <= 12 for size in sizes)


def arms(told: Iterable[Sentence]) -> Size | None:
    """The n in brackets behind each arm, summed: "it (n = 20) or placebo (n = 22)"."""
    for each in told:
        found = list(_ARM.finditer(each.text))
        armed = _ARMED.search(each.text) and not OTHERS.search(each.text)
        doubtful = any(_tested(each.text, one) for one in found) or _without_the_first(each.text)
        if 2 <= len(found) <= 6 and armed and not doubtful and not _of_things(each.text, found):
            whole = _together([value_of(one["n"] or one["m"]) or 0 for one in found])
            return whole, each.text[found[0].start() : found[-1].end()], "N-arms"
        sent = list(_SENT.finditer(each.text))
        if 2 <= len(sent) <= 6 and _SENDS.search(each.text) and not OTHERS.search(each.text):
            whole = _together([value_of(one["n"]) or 0 for one in sent])
            return whole, each.text[sent[0].start("n") : sent[-1].end()], "N-arms"
        told_of = list(_GROUP.finditer(each.text))
        if 2 <= len(told_of) <= 4 and re.search(r"\bcontrol", each.text, _I):
            n = sum(value_of(one["n"]) or 0 for one in told_of)
            return n, each.text[told_of[0].start() : told_of[-1].end()], "N-arms"
    return None


def side_by_side(told: Iterable[Sentence]) -> Size | None:
    """The n of groups that one sentence names only by what was done, or had, and joins: "in X (n = 30) and Y (n = 31)".

    None where another sentence does so too, or where the n stand behind percentages: then they are parts.
    """
    found = [(each, list(_N.finditer(each.text))) for each in told]
    found = [(each, ns) for each, ns in found if len(ns) > 1 and not _SHARES.search(each.text)]
    if len(found) != 1:
        return None
    ((sentence, ns),) = found
    between = [sentence.text[a.end() : b.start()] for a, b in pairwise(ns)]
    if any(_tested(sentence.text, each) for each in ns):
        return None
    things = _of_things(sentence.text, ns) or _PLACES.search(sentence.text[: ns[0].start()])
    if things or OTHERS.search(sentence.text):
        return None
    if not all(_JOINT.search(each) for each in between[-1:]):
        return None
    n = _together([value_of(each["n"]) or 0 for each in ns])
    return n, sentence.text[ns[0].start() : ns[-1].end()], "N-arms"


def _tested(text: str, n: re.Match[str]) -> bool:
    """Whether an n stands in the brackets of a test."""
    start, end = n.span()
    before = _TESTED.search(text, max(0, start - _IN_BRACKETS), start) is not None
    return before or (not n[0].endswith((")", "]")) and _TEST_AFTER.match(text, end, end + _IN_BRACKETS) is not None)


def _without_the_first(text: str) -> bool:
    """Whether groups B and C are told of and no group A: then they are some."""
    labels = {label.lower() for label in _GROUP_LABEL.findall(text)}
    return bool(labels & {"b", "c", "ii", "2"}) and not labels & {"a", "i", "1"}


def _of_things(text: str, ns: list[re.Match[str]]) -> bool:
    """Whether an n is that of samples: "maternal blood (n = 364) and cord blood (n = 224)"."""
    return any(
        each[0].lower().lstrip(" ([").startswith("n")
        and _THINGS.search(text[max(0, each.start() - _NEAR) : each.start()].rstrip(" (["))
        for each in ns
    )


def _together(numbers: list[int]) -> int:
    """The sum; half of it where the first is the whole of the rest, or the same people are divided twice."""
    total = sum(numbers)
    twice = (
        len(numbers) > 2
        and len({*numbers}) > 1
        and any(2 * sum(numbers[:k]) == total for k in (1, *range(2, len(numbers) - 1)))
    )
    return total // 2 if twice else total
