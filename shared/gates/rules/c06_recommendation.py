"""C06: nothing is recommended in our own voice. A guideline that recommends, named as such, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.report import HARMLESS, of_the_page, open_question
from shared.gates.scope import by_guideline, negated

_RESEARCH = (
    r"(?! (?:that )?(?:\w+ ){0,3}(?:further|future|additional|more|larger|caution|monitoring|research|"
    r"studies|investigation|"
    r"measur\w+|screening|reporting|trials))"
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
            r"\b(?:would|can|could|do|we|i|gladly|happily|heartily|"
            r"wholeheartedly) (?:\w+ )?(?:recommend|suggest|endorse|choose|pick|prefer|favou?r|"
            r"back|vouch|advise|opt)\b(?! (?:nothing|no|neither)\b)(?! (?:that )?(?:further|"
            r"future|more|additional|using|"
            r"a trend|an? (?:role|effect|associat)))",
            excuses=(*HARMLESS, by_guideline, _of_science),
        ),
        pattern(
            r"\b(?:in our (?:view|opinion|experience|judgement|book)|to our mind|hands down|"
            r"no-brainer|hard to beat|second to none|stands? out|comes? out on top|come first|"
            r"wins? (?:out|here|hands|the)|the winner|beats? the rest|unbeatable|unrivalled|"
            r"the one to (?:have|try|choose|beat)|reach for|go-to|a must\b|must-have|"
            r"can't go wrong|cannot go wrong|"
            r"give (?:it|\S+) (?:a go|a try|a chance|a shot)|a go\b|look no further|"
            r"there are worse|no reason not to|why not|hard to see why|nothing to lose|"
            r"before (?:any|all) other|above all others|ahead of the (?:pack|rest)|makes? (?:the most )?sense|"
            r"thumbs up|highly rated|top of (?:the|our|any) list|on (?:the|our) shortlist|"
            r"pays for itself|money well spent|well spent|a place in)\b",
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
    ),
)
