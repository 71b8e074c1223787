"""What was given beside what a study is about: to make ill, to put to sleep, to mark or to hold against.

Nobody studies streptozotocin or horseradish peroxidase for what a page is about, so the route and the time that stand
beside their names are not the study's, whether or not the sentence says what they were for.
"""

import re

_I = re.IGNORECASE
_MAKES_ILL = (
    r"(?:di(?:ethyl|methyl)nitrosamine|N-?nitroso\w+|DENA?|NDEA|(?:1,2-)?dimethyl?hydrazine|DMH|azoxymethane|AOM|"
    r"(?:7,12-)?dimethyl\s?benz\S*anthracene|DMBA|methylnitrosourea|ethylnitrosourea|MNU|MNNG|urethane|aflatoxin\w*|"
    r"2-acetylaminofluorene|N-2-fluorenylacetamide|2-AAF|streptozoto\w+|STZ|alloxan|carbon tetrachloride|"
    r"CCl\(?4\)?|thioacetamide|D?-?galactosamine|dextran sul(?:f|ph)ate(?: sodium)?|DSS|TNBS|"
    r"trinitrobenzene\w*(?: sulfonic acid)?|oxazolone|c(?:a)?erulein|bleomycin|lipopolysaccharide|LPS|MPTP|6-OHDA|"
    r"6-hydroxydopamine|pentylenetetrazole?|PTZ|kainate|kainic acid|pilocarpine|carrageenan|zymosan|paraquat|"
    r"monocrotaline|isoproterenol|scopolamine|croton oil|formalin|12-O-tetradecanoylphorbol\S*|"
    r"(?:complete )?Freund's adjuvant)"
)
_PUTS_TO_SLEEP = r"(?:(?:sodium )?pentobarbit(?:al|one)|xylazine|chloral hydrate|thiopental|avertin)"
_MARKS = r"(?:horseradish peroxidase|bromodeoxyuridine|BrdU|Evans blue|India ink|fluorescein|gadolinium|technetium\S*)"
_NAME = rf"(?<![\w-])(?:{_MAKES_ILL}|{_PUTS_TO_SLEEP}|{_MARKS})(?!\w)(?!-(?:induced|initiated|treated|lesioned))"
_GIVING = r"(?:injections?|doses?|administration|infusions?|instillations?|gavage|applications?)"
_IS_BEHIND = re.compile(
    rf"(?:ly)?\s?(?:\([^()]*\)\s)?(?:(?:single|daily|weekly)\s)?(?:{_GIVING}\s)?(?:\([^()]*\)\s)?(?:of|with)\s"
    rf"(?:(?!and\b|or\b|then\b)[^\s,;.]+\s){{0,3}}?{_NAME}",
    _I,
)
_NAMED = re.compile(_NAME, _I)
_BREAKS = re.compile(
    r";|,(?!\d)|\.(?!\d)|\b(?:and|or|then|plus|with|followed|before|after|receiv\w+|treated|fed|either)\b", _I
)
"""Between such a name and what is told of it: something else begins."""
_A_TIME = re.compile(r"\b(?:after|before|following|since|prior to|until)\s(?:(?:the|an?|last|first|single)\s)*$", _I)
"""What is told by such a name is only when something else began."""
_NEAR = 60
_REACH = 300
"""Characters before a route or a time in which such a name is looked for: it is longer than none."""
_OF_A_REFERENCE = re.compile(r"\b(?:reference (?:compounds?|substances?|items?)|trained to discriminate)\b", _I)


def names_a_bystander(text: str) -> bool:
    """Whether something is named that is only given beside what a study is about."""
    return _NAMED.search(text) is not None


def is_a_bystanders(text: str, start: int, end: int, clause: str) -> bool:
    """Whether the route or time from `start` to `end` stands beside the name of something that was only given so."""
    return bool(
        _IS_BEHIND.match(text, end)
        or _is_before(text[max(0, start - _REACH) : start])
        or _OF_A_REFERENCE.search(clause)
    )


def _is_before(before: str) -> bool:
    """Whether such a name goes before, with no other giving in between; a comma counts only inside brackets."""
    named = list(_NAMED.finditer(before))
    if not named or _A_TIME.search(before[: named[-1].start()]):
        return False
    between = before[named[-1].end() :]
    opened = between.rfind("(") > between.rfind(")")
    told = between[: between.rfind("(")] if opened else between
    return len(between) <= _NEAR and not _BREAKS.search(told)
