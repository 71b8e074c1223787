"""How measures, numbers, units and intervals are printed: the patterns by which an estimate is found."""

import re

NUMBER = r"[-−–+±]?\s?(?:0,\d{1,4}|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.·]\d+|,\d{1,2})?)(?!\d|,\d{3}(?!\d))"
"""A point, or a comma, before decimals; a comma before three digits marks thousands, unless 0 stands before it."""
UNIT = (
    r"%[- ]points?|%|percentage[- ]points?|kg/m(?:²|2|\(2\))|kg|cm(?:2|²|\(2\))|mg/d[Ll]|mg/[Ll]|mmol/[Ll]|mmol/mol|"
    r"(?:mg|µg|ng) per (?:deci|milli)?lit(?:er|re)|mmol per lit(?:er|re)|kcal(?:/day)?|(?:m[Ll]|g)/(?:day|d|week|h)|"
    r"mm\s?Hg|mm|cm|ng/d[Ll]|ng/m[Ll]|pg/m[Ll]|"
    r"µg/[Ll]|[nµpm]mol/[Ll]|[mk]?IU/[Ll]|U/[Ll]|beats/min|m[Ll]/min(?:/1\.73 m(?:²|2))?|m[Ll]|points?|days?|weeks?|"
    r"months?|years?|hours?|min(?:utes)?|g|m"
)
_STANDARDISED = r"(?i:standardi[sz]ed mean differences?)|SMDs?|(?i:hedges['’]? g|cohen['’]?s d)"
_DIFFERENCE = (
    r"(?i:(?:weighted |adjusted |least[- ]squares |estimated ){0,4}"
    r"(?:mean|treatment|between-group|group) differences?|treatment effects?)"
    r"|W?MDs?|ETDs?|(?i:(?<!age )(?<!baseline )(?<!rate )(?<!percent )(?<!percentage )(?<!% )difference)"
)
_SHORT = r"(?:\s?[\[(][A-Za-z]{1,5}[\])])?"
"""Behind its name, the abbreviation that it gets."""
MEASURES = (
    ("hazard ratio", r"(?i:hazard ratios?)|a?HRs?"),
    ("odds ratio", r"(?i:odds ratios?)|a?ORs?"),
    ("rate ratio", r"(?i:(?:incidence )?rate ratios?)|IRRs?"),
    ("relative risk reduction", r"(?i:relative risk reductions?)|RRRs?"),
    ("absolute risk reduction", r"(?i:absolute risk reductions?)|ARRs?"),
    ("risk ratio", r"(?i:risk ratios?|relative risks?)|RRs?"),
    ("risk difference", r"(?i:risk differences?)|ARDs?|RDs?"),
    ("standardised mean difference", _STANDARDISED),
    ("median difference", r"(?i:median differences?)"),
    ("mean difference", _DIFFERENCE),
)
PERCENT = ("%", "percent", "per cent")
RATIOS = frozenset({"hazard ratio", "odds ratio", "rate ratio", "risk ratio"})
DIFFERENCES = ("difference", "reduction")
"""How the measures end that are estimates only with an interval or a P."""
_ANY = r"(?:[^,;()\d]|(?<=[^\W\d_])\d|(?<=[A-Za-z]-)\d+)"
_SHARE = r"(?:of (?:at least |more than |≥ ?|> ?)?\d+(?:\.\d+)?\s?%(?: or (?:more|greater|higher))?)"
_AT = r"(?:(?:at|after|over|to|by) (?:(?:week|month|day|year)s? \d+|\d+ (?:weeks|months|days|years|hours)))"
_STEPS = 12
_NAMED = (
    rf"(?:for|in|between|on|with|of) (?:{_ANY}{{1,140}}?|{_ANY}{{1,80}}?(?: {_SHARE}| {_AT}){{1,4}}{_ANY}{{0,60}}?)"
    r"(?:\bwas|\bwere|\bis|\bof|[=:]|,(?=\s?[-−–]?\d)|(?=\s[-−–]\d))|"
    r"(?:for|of|in) (?:the |a )?(?:\w+ ){0,3}composite (?:\w+ )?of [^;()\d]{3,120}?\b(?:was|were)"
)
"""What an estimate is of, up to the verb, the comma or the minus before its number."""
_LINK = r"[\s,:;=(\[]|(?i:of|was|is|were|in favou?r of \w+)\b"
_WORDS = r"(?:(?!\b(?:for|of|vs)\b|[-−–+±\s]{1,3}\d)[^,;()\d])"
_GAP = (
    rf"(?:{_LINK}){{0,{_STEPS}}}(?i:{_NAMED})?"
    rf"(?:(?>{_LINK})|(?>(?i:(?:for|of) {_WORDS}{{1,60}}|vs\.? {_WORDS}{{1,40}}))\b){{0,{_STEPS}}}"
)
"""Between a measure and its number. Every word of it is read in one way only, and so many at most."""
_CI = (
    r"(?i:CIs?(?![a-z])|C\.I\.|CrIs?(?![a-z])|(?:bayesian )?(?:confidence|credib(?:le|ility)|uncertainty) "
    r"(?:intervals?|limits?))(?:\s?\[CI\]|\s?\(CI\))?"
)
_LEVEL = r"[89]\d(?:[.,]\d+)?"
SAID = (
    rf"(?:with (?:an? |the )?)?(?:(?P<level>{_LEVEL})\s?(?:%|per ?cent)\s?{_CI}|"
    rf"{_CI}\s?(?:\(?(?P<behind>{_LEVEL})\s?%\)?)?)[\s,:;=(\[]*(?:of |from |between )?"
    rf"(?P<low>{NUMBER})\s?(?:{UNIT})?\s*(?:[-–—]?\s?to|and|,|;|-|–|—|−)\s*(?P<high>{NUMBER})"
)
"""An interval that says what it is."""
INTERVAL = rf"[\s,;([{{]*{SAID}"
_P_BEFORE = r"[Pp]\s?[<=>≤≥]\s?0?[.·]\d+[,;]\s"
INTERVAL_BEFORE = re.compile(rf"[(\[](?:{_P_BEFORE})?{INTERVAL}\s?(?:{UNIT})?[,;]\s$")
"""An interval of its own in the brackets in which the estimate follows: "(95% CI 1.2 to 3.4; OR 2.0)"."""
BEFORE = 100
"""Characters before an estimate in which its interval may begin."""
_DECIMAL = rf"(?=[^\d]{{0,2}}\d+[.·,]\d){NUMBER}"
_BARE = (
    rf"\s?[([](?:(?P<from>{NUMBER})\s?(?:to|-|–|—|−)\s?(?P<upto>{NUMBER})|"
    rf"(?P<lower>{_DECIMAL})\s?(?:;\s?|,\s)(?P<upper>{_DECIMAL}))[)\]](?:,?\s?(?P<last>{_LEVEL})\s?%\s?{_CI})?|"
    rf",\s(?P<least>{_DECIMAL})\s?(?:to|–|—)\s?(?P<most>{_DECIMAL})(?=\s?[;)\]])"
)
"""An interval whose level the sentence does not say before it."""
_FORM = rf"(?:[\s,;]*[\[(](?:{_LEVEL})\s?%\s?{_CI}[\])])?"
"""Before the number, what the brackets behind it will hold."""
_MEASURE = (
    rf"(?<![\w-])(?:{'|'.join(f'(?P<m{at}>{words})' for at, (_, words) in enumerate(MEASURES))})(?![\w-]){_SHORT}"
)
_VALUE = rf"(?P<value>{NUMBER})(?![\d.]*\d)\s?(?P<unit>{UNIT})?(?![\w²]|\s?/\s?[\w\d])"
_OF_IT = r"(?:\s(?i:for|in|of|between)\s[^,;()\[\]\d]{1,40}(?=\s[(\[]))"
"""Between an estimate and its interval, what it is of."""
STATED = re.compile(rf"{_MEASURE}{_FORM}{_GAP}{_VALUE}(?:{_OF_IT}?{INTERVAL}|{_BARE})?")
ROW, OF_ROW = re.compile(_MEASURE), re.compile(rf"{_VALUE}{INTERVAL}")
_SPREAD = r"(?:\s?(?:±|\+/-)\s?\d[\d.]*)?"
AMOUNT = rf"(?P<value>{NUMBER}){_SPREAD}\s?(?P<unit>{UNIT})(?![\w²/])(?:{INTERVAL})?"
