"""For how long something was given, or people were followed. A time of anything else is none."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from functions.fetch.appraisal.giving.bystanders import is_a_bystanders
from functions.fetch.appraisal.text.clauses import Part, brings_about_a_disease, clause_about, own_parts
from functions.fetch.appraisal.text.words import Words
from shared.domain.evidence.appraisal import Stated
from shared.domain.vocabulary import Design, Species

TIMES_AT_MOST = 40
"""Times that a sentence may tell in one manner: one with more is a table or an attack, and tells of none."""

_NONE = frozenset({Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE, Design.SYSTEMATIC_REVIEW})
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)"
_SPELLED = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|sixteen|eighteen|twenty|thirty|forty|"
    r"fifty|"
    r"sixty|ninety"
)
_COUNT = rf"(?:\d{{1,3}}(?:\.\d)?|{_TENS}|{_SPELLED})"
_TIME = (
    rf"(?P<time>{_COUNT}(?:(?:\s(?:to|or)\s|\s?[-–]\s?){_COUNT})?(?:[- ]|\s)(?:consecutive )?"
    r"(?:days?|weeks?|wks?|months?|years?|yrs?))"
)
"""A time, or a range of times for those who were given it for different ones."""
_UPTO = r"(?:up to |at least |about |approximately |a (?:period|total) of |the (?:first |entire )?|a )?"
_GIVEN_COURSE = r"(?:treatment|intervention|(?:mono)?therapy|regimen|supplementation|administration|feeding|exposure)"
_COURSE = rf"(?:{_GIVEN_COURSE}|trial|study|course|programme|program|period|follow-?up)"
_OF_A_DOSE = (
    r"(?:[mµμn]g/kg|[mµμn]g|IU|IU/kg|[nµμp]mol/kg|bid|tid|qd|daily|/day|twice a day|once a day|i\.?[pv]\.?|s\.?c\.?|"
    r"p\.?o\.?|orally|subcutaneously|intraperitoneally)"
)
_HOURS = r"(?:1[2-9]|[2-9]\d|\d{3})[- ]?(?:h|hrs?|hours?)"
_INFUSED = re.compile(
    rf"\b(?P<time>{_HOURS})[- ](?:(?:continuous|intravenous|constant|single|i\.?v\.?)[- ]){{0,2}}infusions?\b|"
    rf"(?:\binfus\w+|/min)\b[^.;()]{{0,60}}?\sfor (?P<until>{_HOURS})\b",
    re.IGNORECASE,
)
"""Half a day or more is told of what was infused; of anything else hours are when something was measured."""
_DURATION = (
    re.compile(
        rf"\b(?P<link>for|over|during|lasting|lasted|throughout)\s{_UPTO}{_TIME}\b(?![- ](?:old|of age))"
        r"(?! (?:before|prior|earlier|ago))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_TIME}[- ](?:(?!(?:after|before|prior|to|from|since|until|later|earlier|ago|old|following|post\w*|apart|"
        rf"without|off|subsequent\w*|with|and|or)\b)\w+[- ]|or (?:placebo|vehicle|saline|sham) ){{0,3}}{_COURSE}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:an?|this|the|our) {_TIME},(?: [\w-]+,){{1,5}}(?: (?:and )?[\w-]+){{0,4}} (?:trial|study)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:(?:treatment|study|trial|therapy|intervention|exposure|follow-?up) duration|"
        rf"duration of (?:the )?(?:{_COURSE}|observation)|follow-?up)(?: \w+){{0,2}} (?:of|was) {_TIME}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\([^()]{{0,60}}?\d[^()]{{0,30}}?{_OF_A_DOSE},? (?:for )?{_TIME}(?=[,;)])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:receiv(?:e|ed|ing)|given|underwent|completed) {_UPTO}{_TIME} of\b(?! age\b)|"
        rf"\b{_TIME.replace('<time>', '<until>')} of (?:either|daily|weekly|once-|twice-|continuous|oral|subcutaneous|"
        r"intravenous|intranasal|intermittent|active|open-label|double-blind)\b",
        re.IGNORECASE,
    ),
    _INFUSED,
)
_FIRST_PHASE = re.compile(
    r",?\s(?:(?:and )?then|followed by|thereafter|and (?:after|subsequently))\b(?! (?:an? |the |"
    r"no )?(?:[\w-]+ ){0,3}(?:wash-?out|follow|extension|recovery|observ\w+|no\b|withdraw\w*|off\b|challenge|"
    r"sacrific\w+|killed|only|advice|euthan\w+|crossed|switched|discontinu\w+))",
    re.IGNORECASE,
)
"""Behind a time, that something went on to be given: it was the first of several."""
_PER = re.compile(
    r"\s?(?:/\s?|(?:in |of |out of |during )?(?:per|a|each|every)\s)(?:\d+[- ]?)?(?:days?|weeks?|wks?|months?|cycles?|"
    r"years?|yr)\b|\s(?:weekly|monthly|yearly)\b|\s(?:of|in|out of) (?:an? |the )?\d+[- ]?(?:days?|weeks?)\b",
    re.IGNORECASE,
)
_WHO = (
    r"(?:patients?|women|men|adults?|people|persons?|individuals|participants|subjects|volunteers|children|those|"
    r"residents|males?|females?|aged|age|ages|older|elderly)"
)
_OF_AGE = re.compile(rf"\b{_WHO}\s$", re.IGNORECASE)
_FOLLOWED = re.compile(r"\b(?:follow\w*|monitor\w*|observ\w+|stud(?:ied|y))\b", re.IGNORECASE)
_GIVEN = (
    r"giv(?:en|ing)|gave|dos(?:ed?|es|ing)|administ\w+|inject\w*|receiv\w+|(?:pre-?)?treat\w*|infus\w+|gavaged?|fed|"
    r"feed\w*|expos\w+|supplement\w*|tak(?:en|e|ing)|took|orally|daily|weekly|diets?|therap(?:y|ies)|doses|"
    r"randomi[sz]\w+|assigned|appl(?:ied|ication\w*)|mg|ppm|followed|continued|maintained|[bt]id"
)
_NOT_GIVEN = (
    r"stop(?:ped|ping)?|withdr\w+|withh\w+|rest(?:ed|ing)|discontinu\w+|interrupt\w*|paus\w+|suspended|ceas\w+|"
    r"cessation|abstain\w*|"
    r"abstinence|fast(?:ed|ing)|depriv\w+|wash-?out|run-in|acclimat\w+|adapt\w+|stored|frozen|incubat\w+|cultured|"
    r"return(?:ed)? to|recover\w*|untreated|hospitali[sz]\w+|admitted|in use|marketed|(?:up-?)?titrat\w+|escalat\w+|"
    r"(?:has|have|had) (?:\w+ )?been (?!treat|giv|receiv|follow|tak|fed|expos|maintain|admin|dos)\w+|(?:off|without|"
    r"no) (?:treatment|therapy|medication|drugs?)"
)
_STATE = re.compile(
    r"\b(?:symptoms?|symptomatic|complain\w*|suffer\w*|remission\w*|surviv\w+|married|stable|"
    r"(?:pain|symptom|disease)-free|persist\w*|histor(?:y|ies) of|(?:had|having|with) (?:\w+ ){0,2}(?:disease|diabetes|"
    r"pain|hypertension|illness|infection|fever|cough|headaches?|diarrh\w+|swelling|bleeding|weakness|fatigue))"
    r"(?: (?!to\b|or\b|and\b)[\w-]+){0,2}\s$",
    re.IGNORECASE,
)
"""How somebody was: the time behind it is that of the state."""
_OF_IT = r"(?:\s(?:of |from |the |all |their )*(?:treatment|therapy|dosing|feeding|medication|exposure))?"
_CUE = re.compile(rf"\b(?:(?P<not>(?:{_NOT_GIVEN}){_OF_IT})|(?P<given>{_GIVEN}))\b", re.IGNORECASE)
_IDLE = re.compile(
    r"\b(?:wash-?out|run-in|lead-in|acclimat\w+|adaptation|recovery|withdrawal|(?:drug|treatment)-free|baseline|"
    r"screening|off-treatment|fasting|observation|adjustment|quarantine|titration|escalation|pre-?treatment|depletion|"
    r"stabili[sz]ation|equilibration|induction|fattening|habituation|latency)\b",
    re.IGNORECASE,
)
_ILL_BY_DIET = re.compile(
    r"\b(?:high[- ](?:\w+[- ])?(?:fat|sugar|sucrose|fructose|cholesterol|salt|energy|calorie|carbohydrate)\w*|HFD|"
    r"Western(?:-type)? diet|cafeteria|atherogenic|obesogenic|fattening|cuprizone|(?:methionine|"
    r"choline)[\w -]{0,30}deficient)\b(?:(?!\b(?:treat|inject|administ|infus|gavag|dos|mg|plus|together|"
    r"with or without|and then)\w*)[^;.]){0,60}$",
    re.IGNORECASE,
)
"""What was fed to make ill, for a time of its own."""
_AFTER_STOPPING = re.compile(
    r"\b(?:after|following|since|upon) (?:the )?(?:stopping|discontinu\w+|withdraw\w+|cessation|interrupt\w+)\b[^;.]*$",
    re.IGNORECASE,
)
_LASTED = re.compile(r"\b(?:lasted|lasting)\s(?:for\s)?$", re.IGNORECASE)
_OF_A_COURSE = re.compile(
    rf"\b(?:{_COURSE}|phase|session|infusions?|injections?|dosing|administered|given|visits?)\b", re.IGNORECASE
)
_MEASURED = re.compile(r"\b(?:after|at|by|within|until)\s(?:the (?:first|last) )?$", re.IGNORECASE)
_TIMES = re.compile(rf"\b(?:after|at|for|by)\s(?:{_TIME})\b", re.IGNORECASE)
_ANY_TIME = re.compile(rf"{_TIME}\b|\b(?:day|week|month) \d", re.IGNORECASE)
_NO_COUNT = ("to", "or", "consecutive")
_DAYS = {"h": 1 / 24, "d": 1, "w": 7, "m": 30, "y": 365}
_COUNTS = {word: number for number, word in enumerate(_SPELLED.split("|")[:12], 1)} | {
    "fourteen": 14,
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_COURSE_OF_GIVING = re.compile(rf"\b{_GIVEN_COURSE}\b", re.IGNORECASE)


class _Found(NamedTuple):
    """A time, and how far it is from one of giving: whether it is one, or only when something was measured, which
    pattern, and where."""

    other: bool
    measured: bool
    pattern: int
    part: int
    start: int
    stated: Stated
    phase: bool


def duration_of(words: Words, design: Design, species: Species) -> Stated | None:
    """How long it was given, else people were followed: the first that is stated; hours are none but of an infusion.

    "After 3 days of treatment" is when something was measured: where a later time is told, it was not the whole.
    """
    if design in _NONE or species is Species.IN_VITRO:
        return None
    found = [
        each
        for number, part in enumerate(own_parts(words, aims=True))
        for at, pattern in enumerate(_DURATION)
        for each in _in(words, part, number, at, pattern)
    ]
    if not found:
        return None
    first = min(found, key=lambda each: each[:5])
    if first.phase:
        # What was given went on: the longest time that is stated, or none.
        longest = max(found, key=lambda each: _days(each.stated.value))
        return longest.stated if _days(longest.stated.value) > _days(first.stated.value) else None
    told = [each for part in own_parts(words, aims=True) for each in _TIMES.finditer(part.text)]
    if first.measured and any(_days(each["time"]) > _days(first.stated.value) for each in told):
        return None
    return first.stated


def _in(words: Words, part: Part, number: int, at: int, pattern: re.Pattern[str]) -> Iterator[_Found]:
    told = list(islice(pattern.finditer(part.text), TIMES_AT_MOST + 1))
    for match in told if len(told) <= TIMES_AT_MOST else ():
        if _is_other(part.text, match) or _is_before_treatment(part.text, match):
            continue
        cues = list(_CUE.finditer(part.text, 0, match.start()))
        named = "link" not in pattern.groupindex
        if not named and ((cues and cues[-1]["not"]) or _STATE.search(part.text[: match.start()])):
            continue
        given = bool(cues and cues[-1]["given"]) or bool(_COURSE_OF_GIVING.search(match[0]))
        quote = words.passage(part.start + match.start(), part.start + match.end(), in_title=part.in_title)
        value = _plain(_time_of(match))
        measured = named and bool(_MEASURED.search(part.text[: match.start()]))
        phase = named is False and _goes_on(part.text, match.end())
        yield _Found(not given, measured, at, number, match.start(), Stated(value=value, quote=quote), phase)


def _time_of(match: re.Match[str]) -> str:
    return match["time"] or match["until"]


def _goes_on(text: str, end: int) -> bool:
    """Whether something was given for another time behind this one."""
    then = _FIRST_PHASE.match(text, end)
    return then is not None and _ANY_TIME.search(text, then.end(), then.end() + 120) is not None


def _plain(time: str) -> str:
    time = re.sub(r"(?<=\d)(?=h)", " ", time, flags=re.IGNORECASE)
    joined = re.sub(rf"\b{_TENS}\b", lambda each: each[0].replace("-", "\0"), time, flags=re.IGNORECASE)
    ranged = re.sub(rf"({_COUNT})\s?[-–]\s?(?={_COUNT}\b)", r"\1 to ", joined, flags=re.IGNORECASE)
    return re.sub(r"[-\s]+", " ", ranged).replace("\0", "-").lower()


def _days(time: str) -> float:
    """The longest that a time, or a range of them, may be."""
    *counts, unit = [each for each in re.split(r"[-–\s]+", time.strip().lower()) if each not in _NO_COUNT]
    return max(float(_COUNTS.get(each) or each) for each in counts) * _DAYS[unit[0]]


def _is_before_treatment(text: str, match: re.Match[str]) -> bool:
    """Whether the time is of how a disease was brought about, or how long one had lasted."""
    before = text[: match.start()]
    if brings_about_a_disease(text, match.start(), match.end()) or _ILL_BY_DIET.search(before):
        return True
    left, right = clause_about(text, match.start(), match.end())
    if is_a_bystanders(text, match.start(), match.end(), text[left:right]):
        return True
    link = match.groupdict().get("link") or ""
    lasted = _LASTED.search(before) or link.lower() in ("lasting", "lasted")
    return bool(lasted) and not _OF_A_COURSE.search(before)


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Whether the time is a schedule's ("for 5 days a week"), an age, or one in which nothing was given."""
    behind = match.end("time") if match["time"] else match.end("until")
    if _PER.match(text, match.end()) or _PER.match(text, behind) or _IDLE.search(match[0]):
        return True
    if _AFTER_STOPPING.search(text[: match.start()]):
        return True
    if match.groupdict().get("link", "").lower() != "over" or "year" not in match["time"].lower():
        return False
    before = text[: match.start()]
    return bool(_OF_AGE.search(before)) and not _FOLLOWED.search(before)
