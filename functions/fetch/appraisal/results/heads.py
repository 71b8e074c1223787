"""The noun that an outcome's name belongs to: more loss of weight is less weight, a pain threshold is no pain.

An outcome's name is often only the first half of what is told: "body weight loss", "creatinine clearance", "glucose
uptake". The noun behind it (or before it, with "of") keeps the sign of the outcome, turns it about, or leaves it open;
a noun that is not known leaves it open.
"""

import re
from typing import NamedTuple

_I = re.IGNORECASE
_KEEP = re.compile(
    r"levels?|concentrations?|scores?|values?|rates?|ratios?|ind(?:ex|ices|exes)|incidences?|prevalence|frequenc(?:y|"
    r"ies)|severity|intensit(?:y|ies)|risks?|burden|sizes?|volumes?|areas?|mass|weights?|depth|thickness|counts?|"
    r"numbers?|durations?|times?|events?|episodes?|attacks?|symptoms?|signs?|behaviou?rs?|ratings?|scales?|subscales?|"
    r"VAS|NRS|points?|measures?|parameters?|markers?|biomarkers?|expression|mRNAs?|proteins?|genes?|secretion|"
    r"production|release|synthesis|generation|formation|accumulation|deposition|contents?|activit(?:y|ies)|activation|"
    r"signall?ing|status|quality|performance|capacity|abilit(?:y|ies)|functions?|functioning|development|onset|"
    r"occurrences?|progression|growth|spread|gains?|increases?|rises?|elevations?|regain|exacerbations?|recurrences?|"
    r"relapses?|infiltrates?|infiltration|cells?|cytokines?|mediators?|enzymes?|deaths?|mortality|complications?|"
    r"hospitali[sz]ations?|admissions?|cases?|lesions?|ulcers?|cholesterol|retention|consolidation|efficiency|"
    r"maintenance|sensitivity|susceptibility|perception|interference|sensations?|phenotypes?|histology|strength|"
    r"quantity|tissue|serum|plasma|daily|total|overall|relative|absolute|closure|healing|repair|velocity|speed",
    _I,
)
_LESSENING = re.compile(
    r"loss(?:es)?|reductions?|lowering|decreases?|declines?|falls?|drops?|suppression|inhibition|prevention|"
    r"attenuation|regression|shrinkage",
    _I,
)
"""That there is less of it: less of that is no more than less of a change."""
_OPPOSITE = re.compile(r"clearance|removal|elimination|scavenging", _I)
"""The more of this, the less of what it is of."""
_CONTROL = re.compile(r"control", _I)
_OF_CONTROLS = re.compile(r" (?:groups?|arms?|rats?|mice|animals?|subjects|patients|participants|diets?|values?)\b", _I)
_GOOD = re.compile(r"improvements?|benefits?|relief|remission|resolution|amelioration|alleviation|advantages?", _I)
_BAD = re.compile(
    r"impairments?|deficits?|dysfunction|deterioration|worsening|disturbances?|problems?|disorders?|deprivation|"
    r"disruption|difficult(?:y|ies)|toxicity|failure|injur(?:y|ies)|damage|defects?|weakness|atrophy|wasting",
    _I,
)
_OF_PAIN = re.compile(r"thresholds?|tolerance|latenc(?:y|ies)", _I)
_PAIN = re.compile(r"pain|hyperalgesia|allodynia", _I)
_MAYBE_VERB = re.compile(r"decreases?|declines?|falls?|drops?", _I)
_NO_NOUN = re.compile(
    r"(?:in|on|at|by|to|of|for|from|with|within|without|after|before|during|over|under|among|between|across|than|as|"
    r"through|via|upon|per|until|since|throughout|toward|towards|against|about|like|unlike|despite|because|due|"
    r"along|around|beyond|and|or|but|nor|yet|so|if|when|where|while|whereas|although|though|that|which|who|whose|"
    r"whom|then|thus|hence|"
    r"the|an?|this|these|those|its|their|our|his|her|all|both|each|every|any|some|no|not|only|even|also|still|too|such|"
    r"it|they|we|he|she|there|here|one|two|three|four|five|six|more|most|less|least|fewer|rather|alone|again|"
    r"is|are|was|were|be|been|being|has|have|had|having|do|does|did|can|could|may|might|will|would|shall|should|must|"
    r"rose|rise|fell|went|got|grew|became|led|came|kept|felt|took|gave|began|ran|lay|met|lost|"
    r"(?!lowering|scavenging|healing|functioning|signall?ing|worsening|wasting|monitoring|scoring|testing|training|"
    r"screening|handling|timing|imaging|processing|reporting|remodell?ing|seeking|eating)\w{2,}ing|"
    r"improves?|worsens?|occurs?|remains?|reduces?|lowers?|raises?|prevents?|differs?|persists?|appears?|seems?|tends?|"
    r"leads?|depends?|predicts?|causes?|shows?|limits?|slows?|"
    r"higher|lower|greater|larger|smaller|better|worse|longer|shorter|faster|slower|earlier|later|similar|comparable|"
    r"equal|independent|dependent|common|frequent|present|absent|significant|superior|inferior|likely|unlikely|high|"
    r"low|unchanged|twice|threefold|twofold|further|furthermore|much|somewhat|together|afterwards?|thereafter|sooner|"
    r"alike|anymore|versus|vs|[pn]|SD|SE|SEM|HR|RR|CI|"
    r"\w+ly|\w{2,}ed)",
    _I,
)
_NEXT = re.compile(r"(?:\s?\([^()]{1,15}\))?[ ‐‑–-](?P<word>[A-Za-zα-ω][\w'’-]*)")
_BEFORE = re.compile(
    r"(?<![\w-])(?:(?P<less>loss(?:es)?|clearance|removal|elimination|control)|(?P<bad>impairments?|deficits?|"
    r"deterioration|disturbances?|dysfunction)|(?P<pain>thresholds?|tolerance)|(?P<open>lack|absence|freedom|free|"
    r"resistance|maintenance|uptake|disposal|efflux|transport|excretion|utili[sz]ation|turnover|variability|treatment|"
    r"management)) (?:of|in|from|to|for) (?:(?:the|their|its|total|mean|overall|serum|plasma|fasting)\s)*$",
    _I,
)
_HEALS = re.compile(
    r"(?<![\w-])(?:healing|repair|resolution|regression|remission|closure|cure|recovery) (?:of|from) (?:[\w-]+ ){0,2}$",
    _I,
)
"""The more of this, the less of what is bad behind it: "healing of chronic ulcers"."""
_NOT_A_LIFE = (
    r"(?:cells?|bacteri\w+|microb\w+|pathogens?|virus\w*|fung\w+|yeasts?|parasit\w+|spores?|bacilli|cocci|colon\w+|"
    r"neurons?|neuronal|cardiomyocytes?|hepatocytes?|fibroblasts?|keratinocytes?|lymphocytes?|oocytes?|sperm\w*|"
    r"embryos?|islets?|grafts?|allografts?|xenografts?|flaps?|implants?|teeth|tooth|follicles?|tumou?rs?|"
    r"metastas[ei]s|clones?|larvae|worms?|mycobacteri\w+|\w+cytes?|\w+blasts?|\w+phages?|[A-Z]\. \w+|Escherichia|"
    r"Staphylococcus|Salmonella)"
)
_LIFE = re.compile(r"survival|deaths?|mortality", _I)
_OF_NO_ONE = re.compile(rf" (?:rates? |times? )?(?:of|in) (?:the )?(?:[\w-]+ ){{0,3}}?{_NOT_A_LIFE}(?![\w-])", _I)
_NO_ONES = re.compile(rf"(?<![\w-])(?:{_NOT_A_LIFE}|\w+-free) $", _I)


