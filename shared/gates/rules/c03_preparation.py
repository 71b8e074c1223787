"""C03: no instructions for mixing or injecting. Injection site reactions are a finding and pass."""

import re

from shared.gates.family import Family, pattern
from shared.gates.report import HARMLESS, exemplary
from shared.gates.scope import reported

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


def _not_preparing(sentence: str, match: re.Match[str]) -> bool:
    """Needles and mixtures of other trades."""
    return bool(_ELSEWHERE.search(sentence)) and not exemplary(sentence, match)


def _not_held_up(sentence: str, match: re.Match[str]) -> bool:
    """Nothing says that the handling is to be imitated."""
    return not exemplary(sentence, match)


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
            excuses=(reported,),
        ),
        pattern(r"\b(?:add|mix)\s\d[\d.]*\s?ml\b(?!.*\b(?:was|were)\b)"),
        pattern(rf"\b{_TOOL}\b", excuses=(*HARMLESS, _not_preparing)),
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
        pattern(rf"\b(?:{_TOOL}|{_ACT}|vials?|powder|inject\w*)\b", excuses=(_not_held_up,)),
    ),
)
