"""C07: nothing treats, heals or prevents in the present tense. What a study saw, told with its study, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.lexicon import CONDITION
from shared.gates.report import of_research, of_the_page, open_question, told
from shared.gates.scope import by_guideline, in_the_laboratory, negated, of_a_study

_CONDITION = (
    r"(?:\w+(?:itis|osis|oses|omas?|emia|aemia|opath(?:y|ies)|algia|penia|uria|rrh(?:o)?ea)|diabetes|"
    r"obesity|overweight|cancers?|"
    r"tumou?rs?|pain|injur(?:y|ies)|wounds?|ulcers?|gut|stomach|intestin\w+|tendons?|ligaments?|muscles?|"
    r"joints?|bones?|"
    r"cartilage|skin|hair loss|baldness|wrinkles|diseases?|disorders?|syndromes?|infections?|inflammation|depression|"
    r"anxiety|insomnia|strokes?|hypertension|heart|kidneys?|liver|brain|nerves?|failure|fractures?|"
    r"dementia|alzheimer\w*|"
    r"parkinson\w*|asthma|allerg(?:y|ies)|migraines?|ag(?:e)?ing|impotence|dysfunction|weight gain|covid\S*|damage|"
    r"autism|adhd|burns?|scars?|leaky|illness(?:es)?|symptoms?|complications?)"
)
_DOES = (
    r"(?:treats|cures|heals|reverses|prevents|fixes|eliminates|eradicates|repairs|combats|relieves|alleviates|"
    r"mends|regenerates|rebuilds)"
)
_DO = (
    r"(?:treat|cure|heal|reverse|prevent|fix|eliminate|eradicate|repair|combat|relieve|alleviate|mend|"
    r"regenerate|rebuild)"
)
_FRAMED = (in_the_laboratory, of_a_study, negated, by_guideline)

_WORKS = (
    r"(?:(?:treat|cure|heal|revers|prevent|fix|end|eliminat|eradicat|repair|combat|reliev|"
    r"alleviat|mend|calm|sooth|clear|stop|halt|"
    r"slow|beat|fight|tackl|banish|dissolv|shrink|eas|resolv|conquer|defeat|control|manag|block|"
    r"kill|undo|tam|quiet)(?:e?s|ies)|"
    r"(?:can|will|does|helps?(?: to)?|able to|works? to|known to|shown to) (?:\w+ly |also |"
    r"even )*(?:treat|cure|heal|reverse|prevent|fix|end|"
    r"eliminate|eradicate|repair|relieve|alleviate|calm|soothe|clear|halt|beat|fight|tackle|shrink|ease|resolve|undo)|"
    r"wards? off|protects (?:\w+ )?(?:against|from)|guards? against|puts? (?:an end|a stop|"
    r"paid) to|helps? (?:with|against)|"
    r"works? (?:well |wonders |best )?(?:for|against|on)|gets? rid of|makes? short work of|"
    r"takes? care of|rids?|keeps? (?:away|at bay)|"
    r"lowers? the risk of|reduces? the risk of|cuts? the risk of|is good for|are good for|"
    r"effective (?:for|against|in)|brings? relief|"
    r"puts?|sends?) "
)
_YIELDS = (
    r"yields?|responds?|vanish(?:es)?|disappears?|clears? up|fades?|goes away|go away|melts? away|"
    r"is no match|are no match|meets? its match|"
    r"can be (?:cured|reversed|prevented|healed)|(?:is|are) (?:prevented|cured|reversed|"
    r"healed|treated|eased|relieved|"
    r"soothed|resolved|cleared|halted) (?:by|with|through)|one of several complaints"
)
_UNSAID = (told, negated, of_the_page, open_question, of_research, by_guideline)
_NEUTRAL = re.compile(
    r"\b(?:standard|received|receiving|control|background|trials? of|studies of|studied|"
    r"investigated|evaluated|approved|"
    r"under investigation|candidate|potential|novel|new|current|available)\b",
    re.IGNORECASE,
)


def _neutral_noun(sentence: str, match: re.Match[str]) -> bool:
    """`Treatment for` something as a name, not as praise."""
    return bool(_NEUTRAL.search(sentence)) or match[0].lower().startswith(
        ("treatment", "therapy", "help", "protection")
    )


def _asked(sentence: str, match: re.Match[str]) -> bool:
    """A question of research, put by a title or answered by saying that nobody knows."""
    return bool(re.match(r"(?:does|do|is|are|can|could|what|which|how|whether|why|in)\b", sentence, re.IGNORECASE))


def _no_condition(sentence: str, match: re.Match[str]) -> bool:
    """No disease is named."""
    return not re.search(rf"\b{CONDITION}\b", sentence, re.IGNORECASE)


FAMILY = Family(
    id="C07",
    version=2,
    severity="block",
    reason="claims to treat, heal or prevent in the present tense",
    patterns=(
        pattern(rf"\b{_DOES}\s[^.;]{{0,60}}?\b{_CONDITION}\b", excuses=_FRAMED),
        pattern(
            r"\b(?:can|will|does|helps?(?: to)?|is able to|are able to|works? to|is known to|are known to|"
            rf"is shown to)\s(?:\w+ly |also |even )*{_DO}\s"
            rf"[^.;]{{0,60}}?\b{_CONDITION}\b",
            excuses=_FRAMED,
        ),
        pattern(
            r"\b(?:is|are)\s(?:a |an |the )?(?:\w+ ){0,2}(?:cure|remedy|fix|antidote|panacea)s?\s(?:for|to|against)\b",
            excuses=(negated,),
        ),
        pattern(
            rf"\b{_DOES}\s[^.;]{{0,60}}?\b(?:cancer|autism|alzheimer\w*|diabetes)\b",
            excuses=(negated, in_the_laboratory),
        ),
        pattern(rf"\b{_WORKS}\b[^.;]{{0,60}}?\b{CONDITION}\b", excuses=_UNSAID),
        pattern(rf"\b{CONDITION}\b[^.;]{{0,30}}\b(?:{_YIELDS})\b", excuses=_UNSAID),
        pattern(
            r"\b(?:cure|remedy|fix|antidote|answer|solution|panacea|treatment|therapy|relief|help|"
            r"protection|medicine|weapon|shield|defen[cs]e|balm)s? (?:for|to|against|"
            rf"from)\s(?:\w+ ){{0,3}}{CONDITION}\b",
            excuses=(*_UNSAID, _neutral_noun),
        ),
        pattern(rf"\b{CONDITION}\?[^.]{{0,60}}", excuses=(told, open_question, _asked)),
        pattern(
            r"\b(?:keeps?|stops?|prevents?|saves?|spares?) [^.;]{0,50}\bfrom (?:turning|"
            r"becoming|getting|developing|progressing|spreading|coming back|returning|forming|"
            r"worsening)\b",
            excuses=_UNSAID,
        ),
        pattern(
            r"\b(?:fewer|less|no more|milder|rarer|shorter|smaller|gone|vanish(?:es)?|disappears?|"
            rf"clears? up|fades?|melts? away|subsides?|eases?) (?:\w+ )?{CONDITION}\b|"
            rf"\b{CONDITION}\b (?:\w+ )?(?:is|are|becomes?|grows?|leaves?) (?:\w+ )?(?:fewer|less|"
            r"milder|rarer|gone|history|shorter|smaller|a thing of the past)\b",
            excuses=_UNSAID,
        ),
        pattern(
            r"\b(?:prevented|cured|healed|relieved|eased|stopped|halted|fixed|repaired|"
            r"resolved|eliminated|soothed|cleared) (?:by|through|thanks to)\b",
            excuses=(*_UNSAID, _no_condition),
        ),
        pattern(
            r"\b(?:closes?|heals?|mends?|repairs?) (?:the )?(?:fistulas?|wounds?|ulcers?|fractures?|tears?|lesions?)\b",
            excuses=(told, negated, open_question, of_the_page),
        ),
    ),
)