class Head(NamedTuple):
    """What the outcome's name is part of, from `start` to `end`; `sign` is that of more of it.

    `lessening` where it is a lessening of the outcome, and `verb` where that word may as well be a verb.
    """

    sign: int
    start: int
    end: int
    lessening: bool = False
    verb: bool = False


def head_of(text: str, start: int, end: int, sign: int) -> Head:
    """The whole noun of the outcome that is named from `start` to `end`, of which more is good or bad by `sign`."""
    if not sign or of_no_one(text, start, end):
        return Head(0, start, end)
    pain = bool(_PAIN.match(text[start:end]))
    head = _behind(text, Head(sign, start, end), pain)
    if head.sign < 0 and (heals := _HEALS.search(text[:start])):
        return head._replace(sign=1, start=heals.start())
    before = _BEFORE.search(text[:start])
    if before is None:
        return head
    if before["bad"]:
        return head._replace(sign=-1 if head.sign else 0, start=before.start())
    known = before["less"] or (before["pain"] and pain)
    return head._replace(
        sign=-head.sign if known else 0, start=before.start(), lessening=before[0].lower().startswith("loss")
    )


def turns(text: str, start: int, end: int, sign: int) -> bool:
    """Whether the words about a name turn its sign about or leave it open; a hyphen does, as in "pain-free"."""
    return text[end : end + 1] == "-" or head_of(text, start, end, sign).sign != sign


def of_no_one(text: str, start: int, end: int) -> bool:
    """Whether it is a survival or death of cells, microbes or grafts."""
    if not _LIFE.search(text[start:end]):
        return False
    return bool(_OF_NO_ONE.match(text, end) or _NO_ONES.search(text[:start]))


def _behind(text: str, head: Head, pain: bool) -> Head:
    while (found := _NEXT.match(text, head.end)) and not _NO_NOUN.fullmatch(found["word"]):
        head = _with(head, found["word"], text, found.end(), pain)
        if not head.sign:
            break
    return head


def _with(head: Head, word: str, text: str, end: int, pain: bool) -> Head:
    if _KEEP.fullmatch(word):
        return head._replace(end=end)
    if _LESSENING.fullmatch(word):
        return Head(-head.sign, head.start, end, not head.lessening, bool(_MAYBE_VERB.fullmatch(word)))
    if _GOOD.fullmatch(word) or _BAD.fullmatch(word):
        return Head(1 if _GOOD.fullmatch(word) else -1, head.start, end)
    if _OPPOSITE.fullmatch(word) or (pain and _OF_PAIN.fullmatch(word)):
        return Head(-head.sign, head.start, end)
    if _CONTROL.fullmatch(word) and not _OF_CONTROLS.match(text, end):
        return Head(1, head.start, end)
    return Head(0, head.start, end)
