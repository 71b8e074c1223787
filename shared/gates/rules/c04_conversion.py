"""C04: no dose is carried from animals to people, or to a body weight."""

import re

from shared.gates.family import Family, pattern
from shared.gates.lexicon import AMOUNT_WORDS, DOSE_UNITS
from shared.gates.report import HARMLESS, open_question, told
from shared.gates.scope import AMOUNT, negated

_PERSON = r"(?:humans?|persons?|people|adults?|man|men|woman|women|individuals?|users?|subjects?)"
_ANIMAL = r"(?:rats?|mice|mouse|animals?|rodents?|rabbits?|dogs?|pigs?|monkeys?|murine|mg/kg|[uμ]g/kg|mcg/kg)"

_BEAST = (
    r"(?:rats?|mice|mouse|animals?|rodents?|rabbits?|dogs?|canine|pigs?|porcine|monkeys?|primates?|murine|horses?|"
    r"equine|zebrafish|hamsters?|mg/kg|[uμ]g/kg|mcg/kg|nmol/kg|petri dish)"
)
_US = (
    r"(?:humans?|human beings?|persons?|people|(?:most |grown |average )?adults?|man|men|woman|"
    r"women|individuals?|users?|ours|us|"
    r"grown-ups?|lifters?|somebody|someone|a body|your|you|body ?weight|half milligram|capsules?)"
)
_CARRIED = (
    r"(?:=|≈|\b(?:equals?|equivalent|converts?|translates?|scales?|scaled|corresponds?|works? out|"
    r"extrapolat\w+|comes? to|"
    r"carr(?:y|ied) over|carries over|ought to|would (?:be|need|mean|give|come)|means|"
    r"suggests? (?:about|around|roughly)|"
    r"somewhere (?:near|around|between)|multiply|divide|arrive at)\b)"
)
_CHEMISTRY = re.compile(
    r"\b(?:molar|buffer|coupling|ng/ml|nmol/l|pmol/l|[uμ]mol|mol/l|[uμn]g/ml|ic50|ec50|km ?=|kcat|"
    r"extract|enzyme|resin|residue|rmsep|calibration|microsom\w+|hepatic|subcellular)\b",
    re.IGNORECASE,
)


def _exposure(sentence: str, match: re.Match[str]) -> bool:
    """Toxicology compares exposures, which is no dose to take."""
    return bool(re.search(r"\b(?:exposures?|carcinogen\w*|toxic\w*|sensitive|noael|margin)\b", sentence, re.IGNORECASE))


def _chemical(sentence: str, match: re.Match[str]) -> bool:
    """Units of concentration and of chemistry are converted by arithmetic alone."""
    return bool(_CHEMISTRY.search(sentence))


