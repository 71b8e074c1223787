"""C03: no instructions for mixing or injecting. Injection site reactions are a finding and pass."""

from shared.gates.family import Family, pattern
from shared.gates.scope import reported

_VESSEL = r"(?:vials?|bacteriostatic|bac water|sterile water|saline|syringes?|powder|diluent|\d\s?ml)"

FAMILY = Family(
    id="C03",
    version=1,
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
    ),
)
