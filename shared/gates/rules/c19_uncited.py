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
    r"\b(?:fell|rose|dropped|climbed|improved|declined|doubled|tripled|halved|lived|slept|walked|"
    r"ran|gained|felt|grew|shrank|healed|closed|vanished|"
    r"returned|responded|outlived|preferred|tolerated|differed|did not differ|benefi(?:t|ted)|"
    r"recovered|survived|relapsed|worsened|stayed|remained|"
    r"(?:was|were) (?:\w+ly )?(?:lower|higher|seen|observed|better|worse|reduced|increased|"
    r"associated|linked|effective|similar|fewer|longer|shorter|"
    r"stronger|weaker|faster|slower|larger|smaller|comparable|raised|lowered|improved|measured|"
    r"reported)|had (?:\w+ )?(?:less|more|fewer|lower|higher|better)|"
    r"(?:is|are) (?:associated|linked|correlated) with|showed|found that|trials? (?:found|shows?|"
    r"show|saw|report\w*)|studies (?:found|show|saw|report\w*)|"
    r"(?:increased|decreased|subsided|deteriorated|ceased|resolved|progressed|changed|abated|normali[sz]ed)(?=[ .,;]"
    r"|$)(?! by (?:the )?editors?)|"
    r"(?:trials?|studies|research|experiments|data) (?:\w+ )?(?:links?|linked|ties?|tied|associates?|associated"
    r"|connects?"
    r"|connected|attributes?|attributed)|\w{3,}ed (?:\w+ ){0,3}(?:participants?|patients?|subjects?|volunteers?|rats"
    r"|mice"
    r"|women|men|animals?|adults|children|recipients)|"
    r"there (?:was|were) (?:no|a|an|little|less|more|fewer|some) (?:\w+ ){0,3}(?:difference|change|effect|improvement"
    r"|reduction|increase|rise|fall|"
    r"benefit|correlation|association|deaths?|events?)s?|(?:binds?|activates?|inhibits?|blocks?|stimulates?|crosses"
    r"|penetrates|suppresses|"
    r"triggers|upregulates|downregulates|degrades?|phosphorylates?) (?:to )?(?:the "
    r"|an? )?(?:[\w-]+ ){0,4}(?:receptors?|enzymes?|barrier|pathways?|cells?|"
    r"channels?|genes?|kinases?|release|secretion|synthesis|expression|signal\w*)|half-life (?:is|of)|(?:have"
    r"|has) (?:\w+ )?(?:enrolled|recruited|"
    r"included|treated|followed) (?:\w+ ){0,3}\d|(?:improvements?|reductions?|increases?|benefits?|effects?"
    r"|differences?) (?:was|were|is|are) "
    r"(?:\w+ )?(?:seen|found|observed|noted|apparent|greater|smaller|clear)|(?:reduces?|raises?|lowers?|increases?"
    r"|cuts?|improves?|doubles?|halves?|shortens?|"
    r"prolongs?)\b[^.;]*(?:\bby\b|\d))\b",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"\b(?:quarter|third|half|fifth|tenth|most|majority|many|few|some|\d+ ?%?) of (?:the |all |those )?(?:\w+ "
    r")?(?:users?|"
    r"patients|participants|people|subjects|women|men|rats|mice|animals|volunteers|children|adults)\b|\b(?:is|are) "
    r"(?:\w+ly )?"
    r"(?:degraded|metaboli[sz]ed|absorbed|excreted|cleared|eliminated|distributed|bound|broken down|secreted"
    r"|expressed)\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) of (?:the )?(?:\w+ )?(?:trials|patients|rats|mice"
    r"|animals|"
    r"participants|volunteers|women|men) (?:was|were|had|did|showed|\w+ed)\b|\b(?:patients|women|men|adults|people"
    r"|children|"
    r"animals|rats|mice) (?:\w+ )?(?:respond|recover|lose|gain|sleep|benefit|improve|heal|live|need) (?:less|more"
    r"|better|worse|"
    r"faster|slower|longer|sooner)\b|\b(?:went|goes|came|comes) (?:down|up)\b|\b(?:is|are) the (?:most|least|second "
    r"most) "
    r"(?:frequent|common|often)\b|\bno (?:\w+ ){0,2}(?:effects?|differences?|changes?|benefits?|improvements?"
    r"|associations?|"
    r"deaths?|reduction|increase)\b[^.;]{0,40}\b(?:was|were|is|are) (?:seen|found|observed|noted|detected|measured"
    r"|recorded)\b"
    r"|\b(?:risk|rate|odds|chance|incidence|frequency|levels?|mortality)(?: of [^.;]{1,30})? (?:is|are) (?:\w+ "
    r")?(?:lower|"
    r"higher|greater|smaller|reduced|increased|halved|doubled)\b|\b(?:effects?|actions?|benefits?) (?:wears? off"
    r"|lasts?|lasted|"
    r"fades?|sets? in|peaks?)\b|\b(?:half-life|bioavailability|clearance|response rate|mortality|incidence|prevalence"
    r"|(?:odds|"
    r"hazard) ratio)\b[^.;]{0,30}\b(?:is|was|are|were|of|below|above|under|over)\b[^.;]{0,20}(?:\d|\b(?:one|two|three"
    r"|four|"
    r"five|six|seven|eight|nine|ten|half|per ?cent)\b)|\bcrosses the\b",
    re.IGNORECASE,
)
"""What only a measurement can tell, in whatever tense."""
_OWN = re.compile(
    r"\b(?:versions?|section|page|site|stud(?:y|ies) (?:on|found|listed|excluded|in)|trials? (?:found|"
    r"listed|was found)|search(?:ed|es)?|records?|table|column|figure|chart|monograph|"
    r"subscription|account|list|"
    r"(?:we|search(?:es)?|review) found no|as of|last (?:checked|searched)|this summary|certainty of (?:this|the)|"
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
