"""C12: a word of hope stands beside its limits: how many, in whom, by what design."""

import re

from shared.gates.family import Family, pattern
from shared.gates.report import of_the_page
from shared.gates.scope import negated

LIMITS = re.compile(
    r"\b(?:\d+ (?:\w+ ){0,3}(?:participants|patients|adults|subjects|volunteers|women|men|people|"
    r"children|rats|mice|animals|cases)|"
    r"n ?= ?\d+|of \d+|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    r"thirty) (?:\w+ ){0,2}(?:participants|patients|adults|"
    r"volunteers|women|men|mice|rats|people|subjects)|rats?|mice|mouse|rabbits?|animals?|dogs?|"
    r"pigs?|cells?|dish|in vitro|ex vivo|"
    r"uncontrolled|small|few|short|(?:one|two|three|single) (?:\w+ )?(?:stud(?:y|ies)|trials?|"
    r"reports?)|no (?:comparator|control\w*|placebo)|without (?:a )?(?:control|comparator|"
    r"placebo)|single[- ]arm|interim|"
    r"open[- ]label|case (?:series|reports?)|press release|batch|randomi[sz]ed|placebo|cohort|protein|diary)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:pilot[- ](?:scale|plant|batch|tested|holes?|production)|encouraging (?:participants|"
    r"patients|adherence|people|them)|"
    r"promising (?:to|them|area|biomarkers?|prospects|(?:therapeutic )?targets?|activity|agents|"
    r"(?:possible )?avenues|tools?|technolog\w+|methods?)|newspapers|words?|called|"
    r"emerging (?:infections?|markets|pathogens?|adults))\b",
    re.IGNORECASE,
)


def limited(sentence: str, match: re.Match[str]) -> bool:
    """Number, design or species stand in the sentence."""
    return bool(LIMITS.search(sentence))


def of_other_things(sentence: str, match: re.Match[str]) -> bool:
    """The word hopes for nothing, or is quoted to be weighed."""
    return bool(_OTHER.search(sentence))


FAMILY = Family(
    id="C12",
    version=1,
    severity="block",
    reason="raises hope without saying how small or how far from people the evidence is",
    patterns=(
        pattern(
            r"\b(?:promising|encouraging|hopeful|exciting|tantali[sz]ing|intriguing|(?:look|looks|"
            r"seem|seems) (?:\w+ )?(?:good|positive|bright|hopeful)|"
            r"hints? (?:at|that|of)|hinted at|great (?:promise|potential|hope)|(?:shows?|holds?|"
            r"offers?|much|real|considerable|huge|enormous|great) (?:\w+ )?(?:promise|hope|potential)|"
            r"potentially (?:\w+ ){0,2}(?:transformative|effective|beneficial|powerful|"
            r"helpful|therapeutic|for)|one to watch|watch this space|"
            r"on the (?:horizon|verge|cusp)|next big|bodes? well|raises? hopes?|"
            r"cause for optimism|optimistic|glimmer)\b",
            excuses=(limited, of_other_things, negated, of_the_page),
        ),
        pattern(
            r"\b(?:early|preliminary|initial|pilot|emerging|growing|mounting|"
            r"accumulating|budding|nascent|young|exploratory) "
            r"(?:\w+ )?(?:results?|data|findings?|evidence|research|signals?|signs?|work|studies|"
            r"reports?|indications?|science|body of)\b"
            r"[^.;]{0,60}\b(?:suggests?|points?|hints?|looks?|"
            r"positive|favou?rable|good|benefits?|help\w*|towards?|await\w*|"
            r"potential)\b",
            excuses=(limited, of_other_things, negated, of_the_page),
        ),
        pattern(
            r"\b(?:(?:research|evidence|data|studies|reports?|work|science) (?:\w+ )?(?:suggests?|"
            r"indicates?|points? to)|may well|could well|might well)\b[^.;]{0,40}\b(?:may|could|"
            r"might|can|it will|helps?|to help|be)\b[^.;]{0,40}\b(?:help|benefit|work|improve|"
            r"ease|support|heal|protect|speed|useful)\w*\b",
            excuses=(limited, of_other_things, negated, of_the_page),
        ),
        pattern(r"^(?:promising|encouraging|early days)\b", excuses=(limited, of_other_things)),
    ),
)
