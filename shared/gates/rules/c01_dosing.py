"""C01: no one is told how much to take. Doses of a study, told as such, pass."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import ANYBODY, EVERY, NUMERAL, OPENING, SPAN, THING
from shared.gates.words.lexicon import AMOUNT_WORDS, DOSE_UNITS, NUMBER, PEOPLE, TIMES
from shared.gates.words.report import HARMLESS, exemplary, in_the_past, of_research, told
from shared.gates.words.scope import AMOUNT, FREQUENCY, by_guideline, in_the_laboratory, negated

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


_DOSED = (
    rf"{NUMERAL}[ -]?(?:\w+ ){{0,1}}?(?:mcg|[uμ]g|micrograms?|mikes|mg|milligrams?|iu|international units|units|drops?|"
    r"tablets?|capsules?|pills?|sprays?|puffs?|clicks?|squirts?|lozenges?|scoops?|thimblefuls?|"
    r"pinch(?:es)?|vials?|pens?|"
    r"shots?|jabs?)(?! ?(?:[/·]|g\b|per (?:kg|kilo\w*|g|gram|ml|l|day)\b|of (?:protein|rna|dna|tissue)|[\w-]*-1))"
)
_SUITS = (
    r"(?:enough|plenty|sufficient|suffices?|ample|ideal|best|optimal|sensible|reasonable|right|"
    r"too (?:much|little|low|high)|"
    r"waste(?:d|ful)?|unnecessary|pointless|works?|does|do (?:fine|well|best)|covers?|will do|"
    r"carries|serves|gained|needs?|"
    r"room for|settled?|settles on|favou?rs?|point of (?:entry|departure)|entry point|starting point|belongs?|keeps?|"
    r"all (?:it|one|anyone) (?:takes|needs)|how (?:much|often)|mistake|regrets?|recommend\w*|"
    r"advis\w+|usual\w*|typical\w*)"
)


def _of_a_label(sentence: str, match: re.Match[str]) -> bool:
    """Content, purity and strength of what was made or analysed."""
    return bool(
        re.search(
            r"\b(?:contain\w*|label\w*|analy[sz]ed|purit\w+|assay\w*|plasma|serum|concentrations?|"
            r"excret\w+|urine|per day in|"
            r"intake|diet\w*|exposure)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _by_label(sentence: str, match: re.Match[str]) -> bool:
    """What the label of a medicine says, as its own word."""
    return bool(
        re.search(
            r"\b(?:according to|by|in|on) (?:its|the) (?:\w+ )?(?:label|leaflet|licen[cs]e|prescribing information"
            r"|package "
            r"insert|product information|summary of product characteristics)\b",
            sentence,
            re.IGNORECASE,
        )
    )


_JUDGED = re.compile(rf"\b(?:{_SUITS}|{EVERY})\b", re.IGNORECASE)


def _unjudged(sentence: str, match: re.Match[str]) -> bool:
    """Neither a judgement of what suits nor an hour stands in the sentence."""
    return not _JUDGED.search(sentence)


_AGAIN = re.compile(r", (?:and )?then (?:by |to |at )?$", re.IGNORECASE)
_FIRST = re.compile(rf"\b{_DOSED}", re.IGNORECASE)


def _goes_on(sentence: str, match: re.Match[str]) -> bool:
    """A further amount of a report, with no verb of its own: `received 5 mg daily, then 10 mg`."""
    behind = _AGAIN.search(sentence[: match.start()][-20:])
    before = sentence[: match.start() - len(behind[0])] if behind else ""
    first = _FIRST.search(before)
    return first is not None and told(before, first) and not exemplary(sentence, match)


_RESULT = re.compile(
    r"\b(?:reduced|raised|lowered|increased|decreased|improved|shortened|prolonged|lengthened|led to|did not)\b",
    re.IGNORECASE,
)
_PERSONS = re.compile(rf"\b{ANYBODY}\b", re.IGNORECASE)


def _of_a_result(sentence: str, match: re.Match[str]) -> bool:
    """What the amount did is told in the past, and of nobody in general: `20 mcg daily reduced fractures`."""
    if exemplary(sentence, match) or _PERSONS.search(sentence):
        return False
    return _RESULT.search(sentence, match.end()) is not None and in_the_past(sentence, match)


_PORTION = (
    rf"(?:{NUMERAL}[ -]?(?:\w+ ){{0,1}}?(?:mcg|[uμ]g|micrograms?|mikes|mg|milligrams?|iu|units|drops?|tablets?|"
    r"capsules?|pills?|sprays?|puffs?|clicks?|ampoules?|ampules?|vials?|pens?|shots?|jabs?|injections?|sachets?|"
    r"lozenges?|pellets?|patches)(?! ?(?:[/·]|g\b|per (?:kg|kilo\w*|g|gram|ml|l)\b|[\w-]*-1))|"
    r"(?:half|a (?:half|third|quarter|fifth|tenth)|one (?:half|third|quarter)|two thirds|double|twice)(?: of)? (?:an?"
    r"|the"
    r"|that|this) (?:\w+ )?(?:vial|dose|amount|ampoule|pen|tablet|capsule|strength|quantity))"
)
"""An amount to take, containers and shares of them included."""


def _of_food(sentence: str, match: re.Match[str]) -> bool:
    """Diet, and what was measured in products or in the body."""
    return bool(
        re.search(
            r"\b(?:diet\w*|nutri\w+|vitamins?|sodium|protein|energy|fluid|food|label\w*|contain\w*|analy[sz]ed|plasma|"
            r"serum|urine|exposure|leaflet|prescribing information|package insert)\b",
            sentence,
            re.IGNORECASE,
        )
    )


_MEASURE = re.compile(
    r"mcg|[uμ]g\b|micrograms?|mikes|mg\b|milligrams?|\biu\b|units|drops?|tablets?|capsules?|pills?|sprays?|puffs?"
    r"|clicks?|"
    r"amp(?:o)?ules?|vials?|pens?|shots?|jabs?|injections?|sachets?|lozenges?|pellets?|patches|dose|amount|strength"
    r"|quantity|"
    r"skip|omit|leave|miss|taking|using|injecting|dosing|spraying|swallowing|applying|pinning",
    re.IGNORECASE,
)
"""One of these stands wherever an amount or a rhythm does."""
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
            excuses=(*HARMLESS, by_guideline, _by_label),
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
            excuses=(*HARMLESS, by_guideline, _by_label),
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
        # An amount beside a judgement of what suits, or beside an hour, in a sentence that reports nothing.
        pattern(
            rf"\b{_DOSED}\b",
            excuses=(
                _unjudged,
                *HARMLESS,
                _goes_on,
                _of_a_result,
                in_the_laboratory,
                of_research,
                by_guideline,
                _by_label,
                _of_a_label,
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
            rf"by half|{_DOSED}|dose|amount)\b(?=.*\b(?:until|after|every|each|once|when|if|then|week|{SPAN})\b)",
            excuses=(*HARMLESS, by_guideline, of_research),
        ),
        pattern(
            rf"\b(?:little|nothing|no more) (?:\w+ ){{0,4}}?(?:gained|gains?|added|"
            rf"benefit) (?:\w+ )?(?:beyond|above|over|past) (?:\w+ )?{_DOSED}",
            excuses=(told, in_the_laboratory, of_research),
        ),
        pattern(
            rf"\b(?:{ANYBODY} (?:\w+ )?(?:fares?|do|does|get along|manage|sleep|feel) (?:best|"
            r"better|well|fine|worst|worse) (?:on|with|at)|stick to|keep to|"
            rf"confine\w* to) (?:\w+ ){{0,3}}?"
            r"(?:strength|dose|amount|quantity|level|step|range|end)\b|\b(?:another|a (?:second|"
            r"third|further)|an extra|one more) (?:spray|puff|shot|jab|tablet|capsule|drop|pen|"
            r"dose)s?\b"
            r"[^.;]{0,40}\b(?:hurts?|helps?|harm|is|are|does|does no|won't|will)\b|\b(?:next|another) step up is\b",
            excuses=(told, of_research, by_guideline, _by_label, in_the_laboratory),
        ),
        # A ceiling or a floor, set for whoever reads.
        pattern(
            rf"\b(?:never|not|don't|do not|nobody should|without) (?:\w+ ){{0,2}}?(?:more than|less than"
            r"|exceed(?:ing)?|above|beyond|"
            rf"over|below|under|past) (?:\w+ ){{0,3}}?{_DOSED}|\b(?:max(?:imum)?|minimum|cap|limit|ceiling|floor"
            r"|top) ?(?:of|at|is|:|=) "
            rf"?(?:\w+ ){{0,2}}?{_DOSED}|{OPENING}(?:double|halve|cut|cap|limit) (?:it|this|that|the \w+) (?:to|at"
            rf"|by) (?:\w+ )?{_DOSED}",
            excuses=(told, of_research, by_guideline, _by_label, in_the_laboratory, _of_a_label),
        ),
        # What people of some kind usually have, or get by on.
        pattern(
            rf"\b{ANYBODY}\b[^.;:]{{0,50}}?\b(?:get by|gets by|do(?:es)? (?:fine|well)|manage[sd]?|start\w*|begin\w*"
            r"|use[sd]?|take[sn]?|run|"
            r"hover|sit|stay|need\w*|want\w*|keep\w*|inject\w*|dose[sd]?|go (?:up|to|with)|should|may"
            rf"|can) (?:\w+ ){{0,4}}?{_DOSED}|"
            r"\b(?:usual|typical|standard|common|normal|usually|typically|commonly|normally|dosages?|dosing|regimen"
            r"|maintenance|starter)\b"
            rf"[^.;]{{0,40}}?{_DOSED}|\b{_DOSED}[^.;]{{0,40}}\b(?:is|are|has become|remains?) (?:the |a "
            r"|an )?(?:\w+ )?(?:standard|norm|usual|typical|"
            r"sensible|sweet spot|go-to|rule|dose|regimen|plenty|enough|all (?:that )?it takes)\b",
            excuses=(told, *HARMLESS, of_research, by_guideline, _by_label, in_the_laboratory, _of_a_label),
        ),
        # What a body needs, who has more and who less, and how often: told as a rule and of no study.
        pattern(
            rf"\b(?:requires?|needs?|wants?) (?:\w+ ){{0,3}}?{_DOSED}\b|\b(?:higher|lower|larger|smaller|bigger|evening"
            r"|morning|daily|weekly|nightly) (?:dos(?:e|es)|"
            rf"amounts?)\b[^.;]{{0,20}}[,:] ?(?:say |about |around |roughly |i\.e\. )?{_DOSED}|(?:^|[.;] )(?:a |one "
            r"|two )?(?:half|third|quarter|fifth|tenth|thirds|quarters)"
            r"(?: of)? (?:an? |that |the |this )?(?:dose|amount|mg|mcg|milligram|microgram|capsule|tablet|vial"
            rf"|pen)\b|{OPENING}dose (?:every|once|twice|daily|weekly|at|"
            r"before|after|with|by|on|it|in the)\b|\b(?:half|double|twice|a third of|a quarter of) (?:that|this"
            r"|the) (?:dose|amount|quantity) (?:is|will|does|suits|should|"
            r"for)\b|\b(?:the|a) (?:right|best|ideal|optimal|correct|proper|effective|human|adult|minimum"
            r"|maximum) (?:dose|dosage|amount) (?:is|lies|falls|runs|for \w+ is)\b"
            rf"[^.;]*\d",
            excuses=(*HARMLESS, of_research, by_guideline, _by_label, in_the_laboratory, _of_a_label),
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
            rf"{_DOSED} (?:has|adds?|does|is|gives?|brings?|will) (?:no|nothing|little|wasted|pointless|more)\b",
            excuses=(*HARMLESS, of_research, by_guideline, _by_label, in_the_laboratory, _of_a_label),
        ),
        # The usual amount by any of its names, a share of a container, and the rung of a ladder of amounts.
        pattern(
            r"\b(?:usual|typical|customary|common|standard|recommended|suggested|advised|average|adult|starting"
            r"|initial|"
            r"maintenance|right|correct|ideal|sensible|proper|tolerable|tolerated|daily|weekly|nightly) (?:\w+ ){0,2}?"
            r"(?:quantity|quantities|amount|dose|dosage|dosing|intake|portion|serving|recommendation|measure"
            r"|strength)\b"
            rf"[^.;]{{0,40}}(?::|\b(?:is|are|lies|at|of|from|between|runs)\b)[^.;]{{0,25}}?{_PORTION}|\b{_PORTION} "
            rf"(?:on|"
            r"at) (?:work|week|training|rest|off|gym)[- ]?(?:days|ends|nights)\b|"
            rf"\b{_PORTION}[^.;]{{0,25}}\b(?:would be|is|makes|being) (?:the|a) (?:next|first|last|top|bottom|second"
            rf"|usual)"
            r" (?:rung|step|stage|stop|notch|level|tier)\b|"
            rf"\b{_PORTION},? (?:divided|split|spread|halved|shared|distributed) (?:in|into|over|across|between)\b",
            excuses=(*HARMLESS, of_research, by_guideline, _by_label, in_the_laboratory, _of_food),
            needs=_MEASURE,
        ),
        pattern(
            rf"\b(?:{ANYBODY}|children|kids|infants)\b[^.;]{{0,40}}?\b(?:gets?|receives?|needs?|takes?|(?:is|are) "
            rf"given|"
            rf"requires?|inject|tolerates?|wants?) (?:\w+ ){{0,2}}?{_PORTION}|"
            rf"{OPENING}(?:skip|leave out|omit|miss|leave) (?:an?|one|two|every \w+|each \w+) (?:\w+ )?(?:day|dose"
            rf"|evening|"
            r"morning|shot|injection)s?\b|\b(?:taking|using|injecting|dosing|spraying|swallowing|applying|pinning) "
            r"(?:it |"
            rf"this |them |{THING} )?(?:\w+ )?{EVERY}[^.;]{{0,30}}\b(?:is|keeps?|works?|helps?|does|suffices?"
            rf"|gives?)\b|"
            r"\bthe (?:morning|evening|first|second|last|weekly|daily) (?:dose|shot|injection|portion) (?:should|must"
            r"|has to"
            r"|ought to|needs to) be\b",
            excuses=(*HARMLESS, of_research, by_guideline, _by_label, in_the_laboratory, _of_food),
            needs=_MEASURE,
        ),
        pattern(
            rf"\b(?:with|at|on) {_PORTION},? (?:one|you|people|anybody|most|they) (?:is|are|do|have)\b|\brule of "
            rf"thumb\b"
            rf"[^.;]{{0,20}}\b{_DOSED}|\brule of thumb\b[^.;]{{0,25}}\d ?(?:mcg|[uμ]g|mg|iu)\b|\b(?:go|move|step"
            rf"|advance|pass|"
            r"proceed|graduate|climb) (?:on |up )?to (?:the next|a higher|the higher|a stronger|the full) (?:strength"
            r"|dose|step"
            r"|level|pen|amount|rung)\b|\bthe (?:larger|smaller|bigger|greater|main) (?:share|part|portion|half|dose) "
            r"(?:"
            r"belongs|goes|comes|is (?:best )?(?:taken|given)|should)\b|\bhalf an? (?:syringe|vial|ampoule|pen|tablet"
            r"|dropper)"
            r"\b|\bwhat (?:most|many|people|adults|users) (?:settle on|take|use|need|get by on)\b",
            excuses=(*HARMLESS, of_research, by_guideline, _by_label, in_the_laboratory, _of_food),
        ),
        pattern(
            rf"\b(?:used|taken|given|sprayed|injected|applied|swallowed) (?:in the )?(?:morning|mornings),? (?:noon"
            rf"|and night|"
            rf"midday|evening)\b|\b(?:patients|clients|people|members) (?:have|take|get|use|receive) {_PORTION}|"
            r"\d ?(?:mcg|[uμ]g|mg|iu)(?: ?/ ?(?:week|wk|day|d))? ?(?:->|→|then|, then|>) ?\d|\b(?:shortly|just|right"
            r"|half an "
            r"hour) before (?:lights out|bed|bedtime|sleep|lunch|dinner|breakfast|meals?|training)\b",
            excuses=(told, *HARMLESS, of_research, by_guideline, _by_label, in_the_laboratory, _of_food),
        ),
    ),
)
