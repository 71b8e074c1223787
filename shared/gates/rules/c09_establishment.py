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
            r"\b(?:we|our|this (?:review|study|paper|article)|aims?|objective|review(?:ed|s)?|meta-analys\w+|included"
            r"|risk factors?|association|"
            r"associated|prevalence|correlat\w+|that (?:the )?(?:prevalence|incidence))\b",
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
            r"\b(?:studies|research|science|scientists|trials?|evidence|data|experts|researchers|"
            r"literature|doctors)\b (?:\w+ ){0,3}?(?:confirms?|confirmed|"
            r"leaves? no|"
            r"agrees?|(?:is|are) (?:now |all |quite |very |as )?(?:clear|settled|unanimous|in$|"
            r"in[,;.]|conclusive|overwhelming|beyond|undisputed|certain|convincing|agreed|"
            r"ironclad|rock[- ]solid|unequivocal)|has spoken|have spoken|speaks? for|says? it all|"
            r"settles?|removes?)\b",
            excuses=(*_UNSETTLED, _past_finding),
        ),
        pattern(
            r"\b(?:established|accepted|undisputed|known|settled|scientific|medical|hard|plain|"
            r"simple) (?:fact|truth|certainty|science|fact of life)\b|\bfacts? (?:is|are) (?:in|"
            r"clear|settled)\b|"
            r"\b(?:no longer|not) (?:a matter of |any |in |open to |up for |under )?(?:opinion|"
            r"debate|doubt|question|dispute|debated?|contested|controvers\w+)\b|"
            r"\bcase (?:is )?closed\b|"
            r"\b(?:a certainty|conclusive proof|proof positive|the proof|living proof|proof that|"
            r"ample proof|as close to certain\w*)\b|\bwithout (?:question|fail|exception)\b|"
            r"\b(?:always|never|invariably|unfailingly) (?:works?|delivers?|fails?)\b|"
            r"\bworks? (?:every|for everyone|100)\b|\b100 ?% (?:effective|success|of users)\b|"
            r"\bscience[- ](?:backed|based|led)\b|\bresearch[- ]backed\b|\bevidence[- ]backed\b|"
            r"\bdoctor[- ](?:approved|formulated)\b|\b(?:laboratory|lab|university|hospital|"
            r"pharmaceutical|medical)[- ]grade\b|"
            r"\bpeer[- ]reviewed (?:proof|results|science|peptide)\b|\b(?:unquestion|"
            r"undoubted|indisput|incontrovert|unmistak)\w+\b",
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
            r"\b(?:rigorous|robust|hard|solid|peer[- ]reviewed|countless|dozens of|hundreds of|over \d+|decades of"
            r"|years of|"
            r"abundant|ample|overwhelming|compelling|all|every|independent) (?:\w+ )?(?:stud(?:y|ies)|trials?|papers?"
            r"|publications?|evidence|research|science|data|"
            r"experiments?|literature) (?:\w+ )?(?:back|support|underpin|confirm|show|prove|demonstrat|establish"
            r"|attest|verif|validat|stand|document|agree|"
            r"point|can't|cannot)\w*\b|\b(?:no|not one) (?:serious|reasonable|honest|informed|credible"
            r"|sane) (?:\w+ )?(?:question|doubt|den(?:y|ies)|disput|"
            r"scientist|researcher|doctor|expert|person)\w*\b|\b(?:that's|it's|this is|that is) (?:a |our "
            r"|my )?(?:promise|guarantee|fact)\b|\b(?:has|have) been "
            r"(?:\w+ )?(?:demonstrated|shown|established|proved|proven|confirmed) (?:\w+ )?(?:beyond|time and"
            r"|again and|over and|repeatedly|conclusively|in (?:over|more|"
            r"dozens|hundreds))\b|\bstudies can't (?:all )?be wrong\b|\b(?:papers|studies|trials"
            r"|researchers) can(?:'t|not) (?:all )?be wrong\b|"
            r"\b(?:undeniable|indisputable|conclusive|clinically tested|doctor[- ]approved"
            r"|scientifically (?:validated|established|backed|sound))\b|"
            r"\b(?:data|evidence|results|findings|science|literature) (?:is|are|leaves?) (?:\w+ )?(?:conclusive"
            r"|settled|no room|overwhelming|unanimous|in)\b|"
            r"\bmoney[- ]back\b|\b(?:long been|now) established fact\b",
            excuses=(of_the_page, open_question, _negated_before, _past_finding, _funded_work),
        ),
        pattern(
            r"\b(?:matter|question|issue|debate|case|argument) (?:has been|is|was|have been) (?:\w+ )?(?:settled"
            r"|closed|decided|resolved|answered|over)\b|\b(?:its|the|their) (?:\w+ )?(?:efficacy|"
            r"effectiveness|benefits?|effects?|value|power|usefulness)(?: of [\w-]+)? (?:is|are|has been"
            r"|have been) (?:now |long |\w+ly )?(?:well[- ])?(?:established|proven|proved|documented|confirmed"
            r"|demonstrated|"
            r"beyond|settled|undisputed|a fact|known|accepted|validated)\b|\b(?:definitive|conclusive|decisive"
            r"|final) (?:study|trial|proof|evidence|answer|word|verdict)\b|\b(?:demonstrat|show|prov|establish|"
            r"confirm)\w* (?:conclusively|definitively|beyond|once and for all|unequivocally|irrefutably)\b"
            r"|\bno (?:further|more|other) (?:trials?|studies|research|proof|evidence|data) (?:is|are) (?:needed"
            r"|required|"
            r"necessary)\b|\b(?:solid|hard|clear|firm|definite|real|strong|ample|full|concrete) proof\b"
            r"|\bscientifically (?:confirmed|proven|proved|established|sound|demonstrated)\b"
            r"|\bproven (?:track )?record\b",
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
            r"\b(?:trials?|studies|research|papers|science|data|evidence|experiments|doctors|scientists|laborator(?:y"
            r"|ies))"
            r"\b (?:\w+ ){0,3}?(?:time and (?:time )?again|again and again|over and over|many times over|beyond "
            r"(?:all|any)"
            r" )\b|\b(?:fewer than|less than|more than|over|some|as many as|dozens of|hundreds of|scores of|several"
            r"|forty|"
            r"fifty|countless) (?:\w+ )?(?:papers|studies|trials|publications|reports|experiments) (?:\w+ )?(?:attest|"
            r"testify|vouch|bear|confirm|back|prove|agree|speak for)\b|"
            r"\b(?:there is|broad|wide|scientific|medical|full) (?:\w+ )?consensus (?:about|on|that|regarding) (?:its"
            r"|the "
            rf"(?:value|worth|benefits?|effect)|it|{IT})\b|\bcommon knowledge\b|\bopen secret\b|"
            r"\b(?:is|are|be|being) (?:now |today )?(?:regarded|taken|accepted|seen|counted|treated) as (?:certain"
            r"|proven|a "
            r"fact|settled|established|given|beyond)\b|"
            r"\b(?:has|have|had|is|are) (?:\w+ )?settled (?:the|this|that) (?:matter|question|debate|issue|argument)\b|"
            r"^(?:tested|tried|checked|verified|confirmed|vetted|examined|trusted)(?: and \w+)? by\b(?! (?-i:[A-Z]))|"
            r"\b(?:passed|withstood|stood|survived) (?:the|every|all) (?:\w+ )?(?:tests?|trials?) of\b|"
            r"\bit is (?:a |an )?(?:fact|certainty|truth|given|certain|beyond \w+) that\b",
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
            r"\b(?:every|no|any) (?:serious|honest|sensible) (?:researcher|scientist|expert|physician|doctor)s? "
            r"(?:\w+ )?(?:"
            r"acknowledges?|accepts?|knows?|doubts?|denies|disputes?)\b|\bunderstood (?:down )?to the (?:last"
            r"|smallest)\b|"
            r"\bsuccess (?:is )?(?:certain|assured|guaranteed)\b|\bcannot be (?:mistaken|wrong)\b|\bscience (?:\w+ "
            r")?(?:backs|"
            r"stands behind|is behind|is on its side)\b|\bfacts (?:are|lie) (?:on the table|plain|there)\b|\bhas "
            r"(?:long been "
            r"known|been known (?:for|since))\b[^.;]{0,20}(?=\.|\[|long|years|decades|ages)|^(?:that )[^.;]{1,30} "
            r"works?\b|"
            r"^(?:efficacy|effectiveness|effect|benefit|status of research)\s?: ?(?:confirmed|proven|established"
            r"|certain|clear)",
            excuses=(of_the_page, _unsure, _negated_before, _funded_work),
        ),
        pattern(
            r"\b(?:is|has become) (?:knowledge|fact|certainty|textbook knowledge)\b|\bfurther (?:studies|trials"
            r"|research|proof) "
            r"(?:is|are|would be) (?:\w+ )?(?:superfluous|unnecessary|pointless|redundant)\b|\b(?:literature|studies"
            r"|science|"
            r"experts|papers) (?:\w+ )?speaks? with one voice\b|\b(?:science|research|medicine) (?:has|have) (?:\w+ "
            r")?(?:given|"
            r"delivered|reached|returned) (?:its|a|their) verdict\b|\bdocumented (?:so often|many times|thousands"
            r"|over and)\b",
            excuses=(of_the_page, _unsure, _negated_before, _funded_work),
        ),
    ),
)
