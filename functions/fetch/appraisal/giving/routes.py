"""By which routes something was given. A route's name is not enough: a clause of the study's own must tell of giving.

A page's peptide is not known here, so where two drugs are told against each other only the first one's route is taken.
"""

import re
from itertools import islice

from functions.fetch.appraisal.giving.bystanders import is_a_bystanders
from functions.fetch.appraisal.text.clauses import (
    Part,
    brings_about_a_disease,
    clause_about,
    is_behind_a_carcinogen,
    own_parts,
)
from functions.fetch.appraisal.text.words import Words
from shared.domain.evidence.appraisal import Stated
from shared.domain.vocabulary import Design

ROUTES_AT_MOST = 3
NAMED_AT_MOST = 40
"""Routes that a sentence may name: one with more is a table or an attack, and tells of none."""

_NONE = frozenset({Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE})
_TUMOUR = r"(?:[\w-]+ ){0,2}(?:tumou?rs?|xenografts?|metastas\w+|carcinomas?|melanomas?)"
_CLASSES = (
    r"anti\w+|hypoglyc\w+|glucose[- ]lowering|contracept\w+|(?:cortico|gluco)\w*steroids?|steroids?|glucose|iron|"
    r"calcium supp\w+|medications?"
)
_PLACES = (
    r"cavit\w+|mucos\w+|health|hygiene|care|sex\w*|squamous|cancers?|lesions?|leuko\w+|lichen|tissues?|and maxillo\w+|"
    r"epitheli\w+|microb\w+|bacteri\w+|pathogen\w*|flora|biofilms?|candid\w+|thrush|ulcers?|aphth\w+|submucous|"
    r"carcinomas?|tumou?rs?|keratinocytes?|presentation|surg\w+|medicine|histor\w+|poster\w*|exam\w*|communicat\w+|"
    r"diseases?|intake|infections?|pain|disorders?|manifestations?|cells?|diets?|foods?|feed\w*|nutrition|fluids?|"
    r"meals?"
)
_NUTRIENT = (
    r"(?:(?:\d+(?:\.\d+)?\s?%?|high|low|more|less|extra|added) )*(?:\(?w/w\)? )?(?:\w+ ){0,2}?"
    r"(?:kcal|fat|energy|calories|protein|casein|lard|sucrose|fructose|cholesterol|fib(?:er|re)|salt|sodium|starch|"
    r"oil|sugar|choline|methionine)\b"
)
_ORAL = (
    rf"oral(?:ly)?(?! (?:{_CLASSES}|{_PLACES})\b)(?! \w+(?: \w+)?\s?[®™])|per os|p\.o\.|gavaged?|"
    r"drinking[- ]water(?! (?:ozon|disinfect|contamin|suppl|treat|quality|standard|source))|"
    rf"in (?:the |their )?diet(?!-)|with the diet(?= at\b|,| resulting| in doses)|"
    rf"diets? (?:containing|supplemented with|mixed with)(?! {_NUTRIENT})|"
    r"(?<=%\s)dietary|(?<=ppm\s)dietary|at dietary (?:levels|concentrations|doses)|"
    r"dietary administration|tablets?|capsules?|by mouth|fed"
)
_BEHIND_A_DOSE = (
    r"(?:(?<=kg, )|(?<=kg; )|(?<=day, )|(?<=day; )|(?<=[mµμ]g, )|(?<=[mµμ]g; )|(?<=kg )|(?<=IU, ))%s(?=[,;)\s])"
)
"""A route's letters alone, where a dose stands before them: "(10 µg/kg, ip)"."""
_LINES = r"(?:fluids?|access|lines?|catheter\w*|cannula\w*|drug us\w+|glucose|contrast)"
_ROUTES = (
    (
        "subcutaneous",
        rf"subcutaneous(?:ly)?(?! (?:fat|tissue|adipose|nodul\w+|emphys\w+|{_TUMOUR})\b)|s\.c\."
        "|" + _BEHIND_A_DOSE % r"s\.?c\.?",
    ),
    (
        "intravenous",
        rf"intravenous(?:ly)?(?! (?:\(\w+\) )?{_LINES}\b)|i\.v\." + "|" + _BEHIND_A_DOSE % r"i\.?v\.?",
    ),
    ("intramuscular", r"intramuscular(?:ly)?(?! fat)|i\.m\." + "|" + _BEHIND_A_DOSE % r"i\.?m\.?"),
    ("intraperitoneal", r"intraperitoni?(?:e)?al(?:ly)?|i\.p\." + "|" + _BEHIND_A_DOSE % r"i\.?p\.?"),
    (
        "intracerebroventricular",
        (
            r"intracerebroventricular(?:ly)?|i\.c\.v\.|into the (?:left |right )?(?:lateral|third|"
            r"cerebral) (?:cerebral )?ventricles?"
        ),
    ),
    ("intrathecal", r"intrathecal(?:ly)?"),
    ("intra-articular", r"intra-?articular(?:ly)?"),
    ("intravitreal", r"intravitreal(?:ly)?"),
    ("intradermal", r"intradermal(?:ly)?"),
    ("intranasal", r"intranasal(?:ly)?|nasal sprays?|(?<=by the )nasal route|nasally"),
    ("inhaled", r"inhal(?:ed|ation)(?! an(?:a)?esthe)|aerosoli[sz]ed|nebuli[sz]ed"),
    ("transdermal", r"transdermal(?:ly)?|microneedles?"),
    ("topical", r"topical(?:ly)?|dermal(?:ly)? appli\w+|(?:eye|ear) drops?|creams?|ointments?"),
    ("sublingual", r"sublingual(?:ly)?"),
    ("rectal", r"enemas?|suppositor(?:y|ies)|intrarectal(?:ly)?"),
    ("vaginal", r"intravaginal(?:ly)?"),
    ("oral", _ORAL),
)
_ANY_ROUTE = "|".join(f"(?P<r{at}>{words})" for at, (_, words) in enumerate(_ROUTES))
_ROUTE = re.compile(rf"(?<![\w.-])(?:{_ANY_ROUTE})(?!\w)", re.IGNORECASE)
_GIVING = (
    r"giv(?:en|ing|es?)|gave|dos(?:e|es|ed|ing|ages?)|administ\w+|(?:micro)?inject\w*|receiv\w+|treat\w*|infus\w+|"
    r"gavaged?|fed|feeding|expos\w+|supplement\w*|tak(?:en|e|ing)|took|deliver(?:y|ed|ing)|routes?|appl(?:ied|"
    r"ication\w*)|"
    r"addition|instill\w*|bolus(?:es)?|daily|weekly|challenge[sd]?|implant(?:s|ed|ation)?|ingest\w+|orally|prescribed|"
    r"therap(?:y|ies)|formulations?|solutions?|once|twice|pretreat\w*|"
    r"(?:randomi[sz]ed|assigned|allocated)"
)
_GIVEN = re.compile(
    rf"(?<![\w-])(?:{_GIVING}|co-?administ\w+|drank)\b|"
    r"\d\s?(?:[mµμunp]?g|mcg|IU|[nmpµμ]mol|[mM]M|p\.?p\.?m\.?|U)\b(?!\s?/\s?[dmµμ]?[lL]\b)",
    re.IGNORECASE,
)
_TESTED = re.compile(r"\stoxic\w+", re.IGNORECASE)
_TRIED = re.compile(
    r"\b(?:effects?|efficacy|safety|tolerability|stud(?:y|ies)) of\b|\b(?:trials?|randomi[sz]ed|placebo)\b",
    re.IGNORECASE,
)
_GIVEN_BEFORE = re.compile(r"\b(?:after|with|by|following|via)\s(?:[\w-]+\s)?$", re.IGNORECASE)
_FORM = re.compile(
    r"tablets?|capsules?|creams?|ointments?|(?:nasal )?sprays?|(?:eye|ear) drops?|enemas?|suppositor(?:y|ies)",
    re.IGNORECASE,
)
_ASLEEP = re.compile(
    r"\b(?:(?P<asleep>an(?:a)?esthe\w+|euthan\w+|sedat\w+)|"
    r"given|administered|injected|received|treated|dosed|infused|fed|gavaged)\b",
    re.IGNORECASE,
)
_PEPTIDE = re.compile(
    r"\w*(?:tides?|relin|morelin|pressin|tocin|insulin|calcitonin|peptides?|hormone|placebo|vehicle|saline)\b",
    re.IGNORECASE,
)
_NOT_THE_STUDY_S = re.compile(
    r"\b(?:inoculat\w+|xenograft\w*|(?:tumou?r|cancer|carcinoma|melanoma) cells?|"
    r"wire mesh|(?:wound |mesh )?(?:cylinders?|chambers?)|sponges?|electrodes?|transponders?|telemet\w+|"
    r"bacterial gavage|workstations?|laptops?|computers?|smartphones?|endoscop\w+)\b",
    re.IGNORECASE,
)
_AS_FOUND = re.compile(
    r"\b(?:similar|comparable|identical|contrast|contrary|like|unlike|than|as|from|with|to)\b[^.;,]{0,30}?"
    r"\b(?:that|those|effects?|results?|findings|what)(?: (?:was|were))?(?: previously)? "
    r"(?:found|seen|observed|reported|described|obtained|noted|known) "
    r"(?:\w+ ){0,3}?(?:following|after|with|by|upon|for|on)\b[^.;,]*$",
    re.IGNORECASE,
)
"""What had been found by another route, to which this is held."""
_FOOD = re.compile(
    r"fed\b(?=[^.;]*?\b(?:diets?|chow|foods?|state|meals?|conditions?)\b)|fed (?:and|or|state|versus|vs|rats|mice)|"
    r"fed (?:ad lib\w*|freely|normally|regularly)|fed (?:with |on |an? |the )*(?-i:[A-Z]{1,6}D|HF[A-Z]*)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"\s*(?:with|on)\s", re.IGNORECASE)
"""Fed with a chow is fed a chow; what is behind another `with` may be in it."""
_MIXED_IN = re.compile(
    r"\b(?:contain\w*|supplement\w*|enriched|mixed|"
    r"(?<!treatment )(?<!treated )(?<!injected )with)\b(?! (?:\d+(?:\.\d+)?\s?%? )?(?:\w+ ){0,2}(?:kcal|fat|energy|"
    r"calories|protein|casein|lard|sucrose|fructose|cholesterol)\b)|p\.?p\.?m\b|\bmg\b|\bdos",
    re.IGNORECASE,
)
_NEXT_VERB = re.compile(
    r"\b(?:were|was|received|showed|had|gained)\b|\band (?:then |also )?(?:treated|administered|injected|given|"
    r"dosed|infused)\b"
)
_AGAINST = re.compile(
    r"\b(?P<hard>versus|vs\.?|compared (?:with|to)|than|against|relative to|comparison with)\s|\bor\s", re.IGNORECASE
)
_CONTROL = re.compile(
    r"\b(?:placebo|vehicle|saline|water|controls?|untreated|nothing|sham|no treatment|usual care|baseline)\b",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"oral|sub\w+ous|intra\w+(?:ous|ar|eal|al)|inhaled|topical|transdermal|sublingual", re.IGNORECASE
)
_NAME = re.compile(
    rf"(?!(?:{_GIVING}|and|or|either|both|by|via|with|in|to|the|an?|of|for|at|it|as|was|were|is|are|placebo|"
    rf"vehicle|saline|"
    r"controls?|(?:sub|intra)\w+(?:ous|ular|eal)(?:ly)?|oral(?:ly)?)\b)[a-z][\w-]{3,}",
    re.IGNORECASE,
)


def routes_of(words: Words, design: Design) -> tuple[Stated, ...]:
    """The routes by which title and abstract say that something was given in the study, each once, in their order."""
    if design in _NONE:
        return ()
    found: dict[str, Stated] = {}
    for part in own_parts(words, aims=True):
        named = list(islice(_ROUTE.finditer(part.text), NAMED_AT_MOST + 1))
        for match in named if len(named) <= NAMED_AT_MOST else ():
            name = next(name for at, (name, _) in enumerate(_ROUTES) if match[f"r{at}"])
            if name not in found and _is_given(part, match):
                start, end = part.start + match.start(), part.start + match.end()
                found[name] = Stated(value=name, quote=words.passage(start, end, in_title=part.in_title))
    return tuple(found.values())[:ROUTES_AT_MOST]


def _is_given(part: Part, match: re.Match[str]) -> bool:
    start, end = clause_about(part.text, match.start(), match.end())
    clause = part.text[start:end]
    if _NOT_THE_STUDY_S.search(clause) or _is_a_name(part, match):
        return False
    if is_behind_a_carcinogen(part.text, match.start()) or _AS_FOUND.search(part.text[: match.start()]):
        return False
    if brings_about_a_disease(part.text, match.start(), match.end()):
        return False
    if is_a_bystanders(part.text, match.start(), match.end(), clause):
        return False
    if _FOOD.match(part.text, match.start(), end):
        food = _NEXT_VERB.split(part.text[match.end() : end])[0]
        if not _MIXED_IN.search(_ON.sub("", food, 1) if _ON.match(food) else food):
            return False
    acts = list(_ASLEEP.finditer(part.text, start, match.start()))
    if acts and acts[-1]["asleep"]:
        return False
    told = _GIVEN.search(clause) or _PEPTIDE.match(part.text, match.end() + 1) or _TESTED.match(part.text, match.end())
    if part.in_title and not told:
        told = _TRIED.search(part.text) or _GIVEN_BEFORE.search(part.text[: match.start()])
    return bool(told) and not _is_the_other_s(part.text, start, match)


def _is_a_name(part: Part, match: re.Match[str]) -> bool:
    """A capital where no sentence begins: a brand, a society, a scale. Titles may have capitals throughout."""
    behind = part.text[match.end() : match.end() + 2]
    capital = match.start() > 0 and match[0][:1].isupper() and match[0][1:2].islower()
    return not part.in_title and capital and len(behind) == 2 and behind[1].isupper()


def _is_the_other_s(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the route is of a drug that another one was told against: "insulin or oral metformin".

    A control's is taken for the study's own where no other is told.
    """
    joints = list(_AGAINST.finditer(text, start, match.start()))
    if not joints or "," in text[joints[-1].end() : match.start()]:
        return False
    joint = joints[-1]
    first = max((each.end() for each in _ROUTE.finditer(text, start, joint.start())), default=start)
    before, since = text[first : joint.start()], text[joint.end() : match.start()]
    if _CONTROL.search(since):
        return bool(joint["hard"]) and first > start
    if _CONTROL.search(before) or not _NAME.search(before):
        return False
    if _ADJECTIVE.fullmatch(match[0]) and _NAME.match(text, match.end() + 1):
        return bool(joint["hard"]) or not _NAME.search(since)
    return bool((joint["hard"] or _FORM.fullmatch(match[0])) and _NAME.search(since))
