"""Changes told in words ("pain fell by 2 points"): which way, by how much, and which are none.

A change counts only where a noun of change has an amount of its own ("a loss of 5 kg") or a verb its `by`: "a reduced
count of 40%" tells a level. What is denied, wanted, planned or a threshold was not found.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from functions.fetch.appraisal.text.clauses import clause_about

_UP = (
    r"increas(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|rose|rises?|risen|gain(?:ed)?|prolong(?:s|ed|ing|ation)?|"
    r"elevat(?:e[sd]?|ing|ion)|enhanc(?:e[sd]?|ing|ement)|stimulat(?:e[sd]|ing)"
)
_DOWN = (
    r"decreas(?:e[sd]?|ing)|reduc(?:e[sd]?|ing|tions?)|lower(?:s|ed|ing)?|declin(?:e[sd]?|ing)|fell|fall|fallen|"
    r"loss(?:es)?|shorten(?:s|ed|ing)?|dropped|inhibit(?:s|ed|ing|ion)|suppress(?:es|ed|ing|ion)"
)
_BETTER, _OTHER = r"improv(?:e[sd]?|ing|ements?)", r"chang(?:e[sd]?|ing)"
_WAYS = (
    ("increase", re.compile(_UP, re.IGNORECASE)),
    ("decrease", re.compile(_DOWN, re.IGNORECASE)),
    ("improvement", re.compile(_BETTER, re.IGNORECASE)),
    ("change", re.compile(_OTHER, re.IGNORECASE)),
)
_VERB = rf"(?:{_UP}|{_DOWN}|{_BETTER}|{_OTHER})"
_WORD = re.compile(rf"(?<![\w-]){_VERB}(?![\w-])", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:increase|decrease|decline|rise|gain|change|reduction|improvement)s?|fall|loss(?:es)?|lowering|shortening|"
    r"prolongation|elevation|enhancement|inhibition|suppression",
    re.IGNORECASE,
)
_WHO = r"(?:patients?|participants?|subjects?|people|persons|individuals|adults|women|men|children|animals|rats|mice)"
_JOINED = re.compile(r",|\b(?:and|or|then|but)\b", re.IGNORECASE)
_OTHER_VERB = re.compile(r"\b(?:is|are|was|were|be|been|being|which|who|when|has|have|had|did|does)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not(?! only\b)|no|never|neither|nor|without|cannot|fail(?:s|ed|ing|ure)? to|absence of|lack(?:s|ed)?|"
    r"rather than|instead of|unlikely)\b|n['’]t\b",
    re.IGNORECASE,
)
_PREVENTED = re.compile(
    r"\b(?:prevent|avoid|abolish|block|protect|counteract|attenuat|revers|blunt|inhibit|limit|suppress|halv)"
    r"(?:e?[sd]|es|ed|ing|ion|al)?\s(?:(?!and\b|or\b|but\b|then\b)[\w-]+\s){0,6}$",
    re.IGNORECASE,
)
"""What was prevented is the change itself, and an amount may be that of the prevention."""
_ASIDE = re.compile(r"^\W*(?:without|with no)\b[^,]*,", re.IGNORECASE)
_DENIED_BEHIND = re.compile(
    r"^(?:\s?\([^)]*\))?,?\s+(?:[^.,;]{0,40}?\s)?(?:(?:that|which)\s)?"
    r"(?:(?:was|were|is|are|did|could|has|have|had|been)\s)+(?:\w+ly\s)?"
    r"(?:(?:not|never)\s(?!\w*\s?(?:significant|different|associated|accompanied|related))|"
    r"(?:prevented|avoided|abolished|blocked|reversed|expected|assumed|considered|defined|required|deemed|regarded)\b)",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\b(?:may|might|could|can|would|should|whether|if|unless|until|detect\w*|assum\w+|powered|power (?:of|to)|"
    r"hypothes\w+|expect\w*|anticipat\w+|defin\w+|criteri\w+|thresholds?|targets?|goals?|aim(?:s|ed)?|in order to|"
    r"required|clinically (?:important|meaningful|relevant|significant))\b",
    re.IGNORECASE,
)
_OF_SHARES = re.compile(
    r"\b(?:chances?|probability|likelihood|likely|odds|incidences?|prevalence|frequency|responders?|achieving|reaching|"
    rf"(?:proportion|percentage|number|share|fraction|rate)s? (?:of (?:the )?{_WHO}|with|who))\b",
    re.IGNORECASE,
)
"""How many had something: an amount behind these is that of a goal, or no change."""
_OF_SOME = re.compile(
    rf"(?:\b{_WHO}\s(?:with|having)|(?:\d\s?%(?:\sof\s(?:\w+\s)?\w+)?|\d\s(?:of\s(?:the\s)?\d+\s)?{_WHO})\s"
    r"(?:had|with|achieved|reached|experienced|showed|attained))\s(?:an?\s)?(?:(?!mean|median|average)[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
"""Those who had so much of a change are counted, or picked out."""
_THRESHOLD_BEHIND = re.compile(
    r"^\s?(?:\+|[([]?or (?:more|greater|higher|larger|above|better|less|lower|fewer|over|beyond)\b|and (?:more|above|"
    r"over)\b|(?:more|less|greater|lower|higher|smaller|larger|fewer|better|worse)\b|(?:[^.;,]{0,40}?\b)?(?:occurred|"
    r"seen|observed|reached|achieved|attained|experienced|noted|recorded|reported|found|obtained|shown|"
    r"present)\s(?:\w+\s)?(?:in|by|among|for)\s(?:(?:about|only|over|approximately|nearly)\s)?(?:\d|all\b|most\b|"
    r"half\b|some\b|none\b|one\b|two\b|three\b|more\b|fewer\b)|(?:(?:(?!\b(?:and|or)\b)[^.;,]){0,20}?\b)?(?:in|"
    r"(?<!\band )(?<!\bor )by|for|among)\s(?:(?!(?:and|or|versus|vs)\b)\w+\s){0,2}?\d+(?:\.\d+)?\s?(?:%|"
    r"(?:out )?of\s\d|/\s?\d|per ?cent)|"
    rf"of (?:all |the )*{_WHO}\b)",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|versus|vs\.?|than|against)\san?\s(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
"""Before the change that another one is compared with."""
_RATE_OF = re.compile(r"\brates? of (?:[\w-]+\s){0,3}$", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\babsolute\b", re.IGNORECASE)
"""A share that an absolute change is told in is points, not percent."""
_OF_THE_BODY = re.compile(r"\b(?:weight|body|mass|fat|bone|density|height|volume)\b", re.IGNORECASE)
_TIME = re.compile(r"days?|weeks?|months?|years?|hours?|min(?:utes)?", re.IGNORECASE)
_OF_TIME = re.compile(
    r"shorten|prolong|\b(?:time|times|duration|stay|latency|life\w*|half-life|interval|delay|age|length of)\b",
    re.IGNORECASE,
)
_OF_AN_AGENT = re.compile(r"\s(?:[A-Z]{3,}\b|glucose|sucrose|ethanol|saline|serum|DMSO|solution|w/[vw])")
"""Behind a share, of what it was so much: "suppressed by 0.2% DMSO"."""
_AT_A_TIME = (
    r"(?:(?:(?<=week\s)|(?<=weeks\s)|(?<=month\s)|(?<=months\s)|(?<=day\s))\d{1,3}(?=[\s,])|"
    r"(?<=\s)\d{1,3}(?=\s(?:hours|days|weeks|months|years|h|hr|min|d|wk)\s))"
)
_REACH = 200
_NEGATIVE, _POSITIVE = "-−–", "+"


class Change(NamedTuple):
    """A change's words: `way` is increase, decrease, improvement or change; its verb, and where its `by` begins."""

    way: str
    verb_start: int
    verb_end: int
    noun: bool
    link: int


