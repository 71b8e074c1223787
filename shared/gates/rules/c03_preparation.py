"""C03: no instructions for mixing or injecting. Injection site reactions are a finding and pass."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.report import HARMLESS, exemplary, not_held_up, of_research, of_the_page
from shared.gates.words.scope import reported

_VESSEL = r"(?:vials?|bacteriostatic|bac water|sterile water|saline|syringes?|powder|diluent|\d\s?ml)"

_TOOL = (
    r"(?:syringes?|\d\d ?-?g(?:auge)?(?: needles?)?|needles?|bac water|bacteriostatic|diluent|plunger|rubber stopper|"
    r"alcohol (?:swabs?|wipes?)|air bubbles?|reconstitut\w+|tick marks?|insulin pins?|sharps|"
    r"mixing (?:guide|chart|calculator))"
)
_ACT = r"(?:inject|reconstitute|mix|dissolve|draw up|dilute|prepare|pre-?fill\w*|self-inject\w*|pinning)"
_ELSEWHERE = re.compile(
    r"\b(?:needle (?:biops\w+|aspirat\w+|exchange|phobia|electrode)|syringe (?:exchange|pump)s?|needles? (?:biops\w+)|"
    r"acupuncture|needlestick|needle exchanges?|ultrasound|cannulat\w+|biops\w+|catheters?|"
    r"robot\w*|electrospray|participants|investigators|pharmacists?|column|buffer|cells?|assay|"
    r"medium|peptide was)\b",
    re.IGNORECASE,
)

_VESSELS = r"(?:vials?|bottles?|ampoules?|cartridges?|syringes?|barrels?|pens?|stopper|glass)"
_CONTENTS = (
    r"(?:diluent|(?:bacteriostatic |sterile |bac )?water|saline|benzyl|lyophili[sz]ed|cake|powder|millilit(?:er|re)s?|"
    r"ml|marks?|graduations?|lines?|ticks?|fridge|refrigerat\w+|shak(?:e|en|ing)|swirl\w*|roll(?:ed|ing)?|bubbles?|"
    r"needles?|draw\w*|yields?|read off|solution|mix\w*|dissolv\w+)"
)
_SITES = (
    r"(?:lower abdomen|abdom\w+|belly|tummy|navel|thighs?|buttocks?|glute\w*|deltoid|subcutaneous fat|skin ?fold|"
    r"fold of skin|flank|upper arm|love handles?|nostrils?)"
)
_ENTRY = (
    r"(?:pinch\w*|enter(?:ed|ing)?|angle|degrees|alternat\w+|rotat\w+|needle|bruis\w+|inject\w*|goes? in|side to side|"
    r"swab\w*|massag\w+|unrubbed|fingers? from|sites? (?:of choice|works?)|spray\w*|tilt\w*|aim\w*)"
)


def _not_preparing(sentence: str, match: re.Match[str]) -> bool:
    """Needles and mixtures of other trades."""
    return bool(_ELSEWHERE.search(sentence)) and not exemplary(sentence, match)


def _of_authority(sentence: str, match: re.Match[str]) -> bool:
    """What an authority found, seized or wrote about."""
    return bool(
        re.search(
            r"\b(?:warning letters?|letters?|regulators?|agency|inspect\w+|seized|customs|court)\b",
            sentence,
            re.IGNORECASE,
        )
    ) and not exemplary(sentence, match)


def _of_other_trades(sentence: str, match: re.Match[str]) -> bool:
    """Surgery, chemistry and the clinic, where vessels and needles are tools of the work that is described."""
    return bool(
        re.search(
            r"\b(?:surg\w+|patients?|laparo\w+|wounds?|pain|abdominal (?:pain|obesity|fat|aorta|adiposity)|samples?|"
            r"spectro\w+|emission\w*|phase|waste\w*|soil|food|drinking|toxic\w*|infus\w+|anesth\w+|anaesth\w+|"
            r"electrode\w*|catheter\w*)\b",
            sentence,
            re.IGNORECASE,
        )
    )


FAMILY = Family(
    id="C03",
    version=2,
    severity="block",
    reason="explains how to prepare or inject",
    patterns=(
        pattern(r"\bbac(?:teriostatic)?\s(?:water|saline|sodium)\b", excuses=(reported,)),
        pattern(rf"\breconstitut(?:e|es|ing|ion)\b(?=.*\b{_VESSEL})", excuses=(reported,)),
        pattern(rf"\b{_VESSEL}.*\breconstitut(?:e|es|ing|ion)\b", excuses=(reported,)),
        pattern(r"\b(?:insulin|slin|u-?100)\s(?:syringes?|pins?)\b", excuses=(reported,)),
        pattern(
            r"\b\d+\s?(?:units?|iu|ticks?|marks?|clicks?)\s?(?:=|equals?|is (?:about )?\d|on (?:a|an|the|"
            r"your)\s(?:\w+\s)?syringe)"
        ),
        pattern(
            r"\b(?:2[5-9]|3[0-3])\s?-?\s?(?:g|gauge)\b.{0,20}\b(?:needles?|syringes?|pins?)\b", excuses=(reported,)
        ),
        pattern(
            r"(?:^|[;:•*] ?|- |, (?:then|and) |\bthen )(?:slowly |gently |always )?(?:inject|pinch|swab|"
            r"draw|swirl|rotate|insert|pin)\s",
            r"(?!site)(?:it|the|your|up|back|into|in\b|at|sub|a\b|near|just|slowly|injection)",
        ),
        pattern(r"\binject\s(?:it\s)?(?:directly\s)?(?:into|near|close to|at|under|as close)\b"),
        pattern(r"\brotat(?:e|ing)\s(?:the\s|your\s)?(?:injection\s)?sites?\b", excuses=(reported,)),
        pattern(
            r"\bhow to\s(?:\w+\s)?(?:inject|reconstitute|mix|prepare|dose|pin|administer|self-inject)\b",
            excuses=(reported, of_the_page),
        ),
        pattern(r"\b(?:add|mix)\s\d[\d.]*\s?ml\b(?!.*\b(?:was|were)\b)"),
        pattern(rf"\b{_TOOL}\b", excuses=(*HARMLESS, _not_preparing, _of_authority)),
        pattern(
            rf"\b(?:how much|how many|how to|where to|when to|which)\b[^.;]{{0,40}}\b(?:{_TOOL}|{_ACT})\b",
            excuses=HARMLESS,
        ),
        pattern(
            r"(?:^|[;:,>•*-] ?)(?:then |next |now |first |always |never |gently |slowly |"
            r"carefully )*(?:draw|pull|push|tap|flick|swirl|shake|roll|"
            r"wipe|warm|chill|store|keep|refrigerate|freeze|thaw|dilute|dissolve|mix|add|squirt|discard|pinch|pierce|"
            r"insert|aim|hold|press|spray|tilt|blow|rub|inject|swab|clean|rotate|let)\b"
            r"(?=.*\b(?:vial|syringe|needle|water|powder|peptide|solution|plunger|barrel|skin|"
            r"stopper|fridge|nostril|site|fold|liquid|fluid|cake|saline|thigh|abdomen|belly|navel|"
            r"it)\b)",
            excuses=HARMLESS,
        ),
        pattern(
            r"\b(?:dissolved?|mix(?:ed)?|diluted?|stored?|kept|prepared?|drawn up|refrigerated|"
            r"frozen|thawed|swirled|shaken|injected)\b"
            r"[^.;]{0,60}?\b(?:sterile|bacteriostatic|saline|water|fridge|refrigerator|vial|"
            r"syringe|thigh|abdomen|navel|subcutaneous\w*|fold)\b",
            excuses=(*HARMLESS, _not_preparing),
        ),
        pattern(
            r"\b(?:abdomen|belly|belly fat|thigh|navel|glute|deltoid|love handles?|skin fold|"
            r"fold of skin)\b[^.;]{0,60}\b(?:inject\w*|site|best|easiest|needle|shot|rotate)\b|"
            r"\b(?:inject\w*|shot|needle|jab)\b[^.;]{0,60}\b(?:abdomen|belly|thigh|navel|glutes?|"
            r"deltoid|skin fold|fold of skin|angle|degrees)\b",
            excuses=HARMLESS,
        ),
        pattern(rf"\b(?:{_TOOL}|{_ACT}|vials?|powder|inject\w*)\b", excuses=(not_held_up,)),
        # A vessel and what is done with its contents, a place of the body and how to get in, with nothing reported.
        pattern(
            rf"\b{_VESSELS}\b.*\b{_CONTENTS}\b|\b{_CONTENTS}\b.*\b{_VESSELS}\b|"
            rf"\b{_SITES}\b.*\b{_ENTRY}\b|\b{_ENTRY}\b.*\b{_SITES}\b",
            excuses=(*HARMLESS, _not_preparing, of_research, _of_other_trades),
        ),
        pattern(
            r"\b(?:swabs?|needles?)\b[^.]{0,40}\b(?:in|out|count|seconds?|dry|"
            r"air)\b[^.]{0,40}\b(?:in|out|count|seconds?|needle)\b|"
            r"\bonce (?:mixed|made up|reconstituted|dissolved|opened)\b",
            excuses=(*HARMLESS, _of_other_trades),
        ),
        # Where to put it, how to fill it, how long it keeps.
        pattern(
            r"\b(?:inject\w*|jab|shot|needle|pin) (?:it |this |them )?(?:\w+ )?(?:as close|close|near|next|right|"
            r"straight|directly|at|into|in) (?:\w+ ){0,2}?(?:the|your|a|an|where) (?:\w+ ){0,2}?(?:injur\w+|tendon|"
            r"joint|knee|elbow|shoulder|stomach|abdomen|belly|fat|thigh|spot|pain|fold|muscle)\b|\b(?:how many|"
            r"number of) (?:units|ticks|marks|clicks|ml) (?:to|you|should)\b|\b(?:choose|pick|find|use) (?:a |an |"
            r"another |the )?(?:\w+ )?(?:spot|site|place) (?:\w+ ){0,5}?(?:from|on|in|of) (?:the|your) (?:last|navel|"
            r"belly|thigh|abdomen|arm|previous)\b|\b(?:vial|solution|powder|mixture|liquid)\b[^.;]{0,50}\b(?:keeps?|"
            r"lasts?|good|stable|stays?|use (?:it )?(?:within|up))\b[^.;]{0,30}\b(?:days?|weeks?|months?|fridge|"
            r"freezer|cold)\b|\b(?:dissolves?|mixes|goes into solution) (?:best|well|easily|faster|better)\b|"
            r"\b(?:under the tongue|in each nostril|per nostril)\b[^.;]{0,60}\b(?:hold|seconds|swallow\w*|sniff|"
            r"inhale)\b|\b(?:load|fill|preload|prime|dial|set) (?:the |your |a |each )?(?:pens?|syringes?|cartridges?|"
            r"week)\b",
            excuses=(*HARMLESS, _not_preparing, of_research, _of_other_trades, _of_authority),
        ),
        pattern(
            r"\b(?:is|are) (?:taken up|dissolved|mixed|diluted|reconstituted|made up|drawn up|shaken|swirled|rolled"
            r"|left to (?:clear|stand|dissolve)|pulled up) "
            r"(?:in|with|into|from|gently|until|by|for)\b|\b(?:dry|freeze-dried|lyophili[sz]ed) (?:cake|powder|plug"
            r"|pellet)\b|\b(?:refrigerate|chill|freeze|store|keep|use|discard) "
            r"(?:it |them |the \w+ )?(?:after|once|when|within|before) (?:mixing|mixed|reconstitut\w+|opening|opened"
            r"|thawing|\w+ (?:days|weeks|months))\b|"
            r"\b(?:belly|stomach|abdomen|thigh|arm|buttock|flank|subcutaneous (?:tissue|fat))\b[^.;]{0,30}\b(?:is|are"
            r"|makes?) (?:the |a |an )?(?:\w+ )?(?:preferred|best|ideal|"
            r"easiest|favou?rite|usual|right|least painful|good) (?:\w+ )?(?:place|spot|site|area|choice|one)?\b"
            r"|\b(?:blood|bruise|lump|welt|redness|sting\w*) (?:at|around|after) "
            r"(?:the )?(?:puncture|needle|shot|jab|injection)\b[^.;]*\b(?:normal|press|ice|fades?|nothing)\b",
            excuses=(*HARMLESS, _not_preparing, of_research, _of_other_trades, _of_authority),
        ),
        # What has to be done with a powder or a solution, where on the body, and for how long it keeps.
        pattern(
            r"\b(?:(?:is|are) (?:to be|best)|(?:has|have|needs?) to be|must be|should be|"
            r"can be) (?:\w+ly )?(?:dissolved|brought into solution|mixed|made up|shaken|swirled|dripped|dropped|"
            r"instilled|drawn (?:up|into)|diluted|warmed|filtered|thawed|refrigerated|loaded|primed|pinched|discarded|"
            r"swabbed|reconstituted|squirted|filled)\b"
            rf"(?=.*\b(?:{_VESSELS}|{_CONTENTS}|nose|nostrils?|dropper|pipette|cold|skin|home|enclosed|use)\b)|"
            rf"\b(?:{_VESSELS}|dry substance|powder|solution)(?:'s)? (?:\w+ ){{0,2}}(?:is|are|has|have) (?:to be"
            rf"|best) |"
            r"(?:^|[;:] |, |\band |\bthen )(?:choose|pick|find|select|rotate|change|switch|vary|alternate) (?:a |an |"
            r"the |your )?(?:\w+ ){0,2}(?:spots?|sites?|sides?|flanks?|thighs?|arms?|buttocks?)\b(?=.*\b(?:navel|"
            r"fingers?|belly|thigh|last|each|evening|time|day|other|previous|inject\w*|inch\w*|cm)\b)|\b(?:enough|"
            r"sufficient|fine|good|adequate|suitable) for (?:home|domestic|kitchen) (?:use|preparation|mixing)\b|"
            r"\bhome (?:mixing|brewing|reconstitution|preparation|filtration)\b|\b(?:it|mixture|solution|vial|liquid|"
            r"rest)\b (?:then |now )?(?:keeps|lasts|stays good|remains stable) (?:for )?(?:\w+ ){1,4}(?:in|"
            r"at) (?:the |a )?(?:fridge|cold|freezer|refrigerator|room temperature)\b",
            excuses=(*HARMLESS, _not_preparing, of_research, _of_other_trades, _of_authority),
        ),
        pattern(
            r"(?:^|[;:] |, |\band |\bthen )(?:fill|warm|snap|break|close|turn|invert|pierce|let|wait|lift|sniff|press|"
            r"hold|point|discard|throw|top up|screw|wipe|peel|flip|uncap|open|empty|load)\b (?:\w+ ){0,4}?(?:bottle|"
            r"ampoules?|neck|line|rubber|alcohol|stopper|vial|nozzle|cap|water|septum|seal|pen|syringe|cartridge|"
            r"barrel|solution|nostril|plunger|needle)\b|\b(?:clear|cloudy|turbid|discolou?red) (?:solutions?|ones|"
            r"liquids?) (?:is|are|must|should|kept|goes?|belong)\b|\b(?:suited|suitable|good|fit) as an? (?:place|"
            r"site|spot) for (?:the |an? )?(?:injection|needle|shot)\b|\b(?:every|each|one) (?:line|mark|tick|stroke|"
            r"notch) (?:stands for|is|means|equals|holds)\b|\b(?:skin|fold)\b[^.;]{0,30}\b(?:is|"
            r"are) (?:\w+ )?(?:lifted|pinched|grasped|stretched|held)\b|\bneedle (?:is )?(?:put in|inserted|goes in|"
            r"held|introduced)\b",
            excuses=(*HARMLESS, _not_preparing, of_research, _of_other_trades, _of_authority),
        ),
        pattern(
            r"\b(?:centimet(?:re|er)s?|fingers?|inch(?:es)?|cm|thumb'?s?(?: width)?) (?:\w+ )?(?:beside|from|below|"
            r"above|left of|right of|away from) the navel\b|\b(?:vial|ampoule|mixture|solution|"
            r"bottle) (?:\w+ )?(?:stays?|keeps?|remains?|lasts?|is) (?:\w+ )?(?:good|stable|usable|fresh|potent|"
            r"fit for use) for\b|\b(?:divide|weigh|portion|spoon|fill) (?:out |up |the )*(?:powder|contents|substance|"
            r"raw)\b|\b(?:drop of blood|bruise|lump)\b[^.;]{0,50}\b(?:normal|nothing to|harmless|no cause)\b",
            excuses=(*HARMLESS, _not_preparing, of_research, _of_other_trades, _of_authority),
        ),
    ),
)
