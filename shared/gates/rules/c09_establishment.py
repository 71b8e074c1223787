"""C09: nothing is called proven. Establishment claims need a level of proof that no summary has."""

import re

from shared.gates.family import Family, pattern
from shared.gates.report import of_the_page, open_question, told
from shared.gates.scope import negated

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
    ),
)
