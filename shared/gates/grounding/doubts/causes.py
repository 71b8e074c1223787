"""C22: causes read into what its quotes tell as going together: `inversely associated with` is not `protected from`.

Where the part of the quotes that is nearest to a claim tells of an association or a prediction, and no quote says in
any words that one thing did another, a claim does not say so either.
"""

import re
from collections.abc import Sequence

from shared.gates.grounding.doubts.hedges import CAUSES, DOUBTS
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.wording import first, plain

_PARTS = re.compile(r";|\b(?:but|however|whereas|although|though|while|yet)\b|(?<=[a-z)])\. ", re.IGNORECASE)
_TIED = re.compile(
    r"\b(?:(?<!-)associat(?:ed|ions?|es?)|correlat\w+|(?<!-)linked|(?<!-)related (?:to|with|inversely)|"
    r"(?<!than )predict(?:s|ed|ors?|ive)\b(?! (?:values?|by))|risk (?:factors?|markers?)|markers? (?:of|for)|"
    r"coincid\w+ with|co-?occur\w+|parallel(?:s|ed|ing)|went (?:hand in hand|along) with)\b",
    re.IGNORECASE,
)
_WITH_WHAT = re.compile(
    r"\b(?:associat\w+|correlat\w+|linked|related|predict\w+) (?:with |to |of |for )?(?:an? |the )?"
    r"(?:[\w-]+ly )?\w+ed\b",
    re.IGNORECASE,
)
_DOES_IT = re.compile(
    r"\b(?:because|protect(?:s|ed)|kept (?:[\w-]+ ){0,4}?(?:away|from|at bay|off)|kill(?:s|ed)|"
    r"d(?:ied|ies|ying) (?:of|from)|sav(?:es|ed)|cuts?|spar(?:es|ed)|avert(?:s|ed)|"
    r"ward(?:s|ed) off|resulted from|brought|cured|thanks to|"
    r"lower(?:s|ed) the|rais(?:es|ed) the|drives|drove|triggers|triggered)\b",
    re.IGNORECASE,
)


def read_in(claim: str, quotes: Sequence[str]) -> str:
    """The word of going together in the quotes where the claim tells of a cause, or nothing."""
    text = normalise(claim).text
    if not tells_of_a_cause(text) or DOUBTS.search(text) or said_otherwise(text):
        return ""
    parts = [each for quote in quotes for each in _PARTS.split(normalise(quote).text) if each.strip()]
    if any(tells_of_a_cause(_WITH_WHAT.sub(" ", each)) for each in parts):
        return ""
    own = {each for each in plain(text) if not each[0].isdigit()}
    shared = [len(own & plain(each)) for each in parts]
    most = max(shared, default=0)
    nearest = [each for each, count in zip(parts, shared, strict=True) if count and count == most]
    return first(_TIED, nearest[0]) if nearest and all(map(_TIED.search, nearest)) else ""


def tells_of_a_cause(text: str) -> bool:
    """Whether it is said that one thing did another."""
    return bool(CAUSES.search(text) or _DOES_IT.search(text))