FAMILY = Family(
    id="C04",
    version=2,
    severity="block",
    reason="converts a dose to people",
    patterns=(
        pattern(r"\bhuman[- ]equivalent (?:dos(?:e|es|ing|age)|amounts?)\b", excuses=(negated,)),
        pattern(r"\bhuman dose equivalents?\b", excuses=(negated,)),
        pattern(
            rf"\b{AMOUNT}[^.;]{{0,40}}\b(?:for|in) an? (?:average |typical )?\d+\s?-?\s?(?:kg|lbs?|pounds?|"
            rf"kilograms?) {_PERSON}\b",
            excuses=(negated,),
        ),
        pattern(
            rf"\bfor an? (?:average |typical )?\d+\s?-?\s?(?:kg|lbs?|pounds?) {_PERSON}\b[^.;]{{0,60}}\b{AMOUNT}",
            excuses=(negated,),
        ),
        pattern(
            rf"\b{_ANIMAL}\b[^.;]{{0,30}}\bdos(?:e|es|age|ing)\b[^.;]{{0,30}}\b(?:equals?|converts?|"
            r"translates?|scales?|corresponds?|works out|"
            rf"extrapolat(?:es?|ed)|comes to|is equivalent)\b[^.;]{{0,60}}\b{_PERSON}\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:equals?|equivalent to|converts? to|translates? (?:in)?to|scales? to|"
            rf"corresponds? to)\b[^.;]{{0,25}}\b{AMOUNT}[^.;]{{0,30}}\b(?:in|for) (?:a |"
            rf"an )?(?:\w+ )?{_PERSON}\b",
            excuses=(negated,),
        ),
        pattern(
            rf"\b{_PERSON}\s(?:dose|equivalent)s?\s(?:would be|works out|is then|comes to|"
            rf"equals?)\b[^.;]{{0,40}}\b{AMOUNT}",
            excuses=(negated,),
        ),
        pattern(r"\b(?:divide|multiply)\b[^.;]{0,30}\b(?:dose|mg/kg|by (?:6\.2|12\.3))"),
        pattern(rf"\b{_BEAST}\b.*{_CARRIED}.*\b{_US}\b", excuses=(negated, open_question, _chemical, _exposure)),
        pattern(
            rf"\b{_US}\b.*{_CARRIED}.*\b{_BEAST}\b(?=.*\b(?:doses?|amounts?|quantit\w+|mg|mcg|per kilo\w*)\b)",
            excuses=(negated, open_question, told, _exposure),
        ),
        pattern(
            rf"\b(?:{_BEAST}) (?:dos(?:e|es|age|ing)|amounts?|quantit\w+|figures?|"
            r"numbers?)\b.*\b(?:carried over|unchanged|scal\w+|adjust\w+|divid\w+|multipl\w+|"
            r"convert\w*|transl\w+|appl(?:y|ies)|holds?|works? out|becomes?|comes to|works?)\b",
            excuses=(negated, open_question, told),
        ),
        pattern(
            r"\b(?:divid(?:e|es|ed|ing)|multipl(?:y|ies|ied|ying)|scal(?:es|ed|"
            r"ing))\b(?=.*\b(?:dos(?:e|es|age)|mg|mcg|body ?weight|amount|milligrams?|micrograms?|"
            r"surface area)\b)",
            excuses=(negated, open_question, told),
        ),
        pattern(
            r"\b(?:allometric\w*|body surface area|surface-area|conversion factor|km factor|"
            r"interspecies|dose conver\w+|convers\w+ (?:chart|table|calculator))\b",
            excuses=HARMLESS,
        ),
        pattern(
            rf"\b{AMOUNT_WORDS}[ -]?(?:of \w+ )?{DOSE_UNITS}\b[^.;]{{0,40}}(?:=|\b(?:equals?|"
            r"is equivalent|are equivalent|corresponds?|amounts? to|comes? to|works? out|is worth|"
            rf"are worth|becomes?|is the same as|matches)\b)[^.;]{{0,40}}\b(?:{AMOUNT_WORDS}|"
            r"same)\b(?! ?(?:[uμn]g/ml|ng/ml|nmol|pmol|[uμ]mol))",
            excuses=(negated, open_question, told, _chemical),
        ),
        pattern(
            r"\b(?:for|in|per|to) (?:an? |the |most |every )?(?:average |typical |grown |"
            r"normal )?(?:adults?|man|woman|person|people|humans?|human being|\d+[- ]?(?:kg|"
            rf"kilo\w*|pound) \w+)\b[^.;]{{0,60}}\b{AMOUNT_WORDS}[ -]?{DOSE_UNITS}\b(?=.*)",
            excuses=(negated, open_question, told),
        ),
        pattern(
            r"\b(?:oral|nasal|injected|injection|spray|capsule|tablet|sublingual|"
            r"topical)\b[^.;]{0,50}\b(?:equals?|equivalent|convert\w*|translates?|corresponds?|"
            r"swap\w*|same as|times (?:as much|the amount))\b[^.;]{0,50}\b(?:oral|nasal|injected|"
            r"injections?|sprays?|capsules?|tablets?|sublingual|topical|drops?)\b",
            excuses=(negated, open_question, told),
        ),
    ),
)
