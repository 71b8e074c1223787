"""Words that pass judgement on a peptide, in a claim whose quotes speak of no such thing.

That something is safe or well tolerated, that it is approved, that an effect lasts for good: a writer knows such things
of a peptide, or thinks so, and one adjective brings them into a finding. A claim says them where a quote speaks of it.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise

_SAFE = re.compile(
    r"\b(?<!un)(?:safe(?:r|st|ly)?|(?:well|better|readily|easily)[- ]tolerated|tolerable|tolerably|harmless(?:ly)?|"
    r"non-?toxic|innocuous)\b",
    re.IGNORECASE,
)
_OF_HARM = re.compile(
    r"\b(?:un)?safe\w*|\btoler\w+|\bharm\w*|\b(?:non)?-?toxi\w+|\badverse\b|\bside[- ]effects?\b|\bbenign\w*|"
    r"\bcomplicat\w+|\bevents?\b|\binnocuous\b|\bwithdr[ae]w\w*|\bdiscontinu\w+|\bmalignan\w+|\bill effects?\b|"
    r"\breactions?\b",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"\b(?:un)?approved\b|\bapproval\b|\b(?:un)?licen[sc]ed\b|\b(?:un)?authori[sz]ed\b|\b(?:FDA|EMA)\b|"
    r"\b(?:il)?legal(?:ly)?\b|\bover[- ]the[- ]counter\b|\bprescription(?:-only)?\b|\bmarketed\b",
    re.IGNORECASE,
)
_OF_AUTHORITIES = re.compile(
    r"\b(?:un)?approv\w+|\b(?:un)?licen[sc]\w+|\b(?:un)?authori[sz]\w+|\bregist\w+|\bmarket\w*|\blegal\w*|\billegal\w*|"
    r"\bregulat\w+ (?:agenc|author|bod|status)\w*|\bprescri\w+|\bover[- ]the[- ]counter\b|\bcommercial\w*|\bindicat\w+|"
    r"\blabel\w*|\b(?:FDA|EMA|MHRA)\b",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"\b(?:permanent(?:ly)?|lifelong|for (?:life|good|ever|(?:many )?years)|forever|irreversibl[ey]|once and for all|"
    r"(?:long-)?lasting(?:ly)?|enduring(?:ly)?|durabl[ey])\b",
    re.IGNORECASE,
)
_OF_LASTING = re.compile(
    r"\b(?:permanen\w+|life\w*|years?|y|yr|yrs|decades?|ever|irreversib\w+|last\w*|endur\w+|durab\w+|persist\w*|sustain\w*|"
    r"maintain\w*|remain\w*|prolong\w*|stay\w*|still|until|throughout|long\w*|chronic\w*|months?|follow\w*|stable|"
    r"stably|continu\w+)\b",
    re.IGNORECASE,
)


def safe(claim: str, quotes: Sequence[str]) -> str:
    """A word by which the claim calls something safe, where no quote tells of harm or its absence; or nothing."""
    return _unspoken(_SAFE, _OF_HARM, claim, quotes)


def approved(claim: str, quotes: Sequence[str]) -> str:
    """A word of what authorities allow, where no quote speaks of that; or nothing."""
    return _unspoken(_APPROVED, _OF_AUTHORITIES, claim, quotes)


def for_good(claim: str, quotes: Sequence[str]) -> str:
    """A word by which an effect stays for good, where no quote says how it lasted; or nothing."""
    return _unspoken(_FOR_GOOD, _OF_LASTING, claim, quotes)


def _unspoken(said: re.Pattern[str], of: re.Pattern[str], claim: str, quotes: Sequence[str]) -> str:
    found = said.search(normalise(claim).text)
    return found[0] if found and not any(of.search(normalise(each).text) for each in quotes) else ""
