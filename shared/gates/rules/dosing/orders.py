"""An amount that somebody is told to take, in so many words: an imperative, "should", "the recommended dose"."""

from shared.gates.family import Pattern, pattern
from shared.gates.rules.dosing.amounts import HOW_MUCH
from shared.gates.words.scope import AMOUNT, by_guideline, negated

_VERB = (
    r"(?:start|begin|take|inject|use|administer|titrate|increase|reduce|lower|raise|dose|apply|try|stay|aim|"
    r"go|give|pin|spray|swallow)"
)

ORDERS: tuple[Pattern, ...] = (
    # An imperative opens a clause; "Use of 2 mg" and "Dose escalation" are nouns.
    pattern(
        rf"(?:^|[;:•*>]\s?|- |, (?:then|and) |\bthen )(?:please |simply |just |always |usually )?{_VERB}\b",
        rf"(?! ?(?:of|in\b|levels?|groups?|ranges?|escalat|reduction|response|finding|adjust|s\b|-))"
        rf"[^;]{{0,80}}?\b{HOW_MUCH}",
    ),
    pattern(
        r"\b(?:users?|patients|people|adults|one|beginners?|athletes|women|men|individuals|anyone|"
        r"clinicians|doctors|you|we)\s",
        r"(?:should|must|can|need to|needs to|ought to|may want to|might want to)\s(?:\w+\s){0,2}",
        rf"(?:{_VERB}|receive|be (?:given|dosed|started|treated))\b[^;]{{0,80}}?\b{HOW_MUCH}",
        excuses=(by_guideline, negated),
    ),
    pattern(
        r"\b(?:should|must|can) be (?:taken|injected|dosed|administered|given|used|applied|started|titrated)\b",
        rf"[^;]{{0,80}}?\b{HOW_MUCH}",
        excuses=(by_guideline, negated),
    ),
    pattern(
        r"\b(?:recommended|typical|usual|suggested|common|starting|maintenance|ideal|optimal|standard|"
        r"best|effective)\s",
        rf"(?:\w+ ){{0,2}}dos(?:e|es|age|ing)\b[^;.]{{0,25}}?\b(?:is|are|ranges?|"
        rf"of about)\b[^;]{{0,30}}?\b{HOW_MUCH}",
        excuses=(by_guideline, negated),
    ),
    pattern(rf"\b(?:dos(?:e|age|ing)|serving|how to use)\s?:\s?(?:\w+ ){{0,3}}{HOW_MUCH}"),
    pattern(
        rf"\b{AMOUNT}\s(?:(?:once|twice|\d+ times|daily|weekly|per|a|every|each|day|week|morning|night)\s){{0,4}}",
        r"(?:is|are|should be|works?)\s(?:enough|ideal|plenty|best|a good|the sweet|sufficient for most|well for)",
        excuses=(negated,),
    ),
)
