"""C01: no one is told how much to take. Doses of a study, told as such, pass."""

import re

from shared.gates.family import Family, pattern
from shared.gates.lexicon import AMOUNT_WORDS, DOSE_UNITS, NUMBER, PEOPLE, TIMES
from shared.gates.report import HARMLESS, exemplary
from shared.gates.scope import AMOUNT, FREQUENCY, by_guideline, in_the_laboratory, negated

_VERB = (
    r"(?:start|begin|take|inject|use|administer|titrate|increase|reduce|lower|raise|dose|apply|try|stay|aim|"
    r"go|give|pin|spray|swallow)"
)
_HOW_MUCH = rf"(?:{AMOUNT}|{FREQUENCY})"

_QUANTITY = rf"{AMOUNT_WORDS}[ -]?(?:\w+ ){{0,2}}?{DOSE_UNITS}(?! ?(?:[/·]|g\b|per (?:kg|kilo\w*|g|gram)\b|[\w-]*-1))"
_DIRECTIVE = (
    r"(?:best|ideal(?:ly)?|sweet spot|sensible|sufficient|enough|plenty|does the (?:trick|job)|works?|try|why not|"
    r"should|ought to|may (?:be )?(?:increased?|raised|doubled)|can (?:be )?(?:increased?|raised|doubled|go)|"
    r"(?:before|at) (?:bed|bedtime|breakfast|lunch|dinner|meals?|training|a workout|sleep)|"
    r"after (?:meals?|training|waking)|"
    r"(?:each|every|in the|once a|first thing in the|of a) (?:morning|evening)|(?:each|every|at) night|nightly|"
    r"(?:empty|full) stomach|with (?:breakfast|lunch|dinner|food|water)|under the tongue|per nostril|"
    r"(?:goes?|going|move|moving|step|stepping|work(?:ing)?|build(?:ing)?) (?:up|down|to)|"
    r"doubl(?:e|ing) (?:it|up|that|the)|"
    rf"(?:most|many|some|experienced|new) (?:\w+ )?{PEOPLE}|{PEOPLE} (?:over|under|above|below|of|with)|"
    r"(?:users?|beginners?|coaches|clinicians|clinics?|practitioners|athletes|"
    r"bodybuilders) (?:\w+ )?(?:use|take|prefer|favou?r|say|run|settle|like|inject|start)|"
    r"is (?:usually |typically |best |normally |commonly )?(?:taken|given|dosed|injected|used|"
    r"applied)|split (?:into|between|over)|"
    r"opening (?:amount|dose)|never exceed|no more than|"
    r"the (?:usual|right|correct|proper|standard|normal|common|real|actual) (?:dose|amount|quantity)|"
    r"where the real|to begin with|for beginners|per day is|a day keeps|a day for)"
)
_STEP = (
    r"(?:raise|increase|double|halve|lower|reduce|cut|skip|repeat|drop|bump|push|creep|taper|titrate|adjust|move|"
    r"stick|keep|stay|settle|begin|start)(?: (?:up|down|to|on|with|at|by))*"
)


def not_held_up(sentence: str, match: re.Match[str]) -> bool:
    """Nothing says that the amount is to be imitated."""
    return not exemplary(sentence, match)


