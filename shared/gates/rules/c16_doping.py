"""C16: nothing that helps to pass a doping test."""

import re
from collections.abc import Iterator
from itertools import chain

from shared.domain.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family, pattern
from shared.gates.report import of_the_page, open_question, told
from shared.gates.scope import negated

_TEST = r"(?:drug|doping|anti-?doping|urine|blood|wada|usada|sports?|steroid|pre-?employment)"

_LEVELS = re.compile(
    r"\b(?:ng/ml|pg/ml|plasma|serum|lower limit|limit of (?:detection|quanti\w+)|rats?|mice|[rc]sf)\b", re.IGNORECASE
)


def _measured_levels(sentence: str, match: re.Match[str]) -> bool:
    """Pharmacokinetics and assays, not sport."""
    return bool(_LEVELS.search(sentence))


_ALLOWED = re.compile(
    r"\b(?:not (?:banned|prohibited|listed|on the)|no longer (?:banned|prohibited)|out of competition|off[- ]season)\b",
    re.IGNORECASE,
)
_ALLOWED_SOMEWHERE = re.compile(r"\b(?:allowed|permitted|legal|free to use|may (?:be )?used?|exempt)\b", re.IGNORECASE)
"""Trials permit and allow much; here it counts where the sentence is about sport."""
_SPORT = re.compile(
    r"\b(?:sports?|athlet\w+|compet\w+|doping|anti-?doping|wada|usada|tested|testing|prohibited list|federations?|"
    r"leagues?|seasons?|training|cyclists?|lifters?|sprinters?|runners?|in[- ]season)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\b(?:regulatory status|status (?:of|in sport)|in sport\b|for athletes|anti-?doping|wada)\b", re.IGNORECASE
)
_SAID = re.compile(r"\b(?:prohibited|banned|S0|S2(?:\.\d)?)\b", re.IGNORECASE)
_STATEMENT = re.compile(r"[.:!?]|\b(?:is|are|was|were|has|have|not|no|none)\b", re.IGNORECASE)


