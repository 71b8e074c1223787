"""C24: cause is not read into observation, `significant` says of what, a relative effect has its absolute one.

These warn: a reader should see the sentence again, and a page is not stopped by them.
"""

import re
from collections.abc import Iterator

from shared.domain.publishing.monograph import Severity
from shared.domain.vocabulary import Design
from shared.gates.context import Context
from shared.gates.family import Family, pattern
from shared.gates.words.report import of_the_page
from shared.gates.words.scope import in_the_laboratory, negated

_CAUSES = re.compile(
    r"\b(?:prevents?|prevented|reduces?|reduced|lowers?|lowered|protects?|protected|causes?|caused|leads? to|led to|"
    r"cuts?|saves?|saved|improves?|improved|increases?|increased|results? in|resulted in|thanks to|due to|because of|"
    r"owing to|makes?|made|brings?|brought|raises|drives|drove|multipl(?:y|ies)|kills|boosts|triggers|shortens|"
    r"prolongs|extends|strengthens|accelerates|(?:is|are) (?:thus |therefore |clearly )?(?:the|a|"
    r"one) (?:\w+ )?(?:cause|reason)|is why|is responsible for|no other explanation|halve[sd]?|averts?|averted|"
    r"spares?|spared|slows?|slowed|delays?|delayed|wards? off|kept)\b",
    re.IGNORECASE,
)
_ASSOCIATED = re.compile(
    r"\b(?:associat\w+|correlat\w+|linked|link|confound\w*|cannot (?:show|prove|establish)|"
    r"may explain|more often among|among (?:users|non-users)|"
    r"cannot be excluded|observational|not (?:caus\w+|show))\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b\d[\d.,]* (?:of|/|in|out of) (?:the )?\d|\bpercentage points?\b|\babsolute\b|"
    r"\d ?% (?:versus|vs\.?|and|compared with) \d|\bfrom \d[\d.,]* ?%? to \d|"
    r"\b\d[\d.,]* ?% (?:\w+ ){0,5}(?:and|versus|vs\.?|against|compared with) (?:\w+ ){0,3}\d",
    re.IGNORECASE,
)


def statistically(sentence: str, match: re.Match[str]) -> bool:
    """It is said that statistics are meant, or the word stands in a term."""
    return bool(
        re.search(
            r"\bstatistical(?:ly)?\b|\bp ?[<=>] ?\.?\d|\bconfidence interval\b|\b95 ?%|"
            r"\bsignificance (?:level|threshold|test)\b|\bclinically significant\b",
            sentence,
            re.IGNORECASE,
        )
    )


def absolute(sentence: str, match: re.Match[str]) -> bool:
    """The absolute numbers stand beside it."""
    return bool(_ABSOLUTE.search(sentence))


