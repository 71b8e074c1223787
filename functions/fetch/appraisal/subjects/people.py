"""Where a text speaks of people, and where only of people who are in no study: before the work, or after it."""

import re

from functions.fetch.appraisal.text.words import Words
from shared.domain.evidence.headings import is_before_the_work

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
    r"\b\d[\d,]* (?:(?!of\b|in\b|and\b)[a-z][\w-]* ){0,4}(?:cases|controls)\b|\b(?:matched|population|hospital|"
    r"population-based|hospital-based) controls\b|\b\d[\d,]* (?:(?!of\b|in\b|and\b)[a-z][\w-]* ){0,3}(?:members|"
    r"workers|residents|villagers|smokers|soldiers|players|runners|drivers|employees|pupils|teachers|caregivers|"
    r"parents|cyclists|households|couples|(?!\w*agonists)\w+ists|\w+icians)\b|\bcase[-–]control (?:study|studies|"
    r"analys[ie]s|series|design|sets?)\b|\bper[- ]allele\b",
    _I,
)
"""People as epidemiology counts them, which names none."""
_CALLED = re.compile(
    r"\b(?:patients?|participants?|volunteers?|children|women|men|humans|people|persons|woman|man|girls?|boys?|child|"
    r"students|athletes|veterans|outpatients?|inpatients?)\b(?!['’]?[- ](?:derived|specific)\b)",
    _I,
)
"""What nobody calls an animal: not "adults" or "infants", nor the physicians who judged what became of them."""
_JUDGES = re.compile(r"clinicians?|physicians|nurses|users|students?", _I)
_DONE_TO = (
    r"(?:received|receiving|given|taking|took|treated|randomi[sz]ed|randomly|assigned|allocated|enrolled|recruited|"
    r"underwent|included|followed|exposed)"
)
_TREATED = re.compile(rf"\b(?:{_NAMED})\b[^.;]*?\b{_DONE_TO}\b|\b{_DONE_TO}\b[^.;]*?\b(?:{_NAMED})\b", _I)
ALONE = re.compile(
    r"\b(?:humans?|mankind|doctors?|surgeons?|physicians?|dentists?|dental profession|nurses|nursing (?!dams|mothers)|"
    r"psychiatr\w+|psycholog\w+|public health|global health|health[- ]?care|health (?:polic\w+|systems?|services?|"
    r"insurance|education)|primary care|family medicine|general practice|elderly|geriatric\w*|paediatric\w*|"
    r"pediatric\w*|orthodont\w+|gynaecolog\w*|gynecolog\w*|midwi\w+|social|socio\w+|societ(?:y|ies)|legal|laws?|"
    r"legislation|lawsuits?|constitution\w*|ethic(?:s|al)|racis\w+|ethnicity|politic\w+|education\w*|schools?|"
    r"careers?|workplaces?|employ(?:ees|ers|ment)|occupational|consumers?|crew|astronaut|military|smoking|alcoholi\w+|"
    r"drug developers|patents?|marketing|prescri(?:bed|bing|ptions?)|guidelines|clinical (?:trials?|practice|"
    r"applications?|studies|use|experience|outcomes?|management|development)|hospitals?|medical (?:care|schools?|"
    r"students?|records?|profession|education|practice)|phase (?:[1-4]|I{1,3}V?) (?:\w+ ){0,2}trials?|case reports?|"
    r"narrative review|hiv|covid-19|pandemics?|schizophreni\w+|autis\w+|dementia|alzheimer\S*|parkinson\S*|"
    r"down(?:['’]s)? syndrome|mammogra\w+|dialysis|end-stage renal disease|atrial fibrillation|"
    r"transplantation in [A-Z]\w+|history of medicine|academy of medicine)\b",
    _I,
)
"""What only people do, suffer or are served by: callings, law, society; in a text that tells of no experiment."""
GROUPED = re.compile(
    r"\b(?:cases|families|couples|mothers|newborns|neonates|practices|clinics|hospitals|wards|villages|schools|"
    r"households|clusters|centres|centers|eyes|knees|limbs|workers|residents|smokers|soldiers|players|runners|members|"
    r"recipients|donors|seniors|drivers|employees|pupils|teachers|caregivers|parents|boxers|cyclists|"
    r"toddlers|elderly|preterms?)\b",
    _I,
)
"""People by other names, and what people are randomised by."""
_BURDEN = re.compile(
    rf"\b(?:affect(?:s|ing)?|afflict(?:s|ing)?|kill(?:s|ing)?|disabl(?:es|ing)|burdens?|occurs? in|"
    rf"is common in|strikes?) (?:[^\s.;]+ ){{0,6}}(?:{_NAMED})\b|"
    rf"\b(?:millions|thousands|many|most|few) (?:of )?(?:{_NAMED}) (?:\w+ ){{0,2}}(?:suffer|live|die|have)\b",
    _I,
)
_FEARED = re.compile(
    rf"\b(?:may|might|could|can) (?:\w+ ){{0,2}}(?:produce|cause|affect|harm|pose|induce|lead to|reach|be absorbed)\b"
    rf"[^.;]{{0,80}}\b(?:in|to|on|by|for) (?:\w+ ){{0,2}}(?:{_NAMED})\b|"
    rf"\b(?:can|could|may) (?:\w+ )?be (?:\w+ )?absorbed by (?:{_NAMED})\b",
    _I,
)
"""People whom a substance may reach or harm, who are in no study of it."""
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
    whom a substance may harm, or whom a finding may help one day: an experiment on cells speaks of these.
    """
    told = (each.text for each in words.told if not is_before_the_work(each.section))
    return _of(words.study.title) + sum(_of(each) for each in told if not _of_others(each))


def are_called(text: str) -> bool:
    """Whether a text has a name of people that nobody gives an animal."""
    return bool(_CALLED.search(text))


def are_but_judges(text: str) -> bool:
    """Whether nobody is spoken of but those who treat, or who judge what became of the treated."""
    return not any(not _JUDGES.fullmatch(each[0]) for each in PEOPLE.finditer(text))


def were_treated(words: Words) -> bool:
    """Whether the text tells of something that was done to people of its own."""
    told = [words.study.title, *(each.text for each in words.told if not is_before_the_work(each.section))]
    return any(_TREATED.search(each) and not _of_others(each) for each in told)


def _of(text: str) -> int:
    return len(PEOPLE.findall(text)) + len(COMPARED.findall(text))


def _of_others(sentence: str) -> bool:
    before = _BURDEN.search(sentence) or _FEARED.search(sentence)
    return bool((before and not _FOUND.search(sentence)) or _HOPE.search(sentence))
