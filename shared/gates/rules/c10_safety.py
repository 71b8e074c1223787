"""C10: nothing is called safe. What a study saw, in how many, for how long or against what, passes.

A past-tense finding without its number (`was well tolerated`) is a report, so it only warns here; the draft gate
asks the cited study for the number.
"""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import ANYBODY, THING
from shared.gates.words.report import in_the_past, of_research, of_the_page, open_question
from shared.gates.words.report import told as reported
from shared.gates.words.scope import negated

_MEASURED = re.compile(
    r"\bn ?= ?\d+|\b\d[\d.,]*\s?(?:%|of\b|/|-?(?:\w+ ){0,3}(?:participants|patients|subjects|adults|volunteers|women|"
    r"men|children|infants|weeks?|days?|months?|years?|hours?|doses?|infusions?|events?))|\b(?:placebo|versus|vs\.?|"
    r"compared|than|similar(?:ly)? (?:to|across|between)|comparable|between (?:the )?(?:\w+ )?groups)\b|"
    r"\bup to (?:\w+ )?\d",
    re.IGNORECASE,
)
_MATERIAL = re.compile(
    r"\b(?:concentrations?|cytotoxic\w*|cells?|carriers?|materials?|solvents?|nanoparticles?|hydrogels?|"
    r"scaffolds?|biocompatible)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|showed|experienced|observed in|occurred)\b", re.IGNORECASE)
_DEGREE = r"(?:\w+ly |very |quite |so |100 ?% |both |considered |regarded as |known to be )*"
_NO = r"(?:no|zero|without(?: any)?|free (?:of|from)|lacks?(?: any)?|devoid of)"
_HARM = (
    r"(?:known |serious |significant |reported |negative |harmful |major |real |notable |relevant |any )*"
    r"(?:side[- ]?effects|adverse (?:effects|events|reactions)|toxicit(?:y|ies)|health risks?|"
    r"risks?(?! (?:of|factors?|reduction))|downsides?)\b"
)


def measured(sentence: str, match: re.Match[str]) -> bool:
    """The sentence says in how many, for how long or compared with what."""
    return bool(_MEASURED.search(sentence))


def of_materials(sentence: str, match: re.Match[str]) -> bool:
    """The sentence speaks of materials or concentrations in a dish."""
    return bool(_MATERIAL.search(sentence))


def told(sentence: str, match: re.Match[str]) -> bool:
    """The sentence is in the past tense: what was seen, not what is so."""
    return bool(_PAST.search(sentence))


def untold(sentence: str, match: re.Match[str]) -> bool:
    """The sentence is not in the past tense, so that the blocking pattern has it."""
    return not told(sentence, match)


_UNSAFE = (negated, reported, of_the_page, open_question)


