"""The words that say which way something went, and which of them is told of an outcome: the nearest that can be."""

import re
from itertools import pairwise

from functions.fetch.appraisal.results.outcome_lists import ITEM, NOUN
from functions.fetch.appraisal.results.outcome_words import Mention, mentions

_I = re.IGNORECASE
_UP = (
    r"more (?:frequent(?:ly)?|common(?:ly)?|often)|"
    r"(?<!no )(?<!not )(?<!any )(?<!or )(?<!and )(?<!even )(?<!once )more(?! than\b)|increas(?:e[sd]?|ing)|"
    r"rais(?:e[sd]|ing)|rose|risen|higher|greater|longer|elevat(?:e[sd]|ion|ing)|enhanc(?:e[sd]?|ing)|promot(?:e[sd]?|"
    r"ing)|stimulat(?:e[sd]?|ing)|accelerat(?:e[sd]?|ing)|faster|augment(?:s|ed)|prolong(?:s|ed)|gains?|"
    r"caus(?:e[sd](?! by\b)|ing)|extend(?:s|ed)|up-?regulat(?:e[sd]|ing)"
)
_DOWN = (
    r"less (?:frequent(?:ly)?|common(?:ly)?|often)|decreas(?:e[sd]?|ing)|reduc(?:e[sd]?|tions?|ing)|lower(?:s|ed|"
    r"ing)?|fewer|less|shorter|shorten(?:s|ed)|fell|"
    r"declin(?:e[sd]?|ing)|attenuat(?:e[sd]?|ing|ion)|suppress(?:es|ed|ing|ion)?|inhibit(?:s|ed|ing|ion)?|"
    r"prevent(?:s|ed|ing|ion)?|abolish(?:es|ed)|diminish(?:es|ed)|smaller|block(?:s|ed)|limit(?:s|ed)(?! to\b)|"
    r"slow(?:s|ed|er)|fallen|falling(?! asleep)|falls?(?= in\b)|down-?regulat(?:e[sd]|ing)|dropp(?:ed|ing)(?! out)|"
    r"drops?(?= in\b)"
)
_BETTER = (
    r"improv(?:e[sd]?|ing|ements?)|ameliorat(?:e[sd]?|ing)|alleviat(?:e[sd]?|ing)|reliev(?:e[sd]?|ing)|better|"
    r"protect(?:s|ed|ing|ion|ive)|restor(?:e[sd]?|ing)|normali[sz]e[sd]?|mitigate[sd]|revers(?:e[sd]|al|ing)|"
    r"preserv(?:e[sd]?|ing)|beneficial"
)
_WORSE = (
    r"worsen(?:s|ed|ing)?|exacerbat(?:e[sd]|ing)|aggravat(?:e[sd]|ing)|impair(?:s|ed|ing)|deteriorat(?:e[sd]|ing|ion)|"
    r"worse|poorer"
)
CHANGE = re.compile(
    rf"(?<![\w-])(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<better>{_BETTER})|(?P<worse>{_WORSE}))\b(?!-)", _I
)
_THROUGH = re.compile(
    r"\b(?:through|via|due to|because of|owing to|by (?:means|way) of|as a (?:result|consequence) of|secondary to|"
    r"mediated by|(?:induced|caused) by)\b",
    _I,
)
"""What comes behind is why, and no result."""
_KIND_OF = re.compile(
    r"\s(?:(?:(?:drug|treatment|therapy|study|dose|injection)[ -](?:drug[ -])?(?:related|emergent|induced|"
    r"associated|limiting|"
    r"site)|gastrointestinal|serious|severe|local|frequent|total) )+",
    _I,
)
_USED_FOR = re.compile(
    r"\b(?:used|indicated|prescribed|approved|licen[cs]ed|marketed|intended|recommended) (?:\w+ )?(?:for|to) (?!\d)\W?"
    r"(?:[\w-]+ ){0,3}$",
    _I,
)
_HAS_ITS_NOUN = re.compile("less|fewer|lower|higher|greater|better|worse|longer|shorter|smaller", _I)
"""What is told of the noun behind it: "those with more fat had less pain"."""
_JOINS = re.compile(r",|(?<!-) and | or |\b(?:with|in|by|after|for)\b.*\b(?:with|in|by|after|for)\b", _I)


