"""C16: nothing that helps to pass a doping test."""

import re
from collections.abc import Iterator
from itertools import chain

from shared.domain.publishing.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family, pattern
from shared.gates.words.grammar import IT
from shared.gates.words.report import in_the_past, of_the_page, open_question, told
from shared.gates.words.scope import negated

_TEST = r"(?:drug|doping|anti-?doping|urine|blood|wada|usada|sports?|steroid|pre-?employment)"

_LEVELS = re.compile(
    r"\b(?:ng/ml|pg/ml|plasma|serum|lower limit|limit of (?:detection|quanti\w+)|rats?|mice|[rc]sf)\b", re.IGNORECASE
)


def _measured_levels(sentence: str, match: re.Match[str]) -> bool:
    """Pharmacokinetics and assays, not sport."""
    return bool(_LEVELS.search(sentence))


_ALLOWED = re.compile(
    r"\b(?:not (?:banned|prohibited|listed|on the)|no longer (?:banned|prohibited)|out of competition|off[- ]season)\b",
    re.IGNORECASE,
)
_ALLOWED_SOMEWHERE = re.compile(
    r"\b(?:unproblematic|freedom|clear conscience|(?:can|may) (?:\w+ )?(?:take|use) it|only applies to|allowed"
    r"|permitted|legal|free to use|may (?:be )?used?|exempt)\b",
    re.IGNORECASE,
)
"""Trials permit and allow much; here it counts where the sentence is about sport."""
_SPORT = re.compile(
    r"\b(?:sports?|athlet\w+|compet\w+|doping|anti-?doping|wada|usada|tested|testing|prohibited list|federations?|"
    r"leagues?|seasons?|training|sportspeople|sportsmen|sportswomen|sporting|amateurs?|cyclists?|lifters?"
    r"|sprinters?|runners?|in[- ]season)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\b(?:regulatory status|about its status|status (?:of|in sport)|in sport\b|for athletes|anti-?doping|wada)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:prohibited|prohibition|prohibits|bans|banned|forbidden|forbids|S0|S2(?:\.\d)?)\b", re.IGNORECASE
)
_ONLY_OUT = re.compile(
    r"(?<!in and )(?<!in- and )\bout[- ]of[- ]competition\b(?! (?:too|also|as well)\b)", re.IGNORECASE
)
_OF_THE_LIST = re.compile(
    r"\b(?:(?:list|lists) of prohibited substances|prohibited list|not (?:\w+ )?(?:prohibited|banned)|the ban only)\b",
    re.IGNORECASE,
)
"""Where the word for the prohibition prohibits nothing."""
_SHRUGS = re.compile(
    r"\b(?:no (?:\w+ ){0,2}(?:relevance|reason|concern|rule|bearing|restriction)|nothing (?:\w+ ){0,2}(?:report|say|"
    r"add|fear|worry)|consult (?:the |their )?rules|may wish to|few federations|not mentioned|"
    r"of interest to)\b(?=.*\b(?:sports?|athlet\w+|compet\w+|race|racing|cyclists?|federations?)\b)|\b(?:sports?|"
    r"athlet\w+|compet\w+|race|racing|cyclists?|federations?)\b.*\b(?:no (?:\w+ ){0,2}(?:relevance|reason|concern|"
    r"rule|bearing|restriction)|nothing|consult (?:the |their )?rules|may wish to|few federations|not mentioned)\b",
    re.IGNORECASE,
)
"""Talk of sport that leaves the prohibition out."""
_STATEMENT = re.compile(r"[.:!?]|\b(?:is|are|was|were|has|have|not|no|none)\b", re.IGNORECASE)


