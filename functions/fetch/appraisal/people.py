"""Where a text speaks of people, and where only of people who are in no study: before the work, or after it."""

import re

from functions.fetch.appraisal.words import Words
from shared.domain.headings import is_before_the_work

_I = re.IGNORECASE
_NAMED = (
    r"patients?|participants?|volunteers?|adults|children|infants|adolescents|women|men|humans|people|persons|"
    r"woman|man|girls?|boys?|child|individuals|students?|athletes|nurses|veterans|survivors|users|"
    r"respondents|clinicians?|physicians|astronauts|"
    r"outpatients?|inpatients?|subjects"
)
PEOPLE = re.compile(rf"\b(?:{_NAMED})\b(?!['’]?[- ](?:derived|specific)\b)", _I)
"""Not "patient-derived": what is derived from a patient is none."""
COMPARED = re.compile(
    r"\b\d[\d,]* (?:(?!of\b|in\b|and\b)[a-z][\w-]* ){0,4}(?:cases|controls)\b|"
    r"\b(?:matched|population|hospital|population-based|hospital-based) controls\b|"
    r"\bcase[-–]control (?:study|studies|analys[ie]s|series|design|sets?)\b|\bper[- ]allele\b",
    _I,
)
"""People as epidemiology counts them, which names none."""
_BURDEN = re.compile(
    rf"\b(?:affect(?:s|ing)?|afflict(?:s|ing)?|kill(?:s|ing)?|disabl(?:es|ing)|burdens?|occurs? in|"
    rf"is common in|strikes?) (?:[^\s.;]+ ){{0,6}}(?:{_NAMED})\b|"
    rf"\b(?:millions|thousands|many|most|few) (?:of )?(?:{_NAMED}) (?:\w+ ){{0,2}}(?:suffer|live|die|have)\b",
    _I,
)
_FOUND = re.compile(
    r"\bwe (?:also )?(?:found|find|show(?:ed)?|observed?|report(?:ed)?|enrol\w+|treated|studied|demonstrated?)\b|"
    r"\b(?:this|the present|our) study\b|\bn ?= ?\d",
    _I,
)
"""What the study found is no burden known before."""
_HOPED = r"(?:may|might|could|can|would|will|should|to) (?:\w+ ){0,2}"
_HELP = (
    r"(?:help|benefit|treat|protect|improve|serve|offer|provide|lead|be (?:\w+ ){0,2}(?:useful|used|beneficial|given|"
    r"offered|valuable|tested|tried|helpful|of (?:use|value|benefit|help)))"
)
_HOPE = re.compile(
    rf"\b{_HOPED}{_HELP}\b[^.;]{{0,100}}\b(?:{_NAMED})\b|\b(?:{_NAMED})\b(?: [\w-]+){{0,5}} {_HOPED}(?:benefit|profit|"
    rf"respond)\b|\b(?:potential|promising|new|novel|future|possible|attractive) (?:[\w-]+ ){{0,3}}(?:therap\w+|"
    rf"treatments?|drugs?|agents?|strateg\w+|candidates?|targets?|options?|approach\w*|remed\w+)\b[^.;]{{0,60}}"
    rf"\b(?:for|in|of)\b[^.;]{{0,40}}\b(?:{_NAMED})\b|\b(?:{_NAMED})\b[^.;]{{0,40}}\bin (?:the )?future\b",
    _I,
)


def of_their_own(words: Words) -> int:
    """How often the text speaks of people who may be in the study.

    Those do not count who stand under a heading of why the work was done, of whom a disease is said to be a burden,
    or whom a finding may help one day: an experiment on cells speaks of these.
    """
    told = (each.text for each in words.told if not is_before_the_work(each.section))
    return _of(words.study.title) + sum(_of(each) for each in told if not _of_others(each))


def _of(text: str) -> int:
    return len(PEOPLE.findall(text)) + len(COMPARED.findall(text))


def _of_others(sentence: str) -> bool:
    return bool((_BURDEN.search(sentence) and not _FOUND.search(sentence)) or _HOPE.search(sentence))
