"""C18: no reassurance and no promise for pregnancy, children, cancer or mental illness. What is missing may be said."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import IT
from shared.gates.words.report import in_the_past, of_the_page, open_question, told
from shared.gates.words.scope import by_guideline, in_the_laboratory, negated

_WHO = (
    r"(?:pregnan\w+|trimesters?|unborn|fetus\w*|foetus\w*|breast-?feed\w*|nursing (?:mothers?|"
    r"women)|lactat\w+|expect(?:ant|ing) (?:mothers?|women|parents)|"
    r"mothers?-to-be|new mothers?|mothers|babies|baby|infants?|newborns?|toddlers?|"
    r"child(?:ren)?(?:'s)?|kids?|teen\w*|adolescents?|schoolchild\w*|under-?18s?|"
    r"youngsters|sons?|daughters?|minors|paediatric\w*|pediatric\w*|cancers?|tumou?rs?|chemo\w*|"
    r"remission|oncolog\w+|malignan\w+|leuk(?:a)?emia|metasta\w+|carcinoma|"
    r"melanoma|depress\w+|antidepressants?|anxi\w+|bipolar|schizo\w*|psychos\w*|psychiatric|mania|"
    r"adhd|autis\w+|suicid\w*|ptsd|panic(?: attacks?)?|ocd|eating disorders?|low mood|"
    r"mental (?:illness|health))"
)
_REASSURES = (
    r"(?:safe(?:ly|r|st)?|gentl[ey]|harmless|unproblematic|without (?:concern|worry|fear|risk)|no (?:concern|worries|"
    r"risk|problem|reason|danger)|can (?:be )?(?:us|tak|giv|rel|enjoy|benefit|continu|start)\w*|fine|ok|okay|suitable|"
    r"tolerat\w+|kind(?:ness|er)?|helps? (?:with|the|them|children|kids|teens\w*|young\w*|mothers|patients)|calms?|"
    r"keeps?|restores?|lifts?|eases?|soothes?|protects? (?:the|against|mother\w*|babies)|fights|kills|shrinks|starves|"
    r"prolongs?|boosts?|works? (?:well|for)|good for|perfect|blessing|companions(?! (?:article|paper|study))|"
    r"relie(?:f|ves?)|answer to|gentle alternative|swap|instead of|need not|stay on|stays? on|continue|healthy babies|"
    r"feel like|no (?:known )?(?:harm|effect on)|friend|lifeline|used (?:safely |happily )?(?:during|through)|take it|"
    r"takes it|taking it|give (?:it|them)|giving (?:it|them)|problem for)"
)


def _of_animals(sentence: str, match: re.Match[str]) -> bool:
    """It speaks of animals or cells, and draws nothing from them for people."""
    return in_the_laboratory(sentence, match) and not _DRAWS.search(sentence)


_DRAWS = re.compile(
    r"\b(?:according to|by|from|on|given) (?:the )?(?:rat|mouse|animal|rodent|pup|cell)s? (?:data|work|studies|"
    r"evidence)|\b(?:reassur\w+|unproblematic|no (?:worr\w+|cause for worry)|disregard|need (?:not|fear)|thus|"
    r"which should)\b",
    re.IGNORECASE,
)

_UNSAID = (told, of_the_page, open_question, by_guideline, _of_animals)


def _cautious(sentence: str, match: re.Match[str]) -> bool:
    """A warning, an exclusion or a gap, and no reassurance by denial."""
    return bool(_CAUTION.search(sentence)) and not _DENIES_HARM.search(sentence)


def _found(sentence: str, match: re.Match[str]) -> bool:
    """Told of a study, and not taken back to mean that nothing is to be feared."""
    return told(sentence, match)


def _denied(sentence: str, match: re.Match[str]) -> bool:
    return negated(sentence, match) and not _DENIES_HARM.search(sentence)


_CAUTION = re.compile(
    r"\b(?:excluded|not eligible|ineligible|left out|warn\w*|contraindicat\w+|avoid(?:ed)?|"
    r"concerns?(?<!without concern)|unknown|no (?:human |controlled )?(?:data|study|studies|trials?)|not (?:studied|"
    r"known|established|tested|assessed|enrolled|recruited)|insufficient|discouraged|advises? against|may harm|"
    r"risk of|deficien\w+)\b",
    re.IGNORECASE,
)
_DENIES_HARM = re.compile(
    r"\b(?:not|never|n't|no|cannot|without|neither)\b (?:\w+ ){0,3}(?:feed|harm|hurt|affect|cause|"
    r"promote|worsen|spread|accelerate|fuel|trigger|reach|cross|danger\w*|risk|concern|worr(?:y|ies)|"
    r"reason|problem|hesitat\w+|side)",
    re.IGNORECASE,
)

_EASE = (
    r"(?:nothing to (?:fear|worry|lose)|no (?:reason|cause|ground|consequence|obstacle|bar|"
    r"barrier|threat|issue)|need not|where is the (?:worry|harm|risk)|"
    r"why not|(?:comes?|came) to no harm|stand in the way|kinder|gentler|gentle|support for|"
    r"companion|ally|gains? (?:\w+ ){0,3}?(?:more|extra|centimet\w+|inch\w*|height)|"
    r"grow(?:s)? (?:taller|faster)|goes? well with|eases?|calms?|brightens?|steadies|comforts?|"
    r"say no to|would not object|not (?:anticipated|expected|feared)|"
    r"is anticipated|can (?:safely|happily|still)|thrives?|blossoms?|flourish\w*|better off|"
    r"out of the woods|rule it out|rules it out|pass over|skip)"
)
_GROUP = (
    rf"(?:{_WHO}|lump|black dog|breast|family history|father|placenta|f(?:o)?etus\w*|depress\w+|"
    r"growth spurt|school)"
)


def _studied(sentence: str, match: re.Match[str]) -> bool:
    """Medicine's own talk of these groups."""
    return bool(
        re.search(
            r"\b(?:studies|study|trials?|cohorts?|randomi[sz]ed|evidence|data|meta-analys\w+|"
            r"prevalence|incidence|genes?|cells?|mice|rats?|mechanism\w*|"
            r"models?|care|services?|programmes?|programs?|intervention\w*|interviews?|screening|"
            r"surgery|education|policy|scales?|score\w*|risk factors?|diagnos\w+|symptoms)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _cautious_only(sentence: str, match: re.Match[str]) -> bool:
    """An exclusion, a warning or a gap that is said in so many words."""
    return bool(_GAP.search(sentence))


_THOSE = (
    rf"(?:{_WHO}|(?:people|patients|women|men|those) (?:with|in|at|after) (?:\w+ ){{0,3}}?(?:cancer|tumou?rs?|labou?r"
    r"|impairment|dementia|psychosis|depression|epilepsy)|parents of \w+|oncological patients?|the (?:very )?young|"
    r"trying for (?:number two|a baby|another)|suicidal thoughts|second cancers?|carcinogenesis|daycare)"
)
"""Those for whom harm weighs most, and by what else they are known."""
_GOOD_FOR = r"(?:chance|hope|relief|resilience|support|comfort|boon|ally|good news|lifeline|protection|strength|calm)"
_MAY = r"(?:can|may|will|would|should|need(?:s|n't)?)"


def _found_there(sentence: str, match: re.Match[str]) -> bool:
    """Told in the past, and neither permission nor comfort is drawn from it."""
    return (told(sentence, match) or in_the_past(sentence, match)) and not _DRAWN.search(sentence)


_DRAWN = re.compile(
    r"\b(?:so|which|thus|hence|therefore|and) (?:\w+ ){0,3}?(?:can|may|should|need|needn't|would|is thus|are thus)\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(?:excluded|warn\w*|contraindicat\w+|unknown|untested|unclear|whether|not (?:been )?(?:studied|known|"
    r"established|tested|assessed|examined)|no (?:\w+ )?(?:data|stud(?:y|ies)|trials?|evidence))\b",
    re.IGNORECASE,
)

FAMILY = Family(
    id="C18",
    needs=re.compile(
        rf"\b(?:{_GROUP}|{_THOSE}|epilep\w+|kidney disease|diabet\w+|old age|frail\w*|dialysis|heart disease"
        rf"|elderly|older"
        r"|sick|vulnerable|"
        r"antipsychotics?|lithium|ssris?|blood thinners?|mums?|moms?)\b",
        re.IGNORECASE,
    ),
    version=1,
    severity="block",
    reason="reassures or promises where harm weighs most (pregnancy, children, cancer, mental illness)",
    patterns=(
        pattern(rf"\b{_WHO}\b.*\b{_REASSURES}\b", excuses=(*_UNSAID, _cautious, _denied)),
        pattern(rf"\b{_REASSURES}\b.*\b{_WHO}\b", excuses=(*_UNSAID, _cautious, _denied)),
        pattern(
            r"\b(?:does not|doesn't|do not|don't|cannot|can't|will not|won't|never|has no|have no|"
            rf"is no|isn't|is not|without|nor does it)\b[^.;]{{0,30}}\b(?:feed|harm|hurt|affect|"
            r"cause|promote|worsen|spread|accelerate|fuel|trigger|reach|cross|effect on|risk|"
            rf"threat|danger|concern|problem)\w*\b[^.;]{{0,40}}\b{_WHO}\b",
            excuses=(_found, of_the_page, in_the_laboratory),
        ),
        pattern(rf"\bwhy (?:would|should|not)\b[^?]{{0,90}}\b{_WHO}\b", excuses=()),
        pattern(
            rf"\b{_GROUP}\b[^.]*\b{_EASE}\b|\b{_EASE}\b[^.]*\b{_GROUP}\b",
            excuses=(told, in_the_past, of_the_page, open_question, by_guideline, _studied, _cautious),
        ),
        pattern(
            rf"\b{_WHO}\b[^.;]{{0,60}}\b(?:take to (?:it|the)|(?:may|can) (?:\w+ )?(?:continue|"
            r"keep|carry on|start|use|have|take|go on)|without (?:difficulty|trouble|hesitation|"
            r"concern|ado)|thrives? on|do(?:es)? well on|respond well|no cause to (?:abstain|stop|"
            r"worry))\b|"
            rf"\b{IT} (?:\w+ly )?(?:lifts|calms|steadies|brightens|eases|settles|soothes|helps|"
            rf"quietens|protects|supports|strengthens|spares) (?:\w+ ){{0,4}}?{_WHO}\b",
            excuses=(told, in_the_past, of_the_page, open_question, by_guideline, _studied, _cautious),
        ),
        pattern(
            rf"\b{_WHO}\b[^.;]{{0,50}}\b(?:do|does|did|fares?|feels?|copes?|sleeps?|recovers?) (?:\w+ )?(?:better"
            rf"|well|fine|faster|best)\b[^.;]{{0,30}}\b(?:on|with|under|thanks)\b|\b(?:epilep\w+|kidney disease"
            r"|diabet\w+|old age|frail\w*|dialysis|"
            rf"heart disease|{_WHO}) (?:is|are) (?:no|not an?|hardly an?|never an?) (?:obstacle|problem|barrier|issue"
            r"|reason|bar|hindrance|worry|contraindication)\b|\b(?:frail|elderly|older|sick|ill"
            rf"|vulnerable)\b[^.;]{{0,60}}\b(?:nothing to (?:fear|lose|worry)|"
            r"can (?:go ahead|use|take)|need not|safely)\b|\b(?:combin|mix|pair|us|tak)\w* (?:\w+ )?(?:with"
            r"|alongside|beside|on top of) (?:antipsychotics?|antidepressants?|lithium|ssris?|chemo\w*"
            r"|blood thinners?|psychiatric \w+)\b|\b(?:mums?|moms?|mothers?)-to-be\b"
            rf"[^.;]*\b(?:fine|safe|ok|okay|use|may|can)\b",
            excuses=(told, in_the_past, of_the_page, open_question, by_guideline, _studied, _cautious),
        ),
        pattern(
            rf"\b{_WHO}\b[^.;]{{0,40}}\b(?:may|can|could|should) (?:\w+ )?(?:be (?:treated|given|dosed|started"
            r"|offered)|go on|carry on|have it|receive it)\b|\b(?:good|sound|safe|sensible|excellent|gentle|fine"
            r"|best|right|suitable|ideal) (?:choice|option|treatment|remedy|pick|drug) (?:in|for"
            rf"|during) (?:\w+ )?{_WHO}\b|"
            rf"\b{IT} (?:\w+ )?(?:slows|stops|halts|checks|blocks|inhibits|reverses|prevents|shrinks|starves|kills"
            r"|fights) (?:the )?(?:growth|spread|progress\w*|development)? ?(?:of )?(?:\w+ )?(?:cancers?|tumou?rs?"
            r"|metasta\w+|leuk\w+|melanoma)\b",
            excuses=(
                told,
                in_the_past,
                of_the_page,
                open_question,
                by_guideline,
                in_the_laboratory,
                _studied,
                _cautious,
            ),
        ),
        # They may, they need not, they have it easier with it, and it is a chance for them.
        pattern(
            rf"\b{_THOSE}\b[^.;]{{0,80}}\b{_MAY} (?:\w+ ){{0,2}}?(?:benefit|profit|keep|take|use|disregard"
            rf"|ignore|forget"
            r"|relax|not notice|rest easy|enjoy|fear no|stop worrying|be (?:set aside|dismissed|disregarded"
            r"|reassured))\b|"
            rf"\b{_MAY} (?:\w+ )?(?:reassure|comfort|relieve|encourage) (?:\w+ ){{0,3}}?{_THOSE}\b|"
            rf"\bneed(?:s)? (?:not fear|fear no) (?:\w+ ){{0,2}}?{_THOSE}\b",
            excuses=(_found_there, of_the_page, open_question, by_guideline, _cautious_only),
        ),
        pattern(
            rf"\b{_THOSE}\b[^.;]{{0,50}}\b(?:fewer|easier|calmer|happier|milder|steadier|braver|"
            rf"brighter) (?:\w+ ){{0,2}}?(?:with|on|under|thanks to)\b|\b{_GOOD_FOR} (?:for|"
            rf"to) (?:\w+ ){{0,2}}?{_THOSE}\b|\b(?:lends?|grants?|brings?) (?:the )?(?:\w+ ){{0,2}}?{_THOSE}\b|"
            rf"\b(?:suits?|mild enough for|gentle enough for|fit for|made for) (?:\w+ ){{0,2}}?(?:{_THOSE}|young)\b|"
            rf"\b{_THOSE}\b[^.;]{{0,30}}\b(?:old wives' tale|myth|scare story|scaremongering)\b|"
            rf"\b{_THOSE}\b[^.;]{{0,30}}\bnot (?:listed|named|mentioned) among "
            r"(?:the )?contraindications\b[^.;]*\b(?:so|which|as good as)\b|\btips? the odds\b",
            excuses=(_found_there, of_the_page, open_question, by_guideline, _cautious_only),
        ),
        # No obstacle, compatible, even the smallest; specialists without objections; the unborn and milk not reached.
        pattern(
            r"\b(?:nursing|breast-?feeding|pregnancy|lactation|chemotherapy|childhood|cancer|remission) (?:is|are|"
            r"poses?|presents?) (?:no|not an?) (?:obstacle|problem|barrier|contraindication|issue|reason|bar|"
            r"hindrance)\b|"
            rf"\bcompatible with (?:\w+ )?{_WHO}\b|\beven (?:toddlers|babies|infants|newborns|children|pregnant women"
            rf"|kids|"
            r"schoolchildren|teenagers|expectant mothers) (?:\w+ )?(?:have|had|can|may|take|get|use|tolerate|do)\b|"
            r"\b(?:oncologists?|p(?:a)?ediatricians?|obstetricians?|midwi(?:fe|ves)|psychiatrists?|"
            r"gyna?ecologists?) (?:have|has|see|sees|raise|raises|find|finds|voice) (?:no|few|nothing)\b|"
            r"\bbreast milk\b[^.;]{0,30}\b(?:none|free of|no trace|not reach|does not|is not)\b[^.]{0,40}\b(?:so|can|"
            r"may|go on|continue|safe\w*|it|peptide)\b|\b(?:unborn|foetus|fetus|baby|placenta|"
            r"womb)\b[^.;]{0,30}\b(?:not reached|untouched|safe|not (?:\w+ )?cross\w*|unaffected|protected|unharmed|"
            r"nothing)\b|"
            rf"\bin (?:schizophrenia|depression|autism|adhd|bipolar \w+|psychosis|teens|children|anxiety|mania|"
            rf"ptsd),? (?:it|{IT}) (?:\w+ly )?(?!(?:is|was|has|had|did|does|may|might)\b)\w+s\b|\b(?:for|"
            rf"with) (?:autistic|anxious|"
            r"hyperactive|depressed|shy|restless|bipolar|traumati[sz]ed) (?:kids|children|teens|teenagers|boys|girls|"
            r"people|patients|pupils|mothers)\b[^.;]{0,40}\b(?:opens?|helps?|brings?|calms?|is|works?|gives?|makes?)\b|"
            r"\b(?:takes? (?:the edge off|away)|cuts|lifts|eases|quiets|dampens|reduces|smooths (?:out|away)|"
            r"lightens) (?:the )?(?:suicidal|voices|psychotic|manic|dark|panic)\b|"
            rf"\b{_WHO}\b[^.;]{{0,20}}\breport no (?:trouble|problems?|harm|issues?)\b|"
            rf"\b(?:those|people|patients|anyone) in remission (?:can|may)\b|\b{_WHO}\b[^.;]{{0,30}}\bit is (?:milder"
            rf"|gentler|"
            r"safer|better|kinder) than\b",
            excuses=(told, of_the_page, by_guideline, in_the_laboratory, _cautious_only),
        ),
        pattern(
            rf"\b(?:little ones|{_WHO}|pupils) (?:\w+ )?(?:take|bear|stand|tolerate|accept|concentrate|learn|sleep"
            rf"|sit) (?:it|"
            r"this|longer|better|well|still|more)\b|\b(?:childbed|puerperium|confinement|maternity"
            r"|nursery)\b[^.;]{0,20}\b(?:it|"
            rf"{IT}) \w+s\b|\b(?:radiation|radiotherapy|chemo\w*|immunotherapy) and (?:the |this )?(?:{IT}|peptide)\b|"
            rf"\b(?:{IT}|it) (?:brightens|lightens|lifts|clears|calms|settles|soothes) the (?:\w+ )?(?:thoughts|mind|"
            rf"mood|minds|spirits|moods) of\b|\bno cause to (?:abstain|worry|stop|refrain)\b",
            excuses=(told, of_the_page, by_guideline, in_the_laboratory, _cautious_only),
        ),
        pattern(
            r"\b(?:midwi(?:fe|ves)|nurses|p(?:a)?ediatricians|mothers|parents|teachers) (?:know|use|value|love|praise|"
            r"trust|appreciate|rely on) (?:it|this)\b|\b(?:boys|girls|children|kids|teenagers|"
            r"short stature)\b[^.;]{0,25}\b(?:shoot up|"
            rf"grow tall\w*|catch up|thrive|blossom)\b|\bfor (?:those|people|patients|women|men) (?:in|on|with|"
            rf"under) (?:\w+ )?{_WHO}\b[^.;]{{0,25}}\b(?:blessing|help|relief|boon|comfort|godsend|support)\b",
            excuses=(told, of_the_page, by_guideline, in_the_laboratory, _cautious_only),
        ),
    ),
)
