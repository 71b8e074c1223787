"""C04: no dose is carried from animals to people, or to a body weight."""

from shared.gates.family import Family, pattern
from shared.gates.scope import AMOUNT, negated

_PERSON = r"(?:humans?|persons?|people|adults?|man|men|woman|women|individuals?|users?|subjects?)"
_ANIMAL = r"(?:rats?|mice|mouse|animals?|rodents?|rabbits?|dogs?|pigs?|monkeys?|murine|mg/kg|[uμ]g/kg|mcg/kg)"

FAMILY = Family(
    id="C04",
    version=1,
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
    ),
)