def _listed(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    """WADA's list names it, and the sentence allows it or speaks of its status without saying so."""
    if known.status is None or not known.status.prohibited:
        return
    somewhere = _ALLOWED_SOMEWHERE.finditer(sentence) if _SPORT.search(sentence) else ()
    for match in chain(_ALLOWED.finditer(sentence), somewhere):
        if not (negated(sentence, match) or (_SAID.search(sentence) and "out of competition" not in match[0].lower())):
            yield match.start(), match.end(), "block"
    if not _STATEMENT.search(sentence):
        return  # a heading: what stands below it is read by itself
    for match in _STATUS.finditer(sentence):
        if not _SAID.search(sentence):
            yield match.start(), match.end(), "block"


FAMILY = Family(
    id="C16",
    given=_listed,
    version=2,
    severity="block",
    reason="helps to evade a doping test",
    patterns=(
        pattern(
            r"\b(?:detection (?:windows?|times?)|windows? of detection)\b(?=.*\b(?:days?|hours?|weeks?|"
            r"test\w*|athletes?|doping|urine)\b)"
        ),
        pattern(
            r"\b(?:doping|anti-?doping|athletes?|urine|drug[- ]test\w*|"
            r"wada)\b.*\b(?:detection (?:windows?|times?)|windows? of detection)\b"
        ),
        pattern(
            r"^(?:[\w-]+\s(?:is|are|becomes?)\s)?(?:practically |virtually |completely )?(?:undetectable|"
            r"not detectable|untraceable)\s(?:after|within|in|by|on|past)\b(?!.*\b(?:was|were|levels?|"
            r"concentrations?)\b)"
        ),
        pattern(
            r"\b(?:undetectable|untraceable|invisible|not detectable)\s(?:by|in|on|"
            rf"to)\s(?:\w+\s){{0,3}}?(?:{_TEST}[- ])?(?:tests?|testing|testers?|screens?|wada|usada)\b"
        ),
        pattern(
            r"\b(?:clears?|leaves?|flush(?:es)?|gone from|out of)\s(?:the |your |an athlete's )?(?:system|"
            r"body|urine|bloodstream)?\s?(?:in|within|after)\s(?:about |under |"
            r"just )?\d+\s?(?:-\s?\d+\s?)?(?:hours?|days?|weeks?)\b(?!.*\b(?:was|were)\b)"
        ),
        pattern(
            r"\b(?:pass|passes|passing|beat|beats|beating|evad(?:e|es|ing)|fool|fools|fooling|dodge|"
            rf"dodging|trick|avoid(?:ing)? (?:detection|failing))\b[^.;]{{0,30}}\b(?:{_TEST}[- ](?:control|"
            r"tests?|testing|screens?|panel)|testers|detection by)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\btest[- ]safe\b|\bsafe (?:for|in) (?:tested|drug[- ]tested) (?:athletes?|federations?|"
            r"competition|sport)\b"
        ),
        pattern(
            r"\b(?:won't|will not|doesn't|does not|never)\s(?:show up|be detected|appear|test positive|"
            r"trigger)\b.*\b(?:tests?|screens?|panels?|urine|wada)\b"
        ),
        pattern(
            r"\b(?:undetectable|untraceable|invisible|not detectable|hard to (?:detect|"
            r"trace|find)|no (?:\w+ )?(?:assay|test) (?:for|exists|can)|(?:cannot|"
            r"can't) be (?:detected|traced) (?:by|in (?:urine|tests?|competition|any|the urine|"
            r"a test))|nothing to find|leaves? no trace|(?:have|has|is) no assay|"
            r"too (?:short-lived|small|little|low|brief)[^.;]{0,30}(?:spectrometer|test|lab\w*|"
            r"detect\w*|assay|screen))\b",
            excuses=(told, of_the_page, _measured_levels),
        ),
        pattern(
            r"\b(?:beneath|below|under|past|around|ahead of) (?:the |"
            r"any )?(?:\w+'?s? )?(?:cut-?off|threshold|radar|detection(?! limits?)|testers?|doping control|"
            r"sample collectors?)\b(?=.*)",
            excuses=(told, of_the_page, _measured_levels),
        ),
        pattern(
            r"\b(?:athletes?|competitors?|cyclists?|lifters?|sprinters?|tested|in season|"
            r"competition|race day|weigh-in|meet|games|event)\b[^.;]{0,80}\b(?:need not|"
            r"no need to|lose sleep|worry|safe|stop (?:in time|\w+ (?:days?|weeks?) (?:before|"
            r"out))|(?:days?|weeks?|hours?) (?:before|out|is enough|suffices?|clear)|when to stop|"
            r"washout|clean by|clear by|out of the system|get away|fly under|micro-?dos\w+|"
            r"passes?|time (?:it|their|the))\b",
            excuses=(told, of_the_page, open_question),
        ),
        pattern(
            r"\b(?:stop|quit|cease|discontinue|last (?:dose|shot|"
            r"injection))\w*\b[^.;]{0,60}\b(?:before (?:the )?(?:competition|race|test\w*|season|"
            r"meet|event|control|games)|in time|pass|clean|clear)\b",
            excuses=(told, of_the_page),
        ),
        pattern(
            r"\b(?:doping|drug|anti-?doping|urine|blood) ?-?(?:tests?|testing|controls?|screens?|"
            r"panels?|testers?|samples?|laborator\w+)\b[^.;]{0,80}\b(?:miss(?:es)?|cannot|can't|"
            r"don't|do not|does not|overlook|negative|clean|blind|not look|unaware|lag|"
            r"look for something else|won't|will not|fail to|clear|pass\w*)\b",
            excuses=(told, of_the_page, open_question),
        ),
        pattern(
            r"\b(?:allowed|permitted|legal|fine|tolerated|not (?:banned|prohibited)|"
            r"no longer (?:banned|prohibited)|ok|okay) (?:\w+ )?(?:out of competition|"
            r"out-of-competition|in (?:sport|competition|training)|for (?:athletes|competitors)|"
            r"off[- ]season|by wada|under (?:the )?(?:wada|anti-doping)|between (?:seasons|"
            r"competitions))\b",
            excuses=(told, negated),
        ),
        pattern(
            r"\b(?:mask(?:s|ed|ing)?|diuretic|dilut\w+|flush\w*)\b[^.;]{0,40}\b(?:test|urine|"
            r"sample|detection|doping)\b",
            excuses=(told, negated),
        ),
    ),
)