_STATE = re.compile(r"(?:increas|elevat|rais|decreas|reduc|lower|impair|worsen|aggravat|enhanc|diminish|prolong)ed", _I)
_PLAIN_TOGETHER = ({"up", "down"}, {"better", "worse"})
"""A verb and the state that it changed, of which the way is plain: a rise was reduced, an impairment improved."""
_CAUSES = re.compile("caus|promot|stimulat", _I)
_DIRECTLY = re.compile(r"\s(?:(?:in|of|the|an?|its|their)\s)*", _I)
_NO_JOINT = (
    r"(?!(?:in|on|at|by|for|from|with|to|after|under|during|and|or|but|than|which|that|was|were|is|are|had|did)\b)"
)
_SECOND = re.compile(
    rf"(?:\s{_NO_JOINT}[\w-]+){{1,4}} and (?:the |their |its )?(?:{_NO_JOINT}[\w-]+(?:al|ic|ive|ar|ous|ed|"
    rf"an)\s){{0,2}}",
    _I,
)
_ROW = re.compile(
    rf"\s(?:(?:in|of)\s)?(?:(?:the|its|their|both)\s)?(?:{ITEM},\s){{0,4}}(?:{ITEM},?\s(?:and|as well as)\s(?:the\s)?|"
    rf"{ITEM},\s)(?:{NOUN}\s){{0,3}}",
    _I,
)
"""Between a change and an outcome: what else changed so, of which no outcome is known."""
_CHANGE_OF = re.compile(r"reductions?|improve(?:s|d|ments?)|decrease[sd]?|increase[sd]?|\w+(?:ed|es|s|ing)", _I)
_INDUCED = re.compile(r"\b[\w-]+[ -]induced\b", _I)
_GOES_ON = re.compile(
    r"(?:\s(?!(?:in|on|at|by|for|from|with|to|after|under|during|compared|than|versus)\b)[\w-]+){0,3}?\s(?:was|"
    r"were|is|are|had|has|"
    r"did|does|rose|fell|remained|(?:increas|decreas|improv|declin|chang|differ|worsen|reduc)(?:ed|e[sd]|s))\b",
    _I,
)
"""Behind an outcome that is the subject of a verb of its own."""
_FINITE = re.compile(r"[a-z]{3,}(?:ed|es|s)|rose|fell", _I)
_OF_A_NOUN = re.compile(r"\s(?:in|of)\b", _I)
_NOT_ACTIVE = re.compile(
    r"(?<![\w-])(?:was|were|is|are|be|been|being|had|has|have|show(?:s|ed|n|ing)?|exhibit(?:s|ed|ing)?|"
    r"demonstrat(?:es?|ed|ing)|display(?:s|ed|ing)?|report(?:s|ed|ing)?|experienc(?:es?|ed|ing)|with|of|in|by|for|from|"
    r"to|on|an?|the|no|any|this|its|their|and|or|but|further|observed|found|reveal(?:s|ed)|via|through|as|significant|"
    r"marked|greater|more|less)(?:\s(?:\w+ly|also|more|less))*\s$",
    _I,
)
_BRACKET = re.compile(r"\([^()]*\)\s$")
_OBJECT = re.compile(
    r"\s+(?!(?:by|in|with|after|on|at|for|and|or|but|nor|during|over|than|within|between|among|compared|relative|"
    r"versus|vs|to|as|when|while|whereas|only|more|less|even|also|again|further|not|from|of|until|throughout|towards?|"
    r"across|under|without|along|per|each|twice|since|before|following|upon|if|through|via|both|all|about|"
    r"approximately|around|dose|almost|nearly|overall|post|once|thereafter|later|is|are|was|were|had|has|which|that|"
    r"who|due|because|despite|respectively|early|fast|faster|so|too|\w+ly)\b)[^\W\d]",
    _I,
)
_AT_ONCE = re.compile(
    r"\s(?:(?:in|on|from|against|for|to)\s)?(?:(?!(?:in|on|at|by|for|from|with|to|after|under|during|against)\b)"
    r"[^\s,;]+\s)*",
    _I,
)
"""Between a change and its outcome: one word that joins them at the most."""
_MEASURE_FOR = re.compile(
    r"\b(?:assessment|ind(?:ex|ices)|scores?|markers?|measures?|parameters?|tests?|scales?|"
    r"ratings?) for (?:[\w-]+ ){0,2}$",
    _I,
)
_IN_WHOM = re.compile(
    r"\b(?:models?|rats|mice|animals|patients|people|adults|women|men|children|history|setting|context|course|"
    r"treatment|dysfunction|complications|survivors) (?:of|with|after) (?:[\w-]+ ){0,3}$",
    _I,
)
"""Who had what is named behind it: "in a model of stroke"."""
_AFTER_IT = re.compile(
    r"\b(?:after|following|since|before|during|post|(?:models?|rats|mice|animals|patients|people|adults|women|men|"
    r"children) (?:of|with)) (?:(?!treat|admin|inject|dos)[\w-]+ ){0,2}$",
    _I,
)
_OBSERVED = re.compile(
    r"^(?: in (?:[\w-]+ ){0,3}(?:values?|levels?|scores?))? (?:was|were|is|are) (?:\w+ly )?(?:also )?(?:observed|"
    r"seen|found|noted|reported|"
    r"achieved|documented|recorded|shown) (?:in|for|on) ",
    _I,
)
"""Between a change, as a noun, and of what it was."""
_A_GROUP = re.compile(
    r"(?:-\w+)?(?:,? (?:and|or) (?!(?:the|an?|both|all|in|these|those|its)\b)[\w-]+)? (?:groups?|arms?|rats|mice|"
    r"animals|patients|subjects|controls|participants|"
    r"survivors)\b",
    _I,
)
_CHANGE_IN = re.compile(
    r"\b(?:improvements?|reductions?|decreases?|increases?|"
    r"declines?|gains?|changes?|falls?|rises?) (?:[\w ]{0,20})?(?:in|of|from)\b"
    r"(?:(?!\b(?:was|were|is|are|had|did|and then|showed|fell|rose)\b)[^;])*$",
    _I,
)
"""Behind these a comparative is told of how much changed: "reductions in pain were greater"."""
_HOW_MUCH = re.compile(r"greater|higher|lower|less|smaller|longer|shorter|better|worse", _I)
_EFFECT_ON = re.compile(r"\b(?:effects?|actions?|impact|influence)\b.*\bon (?:[\w-]+ ){0,3}$", _I)
_PREPOSITION = re.compile(
    r"\b(?:in|on|at|by|for|from|with|to|of|after|following|under|during|against|among|without|upon|when|between|"
    r"until)\b",
    _I,
)


