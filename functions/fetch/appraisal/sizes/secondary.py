"""How many an analysis of a trial's records looked at: of the trial's participants it may have taken only some.

The trial's own number would lend such a record a weight that it does not have. Where the record says how many of them
the analysis took, that is its size; where it counts fewer without saying so plainly, it has none.
"""

import re

from functions.fetch.appraisal.sizes.words import NUMBER, WHO, value_of
from shared.domain.evidence.study import Study, sentences

_I = re.IGNORECASE
_KIND = r"(?:post[- ]?hoc|secondary|ancillary|sub-?stud(?:y|ies)|sub-?analys[ei]s|exploratory|extension|off-treatment)"
_THIS = r"(?:this|our|the present|the current|we (?:performed|conducted|did|undertook|report|present) an?)"
_TITLED = re.compile(rf"\b{_KIND}\b(?! (?:prevention|outcomes?|schools?|infections?|hyper\w+|failure|education))", _I)
_SAID = re.compile(rf"\b{_THIS} (?:[\w-]+ ){{0,3}}?{_KIND}\b(?! (?:outcomes?|end-?points?|aim|objective))", _I)
_OF_A_NAMED_TRIAL = re.compile(
    rf"\b(?i:of) (?:the )?{NUMBER} [^.;]{{0,60}}?\b(?:in|of) the [A-Z][A-Z0-9-]{{2,}}(?: \d)? (?:trial|study), "
    rf"{NUMBER}\b|"
    r"\bextension (?:study |phase |trial )?reported here\b"
)
_IT = rf"(?:analys[ei]s|sub-?study|{_KIND} (?:study|phase|trial|analysis)|extension|sub-?analys[ei]s)"
_TOOK = r"(?:included|enrolled|analy[sz]ed|followed|comprised|involved|recruited|used)"
_TAKEN = (
    re.compile(
        rf"\b(?:{_THIS}|the|in) (?:[\w-]+ ){{0,4}}?{_IT}(?: reported here)? {_TOOK} "
        rf"(?:only |data (?:of|from) )?(?:the )?(?P<n>{NUMBER})"
        rf"(?: (?:out )?of (?:the |its |their |all )?(?:them\b|{NUMBER}))?(?: (?:[\w-]+ ){{0,3}}?{WHO}\b)?",
        _I,
    ),
    re.compile(
        rf"\bof (?:the |all )?{NUMBER} [^.;]{{0,90}}?, (?P<n>{NUMBER})\b[^.;]{{0,90}}?\b(?:were|was) "
        rf"(?:included|analy[sz]ed|enrolled) (?:in|for) (?:{_THIS}|the {_KIND})\b",
        _I,
    ),
)
_FEWER = re.compile(rf"(?P<n>{NUMBER}) (?:(?:out )?of (?:the(?:m|se)\b|those\b|whom\b)|(?:[\w-]+ ){{0,2}}?{WHO}\b)", _I)
_ABOUT_IT = re.compile(rf"\b(?:{_THIS}|the) (?:[\w-]+ ){{0,3}}?{_IT}\b|\bsubsets?\b|\bin this sub-?study\b", _I)
_ALL = re.compile(r"\b(?:all|every|entire|whole)\b", _I)


def is_secondary(study: Study) -> bool:
    """Whether the record says of itself that it analyses a trial that was told of elsewhere."""
    text = study.abstract_text
    return bool(_TITLED.search(study.title) or _SAID.search(text) or _OF_A_NAMED_TRIAL.search(text))


def taken_of(study: Study) -> tuple[int, str] | None:
    """The number that the analysis took, with the words that say so."""
    for each in sentences(study):
        for pattern in _TAKEN:
            if (found := pattern.search(each.text)) and (n := value_of(found["n"])):
                return n, found[0]
    return None


def counts_fewer(study: Study, n: int, quote: str) -> bool:
    """Whether a sentence other than the quote's, about the analysis, counts fewer: they may be all it looked at."""
    for each in sentences(study):
        if quote not in each.text and _ABOUT_IT.search(each.text) and not _ALL.search(each.text):
            told = (value_of(found["n"]) for found in _FEWER.finditer(each.text))
            if any(other and 2 <= other < n for other in told):
                return True
    return False
