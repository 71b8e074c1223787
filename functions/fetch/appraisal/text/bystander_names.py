"""Names of what is only given beside what a study is about: to make ill, to put to sleep or to mark."""

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
NAME = rf"(?<![\w-])(?:{_MAKES_ILL}|{_PUTS_TO_SLEEP}|{_MARKS})(?!\w)(?!-(?:induced|initiated|treated|lesioned))"
NAMED = re.compile(NAME, _I)


def names_a_bystander(text: str) -> bool:
    """Whether something is named that is only given beside what a study is about."""
    return NAMED.search(text) is not None
