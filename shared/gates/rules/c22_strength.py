"""C22: words of strength stay within the grade. Read where the grade is known."""

import re
from collections.abc import Iterator
from itertools import chain

from shared.domain.publishing.monograph import Severity
from shared.domain.vocabulary import Level
from shared.gates.context import Context
from shared.gates.family import Family
from shared.gates.grounding.doubts.strength import inflated
from shared.gates.words.report import of_the_page, told
from shared.gates.words.scope import negated

_STRONG = re.compile(
    r"\b(?:(?:highly|very|remarkably|extremely|most|clearly|undeniably) (?:effective|efficacious|beneficial)|"
    r"(?:clearly|definitely|certainly|undoubtedly|unquestionably|dramatically|substantially|markedly|strongly|"
    r"reliably|consistently|decisively|convincingly|surely|obviously|always|powerfully|greatly|robustly|firmly|"
    r"profoundly|considerably|vastly|hugely|remarkably) (?:\w+ )?(?:support\w*|suppress\w*|stimulat\w*|enhanc\w*|"
    r"accelerat\w*|decreas\w*|favou?r\w*|establish\w*|better|faster|stronger|lower|higher|less|more|falls?|rises?|"
    r"drops?|cut\w*|boost\w*|inhibit\w*|show\w*|improve\w*|reduce\w*|increase\w*|speed\w*|work\w*|benefit\w*|help\w*|"
    r"lower\w*|prevent\w*|relieve\w*|heal\w*|raise\w*|protect\w*|prolong\w*|effective)|undoubtedly|unquestionably|"
    r"undeniably|indisputably|beyond dispute|for certain|(?:is|are) certain(?! to)|without (?:question|doubt)|"
    r"far better|no doubt|beyond doubt|there is no question|(?:dependable|powerful|potent|reliable|strong|impressive|"
    r"remarkable|dramatic|robust|convincing|compelling|solid|excellent|outstanding|striking|firm|"
    r"definitive) (?:and \w+ )?(?:\w+ )?(?:treatment|effects?|benefits?|evidence|proof|improvements?|reductions?|"
    r"results?|therapy|relief|drug|response)|(?:is|are|was|were) (?:an? )?(?:effective|efficacious|proven|"
    r"dependable)\b|establish\w* (?:that|as|the)|shows? that \w+ (?:works|is effective)|proves?|demonstrates? (?:that|"
    r"clear))\b",
    re.IGNORECASE,
)
_UNHEDGED = re.compile(
    r"\b(?:reduces|improves|increases|lowers|prevents|relieves|helps|heals|raises|speeds|protects|works|benefits|"
    r"suppresses|stimulates|enhances|accelerates|promotes|normali[sz]es|inhibits|abolishes|eliminates|alleviates|"
    r"ameliorates|attenuates|decreases|diminishes|curbs|calms|cuts|halves|doubles|(?:is|are) (?:\w+ )?(?:robust|"
    r"consistent|strong|convincing|compelling|clear-cut|substantial|large|solid|impressive|striking|reliable|"
    r"undisputed|conclusive|definitive|pronounced|proven|well established|well documented|unmistakable)|restores|"
    r"shortens|prolongs|cures|treats|eases|strengthens|boosts|slows|stops|reverses|is (?:\w+ )?(?:effective|"
    r"beneficial|superior|useful|helpful|of benefit)|(?:is|are) (?:\w+ )?(?:accelerated|improved|reduced|increased|"
    r"relieved|prevented|lowered|raised|restored|enhanced|shortened|prolonged|healed|cured|protected|eased|boosted|"
    r"strengthened|halved|reversed)|results? from (?:its|the|this)|makes? (?:it )?plain|goes away|"
    r"will (?:\w+ )?(?:reduce|improve|help|heal|lower|ease|prevent|relieve|raise|shorten|speed))\b",
    re.IGNORECASE,
)
"""GRADE: at low and very low certainty an effect `may` be."""
_EFFECT = re.compile(
    r"\b(?:keeps?|makes?|brings?|gives?|lets?|leaves?|has|have|exerts?|produces?|yields?|offers?|"
    r"provides?|allows?|means?|leads?|results? in|enables?|returns?|"
    r"lifts?|cuts?|halves|doubles|shields?|rebuilds?|saves?|spares?|adds?|takes?|supports?|"
    r"rests? on|points? to|establish\w*|settles?|shows?|is|are)\b[^.;]{0,50}"
    r"\b(?:from (?:\w+ing|\w+s)|effect|benefit|better|clear\w*|case for|picture|evidence|doubt|"
    r"less|more|fewer|longer|shorter|faster|sooner|stronger|away|"
    r"remed(?:y|ies)|treatment|answer|relief|improvement|gain|loss|recovery|healing)\b",
    re.IGNORECASE,
)
"""A statement of the present that something has an effect, without a hedge."""
_CERTAIN = re.compile(
    r"\b(?:beyond (?:question|doubt|dispute|argument)|undisputed|indisputable|unquestioned|evidence (?:is )?of high "
    r"(?:certainty|quality)|high[- ](?:certainty|"
    r"quality) (?:evidence|data|proof)|certainty (?:is|of the evidence is) high|"
    r"(?:firm|hard|conclusive|definitive|unequivocal|incontrovertible|ample|abundant|"
    r"overwhelming) (?:evidence|proof|data|support|grounds?)|no room for doubt|"
    r"(?:robust|strong|solid|compelling|convincing|watertight|powerful) case)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:only in|in (?:rats|mice|cells|animals)|certainty of that|may|might|could|uncertain|unclear|unknown"
    r"|low confidence|confidence is low|very uncertain|little or no)\b",
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
        match = _EFFECT.search(sentence)
        if match and not (negated(sentence, match) or told(sentence, match) or of_the_page(sentence, match)):
            yield match.start(), match.end(), "block"
    if known.level is not Level.HIGH:
        for match in _CERTAIN.finditer(sentence):
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
