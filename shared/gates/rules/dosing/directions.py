"""An amount beside words that make it a direction: a time of day, a meal, a person of some kind, praise."""

from shared.gates.family import Pattern, pattern
from shared.gates.rules.dosing.amounts import QUANTITY
from shared.gates.rules.dosing.excuses import by_label
from shared.gates.words.lexicon import NUMBER, PEOPLE, TIMES
from shared.gates.words.report import HARMLESS, not_held_up
from shared.gates.words.scope import by_guideline, in_the_laboratory

_DIRECTIVE = (
    r"(?:best|ideal(?:ly)?|sweet spot|sensible|sufficient|enough|plenty|does the (?:trick|job)|works?|try|why not|"
    r"should|ought to|may (?:be )?(?:increased?|raised|doubled)|can (?:be )?(?:increased?|raised|doubled|go)|(?:before|"
    r"at) (?:bed|bedtime|breakfast|lunch|dinner|meals?|training|a workout|sleep)|after (?:meals?|training|waking)|"
    r"(?:each|every|in the|once a|first thing in the|of a) (?:morning|evening)|(?:each|every|at) night|nightly|"
    r"(?:empty|full) stomach|with (?:breakfast|lunch|dinner|food|water)|under the tongue|per nostril|(?:goes?|going|"
    r"move|moving|step|stepping|work(?:ing)?|build(?:ing)?) (?:up|down|to)|doubl(?:e|ing) (?:it|up|that|the)|"
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


DIRECTIONS: tuple[Pattern, ...] = (
    pattern(
        rf"\b{QUANTITY}\b(?=.*\b{_DIRECTIVE}\b)",
        excuses=(*HARMLESS, in_the_laboratory),
    ),
    pattern(
        rf"\b{_DIRECTIVE}\b.*\b{QUANTITY}\b",
        excuses=(*HARMLESS, in_the_laboratory),
    ),
    pattern(
        r"(?:^|[;:,] ?|\b(?:then|and|to|may|can|should|"
        rf"must) )(?:{_STEP}) (?:(?!in\b)\w+ ){{0,4}}(?:dose|strength|amount|dosage|quantity|"
        rf"injections? a week|{QUANTITY})\b",
        excuses=(*HARMLESS, by_guideline, by_label),
    ),
    pattern(
        r"\b(?:lowest|middle|highest|top|starter|low|full|higher|lower|double|half|maintenance) "
        rf"(?:strength|dose|amount)\b.*\b(?:then|after|until|for (?:{NUMBER}|the first) {TIMES}|move|stay|"
        r"best|enough|first)\b",
        excuses=HARMLESS,
    ),
    pattern(
        rf"\b(?:once|twice|{NUMBER} times|every (?:other|second|third)|each|every) (?:a |per )?"
        r"(?:day|daily|week|weekly|morning|evening|night)\b(?=.*\b(?:is|are|works?|suffices?|does|enough|plenty|"
        r"best)\b)(?=.*\b(?:dose|dosing|inject\w*|spray\w*|take\w*|shot|peptide|enough)\b)",
        excuses=(*HARMLESS, by_guideline, by_label),
    ),
    pattern(
        r"\bstart low\b|\bgo slow\b|\b(?:dose|dosage|dosing) (?:calculator|guide|chart|schedule|card)s?\b",
        excuses=HARMLESS,
    ),
    pattern(
        r"\b(?:dose|amount|strength|inject\w*) (?:by|according to|for) (?:your )?(?:feel|bodyweight|body weight)\b",
        excuses=HARMLESS,
    ),
    pattern(rf"\b{QUANTITY}\b", excuses=(not_held_up,)),
)
