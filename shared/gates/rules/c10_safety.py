"""C10: nothing is called safe. What a study saw, in how many, for how long or against what, passes.

A past-tense finding without its number (`was well tolerated`) is a report, so it only warns here; the draft gate
asks the cited study for the number.
"""

import re

from shared.gates.family import Family, pattern
from shared.gates.report import of_the_page, open_question
from shared.gates.report import told as reported
from shared.gates.scope import negated

_MEASURED = re.compile(
    r"\bn ?= ?\d+|\b\d[\d.,]*\s?(?:%|of\b|/|-?(?:\w+ ){0,3}(?:participants|patients|subjects|adults|"
    r"volunteers|women|men|"
    r"children|infants|weeks?|days?|months?|years?|hours?|doses?|infusions?|events?))|\b(?:placebo|versus|"
    r"vs\.?|compared|"
    r"than|similar(?:ly)? (?:to|across|between)|comparable|between (?:the )?(?:\w+ )?groups)\b|\bup to (?:\w+ )?\d",
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
            r"\b(?:cannot|can't|can not|could not|won't|will not|does not|doesn't|do not|"
            r"never) (?:\w+ )?(?:harm|hurt|do (?:any )?(?:harm|damage)|cause (?:\w+ )?(?:harm|"
            r"side effects|damage|problems|trouble)|poison|overdose|backfire|build up|"
            r"go wrong)\b|"
            r"\bwhat (?:could|can|harm|is there to|'s the)\b[^.;]{0,30}\b(?:wrong|harm|risk|do|"
            r"lose|worry)\b|\bno (?:downside|catch|crash|comedown|worries|harm done|danger|"
            r"known toxicity|hangover|need to worry|reason to (?:worry|fear))\b|\bzero (?:crash|"
            r"risk|side effects|downside)\b",
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
    ),
)
