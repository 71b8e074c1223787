"""C22: what quotes plan, tell of the future or ask for, told as done.

`Patients will receive`, `we plan to measure`, `further studies should examine` report nothing. Where every quote is of
that kind, a claim says so too, be it in other words.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.wording import first

_AHEAD = re.compile(
    r"\b(?:will (?:\w+ly )?(?:be|have|receive|undergo|take|complete|test|assess|evaluate|examine|compare|determine|"
    r"investigate|measure|recruit|enrol|include|report|provide|inform|help|show|allow|continue|use|randomi[sz]e|"
    r"follow|clarify|establish|explore|address)|(?:is|are) (?:\w+ )?to be \w+|(?:we|authors|investigators|is|are|"
    r"were) (?:now |currently )?(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?) (?:to|for)|(?:is|are) (?:still |"
    r"currently |now )?(?:ongoing|underway|under way|recruiting|planned|awaited|anticipated|expected|scheduled|"
    r"warranted|needed|required|pending)|(?:stud(?:y|ies)|trials?|research|work|experiments?) (?:should|must|"
    r"need(?:s)? to|ought to|is to|are to)|remains? to be \w+|(?:trial|study|project|protocol) (?:aims|seeks|intends|"
    r"plans|is designed|was designed|is powered|was powered) to)\b",
    re.IGNORECASE,
)
"""How a quote tells what is still to come."""
_CAME = re.compile(
    r"\b(?:was|were|had|did|found|show(?:ed|s|n)|demonstrat(?:ed|es)|observed|rose|fell|led|has been|have been|"
    r"(?:in|de)creased|reduced|improved|lowered|raised|receiv(?:ed|es)|underwent|revealed|resulted|occurred|"
    r"(?:is|are) (?:associated|linked|related|effective|safe))\b",
    re.IGNORECASE,
)
"""What was done or came out."""
_DESIGNED = re.compile(
    r"\b(?:(?:was|were|been) (?:\w+ly )?(?:designed|planned|powered|intended|scheduled|expected|anticipated) to \w+|"
    r"(?:designed|planned|powered) (?:to|so)|(?:was|were) (?:planned|intended|scheduled))\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:will|would|shall|should|must|plan\w*|intend\w*|meant|to be|(?:is|are|was|were) to\b|aim\w*|seeks?|sought|"
    r"designed|power(?:ed)?|expect\w*|await\w*|anticipat\w*|ongoing|under ?way|recruiting|so far|not yet|yet to|still|"
    r"future|further|more (?:studies|trials|research|work)|need\w*|warrant\w*|call(?:s|ed)? for|schedul\w+|pending|"
    r"protocol|propos\w+|remain\w*|set out|want\w*|due|hop\w+|whether|unknown|open|until|may|might|could|can)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:was|were|had|did|has|have|found|show(?:ed|s|n)|rose|fell|led|grew|took|got|gave|came|kept|"
    r"(?<!-)[a-z]{3,}ed)\b",
    re.IGNORECASE,
)


def told_as_done(claim: str, quotes: Sequence[str]) -> str:
    """The words by which its quotes speak of what is to come, where the claim tells it as done; or nothing."""
    text = normalise(claim).text
    if _SAYS_SO.search(text) or not _TELLS.search(text):
        return ""
    ahead = [_ahead(normalise(each).text) for each in quotes]
    return ahead[0] if ahead and all(ahead) else ""


def _ahead(quote: str) -> str:
    """How a quote that reports nothing speaks of what is to come, or nothing."""
    planned = first(_DESIGNED, quote) or first(_AHEAD, quote)
    rest = _AHEAD.sub(" ", _DESIGNED.sub(" ", quote))
    return "" if _CAME.search(rest) else planned
