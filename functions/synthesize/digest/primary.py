"""What a study says it was there to find out: its primary outcome, by the words in which its methods declare it.

Of a trial's results those on the primary outcome come first, whichever way they went: a digest that tells of others
because they are stronger would tell of the trial what the trial did not show.
"""

import re
from collections.abc import Iterable

from shared.gates.words.wording import plain

_OUTCOME = (
    r"(?:end[- ]?points?|outcomes?(?: (?:measures?|variables?))?|variables?|parameters?|measures?|objectives?|"
    r"criteri(?:on|a))"
)
_PRIMARY = rf"(?:co-)?(?:primary|main|principal) (?:[\w-]+ ){{0,2}}?{_OUTCOME}"
_DECLARED = re.compile(
    rf"\b{_PRIMARY}(?: \([^)]*\))?(?:,? (?:was|were|is|are|included|comprised|consisted of|of)\b|:) "
    r"(?P<what>[^;]{3,300})|"
    rf"(?P<before>[^;,]{{3,160}}) (?:(?:was|were) (?:used as |chosen as |taken as )?|\()(?:the |a )?{_PRIMARY}\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:and (?:was|were|is|are)|which (?:was|were|is|are)|(?:the |key )?secondary|assessed|measured|computed|"
    r"defined|as shown|by day|at (?:week|month|day|year)|compared|calculated)\b",
    re.IGNORECASE,
)
"""What follows says how and when, or is another outcome."""
_GENERAL = plain(
    "change changes percent percentage proportion number rate incidence difference mean median average absolute "
    "relative baseline week weeks day days month months year years hours patient patients participants subjects people "
    "women men children occurrence first composite score scores improvement reduction reduce increase decrease time "
    "group groups trial study treatment therapy effect effects level levels total assessment analysis used evaluated "
    "comparison response noninferiority superiority versus compared between after during end point outcome outcomes "
    "primary measure measures all-cause who achieved reached any efficacy safety tolerability clinical"
)
_BY_NAME = re.compile(rf"\b{_PRIMARY}\b", re.IGNORECASE)
_ENOUGH = 2


def declared(sentences: Iterable[str], names: Iterable[str]) -> frozenset[str]:
    """The words of the primary outcome as stems, without those of any outcome and without the peptide's `names`; none
    where no sentence declares one."""
    found: set[str] = set()
    for text in sentences:
        for each in _DECLARED.finditer(text):
            words = _ENDS.split(each["what"] or each["before"] or "", maxsplit=1)[0]
            found |= {stem for stem in plain(words) if not stem[0].isdigit()}
    return frozenset(found - _GENERAL - plain(" ".join(names)))


def tells(text: str, outcome: frozenset[str]) -> bool:
    """Whether a sentence is on the primary outcome: by its words, or because it says so beside one of them."""
    there = len(outcome & plain(text))
    return there >= min(_ENOUGH, len(outcome)) > 0 or bool(there and _BY_NAME.search(text))
