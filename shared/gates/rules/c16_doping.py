"""C16: nothing that helps to pass a doping test."""

from shared.gates.family import Family, pattern
from shared.gates.scope import negated

_TEST = r"(?:drug|doping|anti-?doping|urine|blood|wada|usada|sports?|steroid|pre-?employment)"

FAMILY = Family(
    id="C16",
    version=1,
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
    ),
)
