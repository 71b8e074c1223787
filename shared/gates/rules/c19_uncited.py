"""C19: a result, a number or a comparison rests on a citation. Read where it is known that nothing is cited."""

import re
from collections.abc import Iterator
from itertools import chain

from shared.domain.publishing.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family
from shared.gates.sourceless import sourceless
from shared.gates.words.report import of_the_page, open_question
from shared.gates.words.scope import negated

_RESULT = re.compile(
    r"\b(?:fell|rose|dropped|climbed|improved|declined|doubled|tripled|halved|measured|observed|"
    r"healed|recovered|survived|increased|decreased|"
    r"reduced|lowered|raised|gained|grew|shrank|slept|showed|found|reported|differed|outperformed|"
    r"responded|relapsed|lasted|returned|reached|came|went|took|was|were|had)\b"
    r"(?=.*(?:\d|\b(?:twice|half|third|quarter|fold|more|less|fewer|higher|lower|longer|shorter|"
    r"stronger|faster|slower|sooner|later|commoner|rarer|larger|smaller|better|worse|most|"
    r"majority|than|rise|fall|median|mean|average)\b))|"
    r"\b(?:twice|thrice|half|two thirds|\w+fold|most|the majority|nine (?:in|out of) ten) (?:of |"
    r"as )?(?:\w+ )?(?:strong|many|much|fast|often|likely|patients|participants|users|people|"
    r"trials|studies|rats|the)\b|"
    r"\b(?:commoner|rarer|higher|lower|greater|better|worse|faster|slower|longer|shorter|stronger|"
    r"weaker|larger|smaller|more|less|fewer) (?:\w+ ){0,4}than\b|"
    r"\b(?:amounted to|averaged|came to|stood at|lay (?:at|between)|equalled|peaked at|ranged from)\b[^.;]*\d|"
    r"\d[\d.,]* ?(?:minutes|hours|days|weeks|months|mm|cm|ml|mg|%|per ?cent|percent|ng/ml|mmol|kg|"
    r"points?|participants|patients|trials)",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:fell|rose|dropped|climbed|improved|declined|doubled|tripled|halved|lived|slept|walked|ran|gained|felt|grew|"
    r"shrank|healed|closed|vanished|returned|responded|outlived|preferred|tolerated|differed|did not differ|"
    r"benefi(?:t|ted)|recovered|survived|relapsed|worsened|stayed|remained|(?:was|were) (?:\w+ly )?(?:lower|higher|"
    r"seen|observed|better|worse|reduced|increased|associated|linked|effective|similar|fewer|longer|shorter|stronger|"
    r"weaker|faster|slower|larger|smaller|comparable|raised|lowered|improved|measured|reported)|had (?:\w+ )?(?:less|"
    r"more|fewer|lower|higher|better)|(?:is|are) (?:associated|linked|correlated) with|showed|found that|"
    r"trials? (?:found|shows?|show|saw|report\w*)|studies (?:found|show|saw|report\w*)|(?:increased|decreased|"
    r"subsided|deteriorated|ceased|resolved|progressed|changed|abated|normali[sz]ed)(?=[ .,;]|"
    r"$)(?! by (?:the )?editors?)|(?:trials?|studies|research|experiments|data) (?:\w+ )?(?:links?|linked|ties?|tied|"
    r"associates?|associated|connects?|connected|attributes?|attributed)|\w{3,}ed (?:\w+ ){0,3}(?:participants?|"
    r"patients?|subjects?|volunteers?|rats|mice|women|men|animals?|adults|children|recipients)|there (?:was|"
    r"were) (?:no|a|an|little|less|more|fewer|some) (?:\w+ ){0,3}(?:difference|change|effect|improvement|reduction|"
    r"increase|rise|fall|benefit|correlation|association|deaths?|events?)s?|(?:binds?|activates?|inhibits?|blocks?|"
    r"stimulates?|crosses|penetrates|suppresses|triggers|upregulates|downregulates|degrades?|"
    r"phosphorylates?) (?:to )?(?:the |an? )?(?:[\w-]+ ){0,4}(?:receptors?|enzymes?|barrier|pathways?|cells?|"
    r"channels?|genes?|kinases?|release|secretion|synthesis|expression|signal\w*)|half-life (?:is|of)|(?:have|"
    r"has) (?:\w+ )?(?:enrolled|recruited|included|treated|followed) (?:\w+ ){0,3}\d|(?:improvements?|reductions?|"
    r"increases?|benefits?|effects?|differences?) (?:was|were|is|are) (?:\w+ )?(?:seen|found|observed|noted|apparent|"
    r"greater|smaller|clear)|(?:reduces?|raises?|lowers?|increases?|cuts?|improves?|doubles?|halves?|shortens?|"
    r"prolongs?)\b[^.;]*(?:\bby\b|\d))\b",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"\b(?:quarter|third|half|fifth|tenth|most|majority|many|few|some|\d+ ?%?) of (?:the |all |"
    r"those )?(?:\w+ )?(?:users?|patients|participants|people|subjects|women|men|rats|mice|animals|volunteers|"
    r"children|adults)\b|\b(?:is|are) (?:\w+ly )?(?:degraded|metaboli[sz]ed|absorbed|excreted|cleared|eliminated|"
    r"distributed|bound|broken down|secreted|expressed)\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"\d+) of (?:the )?(?:\w+ )?(?:trials|patients|rats|mice|animals|participants|volunteers|women|men) (?:was|were|"
    r"had|did|showed|\w+ed)\b|\b(?:patients|women|men|adults|people|children|animals|rats|mice) (?:\w+ )?(?:respond|"
    r"recover|lose|gain|sleep|benefit|improve|heal|live|need) (?:less|more|better|worse|faster|slower|longer|"
    r"sooner)\b|\b(?:went|goes|came|comes) (?:down|up)\b|\b(?:is|are) the (?:most|least|second most) (?:frequent|"
    r"common|often)\b|\bno (?:\w+ ){0,2}(?:effects?|differences?|changes?|benefits?|improvements?|associations?|"
    r"deaths?|reduction|increase)\b[^.;]{0,40}\b(?:was|were|is|are) (?:seen|found|observed|noted|detected|measured|"
    r"recorded)\b|\b(?:risk|rate|odds|chance|incidence|frequency|levels?|mortality)(?: of [^.;]{1,30})? (?:is|"
    r"are) (?:\w+ )?(?:lower|higher|greater|smaller|reduced|increased|halved|doubled)\b|\b(?:effects?|actions?|"
    r"benefits?) (?:wears? off|lasts?|lasted|fades?|sets? in|peaks?)\b|\b(?:half-life|bioavailability|clearance|"
    r"response rate|mortality|incidence|prevalence|(?:odds|hazard) ratio)\b[^.;]{0,30}\b(?:is|was|are|were|of|below|"
    r"above|under|over)\b[^.;]{0,20}(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|per ?cent)\b)|"
    r"\bcrosses the\b",
    re.IGNORECASE,
)
"""What only a measurement can tell, in whatever tense."""
_OWN = re.compile(
    r"\b(?:versions?|section|page|site|stud(?:y|ies) (?:on|found|listed|excluded|in)|trials? (?:found|listed|"
    r"was found)|search(?:ed|es)?|records?|table|column|figure|chart|monograph|subscription|account|list|(?:we|"
    r"search(?:es)?|review) found no|as of|last (?:checked|searched)|this summary|certainty of (?:this|the)|"
    r"design, size|excluded|retracted|the three trials|what follows)\b",
    re.IGNORECASE,
)


def _uncited(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    if known.cited is not False:
        return
    for match in chain(_RESULT.finditer(sentence), _SEEN.finditer(sentence), _FACT.finditer(sentence)):
        denied = negated(sentence, match) and not match[0].lower().startswith(("did not", "there w", "no "))
        if sourceless(sentence):
            return
        null = match[0].lower().startswith(("there w", "no "))
        ours = _OWN.search(sentence) or of_the_page(sentence, match) or (open_question(sentence, match) and not null)
        if not (denied or ours):
            yield match.start(), match.end(), "block"


FAMILY = Family(
    id="C19",
    version=1,
    severity="block",
    reason="tells a result and cites nothing for it",
    patterns=(),
    given=_uncited,
)
