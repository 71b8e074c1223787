"""C27: what may not stand on a page may not stand in its title, alternative text, metadata, address, mail or feed.

Such a place has few words and no citation. Every family reads it, and beyond them any word that sells,
doses, instructs or promises.
"""

import re
from collections.abc import Iterator

from shared.domain.publishing.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family

_WORDS = re.compile(
    r"\b(?:dosages?|dosing|doses? guide|how[- ]to|buy|cheap\w*|discount\w*|coupons?|price[sd]?|"
    r"shop|sale|order|vendor\w*|supplier\w*|deal|reconstitut\w+|inject\w*|syringes?|"
    r"needles?|vials?|cycles?|stack(?:s|ing)?|protocol(?:s)?(?! (?:number|registration))|planner|"
    r"calculator|cheat ?sheet|safe(?:ly|st)?|side-effect-free|no side effects|cure[sd]?|heal(?:s|"
    r"ing)?|treats?|fix(?:es)?|miracle|breakthrough|"
    r"best|top \d+|ultimate|proven|works?\b|guarantee\w*|satisfied|happy|smiling|"
    r"before[- ]and[- ]after|transformation|testimonial\w*|reviews? of|"
    r"approved(?! by the ethics)|legal(?:ly)?|undetect\w+|pass (?:a|the|your) (?:drug )?test|"
    r"better than|stronger than|alternative to|natural ozempic|vs ozempic|secret\w*|"
    r"game[- ]chang\w+|amazing|boost\w*|melt\w*|burn\w*|lose weight|anti-?aging|your|you|"
    r"weeks? to|results? in \d+|anxious|pregnan\w+|kids|teens?|as an ai|ignore previous|"
    r"untitled|lorem|undefined|null|todo|insert)\b",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(
    r"\b(?:(?:list|digest|overview|summary) of (?:\w+ )?(?:pages|studies|changes|records)|evidence (?:from|review|on"
    r"|for)|(?:published|reported) \w+|number of|diagram|chart|update of|new version|"
    r"(?:articles?|pages?|monographs?|entr(?:y|ies))\b[^.;]{0,30}\b(?:updated|revised|corrected)|"
    r"status (?:line|unchanged)|(?:regulatory|legal) status|(?:bar|box|scatter|line|funnel) (?:plot|graph)s?|seen from|"
    r"(?:drawing|sketch|micrograph) of|keywords:|subject:|what is known|what (?:it|they) stands? for|a (?:review|"
    r"description)(?: of|$)|one (?:\w+ )?study|editorial aims|ageing[- ]research|"
    r"studies|trials|graded by|grade of|strength of (?:the )?evidence|number of studies|one study was|"
    r"changed, because|chart of|diagram of|forest plot|table of|flow|"
    r"summary of studies|evidence summary|studies on|your (?:subscription|account|invoice|receipt|"
    r"sign-?in|password|e-?mail)|(?:sign|log)[- ]in|unsubscribe|renew\w*|"
    r"not (?:studied|approved|reviewed)|no (?:study|studies|trial|trials|human)|retracted|"
    r"withdrawn|corrected|retraction)\b",
    re.IGNORECASE,
)
_SELLS = re.compile(
    r"\b(?:buy|cheap\w*|discount\w*|dosages?|reconstitut\w+|safe|best|proven|cure[sd]?|heals?|"
    r"miracle|vial|syringe|legal)\b",
    re.IGNORECASE,
)


def neutral(words: str) -> bool:
    """They name what a page holds, and nothing that sells, doses or promises."""
    return bool(_NEUTRAL.search(words)) and not _SELLS.search(words)


def _in_place(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    if known.place == "body":
        return
    neutral = _NEUTRAL.search(sentence)
    for match in (_SELLS if neutral else _WORDS).finditer(sentence):
        if not re.search(r"\b(?:not|no|never|nor|without)\b[^.;]{0,30}$", sentence[: match.start()], re.IGNORECASE):
            yield match.start(), match.end(), "block"


FAMILY = Family(
    id="C27",
    version=1,
    severity="block",
    reason="says in a title, address, metadata, alternative text, mail or feed what no page may say",
    patterns=(),
    given=_in_place,
)