def changes_in(text: str, amount: str) -> Iterator[tuple[re.Match[str], Change]]:
    """Every change that the sentence says was found; `amount` is the pattern of value, unit and interval."""
    for match in _pattern(amount).finditer(text):
        if (change := _nearest(text, match)) and _stands(text, match, change):
            yield match, change
            yield from _further(text, match, change, amount)


def _further(text: str, match: re.Match[str], change: Change, amount: str) -> Iterator[tuple[re.Match[str], Change]]:
    """What shares the verb: "reduced weight by 3 kg, pressure by 4 mmHg and glucose by 5%"."""
    at: re.Match[str] | None = match
    while match["link"].lower() == "by" and at and (at := _again(amount).match(text, at.end())):
        start, end = at.span("joint")
        yield at, Change(change.way, start, end, noun=False, link=at.start("link"))


@cache
def _again(amount: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s?[)\]]?(?P<joint>,\sand\b|,|\sand\b)(?:\sin(?=\s(?!the\b)))?(?:\s(?!(?:by|in|with|on|after|at|was|were|had|to|from)\b|{_VERB}\b)[\w-]+)"
        rf"{{1,5}}\s(?P<link>by)\s{amount}",
        re.IGNORECASE,
    )


@cache
def _pattern(amount: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<verb>{_VERB})(?![\w-])(?P<between>(?:[^.;\d%]|\(\d[\d.]*\s?%?\)|(?<=[A-Za-z-])\d{{1,3}}(?![\d.,])|{_AT_A_TIME}){{0,90}}?)\b(?P<link>by|of|was)\s"
        rf"(?:a (?:mean|median) of\s|about\s|approximately\s)?{amount}",
        re.IGNORECASE,
    )


