"""C22: words of strength stay within the grade. Read where the grade is known."""

import re
from collections.abc import Iterator
from itertools import chain

from shared.domain.monograph import Severity
from shared.domain.vocabulary import Level
from shared.gates.context import Context
from shared.gates.family import Family
from shared.gates.scope import negated
from shared.gates.strength import inflated

_STRONG = re.compile(
    r"\b(?:(?:highly|very|remarkably|extremely|most|clearly|undeniably) (?:effective|efficacious|"
    r"beneficial)|(?:clearly|definitely|certainly|undoubtedly|unquestionably|dramatically|"
    r"substantially|"
    r"markedly|strongly|reliably|consistently|decisively|convincingly|surely|obviously|always|"
    r"powerfully|greatly) (?:\w+ )?(?:show\w*|improve\w*|reduce\w*|increase\w*|speed\w*|work\w*|"
    r"benefit\w*|help\w*|lower\w*|"
    r"prevent\w*|relieve\w*|heal\w*|raise\w*|protect\w*|prolong\w*|effective)|without (?:question|"
    r"doubt)|far better|no doubt|beyond doubt|there is no question|"
    r"(?:dependable|powerful|potent|reliable|strong|impressive|remarkable|dramatic|robust|"
    r"convincing|compelling|solid|excellent|outstanding|striking|firm|"
    r"definitive) (?:and \w+ )?(?:\w+ )?"
    r"(?:treatment|effects?|benefits?|evidence|proof|improvements?|reductions?|results?|therapy|relief|drug|response)|"
    r"(?:is|are|was|were) (?:an? )?(?:effective|efficacious|proven|dependable)\b|"
    r"establish\w* (?:that|as|the)|shows? that \w+ (?:works|is effective)|proves?|"
    r"demonstrates? (?:that|clear))\b",
    re.IGNORECASE,
)
_UNHEDGED = re.compile(
    r"\b(?:reduces|improves|increases|lowers|prevents|relieves|helps|heals|raises|speeds|protects|"
    r"works|benefits|restores|shortens|prolongs|cures|treats|"
    r"eases|strengthens|boosts|slows|stops|reverses|is (?:\w+ )?(?:effective|beneficial|superior|"
    r"useful|helpful|of benefit))\b",
    re.IGNORECASE,
)
"""GRADE: at low and very low certainty an effect `may` be."""
_HEDGED = re.compile(
    r"\b(?:may|might|could|uncertain|unclear|unknown|low confidence|confidence is low|very uncertain|little or no)\b",
    re.IGNORECASE,
)


def _against(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    if known.level is None:
        return
    for finding in inflated(sentence, known.level):
        at = max(sentence.find(finding.span), 0)
        yield at, at + len(finding.span), "block"
    if known.level not in (Level.HIGH, Level.MODERATE) and not _HEDGED.search(sentence):
        for match in chain(_STRONG.finditer(sentence), _UNHEDGED.finditer(sentence)):
            if not negated(sentence, match):
                yield match.start(), match.end(), "block"


FAMILY = Family(
    id="C22",
    version=1,
    severity="block",
    reason="is stronger than the grade bears",
    patterns=(),
    given=_against,
)
