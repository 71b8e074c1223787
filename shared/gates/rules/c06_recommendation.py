"""C06: nothing is recommended in our own voice. A guideline that recommends, named as such, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import ANYBODY, THING
from shared.gates.words.report import HARMLESS, in_the_past, of_research, of_the_page, open_question, told
from shared.gates.words.scope import by_guideline, negated

_RESEARCH = (
    r"(?! (?:that )?(?:\w+ ){0,3}(?:further|future|additional|more|larger|caution|monitoring|research|studies|"
    r"investigation|measur\w+|screening|reporting|trials))"
)

_SCIENCE = re.compile(
    r"\b(?:model|method|analys[ie]s|data|parameter|k-mer|estimator|approach|technique|assay|algorithm|marker|role|"
    r"mechanism|carcinogen|hypothesis|surgery|procedure|cases|screening|monitoring|surveillance)\b",
    re.IGNORECASE,
)


def _of_science(sentence: str, match: re.Match[str]) -> bool:
    """Authors who suggest a method or an explanation."""
    return bool(_SCIENCE.search(sentence))


def _refused(sentence: str, match: re.Match[str]) -> bool:
    """Words of praise that are cited to be refused; a denial alone turns nothing here (`hard to see why not`)."""
    return bool(re.search(r"\b(?:words? such as|no preference|avoids?|recommends nothing)\b", sentence, re.IGNORECASE))


def _not_imperative(sentence: str, match: re.Match[str]) -> bool:
    """The verb does not open the sentence or a part of it."""
    return not re.search(r"(?:^|[;:,>•*!?.-] ?|\bthen |\bjust |\bsimply )$", sentence[: match.start()], re.IGNORECASE)


_ACTS = (
    r"(?:consider|use|try|choose|pick|prefer|favou?r|reach for|turn to|look (?:to|no further)|"
    r"start|begin|offer|prescribe|"
    r"include|add|keep|take|have|switch|hesitate|go for|go with|opt|end up|settle|come back|return to)"
)
_OWN_WORD = (
    r"(?:the one|the (?:peptide|compound|molecule|agent|candidate) (?:to|of)|a must|a keeper|a winner|a staple|"
    r"a safe bet|indispensable|unbeatable|unsurpassed|second to none|in a (?:class|league) of its own|a cut above|"
    r"the natural (?:choice|partner)|a sensible|a sound|a reasonable|an obvious|the obvious|the logical|a worthy|"
    r"a fine|the finest|the smart\w*|a smart|the best|hard to (?:beat|fault|better)|king|queen|the champion|"
    r"the leader|a natural)"
)


def _weighed(sentence: str, match: re.Match[str]) -> bool:
    """Authors who weigh a method, a model or a measure."""
    return _of_science(sentence, match) or of_research(sentence, match)


def _not_of_it(sentence: str, match: re.Match[str]) -> bool:
    """A method, a procedure or a test that authors weigh, or a choice denied."""
    return _weighed(sentence, match) or (negated(sentence, match) and "hesitate" not in sentence.lower())


def _forbids(sentence: str, match: re.Match[str]) -> bool:
    """The match itself says not to."""
    words = match[0].lower()
    return bool(
        re.search(r"\b(?:must|should|may|can|ought|could)(?: not|n't| never)\b|\bcannot\b", words)
    ) and not re.search(r"\b(?:hesitate|wait|miss|overlook|skip)\b", words)


FAMILY = Family(
    id="C06",
    version=2,
    severity="block",
    reason="recommends or endorses",
    patterns=(
        pattern(
            r"\b(?:we|i)\s(?:\w+ly\s|would\s|therefore\s|thus\s)*(?:recommend|advise|endorse|"
            rf"advocate)\b(?! (?:nothing|no|neither)\b){_RESEARCH}",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:we|i)\s(?:\w+ly\s|would\s)*suggest\s(?:using|taking|trying|starting|considering)\b",
            excuses=(negated,),
        ),
        pattern(r"\b(?:highly|strongly)\s(?:recommended|recommend)\b", excuses=(negated, by_guideline)),
        pattern(
            r"\b(?:is|are)\s(?:currently |generally |widely )?(?:recommended|advised|advisable)\s(?:for|"
            r"as|in|to|over|by)\b",
            r"(?! (?:\w+ ){0,2}(?:further|future|additional|confirm|avoid))",
            excuses=(negated, by_guideline),
        ),
        pattern(
            r"\b(?:should|ought to|must)\s(?:\w+ly\s|always\s|also\s)?be\s(?:\w+ly\s)?(?:used|considered|"
            r"offered|recommended|prescribed|tried|"
            r"preferred|added|initiated|given)\s(?:as|for|in|to|first|by|whenever)\b",
            r"(?! (?:a (?:potential|possible|risk|cause|marker)|"
            r"further|future|interpret\w*|design\w*|mind|when|clinical trials|studies|planning))",
            excuses=(negated, by_guideline),
        ),
        pattern(
            r"\b(?:is|are|remains?|makes?)\s(?:clearly |probably |arguably |by far )?(?:the|a|"
            r"an)?\s?(?:single )?(?:best|top|ideal|perfect|"
            r"go-to|smart|excellent|great)\s(?:choice|option|pick|peptide|treatment|therapy|supplement|solution|bet)\b",
            excuses=(negated, by_guideline),
        ),
        pattern(r"\bworth\s(?:trying|a try|a shot|taking|adding|the (?:money|price|hype|risk))\b", excuses=(negated,)),
        pattern(r"\bmust-(?:have|try|use)\b"),
        pattern(r"\b(?:is|are|be)\s(?:the |a |now )?first[- ](?:line|choice)\b", excuses=(negated, by_guideline)),
        pattern(
            r"\b(?:our|my|the editor'?s?|editors'?|staff)\s(?:\w+ ){0,2}(?:pick|choice|favou?rite|"
            r"recommendation|verdict|ranking|shortlist|advice|first choice|go-to|number one)\b",
            excuses=HARMLESS,
        ),
        pattern(
            r"\btop[- ](?:\d+|three|five|ten|choice|pick|rated|peptides?|tier)\b|, ranked\b|\bshortlist\b",
            excuses=HARMLESS,
        ),
        pattern(
            r"\b(?:worth|deserves?)\s(?:\w+ ){0,2}(?:outlay|trying|try|cost|money|effort|look|"
            r"considering|attention|adding|place|spot|every penny|it\b|a go|having)",
            excuses=HARMLESS,
        ),
        pattern(
            r"\b(?:first|second|natural|obvious|sensible|safer?|better|best|smart(?:er|est)?|wise|"
            r"preferred|logical|top|right|only)[- ](?:\w+ )?"
            r"(?:choice|option|pick|bet|place to start|starting point|peptide|candidate|solution|"
            r"way to go|call|move|alternative|value|in class|of (?:the )?(?:bunch|lot|two))\b",
            excuses=(*HARMLESS, by_guideline),
        ),
        pattern(r"\b(?:five|four|4|5|9|10)[- ]?(?:stars?|out of (?:five|ten|5|10))\b", excuses=HARMLESS),
        pattern(
            r"\b(?:would|can|could|do|we|i|gladly|happily|heartily|wholeheartedly) (?:(?!not\b|never\b|"
            r"neither\b)\w+ )?(?:recommend|suggest|endorse|choose|pick|prefer|favou?r|back|vouch|advise|"
            r"opt)\b(?! (?:nothing|no|neither)\b)(?! (?:that )?(?:further|future|more|additional|using|a trend|"
            r"an? (?:role|effect|associat)))",
            excuses=(*HARMLESS, by_guideline, _of_science),
        ),
        pattern(
            r"\b(?:in our (?:view|opinion|experience|judgement|book)|to our mind|hands down|no-brainer|hard to beat|"
            r"second to none|stands? out|comes? out on top|come first|wins? (?:out|here|hands|the)|the winner|"
            r"beats? the rest|unbeatable|unrivalled|the one to (?:have|try|choose|beat)|reach for|go-to|a must\b|"
            r"must-have|can't go wrong|cannot go wrong|give (?:it|\S+) (?:a go|a try|a chance|a shot)|a go\b|"
            r"look no further|there are worse|no reason not to|why not|hard to see why|nothing to lose|before (?:any|"
            r"all) other|above all others|ahead of the (?:pack|rest)|makes? (?:the most )?sense|thumbs up|"
            r"highly rated|top of (?:the|our|any) list|on (?:the|our) shortlist|pays for itself|money well spent|"
            r"well spent|a place in)\b",
            excuses=(of_the_page, open_question, _refused),
        ),
        pattern(
            r"\b(?:consider|try|choose|pick|opt for|go for|go with|start with|stick with|add|"
            r"reserve|keep|prefer|use|favour)\s(?!of\b)(?:\w+[- ]?){1,3}(?:first|instead|over|"
            r"before|for|as|rather)\b",
            excuses=(*HARMLESS, _not_imperative),
        ),
        pattern(
            r"\b(?:should|ought to|deserves? to) (?:be )?(?:\w+ )?(?:first|the first|preferred|"
            r"first-line|standard|routine|part of every|in every|on every|the default|a staple|"
            r"come first|replace|offered|used more)\b",
            excuses=(negated, by_guideline, open_question, _of_science),
        ),
        # Nothing like it: uniqueness, rank and crowns.
        pattern(
            r"\b(?:nothing|no other|none|few|nobody|no one|"
            r"little)(?: else)?\b[^.;]{0,40}?\b(?:comes? (?:close|near)|compares?|beats?|"
            r"touch(?:es)?|rivals?|matches|holds? a candle|does (?:it|this|the job)|"
            r"would (?:hesitate|regret|look elsewhere))\b|"
            r"\b(?:wears|takes|holds|deserves) the (?:crown|throne|prize|medal|top|lead)\b|\bthe one to (?:\w+)\b|"
            r"\b(?:of|among|amongst|out of) (?:all |everything|the|these|"
            rf"those)[^.;]{{0,40}}, (?!it\b|this\b){THING} (?:\w+ )?(?:is|stands?|wears|comes?|"
            r"leads?|wins?|takes?|remains?|has)\b|\b(?:far|much|do|does) worse than\b",
            excuses=(of_the_page, open_question, _weighed, in_the_past),
        ),
        # What everybody ought to do, or does, with it.
        pattern(
            rf"\b{ANYBODY} (?:[\w-]+ ){{0,6}}?(?:(?:should|ought to|must|would|could|can|will|"
            rf"may well|do well to) (?:\w+ )?{_ACTS}|"
            r"(?:ends? up|lands?|settles?|arrives?|comes? back|turns?) (?:at|on|with|to|"
            rf"for)) (?:\w+ ){{0,2}}?{THING}\b",
            excuses=(*HARMLESS, by_guideline, _weighed, _forbids),
        ),
        pattern(
            rf"\b{THING} (?:\w+ )?(?:is|are|remains?|makes?|would be|makes? for|seems?|offers?|"
            rf"represents?) (?:\w+ly )?{_OWN_WORD}\b",
            excuses=(negated, by_guideline, of_the_page, open_question, _weighed),
        ),
        pattern(
            r"\b(?:deserves?|earns?|merits?|warrants?|belongs?) (?:\w+ ){0,2}?(?:first|"
            r"consideration|a (?:\w+ )?(?:place|spot|shelf|seat|"
            r"trial|try|chance|look)|in (?:every|any|each|the)|pride)\b|\btips? the (?:scales?|"
            r"balance) in favou?r\b|\bin favou?r of (?:an? )?"
            r"(?:\w+ )?(?:attempt|trial of|course|try)\b|\b(?:sensible|sound|reasonable|natural|"
            r"logical|obvious|good|fine) (?:fallback|"
            r"second choice|next step|first step|addition|companion|standby)\b|\brightly so\b",
            excuses=(*HARMLESS, by_guideline, of_research),
        ),
        pattern(
            r"\b(?:merits?|deserves?|earns?|claims?|commands?) (?:\w+ )?(?:preference|priority|pride of place|"
            r"precedence|the (?:nod|vote))\b|\b(?:a pity|a shame|a mistake|unwise|foolish|remiss|"
            r"hard) (?:not )?to (?:leave|overlook|ignore|pass|miss|neglect|omit|dismiss|argue|resist)\b|"
            r"\b(?:dependable|trusty|faithful|reliable|welcome|valuable|worthy|powerful|loyal) (?:ally|companion|"
            r"partner|addition|tool|workhorse|friend)\b|\bno other (?!(?:countr|stud|trial|report|group|cent|"
            r"laborator|case|region|record|team)\w+ (?:has|have) (?:been |yet |so far )*(?:report|describ|record|"
            r"publish|stud|test|examin|confirm|repeat|look)\w*)(?:[\w-]+ ){1,3}(?:offers?|gives?|does|has|provides?|"
            r"delivers?|comes?)\b|\b(?:take|pick|choose|go with|opt for|prefer) the (?:newer|older|first|second|"
            r"former|latter|longer|shorter|stronger)\b|\bchoice (?:\w+ ){0,4}is (?:easy|clear|simple|obvious)\b",
            excuses=(*HARMLESS[1:], by_guideline, _weighed),
        ),
        pattern(
            r"\b(?:benefits?|gains?|upsides?|advantages?) (?:\w+ )?(?:outweigh|exceed|justify|are worth)\w*\b|"
            r"\b(?:big |firm |strong |great )believers? in\b|\bhead and shoulders\b|\b(?:evidence|data|results?|"
            r"findings?|trials?|science) (?:\w+ )?(?:supports?|justif(?:y|ies)|favou?rs?|warrants?|"
            r"argues? for) (?:its|their) (?:\w+ )?(?:use|adoption|role|inclusion|prescription)\b|\b(?:use|treatment|"
            r"trial|adoption) (?:\w+ ){0,5}?(?:is|are) (?:\w+ )?(?:warranted|justified|advisable|indicated|"
            r"worthwhile)\b|\b(?:makes?|making) (?:good |perfect |every )?sense\b|\b(?:strong|good|compelling|clear|"
            r"solid) (?:case|argument|reasons?) (?:for|to) (?:add|us|includ|try|offer|prescrib|start|switch|giv|"
            r"mak)\w*\b|\b(?:should|could|can|must) (?:no longer )?be (?:part of|in) (?:every|any|each|your)\b|"
            r"\b(?:(?:peptide|compound|secretagogue|fragment) of choice|go-to|top[- ]notch|first-rate|world-class|"
            r"best-in-class|gold medal)\b(?! (?:for the (?:analysis|assay)))|\bwould be wise to\b|\b(?:excellent|"
            r"attractive|fine|superb|great|ideal|sound|valuable|useful|sensible|worthwhile|"
            r"welcome) (?:\w+ )?(?:option|choice|addition|adjunct|tool|alternative|pick|complement)\b|"
            r"\bno one who\b[^.;]{0,50}\b(?:without|miss|skip)\b|\b(?:we|I|experts|editors|readers) rate (?:it|this|"
            r"\w+) ",
            excuses=(*HARMLESS[1:], by_guideline, _weighed),
        ),
        # An endorsement that findings are said to carry.
        pattern(
            rf"\b(?:makes?|making) (?:it|this|{THING}) (?:the|a|an) (?:\w+ ){{0,3}}?(?:choice|option|resort|pick"
            r"|treatment|standard|candidate|must)\b|\bearn(?:s|ed) (?:its|a|their) (?:\w+ )?"
            rf"(?:place|spot|reputation|keep)\b|\b{THING} (?:is|are) (?:\w+ )?(?:preferable|to be preferred"
            r"|the one to prefer|the (?:treatment|drug|agent) to (?:choose|prefer|use))\b|\bwhy "
            rf"(?:it|{THING}) is (?:\w+ )?(?:preferable|preferred|better|the better)\b|\b(?:it"
            rf"|{THING}) can (?:\w+ )?be (?:recommended|advised|endorsed|suggested)\b|\b(?:use|adoption|a trial|"
            rf"treatment)\b[^.;]{{0,40}}\b(?:is|seems|appears) (?:\w+ )?(?:reasonable|worthwhile|sensible|prudent"
            r"|advisable|appropriate|in order)\b(?=[^.;]*(?:\.|cases?|patients|practice|\[|$))|"
            r"\b(?:prescribers?|clinicians?|doctors?|physicians?|clinics?|practitioners?|nobody"
            rf"|no clinician) (?:\w+ ){{0,7}}?(?:should|ought to|must) (?:\w+ )?(?:do so|adopt|embrace|offer|hesitate"
            r"|"
            rf"follow suit)\b",
            excuses=(*HARMLESS[1:], by_guideline, _not_of_it, in_the_past),
        ),
        pattern(
            rf"\b(?:commends?|recommends?|speaks?|argues?|pleads?|tells?) (?:\w+ )?(?:it|itself|{THING}|in favou?r of"
            r"|for) (?:as (?:a |the )?(?:first|standard|new|routine|early)|(?:its|their) (?:\w+ )?(?:use|adoption)"
            r"|offering|using|adopting|giving|adding)\b|"
            rf"\b(?:it is|it's|high) time (?:for (?:\w+ ){{1,3}})?to (?:adopt|offer|use|embrace|try|accept|include)\b"
            r"|\b(?:comes? out|ends? up|stands?|lies) (?:ahead|on top|in front|first) of"
            r"|\bahead of the (?:alternatives|others|rest|competition|field)\b|"
            r"\b(?:may|can|could|should) (?:confidently|safely|gladly|happily|freely) (?:prescribe|offer|recommend"
            rf"|use|give|suggest|take)\b|\b(?:it|{THING}) (?:merits|deserves|warrants|is worthy of"
            r"|calls for) (?:\w+ )?(?:use|adoption|application|uptake|recognition|"
            r"consideration)\b|\b(?:nothing|little|no argument|no reason) (?:speaks|argues|stands|weighs"
            r"|counts) against\b|\b(?:drug|treatment|peptide|agent|one) to (?:use|choose|prefer|pick|try) (?:\[|\.|$"
            r"|for|in|first)",
            excuses=(*HARMLESS[1:], by_guideline, _not_of_it, in_the_past),
        ),
        # A word in its favour, a try, stars, friends of it, a case that is strong, a balance that tips.
        pattern(
            r"\b(?:much|a lot|a great deal|plenty|everything|a word) (?:is |to be |has to be |can be )*said (?:for|"
            r"in favou?r)\b|\b(?:give|gives|given|giving) (?:\S+ ){1,3}?a (?:try|go|chance|shot|whirl|trial)\b|"
            r"\b(?:gives?|awards?|rates?|scores?|gets?|earns?) (?:it |this |them )?(?:\w+ ){0,5}?(?:stars?|thumbs|"
            r"marks|our nod|our vote|seal of)\b|\b(?:fans?|lovers?|advocates?|supporters?|champions?|enthusiasts?|"
            r"friends) of (?:it|"
            rf"this|the (?:\w+ )?(?:form|version|spray|route)|{THING})\b|\bbelongs? in (?:every|any|each|the|all|your"
            rf"|a)\b|"
            r"\bstart (?:here|with (?:it|this one))\b|\b(?:we|I)(?:'d| would) (?:\w+ )?(?:suggest|advise|recommend|"
            r"propose|prefer|favou?r|choose|pick|go for|opt|use|take|start|skip)\b(?! (?:that )?(?:\w+ )?(?:further|"
            r"future|more))",
            excuses=(told, of_the_page, open_question, by_guideline, _weighed),
        ),
        pattern(
            r"\b(?:case|argument|arguments|reasons|grounds) (?:for|to) (?:add|us|giv|offer|includ|try|start|prescrib|"
            r"tak|its|their|the use)\w*\b[^.;]{0,40}\b(?:is|are|seems?|looks?) (?:\w+ )?(?:strong|good|clear|"
            r"compelling|solid|convincing|overwhelming|sound|many|plain)\b|\b(?:balance|ratio|scales?|odds|"
            r"benefits? and risks?|weight of (?:the )?evidence|profile)\b[^.;]{0,30}\b(?:favou?rs?|supports?|"
            r"speaks? for|argues? for|tips?|leans?|justif(?:y|ies)) (?:\w+ ){0,3}?(?:treatment|use|"
            rf"therapy|its|this|towards?|{THING})\b|\b(?:has|have) (?:\w+ )?earned (?:its|their|a|the)\b|"
            rf"\b(?:it|this|{THING}) (?:\w+ )?(?:should|ought to|must|deserves to) (?:\w+ )?(?:have|get|find|occupy"
            rf"|hold|take)"
            r" (?:a|its|the) (?:\w+ )?(?:place|spot|role|seat)\b",
            excuses=(told, negated, of_the_page, open_question, by_guideline, _weighed, in_the_past),
        ),
        pattern(
            r"\branks? (?:above|ahead|first|highest|among the (?:best|top)|at the top)\b|\bhard[- ]pressed to (?:find"
            r"|name)\b|"
            rf"\b(?:it|its use|{THING})\b[^.;]{{0,20}}\bcan (?:\w+ )?be (?:\w+ )?(?:endorsed|recommended|commended"
            rf"|championed)\b"
            r"|\bthis is (?:where|what|the one) (?:\w+ )?(?:should|ought|start|begin|choose|need)\b|"
            r"\bhigh time (?:that|for)\b|\b(?:sound|wise|good|worthwhile|smart) investment\b|\bwithout (?:reserve|"
            r"reservation|hesitation)\b|\b(?:nothing|little) speaks against\b|"
            r"\bwith (?:full )?confidence\b(?=[ .\[]*(?:\[\d+\]|\.|$))|\b(?:find|know|name|think of|"
            r"imagine) (?:of )?(?:a|nothing|no) better\b|\bfirst among (?:its|the)\b",
            excuses=(told, of_the_page, by_guideline, _of_science),
        ),
        pattern(
            r"\b(?:warmly|strongly|highly|heartily|unreservedly) (?:to be )?(?:recommended|commended|advised)\b|"
            r"\b(?:preparation|peptide|remedy|compound|substance|form|route|product) of (?:first )?choice\b|"
            r"\bbest (?:credentials|track|prospects|all-rounder|allies)\b|\bshould (?:stock|carry|keep|have|know|"
            r"offer) it\b|\bverdict\s?: ?\w+|\bdeserves? your\b|\b(?:little|few|nothing|"
            r"hardly anything)\b[^.;]{0,20}\b(?:can|could|that) (?:\w+ )?(?:match|equal|rival|beat)e?s? it\b",
            excuses=(told, of_the_page, by_guideline, _of_science),
        ),
    ),
)
