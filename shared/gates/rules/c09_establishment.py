"""C09: nothing is called proven. Establishment claims need a level of proof that no summary has."""

from shared.gates.family import Family, pattern
from shared.gates.scope import negated

FAMILY = Family(
    id="C09",
    version=1,
    severity="block",
    reason="claims that something is established",
    patterns=(
        pattern(
            r"\b(?:clinically|scientifically|medically|laboratory|lab)[- ](?:proven|tested|validated|verified)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:studies|study|research|science|trials?|evidence|data)\s(?:has |have |now |clearly |"
            r"conclusively )*(?:proves?|proved|proven)\b",
            excuses=(negated,),
        ),
        pattern(
            r"(?<![-\w])proven\s(?:to\b|benefits?|results?|efficacy|effective\w*|safe\w*|treatments?|"
            r"therap\w+|remed\w+|track|way|method)",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:has|have|is|are)\s(?:been\s)?(?:well[- ]|clearly |definitively |conclusively )proven\b",
            excuses=(negated,),
        ),
        pattern(r"\bguarantee[sd]?\b(?!.{0,20}\b(?:issue|loan|funding)\b)", excuses=(negated,)),
        pattern(
            r"\bgold[- ]standard\s(?:peptide|treatment|therapy|drug|remedy|solution|for (?:healing|"
            r"recovery|treating|repair|fat|weight|muscle))",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:irrefutabl[ey]|undeniabl[ey]|indisputabl[ey]|without (?:a |any )?doubt|beyond (?:any |"
            r"all )?doubt|no doubt that)\b"
        ),
        pattern(
            r"\b(?:conclusively|definitively)\s(?:shows?|shown|demonstrates?|demonstrated|establish\w*|confirm\w*)\b",
            excuses=(negated,),
        ),
    ),
)