def nearest(text: str, start: int, end: int) -> re.Match[str] | None:
    """The change word that stands nearest to the outcome from `start` to `end`, if it is told of that outcome."""
    near: list[tuple[int, re.Match[str]]] = []
    named = mentions(text)
    for change in changes_in(text):
        if change.end() <= start:
            between, further = _OBSERVED.sub(" ", text[change.end() : start]), 0
            if change[0].lower() == "more" and between.strip() and not _KIND_OF.fullmatch(between):
                # "more effective in reducing pain"
                continue
            row = _is_in_row(text, change, between, end)
            if _THROUGH.search(between) or mentions(between) or (_is_aside(between) and not row):
                continue
        elif change.start() >= end:
            between, further, row = text[end : change.start()], 5, False
            if change[0].lower() == "more" or _THROUGH.search(between):
                continue
            if _HAS_ITS_NOUN.fullmatch(change[0]) and any(_is_next(text, change.end(), each) for each in named):
                continue
            if _is_of_its_object(text, change) or (_HOW_MUCH.fullmatch(change[0]) and _CHANGE_IN.search(text[:start])):
                continue
        else:
            continue
        joined = _JOINS.search(between) and not row
        joined = joined and not (further == 0 and _is_second_object(text, change, between, end))
        if not joined and not _USED_FOR.search(text[: min(start, change.start())]):
            near.append((min(len(between), 59) if row else len(between) + further, change))
    best = min(near, key=lambda each: each[0], default=None)
    return best[1] if best and best[0] <= 60 else None


