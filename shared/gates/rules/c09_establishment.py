"""C09: nothing is called proven. Establishment claims need a level of proof that no summary has."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import IT
from shared.gates.words.report import of_the_page, open_question, told
from shared.gates.words.scope import in_the_laboratory, negated

_UNSETTLED = (negated, of_the_page, open_question)


def _diagnosed(sentence: str, match: re.Match[str]) -> bool:
    """A diagnosis that was proven by a method, or words about what proof would take."""
    return bool(
        re.search(
            r"(?:\w+ly|biops[yi]\S*|culture|histolog\w+|microscop\w+|patholog\w+|angiograph\w+|"
            r"imaging)[- ]?$|\b(?:whether|claim\w*|word|called?|calling|calls|says?) [^.]*$",
            sentence[: match.start()],
            re.IGNORECASE,
        )
        and not re.search(
            r"\b(?:clinically|scientifically|medically|merely|simply|fully|truly) ?$",
            sentence[: match.start()],
            re.IGNORECASE,
        )
    )


def _funded(sentence: str, match: re.Match[str]) -> bool:
    """Support by grants, or a diagnosis confirmed by data."""
    return bool(
        re.search(
            r"\b(?:grants?|fund\w+|foundation|institutes?|council|diagnos\w+|was|were)\b", sentence, re.IGNORECASE
        )
    )


def _past_finding(sentence: str, match: re.Match[str]) -> bool:
    """One study that confirmed something measured, or one group of authors that agreed on it."""
    return (
        bool(re.search(r"\b(?:we|our|not)\b", match[0], re.IGNORECASE))
        or bool(
            re.search(
                r"\b(?:one|this|these|a|our|single|both|second|two) (?:\w+ ){0,4}?$",
                sentence[: match.start() + 1],
                re.IGNORECASE,
            )
        )
        or bool(re.match(r"[\w ]*\bdata\b", match[0], re.IGNORECASE) and " confirm" in match[0])
    )


def _a_word(sentence: str, match: re.Match[str]) -> bool:
    """The words are named as words."""
    return bool(
        re.search(
            r"\b(?:is|are) not (?:a|an|the) (?:term|word|phrase)|\bavoids? (?:the )?words?\b", sentence, re.IGNORECASE
        )
    )


def _denied_proof(sentence: str, match: re.Match[str]) -> bool:
    """A denial stands before words of certainty that hold none themselves."""
    return match[0].split()[0].lower() not in ("not", "no", "without", "never") and negated(sentence, match)


def _unsure(sentence: str, match: re.Match[str]) -> bool:
    """The doubt or the debate is there, and is not denied away."""
    return bool(
        re.search(
            r"\b(?:unclear|uncertain|unknown|remains?|whether|not (?:settle\w*|clear|known|been)|"
            r"subject of|under|much|some|considerable)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _negated_before(sentence: str, match: re.Match[str]) -> bool:
    """A denial stands before words that begin with none."""
    return match[0].split()[0].lower() not in ("no", "not") and negated(sentence, match)


def _past_result(sentence: str, match: re.Match[str]) -> bool:
    """What authors showed of a mechanism, a gene or a method."""
    return bool(
        re.search(
            r"\b(?:genes?|mutation\w*|mechanism\w*|pathways?|proteins?|method\w*|assay\w*|model\w*|we|surgery"
            r"|screening|vaccin\w+|diagnos\w+|"
            r"antibod\w+|lack(?:s|ing)?|needed)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _funded_work(sentence: str, match: re.Match[str]) -> bool:
    """Research as what authors and reviewers look at."""
    return bool(
        re.search(
            r"\b(?:we|our|this (?:review|study|paper|article)|aims?|objective|review(?:ed|s)?|meta-analys\w+|included|"
            r"risk factors?|association|associated|prevalence|correlat\w+|that (?:the )?(?:prevalence|incidence))\b",
            sentence,
            re.IGNORECASE,
        )
    )


_PLAIN = r"(?:is|was|has|does|binds|occurs|contains|consists|crosses|reaches|comes|acts|remains|seems|appears)"


def _of_research_named(sentence: str, match: re.Match[str]) -> bool:
    """Animals, cells or a number of persons are named."""
    return in_the_laboratory(sentence, match) or bool(
        re.search(r"\b\d+ (?:\w+ )?(?:patients|adults|people)\b", sentence)
    )


FAMILY = Family(
    id="C09",
    version=2,
    severity="block",
    reason="claims that something is established",
    patterns=(
        pattern(
            r"\b(?:clinically|scientifically|medically|laboratory|lab)[- ](?:proven|tested|validated|verified)\b",
            excuses=(negated, told, _a_word),
        ),
        pattern(
            r"\b(?:studies|study|research|science|trials?|evidence|data)\s(?:has |have |now |clearly |"
            r"conclusively )*(?:proves?|proved|proven)\b",
            excuses=(negated,),
        ),
        pattern(
            r"(?<![-\w])proven\s(?:to\b|benefits?|results?|efficacy|effective\w*|safe\w*|treatments?|"
            r"therap\w+|remed\w+|track|way|method)",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:has|have|is|are)\s(?:been\s)?(?:well[- ]|clearly |definitively |conclusively )proven\b",
            excuses=(negated,),
        ),
        pattern(r"\bguarantee[sd]?\b(?!.{0,20}\banonymity|.{0,20}\b(?:issue|loan|funding)\b)", excuses=(negated,)),
        pattern(
            r"\bgold[- ]standard\s(?:peptide|treatment|therapy|drug|remedy|solution|for (?:healing|"
            r"recovery|treating|repair|fat|weight|muscle))",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:irrefutabl[ey]|undeniabl[ey]|indisputabl[ey]|without (?:a |any )?doubt|beyond (?:any |"
            r"all )?doubt|no doubt that)\b"
        ),
        pattern(
            r"\b(?:conclusively|definitively)\s(?:shows?|shown|demonstrates?|demonstrated|establish\w*|confirm\w*)\b",
            excuses=(negated,),
        ),
        pattern(
            r"(?<![\w-])(?<!ly )proven\b(?! (?:role|by)\b)(?! (?:difficult|impossible|hard|fatal|"
            r"wrong|negative|otherwise|useful|to be an))",
            excuses=(*_UNSETTLED, _diagnosed),
        ),
        pattern(
            r"\b(?:backed|supported|underpinned|confirmed|validated|vindicated|established|"
            r"endorsed) by\b[^.;]{0,40}\b(?:science|research|evidence|studies|trials|data|decades|"
            r"experts|doctors|scientists|literature|medicine)\b",
            excuses=(*_UNSETTLED, _funded),
        ),
        pattern(
            r"\b(?:studies|research|science|scientists|trials?|evidence|data|experts|researchers|literature|"
            r"doctors)\b (?:\w+ ){0,3}?(?:confirms?|confirmed|leaves? no|agrees?|(?:is|are) (?:now |all |quite |very |"
            r"as )?(?:clear|settled|unanimous|in$|in[,;.]|conclusive|overwhelming|beyond|undisputed|certain|"
            r"convincing|agreed|ironclad|rock[- ]solid|unequivocal)|has spoken|have spoken|speaks? for|says? it all|"
            r"settles?|removes?)\b",
            excuses=(*_UNSETTLED, _past_finding),
        ),
        pattern(
            r"\b(?:established|accepted|undisputed|known|settled|scientific|medical|hard|plain|simple) (?:fact|truth|"
            r"certainty|science|fact of life)\b|\bfacts? (?:is|are) (?:in|clear|settled)\b|\b(?:no longer|"
            r"not) (?:a matter of |any |in |open to |up for |under )?(?:opinion|debate|doubt|question|dispute|"
            r"debated?|contested|controvers\w+)\b|\bcase (?:is )?closed\b|\b(?:a certainty|conclusive proof|"
            r"proof positive|the proof|living proof|proof that|ample proof|as close to certain\w*)\b|"
            r"\bwithout (?:question|fail|exception)\b|\b(?:always|never|invariably|unfailingly) (?:works?|delivers?|"
            r"fails?)\b|\bworks? (?:every|for everyone|100)\b|\b100 ?% (?:effective|success|of users)\b|"
            r"\bscience[- ](?:backed|based|led)\b|\bresearch[- ]backed\b|\bevidence[- ]backed\b|"
            r"\bdoctor[- ](?:approved|formulated)\b|\b(?:laboratory|lab|university|hospital|pharmaceutical|"
            r"medical)[- ]grade\b|\bpeer[- ]reviewed (?:proof|results|science|peptide)\b|\b(?:unquestion|undoubted|"
            r"indisput|incontrovert|unmistak)\w+\b",
            excuses=(of_the_page, open_question, _denied_proof),
        ),
        # No doubt is left, however it is said: who denies it, what has been settled, what can be counted on.
        pattern(
            r"\b(?:no|little|hardly any|any|every|all|without|beyond|past|leaves? no|"
            r"put\b[^.;]{0,60}) (?:\w+ ){0,3}?(?:doubt|dispute|debate|"
            r"argument|controversy)\b(?=.*\b(?:that|works?|but|what|whether|about|left|is|has|in)\b|[.]?$)",
            excuses=(of_the_page, _unsure),
        ),
        pattern(
            r"\bonly (?:the )?(?:\w+ )?(?:uninformed|ignorant|fools?|cynics?|sceptics?|skeptics?|stubborn|laggards)\b|"
            r"\b(?:jury|verdict|results?|answer|evidence) (?:is|are|has|have|came) (?:\w+ )?(?:in|"
            r"back|back years ago|long been in)\b(?! (?:the|a|line))|"
            r"\b(?:matter of (?:when|course|fact|record)|when, not if|full stop|end of (?:story|"
            r"discussion)|it works\b|(?:it|this) (?:simply|just|really) works|"
            r"fact of (?:physiology|biology|nature|life|chemistry)|count on|bank on|you can rely|"
            r"every time\.?$|nobel[- ](?:winning|prize))\b|"
            r"\b(?:doctors?|scientists?|experts?|physicians?|everybody|everyone|"
            r"anyone) (?:\w+ )?(?:know|knows|agree|agrees|accept|accepts) (?:this|it|that)\b|"
            r"\b(?:laborator(?:y|ies)|science|research|trials?|studies|data|chemistry|"
            r"history) (?:have |has |had )?(?:long |now |already |since )?"
            r"(?:confirmed|established|demonstrated|settled|proved|vindicated|worked out) (?:it|"
            r"this|what|beyond|as much|the matter)\b|"
            r"\b(?:have|has) (?:been )?(?:worked out|understood|mapped) in full\b|"
            r"\bas (?:\w+ ){0,3}(?:trials|studies|papers|experiments) have (?:established|shown|"
            r"proved|demonstrated),",
            excuses=(of_the_page, open_question, negated, _past_finding),
        ),
        pattern(
            r"\b(?:admits? of no|leaves? room for no|allows? (?:of |for )?no|"
            r"permits? no) (?:other|doubt|second|alternative)\b|\bas (?:certain|sure|solid|firm|"
            r"well established|safe a bet) as (?:anything|any|the)\b|"
            r"\b(?:settled|established|hard|proven|textbook|undisputed) (?:science|knowledge|fact|"
            r"truth|biology|medicine)\b|\b(?:no longer|not|never|hardly) (?:in|open to|"
            r"a) (?:question|doubt|dispute|conjecture|hypothesis)\b|"
            r"\b(?:beyond|past|above) (?:question|dispute|argument|contention)\b|\bscience (?:has|"
            r"is) (?:\w+ )?(?:spoken|settled|in|clear|done)\b",
            excuses=(of_the_page, open_question, _unsure),
        ),
        pattern(
            r"\b(?:rigorous|robust|hard|solid|peer[- ]reviewed|countless|dozens of|hundreds of|over \d+|decades of|"
            r"years of|abundant|ample|overwhelming|compelling|all|every|independent) (?:\w+ )?(?:stud(?:y|ies)|"
            r"trials?|papers?|publications?|evidence|research|science|data|experiments?|literature) (?:\w+ )?(?:back|"
            r"support|underpin|confirm|show|prove|demonstrat|establish|attest|verif|validat|stand|document|agree|"
            r"point|can't|cannot)\w*\b|\b(?:no|not one) (?:serious|reasonable|honest|informed|credible|"
            r"sane) (?:\w+ )?(?:question|doubt|den(?:y|ies)|disput|scientist|researcher|doctor|expert|person)\w*\b|"
            r"\b(?:that's|it's|this is|that is) (?:a |our |my )?(?:promise|guarantee|fact)\b|\b(?:has|"
            r"have) been (?:\w+ )?(?:demonstrated|shown|established|proved|proven|confirmed) (?:\w+ )?(?:beyond|"
            r"time and|again and|over and|repeatedly|conclusively|in (?:over|more|dozens|hundreds))\b|"
            r"\bstudies can't (?:all )?be wrong\b|\b(?:papers|studies|trials|researchers) can(?:'t|"
            r"not) (?:all )?be wrong\b|\b(?:undeniable|indisputable|conclusive|clinically tested|doctor[- ]approved|"
            r"scientifically (?:validated|established|backed|sound))\b|\b(?:data|evidence|results|findings|science|"
            r"literature) (?:is|are|leaves?) (?:\w+ )?(?:conclusive|settled|no room|overwhelming|unanimous|in)\b|"
            r"\bmoney[- ]back\b|\b(?:long been|now) established fact\b",
            excuses=(of_the_page, open_question, _negated_before, _past_finding, _funded_work),
        ),
        pattern(
            r"\b(?:matter|question|issue|debate|case|argument) (?:has been|is|was|have been) (?:\w+ )?(?:settled|"
            r"closed|decided|resolved|answered|over)\b|\b(?:its|the|their) (?:\w+ )?(?:efficacy|effectiveness|"
            r"benefits?|effects?|value|power|usefulness)(?: of [\w-]+)? (?:is|are|has been|have been) (?:now |long |"
            r"\w+ly )?(?:well[- ])?(?:established|proven|proved|documented|confirmed|demonstrated|beyond|settled|"
            r"undisputed|a fact|known|accepted|validated)\b|\b(?:definitive|conclusive|decisive|final) (?:study|trial|"
            r"proof|evidence|answer|word|verdict)\b|\b(?:demonstrat|show|prov|establish|confirm)\w* (?:conclusively|"
            r"definitively|beyond|once and for all|unequivocally|irrefutably)\b|\bno (?:further|more|"
            r"other) (?:trials?|studies|research|proof|evidence|data) (?:is|are) (?:needed|required|necessary)\b|"
            r"\b(?:solid|hard|clear|firm|definite|real|strong|ample|full|concrete) proof\b|"
            r"\bscientifically (?:confirmed|proven|proved|established|sound|demonstrated)\b|"
            r"\bproven (?:track )?record\b",
            excuses=(of_the_page, _unsure, _negated_before, _past_result),
        ),
        pattern(
            r"\b(?:amounts?|adds? up|comes?) to (?:\w+ )?proof\b|\bonce and for all\b|\b(?:benefit|efficacy|effect"
            r"|effectiveness|value)s? (?:is|are) (?:\w+ )?(?:certain|real|undoubted|assured|guaranteed|a given"
            r"|no longer)\b|\btake[ns]? (?:\w+ ){1,4}?for granted\b|\bcan be taken as (?:proven|read|"
            r"given|certain)\b",
            excuses=(of_the_page, _unsure, _negated_before, _past_result),
        ),
        # Shown again and again, attested by many papers, agreed on by all, settled, tested by those who know.
        pattern(
            r"\b(?:trials?|studies|research|papers|science|data|evidence|experiments|doctors|scientists|laborator(?:y|"
            r"ies))\b (?:\w+ ){0,3}?(?:time and (?:time )?again|again and again|over and over|many times over|"
            r"beyond (?:all|any) )\b|\b(?:fewer than|less than|more than|over|some|as many as|dozens of|hundreds of|"
            r"scores of|several|forty|fifty|countless) (?:\w+ )?(?:papers|studies|trials|publications|reports|"
            r"experiments) (?:\w+ )?(?:attest|testify|vouch|bear|confirm|back|prove|agree|speak for)\b|\b(?:there is|"
            r"broad|wide|scientific|medical|full) (?:\w+ )?consensus (?:about|on|that|regarding) (?:its|the "
            rf"(?:value|worth|benefits?|effect)|it|{IT})\b|\bcommon knowledge\b|\bopen secret\b|"
            r"\b(?:is|are|be|being) (?:now |today )?(?:regarded|taken|accepted|seen|counted|treated) as (?:certain|"
            r"proven|a fact|settled|established|given|beyond)\b|\b(?:has|have|had|is|are) (?:\w+ )?settled (?:the|"
            r"this|that) (?:matter|question|debate|issue|argument)\b|^(?:tested|tried|checked|verified|confirmed|"
            r"vetted|examined|trusted)(?: and \w+)? by\b(?! (?-i:[A-Z]))|\b(?:passed|withstood|stood|survived) (?:the|"
            r"every|all) (?:\w+ )?(?:tests?|trials?) of\b|\bit is (?:a |an )?(?:fact|certainty|truth|given|certain|"
            r"beyond \w+) that\b",
            excuses=(of_the_page, _unsure, _negated_before, _funded_work),
        ),
        pattern(
            r"\b(?:research|science|evidence|studies|data|trials|papers|experts|scientists) (?:clearly |now |plainly "
            r")?(?:"
            rf"shows?|establish(?:es)?|proves?|confirms?|demonstrates?|agree) that (?:{IT}|they) (?:\w+ly "
            rf")?(?!{_PLAIN}\b)"
            r"\w+s\b",
            excuses=(of_the_page, open_question, negated, _past_result, _funded_work, _of_research_named),
        ),
        pattern(
            r"\bdoubts? (?:has|have|is|are) (?:\w+ )?(?:dispelled|removed|laid to rest|silenced|gone|swept away)\b|"
            r"\b(?:every|no|any) (?:serious|honest|sensible) (?:researcher|scientist|expert|physician|"
            r"doctor)s? (?:\w+ )?(?:acknowledges?|accepts?|knows?|doubts?|denies|disputes?)\b|"
            r"\bunderstood (?:down )?to the (?:last|smallest)\b|\bsuccess (?:is )?(?:certain|assured|guaranteed)\b|"
            r"\bcannot be (?:mistaken|wrong)\b|\bscience (?:\w+ )?(?:backs|stands behind|is behind|is on its side)\b|"
            r"\bfacts (?:are|lie) (?:on the table|plain|there)\b|\bhas (?:long been known|been known (?:for|"
            r"since))\b[^.;]{0,20}(?=\.|\[|long|years|decades|ages)|^(?:that )[^.;]{1,30} works?\b|^(?:efficacy|"
            r"effectiveness|effect|benefit|status of research)\s?: ?(?:confirmed|proven|established|certain|clear)",
            excuses=(of_the_page, _unsure, _negated_before, _funded_work),
        ),
        pattern(
            r"\b(?:is|has become) (?:knowledge|fact|certainty|textbook knowledge)\b|\bfurther (?:studies|trials|"
            r"research|proof) (?:is|are|would be) (?:\w+ )?(?:superfluous|unnecessary|pointless|redundant)\b|"
            r"\b(?:literature|studies|science|experts|papers) (?:\w+ )?speaks? with one voice\b|\b(?:science|research|"
            r"medicine) (?:has|have) (?:\w+ )?(?:given|delivered|reached|returned) (?:its|a|their) verdict\b|"
            r"\bdocumented (?:so often|many times|thousands|over and)\b",
            excuses=(of_the_page, _unsure, _negated_before, _funded_work),
        ),
    ),
)
