"""Whether a sentence can be understood by itself, or leans on those that stand before it in its abstract."""

import re

_LEANS = re.compile(
    r"^\W*(?:(?:however|moreover|furthermore|in addition|additionally|also|thus|therefore|hence|consequently|"
    r"conversely|in contrast|by contrast|on the other hand|on the contrary|similarly|likewise|nevertheless|nonetheless|"
    r"instead|then|but|and|yet|so|as a result|accordingly|finally|indeed|again|interestingly|importantly|besides|"
    r"in turn|specifically|notably|alternatively|otherwise|concomitantly|in parallel|at the same time|"
    r"in this (?:respect|context|case|regard)|in (?:the|this) same|"
    r"for example|in particular|meanwhile|afterwards?|subsequently|secondly|"
    r"second|third|thirdly|firstly|in both)\b|"
    r"(?:these|those|they|it(?! (?:is|was) (?:concluded|found|shown) that)|its|their|such|he|she|his|her|both|neither|"
    r"none|all of|most of|some of|another|here|there(?! (?:is|are|was|were|has|have)\b)|"
    r"the (?:results?|findings|data)(?! (?:(?:of|from) (?:this|the|the present) (?:study|trial|work) |obtained )?"
    r"(?:show|indicate|suggest|reveal|demonstrate)(?:s|d|ed)? (?:that|an?|no)\b)|"
    r"the (?:former|latter|same|other|above|effects?|differences?|changes?|responses?|"
    r"increases?|reductions?|decreases?|enhancements?|improvements?|present|two|three|most common)|"
    r"similar|other|others|no other|one|two|three|four|only)\b|"
    r"(?:this|that)\b(?! (?:meta-analysis|systematic review|randomi[sz]ed|trial\b|study\b))|"
    r"(?:our|the present|the current) (?:results?|findings|data|study|work|observations?)\b|we\b)",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r", (?:however|moreover|furthermore|therefore|thus|hence|consequently|conversely|in contrast|by contrast|in turn|"
    r"nevertheless|nonetheless|on the other hand),|"
    r"\b(?:is|are|was|were|has|have|had|can|could|may|might) (?:therefore|thus|hence|consequently)\b",
    re.IGNORECASE,
)
"""The same within: `They, however, did not`, `It was therefore`."""
_ADDS = re.compile(
    r"^(?:in addition|additionally|moreover|furthermore|importantly|interestingly), (?=\w)", re.IGNORECASE
)
"""A sentence that adds to the one before needs it less than one that points to it."""
_DESCRIBES = re.compile(
    r"^This (?:(?!(?:study|trial|paper|review|article|work|report|result|finding|effect|change|difference|increase|"
    r"decrease|reduction|process|group|and|or|of|in|by|is|was|has|had|may|can)\b)[\w-]+ ){4,8}(?:was|is|had|did)\b",
)
"""A subject that says itself what "this" is: this distinct heightened social fear response was ..."""
_POINTS = re.compile(
    r"\b(?:these|those (?:results|findings|data)|the findings?)\b",
    re.IGNORECASE,
)
"""Words that point out of the sentence wherever they stand in it."""
_OTHER = re.compile(
    r"(?<!\band )(?<!\bor )(?<!\bany )(?<!\bthan )(?<!\bwith )(?<!\bsuch )\bother (?:[\w-]+ )?"
    r"(?:times?|time[- ]?points?|visits?|doses?|groups?|days|weeks|intervals?|symptoms?|components?|outcomes?)\b",
    re.IGNORECASE,
)
"""Other than what the sentence before tells of: better behind it, and often a finding of no difference."""
_COMPARES = re.compile(
    r"^(?:an? )?(?:(?:significantly|slightly|much|even) )?(?:lower|higher|greater|smaller|larger|longer|shorter|"
    r"weaker|stronger)\b(?!.*\b(?:than|compared|in comparison|versus|vs|relative to|with increasing)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""Lower levels, and nothing that they are lower than."""
_THIS = re.compile(
    r"(?:\b(?:by|with|of|in|at|to|from|after|before|under|on|for|using|during|between|than) (?:this|that)|\bsuch an?|"
    r"\b\w+(?:ed|es) this) "
    r"(?:[\w-]+ )?(?P<noun>method|technique|procedure|dos(?:e|age)|level|concentration|regimen|schedule|treatment|"
    r"therapy|compound|drug|agent|peptide|hormone|protein|substance|analog(?:ue)?|model|strain|species|group|cohort|"
    r"population|age|time|period|interval|condition|region|area|laboratory|enzyme|receptor|pathway|effect|response|"
    r"increase|decrease|reduction|change|difference|patients?|history|state|process|impairment|deficit|"
    r"abnormality)s?\b",
    re.IGNORECASE,
)
"""A thing pointed at within the sentence: `at this dose`."""
_SO_MANY = re.compile(
    r"\b(?:(?:the|all|these) (?:other )?(?:two|three|four|five|six|seven|eight)|both|either|neither) "
    r"(?:\w+ )?(?:groups?|arms?|treatments?|compounds?|drugs?|agents?|peptides?|hormones?|doses?|infusions?|"
    r"injections?|days|visits|regimens?|periods?|conditions?|studies|trials|experiments?|analog(?:ue)?s|"
    r"preparations?|formulations?|[a-z]*solutions?|occasions?|cohorts?|models?|cases)\b(?! (?:of|with|that|who|"
    r"which|were|given|treated|receiving)\b| ?[(:])",
    re.IGNORECASE,
)
"""So many things that are known to whoever has read on: `during the two infusions`."""
_NAMED_THERE = re.compile(r"\b(?:and|or|than|versus|vs|compared|placebo|controls?)\b", re.IGNORECASE)
"""What a sentence has that names itself the things it then counts."""
_HELD_AGAINST = re.compile(
    r"\b(?:placebo|controls?|vehicle|saline|sham|untreated|versus|vs|than|compared (?:with|to))\b"
    r"(?! (?:the )?(?:baseline|pre-?treatment|before|\d|one|two|half|\w+fold)\b)",
    re.IGNORECASE,
)
"""Something is compared with something, and not with how it was before."""
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_CLAUSE = re.compile(r";|\. ")
_LISTED = re.compile(r"(?<=[\w%)])(?:, ?(?:and|or)|,? (?:and|or|versus|vs\.?)) (?=[\w(\u2212+-])", re.IGNORECASE)
_FIGURES_LISTED = re.compile(
    r"\d[^\s,;]*(?: ?[^\W\d][\w/]*| ?%| ?[(\[][^)\]]*[)\]]){0,3}(?:, ?(?:and|or)|,? (?:and|or|versus|vs\.?)) "
    r"(?:[a-z]+ ){0,2}[\u2212+-]?\d",
    re.IGNORECASE,
)


def leans(text: str) -> bool:
    """Whether the sentence points out of itself to what stands before it."""
    if any(each.search(text) for each in (_TURNS, _POINTS, _COMPARES)):
        return True
    if _LEANS.search(text) and not _DESCRIBES.search(text):
        return True
    return _points_within(text)


def only_adds(text: str) -> bool:
    """Whether what the sentence leans by is no more than a word that adds it to the one before."""
    return bool(_ADDS.search(text)) and not leans(_ADDS.sub("", text))


def of_others(text: str) -> bool:
    """Whether it tells of times, doses or groups other than those of the sentence before: better read behind it."""
    return bool(_OTHER.search(text))


def _points_within(text: str) -> bool:
    """Whether some words within the sentence point at what it does not name itself."""
    for found in _THIS.finditer(text):
        if found["noun"].casefold()[:6] not in text[: found.start()].casefold():
            return True
    if compares(text):
        return False
    return any(not _NAMED_THERE.search(text[: found.start()]) for found in _SO_MANY.finditer(text))


def pairs_elsewhere(text: str) -> bool:
    """Whether `respectively` pairs figures with things that the sentence does not list itself."""
    for found in RESPECTIVELY.finditer(text):
        before = _CLAUSE.split(text[: found.start()])[-1]
        # One list is the figures', and one, of whatever kind, what they belong to.
        if not _FIGURES_LISTED.search(before) or len(_LISTED.findall(before)) < 2:
            return True
    return False


def compares(text: str) -> bool:
    """Whether something is held against something else than how it was before."""
    return bool(_HELD_AGAINST.search(text))
