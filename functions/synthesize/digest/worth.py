"""What a sentence is worth to a digest: its section and place, result words, figures, what is held against what, and
whether it names the peptide."""

import re

from functions.synthesize.digest.leaning import RESPECTIVELY, compares
from shared.domain.evidence.pack import PackSentence

_FEW_WORDS = 9

_TELLS = re.compile(r"\b(?:results?|findings?|conclusions?|interpretation|outcomes? and results)\b", re.IGNORECASE)
PREPARES = re.compile(
    r"\b(?:background|introduction|context|objectives?|aims?|purpose|rationale|methods?|materials?|design|setting|"
    r"participants|patients|subjects|interventions?|measurements?|measures|registration|funding|significance|"
    r"data sources?|study selection|data extraction|hypothesis|procedures?)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:increas(?:ed|es)|decreas(?:ed|es)|reduc(?:ed|es)|lower(?:ed|s)|raised|rose|fell|improved|improves|enhanced|"
    r"attenuated|accelerated|restored|inhibit(?:ed|s)|suppress(?:ed|es)|prevented|promoted|induced|stimulat(?:ed|es)|"
    r"showed|shows|exhibited|differed|occurred|remained|resulted|caused|produced|abolished|blocked|elevated|"
    r"(?:was|were|is|are) (?:\w+ )?(?:higher|lower|greater|smaller|longer|shorter|associated|similar|unchanged|"
    r"increased|reduced|decreased|observed|found|reported|seen|detected)|did not|no (?:\w+ ){0,2}difference|"
    r"no (?:\w+ ){0,2}(?:effect|change))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\bp\s*[<=>]|\d\s*%|\bCI\b|confidence interval|\d\s*(?:±|\+/-)\s*\d", re.IGNORECASE)
_CONCLUDES = re.compile(r"^(?:in conclusion|in summary|we conclude|overall|taken together)\b", re.IGNORECASE)


def score(sentence: PackSentence, position: int, count: int, *, named: bool, titled: bool) -> int:
    """Points of the sentence at this place among so many; `titled` says that its study's title names the peptide."""
    if _TELLS.search(sentence.section):
        points = 3
    elif PREPARES.search(sentence.section):
        return 0
    else:
        # An abstract without labels begins with why and how, and ends with what was found.
        points = 3 if position == count - 1 else 2 if 2 * position >= count else 0
    points += 2 * bool(_RESULT.search(sentence.text)) + 2 * bool(_FIGURE.search(sentence.text))
    points += compares(sentence.text) - bool(RESPECTIVELY.search(sentence.text))
    points += bool(_CONCLUDES.search(sentence.text)) + 2 * named - 2 * _thin(sentence.text, named=named)
    return points - (0 if named else 1 if titled else 3)


def _thin(text: str, *, named: bool) -> bool:
    """Few words, no figure, no peptide: it says little to whoever has not read the rest."""
    return not named and not _FIGURE.search(text) and len(text.split()) < _FEW_WORDS
