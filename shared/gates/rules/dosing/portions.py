"""The usual amount by any of its names, shares of containers, rungs of a ladder of amounts."""

import re

from shared.gates.family import Pattern, pattern
from shared.gates.rules.dosing.amounts import DOSED, PORTION
from shared.gates.rules.dosing.excuses import by_label, of_food
from shared.gates.words.grammar import ANYBODY, EVERY, OPENING, THING
from shared.gates.words.report import HARMLESS, of_research, told
from shared.gates.words.scope import by_guideline, in_the_laboratory

_MEASURE = re.compile(
    r"mcg|[uμ]g\b|micrograms?|mikes|mg\b|milligrams?|\biu\b|units|drops?|tablets?|capsules?|pills?|sprays?|puffs?|"
    r"clicks?|amp(?:o)?ules?|vials?|pens?|shots?|jabs?|injections?|sachets?|lozenges?|pellets?|patches|dose|amount|"
    r"strength|quantity|skip|omit|leave|miss|taking|using|injecting|dosing|spraying|swallowing|applying|pinning",
    re.IGNORECASE,
)
"""One of these stands wherever an amount or a rhythm does."""

PORTIONS: tuple[Pattern, ...] = (
    pattern(
        r"\b(?:usual|typical|customary|common|standard|recommended|suggested|advised|average|adult|starting|initial|"
        r"maintenance|right|correct|ideal|sensible|proper|tolerable|tolerated|daily|weekly|"
        r"nightly) (?:\w+ ){0,2}?(?:quantity|quantities|amount|dose|dosage|dosing|intake|portion|serving|"
        r"recommendation|measure|strength)\b"
        rf"[^.;]{{0,40}}(?::|\b(?:is|are|lies|at|of|from|between|runs)\b)[^.;]{{0,25}}?{PORTION}|\b{PORTION} "
        rf"(?:on|"
        r"at) (?:work|week|training|rest|off|gym)[- ]?(?:days|ends|nights)\b|"
        rf"\b{PORTION}[^.;]{{0,25}}\b(?:would be|is|makes|being) (?:the|a) (?:next|first|last|top|bottom|second"
        rf"|usual)"
        r" (?:rung|step|stage|stop|notch|level|tier)\b|"
        rf"\b{PORTION},? (?:divided|split|spread|halved|shared|distributed) (?:in|into|over|across|between)\b",
        excuses=(*HARMLESS, of_research, by_guideline, by_label, in_the_laboratory, of_food),
        needs=_MEASURE,
    ),
    pattern(
        rf"\b(?:{ANYBODY}|children|kids|infants)\b[^.;]{{0,40}}?\b(?:gets?|receives?|needs?|takes?|(?:is|are) given|"
        rf"requires?|inject|tolerates?|wants?) (?:\w+ ){{0,2}}?{PORTION}|{OPENING}(?:skip|leave out|omit|miss|"
        rf"leave) (?:an?|one|two|every \w+|each \w+) (?:\w+ )?(?:day|dose|evening|"
        r"morning|shot|injection)s?\b|\b(?:taking|using|injecting|dosing|spraying|swallowing|applying|pinning) "
        r"(?:it |"
        rf"this |them |{THING} )?(?:\w+ )?{EVERY}[^.;]{{0,30}}\b(?:is|keeps?|works?|helps?|does|suffices?"
        rf"|gives?)\b|"
        r"\bthe (?:morning|evening|first|second|last|weekly|daily) (?:dose|shot|injection|portion) (?:should|must|"
        r"has to|ought to|needs to) be\b",
        excuses=(*HARMLESS, of_research, by_guideline, by_label, in_the_laboratory, of_food),
        needs=_MEASURE,
    ),
    pattern(
        rf"\b(?:with|at|on) {PORTION},? (?:one|you|people|anybody|most|they) (?:is|are|do|have)\b|"
        rf"\brule of thumb\b[^.;]{{0,20}}\b{DOSED}|\brule of thumb\b[^.;]{{0,25}}\d ?(?:mcg|[uμ]g|mg|iu)\b|\b(?:go|"
        rf"move|step|advance|pass|"
        r"proceed|graduate|climb) (?:on |up )?to (?:the next|a higher|the higher|a stronger|the full) (?:strength|"
        r"dose|step|level|pen|amount|rung)\b|\bthe (?:larger|smaller|bigger|greater|main) (?:share|part|portion|half|"
        r"dose) (?:belongs|goes|comes|is (?:best )?(?:taken|given)|should)\b|\bhalf an? (?:syringe|vial|ampoule|pen|"
        r"tablet|dropper)\b|\bwhat (?:most|many|people|adults|users) (?:settle on|take|use|need|get by on)\b",
        excuses=(*HARMLESS, of_research, by_guideline, by_label, in_the_laboratory, of_food),
    ),
    pattern(
        rf"\b(?:used|taken|given|sprayed|injected|applied|swallowed) (?:in the )?(?:morning|mornings),? (?:noon|"
        rf"and night|midday|evening)\b|\b(?:patients|clients|people|members) (?:have|take|get|use|receive) {PORTION}|"
        r"\d ?(?:mcg|[uμ]g|mg|iu)(?: ?/ ?(?:week|wk|day|d))? ?(?:->|→|then|, then|>) ?\d|\b(?:shortly|just|right|"
        r"half an hour) before (?:lights out|bed|bedtime|sleep|lunch|dinner|breakfast|meals?|training)\b",
        excuses=(told, *HARMLESS, of_research, by_guideline, by_label, in_the_laboratory, of_food),
    ),
)