def _nearest(text: str, match: re.Match[str]) -> Change | None:
    """The word of change that has the amount: the last of those joined; none where one is about another."""
    start, end = match.span("verb")
    for inner in _WORD.finditer(text, match.start("between"), match.end("between")):
        if not _JOINED.search(text, end, inner.start()):
            return None
        start, end = inner.span()
    noun = bool(_NOUN.fullmatch(text, start, end))
    if match["link"].lower() != "by" and not (noun and _is_amount(text, match, start)):
        return None
    return Change(_way(text[start:end], match), start, end, noun, match.start("link"))


def _is_amount(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a noun's number is how much, not how often: "graft loss was 5%", "rate of weight gain was 5%"."""
    if _RATE_OF.search(text, max(0, start - _REACH), start):
        return False
    either = match["unit"] == "%" and match["verb"].lower().startswith(("loss", "gain"))
    return not either or bool(_OF_THE_BODY.search(text[max(0, start - 30) : match.start("value")]))


def _way(verb: str, match: re.Match[str]) -> str:
    """What the verb says; a number with a sign of its own says it itself. Empty where they differ, or neither does."""
    way = way_of(verb)
    sign = match["value"].strip()[0]
    if sign not in _NEGATIVE + _POSITIVE:
        return "" if way == "change" and match["link"].lower() != "was" else way
    agrees = way == "change" or (way == "decrease" and sign in _NEGATIVE) or (way == "increase" and sign in _POSITIVE)
    return "change" if agrees else ""


def _stands(text: str, match: re.Match[str], change: Change) -> bool:
    if match["link"].lower() == "by" and match["unit"] == "%" and _OF_AN_AGENT.match(text, match.end()):
        return False
    if not change.way or _OTHER_VERB.search(text, change.verb_end, match.start("link")):
        return False
    if _SET_AGAINST.search(text, max(0, change.verb_start - _REACH), change.verb_start):
        return False
    return is_found(text, match, change)


def way_of(word: str) -> str:
    """Which way a word of change says; of a noun or verb that is one."""
    return next(name for name, words in _WAYS if words.fullmatch(word))


def is_found(text: str, match: re.Match[str], change: Change, *, shares: bool = False) -> bool:
    """Whether the change was found: not denied, wanted, planned, prevented, nor what some had who were counted.

    With `shares`, it may be one of how many had something.
    """
    start, end = clause_about(text, change.verb_start, match.end())
    before = _ASIDE.sub(" ", text[start : match.start("value")])
    behind = text[match.end() : end]
    upto = text[start : change.verb_start]
    if _DENIED.search(before) or _PREVENTED.search(upto) or _DENIED_BEHIND.search(behind):
        return False
    unit = match["unit"] or ""
    if unit == "%" and _ABSOLUTE.search(before):
        return False
    if not shares and _OF_SHARES.search(before):
        return False
    if _NOT_FOUND.search(before) or _OF_SOME.search(upto) or _THRESHOLD_BEHIND.search(behind):
        return False
    return not _TIME.fullmatch(unit) or bool(_OF_TIME.search(before))
