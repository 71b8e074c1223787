"""C22: a cause read into a change that nothing was set against.

Who was better after a treatment that nobody else went without may have been better anyhow. Where each quote says that
there was no control, or tells of before and after alone, and none tells of a cause, a claim tells of none either.
"""

import re
from collections.abc import Sequence

from shared.gates.grounding.doubts.causes import tells_of_a_cause
from shared.gates.grounding.doubts.hedges import DOUBTS
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.wording import first

_ALONE = re.compile(
    r"\b(?:single|one)[- ](?:arm|group)\b|\buncontrolled\b|\bnon-?controlled\b|\b(?:without|no|lack\w*|"
    r"absence of) (?:an? )?(?:\w+ )?(?:controls?|comparators?|comparison|placebo)(?: (?:group|arm)s?)?\b|"
    r"\bopen-label extension\b|\bcase (?:report|series|stud(?:y|ies))\b|\bbefore and after\b|\bpre-?post\b|"
    r"\bbefore-and-after\b|\b(?:their|its|his|her) own controls?\b|\bcases? (?:is|are|was|were) (?:described|reported|"
    r"presented)\b|\b(?:report|describe|present) (?:an?|the|two|three|four|\d+) (?:[\w-]+ )?cases?\b",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|than (?:in |with |those |on )?(?:the )?(?:placebo|controls?|vehicle|sham)|versus|vs|"
    r"randomi[sz]ed to|placebo-controlled|controlled trial)\b",
    re.IGNORECASE,
)
_MADE_IT = re.compile(
    r"\b(?:ma(?:de|kes) [\w' -]{3,60}?\b(?!of\b)[a-z]+|brought (?:about|back)|because of|responsible for|"
    r"owing to|due to|thanks to|(?:was|were) the (?:cause|reason))\b",
    re.IGNORECASE,
)


def told_as_caused(claim: str, quotes: Sequence[str]) -> str:
    """By what each quote says that nothing was set against a change, where the claim tells of a cause; or nothing."""
    text = normalise(claim).text
    if DOUBTS.search(text) or said_otherwise(text) or not (tells_of_a_cause(text) or _MADE_IT.search(text)):
        return ""
    there = [normalise(quote).text for quote in quotes]
    if any(tells_of_a_cause(each) or _SET_AGAINST.search(each) for each in there):
        return ""
    found = [first(_ALONE, each) for each in there]
    return found[0] if found and all(found) else ""
