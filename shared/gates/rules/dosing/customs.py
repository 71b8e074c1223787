"""An amount told as what suits, what is usual or what is too much, for nobody in particular."""

from shared.gates.family import Pattern, pattern
from shared.gates.rules.dosing.amounts import DOSED
from shared.gates.rules.dosing.excuses import by_label, goes_on, of_a_label, of_a_result, unjudged
from shared.gates.words.grammar import ANYBODY, EVERY, NUMERAL, OPENING, SPAN
from shared.gates.words.report import HARMLESS, of_research, told
from shared.gates.words.scope import by_guideline, in_the_laboratory

CUSTOMS: tuple[Pattern, ...] = (
    # An amount beside a judgement of what suits, or beside an hour, in a sentence that reports nothing.
    pattern(
        rf"\b{DOSED}\b",
        excuses=(
            unjudged,
            *HARMLESS,
            goes_on,
            of_a_result,
            in_the_laboratory,
            of_research,
            by_guideline,
            by_label,
            of_a_label,
        ),
    ),
    # The same by the body: `below 70 kg, 200 μg`.
    pattern(
        r"\b(?:below|under|over|above|up to|from) \d+ ?(?:kg|kilos?|pounds|"
        r"stone)\b[^.]{0,30}\b\d[\d.,]* ?(?:mcg|[uμ]g|mg|iu)\b",
        excuses=(*HARMLESS, in_the_laboratory),
    ),
    # How often, told as a rule.
    pattern(
        rf"\b(?:more|less|fewer|no more|not more|oftener|any more) than (?:{NUMERAL}|once|"
        r"twice) (?:\w+ )?(?:an?|per|each|every|"
        rf"between) \w+\b(?=.*\b(?:is|are|would|should|need|unnecessary|enough|pointless|waste\w*)\b)|"
        r"\b(?:a single|one|two) (?:\w+ )?(?:administration|injection|application|dose|spray|"
        rf"shot|jab)s? (?:{EVERY} )?"
        r"(?:is|are) (?:enough|plenty|sufficient|ample)\b|"
        r"\b(?:a single|one|two) (?:\w+ )?(?:administration|injection|application|dose|spray|"
        r"shot|jab)s? (?:suffices?|will do|does)\b",
        excuses=(*HARMLESS, by_guideline, of_research),
    ),
    # A change of amount as an order or as what people in general do.
    pattern(
        rf"(?:{OPENING}|\b{ANYBODY} (?:\w+ )?)(?:titrate|step|bump|nudge|ramp|ease|creep|inch|"
        r"work|build|move|go|double|halve|"
        r"push|back|drop|hold|stay|keep|cap)\b(?! (?:the|an?) (?:nail|"
        rf"window))[^.;]{{0,40}}\b(?:upwards?|up|down|low|higher|lower|"
        rf"by half|{DOSED}|dose|amount)\b(?=.*\b(?:until|after|every|each|once|when|if|then|week|{SPAN})\b)",
        excuses=(*HARMLESS, by_guideline, of_research),
    ),
    pattern(
        rf"\b(?:little|nothing|no more) (?:\w+ ){{0,4}}?(?:gained|gains?|added|"
        rf"benefit) (?:\w+ )?(?:beyond|above|over|past) (?:\w+ )?{DOSED}",
        excuses=(told, in_the_laboratory, of_research),
    ),
    pattern(
        rf"\b(?:{ANYBODY} (?:\w+ )?(?:fares?|do|does|get along|manage|sleep|feel) (?:best|"
        r"better|well|fine|worst|worse) (?:on|with|at)|stick to|keep to|"
        rf"confine\w* to) (?:\w+ ){{0,3}}?"
        r"(?:strength|dose|amount|quantity|level|step|range|end)\b|\b(?:another|a (?:second|third|further)|an extra|"
        r"one more) (?:spray|puff|shot|jab|tablet|capsule|drop|pen|dose)s?\b[^.;]{0,40}\b(?:hurts?|helps?|harm|is|are|"
        r"does|does no|won't|will)\b|\b(?:next|another) step up is\b",
        excuses=(told, of_research, by_guideline, by_label, in_the_laboratory),
    ),
    # A ceiling or a floor, set for whoever reads.
    pattern(
        rf"\b(?:never|not|don't|do not|nobody should|without) (?:\w+ ){{0,2}}?(?:more than|less than"
        r"|exceed(?:ing)?|above|beyond|"
        rf"over|below|under|past) (?:\w+ ){{0,3}}?{DOSED}|\b(?:max(?:imum)?|minimum|cap|limit|ceiling|floor"
        r"|top) ?(?:of|at|is|:|=) "
        rf"?(?:\w+ ){{0,2}}?{DOSED}|{OPENING}(?:double|halve|cut|cap|limit) (?:it|this|that|the \w+) (?:to|at"
        rf"|by) (?:\w+ )?{DOSED}",
        excuses=(told, of_research, by_guideline, by_label, in_the_laboratory, of_a_label),
    ),
    # What people of some kind usually have, or get by on.
    pattern(
        rf"\b{ANYBODY}\b[^.;:]{{0,50}}?\b(?:get by|gets by|do(?:es)? (?:fine|well)|manage[sd]?|start\w*|begin\w*"
        r"|use[sd]?|take[sn]?|run|"
        r"hover|sit|stay|need\w*|want\w*|keep\w*|inject\w*|dose[sd]?|go (?:up|to|with)|should|may"
        rf"|can) (?:\w+ ){{0,4}}?{DOSED}|"
        r"\b(?:usual|typical|standard|common|normal|usually|typically|commonly|normally|dosages?|dosing|regimen"
        r"|maintenance|starter)\b"
        rf"[^.;]{{0,40}}?{DOSED}|\b{DOSED}[^.;]{{0,40}}\b(?:is|are|has become|remains?) (?:the |a "
        r"|an )?(?:\w+ )?(?:standard|norm|usual|typical|"
        r"sensible|sweet spot|go-to|rule|dose|regimen|plenty|enough|all (?:that )?it takes)\b",
        excuses=(told, *HARMLESS, of_research, by_guideline, by_label, in_the_laboratory, of_a_label),
    ),
    # What a body needs, who has more and who less, and how often: told as a rule and of no study.
    pattern(
        rf"\b(?:requires?|needs?|wants?) (?:\w+ ){{0,3}}?{DOSED}\b|\b(?:higher|lower|larger|smaller|bigger|evening"
        r"|morning|daily|weekly|nightly) (?:dos(?:e|es)|"
        rf"amounts?)\b[^.;]{{0,20}}[,:] ?(?:say |about |around |roughly |i\.e\. )?{DOSED}|(?:^|[.;] )(?:a |one "
        r"|two )?(?:half|third|quarter|fifth|tenth|thirds|quarters)"
        r"(?: of)? (?:an? |that |the |this )?(?:dose|amount|mg|mcg|milligram|microgram|capsule|tablet|vial"
        rf"|pen)\b|{OPENING}dose (?:every|once|twice|daily|weekly|at|"
        r"before|after|with|by|on|it|in the)\b|\b(?:half|double|twice|a third of|a quarter of) (?:that|this"
        r"|the) (?:dose|amount|quantity) (?:is|will|does|suits|should|"
        r"for)\b|\b(?:the|a) (?:right|best|ideal|optimal|correct|proper|effective|human|adult|minimum"
        r"|maximum) (?:dose|dosage|amount) (?:is|lies|falls|runs|for \w+ is)\b"
        rf"[^.;]*\d",
        excuses=(*HARMLESS, of_research, by_guideline, by_label, in_the_laboratory, of_a_label),
    ),
    # One amount or rhythm weighed against another, in the present and of no study.
    pattern(
        r"\b(?:nightly|daily|weekly|morning|evening|monthly|single|split|larger|smaller|higher|lower) (?:dos(?:e"
        r"|es|ing)|amounts?|injections?|administration) (?:is|are|works?|suits?) "
        r"(?:\w+ )?(?:better|best|enough|required|needed|necessary|appropriate|preferable|preferred|superior"
        r"|sufficient|customary|advisable)\b|\b(?:once|twice|thrice)-(?:daily|weekly|monthly) "
        r"(?:administration|dosing|use|injections?|doses?) (?:is|are) (?:\w+ )?(?:required|needed|necessary"
        r"|enough|best|better|sufficient|preferable)\b|\b(?:whoever|anyone who|those who|people who|adults who) "
        rf"(?:weighs?|is|are) (?:\w+ ){{0,4}}?(?:kg|kilos?|pounds|heavier|lighter|taller"
        rf"|older)\b[^.;]{{0,40}}\b(?:needs?|requires?|should|takes?)\b|\b(?:less|more|anything less"
        r"|anything more) than "
        rf"{DOSED} (?:has|adds?|does|is|gives?|brings?|will) (?:no|nothing|little|wasted|pointless|more)\b",
        excuses=(*HARMLESS, of_research, by_guideline, by_label, in_the_laboratory, of_a_label),
    ),
)
