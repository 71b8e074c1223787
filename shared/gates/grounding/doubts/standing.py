"""C22: what standing a result has in its trial: no final one, or not the one that the trial was made for.

What was seen when half of the patients had been followed, or in an analysis that was thought of afterwards, may be gone
at the end. Where each quote says so of what it tells, a claim says so too; and it calls nothing the main result that
its quotes do not.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.wording import first, plain

_PARTS = re.compile(r";|\b(?:but|although|though|whereas|while|however)\b", re.IGNORECASE)
_RESULTS = r"(?:analys[ei]s|results?|findings?|data|reports?|evidence|look|evaluation|observations?|comparisons?)"
_BEFORE_ITS_END = re.compile(
    rf"\b(?:interim|preliminary|early|first planned) (?:\w+ )?{_RESULTS}\b|\binterim\b(?! (?:period|phase))|"
    r"\bongoing (?:trial|study)\b|\bpreliminar(?:y|ily)\b(?= (?:suggest|show|indicat|found|support))",
    re.IGNORECASE,
)
_SAYS_BEFORE = re.compile(
    r"\b(?:interim|prelimin\w+|early|ongoing|going on|under ?way|still|so far|unfinished|not (?:yet )?(?:\w+ )?"
    r"(?:complete\w*|final|over|ended)|yet|provisional\w*|first (?:look|results?|analysis|\d+)|until|"
    r"half ?way|partial\w*|initial\w*)\b",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"\b(?:post[- ]?hoc|exploratory|hypothesis-generating|unplanned|not pre-?specified|ad[- ]hoc)\b"
    rf"(?: (?:\w+ )?{_RESULTS})?",
    re.IGNORECASE,
)
_SAYS_AFTERTHOUGHT = re.compile(
    r"\b(?:post[- ]?hoc|explor\w+|hypothesis|unplanned|afterwards?|ad[- ]hoc|later analysis|looking back|hindsight|"
    r"after the (?:fact|event)|second(?:ary)?|further analysis|separate analysis|not (?:been )?(?:planned|"
    r"pre-?specified|set)|sub-?(?:group|analysis)|suggest\w*|may|might|hint\w*|possib\w+)\b",
    re.IGNORECASE,
)
_MAIN = re.compile(
    r"\b(?:primary|main|principal|chief|foremost) (?:\w+ )?(?:end ?-?points?|outcomes?|results?|findings?|aims?|"
    r"objectives?|goals?|targets?|measures?|purpose|conclusions?)\b|\b(?:set out|designed|meant|made) to (?:show|prove|"
    r"test|find|establish)\b|\b(?:met|reached|achieved) its (?:goal|aim|end ?-?point|target)\b",
    re.IGNORECASE,
)
_MAIN_THERE = re.compile(
    r"\b(?:primary|primarily|main(?:ly)?|principal\w*|chief\w*|foremost|co-?primary|objectives?|aim(?:s|ed)?|purpose|"
    r"goals?|to (?:determine|assess|evaluate|investigate|examine|test|compare|establish)|designed|met|hypothes\w+)\b",
    re.IGNORECASE,
)


def dropped(claim: str, quotes: Sequence[str]) -> str:
    """By what its quotes tell a result as not final or not planned, and the claim does not; or nothing."""
    text = normalise(claim).text
    there = [normalise(quote).text for quote in quotes]
    for words, kept in ((_BEFORE_ITS_END, _SAYS_BEFORE), (_AFTERTHOUGHT, _SAYS_AFTERTHOUGHT)):
        found = [first(words, _spoken_of(text, each)) for each in there]
        if found and all(found) and not kept.search(text):
            return found[0].strip()
    return ""


def _spoken_of(claim: str, quote: str) -> str:
    """The part of a quote that has most of a claim's words."""
    own = plain(claim)
    return max(_PARTS.split(quote), key=lambda part: len(own & plain(part)))


def called_the_main(claim: str, quotes: Sequence[str]) -> str:
    """The words by which the claim calls a result the one that was sought, where no quote calls it so; or nothing."""
    found = first(_MAIN, normalise(claim).text)
    return "" if not found or any(_MAIN_THERE.search(normalise(quote).text) for quote in quotes) else found
