"""Whether a text is English, as far as its letters and its smallest words tell."""

import re
import unicodedata

_ENGLISH = re.compile(
    r"\b(?:the|of|and|in|to|with|was|were|is|are|for|by|than|no|not|a|an|on|at|from|after|that|had|as|or|between|which|"
    r"did|both|but|be|been|has|have|its|their|when|who|during|among|each|other|over|per)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    # German, Dutch, French, Spanish, Italian, Portuguese, Swedish, Polish and Turkish; none is an English word.
    r"\b(?:der|das|und|ist|nicht|mit|von|bei|dem|den|ein|eine|einer|eines|nach|wurde|wurden|durch|für|zu|het|een|niet|"
    r"van|voor|le|les|des|du|une|dans|pour|avec|sur|est|par|chez|et|été|sont|aux|el|los|las|una|por|con|para|entre|del|"
    r"se|il|gli|della|nel|sono|dei|uma|os|dos|na|em|och|att|som|det|inte|på|nie|jest|przez|oraz|ve|bir|ile|için)\b",
    re.IGNORECASE,
)
_FEW = 18
"""Letters below which nothing is said of a text's language."""
_LATIN_AT_LEAST = 0.7
"""Share of the letters that are Latin or Greek: symbols are Greek in any abstract."""


def foreign(text: str) -> bool:
    """Whether this is surely not English: letters of another script, or the small words of another language."""
    letters = [each for each in text if each.isalpha()]
    if len(letters) < _FEW:
        return False
    latin = sum(unicodedata.name(each, "").startswith(("LATIN", "GREEK", "MICRO")) for each in letters)
    if latin < _LATIN_AT_LEAST * len(letters):
        return True
    return len(_FOREIGN.findall(text)) > len(_ENGLISH.findall(text))