FAMILY = Family(
    id="C01",
    version=2,
    severity="block",
    reason="tells someone how much to take",
    patterns=(
        # An imperative opens a clause; "Use of 2 mg" and "Dose escalation" are nouns.
        pattern(
            rf"(?:^|[;:•*>]\s?|- |, (?:then|and) |\bthen )(?:please |simply |just |always |usually )?{_VERB}\b",
            rf"(?! ?(?:of|in\b|levels?|groups?|ranges?|escalat|reduction|response|finding|adjust|s\b|-))"
            rf"[^;]{{0,80}}?\b{_HOW_MUCH}",
        ),
        pattern(
            r"\b(?:users?|patients|people|adults|one|beginners?|athletes|women|men|individuals|anyone|"
            r"clinicians|doctors|you|we)\s",
            r"(?:should|must|can|need to|needs to|ought to|may want to|might want to)\s(?:\w+\s){0,2}",
            rf"(?:{_VERB}|receive|be (?:given|dosed|started|treated))\b[^;]{{0,80}}?\b{_HOW_MUCH}",
            excuses=(by_guideline, negated),
        ),
        pattern(
            r"\b(?:should|must|can) be (?:taken|injected|dosed|administered|given|used|applied|started|titrated)\b",
            rf"[^;]{{0,80}}?\b{_HOW_MUCH}",
            excuses=(by_guideline, negated),
        ),
        pattern(
            r"\b(?:recommended|typical|usual|suggested|common|starting|maintenance|ideal|optimal|standard|"
            r"best|effective)\s",
            rf"(?:\w+ ){{0,2}}dos(?:e|es|age|ing)\b[^;.]{{0,25}}?\b(?:is|are|ranges?|"
            rf"of about)\b[^;]{{0,30}}?\b{_HOW_MUCH}",
            excuses=(by_guideline, negated),
        ),
        pattern(rf"\b(?:dos(?:e|age|ing)|serving|how to use)\s?:\s?(?:\w+ ){{0,3}}{_HOW_MUCH}"),
        pattern(
            rf"\b{AMOUNT}\s(?:(?:once|twice|\d+ times|daily|weekly|per|a|every|each|day|week|morning|night)\s){{0,4}}",
            r"(?:is|are|should be|works?)\s(?:enough|ideal|plenty|best|a good|the sweet|sufficient for most|well for)",
            excuses=(negated,),
        ),
        # An amount, and words that make it a direction: a time of day, a meal, a person of some kind, praise.
        pattern(
            rf"\b{_QUANTITY}\b(?=.*\b{_DIRECTIVE}\b)",
            excuses=(*HARMLESS, in_the_laboratory),
        ),
        pattern(
            rf"\b{_DIRECTIVE}\b.*\b{_QUANTITY}\b",
            excuses=(*HARMLESS, in_the_laboratory),
        ),
        pattern(
            r"(?:^|[;:,] ?|\b(?:then|and|to|may|can|should|"
            rf"must) )(?:{_STEP}) (?:(?!in\b)\w+ ){{0,4}}(?:dose|strength|amount|dosage|quantity|"
            rf"injections? a week|{_QUANTITY})\b",
            excuses=(*HARMLESS, by_guideline),
        ),
        pattern(
            r"\b(?:lowest|middle|highest|top|starter|low|full|higher|lower|double|half|maintenance) "
            rf"(?:strength|dose|amount)\b.*\b(?:then|after|until|for (?:{NUMBER}|the first) {TIMES}|move|stay|"
            r"best|enough|first)\b",
            excuses=HARMLESS,
        ),
        pattern(
            rf"\b(?:once|twice|{NUMBER} times|every (?:other|second|third)|each|every) (?:a |per )?"
            r"(?:day|daily|week|weekly|morning|evening|night)\b(?=.*\b(?:is|are|works?|suffices?|"
            r"does|enough|plenty|best)\b)"
            r"(?=.*\b(?:dose|dosing|inject\w*|spray\w*|take\w*|shot|peptide|enough)\b)",
            excuses=(*HARMLESS, by_guideline),
        ),
        pattern(
            r"\bstart low\b|\bgo slow\b|\b(?:dose|dosage|dosing) (?:calculator|guide|chart|schedule|card)s?\b",
            excuses=HARMLESS,
        ),
        pattern(
            r"\b(?:dose|amount|strength|inject\w*) (?:by|according to|for) (?:your )?(?:feel|bodyweight|body weight)\b",
            excuses=HARMLESS,
        ),
        pattern(rf"\b{_QUANTITY}\b", excuses=(not_held_up,)),
    ),
)