def _observed(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    """A causal verb, and nothing but observation behind it."""
    if (
        known.designs
        and known.designs <= {Design.OBSERVATIONAL, Design.CASE_REPORT}
        and not _ASSOCIATED.search(sentence)
    ):
        for match in _CAUSES.finditer(sentence):
            if not negated(sentence, match):
                yield match.start(), match.end(), "warn"


_MARKER = (
    r"(?:C-reactive protein|CRP|IGF-?1|LDL|HDL|(?:LDL |HDL )?cholesterol|HbA1c|glucose|triglycerides|blood pressure"
    r"|bone density|ferritin|cytokines?|(?:liver |muscle )?enzymes?|biomarkers?|markers?|titres?)"
)


def _denied_after(sentence: str, match: re.Match[str]) -> bool:
    """What it is said not to mean."""
    return bool(re.match(r"[^.;]{0,20}\b(?:nothing|no|not|little|neither)\b", sentence[match.end() :], re.IGNORECASE))


FAMILY = Family(
    id="C24",
    version=1,
    severity="warn",
    reason="reads more into a result than it says (cause, significance, a relative or a surrogate effect)",
    given=_observed,
    patterns=(
        pattern(
            r"\bsignificant(?:ly)?\b|\bsignificance\b(?! (?:level|threshold|test))",
            excuses=(statistically, negated, of_the_page),
        ),
        pattern(
            r"\b(?:\d[\d.,]* ?(?:%|per ?cent)|half|two thirds|a third|a quarter|twice|double|"
            r"(?:two|three|four|five|\d+)-?fold|(?:two|three|four|"
            r"five) times)\s(?:\w+ ){0,2}(?:lower|higher|reduction|increase|fewer|greater|less|"
            r"more|decrease|drop|rise|fall|relative)\b(?=.*\b(?:risk|odds|hazard|rate|likel\w+|"
            r"chance|admission\w*|deaths?|events?|relapse\w*|fracture\w*|incidence)\b)|"
            r"\b(?:relative risk|hazard|odds|risk)\b[^.;]{0,30}\b(?:fell|lower\w*|reduced|cut|"
            r"halved|by \d)\b|\b(?:halv\w+|doubl\w+|cut\w*) (?:the )?(?:\w+ )?(?:risk|odds|rate|"
            r"chance)\b",
            excuses=(absolute, of_the_page),
        ),
        pattern(
            r"\b(?:so|thus|hence|therefore|which (?:shows?|means|proves?|implies|tells)|showing|"
            r"meaning|proving|and with it|so that)\b[^.;]{0,60}\b(?:muscle|strength|"
            r"heart attacks?|strokes?|deaths?|survival|fractures?|live[sd]? longer|life|lives|"
            r"disease|dementia|recovery|rarer|healthier|fitter|younger|diabetes|complications|"
            r"healing)\b",
            excuses=(negated, of_the_page, in_the_laboratory),
        ),
        # Observation by its name and a cause, a share of change without the numbers, a marker that shows an outcome.
        pattern(
            r"\b(?:registry|register|cohort|survey|insurance|claims|observational|cross-sectional) (?:data|studies|work"
            r"|records|analys[ei]s)\b[^.;]*\b(?:led to|caused|causes|prevents?|prevented|resulted in|brought about)\b|"
            r"\b(?:is|are) (?:thus |therefore |hence |clearly )?the cause of\b",
            excuses=(negated, of_the_page),
        ),
        pattern(
            r"\b(?:fractures?|deaths?|events?|relapses?|ulcers?|closure|density|healing|attacks?|strokes?|infections?|"
            r"admissions?) (?:\w+ )?(?:fell|rose|dropped|declined|increased|climbed|shrank) by (?:some |about |"
            r"over )?\d\d[\d.]* ?%(?! from baseline)|\b\d\d[\d.]* ?% (?:relative )?(?:boost|increase|gain|drop|fall|"
            r"reduction|improvement|jump|cut) in (?:\w+ )?(?:fractures?|deaths?|events?|relapses?|ulcers?|closure|"
            r"density|healing|attacks?|strokes?|infections?|admissions?|survival)\b|\b\d\d[\d.]* ?% relative\b",
            excuses=(absolute, negated, of_the_page, in_the_laboratory),
        ),
        pattern(
            rf"\b(?:falls?|drops?|rises?|reductions?|elevations?|increases?|lowering|raising|gains?|declines?) (?:in|"
            rf"of) (?:\w+ ){{0,2}}?{_MARKER}\b[^.;]{{0,40}}\b(?:means?|shows?|confirms?|proves?|attests?|signals?|"
            rf"translates?"
            r"|implies|demonstrates?)\b",
            excuses=(negated, of_the_page, _denied_after, in_the_laboratory),
        ),
        pattern(
            rf"\bby (?:lowering|raising|cutting|reducing|increasing|improving) (?:\w+ ){{0,2}}?{_MARKER} (?:it"
            rf"|they|this"
            r"|the \w+) (?:\w+ )?(?:lowers?|prevents?|cuts?|protects?|saves?|spares?|reduces?|prolongs?|improves?)\b",
            excuses=(negated, of_the_page, in_the_laboratory),
        ),
        # Halved or doubled events without either arm's number, and a marker that is read as the outcome.
        pattern(
            r"\b(?:fractures?|deaths?|events?|strokes?|infarct\w*|attacks?|admissions?|relapses?|infections?|falls|"
            r"risk|cases|ulcers?|diagnoses)\b[^.;]{0,30}\b(?:halved|doubled|tripled|cut (?:in half|by)|"
            r"fell by (?:half|a \w+)|dropped by)\b|\b(?:made|makes|rendered) [^.;]{0,40}\b(?:less|more) likely\b",
            excuses=(absolute, negated, of_the_page),
        ),
        pattern(
            r"(?:^|[;,] )(?:because|since|as|by (?:bringing|raising|lowering|reducing|increasing|"
            r"cutting))\b[^.;]{0,60}\b(?:IGF-?1|protein|hormone|cholesterol|glucose|HbA1c|CRP|pressure|density|"
            r"markers?|levels?|concentrations?|titres?|cytokines?|collagen|insulin)\b[^.;]*, (?:the |their |"
            r"its )?[\w' -]{0,60}\b(?:recovered|healed|lived|better|less likely|fewer|stronger|faster|attacks?|"
            r"strokes?|deaths?|fractures?|protected|prevented)\b",
            excuses=(negated, of_the_page),
        ),
        pattern(
            r"\b(?:as|since|because|for) (?:\w+ ){0,3}?(?:lower|higher|reduced|raised|better|improved|falling|rising|"
            r"fewer|less|more) (?:\w+ ){0,2}?(?:cholesterol|LDL|HDL|IGF-?1|hormone|glucose|HbA1c|CRP|pressure|density|"
            r"markers?|levels?|concentrations?|titres?|cytokines?|collagen|insulin|triglycerides?)(?: levels?|"
            r" concentrations?)? (?:shows?|proves?|tells?|indicates?|demonstrates?|confirms?|attests?)\b",
            excuses=(negated, of_the_page),
        ),
    ),
)
