"""C08: no promise about a body function. What was measured, told with its subjects, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import IT, THING
from shared.gates.words.lexicon import BODY
from shared.gates.words.report import in_the_past, of_research, of_the_page, open_question, told
from shared.gates.words.scope import by_guideline, negated

_UNSAID = (told, negated, of_the_page, open_question, of_research, by_guideline)
_LIFTS = (
    r"(?:boosts?|sharpens?|melts?|burns?|promotes?|supports?|enhances?|improves?|restores?|flips?|strengthens?|lifts?|"
    r"optimi[sz]es?|balances?|rejuvenates?|revitali[sz]es?|speeds?(?: up)?|accelerates?|deepens?|builds?|tones?|firms?|"
    r"smooths?|smoothes|unlocks?|fuels?|maximi[sz]es?|resets?|detoxif(?:y|ies)|sheds?|tightens?|plumps?|thickens?|"
    r"brightens?|heightens?|extends?|lengthens?|nourishes|nourish|feeds?|energi[sz]es?|kick-?starts?|ignites?|"
    r"quiets?|calms?|soothes?|steadies|raises?|recharges?|refreshes|renews?|rebuilds?|repairs?|regenerates?|"
    r"multiplies|doubles?|clears?|wakes?|awakens?|turns? (?:back|up|on|down)|keeps?|gives?|brings?(?: back)?|makes?|"
    r"helps?|encourages?|amplif(?:y|ies)|shortens?|curbs?|tames?|crushes|kills?|elevates?|increases?)"
)
_HELPED = (
    r"(?:boost|sharpen|melt|burn|promote|support|enhance|improve|restore|strengthen|optimi[sz]e|balance|rejuvenate|"
    r"speed|accelerate|deepen|build|tone|firm|smooth|unlock|fuel|maximi[sz]e|reset|shed|tighten|extend|energi[sz]e|"
    r"raise|increase|recover|sleep|think|focus|heal|calm|regulate|rebuild|repair|lose|gain)"
)

_FUNCTION = (
    rf"(?:{BODY}|telomeres?|glands?|nights?|mornings?|rest|dreams?|attention|learning|recall|"
    r"thoughts?|bod(?:y|ies)|organs?|cells?|"
    r"vessels?|stomach|lining|lungs?|heart|kidneys?|liver|eyes?|vision|hearing|arter(?:y|ies)|waistlines?|spirits?"
    r"|nerves?|wits|posture|breath\w*|libido|defen[cs]es)"
)
_QUIET = (
    r"(?:is|are|was|were|functions|serves|explains|works as|has|have|had|does|do|did|may|might|can|could|would|acts|"
    r"binds|consists|contains|belongs|occurs|includes|involves|causes|correlates|predicts|differs|remains|seems|"
    r"appears|suggests|shows|indicates|represents|plays|reflects|affects|targets|encodes|expresses|mediates|describes|"
    r"covers|lists|this|its|thus|as|various|previous|decreases|reduces|inhibits|impairs|lowers|suppresses|damages|"
    r"alters|influences|modulates|requires|needs|uses|cells|tissues|signals|comes|derives)"
)
_MORE = (
    r"(?:deeper|clearer|better|calmer|sharper|firmer|stronger|younger|longer|faster|fresher|brighter|"
    r"lighter|steadier|smoother|quicker)"
)


def _in_whom(sentence: str, match: re.Match[str]) -> bool:
    """It is said in whom it was seen."""
    return bool(_SUBJECTS.search(sentence))


_SUBJECTS = re.compile(
    r"\b(?:in|among|of) (?:[\w-]+ ){0,2}(?:humans|adults|men|women|volunteers|participants|"
    r"patients|subjects)\b",
    re.IGNORECASE,
)


def _studied(sentence: str, match: re.Match[str]) -> bool:
    """Physiology and the laboratory, told as such."""
    return bool(
        re.search(
            r"\b(?:genes?|mutation\w*|pathways?|receptors?|mechanisms?|models?|surgery|analysis|algorithm\w*|"
            r"interventions?|programmes?|programs?|exercise|diet\w*|cells|mice|rats?|in vitro|expression|"
            r"signal(?:l)?ing|phosphorylat\w+|neurons?|children|students|school\w*|infants|species|plants?|"
            r"bacteri\w+)\b",
            sentence,
            re.IGNORECASE,
        )
    )


_ABOUT = re.compile(
    rf"\b(?:{_FUNCTION}|anti-?ag(?:e)?ing|fat[- ]burning|muscle[- ]building|rejuvenat\w+|fountain|"
    r"young(?:er)?|biological age|clock|second wind|wakes? up|"
    r"lean\w*|the same lift|firmer|smoother)\b",
    re.IGNORECASE,
)

_LIFTED = (
    r"(?:improved|strengthened|enhanced|boosted|optimi[sz]ed|stimulated|restored|kick-started|promoted|accelerated|"
    r"supported|sharpened|lengthened|renewed|rejuvenated|balanced|normali[sz]ed|revived|ramped up|brought back|"
    r"deepened|steadied|protected|fortified|awakened|invigorated|rebuilt|supplied|nourished|raised)"
)
FAMILY = Family(
    id="C08",
    needs=_ABOUT,
    version=1,
    severity="block",
    reason="promises an effect on the body without saying in whom it was seen",
    patterns=(
        pattern(
            rf"(?:(?:^|[.:>•*] ?){_LIFTS}|\b(?!(?:an?|the|to|of|in|with|no|these|such|further|dose-related)\b)[\w-]+ "
            rf"(?:\w+ly |also )?(?=\w+s\b|[\w ]+s (?:up|back|down)){_LIFTS}) (?!in\b)(?:(?:the|"
            r"your|its|of|up|more|better|natural|healthy|a|an|and|or|in|to|\w+ly|\w+'s?|"
            r"metabolic|deep|lean|immune|mental|visceral|stubborn|body|restful|sexual|growth|"
            rf"whole|weekend|athletes) ?){{0,5}}\b{BODY}\b",
            excuses=(*_UNSAID,),
        ),
        pattern(
            r"\b(?:can|will|may|might|could|helps?|known to|able to|made to|meant to) (?:\w+ly |"
            rf"also |even |to )*{_HELPED} "
            rf"[^.;]{{0,40}}\b{BODY}\b",
            excuses=_UNSAID,
        ),
        pattern(
            rf"\b{BODY}\b (?:\w+ )?(?:is|are|becomes?|grows?|gets?|feels?|looks?|returns?|"
            r"improves?|rises?|sharpens?|deepens?|"
            r"comes? back|recovers?|bounces? back|climbs?|drops?|falls?|melts?|thickens?|soars?) ?(?:\w+ )?"
            r"(?:enhanced|boosted|improved|restored|optimi[sz]ed|firmer|deeper|sharper|thicker|"
            r"younger|stronger|better|faster|calmer|"
            r"leaner|smoother|higher|back|away|off|again|within|after|where|when|naturally)\b",
            excuses=_UNSAID,
        ),
        pattern(
            r"\b(?:deeper|better|sharper|thicker|firmer|younger|stronger|faster|leaner|smoother|calmer|clearer|"
            rf"restful|glowing|radiant|effortless) (?:\w+ )?{BODY}\b(?![^.;]*\b(?:than|was|were)\b)",
            excuses=(*_UNSAID, by_guideline),
        ),
        pattern(
            r"\b(?:anti-?ag(?:e)?ing|fat[- ]burning|muscle[- ]building|rejuvenat\w+|youthful|fountain|stay(?:s|"
            r"ing)? young|keep\w* (?:\w+ )?young|younger years|visibly (?:firmer|younger|smoother)|biological age|"
            r"metabolic switch|inner clock|body clock|second wind|wakes? up|wake up|vigou?r|vitality|immune boost|"
            r"brain fog|leaner (?:mass|physique)|lean physique|the same lift)\b",
            excuses=_UNSAID,
        ),
        # The substance, a verb of the present, and a function.
        pattern(
            rf"\b{IT} (?:\w+ly |also |even |soon )?(?!{_QUIET}\b)\w+s (?:[\w'-]+ ){{0,4}}?{_FUNCTION}\b",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
        # The function that is lifted by the substance, or drinks it up.
        pattern(
            r"\b(?:is|are) (?:\w+ly )?(?!(?:inhibit|impair|reduc|suppress|regulat|mediat|affect|"
            r"influenc|induc|stimulat|modulat)\w*)"
            rf"\w+ed by {THING}\b|\b(?:drinks?|soaks?|laps?|welcomes?|thanks?|loves?|thrives?|"
            rf"wakes?|answers?) (?:\w+ ){{0,3}}?{THING}\b",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
        pattern(
            r"\b(?:with|on|under) (?:a little |some |daily |"
            rf"nightly )?{THING}\b[^.;]{{0,80}}\b(?:{_MORE}|more \w+)\b|\b(?:runs?|comes?|turns?|goes?|grows?|gets?|"
            rf"becomes?) {_MORE}\b[^.;]{{0,60}}\b(?:with|on|thanks to) (?:\w+ ){{0,2}}?{THING}\b|"
            rf"\bwhat would (?:\w+ ){{0,3}}{_FUNCTION}\b[^?]{{0,40}}\bwith {THING}\b",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
        pattern(
            r"\b(?:under|with|on|"
            rf"thanks to) {THING}[^.;]{{0,30}}\b{_FUNCTION} (?:\w+ly )?(?:narrows?|deepens?|"
            r"sharpens?|firms?|lifts?|slims?|quickens?|steadies|grows?|returns?|improves?|"
            r"picks? up|rises?|wakes?|clears?|"
            rf"brightens?|shrinks?|thickens?|smooths?)\b|\b(?:narrows?|"
            r"deepens?|sharpens?|firms?|lifts?|quickens?|steadies|returns?|improves?|picks? up|"
            r"rises?|brightens?|thickens?|smooths?|revives?) "
            rf"(?:\w+ )?(?:under|with|on|once|when|after|thanks to) {THING}\b|\b{IT} makes? (?:for|"
            rf"the|you|one) (?:\w+ )?{_MORE} \w+|\bwaist(?:line)? (?:narrows|shrinks|slims)\b",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
        pattern(
            rf"\b{BODY}\b (?:\w+ )?(?:goes? up|returns?|rebounds?|soars?|doubles?|takes? off|kicks? in"
            r"|is (?:\w+ )?(?:burned|burnt|lifted|raised|boosted|restored|sharpened|built|shed|"
            r"melted)|are (?:\w+ )?(?:lifted|raised|boosted|restored))(?= ?(?:\.|,|\[|$|more|faster|again|within"
            r"|readily|away|off|while|as\b|in days))|\b(?:immune|muscle|skin|nerve|fat|stem|brain) cells? (?:\w+ )?"
            r"(?:become|becomes|grow|multiply|wake|work|divide|burn) (?:\w+ )?(?:more|faster|stronger|up|active"
            r"|better|again)\b|\b(?:helps?|aids?) (?:\w+ )?(?:to |in )?(?:build\w*|shed\w*|burn\w*|"
            rf"los\w+|gain\w*|sleep\w*|recover\w*|think\w*|concentrat\w+) (?:\w+ ){{0,2}}?(?:{BODY}|weight|faster"
            rf"|better|deeper)\b|\b(?:{BODY}|mood|concentration)(?:,| and) {BODY} (?:improve|rise|"
            rf"increase|return|sharpen|deepen|recover)\b",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
        # A function that is lifted, by whatever verb and with nobody named in whom, or that comes back by itself.
        pattern(
            rf"\b{_FUNCTION}\b (?:(?:[\w-]+ ){{0,4}}?(?:is|are|gets?) (?:\w+ly )?{_LIFTED}\b(?! (?:in|among|with|to"
            rf"|when|at|"
            r"as|after|during|within|compared|than)\b)|(?:is|are|gets?) (?:\w+ly )?[\w-]+ed by (?:\w+ )?"
            rf"{THING}\b|(?:\w+ly )?(?:comes? back|returns|goes up|soars|rises|deepens|sharpens|comes alive|takes off"
            rf"|picks up|"
            r"blossoms)(?= ?(?:\.|,|;|\[|!|$)))|\b(?:more|better|less|quicker|faster|greater|deeper|improved|enhanced"
            r"|increased"
            rf"|sharper) (?:{_FUNCTION}|soreness|tiredness|hunger)(?:,| and)(?: and)? (?:more|better|less|quicker"
            rf"|faster|greater"
            r"|deeper|improved|enhanced|increased|sharper) \w+",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
        pattern(
            rf"(?:^|\bfor )(?:\w+ )?{_FUNCTION} (?:on tap|all day|round the clock|around the clock|like (?:you|a"
            rf"|never)|that "
            r"(?:lasts?|never|keeps)|whenever|on demand|without the)\b|(?:^|[:;] ?|\bit |\bthat )(?:keeps|maintains|"
            r"holds) (?:the |your )?(?:\w+ ){1,5}?(?:in (?:good |top |perfect |best |fine )?(?:order|shape|condition|"
            r"trim|tune|balance)|healthy|young|supple|strong|going|fit|running|humming|sharp|lean|firm)\b|(?:^|"
            r": ?)(?:lowers|reduces|cuts|eases|relaxes|regulates|normali[sz]es|stabili[sz]es|modulates|activates|"
            rf"stimulates|harmoni[sz]es|stokes|primes) (?:\w+ ){{0,3}}?{_FUNCTION}\b",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
        pattern(
            rf"\b{_FUNCTION}\b (?:(?:\w+ ){{0,2}}?(?:(?:works?|runs?|fires?|hums?) (?:at|on) (?:full|all|top)\b|"
            rf"(?:becomes?|grows?|gets?|turns?) (?:{_MORE}|more)\b)|(?:is|are) (?:given|supplied with|fed|"
            rf"provided with) (?:what|all|"
            r"everything|the)\b)|\bgains? in (?:elasticity|strength|firmness|glow|volume|tone|power|vigou?r|sharpness|"
            r"density)\b|\b(?:brought|put|set|back) (?:back )?(?:in|into) (?:\w+ )?(?:equilibrium|balance|order|rhythm|"
            r"shape|gear|action)"
            rf"\b|\b(?:boost|lift|tonic|fuel|food|help|kick) for (?:\w+ )?{_FUNCTION}\b|\b(?:muscle power|pulse"
            rf"|strength|"
            r"energy|skin|sleep|focus|body) [^.;]{0,30}\b(?:is|are) the (?:result|reward|outcome|effect)\b|\bstokes?\b|"
            r"\bown repair\b",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
        pattern(
            rf"\b{_FUNCTION} (?:recovers?|regenerates?|renews?|grows?|repairs?) (?:overnight|within|in days|itself"
            rf"|twice|faster|"
            r"in no time|at once)\b|\b(?:shifts?|goes|moves?|kicks?|gets?) (?:up )?(?:a|into (?:high|top|"
            r"a higher)) gear\b|\bone (?:\w+s) (?:faster|better|deeper|clearer|more|less)\b|\b(?:lends?|"
            r"gives?) wings\b|\breturn of (?:vigou?r|"
            rf"youth|strength|libido|energy|vitality)\b|\bregains? (?:its|their) (?:\w+ )?\w+\b(?=.*\b(?:{_FUNCTION}"
            rf"|youthful|"
            r"suppleness)\b)",
            excuses=(*_UNSAID, in_the_past, _studied, _in_whom),
        ),
    ),
)