def _dish(sentence: str, match: re.Match[str]) -> bool:
    """Toxicology of materials and doses to animals."""
    return bool(
        re.search(
            r"\b(?:esters?|metal ions|derivatives|dna|mg/kg|in vitro|cytotoxic\w*|biomaterials?|coatings?|dioctyl)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _denied_of_it(sentence: str, match: re.Match[str]) -> bool:
    """Denied in its own clause."""
    return bool(
        re.search(r"\b(?:not|never|cannot|nobody|no one|no) (?:\w+ ){0,3}$", sentence[: match.start()], re.IGNORECASE)
    )


def _asked_openly(sentence: str, match: re.Match[str]) -> bool:
    """The sentence says itself that nothing follows from this."""
    return bool(
        re.search(
            r"\b(?:may mean|cannot tell|says nothing|is no(?:t)? (?:evidence|proof)|"
            r"does not (?:mean|make)|whether|unknown)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _in_numbers(sentence: str, match: re.Match[str]) -> bool:
    """Counts stand beside it, and what follows from them is left to the reader."""
    return measured(sentence, match) and not re.search(r"\b(?:so|therefore|hence)\b", sentence, re.IGNORECASE)


_NONE = (
    r"(?:no|nothing|none|nobody|no one|not (?:a|one|a single)|never|zero|little|few|hardly any|"
    r"scarcely any|without|free of)"
)
_ILL = (
    r"(?:harm\w*|casualt\w+|incidents?|accidents?|complaints?|untoward|unpleasant\w*|worr(?:y|ies|"
    r"isome)|fear(?:ed|ful)?|concern|danger\w*|"
    r"downsides?|drawbacks?|trouble|problems?|upset|damage|regrets?|object to|hold against|"
    r"adverse (?:event|effect|reaction)s?(?! level)|"
    r"side[- ]?effects?|toxic\w*|poisoning|deaths?|catch|hangover|single soul|bad (?:reaction|"
    r"experience)s?|ill effects?|mishaps?)"
)
_ORGANS = (
    r"(?:liver|kidneys?|heart|stomach|hormones?|body|system|gut|glands?|organs?|thyroid|receptors?|"
    r"blood pressure|bloods?|everything else|rest)"
)


def _happened(sentence: str, match: re.Match[str]) -> bool:
    """What did not happen is told, as a finding: `no deaths occurred`."""
    after = sentence[match.end() :]
    return bool(
        re.match(r" (?:\w+ )?(?:occurred|was|were|happened|arose|resulted|emerged|developed|\w{3,}ed)\b", after)
    )


def _of_a_kind(sentence: str, match: re.Match[str]) -> bool:
    """Data, models and practice, which have problems and concerns of their own."""
    return bool(
        re.search(
            r"\b(?:studies|study|trials?|data|model\w*|method\w*|analys\w+|patients|cases|groups?|"
            r"complications?|surgery|procedure|technique|"
            r"not (?:been )?(?:established|known|studied|assessed)|unknown|exclud\w+|search|page|evidence)\b",
            sentence,
            re.IGNORECASE,
        )
    )


FAMILY = Family(
    id="C10",
    version=2,
    severity="block",
    reason="promises safety without saying in how many and for how long",
    patterns=(
        pattern(
            rf"\b(?:is|are|'s|remains?|can be)\s{_DEGREE}(?:a |an )?safe\b(?! (?:levels?|limits?|range|"
            r"from|enough to))",
            excuses=(negated, of_materials),
        ),
        pattern(r"\b(?:completely|totally|perfectly|entirely|100 ?%|absolutely)\ssafe\b", excuses=(negated,)),
        pattern(
            r"\bsafe\s(?:to (?:use|take|inject)|for (?:everyone|anyone|all|daily|long[- ]term|human)|"
            r"in pregnancy|during pregnancy|and natural)\b",
            excuses=(negated, told),
        ),
        pattern(rf"\b{_NO}\s{_HARM}", excuses=(told, measured)),
        pattern(rf"\b{_NO}\s{_HARM}", excuses=(untold, measured), severity="warn"),
        pattern(
            r"\b(?:is|are|'s|can be|being)\s(?:\w+ly |very |both )*(?:non-?toxic|harmless|risk[- ]free|"
            r"side[- ]effect[- ]free|well[- ]tolerated)\b",
            excuses=(negated, of_materials, measured),
        ),
        pattern(
            r"\b(?:was|were|proved|appeared|seemed)\s(?:to be )?(?:\w+ly |very |safe and |both )*(?:safe|"
            r"well[- ]tolerated|non-?toxic|harmless)\b",
            excuses=(negated, of_materials, measured),
            severity="warn",
        ),
        pattern(
            r"\b(?:excellent|good|great|clean|outstanding|favou?rable|reassuring|spotless|"
            r"exemplary|unmatched|superb|flawless|impeccable|remarkable|solid|"
            r"perfect)\s(?:\w+ )?(?:safety|tolerability|side[- ]effect|track)\b"
            r"|\b(?:safety|tolerability|side[- ]effect) (?:profile|record)? ?(?:is|are|"
            r"remains?) (?:\w+ )?(?:excellent|good|great|clean|outstanding|reassuring|spotless|"
            r"unmatched|superb|not (?:an issue|a concern|in doubt)|no (?:issue|concern)|beyond)\b",
            excuses=(*_UNSAFE, measured, _dish),
        ),
        pattern(
            r"(?:^|[,;:] ?)(?:non-?toxic|harmless|risk[- ]free|side[- ]effect[- ]free|hazard-free|"
            r"non-?addictive|non-?habit[- ]forming)\b",
            excuses=(*_UNSAFE, measured, of_materials, _dish),
        ),
        pattern(
            r"\b(?:cannot|can't|can not|could not|won't|will not|does not|doesn't|do not|never) (?:\w+ )?(?:harm|hurt|"
            r"do (?:any )?(?:harm|damage)|cause (?:\w+ )?(?:harm|side effects|damage|problems|trouble)|poison|"
            r"overdose|backfire|build up|go wrong)\b|\bwhat (?:could|can|harm|is there to|"
            r"'s the)\b[^.;]{0,30}\b(?:wrong|harm|risk|do|lose|worry)\b|\bno (?:downside|catch|crash|comedown|worries|"
            r"harm done|danger|known toxicity|hangover|need to worry|reason to (?:worry|fear))\b|\bzero (?:crash|risk|"
            r"side effects|downside)\b",
            excuses=(reported, open_question, of_the_page, _asked_openly),
        ),
        pattern(
            r"\b(?:toxicity|side[- ]effects?|harms?|safety|overdos\w+|adverse (?:effects|events|"
            r"reactions)|reactions|dangers?|risks?)\b[^.;]{0,20}\b(?:is|are|"
            r"remains?)\b (?:\w+ )?(?:(?:not|no|hardly|scarcely|of no|never) (?:a |an |any |"
            r"of )?(?:concern|issue|problem|worry|risk)|"
            r"negligible|minimal|non-?existent|unheard of|practically|virtually|rare|mild|trivial|"
            r"nil|absent|a myth|few|exaggerated|overblown|unknown to)\b",
            excuses=(reported, of_the_page, _in_numbers),
        ),
        pattern(
            r"\b(?:call(?:ed)?|consider(?:ed)?|regard(?:ed)? as|deem(?:ed)?|proved|known to be|"
            r"pronounce(?:d)?|count(?:ed)? as) (?:it |entirely |quite |perfectly )?(?:safe|"
            r"harmless|well tolerated|gentle)\b",
            excuses=(_denied_of_it, of_the_page, _asked_openly),
        ),
        pattern(
            r"\b(?:doubt|question) (?:about )?(?:how|that|its)\b[^.;]{0,30}\b(?:safe|safety|harmless\w*|gentle)\b",
            excuses=(),
        ),
        pattern(
            r"\b(?:perfectly|very|completely|utterly|quite|so|too|as) (?:gentle|mild|benign|tame|"
            r"kind)\b|\bgentle (?:enough|on|by nature|and|as)\b|\bkind to the\b",
            excuses=(*_UNSAFE, measured),
        ),
        pattern(
            r"\b(?:natural|body|bodies|naturally|endogenous|own)\b[^.;]{0,60}\b(?:so|hence|"
            r"therefore|thus|which is why|means)\b[^.;]{0,40}\b(?:safe|risk|side effects?|harm|"
            r"worry|tolerat\w+|toxic\w*|foreign|danger\w*)\b",
            excuses=(of_the_page, open_question),
        ),
        pattern(
            r"\b(?:safer|gentler|milder|cleaner) (?:than|alternative|option|choice|way|substitute)\b",
            excuses=(*_UNSAFE, measured),
        ),
        pattern(
            r"\bsafe (?:even|at any|at all|over|across|as |enough for|in (?:the )?(?:long|high|"
            r"every|all|any|older|healthy)|long[- ]term|for (?:\w+ )?(?:use|years|people|adults|"
            r"both|most|women|men|life))\b|\bsafely\b(?=.*\b(?:take|taken|use|used|inject\w*|"
            r"combine\w*|stay|years|long)\b)",
            excuses=(*_UNSAFE, measured),
        ),
        pattern(
            r"\b(?:safe|safety)\b[^.;]{0,20}\b(?:established|settled|confirmed|assured|guaranteed|"
            r"beyond|demonstrated|proven|no question)\b|\b(?:decades|years|centuries|"
            r"generations) of (?:quiet |safe |trouble-free |daily )?use\b",
            excuses=(*_UNSAFE,),
        ),
        pattern(
            r"\b(?:has|have) (?:yet|never|not) (?:to )?(?:been )?(?:report\w*|harm\w*|hurt|"
            r"cause\w*|produce\w*|linked|record\w*|show\w*|complain\w*)\b[^.;]{0,60}\b(?:harm|"
            r"side[- ]effects?|toxicity|death|problem|complain\w*|reaction|single)\b|"
            r"\bnobody (?:has )?(?:ever )?(?:complain\w*|been (?:hurt|harmed)|"
            r"come to harm)\b[^.;]{0,60}\b(?:so|safe|therefore|which|hence)\b",
            excuses=(of_the_page, _asked_openly, _in_numbers),
        ),
        # Nothing bad follows, however it is said.
        pattern(
            rf"\b{_NONE}\b (?:(?!(?:word|words|statement|information|answer|conclusions?|claims?|"
            r"tells?|said|says?|known|reports?|"
            rf"measured?|recorded?|lists?|about|on)\b)[\w'-]+ ){{0,5}}?{_ILL}\b",
            excuses=(reported, of_the_page, _happened, in_the_past, of_research, measured, _of_a_kind, _asked_openly),
        ),
        pattern(
            r"\b(?:leaves?|spares?|respects?|goes easy on|is (?:easy|kind|gentle) (?:on|to)|"
            rf"passes (?:over|by)) (?:\w+ ){{0,2}}?{_ORGANS}\b|"
            r"\bnot be expected to (?:harm|hurt|trouble|cause)\b|\b(?:is|are|remains?) (?:\w+ )?(?:benign|innocuous|"
            r"innocent|trivial|forgiving)\b(?! (?:tumou?r|lesion|prostat|breast|disease|neoplas|nature|cyst))|"
            r"\bwhere is the (?:worry|harm|risk|"
            rf"danger)\b|\bthe worst (?:that )?{THING}\b|"
            r"\b(?:leaves?|gives?|is) (?:little|no|scant) (?:ground|cause|reason|room) (?:for|"
            r"to) (?:concern|worry|fear|alarm)\b|"
            rf"\byet to see {THING} (?:\w+ )?(?:upset|harm|hurt|trouble|hospitali)\w*|"
            rf"\b(?:the body|stomach|nature|pituitary|gut) (?:\w+ ){{0,2}}(?:brews|makes|knows|"
            rf"produces|recogni[sz]es) it\b|\b{ANYBODY} (?:\w+ ){{0,3}}(?:would )?comes? to no harm\b",
            excuses=(reported, of_the_page, in_the_past, of_research, measured, _dish, _asked_openly, of_materials),
        ),
        pattern(
            r"\bnot (?:one|a single) (?:\w+ )?(?:adverse event|side effect|casualty|complaint|"
            r"death|report)\b[^.]{0,40}\b(?:literature|years|ever|anywhere|use)\b|"
            r"\b(?:an? )?absence (?:that|which) (?:is|speaks|tells)\b|\b(?:years|"
            r"decades) (?:of use )?[^.;]{0,30}\b(?:and|with|without) (?:not one|not a|no) \w+",
            excuses=(of_the_page, measured),
        ),
        pattern(
            r"\b(?:leaves?|gives?|is|offers?) (?:\w+ )?(?:little|no|scant|scarcely any) (?:ground|"
            r"cause|reason|room) (?:for|to) (?:\w+ )?(?:concern|worry|"
            r"fear|alarm)\b",
            excuses=(of_the_page, in_the_past),
        ),
        pattern(
            r"\b(?:unblemished|spotless|clean|flawless|impeccable|blameless|faultless|"
            r"enviable) (?:\w+ )?(?:record|history|sheet|reputation|bill of health)\b|"
            r"\b(?:practically|virtually|all but|almost|as good as|next to) "
            r"(?:unknown (?:of|in|with|for|after|at)|unheard of|harmless)\b|\b(?:toxicity|"
            r"harm|danger|overdose|injury|side[- ]effects?|allerg\w+) (?:is |are |seems? |"
            r"becomes? )?(?:\w+ )?(?:implausible|unlikely|inconceivable|unthinkable|impossible|"
            r"improbable|out of the question)\b|\b(?:makes?|renders?|"
            rf"leaves?) (?:\w+ )?{_ILL} (?:\w+ )?(?:implausible|unlikely|impossible|improbable|"
            r"unthinkable)\b|\b(?:carries|has|exacts|costs|comes? (?:at|with)|brings?) (?:no|not a|"
            r"little) (?:\w+ )?(?:penalty|price|cost|harm|hazard|danger|risk|toll|burden|stigma)\b|\b(?:dismiss|forget|"
            r"ignore|set aside|shrug off) (?:any|all|every|"
            rf"the) (?:\w+ )?{_ILL}\b|\bill effects\b[^.;]{{0,20}}\b(?:unknown|absent|rare|none)\b",
            excuses=(reported, of_the_page, in_the_past, of_research, measured, _asked_openly),
        ),
        pattern(
            r"\b(?:anyone|everyone|anybody|everybody|you|people|one|users?) (?:\w+ )?can (?:safely |happily )?(?:us"
            rf"|tak|inject|continu|stay)\w*\b[^.;]{{0,40}}\b(?:confidence|"
            r"for years|indefinitely|without (?:worry|fear|concern|a)|peace of mind|ease)\b|\b(?:no|not|never"
            rf"|without|none of) (?:\w+ ){{0,3}}?(?:jitters|hangover|"
            r"nausea|crash|sedation|shutdown|suppression|dependence|withdrawal|bloat\w*|water retention"
            r"|comedown)\b(?! (?:was|were|occurred|in \d))|"
            rf"\b(?:safety|tolerability) (?:of (?:\w+[- ]?){{1,3}} )?(?:record |profile )?(?:is|has been"
            r"|are) (?:\w+ )?(?:well[- ])?(?:established|proven|demonstrated|"
            r"documented|confirmed|spotless|beyond|excellent|assured)\b|\b(?:overdos(?:e|ing)|harm|toxicity|danger"
            r"|dependence|addiction) (?:is|are) (?:\w+ )?(?:impossible|"
            r"unlikely|out of the question|ruled out|virtually)\b|\b(?:side[- ]effects?|adverse (?:reactions|effects"
            r"|events)|reactions) (?:are|is) (?:\w+ )?(?:rare|mild|"
            r"minimal|few|unheard|unknown|non-?existent|negligible|temporary|transient|minor)\b|\b(?:minimal|few"
            r"|zero|hardly any|virtually no|practically no|almost no|"
            r"no (?:known|real|serious)) (?:to no )?(?:side[- ]effects?|downsides?|risks?|adverse)\b|\b(?:mild"
            r"|harmless|gentle|minor) at worst\b|\bnothing (?:to fear|"
            rf"that (?:could|can) go wrong)\b|\b(?:liver|kidneys?|heart|hormones?|stomach)\b[^.;]{{0,30}}\b(?:won't"
            r"|will not|don't|do not) (?:notice|mind|suffer|feel)\b|"
            rf"\bhow (?:gentle|mild|safe|benign|harmless|kind) (?:it|this|{THING}) (?:is|really)\b|\bposes? (?:no"
            r"|little|hardly any|minimal) (?:\w+ )?(?:danger|risk|threat|"
            r"harm)\b|\bdoes(?: not|n't) (?:interact|interfere|suppress|build up|accumulate|burden|tax|stress"
            r"|strain) (?:with |on )?(?:other|your|the|any|natural|medic\w+)\b",
            excuses=(reported, of_the_page, _asked_openly, _in_numbers, _of_a_kind, _happened),
        ),
        pattern(
            r"\b(?:no|never|without|absence of|lack of|not one|few)\b[^.;]{0,60}\b(?:harm\w*|toxic\w*|"
            r"side[- ]effects?|adverse \w+|problems?|complaints?)\b[^.]{0,40}?(?:,| and| which|"
            r"\bmeans?\b)[^.]{0,30}?\b(?:(?:it|so it|this|people|you|one|they) (?:is|are|must be|"
            r"can be) (?:\w+ )?safe|safe to|can (?:use|take)|freely|without (?:worry|fear|concern)|must be safe)\b|"
            r"\bas safe as\b(?! (?:placebo|possible))",
            excuses=(of_the_page, _asked_openly),
        ),
        pattern(
            r"\b(?:adverse (?:effects|events|reactions)|side[- ]effects?|toxicity|harm|overdose"
            r"|reactions) (?:need not|need never|must not|do not have to|don't have to"
            r"|are not to) (?:\w+ )?(?:be )?(?:feared|fear|worry|concern|expected)\b|\b(?:margin"
            r"|window) of safety is (?:\w+ )?(?:wide|enormous|huge|large|vast|ample|"
            r"great|generous|comfortable)\b|\b(?:patients?|people|users?|everyone|everybody|adults"
            r"|children) (?:accept|take|tolerate|bear|use)s? (?:it|this) (?:\w+ )?(?:without (?:complaint|trouble"
            r"|difficulty|problems?)|well|easily|readily|gladly)\b|\b(?:without|no) (?:fear|danger"
            r"|threat) of (?:toxic\w*|harm|side|overdos\w+|"
            r"addiction|dependence)",
            excuses=(reported, of_the_page, _asked_openly, _in_numbers, _happened),
        ),
        # None of it, as a heading or a balance; what is least, limited to a trifle, or follows from a lack of reports.
        pattern(
            r"^(?:side[- ]effects?|risks?|dangers?|harms?|toxicity|downsides?|contraindications?|interactions?|"
            r"drawbacks?|adverse (?:effects|events|reactions))\s?[:-]\s?(?:none|no\b|nil|zero|negligible|minimal|"
            r"nothing)(?! (?:known|reported|data|studies|study|trials?|information))|\b(?:causes?|produces?|brings?|"
            r"creates?|leads? to|entails?) (?:neither|no|hardly any|little) (?:\w+ ){0,3}?(?:habituation|withdrawal|"
            r"dependence|addiction|tolerance|toxicity|irritation|harm|damage|discomfort|rebound|allerg\w+)\b|"
            r"\bat (?:worst|most),? (?:you|one|people|users|there|some|it)\b|\b(?:undesirable|unwanted|adverse|"
            r"side)[- ]?(?:effects?|reactions?) (?:\w+ )?(?:are|is|remain) (?:limited|confined|restricted) to\b|"
            r"\b(?:hence|so|therefore|thus|because)\b[^.;]{0,30}\b(?:is|are|be) (?:\w+ )?(?:non-?toxic|safe|"
            r"harmless)\b|\b(?:one of |among )?the (?:gentlest|safest|mildest|cleanest|best[- ]tolerated|kindest|"
            r"most benign)\b(?! (?:dose|method|approach|procedure))|\b(?:left|leaves \w+) (?:untouched|unaffected|"
            r"unharmed|unscathed|in peace)\b|\bwell[- ]tolerated by (?:everyone|everybody|all|most|anyone|people|"
            r"patients|women|men|children)\b|\b(?:need|needs) (?:not|never|n't) (?:to )?(?:worry|fear|be (?:concerned|"
            r"afraid))\b|\bthe (?:lack|absence|scarcity) of (?:\w+ ){0,2}(?:harms?|side[- ]effects?|complaints|"
            r"reactions|events) (?:shows|proves|speaks|tells|means)\b",
            excuses=(reported, of_the_page, in_the_past, of_research, measured, _dish, _asked_openly, of_materials),
        ),
        pattern(
            r"\b(?:harm|damage|side[- ]effects?|toxicity|danger)\b[^.;]{0,20}\b(?:has|have) never (?:\w+ )?(?:known|"
            r"come|been)\b|\b(?:bears?|takes?|stands?|tolerates?|digests?) it well\b|\b(?:side[- ]effects?|reactions|"
            r"harms?) (?:hardly|scarcely|rarely|seldom|barely) (?:ever )?\w+|\bnothing but good\b|"
            r"\bweighs? on neither\b|\bnothing harmful\b|\bdoes no (?:damage|harm)\b|\b(?:enviable|unblemished|"
            r"perfect) (?:safety )?record\b",
            excuses=(reported, of_the_page, in_the_past, of_research, measured, _dish, _asked_openly, of_materials),
        ),
        pattern(
            r"\bnot a (?:hint|trace|sign|shred|whiff) of (?:toxic\w*|harm|danger|side)|\bgets? along (?:with|fine|"
            r"well)|\b(?:unwanted|side|adverse)[- ]effects? (?:is|are) (?:\w+ )?(?:rarit(?:y|ies)|exceptions?|"
            r"trifles?|trivial|harmless)\b|\bcan be (?:taken|used|injected) (?:for life|indefinitely|for years|"
            r"permanently|as long)\b|\bharmlessness\b",
            excuses=(reported, of_the_page, in_the_past, of_research, measured, _dish, _asked_openly),
        ),
    ),
)
