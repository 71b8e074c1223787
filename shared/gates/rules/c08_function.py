"""C08: no promise about a body function. What was measured, told with its subjects, passes."""

from shared.gates.family import Family, pattern
from shared.gates.lexicon import BODY
from shared.gates.report import of_research, of_the_page, open_question, told
from shared.gates.scope import by_guideline, negated

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

FAMILY = Family(
    id="C08",
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
            r"\b(?:anti-?ag(?:e)?ing|fat[- ]burning|muscle[- ]building|rejuvenat\w+|youthful|"
            r"fountain|stay(?:s|ing)? young|keep\w* (?:\w+ )?young|"
            r"younger years|visibly (?:firmer|younger|smoother)|biological age|metabolic switch|"
            r"inner clock|body clock|second wind|"
            r"wakes? up|wake up|vigou?r|vitality|immune boost|brain fog|"
            r"leaner (?:mass|physique)|lean physique|the same lift)\b",
            excuses=_UNSAID,
        ),
    ),
)