def _listed(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    """WADA's list names it, and the sentence allows it or speaks of its status without saying so."""
    if known.status is None or not known.status.prohibited:
        return
    somewhere = _ALLOWED_SOMEWHERE.finditer(sentence) if _SPORT.search(sentence) else ()
    for match in chain(_ALLOWED.finditer(sentence), somewhere):
        if not (
            negated(sentence, match)
            or (_SAID.search(_OF_THE_LIST.sub(" ", sentence)) and not _ONLY_OUT.search(sentence))
        ):
            yield match.start(), match.end(), "block"
    for match in _SHRUGS.finditer(sentence):
        if not _SAID.search(sentence):
            yield match.start(), match.end(), "block"
    if not _STATEMENT.search(sentence):
        return  # a heading: what stands below it is read by itself
    for match in _STATUS.finditer(sentence):
        if not (_SAID.search(sentence) or _COUNTED.search(sentence)):
            yield match.start(), match.end(), "block"


_COUNTED = re.compile(
    r"\blaborator(?:y|ies)\b[^.;]*\b(?:reported|recorded|counted) (?:no |\d+ |\w+ )?(?:adverse |"
    r"analytical )*(?:findings?|cases|samples)\b",
    re.IGNORECASE,
)
"""What accredited laboratories reported, which is no word on the status."""
_COMPETES = (
    r"(?:athlet\w+|competitors?|compet\w+|cyclists?|rowers?|sprinters?|runners?|lifters?|"
    r"swimmers?|boxers?|players?|races?|racing|meets?|events?|sports?|"
    r"season|federations?|testing pool|testers?|doping|masters|games|weigh-in|matches|those who race|amateur\w*)"
)
_FINDS = (
    r"(?:urine|urinary|pee\w*|cup|samples?|panels?|assays?|tests?|testing|lab|labs|laboratory|"
    r"white coats|testers?|controls?|screens?|collectors?|"
    r"officers?|passport|detect\w*)"
)
_GONE = (
    r"(?:gone|left|leaves?|clears?|cleared|falls? below|below|beneath|little to find|"
    r"nothing to find|not (?:look|see|pick|show|find|flag)|does not (?:look|see|"
    r"pick|show|find|flag)|do not (?:look|see)|cannot (?:see|find|tell|pick)|can't (?:see|find|"
    r"tell|pick)|only sees?|only looks?|passed every|invisible|out of (?:the|your)|"
    r"long before|no trace|trace\w*|too short|unseen|blind|misses|overlooks?|in time|"
    r"by the (?:weekend|next|morning|time))"
)


def _of_a_matrix(sentence: str, match: re.Match[str]) -> bool:
    """The measuring of a substance in blood or urine, and rules that forbid it."""
    return bool(
        re.search(
            r"\b(?:limit of|lod|ng/ml|pg/ml|greyhounds?|horses?|rats?|validated|chromatograph\w+|"
            r"spectrometr\w+|sanctioned|suspended|prohibited|banned|"
            r"cancer|tumou?r|patients?|genes?|prenatal|screening|women|infants|hospital\w*|"
            r"bacteri\w+|virus\w*|covid\S*|diagnos\w+)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _of_a_matrix_only(sentence: str, match: re.Match[str]) -> bool:
    """The same, except where it is said that nobody was ever sanctioned."""
    return _of_a_matrix(sentence, match) and not re.match(r"no", match[0], re.IGNORECASE)


def _of_a_disease(sentence: str, match: re.Match[str]) -> bool:
    """Medicine's own masks, limits and samples."""
    return bool(
        re.search(r"\b(?:patients?|disease|symptoms?|infections?|bacteri\w+|placebo|fever)\b", sentence, re.IGNORECASE)
    )


FAMILY = Family(
    id="C16",
    given=_listed,
    version=2,
    severity="block",
    reason="helps to evade a doping test",
    patterns=(
        pattern(
            r"\b(?:detection (?:windows?|times?)|windows? of detection)\b(?=.*\b(?:days?|hours?|weeks?|"
            r"test\w*|athletes?|doping|urine)\b)"
        ),
        pattern(
            r"\b(?:doping|anti-?doping|athletes?|urine|drug[- ]test\w*|"
            r"wada)\b.*\b(?:detection (?:windows?|times?)|windows? of detection)\b"
        ),
        pattern(
            r"^(?:[\w-]+\s(?:is|are|becomes?)\s)?(?:practically |virtually |completely )?(?:undetectable|"
            r"not detectable|untraceable)\s(?:after|within|in|by|on|past)\b(?!.*\b(?:was|were|levels?|"
            r"concentrations?)\b)"
        ),
        pattern(
            r"\b(?:undetectable|untraceable|invisible|not detectable)\s(?:by|in|on|"
            rf"to)\s(?:\w+\s){{0,3}}?(?:{_TEST}[- ])?(?:tests?|testing|testers?|screens?|wada|usada)\b"
        ),
        pattern(
            r"\b(?:clears?|leaves?|flush(?:es)?|gone from|out of)\s(?:the |your |an athlete's )?(?:system|"
            r"body|urine|bloodstream)?\s?(?:in|within|after)\s(?:about |under |"
            r"just )?\d+\s?(?:-\s?\d+\s?)?(?:hours?|days?|weeks?)\b(?!.*\b(?:was|were)\b)"
        ),
        pattern(
            r"\b(?:pass|passes|passing|beat|beats|beating|evad(?:e|es|ing)|fool|fools|fooling|dodge|"
            rf"dodging|trick|avoid(?:ing)? (?:detection|failing))\b[^.;]{{0,30}}\b(?:{_TEST}[- ](?:control|"
            r"tests?|testing|screens?|panel)|testers|detection by)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\btest[- ]safe\b|\bsafe (?:for|in) (?:tested|drug[- ]tested) (?:athletes?|federations?|"
            r"competition|sport)\b"
        ),
        pattern(
            r"\b(?:won't|will not|doesn't|does not|never)\s(?:show up|be detected|appear|test positive|"
            r"trigger)\b.*\b(?:tests?|screens?|panels?|urine|wada)\b"
        ),
        pattern(
            r"\b(?:undetectable|untraceable|invisible|not detectable|hard to (?:detect|"
            r"trace|find)|no (?:\w+ )?(?:assay|test) (?:for|exists|can)|(?:cannot|"
            r"can't) be (?:detected|traced) (?:by|in (?:urine|tests?|competition|any|the urine|"
            r"a test))|nothing to find|leaves? no trace|(?:have|has|is) no assay|"
            r"too (?:short-lived|small|little|low|brief)[^.;]{0,30}(?:spectrometer|test|lab\w*|"
            r"detect\w*|assay|screen))\b",
            excuses=(told, of_the_page, _measured_levels),
        ),
        pattern(
            r"\b(?:beneath|below|under|past|around|ahead of) (?:the |"
            r"any )?(?:\w+'?s? )?(?:cut-?off|threshold|radar|detection(?! limits?)|testers?|doping control|"
            r"sample collectors?)\b(?=.*)",
            excuses=(told, of_the_page, _measured_levels),
        ),
        pattern(
            r"\b(?:athletes?|competitors?|cyclists?|lifters?|sprinters?|tested|in season|"
            r"competition|race day|weigh-in|meet|games|event)\b[^.;]{0,80}\b(?:need not|"
            r"no need to|lose sleep|worry|safe|stop (?:in time|\w+ (?:days?|weeks?) (?:before|"
            r"out))|(?:days?|weeks?|hours?) (?:before|out|is enough|suffices?|clear)|when to stop|"
            r"washout|clean by|clear by|out of the system|get away|fly under|micro-?dos\w+|"
            r"passes?|time (?:it|their|the))\b",
            excuses=(told, of_the_page, open_question),
        ),
        pattern(
            r"\b(?:stop|quit|cease|discontinue|last (?:dose|shot|"
            r"injection))\w*\b[^.;]{0,60}\b(?:before (?:the )?(?:competition|race|test\w*|season|"
            r"meet|event|control|games)|in time|pass|clean|clear)\b",
            excuses=(told, of_the_page),
        ),
        pattern(
            r"\b(?:doping|drug|anti-?doping|urine|blood) ?-?(?:tests?|testing|controls?|screens?|"
            r"panels?|testers?|samples?|laborator\w+)\b[^.;]{0,80}\b(?:miss(?:es)?|cannot|can't|"
            r"don't|do not|does not|overlook|negative|clean|blind|not look|unaware|lag|"
            r"look for something else|won't|will not|fail to|clear|pass\w*)\b",
            excuses=(told, of_the_page, open_question),
        ),
        pattern(
            r"\b(?:allowed|permitted|legal|fine|tolerated|not (?:banned|prohibited)|"
            r"no longer (?:banned|prohibited)|ok|okay) (?:\w+ )?(?:out of competition|"
            r"out-of-competition|in (?:sport|competition|training)|for (?:athletes|competitors)|"
            r"off[- ]season|by wada|under (?:the )?(?:wada|anti-doping)|between (?:seasons|"
            r"competitions))\b",
            excuses=(told, negated),
        ),
        pattern(
            r"\b(?:mask(?:s|ed|ing)?|diuretic|dilut\w+|flush\w*)\b[^.;]{0,40}\b(?:test|urine|"
            r"sample|detection|doping)\b",
            excuses=(told, negated),
        ),
        # It slips through, it stays under a limit of those who test, or something turns a sample.
        pattern(
            r"\b(?:slips?|slides?|sneaks?) (?:\w+ )?(?:through|past)\b(?=[^.;]*(?:\b(?:net|tests?|controls?|agency|"
            r"evening|knock|testers?)\b|[.]?$))(?<!\bskin)|\b(?:reporting|decision) limits?\b(?=[^.;]*\b(?:accredited|"
            r"anti-?doping|passport|athlet\w+)\b)|\b(?:keeps?|holds?|stays?|falls?) [^.;]{0,50}\b(?:beneath|below|"
            r"under) the (?:decision|reporting) limit\b|\bturns? an? positive (?:sample|test) negative\b|\b(?:time|"
            r"window) within which an? (?:sample|test) can turn positive\b|\bwhereabouts\b[^.;]{0,40}\b(?:room|gap|"
            r"course|slots?)\b|\b(?:laborator(?:y|ies)|labs?) cannot (?:yet |so far )?tell the (?:synthetic|added|"
            r"injected)\b|\b(?:left|leaves?) (?:a|the) door (?:ajar|open)\b|\bmasked by an? \w+",
            excuses=(of_the_page, _of_a_disease),
        ),
        # Somebody competes or is tested, and what the test will not find.
        pattern(
            rf"^(?=.*\b{_COMPETES}\b)(?=.*\b(?:{_FINDS}|half-life|{IT})\b)(?=.*\b{_GONE}\b).",
            excuses=(told, of_the_page, open_question, _of_a_matrix),
        ),
        pattern(
            rf"\b{_FINDS}\b[^.;]{{0,60}}\b(?:does not|do not|cannot|can't|"
            r"only) (?:\w+ )?(?:look for|sees?|pick up|find|flag|tell)\b|"
            r"\b(?:gone from|out of|leaves?|left|clear of) (?:the )?(?:urine|system|tank|body|"
            rf"blood\w*)\b[^.;]{{0,30}}\b(?:by|before|within|long|in|overnight)\b|"
            r"\b(?:pass(?:es|ed)?|sail(?:s|ed)? through|walk(?:s|ed)? through) (?:every|all|any|each|their|"
            r"the) (?:\w+ )?(?:controls?|tests?|screens?)\b(?=.*\b(?:on it|while|with)\b)|\b(?:last (?:shot|dose|jab|"
            r"injection)|switch|stop|plan|"
            rf"time)\b[^.;]{{0,40}}\b(?:around|before|ahead of|a week out|weeks? out|"
            r"days? out) ?(?:the )?(?:meet|race|event|"
            r"weigh-in|test|season|lab|match|\w*)\b(?=.*\b(?:lab|meet|race|event|urine|test|"
            r"control|parent|sample)\w*\b)",
            excuses=(in_the_past, of_the_page, open_question, _of_a_matrix),
        ),
        pattern(
            rf"\b{_COMPETES}\b[^.;]{{0,40}}\b(?:no reason to|need not|nothing to|needs? to know|"
            r"have nothing|can relax|may relax)\b",
            excuses=(told, of_the_page, _of_a_matrix),
        ),
        pattern(
            r"\b(?:laborator\w+|labs?|testers?|agenc(?:y|ies)|nobody|"
            rf"panels?)\b[^.;]{{0,40}}\b(?:no|without a|lack\w*|has yet|"
            r"have yet) (?:\w+ )?(?:method|assay|test|means|way|marker|protocol)s? (?:for|"
            r"to (?:find|detect|trace|spot))\b|\b(?:pause|break|stop|gap|interval|abstinence|"
            r"days?)\b"
            rf"[^.;]{{0,20}}\bbefore (?:the |a )?(?:sampling|testing|test|control|collection|"
            r"weigh-in|competition|race)\b|\b(?:under|below|beneath) the (?:reporting|detection|"
            r"screening|cut-?off|decision) (?:limit|level|threshold|"
            rf"line)\b[^.;]{{0,40}}(?=.*\b(?:athlet\w+|compet\w+|{IT}|"
            r"doping|testing)\b)|\bleaves? no (?:\w+ )?(?:trace|signature|mark|residue|"
            r"fingerprint|metabolite)s? in (?:blood|urine|the|a sample)\b",
            excuses=(told, of_the_page, _of_a_matrix),
        ),
        pattern(
            r"\b(?:tests?|panels?|screens?|assays?|labs?|laborator\w+|controls?|wada|usada"
            rf"|testers?) (?:\w+ ){{0,2}}?(?:does not|doesn't|do not|don't|cannot|can't|won't|will not|fails? to"
            r"|misses|miss|overlooks?) ?(?:\w+ )?(?:pick (?:it|this|them) up|see (?:it|this)|"
            r"find (?:it|this)|look for (?:it|this)|detect (?:it|this)|notice (?:it|this)|catch (?:it|this)"
            rf"|flag (?:it|this)|it\b|{IT})|\b(?:cannot|can't|could not|will not|won't) be (?:\w+ )?(?:found|detected"
            r"|traced|seen|spotted|picked up) (?:in|by|on|after|past)\b"
            rf"(?=.*\b(?:{_COMPETES}|urine|days?|hours?|tests?)\b)|\bstop (?:\w+ ){{1,4}}(?:before|ahead of"
            rf"|prior to) (?:the |a |an |your )?{_COMPETES}\b|\b(?:nothing|no trace) (?:will be|is|can be"
            r"|to be) (?:found|detected|seen|left)\b|\bnot on (?:the|any) "
            r"(?:banned|wada) list\b|\b(?:nobody|no one|never anyone|no athlete) (?:\w+ )?(?:pops?|(?:is|was|gets?"
            r"|got|has been|been) caught|tests? positive|fails?)\b|\bflush(?:es|ed)? (?:\w+ )?(?:out|away|through)\b"
            r"|\bclean (?:by|within|after|in) \w+",
            excuses=(told, of_the_page, open_question, _of_a_matrix, _measured_levels),
        ),
        pattern(
            r"\b(?:after|within|past|beyond) (?:\w+ )?(?:hours?|days?|weeks?|\w+ (?:hours?|days?|weeks?)),? (?:no"
            r"|not a|hardly any) (?:\w+ )?(?:laborator\w+|labs?|tests?|assays?|testers?|panels?|methods?)\b",
            excuses=(told, of_the_page, open_question, _of_a_matrix, _measured_levels),
        ),
        # No laboratory that could, samples that are rarely taken, tested people who choose it, the last shot in time.
        pattern(
            r"\b(?:no|not a|hardly any) (?:lab\w*|tests?|method|assay|tester|official|control|"
            r"panel)s? (?:\w+ )?(?:can|could|will|would) (?:\w+ )?(?:catch|find|detect|see|spot|trace|prove|pick|"
            r"flag)\b|\b(?:clean|negative) (?:\w+ )?(?:test|sample|control)s? (?:is|are) (?:\w+ )?(?:guaranteed|"
            r"assured|certain|to be expected)\b|\bpositive (?:test|sample|control|finding)s? (?:is|"
            r"are) (?:\w+ )?(?:unlikely|improbable|out of the question|impossible)\b|"
            r"\b(?:drug-?)?tested (?:\w+ )?(?:lifters|athletes|federations?|runners|cyclists|competitors|"
            r"bodybuilders)\b[^.;]{0,40}\b(?:pick|choose|use|prefer|like|favou?r|never|have never|switch|rely|turn|"
            r"swear)\b|\bsamples? (?:could|can|would|might) (?:\w+ )?(?:reveal|show|detect|find)\b|\bout of (?:your|"
            r"the|his|their|an? \w+'s) (?:system|body|blood|urine)\b[^.;]{0,15}\b(?:by|before|in|within|after|long|"
            r"overnight)\b|\b(?:avoids?|evades?|escapes?|dodges?|eludes?|defeats?|slips? past|"
            r"outwits?) (?:\w+ )?(?:detection|testers?|the tests?|doping|controls?|anti-?doping)\b|"
            r"\bexemptions? (?:is|are) (?:\w+ )?(?:a formality|easy|easily|routine|no problem|a matter of)\b|"
            r"\b(?:final|last|latest) (?:injection|shot|dose|jab|application|spray)\b[^.;]{0,50}\bbefore (?:the |a |"
            r"an |your )?(?:race|meet|competition|event|season|control|test|match|fight|games|weigh-in|start)\b|"
            r"\b(?:may|can) use it (?:out of competition|off-?season|freely|between|in training)\b|"
            r"\bswitch to \S+ (?:\w+ )?(?:when|before|once|as|ahead)\b(?=.*\b(?:test\w*|competition|season|race)\b)|"
            r"\bhalf-?li(?:fe|ves)\b[^.;]{0,25}\b(?:so|no lab|positive|caught|catch|tester\w*|detect\w*)\b(?!.*\bng/)|"
            r"\b(?:nobody|no one|no athlete|nobody ever) (?:\w+ ){0,3}(?:sanctioned|caught|banned|suspended)\b",
            excuses=(told, of_the_page, open_question, _of_a_matrix_only, _measured_levels),
        ),
        pattern(
            r"\b(?:not a molecule|nothing|no trace|none|hardly anything|little)\b[^.;]{0,20}\b(?:left|remains?|found|"
            r"stays?) in (?:the |an athlete's )?(?:urine|blood|sample|body)\b|\b(?:hunters|testers|officials|"
            r"laborator\w+|controllers|agencies)\b[^.;]{0,25}\b(?:in the dark|are blind|powerless|helpless|"
            r"empty-handed|a step behind)\b|\b(?:sport\w*|doping|anti-?doping|federations?|agenc\w+|wada|"
            r"officials)\b[^.;]{0,20}\b(?:cannot|can't|unable to|fail to) (?:prove|show|establish|detect)\b|"
            r"\bnothing to fear from\b[^.;]{0,20}\b(?:controls?|tests?|testers?|sampl\w+)\b|\btoo (?:fast|quickly|"
            r"soon|briefly) for\b[^.;]{0,20}\b(?:collectors?|testers?|tests?|controls?|labs?|laborator\w+)\b",
            excuses=(told, of_the_page, _of_a_matrix_only, _measured_levels),
        ),
        pattern(
            r"\bsamples? (?:is|are|will be|comes? back|turn) (?:\w+ )?clean\b|\b(?:controllers?|testers?|laborator\w+|"
            r"agenc\w+|methods)'? ?(?:\w+ )?(?:is|are|lag|lags|stay) (?:\w+ ){0,3}behind\b|"
            r"\bclean (?:again )?(?:after|by|in|within)\b[^.;]{0,20}\b(?:hours?|days?|weeks?)\b",
            excuses=(told, of_the_page, _of_a_matrix_only, _measured_levels),
        ),
    ),
)
