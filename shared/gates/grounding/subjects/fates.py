"""C20: how something ended, told by quotes that say only that it was there; and results told by a method alone.

`Rash occurred in 5 of 40` is no rash that cleared, and `pain was measured` is no pain that fell. So a word of recovery,
relief or change in a claim needs one of its kind in the quotes, be it another one.
"""

import re
from collections.abc import Sequence

from shared.gates.grounding.doubts.hedges import CHANGES, DOUBTS
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import AS_GOOD, DENIES
from shared.gates.words.wording import first

_SYMPTOM = (
    r"(?:vomiting|nausea|headaches?|pain|diarrh\w+|bleeding|rash\w*|itch\w*|fever|seizures?|cough\w*|cramps?|spasms?|"
    r"dizziness|fatigue|palpitations?|swelling|symptoms?|flush\w*|hypoglyc\w+)"
)
_LESSENED = (
    r"improv|better|amelior|relie[fv]|allev|eas(?:e|ed|es|ing)\b|lessen|reduc|decreas|lower|fell\b|fall|declin|"
    r"diminish|attenuat|suppress|inhibit|prevent|protect|abolish|mitigat|restor|repair|block|antagon|revers|recover|"
    r"resol|heal|cur(?:e[ds]?|ing|ative)\b|clear|remi(?:t|ss)|regress|eradicat|eliminat|rescu|respon[ds]|respons|"
    r"efficac|effective|success|benefi|free (?:of|from)\b|freed|rid\b|counter|disappear|vanish|normali|shr[aiu]nk|"
    r"less\b|fewer|smaller|faster|accelerat|shorten|shorter|no longer|regenerat|clos(?:ed|ure|ing)|epitheli|union|"
    r"analges|neutrali[sz]|overc[oa]me|correct|remov|salvag|sober|abstin"
)
_BY_ITSELF = (
    rf"{_LESSENED}|subsid|went away|gone\b|wore|transien|tempor|brief|short-lived|self-limit|passing|spontan|"
    rf"ceas|return|"
    r"without|none|absen|undetect|negative|excret|degrad|deplet|lost|loss|complete|surviv|abat|fad(?:e|ed|ing)|settl|"
    r"disposal|half-li|minor|mild|(?-i:CRs?\b)"
)
_BETTERED = (
    rf"{_LESSENED}|increas|rose|rais|higher|greater|gain|longer|enhanc|more|elevat|from \d|favou?r|superior|no adverse|"
    r"without|tolera"
)
_TO_NORMAL = (
    r"normali|return|back\b|recover|revers|restor|(?:to|within) (?:the )?(?:\w+ )?(?:normal|control|baseline|"
    r"reference)|became normal|resol|fell\b|decreas|declin|reduc|correct|attenuat|prevent|improv|amelior"
)
_STOPPED = (
    rf"{_LESSENED}|(?:stopp\w+|halt\w+|end(?:ed|s)) (?:the |their |of )?{_SYMPTOM}|"
    rf"{_SYMPTOM} (?:had |has )?(?:stopped|ended|ceased)"
)
_ENDED = (
    r"recover(?:ed|s|y)|resolve[ds]?|resolution|disappear\w*|vanish\w*|subsid\w+|went away|cleared(?: up)?|remissions?|"
    r"remitted|regressed|abated|wore off|faded"
)
_HELPED = (
    r"cure[ds]?|curing|reliev\w+|relief|alleviat\w+|freed (?:of|from)|rid of|eradicat\w+|heal(?:ed|s)?|ameliorat\w+|"
    r"eased|improve[ds]?|better"
)
_FATES = tuple(
    (re.compile(rf"\b(?:{said})\b", re.IGNORECASE), re.compile(rf"\b(?:{read})", re.IGNORECASE))
    for said, read in (
        (_HELPED, _BETTERED),
        (_ENDED, _BY_ITSELF),
        (r"return(?:ed|s)? to (?:normal|baseline)|normali[sz]\w+|(?:back|went) to normal", _TO_NORMAL),
        (rf"(?:stopp?(?:ed|s)|halt(?:ed|s)|ended|ends) (?:the |their )?{_SYMPTOM}", _STOPPED),
    )
)
"""How a claim says that something ended or got better, and all that a quote may have for it."""
_NO_AIM = r"(?:a|an|the|one|two|three|four|five|ten|\d+|\w+ty|\w*(?:adults|patients|people|rats|mice|placebo))\b"
_MEASURES = re.compile(
    r"\b(?:measured|assessed|evaluated|recorded|determined|monitored|quantified|investigated|examined|tested|"
    r"analy[sz]ed|scored|rated|studied|documented|aimed|designed|powered|sought|planned|"
    r"(?:outcomes?|end-?points?|objectives?|aims?|purposes?|measures?) (?:was|were|is|are|included)|"
    r"(?:was|were|be) (?:regarded|considered|counted|defined|classified|deemed))\b|"
    r"\b(?:given|administered|used|prescribed|treated|randomi[sz]ed|assigned|received|offered)\b[^.;]*? "
    rf"(?:to (?!{_NO_AIM})[a-z]+|for [\w -]*\b(?:control|relief|treatment|management|reduction|prevention))\b",
    re.IGNORECASE,
)
"""What a study does, plans or calls something, and what something is given for."""
_CAME = r"(?:low|high|reduc|improv|decreas|increas|bett|worse|met\b|reach|achiev|simil|observ|seen|longer|shorter)"
"""How it came out stands behind its name."""
_MEANT = re.compile(
    r"\b(?:given|administered|used|prescribed|treated|received|designed|powered|aimed|sought|planned|intended|offered|"
    r"measured|assessed|evaluated|tested|recorded|examined|investigated|determined)\b[^.;]*? "
    r"(?:(?:to|for|because of)(?: [^\s,.;]+){0,5}|(?:whether|if)\b[^.;,]*)|"
    r"(?:(?!, | and )[^.;])*\b(?:was|were|be) (?:regarded|considered|counted|defined|classified|deemed)\b[^.;,]*|"
    r"\b(?:outcomes?|end-?points?|objectives?|aims?|purposes?) (?:\w+ )?(?:was|were|is|are|included)\b"
    rf"(?! (?:not |\w+ly )?{_CAME})[^.;,]*",
    re.IGNORECASE,
)
"""What is meant to happen, or what something would be called."""
_FOUND = re.compile(
    r"\b(?:differ\w*|effects?|associat\w+|correlat\w+|found|show(?:s|ed|n)?|observed|seen|noted|detected|reveal\w+|"
    r"demonstrat\w+|occurred|developed|report\w*|significan\w+|similar\w*|chang(?:ed|es)|caused|led|result(?:s|ed)|"
    r"became|had|more|less|most|high|low|strong\w*|weak\w*|affect\w*|alter\w*|induc\w+|block\w*|\d+(?:\.\d+)? ?%|vs\.?|"
    r"versus|than|respons\w*|respond\w*|effective\w*|toxic\w*|\w+(?:er|est) than|p ?[<=>])(?!\w)",
    re.IGNORECASE,
)
_TOLD = (
    *CHANGES,
    re.compile(r"\bchanged\b|\bcontrolled (?!trial|stud|group|by|for)\w+|\breductions?\b", re.IGNORECASE),
)


def untold(claim: str, quotes: Sequence[str]) -> str:
    """The word of a claim that ends or betters something of which its quotes say no such thing, or nothing."""
    text = normalise(claim).text
    there = " ".join(normalise(each).text for each in quotes)
    return next((said[0] for told, read in _FATES if (said := told.search(text)) and not read.search(there)), "")


def by_method_alone(claim: str, quotes: Sequence[str]) -> str:
    """The change that a claim tells of while all of its quotes tell what was done or planned, or nothing."""
    text = normalise(claim).text
    told = next((found for each in _TOLD if (found := first(each, text))), "")
    if not told or _MEASURES.search(text) or DOUBTS.search(text):
        return ""
    return told if quotes and all(_method(normalise(each).text) for each in quotes) else ""


def _method(quote: str) -> bool:
    """Whether it tells what was done, planned or meant, and nothing that came of it."""
    if not _MEASURES.search(quote):
        return False
    rest = _MEANT.sub(" ", quote)
    return not any(each.search(rest) for each in (*CHANGES, _FOUND, DENIES, AS_GOOD))
