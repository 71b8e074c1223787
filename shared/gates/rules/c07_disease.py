"""C07: nothing treats, heals or prevents in the present tense. What a study saw, told with its study, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.sourceless import sourceless
from shared.gates.words.grammar import IT, THING
from shared.gates.words.lexicon import CONDITION, DISEASE_ENDINGS, DISEASES
from shared.gates.words.report import in_the_past, of_research, of_the_page, open_question, told
from shared.gates.words.scope import by_guideline, in_the_laboratory, negated, of_a_study

_CONDITION = (
    r"(?:\w+(?:itis|osis|oses|omas?|emia|aemia|opath(?:y|ies)|algia|penia|uria|rrh(?:o)?ea)|diabetes|obesity|"
    r"overweight|cancers?|tumou?rs?|pain|injur(?:y|ies)|wounds?|ulcers?|gut|stomach|intestin\w+|tendons?|ligaments?|"
    r"muscles?|joints?|bones?|cartilage|skin|hair loss|baldness|wrinkles|diseases?|disorders?|syndromes?|infections?|"
    r"inflammation|depression|anxiety|insomnia|strokes?|hypertension|heart|kidneys?|liver|brain|nerves?|failure|"
    r"fractures?|dementia|alzheimer\w*|parkinson\w*|asthma|allerg(?:y|ies)|migraines?|ag(?:e)?ing|impotence|"
    r"dysfunction|weight gain|covid\S*|damage|autism|adhd|burns?|scars?|leaky|illness(?:es)?|symptoms?|complications?)"
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
    r"(?:(?:treat|cure|heal|revers|prevent|fix|end|eliminat|eradicat|repair|combat|reliev|alleviat|mend|calm|sooth|"
    r"clear|stop|halt|slow|beat|fight|tackl|banish|dissolv|shrink|eas|resolv|conquer|defeat|control|manag|block|kill|"
    r"undo|tam|quiet)(?:e?s|ies)|(?:can|will|does|helps?(?: to)?|able to|works? to|known to|shown to) (?:\w+ly |also |"
    r"even )*(?:treat|cure|heal|reverse|prevent|fix|end|eliminate|eradicate|repair|relieve|alleviate|calm|soothe|"
    r"clear|halt|beat|fight|tackle|shrink|ease|resolve|undo)|wards? off|protects (?:\w+ )?(?:against|from)|"
    r"guards? against|puts? (?:an end|a stop|paid) to|helps? (?:with|against)|works? (?:well |wonders |best )?(?:for|"
    r"against|on)|gets? rid of|makes? short work of|takes? care of|rids?|keeps? (?:away|at bay)|lowers? the risk of|"
    r"reduces? the risk of|cuts? the risk of|is good for|are good for|effective (?:for|against|in)|brings? relief|"
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
    r"\b(?:standard|received|receiving|control|background|trials? of|studies of|studied|investigated|evaluated|"
    r"approved|under investigation|candidate|potential|novel|new|current|available)\b",
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


_QUIET = (
    r"(?:is|are|was|were|has|have|had|does|do|did|may|might|can|could|would|acts|binds|consists|contains|belongs|"
    r"occurs|includes|involves|causes|associates|correlates|predicts|differs|remains|seems|appears|suggests|shows|"
    r"indicates|represents|plays|leads|results|remits|increases|induces|requires|needs|reflects|affects|worsens|"
    r"aggravates|targets|encodes|expresses|mediates|regulates|describes|covers|lists|summari[sz]es|concerns|discusses|"
    r"reviews|this|its|thus|as|various|previous|patients|diabetes|was)"
)
_ENDS = (
    r"(?:stands? (?:no|little) chance|does(?:n't| not) stand a chance|gives? way|gives? up|retreats?|recedes?|"
    r"loosens?|lets? go|yields?|responds? to|answers? to|surrenders?|melts?|lifts?|clears?|quietens?|settles?|"
    r"is no match|meets? its match|is (?:over|gone|history|a thing of the past|yesterday's news)|are (?:over|gone|"
    r"history)|becomes? (?:history|a memory)|says? goodbye|starts? (?:to )?(?:grow|heal|mend|clos|work)\w*|"
    r"start(?:s)? growing)"
)
_MENDS = (
    r"(?:resolv|clear|quiet|calm|sooth|eas|mend|heal|cur|treat|revers|halt|stop|prevent|end|"
    r"finish(?:es)? off|banish|tam|dissolv|"
    r"silenc|beat|conquer|repair|reliev|rescu|restor|combat|fight|lift|shrink|close|knit|undo|"
    r"abolish|eliminat|erad\w+|protect|"
    r"shield|spare|rid|free|keep)(?:e?s|ies)"
)
_SUBSTANCE_IN = r"(?:thanks to|courtesy of|with the help of|once|when|because of|under|after)"


def _studied(sentence: str, match: re.Match[str]) -> bool:
    """The work of a field: models, genes, procedures, or a substance under study."""
    return bool(
        re.search(
            r"\b(?:genes?|mutation\w*|proteins?|pathways?|receptors?|mechanism\w*|models?|surgery|surgical\w*|"
            r"resection|vaccin\w+|screening|analysis|algorithm\w*|interventions?|programmes?|programs?|education|"
            r"exercise|diet\w*|radiother\w+|therapies|strateg(?:y|ies)|approach\w*|cells?|mice|rats?|in vitro|"
            r"ischemi\w+|ischaemi\w+)\b",
            sentence,
            re.IGNORECASE,
        )
    )


_SEEN = re.compile(
    r" (?:was|were) (?:\w+ly )?(?:reported|seen|found|observed|recorded|noted|measured)\b", re.IGNORECASE
)


def _seen(sentence: str, match: re.Match[str]) -> bool:
    """What was observed to be less."""
    return _SEEN.match(sentence, match.end()) is not None


_ABOUT = re.compile(
    rf"{DISEASE_ENDINGS}\b|\b(?:{DISEASES}|intestin\w+|muscles?|bones?|skin|heart|brain|leaky|damage|hair|follicles?|"
    r"plaques?|achilles|the lot|lesions?|from (?:turning|becoming|getting|developing|progressing|spreading|coming back|"
    r"returning|forming|worsening))\b",
    re.IGNORECASE,
)

_NAMED_PEPTIDE = (
    r"(?:(?:the|this) (?:\w+ )?(?:peptide|fragment)|bpc-?157|tb-?500|aod-?9604|ghk-cu|cjc-?1295|ara-?290|ss-?31|"
    r"ll-?37|kpv|dsip|semax|selank|epith?alon|thymosin(?: \S+)?|thymalin|larazotide|cerebrolysin|mots-?c|"
    r"melanotan(?: \w+)?|kisspeptin|dihexa|humanin)"
)


_NAMES_ONE = re.compile(_NAMED_PEPTIDE, re.IGNORECASE)


def _told_otherwise(sentence: str, match: re.Match[str]) -> bool:
    """Something past, a study, a structure, a law, a gap or a question stands in the sentence."""
    return bool(_OTHERWISE.search(sentence)) or sourceless(sentence)


_OTHERWISE = re.compile(
    r"\b(?:was|were|had|did|been|\w{4,}ed|gave|fell|rose|found|showed|seen|known|given|trials?|stud(?:y|ies)|rats?|"
    r"mice|mouse|animals?|cells?|dogs?|pigs?|rabbits?|models?|placebo|participants?|volunteers?|guidelines?|cohort|"
    r"in vitro|receptors?|amino|residues|genes?|glands?|list|reviews?|labels?|committee|agency|regulators?|law|rules?|"
    r"certainty|evidence|data|records?|plasma|concentrations?|levels|half-life|enzymes?|proteins?|is an? |may|might|"
    r"could|whether|not|no|never|neither|unknown)\b",
    re.IGNORECASE,
)


FAMILY = Family(
    id="C07",
    needs=_ABOUT,
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
            excuses=(*_UNSAID, _seen),
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
        # The substance, a verb of the present that ends something, and a condition.
        pattern(
            rf"\b{IT} (?:\w+ly |also |even |"
            rf"soon )?(?!{_QUIET}\b){_MENDS}\b[^.;]{{0,60}}?\b(?:{CONDITION}|plaques?|achilles|"
            r"the lot|follicles?)\b",
            excuses=(*_UNSAID, in_the_past, _studied),
        ),
        # The same by another road: the condition gives way, a list of conditions, a farewell to one.
        pattern(
            rf"\b{_ENDS}\b[^.;]{{0,40}}\b(?:{_SUBSTANCE_IN} )?{THING}\b",
            excuses=(*_UNSAID, in_the_past, _studied),
        ),
        pattern(
            rf"\b(?:where|when|if|once) (?:\w+ )?{CONDITION}\b[^.;]{{0,30}}, {THING} \w+s\b|"
            r"\b(?:farewell|goodbye|bye-bye|no more|so long),? "
            rf"(?:to )?(?:\w+ )?{CONDITION}\b|\b\w+, [\w ]+: {IT} (?!{_QUIET}\b)\w+s\b",
            excuses=(*_UNSAID, _studied),
        ),
        pattern(
            rf"\b(?:thanks to|courtesy of) {THING}\b",
            excuses=(*_UNSAID, _studied),
        ),
        pattern(
            rf"\bkeeps? (?:\w+ ){{0,3}}?{CONDITION} (?:from|at|away|in check|off|under)\b|"
            rf"\b(?:against|from) {CONDITION}\b[^.;]{{0,20}}\b(?:is|are) "
            r"(?:protected|shielded|safe)\b",
            excuses=(*_UNSAID, in_the_past, _studied),
        ),
        pattern(
            rf"\b{IT} (?:\w+ly )?(?:is|are|proves?) (?:\w+ )?(?:curative|therapeutic|healing|"
            r"restorative|protective|preventive|remedial)\b|\b(?:close|heal|"
            r"mend|recede|fade|vanish|abate|"
            r"subside|improve|resolve|yield|respond|settle|shrink)s? (?:\w+ )?(?:under|with|on|to|"
            rf"after|beneath|thanks to) (?:\w+ ){{0,2}}?{THING}\b|\b(?:the|"
            r"this) (?:peptide|compound|fragment|molecule) (?:\w+ly )?"
            r"(?:brings|puts|lays|sets|gives|restores|returns|makes|takes|turns|holds)\b",
            excuses=(*_UNSAID, in_the_past, _studied),
        ),
        pattern(
            rf"\b{CONDITION} (?:\w+ ){{0,2}}?(?:remits?|heals?|knits?|mends?|regress(?:es)?|improves?|resolves?|(?:is"
            r"|are|gets?|can be) (?:\w+ )?(?:cured|healed|reversed|resolved|mended|halted|"
            r"gone|put right)) (?:under|with|on|by|in|within|after|faster|sooner|quicker|for good|completely)\b"
            rf"|\bpatients (?:with|who have) [^.;]{{0,40}}?\b(?:is|are|get) (?:\w+ )?(?:cured|healed|"
            r"relieved|freed|restored)\b|\b(?:has|have|with|exerts?|its) (?:\w+ )?(?:healing|curative"
            r"|anti-?arthritic|anti-?ulcer|anti-?cancer|antidepressant|analgesic|regenerative) (?:effects?|powers?|"
            rf"properties|actions?) (?:in|on|against|for) (?:\w+ )?{CONDITION}\b|\b(?:it|{THING}) (?:works?|acts?"
            rf"|helps?) (?:\w+ )?(?:in|for|against|with) (?:\w+ ){{0,2}}?{CONDITION}\b|\b(?:brings?|"
            r"gives?|offers?|provides?|delivers?|means?) (?:\w+ )?(?:lasting|complete|full|rapid|quick|real"
            r"|long-term|durable|permanent)? ?(?:remission|relief|recovery|healing|freedom|cure) (?:of|from|in|"
            rf"for) (?:\w+ )?{CONDITION}\b|\b(?:lowers?|cuts?|reduces?|slashes) (?:the |your )?(?:chances?|likelihood"
            rf"|odds|danger) of (?:\w+ ){{0,3}}?{CONDITION}\b",
            excuses=(*_UNSAID, in_the_past, _studied),
        ),
        pattern(
            r"\b(?:those|people|patients|victims?|sufferers|survivors|\w+ victims?) (?:\w+ )?(?:with|of"
            rf"|who have) (?:\w+ ){{0,2}}?{CONDITION} (?:\w+ )?(?:find|regain|recover|lose|walk|get|are freed|enjoy"
            rf"|see)\b|\b{CONDITION} (?:victims?|patients|sufferers) (?:\w+ )?(?:regain|recover|"
            rf"walk again|find relief|get better|improve)\b|\b(?:{IT}|,) (?:it )?(?:arrests|averts|forestalls|halts"
            rf"|stems|staves off|wards off|rolls back|slows) (?:the )?(?:\w+ ){{0,4}}?(?:{CONDITION}|decline"
            r"|progression|spread|onset)\b|\b(?:would|will|did) not (?:close|heal|mend|"
            rf"respond)\b[^.;]{{0,30}}\b(?:do so|does so|closes?|heals?|mends?|responds?) (?:under|with|on|after)\b"
            r"|\bcan do so (?:in|for|again|with)\b",
            excuses=(told, negated, of_the_page, open_question, of_research, by_guideline, _studied),
        ),
        # A condition as a heading, what it has been used for, its place in therapy, and how a condition gives way.
        pattern(
            rf"\b{CONDITION} ?: ?{THING} (?!{_QUIET}\b)\w+s\b|\b(?:has|have|is|are|was|were)(?: been)? (?:\w+ )?used "
            rf"(?:\w+ly "
            r"|with (?:\w+ )?(?:success|results?) |for (?:decades|years) )+(?:against|for|in|to treat)\b|"
            r"\b(?:successfully|effectively) (?:used|employed|applied|treats?|given|prescribed|deployed) (?:against"
            r"|for|in|to"
            rf"|with)\b|^indicat(?:ed|ions?)(?: (?:in|for)|:)|\b{IT} is (?:\w+ly )?indicated (?:in|for)\b|"
            r"\b(?:occup(?:y|ies)|holds?|has|takes?|found|earns?|has found) (?:\w+ ){0,3}place (?:in|"
            r"among) (?:the )?(?:therapy|treatment|management|care)|\bin the (?:therapy|treatment|management|"
            r"care) of [^.;]{1,50}?\b(?:occup(?:y|ies)|holds?|has|takes?|enjoys?|owns) (?:\w+ ){0,3}place\b",
            excuses=(told, negated, of_the_page, open_question, of_research, by_guideline),
        ),
        pattern(
            rf"\b{CONDITION} (?:\w+ )?(?:lifts?|eases?|yields?|knits?|mends?|heals?|clears?|recedes?|retreats?"
            rf"|subsides?|"
            r"remits?|fades?|closes?|improves?|goes) (?:[\w-]+ ){0,4}?(?:with|under|on|thanks to|by|after|through) "
            r"(?:\w+ )"
            rf"{{0,2}}?{THING}\b|\b(?:thanks|owing|due) to (?:its|"
            rf"the) (?:\w+ ){{1,6}}?[^.;]{{0,30}}\b{CONDITION} (?:\w+s)\b|\b{CONDITION}\b[^.;]{{0,30}}\b(?:is|are|"
            rf"gets?|can be) (?:\w+ly )?(?:undone|reversed|calmed|halted|erased|wiped out|swept away|cleared|tamed|"
            rf"ended|quelled|put right|knocked out|repaired|healed|cured) (?:by|with|under) (?:\w+ )?{THING}\b|"
            rf"\b(?:could|can|may|will|might) be (?:history|gone|over|a memory|a thing of the past)\b|"
            r"\bis no longer a (?:one-way|dead|life|death|fate|sentence)\b|"
            r"\b(?:goes|go|going|puts?|brings?|sends?|pushes|drives?) (?:\w+ ){0,3}?(?:into|in) (?:\w+ )?remission\b|"
            r"\b(?:healing|curative|therapeutic) (?:powers?|action|effects?|potential|properties) (?:extends?"
            r"|reach\w*|covers?"
            rf"|includes?|spans?|embraces?)\b|\b(?:has|have) (?:\w+ )?found (?:a|their|the|its) (?:cure|answer|remedy|"
            r"relief|solution|match)\b|"
            r"\b(?:hardly|scarcely|barely) (?:any|a) (?:\w+ )?(?:disorder|disease|condition|complaint|ailment"
            r"|illness)\b",
            excuses=(told, negated, of_the_page, open_question, of_research, by_guideline, in_the_past, _studied),
        ),
        pattern(
            rf"\b(?:{CONDITION}|ligaments?|tendons?|wounds?|nerves?|bones?)\b[^.;]{{0,40}}\b(?:meets? (?:its|their) "
            rf"(?:master|"
            r"match)|grows? (?:back )?together|(?:is|are) brought to (?:a|an) (?:standstill|halt|stop|end)|"
            r"finds? (?:its|their) (?:remedy|answer|cure|match)|can be made to (?:close|heal|mend|disappear|retreat)|"
            r"knows? no (?:better|other))\b|"
            rf"\b(?:is|as) a specific (?:against|for)\b|\btakes? care of\b[^.;]{{0,30}}\b(?:{CONDITION}|all (?:three|"
            rf"four|of)|both|them)\b|\b(?:for|against|in) {CONDITION}\b[^.;]{{0,25}}\b(?:nothing|no (?:drug|remedy|"
            rf"medicine))\b[^.;]{{0,20}}\b(?:works?|acts?|helps?|as quickly|better|like)\b|\b(?:pain|swelling|"
            rf"stiffness|itch\w*|rash|cough|"
            r"fever|inflammation) (?:is|are) (?:gone|over|history|a memory)\b|\bno more (?:pain|swelling|itching"
            r"|attacks)\b",
            excuses=(told, of_the_page, by_guideline, of_research, _studied),
        ),
        pattern(
            rf"\b(?:under|with|on) {THING},? [^.;]{{0,30}}?\b{CONDITION} (?:\w+ )?(?:subsides|heals|clears|resolves|"
            rf"eases|abates|disappears|vanishes|improves|lifts|recedes|mends|remits)\b|"
            rf"\ba match for (?:\w+ )?{CONDITION}\b|\b(?:gives?|grants?|offers?) (?:the )?(?:\w+ )?(?:{CONDITION}|foot|"
            rf"joint|patient)s? a (?:second|new|fresh|real) (?:chance|life"
            r"|lease|hope)\b|\bapplied to [^.;]{1,30}\b(?:it|they) (?:stops?|heals?|clears?|closes?|calms?|soothes?)\b|"
            r"\b(?:cartilage|tissue|nerve|lining|mucosa|bone) (?:is|gets?) (?:\w+ )?(?:built up|rebuilt|restored|"
            r"renewed|regrown)\b|\b(?:virus|bacteri\w+|fungus|germs?|parasites?)\b[^.;]{0,20}\b(?:does|"
            r"do) not (?:survive|withstand)\b|"
            rf"\b(?:weapon|shield|bulwark|ally|help) against (?:\w+ )?{CONDITION}\b",
            excuses=(told, of_the_page, by_guideline, of_research, _studied),
        ),
        # A peptide by name, a verb of the present and a condition, where nothing was seen, asked or licensed.
        pattern(
            rf"^(?:[\w',-]+ ){{0,7}}?{_NAMED_PEPTIDE}\b[^.;]*\b{CONDITION}\b|^[^.;]*\b{CONDITION}\b[^.;]*\b(?:with|by|"
            rf"under|on|through|to) (?:the )?{_NAMED_PEPTIDE}\b",
            excuses=(told, negated, of_the_page, open_question, of_research, by_guideline, _told_otherwise),
            needs=_NAMES_ONE,
        ),
    ),
)
