"""C04: no dose is carried from animals to people, or to a body weight."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.lexicon import AMOUNT_WORDS, DOSE_UNITS
from shared.gates.words.report import HARMLESS, of_research, open_question, told
from shared.gates.words.scope import AMOUNT, negated

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
    r"(?:=|≈|\b(?:equals?|equivalent|converts?|translates?|scales?|scaled|corresponds?|works? out|extrapolat\w+|"
    r"comes? to|carr(?:y|ied) over|carries over|ought to|would (?:be|need|mean|give|come)|means|suggests? (?:about|"
    r"around|roughly)|somewhere (?:near|around|between)|multiply|divide|arrive at)\b)"
)
_CHEMISTRY = re.compile(
    r"\b(?:molar|buffer|coupling|ng/ml|nmol/l|pmol/l|[uμ]mol|mol/l|[uμn]g/ml|ic50|ec50|km ?=|kcat|"
    r"extract|enzyme|resin|residue|rmsep|calibration|microsom\w+|hepatic|subcellular)\b",
    re.IGNORECASE,
)

_RATIO = (
    r"(?:divid\w+|multipl\w+|scal(?:e|es|ed|ing)|allometr\w+|surface area|exponent|factor|counterpart|match(?:es)?|"
    r"need(?:s|ed)?|works? out|comes? out|comes? to|corresponds?|equals?|equivalent|translat\w+|convert\w*|transl\w+|"
    r"amounts? to|comes? down to|places?|puts?|value for|times as much|becomes?)"
)
_FORM = (
    r"(?:subcutaneous(?:ly)?|intramuscular(?:ly)?|oral(?:ly)?|by mouth|swallowed|tablets?|"
    r"capsules?|nasal(?:ly)?|sprays?|sublingual\w*|"
    r"drops|inject(?:ed|ions?)|shot|jab|"
    r"needle|free base|acetate|salt|patch|topical(?:ly)?|vials?)"
)
_RELATES = (
    r"(?:times (?:as much|the|that|more)|-fold (?:more|higher)|delivers? (?:what|as much|"
    r"the same)|count on|double|half|twice|same|"
    r"equals?|equivalent|convert\w*|corresponds?|is really|matches|up by|need(?:s|ed)?|what an? )"
)


def _exposure(sentence: str, match: re.Match[str]) -> bool:
    """Toxicology compares exposures, which is no dose to take."""
    return bool(re.search(r"\b(?:exposures?|carcinogen\w*|toxic\w*|sensitive|noael|margin)\b", sentence, re.IGNORECASE))


def _chemical(sentence: str, match: re.Match[str]) -> bool:
    """Units of concentration and of chemistry are converted by arithmetic alone."""
    return bool(_CHEMISTRY.search(sentence))


def _told_amounts(sentence: str, match: re.Match[str]) -> bool:
    """A report that carries nothing over by what would be or would have to be."""
    return told(sentence, match) and not re.search(
        r"\b(?:would|should|ought|needs?|comes? out|places)\b", sentence, re.IGNORECASE
    )


def _denied(sentence: str, match: re.Match[str]) -> bool:
    """The sentence says that nothing can be carried over."""
    return bool(
        re.search(
            r"\b(?:no|not|never|none|cannot|unknown|nobody|neither) (?:\w+ ){0,4}(?:known|attempted|tested|"
            r"derived|established|studied|people|human\w*|"
            r"conver\w+|scal\w+|appl\w+|transl\w+|carried|given here)\b",
            sentence,
            re.IGNORECASE,
        )
    )


FAMILY = Family(
    id="C04",
    version=2,
    severity="block",
    reason="converts a dose to people",
    patterns=(
        pattern(r"\bhuman[- ]equivalent (?:dos(?:e|es|ing|age)|amounts?)\b", excuses=(negated, _denied)),
        pattern(r"\bhuman dose equivalents?\b", excuses=(negated, _denied)),
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
        pattern(
            rf"\b{_BEAST}\b.*{_CARRIED}.*\b{_US}\b", excuses=(negated, open_question, _chemical, _exposure, _denied)
        ),
        pattern(
            rf"\b{_US}\b.*{_CARRIED}.*\b{_BEAST}\b(?=.*\b(?:doses?|amounts?|quantit\w+|mg|mcg|per kilo\w*)\b)",
            excuses=(negated, open_question, told, _exposure),
        ),
        pattern(
            rf"\b(?:{_BEAST}) (?:dos(?:e|es|age|ing)|amounts?|quantit\w+|figures?|"
            r"numbers?)\b.*\b(?:carried over|unchanged|scal\w+|adjust\w+|divid\w+|multipl\w+|"
            r"convert\w*|transl\w+|appl(?:y|ies)|holds?|works? out|becomes?|comes to|works?)\b",
            excuses=(negated, open_question, told, _denied),
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
        # An animal, an amount, a person and arithmetic, in any order, with nothing reported.
        pattern(
            rf"^(?=.*\b(?:{_BEAST}|wistar|beagles?)\b)(?=.*\b(?:{_US}|grown|scale says|reader|"
            rf"human)\b)(?=.*\b{_RATIO}\b)"
            r"(?=.*\b(?:dos(?:e|es|ed)|amounts?|figures?|exposure|got|given|"
            rf"{AMOUNT_WORDS} ?{DOSE_UNITS}|a kilo\w*|per kilo\w*)\b).",
            excuses=(_told_amounts, open_question, _exposure, _denied, _chemical),
        ),
        # One form into another.
        pattern(
            rf"^(?=.*\b{_FORM}\b.*\b{_FORM}\b)(?=.*\b{_RELATES}\b)(?=.*\b(?:amounts?|dos(?:e|es|ed|"
            rf"ing)|much|number|{AMOUNT_WORDS} ?"
            r"(?:mg|mcg|[uμ]g|milligrams?|micrograms?|iu))\b).",
            excuses=(told, open_question, _denied, _chemical, of_research),
        ),
        # `In human terms`, `a sixth of the rat's`, one brand or route for another.
        pattern(
            r"\bin (?:human|people|our) terms\b|\bhuman[- ](?:equivalent|sized)\b|\b(?:for|in) (?:humans|people|man"
            r"|us|an adult|adults|a person),? "
            rf"(?:\w+ )?(?:divide|multiply|halve|that|this|the figure|would)\b[^.;]{{0,40}}(?:\d|\bby\b)|\b(?:dose"
            rf"|amount|figure)s? (?:\w+ ){{0,4}}?(?:amounts?|comes?|"
            r"works? out|equates?|corresponds?|translates?) (?:to|at"
            rf"|as) (?:\w+ )?{AMOUNT_WORDS}[ -]?{DOSE_UNITS}\b(?=[^.;]*\b(?:adults?|person|people|"
            r"humans?|man|woman|us)\b)|\b(?:extrapolat|scal|convert)\w+ (?:\w+ )?from (?:the "
            rf"|these )?(?:{_BEAST})[^.;]{{0,40}}\b(?:people|humans?|"
            r"adults?|person|would|need\w*|require\w*|dose)\b|\b(?:shave|cut|bring|scale|divide) (?:the "
            r"|that )?(?:figure|number|amount|dose) (?:down )?"
            r"(?:to|by) (?:a |one )?(?:half|third|quarter|fifth|sixth|tenth|\d)",
            excuses=(negated, open_question, told, _denied, _chemical, _exposure),
        ),
        pattern(
            rf"\b(?:swap|exchange|trade|switch|replace) {AMOUNT_WORDS} ?{DOSE_UNITS}\b[^.;]{{0,30}}\b(?:for|to|"
            rf"with) {AMOUNT_WORDS}|\b{AMOUNT_WORDS} ?{DOSE_UNITS} (?:of|by|in|from) (?:\w+ ){{1,4}}?(?:is|are|"
            rf"match(?:es)?|equals?|gives?"
            r"|does|do) (?:as (?:much|good) as|"
            rf"like|about|roughly|the same as)? ?{AMOUNT_WORDS}\b",
            excuses=(negated, open_question, told, _denied, _chemical),
        ),
        pattern(
            rf"\b{AMOUNT_WORDS} ?{DOSE_UNITS}\b[^.;]{{0,30}}\b(?:replaces?|stands? in for|substitutes? for|"
            rf"does? the work of|gives? the same|equates? to) [^.;]{{0,30}}?{AMOUNT_WORDS} ?{DOSE_UNITS}\b|"
            rf"\bwhat {AMOUNT_WORDS} "
            rf"?{DOSE_UNITS}\b[^.;]{{0,40}}\bdoes?\b[^.;]{{0,40}}\b(?:{_BEAST})\b[^.;]*\b(?:{_US})\b",
            excuses=(negated, open_question, told, _denied, _chemical),
        ),
        pattern(
            rf"\bdoses? for (?:people|humans|adults|man|a person)\b[^.;]{{0,40}}\b(?:follows?|derives?|results?"
            rf"|comes?|can be (?:reckoned|derived|computed|calculated|inferred))\b[^.;]{{0,30}}\b(?:{_BEAST})\b",
            excuses=(negated, open_question, told, _denied, _chemical, _exposure),
        ),
        # What the animal got and what is to be made of it, and amounts of one form counted in another.
        pattern(
            rf"\b(?:{_BEAST})(?:'s?|s')? (?:dos(?:e|es|age)|amounts?|figures?|quantit\w+|numbers?|milligrams?"
            rf"|micrograms?)\b"
            r"(?=.*\b(?:halve|half|thirds?|quarter|fifth|sixth|seventh|eighth|tenth|twelfth|divide|take|the right|"
            r"times|fraction|shave|multiply|per ?cent)\b)|\b(?:halve|half|(?:a|an|one) (?:third|quarter|fifth|sixth|"
            r"seventh|eighth|"
            rf"tenth|twelfth)|multiply|divide|take)\b[^.;]{{0,25}}\bthe (?:{_BEAST})(?:'s?|s')? (?:dose|amount|figure|"
            r"quantity|number|milligrams)\b|"
            rf"\b(?:{_BEAST})\b.*\b(?:grown (?:man|woman)|adults?|person|man|woman|us|two legs|-kilo person|"
            rf"\d+-kilo \w+|people|patient)\b[^.;]{{0,40}}\b(?:would|is|at|becomes?|needs?|"
            rf"means)\b[^.;]{{0,30}}{AMOUNT}|\b{AMOUNT}[^.;]{{0,25}}\b(?:{_BEAST})\b.*\b(?:that's|that is|that makes|"
            rf"becomes|so|hence|means|would be|comes to|roughly|about)\b.*{AMOUNT}|\bthe equivalent (?:for|in) (?:us|"
            rf"people|humans|man|a person|an adult|patients)"
            r"\b",
            excuses=(_told_amounts, negated, open_question, _denied, _chemical, _exposure),
        ),
        pattern(
            r"\b(?:\w+ to \w+|\w+|\d+) times (?:the|what|as much as|more than the|that) (?:[\w']+ ){0,3}?(?:inject\w*|"
            r"oral|swallowed|subcutaneous\w*|nasal|intravenous|sprayed)\b|\b(?:requires?|needs?|takes?|"
            r"holds?) (?:\w+ ){0,3}?(?:\w+|\d+) times (?:the|as much|more)\b(?=.*\b(?:oral\w*|swallow\w*|inject\w*|"
            r"capsules?|tablets?|nasal\w*|mouth|sublingual\w*)\b)",
            excuses=(told, negated, open_question, _denied, _chemical, of_research),
        ),
        pattern(
            rf"\b(?:{_BEAST})\b[^.;]*\b(?:multiplied|divided by|same per kilo\w*|for us by)\b|\bby (?:nose|mouth"
            rf"|needle|"
            r"injection|skin)\b[^.;]{0,30}\b(?:double|twice|half|thrice|times|as much)\b|\b(?:twelfth|sixth|seventh"
            r"|tenth|"
            rf"fraction)\b[^.;]{{0,20}}\b(?:for|in) (?:men|people|us|humans|man|adults)\b(?=.*\b(?:{_BEAST}|dose|"
            rf"will do|is enough)\b)|\b(?:{_BEAST})\b[^.;]*\b(?:puts?|brings?|places?|gets?|lands?) (?:people|us|"
            rf"humans|adults|man|a "
            r"person|you) (?:at|to|near|on)\b",
            excuses=(_told_amounts, negated, open_question, _denied, _chemical, _exposure),
        ),
    ),
)