def _is_second_object(text: str, change: re.Match[str], between: str, end: int) -> bool:
    """Whether one "and" joins it to another object of the same verb: "improved mobility and the mood"."""
    if _SECOND.fullmatch(between) is None or not re.fullmatch(r"\w+(?:ed|es|s|ing)", change[0]):
        return False
    return _GOES_ON.match(text, end) is None


def _is_in_row(text: str, change: re.Match[str], between: str, end: int) -> bool:
    """Whether it is a further object of the same change: "reduced waist, stiffness and the body weight"."""
    if "," not in between and " and " not in between and " as well as " not in between:
        return False
    if _CHANGE_OF.fullmatch(change[0]) is None or _GOES_ON.match(text, end):
        return False
    plain = _INDUCED.sub(lambda each: "x" * len(each[0]), between)
    return _ROW.fullmatch(plain) is not None and not CHANGE.search(plain)


def is_verb(text: str, change: re.Match[str]) -> bool:
    """Whether it is a verb that states, and neither a noun nor a participle: "reduced pain", not "was reduced"."""
    if not _FINITE.fullmatch(change[0]) or _OF_A_NOUN.match(text, change.end()):
        return False
    return not _NOT_ACTIVE.search(_BRACKET.sub("", text[: change.start()]))


def _is_of_its_object(text: str, change: re.Match[str]) -> bool:
    """Whether what stands behind it is what changed: "weight loss reduced liver enzymes"."""
    compares = _HAS_ITS_NOUN.fullmatch(change[0]) is not None
    return bool((compares or is_verb(text, change)) and _OBJECT.match(text, change.end()))


def _is_aside(between: str) -> bool:
    """Whether the outcome is only where, when or in whom something changed: "better perfusion after infarction"."""
    if _AT_ONCE.fullmatch(between) or _EFFECT_ON.search(between) or _MEASURE_FOR.search(between):
        return False
    if _IN_WHOM.search(between):
        return True
    found = _PREPOSITION.findall(between)
    return bool(found) and found[-1].lower() not in ("of", "against")


def is_when(text: str, start: int) -> bool:
    """Whether what is named there is only when or in whom something was: "deaths after infarction did not differ"."""
    return _AFTER_IT.search(text[:start]) is not None


def is_a_group(text: str, end: int) -> bool:
    """Whether what ends there is only a group's name: "than the sepsis and vehicle groups"."""
    return _A_GROUP.match(text, end) is not None


def _is_next(text: str, at: int, mention: Mention) -> bool:
    return mention.start >= at and not text[at : mention.start].strip()


def changes_in(text: str) -> list[re.Match[str]]:
    """Every change word; "faster" only where it does not stand beside another one, whose way it goes.

    "Reducing elevated levels" is a reduction, and "attenuated the decreased one" none of which the way is plain.
    """
    found = list(CHANGE.finditer(text))
    no_more: set[int] = set()
    for verb, state in pairwise(found):
        if (
            _STATE.fullmatch(state[0])
            and not _CAUSES.match(verb[0])
            and _DIRECTLY.fullmatch(text, verb.end(), state.start())
        ):
            no_more.add(state.start())
            if {verb.lastgroup, state.lastgroup} not in _PLAIN_TOGETHER:
                no_more.add(verb.start())
    return [
        each
        for each in found
        if each.start() not in no_more
        and (
            each[0].lower() != "faster"
            or not any(
                other is not each and (0 < each.start() - other.end() <= 12 or 0 < other.start() - each.end() <= 2)
                for other in found
            )
        )
    ]
