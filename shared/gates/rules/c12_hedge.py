"""C12: a word of hope stands beside its limits: how many, in whom, by what design."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import THING
from shared.gates.words.report import in_the_past, of_the_page
from shared.gates.words.scope import negated

LIMITS = re.compile(
    r"\b(?:\d+ (?:\w+ ){0,3}(?:participants|patients|adults|subjects|volunteers|women|men|people|children|rats|mice|"
    r"animals|cases)|n ?= ?\d+|of \d+|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    r"thirty) (?:\w+ ){0,2}(?:participants|patients|adults|volunteers|women|men|mice|rats|people|subjects)|rats?|mice|"
    r"mouse|rabbits?|animals?|dogs?|pigs?|cells?|dish|in vitro|ex vivo|uncontrolled|small|few|short|(?:one|two|three|"
    r"single) (?:\w+ )?(?:stud(?:y|ies)|trials?|reports?)|no (?:comparator|control\w*|placebo)|"
    r"without (?:a )?(?:control|comparator|placebo)|single[- ]arm|interim|open[- ]label|case (?:series|reports?)|"
    r"press release|batch|randomi[sz]ed|placebo|cohort|protein|diary)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:pilot[- ](?:scale|plant|batch|tested|holes?|production)|encouraging (?:participants|"
    r"patients|adherence|people|them)|"
    r"promising (?:to|them|area|biomarkers?|prospects|(?:therapeutic )?targets?|activity|agents|"
    r"(?:possible )?avenues|tools?|technolog\w+|methods?|titles?|headlines?|words?)|newspapers|words?|called|"
    r"emerging (?:infections?|markets|pathogens?|adults))\b",
    re.IGNORECASE,
)


def limited(sentence: str, match: re.Match[str]) -> bool:
    """Number, design or species stand in the sentence."""
    return bool(LIMITS.search(sentence))


def of_other_things(sentence: str, match: re.Match[str]) -> bool:
    """The word hopes for nothing, or is quoted to be weighed."""
    return bool(_OTHER.search(sentence))


def _of_methods(sentence: str, match: re.Match[str]) -> bool:
    """Hope for methods, materials and lines of research."""
    return bool(
        re.search(
            r"\b(?:methods?|approach\w*|techniques?|technolog\w+|models?|analys[ie]s|algorithm\w*|tools?|materials?|"
            r"diagnos\w+|imaging|biomarkers?|markers?|genes?|targets?|vaccin\w+|surgery|sequencing|catalys\w+|"
            r"devices?|systems?|strateg\w+|collaborat\w+|training|policy|review|paper|future (?:studies|research|work|"
            r"directions))\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _numbered(sentence: str, match: re.Match[str]) -> bool:
    """How many there were, or what they were, stands in the sentence."""
    return bool(_COUNT.search(sentence))


_COUNT = re.compile(
    r"(?<![\[,\d])\d+(?![\],\d])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|rats?|mice|cells?|animals?)\b",
    re.IGNORECASE,
)


def _negated_hope(sentence: str, match: re.Match[str]) -> bool:
    """A denial stands before words that hold none."""
    return not match[0].lower().startswith("no ") and negated(sentence, match)


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
            r"\b(?:early|preliminary|initial|pilot|emerging|growing|mounting|accumulating|budding|nascent|young|"
            r"exploratory) (?:\w+ )?(?:results?|data|findings?|evidence|research|signals?|signs?|work|studies|"
            r"reports?|indications?|science|body of)\b[^.;]{0,60}\b(?:suggests?|points?|hints?|looks?|positive|"
            r"favou?rable|good|benefits?|help\w*|towards?|await\w*|potential)\b",
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
        # A first, small or early work that pleases; how small it was is not said by calling it so.
        pattern(
            r"\b(?:early|preliminary|initial|first|pilot|emerging)\b (?:\w+ )?(?:results?|data|findings?|evidence|pilot"
            r"|studies|study|investigations?|work|experiences?|impressions?)\b[^.;]{0,60}\b(?:hearten\w*|pleasing|very "
            r"positive|smile|favou?rs?|may be (?:preserved|improved|restored|helped)|full of confidence|keep coming in"
            r"|gratifying|uplifting)\b|\b(?:is|are|look|looks) (?:\w+ )?(?:heartening|trending nicely)\b|\bhopes are "
            r"(?:rising|high|growing)\b|\bpotential\b[^.;]{0,40}\b(?:can hardly|cannot|hard to) (?:be )?(?:overstate\w*"
            r"|exaggerate\w*)|\bbright future\b|\bpotential (?:new )?(?:avenue|cure|remedy|treatment) for\b|"
            r"\bis the word (?:for|here)\b",
            excuses=(of_other_things, negated, of_the_page, in_the_past, _numbered),
        ),
        # A hope that somebody has, an image of dawn, a first sign that points the right way.
        pattern(
            r"\b(?:much|a lot|a great deal|great things|more) (?:is|are) (?:\w+ )?(?:expected|hoped|awaited) (?:of|"
            r"from|for)\b|\b(?:encouragement|hope|heart|comfort|optimism) (?:may|can|could|might) be (?:drawn|taken|"
            r"found|derived)\b|\b(?:researchers?|scientists?|clinicians|doctors|experts|investigators) (?:are|remain|"
            r"seem|grow) (?:\w+ly |more )?(?:excited|hopeful|optimistic|enthusiastic|encouraged|intrigued|upbeat|"
            r"thrilled)\b|\b(?:stands? ajar|on the threshold|around the corner|within reach|a step closer|new (?:dawn|"
            r"chapter|era|hope)|dawn of|glimpse of|light (?:has|at)|points? the right way|bright future|future (?:of|"
            r"belongs|looks|means|option)|only a matter of time)\b|\b(?:hopeful|encouraging|promising|exciting|"
            r"bright) one\b|"
            rf"\b{THING} (?:\w+ )?(?:is|are) (?:emerging|shaping up|poised|set|about) (?:as|to|for)\b|"
            r"\b(?:holds?|has|have|shows?|carries|offers?) (?:considerable|great|real|huge|much|"
            r"enormous|vast|untold|therapeutic|clear|true|tremendous|genuine) "
            r"(?:\w+ )?(?:potential|promise|hope)\b(?! (?:conflicts?|risks?|impact))|"
            r"\bpotential as an? (?:\w+ )?(?:means|treatment|therapy|option|remedy|aid|way)\b",
            excuses=(limited, of_other_things, negated, of_the_page, in_the_past, _of_methods),
        ),
        pattern(
            r"\b(?:outlook|prospects?|picture|tide|horizon)\b[^.;]{0,50}\b(?:is|are|looks?|grows?|"
            r"seems?) (?:\w+ )?(?:bright\w*|rosy|turning|improving|promising|good|lifting)\b|"
            r"\b(?:opens?|opening|raises?|holds? out|offers?|gives?) (?:up )?"
            r"(?:the |a |new )(?:\w+ )?(?:prospect|possibility|door|hope|window|chance) (?:of|for|"
            r"to)\b|\bturning point\b|\b(?:inspires?|breeds?|kindles?|fuels?|justif(?:y|ies)|"
            r"feeds?) (?:\w+ )?(?:confidence|hope|hopes|optimism|expectations?|enthusiasm)\b|"
            r"\b(?:may|might|could) (?:well |soon |one day )?(?:be at hand|be in sight|be near|"
            r"change everything|turn out to be|prove to be (?:the|a))\b|\blong-awaited\b",
            excuses=(limited, of_other_things, negated, of_the_page, in_the_past, _of_methods),
        ),
        pattern(
            r"\b(?:a |the )(?:new|novel|fresh|exciting|whole new) (?:avenue|path|route|approach|chapter|frontier|"
            r"direction|option|hope|era) (?:in|for|to|of) (?:the )?(?:treatment|treating|management|therapy|care|"
            r"healing|fight|medicine|pain|recovery)\b|\b(?:one to watch|watch this space|stay tuned)\b|\b(?:interest|"
            r"excitement|optimism|enthusiasm|hope) (?:is|are|keeps?|has been) (?:\w+ )?(?:growing|rising|mounting|"
            r"building|high)\b|\b(?:next|big|important|major) (?:big )?(?:step|leap|advance|thing) (?:forward|in|for|"
            r"towards?)\b|\blooks? set to\b|\b(?:good|every|much) reasons? (?:to be (?:optimistic|hopeful)|"
            r"for (?:optimism|hope))\b",
            excuses=(limited, of_other_things, negated, of_the_page, in_the_past, _of_methods),
        ),
        pattern(
            rf"\b(?:it|this|{THING}) (?:may|might|could) (?:\w+ )?(?:become|turn out to be|prove to be|prove"
            r"|emerge as|offer|open|be) (?:an? |the )?(?:\w+ )?(?:treatment|therapy|option|remedy|answer|cure|tool"
            r"|alternative|way|candidate|useful|valuable|of (?:use|benefit|value))\b|\b(?:reason|grounds?) to "
            r"(?:believe|hope|think|expect)\b|\b(?:first|early|initial) (?:results?|findings?|data|signs?) (?:point"
            r"|look|suggest|hint|indicate|speak|promise)\w*\b|\braises? (?:new |real |great )?hopes?\b",
            excuses=(limited, of_other_things, negated, of_the_page, in_the_past, _of_methods),
        ),
        # Evidence that grows, prospects, hope that there is, a day that will come, signs that are good.
        pattern(
            r"\b(?:evidence|support|interest|case|data) (?:\w+ )?(?:is|are|keeps?) (?:\w+ly )?(?:growing|mounting|"
            r"accumulating|building|piling up)\b|\b(?:more and more|ever more|an ever larger number of|"
            r"a growing number of) (?:\w+ )?(?:studies|evidence|data|reports|papers)\b|\b(?:candidate|contender|"
            r"hopeful|agent) (?:with|of) (?:\w+ )?(?:prospects?|promise|potential|chances)\b|\b(?:there is|gives?|"
            r"giving|offers?|brings?|new|fresh|cause for|reason for|grounds for|real) (?:\w+ )?(?:hope|optimism|"
            r"confidence)\b|\b(?:therapeutic|clinical|medical|its|great|much) (?:\w+ )?promise\b|\b(?:may|might|could|"
            r"will) (?:\w+ ){0,2}?(?:one day|some day|someday|soon|eventually|before long)\b|\b(?:attractive|exciting|"
            r"elegant|interesting|appealing) (?:new )?(?:approach|avenue|candidate|option|prospect) (?:to|for|in)\b|"
            r"\b(?:direction|signs|trend|signals|outlook|news|omens) (?:is|are|looks?) (?:\w+ )?(?:clear|good|"
            r"positive|favou?rable|right|hopeful|bright)\b|\bmight well (?:help|work|be|prove)\b|\b(?:what is there|"
            r"what there is|everything known|all that is known) (?:\w+ ){0,4}(?:is|looks?|points?|gives?|speaks?)\b",
            excuses=(limited, of_other_things, negated, of_the_page, in_the_past, _of_methods),
        ),
        pattern(
            r"\b(?:there are|shows?|see|sees) (?:\w+ )?(?:signs|indications|hints|pointers) (?:that|of)\b|\b(?:sets?|"
            r"puts?|pins?) (?:great|much|high|its|their) (?:store|hopes?|faith)\b|"
            r"\blooks? forward to\b[^.;]{0,40}\b(?:confidence|trials?|results?|hope)\b|\b(?:ray|beacon|glimmer|spark|"
            r"flicker|source) of hope\b|\bsaid to have (?:done|fared|responded)\b|\b(?:astonishingly|surprisingly|"
            r"remarkably|amazingly) (?:well|good)\b|\bgood feeling\b|\bof help in\b",
            excuses=(limited, of_other_things, negated, of_the_page, in_the_past, _of_methods),
        ),
        pattern(
            r"\bexpects? (?:great|big|much|good)\b|\b(?:future|coming|next) (?:medicine|drug|remedy|therapy|"
            r"treatment) (?:for|against|of)\b|\btaking shape\b|\bno surprise if\b|\bturn(?:ed|s)? out to (?:protect|"
            r"help|work|heal|cure|slow)\b",
            excuses=(limited, of_other_things, _negated_hope, of_the_page, _of_methods),
        ),
    ),
)
